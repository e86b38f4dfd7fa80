"""What loses pages in the field: outages in the middle, words that get graver, presses that come twice, people who vanish."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

import bot.agenda.lane
import bot.moderation.ledger
from bot.agenda import Backoff
from bot.errors import StorageUnavailable
from bot.moderation.detection import Category
from bot.moderation.incident import Code, Outcome, State
from bot.moderation.watch import Level

Read = Callable[[Any], str]
PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
ROUGH = "i can't do this anymore"


def paged(world: Any, person: Any) -> bool:
    return any("Alongside: " in message.content for message in world.direct(person))


def forget_errors(world: Any) -> None:
    world.env.backend.faults.clear()


async def test_an_outage_of_discord_uses_up_no_rung(world: Any) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=503, times=None)
    world.env.inject_error("POST", "/users/@me/channels", status=503, times=None)
    await world.maya.send(world.lounge, PILLS)
    await world.pass_time(seconds=60)
    assert not paged(world, world.ana)
    forget_errors(world)

    await world.pass_time(seconds=40)
    assert paged(world, world.ana)
    assert "writing only to you" in world.inbox(world.maya)[-1]
    assert "Case 1" in world.card.embeds[0].title
    await world.pass_time(minutes=2)
    assert paged(world, world.ben)


async def test_an_outage_at_the_loud_end_is_made_good(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.pass_time(minutes=9)
    world.env.inject_error("POST", "/channels/*/messages", status=503, times=None)
    await world.pass_time(minutes=3)
    forget_errors(world)
    await world.pass_time(minutes=1)
    assert any("nobody has answered" in message.content for message in world.cards())
    assert world.inbox(world.maya)[-1].startswith("I have not reached anybody for you so far.")


async def test_the_ladder_goes_on_when_the_database_dies_after_the_case_was_saved(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: Any, **__: Any) -> Any:
        raise StorageUnavailable

    monkeypatch.setattr(bot.moderation.ledger, "AGAIN_AFTER", 40.0)
    monkeypatch.setattr(bot.agenda.lane, "TROUBLED", Backoff(timedelta(minutes=4), timedelta(minutes=4)))
    await world.maya.send(world.lounge, PILLS)
    await world.pass_time(minutes=1)
    real = (world.services.storage.write, world.services.storage.read)
    monkeypatch.setattr(world.services.storage, "write", away)
    monkeypatch.setattr(world.services.storage, "read", away)

    await world.pass_time(minutes=2, seconds=30)
    assert paged(world, world.ben)
    await world.pass_time(minutes=3)
    assert paged(world, world.lea)
    await world.press(world.ben, "I'm on it")
    assert world.open_case().holder == world.ben.id

    monkeypatch.setattr(world.services.storage, "write", real[0])
    monkeypatch.setattr(world.services.storage, "read", real[1])
    await world.pass_time(minutes=5)
    _, entries = await world.services.files.log(world.open_case().key, world.ben.id)
    codes = [entry.code for entry in entries]
    assert codes.count(Code.ACKNOWLEDGED) == 1
    assert Code.PAGED in codes
    assert world.open_case().holder == world.ben.id


async def test_a_keyring_that_fails_once_delays_only_the_writing(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    real, failures = world.services.people.person, [1, 1]

    async def sometimes(user: int) -> int:
        if user == world.maya.id and failures:
            failures.pop()
            raise StorageUnavailable
        return int(await real(user))

    monkeypatch.setattr(bot.moderation.ledger, "AGAIN_AFTER", 10.0)
    monkeypatch.setattr(world.services.people, "person", sometimes)
    await world.maya.send(world.lounge, PILLS)
    assert paged(world, world.ana)
    await world.pass_time(minutes=1)
    case = world.open_case()
    assert case.number == 1
    _, entries = await world.services.files.log(case.key, world.ben.id)
    assert {Code.OPENED, Code.PAGED, Code.REACHED} <= {entry.code for entry in entries}
    await world.pass_time(minutes=2, seconds=30)
    assert paged(world, world.ben)


async def test_a_message_of_a_closed_case_can_lead_to_a_new_one(world: Any, read: Read) -> None:
    message = await world.maya.send(world.lounge, PILLS)
    await world.services.response.resolve(world.open_case().key, world.ana.id, Outcome.FALSE_ALARM)
    await world.env.settle()

    told = await world.sam.context_menu(world.lounge, "Get support for this", message)
    assert "The on-call peers have it now" in read(told)
    assert world.open_case().number == 2

    await world.services.response.resolve(world.open_case().key, world.ana.id, Outcome.TALKED)
    await world.env.advance_time(1)
    await world.maya.edit(message, "I'm going to kill myself tonight, I have the pills")
    assert world.open_case().number == 3


async def test_what_somebody_does_themselves_ends_the_silence_towards_them(world: Any) -> None:
    form = await world.sam.context_menu(world.lounge, "I'm worried about them", world.maya)
    await world.submit(world.sam, form, {"words": "she told me she bought something"})
    assert not world.inbox(world.maya)

    shown = await world.maya.slash(world.lounge, "support")
    await world.maya.click(shown.response.message, label="Talk to someone now")
    assert "You asked for somebody to talk to" in world.inbox(world.maya)[-1]
    await world.pass_time(minutes=10)
    assert world.inbox(world.maya)[-1].startswith("I have not reached anybody for you so far.")


async def test_words_of_somebody_else_are_not_taken_for_the_persons_own(world: Any) -> None:
    form = await world.sam.context_menu(world.lounge, "I'm worried about them", world.maya)
    await world.submit(world.sam, form, {"words": "she told me something final"})
    why = await world.press(world.ana, "Why")
    assert "Somebody else wrote about them" in str(why.response.embeds[0].to_dict())
    await world.press(world.ana, "I'm on it")
    await world.press(world.ana, "Write to them")
    assert "Somebody here was thinking of you" in world.inbox(world.maya)[-1]
    assert "something you wrote" not in world.inbox(world.maya)[-1]


async def test_a_person_of_whom_somebody_spoke_learns_nothing_from_writing_to_the_bot(world: Any) -> None:
    form = await world.sam.context_menu(world.lounge, "I'm worried about them", world.maya)
    await world.submit(world.sam, form, {})
    await world.maya.send_dm("how do check-ins work here")
    assert world.inbox(world.maya)[-1].startswith("Press **Talk to someone now**")


async def test_a_review_that_becomes_urgent_is_written_about_and_climbs_from_the_start(world: Any) -> None:
    await world.services.watches.agree(world.guild.id, world.lounge.id, Level.FULL)
    await world.maya.send(world.lounge, ROUGH)
    assert not world.inbox(world.maya)
    await world.maya.send(world.lounge, PILLS)

    assert "writing only to you" in world.inbox(world.maya)[-1]
    assert paged(world, world.ana)
    await world.pass_time(minutes=3)
    assert paged(world, world.ben)
    titles = [message.embeds[0].title for message in world.cards() if message.embeds]
    assert len(titles) == 1, "the old card is not left hanging beside the new one"


async def test_graver_words_make_a_case_graver_and_are_not_taken_back(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, "I want to kill myself")
    assert world.open_case().category == Category.IDEATION
    await world.maya.send(world.lounge, PILLS)
    assert world.open_case().category in (Category.MEANS, Category.PLAN)
    kept = await world.press(world.maya, "I didn't mean it that way")
    assert "a peer will still look in on you" in read(kept)
    assert world.open_case().state is State.PAGING


async def test_a_lowered_case_that_flares_up_climbs_every_rung_again(world: Any) -> None:
    await world.maya.send(world.lounge, "I want to kill myself")
    await world.pass_time(minutes=6)
    await world.press(world.maya, "I didn't mean it that way")
    before = {person: len(world.direct(person)) for person in (world.ana, world.ben, world.lea)}
    await world.maya.send(world.lounge, PILLS)
    await world.pass_time(minutes=7)
    for person, count in before.items():
        assert any("Case 1" in message.content for message in world.direct(person)[count:])


async def test_words_to_the_bot_reach_who_is_being_asked_while_nobody_holds_the_case(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.maya.send_dm("i am taking them now")
    assert "they wrote to you" in world.inbox(world.ana)[-1]
    assert "taking them" not in "".join(world.inbox(world.ana))
    why = await world.press(world.ana, "Why")
    assert "taking them now" in str(why.response.embeds[0].to_dict())


async def test_a_holder_who_vanishes_after_a_sign_is_noticed_too(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.pass_time(minutes=1)
    await world.press(world.ana, "Offer a private space")
    await world.pass_time(minutes=16)
    assert any("Are you still on it?" in text for text in world.inbox(world.ana))
    await world.pass_time(minutes=10)
    assert world.open_case().state is State.PAGING
    assert paged(world, world.ben)


async def test_saying_i_cant_three_times_climbs_once(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    for _ in range(3):
        await world.forge(world.ana, f"case:cannot:{world.open_case().key}")
    assert paged(world, world.ben)
    assert not paged(world, world.lea)
    assert not world.open_case().unanswered
    await world.pass_time(minutes=3)
    assert paged(world, world.lea), "three minutes after the backup was woken"


async def test_asking_for_someone_else_twice_climbs_once(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    for _ in range(3):
        await world.press(world.maya, "Someone else")
    assert paged(world, world.ben)
    assert not paged(world, world.lea)


async def test_danger_does_not_count_as_a_rung_also_after_a_restart(world: Any, restart: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.forge(world.ana, f"case:danger:{world.open_case().key}")
    assert paged(world, world.lea)
    await restart()
    await world.pass_time(minutes=3)
    assert paged(world, world.ben)


async def test_danger_says_plainly_when_no_lead_could_be_told(world: Any) -> None:
    world.env.inject_error(
        "POST", f"/channels/{world.lea.user.dm_channel.id}/messages", status=403, code=50007, times=None
    )
    await world.maya.send(world.lounge, PILLS)
    shown = await world.press(world.ana, "In danger now")
    assert "No lead could be told just now" in str(shown.response.embeds[0].to_dict())


async def test_nobody_can_silence_responders_by_worrying_about_them(world: Any) -> None:
    for peer in (world.ana, world.ben, world.lea):
        form = await world.sam.context_menu(world.lounge, "I'm worried about them", peer)
        await world.submit(world.sam, form, {})
    before = {person: len(world.direct(person)) for person in (world.ana, world.ben)}
    await world.maya.send(world.lounge, PILLS)
    assert len(world.direct(world.ana)) > before[world.ana]
    await world.pass_time(minutes=3)
    assert len(world.direct(world.ben)) > before[world.ben]


async def test_while_not_live_nobody_is_told_that_somebody_was(world: Any) -> None:
    await world.save_server(live=False)
    await world.maya.send(world.lounge, PILLS)
    await world.pass_time(minutes=11)
    assert not world.inbox(world.maya)
    assert not paged(world, world.ana)
    await world.sam.send_dm(PILLS)
    assert "I am telling those who step in" not in world.inbox(world.sam)[-1]
    assert "no peer is on call right now" in world.inbox(world.sam)[-1]


async def test_a_refused_peer_leaves_the_room_and_a_closed_case_closes_it(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.press(world.ana, "Offer a private space")
    assert "Ben as a second peer" in world.inbox(world.maya)[-1]
    await world.press(world.maya, "Yes, open it")
    (space,) = world.support.threads
    assert {world.maya.id, world.ana.id, world.ben.id} <= set(space._channel.thread_members)

    await world.press(world.maya, "Someone else")
    assert world.ana.id not in space._channel.thread_members
    await world.press(world.ben, "I'm on it")
    form = await world.press(world.ben, "Resolve")
    await world.submit(world.ben, form, {"outcome": [Outcome.TALKED.value]}, direct=True)
    assert space._channel.thread_metadata.archived


async def test_help_from_outside_as_an_outcome_is_looked_at_by_a_lead(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.services.response.take(world.open_case().key, world.ana.id)
    await world.services.response.resolve(world.open_case().key, world.ana.id, Outcome.OUTSIDE)
    await world.pass_time(minutes=2)
    assert any("one person decided" in text for text in world.inbox(world.lea))


async def test_nobody_learns_from_a_forged_button_whether_a_message_led_to_a_case(world: Any, read: Read) -> None:
    message = await world.maya.send(world.lounge, PILLS)
    quiet = await world.maya.send(world.lounge, "good evening")
    for verb in ("why", "take", "log"):
        answers = {read(await world.forge(world.sam, f"case:{verb}:{one.id}")) for one in (message, quiet)}
        assert len(answers) == 1
    told = await world.sam.context_menu(world.lounge, "Get support for this", quiet)
    assert read(told)
    for verb in ("talk", "not-now", "meant"):
        answer = await world.forge(world.sam, f"me:{verb}:{quiet.id}")
        assert read(answer).startswith("This button was made for somebody else.")


async def test_after_not_now_the_bot_stays_silent_to_the_end(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.maya, "Not now")
    count = len(world.inbox(world.maya))
    await world.press(world.ana, "I'm on it")
    form = await world.press(world.ana, "Resolve")
    await world.submit(world.ana, form, {"outcome": [Outcome.TALKED.value]}, direct=True)
    assert len(world.inbox(world.maya)) == count


async def test_a_page_names_nobody_on_a_lock_screen(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.pass_time(minutes=3)
    assert world.direct(world.ben)[-1].content.startswith("Alongside: Case 1.")


async def test_an_old_card_that_is_pressed_changes_in_its_place(world: Any, read: Read) -> None:
    await world.services.watches.agree(world.guild.id, world.lounge.id, Level.FULL)
    await world.maya.send(world.lounge, ROUGH)
    await world.pass_time(hours=2)
    card = world.card
    taken = await world.press(world.ana, "I'm on it", card)
    assert "Something went wrong" not in read(taken)
    assert world.card.id == card.id
    assert "Ana is on it" in world.card.embeds[0].title


async def test_the_ladder_keeps_its_times_when_the_database_comes_back_in_the_middle(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: Any, **__: Any) -> Any:
        raise StorageUnavailable

    monkeypatch.setattr(bot.moderation.ledger, "AGAIN_AFTER", 20.0)
    monkeypatch.setattr(bot.agenda.lane, "TROUBLED", Backoff(timedelta(seconds=30), timedelta(seconds=30)))
    with monkeypatch.context() as outage:
        outage.setattr(world.services.storage, "write", away)
        outage.setattr(world.services.storage, "read", away)
        await world.maya.send(world.lounge, PILLS)
        await world.pass_time(minutes=4)
    await world.pass_time(minutes=2, seconds=30)
    assert paged(world, world.lea), "the lead is woken six minutes after it was written"
    await world.pass_time(minutes=4)
    assert world.open_case().unanswered


async def test_what_is_written_in_a_room_keeps_its_holder_or_reaches_somebody_new(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.press(world.ana, "Offer a private space")
    await world.press(world.maya, "Yes, open it")
    (room,) = world.support.threads
    for _ in range(3):
        await world.pass_time(minutes=50)
        await world.ana.send(room, "still here")
    assert world.open_case().holder == world.ana.id

    await world.press(world.ana, "I can't take this one")
    await world.maya.send(room, "is anybody there")
    assert "they wrote to you" in world.inbox(world.ben)[-1]
    assert "anybody there" not in "".join(world.inbox(world.ben))


async def test_a_review_of_help_from_outside_is_asked_for_until_a_lead_was_reached(world: Any) -> None:
    channel = world.lea.user.dm_channel
    world.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50007, times=None)
    await world.maya.send(world.lounge, PILLS)
    await world.services.response.take(world.open_case().key, world.ana.id)
    await world.services.response.resolve(world.open_case().key, world.ana.id, Outcome.OUTSIDE)
    await world.pass_time(minutes=2)
    assert not world.inbox(world.lea)
    forget_errors(world)
    await world.services.messenger.directs.came_back(world.lea.id)
    await world.pass_time(minutes=31)
    assert any("one person decided" in text for text in world.inbox(world.lea))


async def test_counts_of_who_spoke_up_are_gone_after_a_day(world: Any) -> None:
    form = await world.sam.context_menu(world.lounge, "I'm worried about them", world.maya)
    await world.submit(world.sam, form, {})
    sweep = world.services.retention._sweeps["moderation"]
    assert await sweep() == 0
    await world.pass_time(hours=25)
    assert await sweep() == 1
