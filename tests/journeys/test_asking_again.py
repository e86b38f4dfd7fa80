"""Who took it back, said *Not now* or wants somebody else may ask again at any time, and is called for again."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.moderation.incident import Choice, Outcome, State

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
LOWERED = "I want to kill myself"
Read = Callable[[Any], str]


def pages(world: Any, person: Any) -> int:
    return len([message for message in world.direct(person) if message.embeds])


def in_room(world: Any) -> set[int]:
    (room,) = world.support.threads
    return set(room._channel.thread_members) - {world.bot.user.id}


async def lowered(world: Any) -> None:
    await world.maya.send(world.lounge, LOWERED)
    await world.press(world.maya, "I didn't mean it that way")
    assert world.open_case().state is State.RAISED


async def test_who_wants_to_talk_after_all_is_paged_for_again(world: Any, read: Read) -> None:
    await lowered(world)
    answer = await world.press(world.maya, "Talk here")
    assert read(answer).startswith("Good. Whoever answers you")
    case = world.open_case()
    assert (case.state, case.round, case.tier) == (State.PAGING, 1, "page")
    assert pages(world, world.ana) == 2
    await world.maya.send_dm("it is hard to breathe")
    assert "they wrote to you" in world.inbox(world.ana)[-1]
    await world.pass_time(minutes=3)
    assert pages(world, world.ben) == 1
    await world.press(world.maya, "Talk here")
    assert world.open_case().round == 1, "who is paged for already is not paged for anew"


async def test_who_wants_somebody_else_after_all_gets_another_than_the_first(world: Any) -> None:
    await lowered(world)
    await world.press(world.maya, "Someone else")
    assert world.open_case().state is State.PAGING
    assert (pages(world, world.ana), pages(world, world.ben)) == (1, 1)


async def test_what_is_written_after_taking_it_back_is_kept_and_wakes_people_where_it_must(
    world: Any, read: Read
) -> None:
    await lowered(world)
    await world.maya.send_dm("sorry, a bad evening")
    assert world.inbox(world.maya)[-1].startswith("I keep it for the on-call peers and leads")
    assert "they wrote to you" in world.inbox(world.ana)[-1]
    assert world.open_case().state is State.RAISED
    await world.maya.send_dm(PILLS)
    assert world.inbox(world.maya)[-1].startswith("I told the people who are being asked to answer you")
    assert world.open_case().state is State.PAGING
    why = await world.press(world.ana, "Why")
    assert "a bad evening" in str(why.response.embeds[0].to_dict())


async def test_asking_again_lifts_not_now(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.maya, "Not now")
    await world.forge(world.maya, f"support:now:{world.guild.id}")
    assert world.open_case().choice is None
    await world.press(world.ana, "I'm on it")
    assert world.inbox(world.maya)[-1].startswith("Ana is here for you now")
    form = await world.press(world.ana, "Resolve")
    await world.submit(world.ana, form, {"outcome": [Outcome.TALKED.value]}, direct=True)
    assert world.inbox(world.maya)[-1].startswith("Thank you for letting somebody be there")


async def test_writing_to_the_bot_lifts_not_now_also_after_a_restart(world: Any, restart: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.maya, "Not now")
    assert world.open_case().choice is Choice.NOT_NOW
    await world.maya.send_dm("are you there")
    await restart()
    assert world.open_case().choice is None


async def test_after_not_now_only_what_was_said_then_is_written(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    said = read(await world.press(world.maya, "Not now"))
    assert "unless you ask me to, or unless I can't reach anybody for you" in said
    count = len(world.inbox(world.maya))
    await world.pass_time(minutes=11)
    (loud,) = world.inbox(world.maya)[count:]
    assert loud.startswith(world.services.texts.speaker("en")("person-unanswered"))


async def alone(world: Any) -> None:
    """Leave Ana as the only one on shift."""
    oncall = world.services.oncall
    for shift in oncall.shifts(world.guild.id):
        if shift.user_id == world.ben.id:
            await world.as_bot(oncall.cancel(world.guild.id, shift.id, by=world.lea.id))
    await world.env.settle()


async def test_who_asks_again_with_nobody_on_shift_hears_so_at_once(world: Any) -> None:
    await lowered(world)
    await world.pass_time(hours=9)
    await world.press(world.maya, "Talk here")
    assert world.inbox(world.maya)[-1].startswith("This is the bot of The Tuesday group, writing only to you. I want")
    assert "024" in world.inbox(world.maya)[-1]
    assert pages(world, world.lea) == 1


@pytest.mark.parametrize("held", [True, False])
async def test_who_wants_somebody_else_hears_at_once_that_nobody_else_is_there(world: Any, held: bool) -> None:
    await alone(world)
    await world.maya.send(world.lounge, PILLS)
    if held:
        await world.press(world.ana, "I'm on it")
    await world.press(world.maya, "Someone else")
    assert world.inbox(world.maya)[-1].startswith("I want to be plain: no other peer is on call right now.")
    assert pages(world, world.lea) == 1
    count = len(world.inbox(world.maya))
    await world.press(world.maya, "Someone else")
    assert len(world.inbox(world.maya)) == count, "it is said once"


async def test_with_a_quiet_holder_and_nobody_else_the_person_hears_so_at_once(world: Any) -> None:
    await alone(world)
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.pass_time(minutes=25)
    assert world.inbox(world.maya)[-1].startswith("I want to be plain: no other peer is on call right now.")
    assert pages(world, world.lea) == 1


async def test_a_quiet_backup_is_followed_by_the_primary(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.pass_time(minutes=4)
    await world.press(world.ben, "I'm on it")
    before = pages(world, world.ana), pages(world, world.ben)
    await world.pass_time(minutes=26)
    assert (pages(world, world.ana), pages(world, world.ben)) == (before[0] + 1, before[1])


async def test_a_room_holds_whom_its_offer_named_and_nobody_else(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.press(world.ana, "Offer a private space")
    assert "Ben as a second peer" in world.inbox(world.maya)[-1]
    await world.forge(world.ben, f"case:cannot:{world.open_case().key}")
    await world.press(world.maya, "Yes, open it")
    assert in_room(world) == {world.maya.id, world.ana.id}, "Ben cannot, and nobody else was named"


async def test_neither_whom_the_person_refused_nor_who_has_a_case_of_their_own_is_brought_into_a_room(
    world: Any,
) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.press(world.maya, "Someone else")
    await world.press(world.ben, "I'm on it")
    await world.press(world.ben, "Offer a private space")
    assert "Lea as a second peer" in world.inbox(world.maya)[-1]
    await world.lea.send(world.lounge, PILLS)
    await world.press(world.ben, "Offer a private space")
    assert "second peer" not in world.inbox(world.maya)[-1]
    await world.press(world.maya, "Yes, open it")
    assert in_room(world) == {world.maya.id, world.ben.id}


async def test_nobody_is_named_who_would_not_be_told(world: Any, read: Read) -> None:
    shown = await world.ana.slash(world.lounge, "support")
    assert "Ben is on call now." in read(shown), "Ana herself is not told of her own case"
    await world.ana.send(world.lounge, PILLS)
    shown = await world.maya.slash(world.lounge, "support")
    assert "Ben is on call now." in read(shown), "Ana is spared while she has a case of her own"
    await world.ben.send(world.lounge, PILLS)
    shown = await world.maya.slash(world.lounge, "support")
    assert "No peer is on call right now." in read(shown)


async def test_nobody_is_said_to_know_before_they_do(world: Any, read: Read) -> None:
    for person in (world.ana, world.ben):
        world.env.inject_error(
            "POST", f"/channels/{person.user.dm_channel.id}/messages", status=403, code=50007, times=None
        )
    await world.maya.send(world.lounge, PILLS)
    assert (
        "I am telling Ana, a peer from here. An answer usually comes within a few minutes."
        in world.inbox(world.maya)[-1]
    )
    asked = await world.forge(world.sam, f"support:now:{world.guild.id}")
    assert read(asked).startswith("I am telling Ana. Somebody usually writes to you privately")
