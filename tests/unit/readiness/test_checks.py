"""Each fault is found, said in a sentence in every language, and comes with what to do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.readiness import (
    ApplicationFacts,
    Database,
    Finding,
    HostFacts,
    Keyring,
    RoleFacts,
    RoleKind,
    Room,
    RoomFacts,
    ServerFacts,
    State,
    Token,
    check_host,
    check_server,
    examine,
)
from bot.servers import Ages
from bot.settings import default_data_dir
from bot.texts import Texts
from bot.ui.examination import examination, sentences

NOW = datetime(2026, 5, 4, 20, tzinfo=UTC)
TEXTS = Texts.load(default_data_dir() / "locales")
HOST = HostFacts(
    NOW,
    Token.WORKS,
    Database.ANSWERS,
    Keyring.OPENS,
    application=ApplicationFacts(members=True, content=True),
    ledger_behind=False,
    overdue_jobs=0,
    clock_ahead=timedelta(seconds=1),
    newest_backup=NOW - timedelta(hours=20),
    commands_synced=True,
)
SERVER = ServerFacts(
    1,
    NOW,
    live=True,
    rooms=(
        RoomFacts(Room.ALERTS, 10, exists=True),
        RoomFacts(Room.SUPPORT, 11, exists=True, everyone_reads=True, participants_read=True),
        RoomFacts(Room.FACILITATORS, 12, exists=True),
    ),
    roles=tuple(RoleFacts(kind, 20 + number, exists=True) for number, kind in enumerate(RoleKind)),
    leads=(5,),
    tested=(6, 7),
    on_shift=(6,),
    ages=Ages.ADULTS,
    country="ES",
    helplines=3,
    announced_at=NOW,
)


def worst(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.state is not State.OK]


def told(finding: Finding) -> str:
    """What a person reads; saying it in Spanish too shows that nothing is missing there."""
    sentences(finding, TEXTS.speaker("es"))
    return " → ".join(part for part in sentences(finding, TEXTS.speaker("en")) if part)


def test_all_well_is_all_well() -> None:
    assert worst(check_host(HOST)) == []
    assert worst(check_server(SERVER)) == []
    assert all(told(finding) for finding in (*check_host(HOST), *check_server(SERVER)))


@pytest.mark.parametrize(
    ("change", "state", "sentence"),
    [
        ({"token": Token.ABSENT}, State.LOOK, "There is no token here"),
        (
            {"token": Token.REFUSED},
            State.BROKEN,
            "Discord refuses the bot's token. → Developer portal, Bot, Reset Token",
        ),
        ({"token": Token.UNKNOWN}, State.LOOK, "Discord could not be reached"),
        ({"application": ApplicationFacts(members=False, content=True)}, State.BROKEN, "Server Members Intent is off"),
        ({"application": ApplicationFacts(members=True, content=False)}, State.LOOK, "The bot is content-blind"),
        ({"database": Database.SILENT}, State.BROKEN, "Pages still go out from memory"),
        ({"database": Database.OLDER}, State.LOOK, "an earlier version of Alongside. → Run python -m bot migrate"),
        ({"ledger_behind": True}, State.BROKEN, "Do not stop the bot now"),
        ({"keyring": Keyring.NO_MASTER_KEY}, State.BROKEN, "Put the key file back"),
        ({"keyring": Keyring.DAMAGED}, State.BROKEN, "restore the newest backup"),
        ({"agenda_trouble_since": NOW}, State.BROKEN, f"has not happened since <t:{int(NOW.timestamp())}:R>"),
        ({"overdue_jobs": 1}, State.LOOK, "One planned thing is more than five minutes late"),
        ({"overdue_jobs": 3}, State.LOOK, "3 planned things are more than five minutes late"),
        ({"clock_ahead": timedelta(seconds=-90)}, State.BROKEN, "This machine's clock is 90 seconds away"),
        ({"newest_backup": None}, State.LOOK, "There is no backup yet. → Run python -m bot backup"),
        ({"newest_backup": NOW - timedelta(days=5)}, State.LOOK, "The newest backup is 5 days old."),
        ({"commands_synced": False}, State.LOOK, "The commands were not sent to Discord."),
        ({"unusable": (("error-storage-url", ()),)}, State.BROKEN, "DATABASE_URL cannot be used."),
    ],
)
def test_the_host(change: dict[str, Any], state: State, sentence: str) -> None:
    found = worst(check_host(replace(HOST, **change)))
    assert [finding.state for finding in found] == [state]
    assert sentence in told(found[0])


def room(kind: Room, **changes: Any) -> dict[str, Any]:
    return {"rooms": tuple(replace(one, **changes) if one.room is kind else one for one in SERVER.rooms)}


def gone(kind: RoleKind) -> dict[str, Any]:
    return {"roles": tuple(replace(one, exists=one.role is not kind) for one in SERVER.roles)}


@pytest.mark.parametrize(
    ("change", "state", "sentence"),
    [
        ({"present": False}, State.BROKEN, "The bot is not in this server."),
        ({"set_up": False}, State.BROKEN, "This server was never set up."),
        ({"live": False}, State.LOOK, "On-call is paused."),
        ({"live": False, "announced_at": None}, State.LOOK, "On-call is not running: one thing is missing."),
        ({"announced_at": None}, State.BROKEN, "On-call is running, but one thing that it needs is missing."),
        (room(Room.ALERTS, exists=False), State.BROKEN, "cards have nowhere to go"),
        (room(Room.SUPPORT, exists=False), State.BROKEN, "no private space can be opened"),
        (room(Room.FACILITATORS, exists=False), State.LOOK, "There is no facilitators' channel."),
        (room(Room.ALERTS, missing=("send_messages",)), State.BROKEN, "In <#10> I lack: Send Messages → Right-click"),
        (
            room(Room.ALERTS, everyone_reads=True),
            State.BROKEN,
            "<#10> is meant to be private, and everyone can read it",
        ),
        (room(Room.ALERTS, participants_read=True), State.BROKEN, "<#10> is meant to be private, and participants"),
        (room(Room.FACILITATORS, everyone_reads=True), State.BROKEN, "<#12> is meant to be private, and everyone"),
        (room(Room.SUPPORT, drifted=True), State.LOOK, "Who may do what in <#11> is not as set-up had set it."),
        (gone(RoleKind.ONCALL), State.BROKEN, "There is no on-call role"),
        (gone(RoleKind.PARTICIPANT), State.LOOK, "There is no participant role."),
        ({"leads": ()}, State.BROKEN, "Nobody has the lead role."),
        ({"tested": (6,)}, State.BROKEN, "One person has answered a test page; 2 should."),
        ({"untested": (8,)}, State.LOOK, "without having answered a test page: <@8> → Each of them types /oncall join"),
        ({"unreachable": (6,)}, State.LOOK, "Take no direct messages from me"),
        ({"on_shift": ()}, State.BROKEN, "Nobody is on shift now. → /oncall now or /oncall plan"),
        (
            {"uncovered": ((NOW, NOW + timedelta(hours=1)),) * 5},
            State.LOOK,
            "and 2 more times in the next three days.",
        ),
        ({"country": None}, State.BROKEN, "No helplines are confirmed."),
        ({"helplines_old": 2}, State.LOOK, "2 of your country's numbers were looked up more than a year ago."),
    ],
)
def test_a_server(change: dict[str, Any], state: State, sentence: str) -> None:
    found = {told(finding): finding.state for finding in worst(check_server(replace(SERVER, **change)))}
    assert any(sentence in text and found[text] is state for text in found), found


def test_nobody_on_shift_is_no_alarm_before_it_is_live() -> None:
    found = worst(check_server(replace(SERVER, live=False, on_shift=())))
    assert {finding.state for finding in found} == {State.LOOK}


def test_who_else_reads_is_told_by_name_and_is_no_fault() -> None:
    facts = replace(SERVER, **room(Room.ALERTS, others=tuple(range(100, 120))))
    finding = next(one for one in check_server(facts) if one.people == tuple(range(100, 120)))
    assert finding.state is State.OK
    assert "<@100>" in told(finding)
    assert "8 more" in told(finding)


async def test_what_is_broken_comes_first() -> None:
    class Somewhere:
        async def host(self) -> HostFacts:
            return replace(HOST, newest_backup=None)

        def server(self, guild_id: int) -> ServerFacts:
            return replace(SERVER, leads=())

    findings = await examine(Somewhere(), 1)
    states = [finding.state for finding in findings]
    assert states == sorted(states)
    assert states[0] is State.BROKEN
    assert await examine(Somewhere(), None) == [one for one in findings if one.text in _host_texts()]
    titles = [card.title for card in examination(findings, TEXTS.speaker("en")).cards]
    assert titles[0].startswith("Broken (")


def _host_texts() -> set[str]:
    return {finding.text for finding in check_host(replace(HOST, newest_backup=None))}
