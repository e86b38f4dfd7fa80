"""Somebody asks what is kept about them, or to be forgotten; an open case comes first."""

import asyncio
import io
import json
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any, Final

import pytest

from bot.app import Services, assemble, create_bot
from bot.audit import HOST, Act, Cause
from bot.cli.control import connect, listen
from bot.clock import SystemClock
from bot.moderation.detection import Assessment, Tier
from bot.moderation.incident import Outcome, Signal, Source
from bot.moderation.shifts import Position
from bot.settings import Settings
from tests.unit.surveys.worlds import terms_of

GUILD: Final = 77
MAYA: Final = 5
BEN: Final = 6
WORDS: Final = "I have the pills in front of me"


async def lived(do: Callable[[Services], Any]) -> None:
    clock, settings = SystemClock(), Settings.load({})
    services = await assemble(create_bot(settings, clock=clock), settings, clock)
    await services.recovery.load()
    try:
        await do(services)
    finally:
        await services.close()


async def a_case(services: Services) -> None:
    await services.servers.save(GUILD, live=True)
    await services.oncall.join(GUILD, BEN)
    await services.oncall.answered(GUILD, BEN)
    now = services.clock.now()
    await services.oncall.plan(GUILD, BEN, Position.PRIMARY, now, timedelta(hours=2))
    assessment = Assessment(Tier.PAGE, None, "en.means.at-hand", ())
    signal = Signal(999, GUILD, MAYA, Source.MESSAGE, assessment, now, WORDS, channel_id=8, locale="en")
    await services.desk.cases.receive(signal, aside=False, plan=lambda *_, **__: None)


async def its_end(services: Services) -> None:
    from bot.moderation import casebook

    person = await services.people.person(BEN)
    now = services.clock.now()
    await services.storage.write(lambda connection: casebook.resolve(connection, 999, person, now, Outcome.TALKED))


def test_of_a_stranger_nothing_is_kept(cli: Any) -> None:
    assert json.loads(cli("export", "5").out)["known"] is False
    said = cli("erase", "5", "--yes").out
    assert said.startswith("Nothing is kept about this person by name.")
    assert said.endswith("Nothing that they said lies sealed any more.\n")


def test_what_a_stranger_said_under_a_seal_is_taken_back_all_the_same(
    cli: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def answered(services: Services) -> None:
        survey = await services.surveys.open(GUILD, "template:session", terms_of(), by=Cause.OPERATOR)
        mark = survey.key_mark or ""
        store = services.surveys.sealed.store(survey.name)
        for who in (MAYA, BEN):
            await services.surveys.sealed.run(partial(store.put, mark, who, b"sealed"))

    asyncio.run(lived(answered))
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    assert cli("erase", str(MAYA)).code == 1
    assert cli("erase", str(BEN), "--yes").code == 0

    async def looked(services: Services) -> None:
        withdraw = services.surveys.answering.withdraw
        assert [await withdraw(1, who) for who in (MAYA, BEN)] == [True, False]
        lines = await services.audit.lines(HOST)
        assert [(line.act, line.about, line.actor) for line in lines] == [(Act.FORGOTTEN, "sealed", Cause.OPERATOR)]

    asyncio.run(lived(looked))


def test_an_export_has_codes_and_times_and_no_words(cli: Any) -> None:
    asyncio.run(lived(a_case))

    maya, ben = cli("export", str(MAYA)).out, json.loads(cli("export", str(BEN)).out)

    kept = {name: holding["records"] for name, holding in json.loads(maya)["kept"].items()}
    (case,) = kept["cases"]
    assert (case["number"], case["server"], case["state"]) == (1, str(GUILD), "paging")
    assert kept["case-steps"][0]["code"] == "opened"
    assert len(kept["words"]) == 1
    assert "pills" not in maya
    assert ben["kept"]["on-call"]["records"][0]["server"] == str(GUILD)
    assert ben["kept"]["shifts"]["records"][0]["position"] == "primary"
    assert "direct-messages" not in ben["kept"]


def test_an_open_case_delays_being_forgotten(cli: Any) -> None:
    asyncio.run(lived(a_case))

    refused = cli("erase", str(MAYA), "--yes")

    assert refused.code == 1
    assert refused.err.startswith("Case 1 is still open")
    assert json.loads(cli("export", str(MAYA)).out)["known"] is True


def test_somebody_is_forgotten_after_a_yes_and_not_before(cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asyncio.run(lived(a_case))
    asyncio.run(lived(its_end))
    monkeypatch.setattr(sys, "stdin", io.StringIO("n\n"))
    assert cli("erase", str(MAYA)).code == 1
    assert json.loads(cli("export", str(MAYA)).out)["known"] is True

    done = cli("erase", str(MAYA), "--yes")

    assert "a hard moment: when, where" in done.out
    assert done.out.endswith("Nothing that they wrote can be opened any more.\n")
    assert json.loads(cli("export", str(MAYA)).out)["known"] is False


def test_a_process_that_does_not_answer_is_not_pushed_aside(cli: Any) -> None:
    async def meanwhile(_: Services) -> None:
        refused = await asyncio.to_thread(cli, "erase", str(MAYA), "--yes")
        assert refused.code == 2
        assert "is in use by process" in refused.err

    asyncio.run(lived(meanwhile))


def test_a_running_bot_does_it_itself(cli: Any) -> None:
    asyncio.run(lived(a_case))
    asyncio.run(lived(its_end))

    async def meanwhile(services: Services) -> None:
        asked = await listen(services.settings.var_dir, lambda: services)
        assert asked is not None
        try:
            given = json.loads((await asyncio.to_thread(cli, "export", str(BEN))).out)
            assert given["kept"]["on-call"]["records"]
            done = await asyncio.to_thread(cli, "erase", str(BEN), "--yes")
            assert done.code == 0, done.err
            assert "the on-call list" in done.out
            assert services.people.known(BEN) is None
            assert services.oncall.responder(GUILD, BEN) is None
        finally:
            asked.close()

    asyncio.run(lived(meanwhile))


def test_a_running_bot_takes_a_new_master_key_and_tells_how_far_it_is(cli: Any) -> None:
    asyncio.run(lived(a_case))

    async def meanwhile(services: Services) -> None:
        before = services.settings.master_key_file.read_text()
        asked = await listen(services.settings.var_dir, lambda: services)
        assert asked is not None
        try:
            ask = await connect(services.settings.var_dir)
            assert ask is not None
            seen: list[tuple[int, int]] = []
            done = await ask("rotate", 0, "en", lambda part, whole: seen.append((part, whole)))
            assert done == {"count": 2, "copies": 0}
            assert seen == [(0, 2), (2, 2)]
            assert services.settings.master_key_file.read_text() != before
            said = await asyncio.to_thread(cli, "rotate-key", "--yes")
            assert said.code == 0, said.err
            assert "wraps the keys of 2 people" in said.out
        finally:
            asked.close()
        acts = [line.act for line in await services.audit.lines(HOST)]
        assert acts == [Act.KEY_ROTATED, Act.KEY_ROTATED]

    asyncio.run(lived(meanwhile))
    assert json.loads(cli("export", str(MAYA)).out)["known"] is True
