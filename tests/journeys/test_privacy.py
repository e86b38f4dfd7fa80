"""Everybody sees what is kept about them, has a copy, and is forgotten when they ask or have gone."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.audit import Cause
from bot.messenger.adapter.messenger import DiscordMessenger
from bot.moderation.incident import Outcome
from bot.storage import keyring
from tests.journeys.surveys import HAPPY, facilitator, send_in

Read = Callable[[Any], str]
Speak = Callable[[str], None]
PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


def body(result: Any) -> str:
    return str(result.response.embeds[0].description)


def buttons(result: Any) -> list[str]:
    return [child["label"] for row in result.response.components for child in row["components"]]


async def a_closed_case(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    form = await world.press(world.ana, "Resolve")
    await world.submit(world.ana, form, {"outcome": [Outcome.TALKED.value]}, direct=True)


async def files(world: Any, result: Any) -> dict[str, str]:
    answer = (result.followups or [result.response])[0]
    return {one.filename: (await one.read()).decode() for one in answer.message.attachments}


async def test_of_a_newcomer_nothing_is_kept_and_nothing_can_be_erased(world: Any, read: Read) -> None:
    shown = await world.sam.slash(world.lounge, "privacy")
    assert shown.response.ephemeral
    assert body(shown).startswith("Nothing is kept about you by name.")
    assert buttons(shown) == ["Take back what is sealed", "Who can see what"]
    forged = await world.forge(world.sam, "privacy:erase")
    assert read(forged).startswith("Nothing is kept about you by name, so there is nothing to erase.")


async def test_whom_nobody_knows_by_name_takes_back_what_they_said_without_it(world: Any, read: Read) -> None:
    surveys = world.services.surveys
    await facilitator(world).slash(world.lounge, "survey open", survey="template:session")
    await world.as_bot(surveys.boxes.put_up(world.guild.id, world.lounge.id, by=Cause.OPERATOR))
    await send_in(world, 1, world.sam, HAPPY)
    await world.as_bot(surveys.boxes.suggest(world.guild.id, world.sam.id, "a plant"))
    shown = await world.sam.slash(world.lounge, "privacy")
    assert "lie sealed without your name" in body(shown)
    done = await world.sam.click(shown.response.message, label="Take back what is sealed")
    assert read(done).startswith("Done. Nothing that you said lies sealed any more")
    assert not await world.as_bot(surveys.boxes.take_back(world.guild.id, world.sam.id))
    assert not await world.as_bot(surveys.answering.withdraw(1, world.sam.id))
    assert world.services.people.known(world.sam.id) is None, "nobody was entered anywhere for it"


async def test_what_is_kept_is_said_in_plain_words_with_its_end(world: Any) -> None:
    await a_closed_case(world)
    shown = await world.maya.slash(world.lounge, "privacy")
    assert "a hard moment: when, where, how the bot learned of it" in body(shown)
    assert "gone by 2026-" in body(shown)
    assert buttons(shown) == [
        "Give me a copy",
        "Erase everything about me",
        "Take back what is sealed",
        "Who can see what",
    ]
    home = await world.maya.slash(world.lounge, "help")
    again = await world.maya.click(home.response.message, label="What is kept about me")
    assert body(again) == body(shown)


async def test_it_works_in_direct_messages_too(world: Any) -> None:
    await a_closed_case(world)
    shown = await world.maya.user.slash("privacy")
    assert "a hard moment" in body(shown)


async def test_a_copy_comes_privately_as_a_page_and_as_json(world: Any, read: Read) -> None:
    await a_closed_case(world)
    shown = await world.maya.slash(world.lounge, "privacy")
    given = await world.maya.click(shown.response.message, label="Give me a copy")
    assert read(given).startswith("Here is your copy")
    assert (given.followups or [given.response])[0].ephemeral
    both = await files(world, given)
    kept = json.loads(both["alongside.json"])["kept"]
    assert kept["cases"]["records"][0]["outcome"] == "talked"
    assert "<h1>What is kept about you</h1>" in both["alongside.html"]
    assert "pills" not in str(both)


async def test_being_forgotten_has_a_preview_a_day_to_change_ones_mind_and_a_receipt(world: Any, read: Read) -> None:
    await a_closed_case(world)
    services = world.services
    shown = await world.maya.slash(world.lounge, "privacy")
    preview = await world.maya.click(shown.response.message, label="Erase everything about me")
    assert "There is a day's wait" in read(preview)
    assert "What stays: codes and times of hard moments, without a name" in read(preview)
    assert "a hard moment" in body(preview)
    planned = await world.maya.click(preview.response.message, label="Erase me in a day")
    assert read(planned).startswith("Everything about you will be erased <t:")

    await world.pass_time(hours=23)
    assert services.people.known(world.maya.id) is not None
    await world.pass_time(hours=1, minutes=1)
    assert services.people.known(world.maya.id) is None
    assert world.inbox(world.maya)[-1].startswith("What I kept about you was erased <t:")
    assert "lose it by" in world.inbox(world.maya)[-1]
    shown = await world.maya.slash(world.lounge, "privacy")
    assert body(shown).startswith("Nothing is kept about you by name.")


class KilledError(Exception):
    """Stands in for the end of the process."""


async def test_who_was_erased_when_the_process_died_has_their_receipt_after_the_restart_and_once(
    world: Any, restart: Any, var_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await a_closed_case(world)
    maya, ring = world.maya.id, var_dir / keyring.FILE

    async def killed(*_: Any, **__: Any) -> None:
        raise KilledError

    with monkeypatch.context() as patch:
        patch.setattr(DiscordMessenger, "direct", killed)
        with pytest.raises(KilledError):
            await world.as_bot(world.services.erasures.now(maya, locale="es"))
    assert world.services.people.known(maya) is None
    assert maya.to_bytes(8) in ring.read_bytes(), "whom to tell, and nothing else"
    for _ in range(2):
        await restart()
        await world.pass_time(minutes=3)
        assert [one for one in world.inbox(world.maya) if one.startswith("Lo que guardaba sobre ti se borró <t:")] == (
            world.inbox(world.maya)
        )
        assert len(world.inbox(world.maya)) == 1
        assert world.services.people.known(maya) is None
        assert maya.to_bytes(8) not in ring.read_bytes()


async def test_the_wait_can_be_cancelled_also_after_a_restart(world: Any, restart: Any, read: Read) -> None:
    await a_closed_case(world)
    shown = await world.maya.slash(world.lounge, "privacy")
    preview = await world.maya.click(shown.response.message, label="Erase everything about me")
    await world.maya.click(preview.response.message, label="Erase me in a day")
    await restart()
    shown = await world.maya.slash(world.lounge, "privacy")
    assert "will be erased" in read(shown)
    taken_back = await world.maya.click(shown.response.message, label="Don't erase me")
    assert read(taken_back) == "Nothing will be erased. Everything stays as it was."
    await world.pass_time(hours=30)
    assert world.services.people.known(world.maya.id) is not None


async def test_an_open_case_has_it_wait_until_it_is_over(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    shown = await world.maya.slash(world.lounge, "privacy")
    preview = await world.maya.click(shown.response.message, label="Erase everything about me")
    assert "It waits until the conversation that you are part of is over" in read(preview)
    await world.maya.click(preview.response.message, label="Erase me in a day")
    await world.pass_time(hours=26)
    assert world.services.people.known(world.maya.id) is not None

    await world.press(world.lea, "I'm on it")
    form = await world.press(world.lea, "Resolve")
    await world.submit(world.lea, form, {"outcome": [Outcome.TALKED.value]}, direct=True)
    await world.pass_time(hours=1, minutes=5)
    assert world.services.people.known(world.maya.id) is None


async def test_of_what_others_said_of_somebody_they_learn_nothing_and_it_is_seen_through_all_the_same(
    world: Any, read: Read
) -> None:
    form = await world.sam.context_menu(world.lounge, "I'm worried about them", world.maya)
    await world.submit(world.sam, form, {"words": "she told me something final"})

    shown = await world.maya.slash(world.lounge, "privacy")
    assert [line.split(" (")[0] for line in body(shown).splitlines() if line.startswith("•")] == [
        "• who is who: the Discord id, a random number, a key"
    ]
    preview = await world.maya.click(shown.response.message, label="Erase everything about me")
    assert "conversation that you are part of" not in read(preview)
    assert "It may take longer" in read(preview)
    planned = await world.maya.click(preview.response.message, label="Erase me in a day")
    assert "conversation that you are part of" not in read(planned)
    await world.pass_time(hours=26)
    assert world.services.people.known(world.maya.id) is not None


async def test_who_holds_an_open_case_is_not_taken_from_it(world: Any) -> None:
    shown = await world.ana.slash(world.alerts, "privacy")
    preview = await world.ana.click(shown.response.message, label="Erase everything about me")
    await world.ana.click(preview.response.message, label="Erase me in a day")
    await world.pass_time(hours=23, minutes=58)
    await world.on_shift(world.ana)
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.pass_time(minutes=5)
    assert world.services.people.known(world.ana.id) is not None
    assert world.open_case().holder == world.ana.id


async def test_an_erased_responder_is_woken_no_more_while_the_bot_runs(world: Any) -> None:
    shown = await world.ana.slash(world.alerts, "privacy")
    preview = await world.ana.click(shown.response.message, label="Erase everything about me")
    await world.ana.click(preview.response.message, label="Erase me in a day")
    await world.pass_time(hours=24, minutes=1)
    before = len(world.direct(world.ana))
    assert world.services.oncall.responder(world.guild.id, world.ana.id) is None
    await world.on_shift(world.ben)
    await world.maya.send(world.lounge, PILLS)
    assert len(world.direct(world.ana)) == before
    assert "Case 1" in world.inbox(world.ben)[-1]


async def test_leaving_starts_the_same_and_coming_back_stops_it(world: Any) -> None:
    await a_closed_case(world)
    maya = world.maya
    world.guild.remove_member(maya)
    await world.env.settle()
    assert await world.services.erasures.pending(maya.id) is not None
    world.guild.add_member(maya.user, roles=[world.roles["participant"]])
    await world.env.settle()
    assert await world.services.erasures.pending(maya.id) is None

    world.guild.remove_member(maya)
    await world.pass_time(days=14, minutes=1)
    assert world.services.people.known(maya.id) is None


async def test_who_left_while_the_bot_was_away_is_found(world: Any, restart: Any) -> None:
    await a_closed_case(world)
    await facilitator(world).slash(world.lounge, "survey open", survey="template:session")
    for person in (world.maya, world.ana):
        await send_in(world, 1, person, HAPPY)
    await world.bot.close()
    world.guild.remove_member(world.maya)
    await restart()
    await world.pass_time(minutes=2)  # the first sweep
    assert await world.services.erasures.pending(world.maya.id) is not None
    assert await world.services.erasures.pending(world.ana.id) is None
    withdraw = world.services.surveys.answering.withdraw
    assert [await world.as_bot(withdraw(1, one.id)) for one in (world.maya, world.ana)] == [False, True]


async def test_it_speaks_spanish(world: Any, read: Read, speak: Speak) -> None:
    await a_closed_case(world)
    speak("es-ES")
    shown = await world.maya.slash(world.lounge, "privacy")
    assert "un momento difícil" in body(shown)
    assert buttons(shown) == ["Quiero una copia", "Borrar todo sobre mí", "Retirar lo sellado", "Quién puede ver qué"]
    given = await world.maya.click(shown.response.message, label="Quiero una copia")
    assert "<h1>Lo que se guarda sobre ti</h1>" in (await files(world, given))["alongside.html"]
    preview = await world.maya.click(shown.response.message, label="Borrar todo sobre mí")
    planned = await world.maya.click(preview.response.message, label="Borrarme dentro de un día")
    assert read(planned).startswith("Todo lo que se guarda sobre ti se borrará")
    await world.pass_time(hours=24, minutes=1)
    assert world.inbox(world.maya)[-1].startswith("Lo que guardaba sobre ti se borró")
