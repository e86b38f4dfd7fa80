"""A code counts as posted only when Discord took it; that it is not posted is told."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from bot.audit import Audit
from bot.audit.heads import Heads
from bot.messenger.fake import FakeMessenger
from bot.messenger.port import Forbidden, Gone, Outcome, Transient, Unknown
from bot.servers import Server
from bot.settings import default_data_dir
from bot.texts import Texts
from tests.unit.storage.worlds import HandClock

GUILD, CHANNEL = 7, 70
TEXTS = Texts.load(default_data_dir() / "locales")


def made(audit: Audit, clock: HandClock, server: Server) -> tuple[Any, FakeMessenger]:
    messenger, known = FakeMessenger(), {}
    agenda: Any = SimpleNamespace(clock=clock, register=lambda kind, handler, **_: known.update({kind: handler}))
    servers: Any = SimpleNamespace(all=lambda: (server,))
    heads = Heads(audit, storage=audit._storage, agenda=agenda, messenger=messenger, servers=servers, texts=TEXTS)
    (run,) = known.values()
    return SimpleNamespace(unposted=heads.unposted, run=run), messenger


@pytest.mark.parametrize("outcome", [Forbidden(50001), Gone(10003), Unknown(), Transient(), None])
async def test_two_days_without_a_post_are_told_and_end_with_the_next(
    audit: Audit, clock: HandClock, outcome: Outcome | None
) -> None:
    server = Server(GUILD, alert_channel_id=None if outcome is None else CHANNEL)
    heads, messenger = made(audit, clock, server)
    if outcome is not None:
        messenger.will(CHANNEL, outcome)
    begun = clock.now()
    for day in range(3):
        assert await heads.unposted() == (0, None), day
        await heads.run(SimpleNamespace(key=f"record.heads:{day}"))
        clock.advance(timedelta(days=1))
    assert await heads.unposted() == (1, begun)
    if outcome is not None:
        messenger.answers.clear()
        await heads.run(SimpleNamespace(key="record.heads:4"))
        assert await heads.unposted() == (0, None)
