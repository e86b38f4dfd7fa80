"""The fake keeps the port's promises, so that tests of the domain mean something."""

import inspect

import pytest

from bot.messenger.adapter import DiscordMessenger
from bot.messenger.fake import FakeMessenger
from bot.messenger.message import Message
from bot.messenger.port import DirectMessagesClosed, Lane, Messenger, Sent, Unknown

HELLO = Message("hello")


@pytest.mark.parametrize("made", [FakeMessenger, DiscordMessenger])
def test_both_messengers_are_the_port(made: type) -> None:
    for name, method in inspect.getmembers(Messenger, inspect.isfunction):
        if not name.startswith("_"):
            assert inspect.signature(getattr(made, name)).parameters == inspect.signature(method).parameters


async def test_a_second_attempt_is_the_same_message() -> None:
    fake: FakeMessenger = FakeMessenger()
    first = await fake.post(channel_id=1, message=HELLO, key="k", lane=Lane.URGENT)
    again = await fake.post(channel_id=1, message=HELLO, key="k", lane=Lane.URGENT)
    other = await fake.post(channel_id=1, message=HELLO, key="l", lane=Lane.URGENT)
    assert first == again != other
    assert [one.key for one in fake.into(1)] == ["k", "l"]
    assert await fake.find(channel_id=1, key="k") == first


async def test_outcomes_come_as_told() -> None:
    fake = FakeMessenger()
    fake.will(7, DirectMessagesClosed(), Sent(0, 0))
    assert fake.direct_messages_closed(7)
    assert await fake.direct(user_id=7, message=HELLO, key="a", lane=Lane.URGENT) == DirectMessagesClosed()
    assert isinstance(await fake.direct(user_id=7, message=HELLO, key="b", lane=Lane.URGENT), Sent)
    assert [one.key for one in fake.to(7)] == ["b"]
    fake.lost.add(8)
    assert await fake.direct(user_id=8, message=HELLO, key="c", lane=Lane.URGENT) == Unknown()
    assert len(fake.to(8)) == 1


async def test_what_a_message_shows_follows_edits_and_deletion() -> None:
    fake = FakeMessenger()
    sent = await fake.post(channel_id=1, message=HELLO, key="k", lane=Lane.URGENT)
    assert isinstance(sent, Sent)
    await fake.edit(channel_id=1, message_id=sent.message_id, message=Message("later"), lane=Lane.URGENT)
    assert fake.shown(1, sent.message_id) == Message("later")
    await fake.pin(channel_id=1, message_id=sent.message_id, lane=Lane.BULK)
    await fake.delete(channel_id=1, message_id=sent.message_id, lane=Lane.URGENT)
    assert fake.shown(1, sent.message_id) is None
    assert fake.pinned == fake.deleted == [(1, sent.message_id)]


async def test_a_thread_holds_those_who_could_be_brought_in() -> None:
    fake = FakeMessenger()
    fake.will(6, DirectMessagesClosed())
    sent = await fake.open_thread(channel_id=1, name="12", members=[5, 6], key="k", lane=Lane.URGENT)
    assert isinstance(sent, Sent)
    assert sent.missing == (6,)
    await fake.add_to_thread(thread_id=sent.channel_id, user_id=9, lane=Lane.URGENT)
    await fake.remove_from_thread(thread_id=sent.channel_id, user_id=5, lane=Lane.URGENT)
    await fake.close_thread(thread_id=sent.channel_id, lane=Lane.URGENT)
    assert fake.threads[sent.channel_id] == {9}
    assert fake.closed_threads == {sent.channel_id}
    await fake.open_ahead([5])
    assert 5 in fake.opened
