"""Every command, button and form around confidentiality, pressed in English and in Spanish: agreement, personal details, privacy, reports, record.

What is pressed is held against every way that leads somewhere, so that a new button without a press fails here.
"""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.audit import Act
from bot.audit.audit import PAGE
from tests.journeys.conftest import World
from tests.journeys.groups.conftest import text_of
from tests.journeys.groups.test_everything import LOCALES, Tour

PLACES = ("pledge", "sight", "guide", "nudge", "privacy", "report", "record")
KEY = re.compile(r"^[a-z][\w-]* = |^ +\*?\[\w+\] ")
PLACEABLE = re.compile(r"\{[^}]*\}?|\*\*|`")
COMMANDS = ("guidelines", "privacy", "report", "incident record")
PILLS = {
    "en": "I have the pills in front of me and I don't want to be here tomorrow",
    "es": "tengo las pastillas delante y no quiero seguir",
}
NUMBER = {"en": "you can call me on 612 34 56 78 if you like", "es": "llámame al 612 34 56 78 si quieres"}


def ways_of(world: World) -> set[str]:
    commands = {
        f"/{one.qualified_name}"
        for one in world.bot.tree.walk_commands()
        if one.qualified_name.startswith(COMMANDS) and not hasattr(one, "commands")
    }
    return commands | {f"{place}:{verb}" for place, verb in world.services.router.ways if place in PLACES}


def english_only() -> set[str]:
    """What English sentences say around names and numbers: nothing of it may be read in another language."""
    lines = [
        line
        for name in ("guidelines", "nudge", "privacy", "report", "record", "sight", "kept")
        for line in Path("data/locales/en", f"{name}.ftl").read_text(encoding="utf-8").splitlines()
        if not line.startswith(("#", "command-"))
    ]
    parts = {part.strip() for line in lines for part in PLACEABLE.split(KEY.sub("", line))}
    return {words for words in parts if len(words) > 12}


async def agreeing(tour: Tour, noa: Any) -> None:
    world, say = tour.world, tour.say
    posted = await tour.command(tour.fay, "guidelines post")
    assert posted.says("guidelines-posted")
    door = tour.newest(world.lounge, "pledge-button-read")
    shown = await tour.click(noa, door, "pledge-button-read")
    await tour.click(noa, shown.message, "sight-button")
    agreed = await shown.press("pledge-button-agree")
    assert agreed.says("pledge-thanks")
    left = await (await tour.click(noa, door, "pledge-button-read")).press("pledge-button-leave", "pledge-button-left")
    assert left.says("pledge-left")
    await (await tour.click(noa, door, "pledge-button-read")).press("pledge-button-agree")

    words = dict((await world.services.guidelines.versions(world.guild.id))[-1].parts(say.locale))
    form = await tour.form(tour.fay, "guidelines edit")
    draft = tour.look(tour.fay, await tour.fay.submit_modal(form, words | {"peers": "Uno. 1"}))
    assert draft.says("guidelines-preview")
    await draft.fill("guidelines-button-edit", **(words | {"peers": "Dos. 2"}))
    published = await draft.press("guidelines-button-publish")
    assert published.says("guidelines-published", version=2, count=1)
    counted = await tour.command(tour.fay, "guidelines counts")
    assert counted.says("guidelines-counts-only")


async def taking_back(tour: Tour, maya: Any) -> None:
    world = tour.world
    world.clock.jumped = timedelta(hours=11)  # at midday, in the channel of a group that she is in
    groups = world.services.groups
    circle = await groups.upkeep.create(world.guild.id, world.lea.id, name="Circle", channel_id=world.lounge.id)
    await groups.places.join(circle, maya.id)
    await world.env.settle()
    await maya.send(world.lounge, NUMBER[tour.say.locale])
    tour.read.append(tour.world.inbox(maya)[-1])
    await tour.world.press(maya, tour.say("nudge-button-remove"))
    assert tour.world.inbox(maya)[-1] == tour.say("nudge-removed")


async def looking_at_ones_own(tour: Tour, maya: Any) -> None:
    own = await tour.command(maya, "privacy")
    await tour.click(maya, own.message, "privacy-button-copy")
    taken_back = await tour.click(maya, own.message, "privacy-button-unseal")
    assert taken_back.says("privacy-unsealed")
    preview = await tour.click(maya, own.message, "privacy-button-erase")
    assert preview.says("privacy-stays")
    await tour.click(maya, preview.message, "privacy-button-keep")
    planned = await preview.press("privacy-button-erase-sure")
    cancelled = await planned.press("privacy-button-cancel")
    assert cancelled.says("privacy-cancelled")


async def letter_about(world: World, lead: Any, number: int) -> Any:
    """Let time pass until a lead has the letter about a report: on a slow machine it may be sent late, and before an earlier one."""
    for _ in range(30):
        await world.pass_time(seconds=10)
        for letter in world.direct(lead):
            rows: list[Any] = list(letter.components)
            ids = [str(child.custom_id) for row in rows for child in row.children]
            if any(one.endswith(f"report:read:{number}") for one in ids):
                return letter
    raise AssertionError("no letter came")


async def reporting(tour: Tour, maya: Any, ben: Any, lea: Any) -> None:
    begun = await tour.command(maya, "report")
    row = begun.message.components[0]["components"][0]
    form = await maya.select(begun.message, [ben], custom_id=row["custom_id"])
    receipt = tour.look(maya, await maya.submit_modal(form, {"words": "uno", "name": ["no"]}))
    assert receipt.says("report-receipt", number=1)
    mine = await receipt.press("report-button-mine")
    await tour.click(maya, mine.message, "report-button-more")
    await begun.fill("report-button-nobody", words="dos", name=["yes"])
    back = await mine.press_words(tour.say("report-button-withdraw", number=1))
    assert back.says("report-withdrawn", number=1)
    letter = await letter_about(tour.world, lea, 2)

    read = await tour.click(lea.user, letter, "report-button-read")
    assert read.says("report-read-footer")
    answered = await read.fill("report-button-answer", words="gracias", finished=["no"])
    assert answered.says("report-answer-kept", number=2)
    tour.read += tour.world.inbox(maya)
    inbox = await (await tour.command(lea, "report")).press_words(tour.say("report-button-inbox", count=1))
    assert inbox.says("report-inbox-title")


async def in_a_crisis(tour: Tour, maya: Any, lea: Any) -> None:
    """What a report says of a crisis in it, in a direct message; and what is refused."""
    world, say = tour.world, tour.say
    home = tour.look(maya.user, await maya.user.slash("help"))
    begun = await tour.click(maya.user, home.message, "button-report")
    (row, *_) = begun.message.components

    async def send(words: str) -> Any:
        form = await maya.user.select(begun.message, ["nobody"], custom_id=row["components"][0]["custom_id"])
        return tour.look(maya.user, await maya.user.submit_modal(form, {"words": words, "name": ["no"]}))

    heard = await send(f"Ben. {PILLS[say.locale]}. Uno.")
    assert say("report-heard", names="|").partition("|")[0] in heard.text
    assert say("report-part-goes-yours", at="|").partition("|")[0] in heard.text
    read = await tour.click(lea.user, await letter_about(world, lea, 3), "report-button-read")
    assert say("report-part-goes", at="|").partition("|")[0] in read.text
    assert (await send(" ")).says("error-report-empty")
    assert tour.look(world.sam, await world.forge(world.sam, "report:read:1")).says("error-report-unknown")


async def reading_the_record(tour: Tour, lea: Any) -> None:
    world = tour.world

    async def everything() -> None:
        for act in Act:
            about = "0" if act == Act.ERASED else "7,7,planned"  # how many were blanked is held against the chain
            await world.services.audit.add(world.guild.id, lea.id, act, about=about, subject=world.ana.id)

    await world.as_bot(everything())
    record = await tour.command(lea, "incident record")
    page = record
    for _ in range(len(Act) // PAGE):
        page = await tour.click(lea, page.message, "record-button-older")
    await tour.click(lea, record.message, "record-button-host")
    await record.fill("record-button-check", code="1-00000000000000000000")


@pytest.mark.parametrize("locale", LOCALES)
async def test_everything_is_pressed_in_each_language(world: World, locale: str, speak: Callable[[str], None]) -> None:
    speak(LOCALES[locale])
    await world.save_server(locale=locale)
    fay = world.guild.add_member(world.env.create_user("fay", global_name="Fay"), roles=[world.roles["facilitator"]])
    noa = world.guild.add_member(world.env.create_user("noa", global_name="Noa"), roles=[])
    await world.env.settle()
    for command in await world.bot.tree.fetch_commands():
        if command.name == "guidelines":
            world.guild.set_command_permissions(command, {world.roles["facilitator"]: True})
    tour = Tour(world, fay, world.lounge, locale)
    await agreeing(tour, noa)
    await taking_back(tour, world.maya)
    await looking_at_ones_own(tour, world.maya)
    await reporting(tour, world.maya, world.ben, world.lea)
    await in_a_crisis(tour, world.maya, world.lea)
    await reading_the_record(tour, world.lea)
    ways = ways_of(world)
    assert len(ways) > 30
    assert sorted(ways - tour.pressed) == [], "nothing presses these"
    if locale == "es":
        read = "\n".join([*tour.read, *map(text_of, world.lounge.history())])
        assert [words for words in english_only() if words in read] == []
