"""What a life with the crisis path leaves behind."""

from datetime import timedelta
from typing import Any, Final

from bot.moderation.incident import Outcome
from bot.moderation.shifts import Position

TAKES: Final = timedelta(minutes=4)
PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


async def live(world: Any, person: Any, helper: Any, other: Any, words: str) -> None:
    """Somebody is in a bad place, speaks up for somebody else, is on call and helps; and is written to by the bot."""
    await person.send(world.lounge, f"{words} {PILLS}")
    await world.press(helper, "I'm on it")
    await person.user.send_dm(f"{words} are you there?")
    await resolve(world, helper, person, f"{words} as the helper heard it")

    form = await person.context_menu(world.lounge, "I'm worried about them", other)
    await world.submit(person, form, {"words": f"{words} they said goodbye to everybody"})
    await world.press(helper, "I'm on it")
    await resolve(world, helper, None, "")

    await world.on_shift(person, Position.BACKUP, hours=6)
    await other.send(world.lounge, PILLS)
    await world.pass_time(minutes=4)
    await world.press(person, "I'm on it")
    form = await world.press(person, "Note")
    await world.submit(person, form, {"note": f"{words} sounded tired"}, direct=True)
    await resolve(world, person, None, f"{words} and so it ended")

    # What bulk writes down after it wrote to somebody; its pacing runs on real time, and a test has none.
    directs = world.services.messenger.directs
    await directs.keep_receipt(person.id, directs.spend(person.id))


async def resolve(world: Any, helper: Any, person: Any, note: str) -> None:
    form = await world.press(helper, "Resolve")
    await world.submit(helper, form, {"outcome": [Outcome.TALKED.value], "note": note}, direct=True)
    if person is not None:
        await world.press(person, "Yes, please")
