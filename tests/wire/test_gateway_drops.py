"""The gateway goes away in the middle of things, and nobody is left waiting."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.rehearsal.discord.faults import When, call, drop, request
from bot.rehearsal.discord.gateway import IDENTIFY, RESUME

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


def cut(scene: Any) -> None:
    scene.discord.gateway.abort()


def ask_anew(scene: Any) -> None:
    scene.discord.gateway.reconnect()


def forget_the_socket(scene: Any) -> None:
    scene.discord.gateway.invalidate(resumable=True)


def forget_the_session(scene: Any) -> None:
    scene.discord.gateway.invalidate(resumable=False)


RESUMED: dict[Callable[[Any], None], bool] = {
    cut: True,
    ask_anew: True,
    forget_the_socket: True,
    forget_the_session: False,
}
GOING = list(RESUMED)
READ_BACK = "GET /channels/*/messages"


def told(person: Any, what: str) -> int:
    return sum(what in one.content for one in person.inbox())


async def works(scene: Any, who: str) -> None:
    """Somebody is in crisis: one card, one page, one message to them, and I'm on it still does what it says."""
    scene.town[who].write(scene.lounge, PILLS)
    await scene.sees(who, "I am telling Ana, a peer from here.")
    await scene.sees("ana", "Case", place="alerts")
    await scene.sees("ana", "Case")


def read_back(scene: Any, since: int) -> list[Any]:
    """Requests for what stands in channels, from one of all requests on."""
    return [one for one in scene.discord.requests.all[since:] if one.is_(READ_BACK)]


@pytest.mark.parametrize("going", GOING)
async def test_what_is_written_while_it_is_gone_is_heard_when_it_is_back(
    scene: Any, going: Callable[[Any], None]
) -> None:
    await scene.run()
    await scene.quiet()
    before, asked = len(scene.sessions), len(scene.discord.requests.all)
    going(scene)
    await works(scene, "maya")
    await scene.quiet()

    assert len(scene.cards()) == 1
    assert scene.sessions[before:] == [RESUMED[going]]
    if RESUMED[going]:
        assert not read_back(scene, asked), "what came meanwhile was replayed; nothing had to be looked for"


@pytest.mark.parametrize("going", GOING)
async def test_it_goes_in_the_middle_of_each_step(scene: Any, going: Callable[[Any], None]) -> None:
    """The page, the card, the first words, the answer to *I'm on it*, the words after it: at each of them, for another person."""
    scene.discord.requests.limits.on = False
    await scene.run()
    await scene.quiet()
    town, faults = scene.town, scene.discord.requests.faults
    asked = len(scene.discord.requests.all)
    for step in ("card", "page", "words", "callback", "told"):
        before = len(scene.sessions)
        person = scene.discord.people.somebody(f"{step}-person", guild_id=town.guild_id)
        wanted = {
            "card": f"POST /channels/{town.places['alerts']}/messages",
            "page": f"POST /channels/{town['ana'].direct}/messages",
            "words": f"POST /channels/{person.direct}/messages",
            "callback": "POST /interactions/*/*/callback",
            "told": f"POST /channels/{person.direct}/messages",
        }
        gone = faults.add(request(wanted[step]), call(lambda: going(scene)), when=When.AFTER, skip=int(step == "told"))
        key = person.write(scene.lounge, PILLS)
        page = await scene.until(lambda key=key: scene.page("ana", key) or scene.page("ben", key))
        await scene.until(lambda person=person: told(person, "a peer from here"))
        who = "ana" if page.channel_id == town["ana"].direct else "ben"
        await scene.until(lambda: scene.discord.gateway.connected)
        await town[who].press(page, "I'm on it")
        await scene.until(lambda person=person: told(person, "is here for you now"))
        await scene.until(lambda gone=gone: gone.met)
        await scene.until(lambda: scene.discord.gateway.connected)
        await scene.quiet()
        assert scene.sessions[before:] == [RESUMED[going]]
        assert (told(person, "a peer from here"), told(person, "is here for you now")) == (1, 1)
        assert sum(f":{key}" in str(one.components) for one in town["lea"].reads(town.places["alerts"])) == 1
        form = await scene.answered(await town[who].press(page, "Resolve"))
        await scene.answered(await town[who].fill(form, outcome=["talked"], note=""))
        await scene.until(lambda person=person: told(person, "Thank you for letting somebody be there"))
    if RESUMED[going]:
        assert not read_back(scene, asked)


@pytest.mark.parametrize("when", [When.BEFORE, When.AFTER])
async def test_it_is_cut_at_the_very_frame_that_brings_the_words(scene: Any, when: When) -> None:
    await scene.run()
    before = len(scene.sessions)
    cut = scene.discord.gateway.faults.add(lambda frame: frame.event == "MESSAGE_CREATE", drop(), when=when)
    await works(scene, "maya")
    await scene.quiet()

    assert len(scene.cards()) == 1
    assert (cut.met, scene.sessions[before:]) == (1, [True])


async def test_it_comes_back_after_many_cuts_in_a_row(scene: Any) -> None:
    await scene.run()
    for _ in range(6):
        before = len(scene.sessions)
        scene.discord.gateway.abort()
        await scene.until(lambda known=before: len(scene.sessions) > known)
    await works(scene, "maya")
    await scene.quiet()

    assert len(scene.cards()) == 1
    assert scene.sessions == [False] + 6 * [True]


async def test_it_hears_what_was_written_though_its_question_to_resume_was_lost(scene: Any) -> None:
    """Cut again at its RESUME, before and after the session was given back to it."""
    await scene.run()
    faults = scene.discord.gateway.faults
    lost = [
        faults.add(lambda frame: frame.op == RESUME and not frame.sent, drop(), when=when)
        for when in (When.BEFORE, When.AFTER)
    ]
    scene.discord.gateway.abort()
    await works(scene, "maya")
    await scene.quiet()

    assert [one.met for one in lost] == [1, 1]
    assert len(scene.cards()) == 1
    assert scene.sessions == [False, True, True]


@pytest.mark.parametrize("when", [When.BEFORE, When.AFTER])
async def test_it_starts_though_its_identify_was_lost(scene: Any, when: When) -> None:
    lost = scene.discord.gateway.faults.add(lambda frame: frame.op == IDENTIFY and not frame.sent, drop(), when=when)
    await scene.run()
    await works(scene, "maya")
    await scene.quiet()

    assert lost.met == 1
    assert (len(scene.cards()), scene.pages("ana")) == (1, 1)
