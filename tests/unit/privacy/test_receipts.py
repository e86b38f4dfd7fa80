"""Who was erased is told, once, and their Discord id goes with it: also where Discord did not answer, and after a week at most."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from bot.messenger.port import DirectMessagesClosed, Transient
from bot.privacy.erasures import Erasures
from bot.privacy.feature import Privacy
from bot.privacy.register import Register
from bot.privacy.retention import Retention
from bot.storage.keyring import LOOK_AGAIN
from tests.unit.surveys.worlds import World, world

ANA = 81_384_788_765_712_384


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[World]:
    made = await world(tmp_path)
    yield made
    await made.close()


def erasures(there: World) -> Erasures:
    parts = there.parts
    retention = Retention(parts.agenda, parts.storage, parts.clock)
    register = Register(parts.storage, parts.people, retention, parts.clock)
    privacy = Privacy(parts, register, waits=lambda *_, **__: None, unseal=there.surveys.sealed.forget)
    return Erasures(parts, privacy, retention)


async def known_by_id(there: World) -> bool:
    return any(owed.discord_id == ANA for owed in await there.parts.people.owed())


async def test_what_discord_did_not_take_is_sent_later_and_nobody_who_began_again_loses_anything(there: World) -> None:
    doing, sent = erasures(there), there.messenger
    sent.will(ANA, Transient())
    await there.parts.people.person(ANA)
    assert await doing.now(ANA, locale="en")
    assert (sent.to(ANA), await known_by_id(there)) == ([], True)
    assert await doing.tell_late() == 0
    sent.answers.clear()
    anew = await there.parts.people.person(ANA)
    assert await doing.tell_late() == 1
    assert await doing.tell_late() == 0
    assert len(sent.to(ANA)) == 1
    assert not await known_by_id(there)
    assert there.parts.people.known(ANA) == anew


async def test_who_takes_no_messages_is_not_tried_again(there: World) -> None:
    doing = erasures(there)
    there.messenger.will(ANA, DirectMessagesClosed())
    await there.parts.people.person(ANA)
    await doing.now(ANA, locale="en")
    assert not await known_by_id(there)


async def test_after_a_week_nobody_is_told_any_more(there: World) -> None:
    doing = erasures(there)
    there.messenger.will(ANA, Transient())
    await there.parts.people.person(ANA)
    await doing.now(ANA, locale="en")
    there.clock.at += LOOK_AGAIN - timedelta(seconds=1)
    assert await known_by_id(there)
    there.clock.at += timedelta(seconds=1)
    assert await doing.tell_late() == 0
    assert not await known_by_id(there)
    assert there.messenger.to(ANA) == []


async def test_a_keyring_from_before_there_were_receipts_goes_on(tmp_path: Path) -> None:
    before = await world(tmp_path)
    ana = await before.parts.people.person(ANA)
    await before.close()
    with closing(sqlite3.connect(tmp_path / "keyring.db", isolation_level=None)) as raw:
        raw.execute("DROP TABLE receipt")
        raw.execute("PRAGMA user_version=2")
    after = await world(tmp_path, seed="another")
    assert after.parts.people.known(ANA) == ana
    assert await erasures(after).now(ANA, locale="en")
    assert len(after.messenger.to(ANA)) == 1
    await after.close()
