"""Somebody writes in crisis; a human being is with them and sees it through."""

from collections.abc import Callable
from typing import Any

from bot.audit import Act
from bot.moderation.incident import Choice, Outcome, State
from tests.journeys.record import acts

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
Read = Callable[[Any], str]


async def test_a_message_in_crisis_reaches_the_primary_and_nothing_is_said_in_the_channel(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)

    assert [message.content for message in world.lounge.history()] == [PILLS]
    assert "Case 1" in world.card.embeds[0].title
    assert f"<@{world.ana.id}>" in world.card.content
    assert f"<@{world.ben.id}>" not in world.card.content
    assert len(world.direct(world.ana)) == 1
    first = world.inbox(world.maya)[-1]
    assert first.startswith("Hello, this is the bot of The Tuesday group, writing only to you.")
    assert "I am telling Ana, a peer from here." in first
    assert "024" in first


async def test_the_words_stand_only_behind_why(world: Any, read: Read, var_dir: Any) -> None:
    await world.maya.send(world.lounge, PILLS)

    for person in (world.ana, world.ben, world.lea, world.maya):
        for message in world.direct(person):
            assert "pills" not in message.content + str([embed.to_dict() for embed in message.embeds])
    for message in world.cards():
        assert "pills" not in message.content + str([embed.to_dict() for embed in message.embeds])
    shown = await world.press(world.ana, "Why")
    assert "in front of me" in str(shown.response.embeds[0].to_dict())
    assert shown.response.ephemeral
    stored = b"".join(path.read_bytes() for path in var_dir.rglob("*") if path.is_file())
    assert b"pills" not in stored


async def test_a_silent_primary_is_followed_by_the_backup_the_lead_and_a_loud_fallback(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    assert not world.direct(world.ben)

    await world.pass_time(minutes=3)
    assert "Case 1" in world.direct(world.ben)[-1].content
    assert f"<@{world.ben.id}>" in world.cards()[-1].content
    assert not world.direct(world.lea)

    await world.pass_time(minutes=2)
    assert world.inbox(world.maya)[-1].startswith("I am still trying to reach somebody for you.")

    await world.pass_time(minutes=1)
    assert "Case 1" in world.direct(world.lea)[-1].content

    await world.pass_time(minutes=4)
    assert "nobody has answered" in world.cards()[-1].content
    assert f"<@&{world.roles['lead'].id}>" in world.cards()[-1].content
    assert world.inbox(world.maya)[-1].startswith("I have not reached anybody for you so far.")
    assert "024" in world.inbox(world.maya)[-1]
    assert world.open_case().unanswered

    await world.press(world.lea, "I'm on it")
    assert world.open_case().holder == world.lea.id


async def test_the_first_to_say_im_on_it_has_it_and_the_others_are_told_who(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ben, "I'm on it", world.card)
    late = await world.forge(world.ana, f"case:take:{world.open_case().key}")

    assert read(late) == "Ben is on it already. Thank you for being quick."
    assert "Ben is on it" in world.card.embeds[0].title
    assert "Ben is on it" in world.direct(world.ana)[-1].embeds[0].title
    assert world.inbox(world.maya)[-1].startswith("Ben is here for you now and will write to you.")
    await world.pass_time(minutes=9)
    assert not world.direct(world.lea)


async def test_who_cannot_take_it_passes_it_on_at_once_and_is_asked_no_reason(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    answer = await world.press(world.ana, "I can't take this one")

    assert read(answer) == "Thank you for saying so. Case 1 is not yours to carry."
    assert "Case 1" in world.direct(world.ben)[-1].content


async def test_a_holder_who_cannot_go_on_gives_it_back_and_is_not_rung_again(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    rung = len(world.direct(world.ana))
    await world.press(world.ana, "I can't take this one")

    assert world.open_case().state is State.PAGING
    assert "Case 1" in world.direct(world.ben)[-1].content
    await world.pass_time(minutes=20)
    assert len(world.direct(world.ana)) == rung


async def test_a_private_space_is_offered_and_opens_only_when_the_person_says_yes(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    offered = await world.press(world.ana, "Offer a private space")
    assert "opens when they say yes" in read(offered)
    assert not world.support.threads
    assert "Who can read it: you, Ana" in world.inbox(world.maya)[-1]

    await world.press(world.maya, "Yes, open it")

    (space,) = world.support.threads
    assert space.name == "Room 1"
    assert {world.maya.id, world.ana.id} <= set(space._channel.thread_members)
    assert "this is your place" in space.last_message.content
    assert world.open_case().state is State.WITH_PERSON


async def test_the_person_may_refuse_the_space_and_write_to_the_bot_instead(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.press(world.ana, "Offer a private space")
    refused = await world.press(world.maya, "No, thank you")
    assert read(refused) == "That is fine. You can go on writing here instead."
    assert "don't want a private space" in world.inbox(world.ana)[-1]

    await world.maya.send_dm("it is hard to breathe")
    assert (
        world.inbox(world.maya)[-1]
        == "I brought it to Ana. The on-call peers and leads can read it, and nobody in the group."
    )
    assert "hard to breathe" not in "".join(world.inbox(world.ana))
    shown = await world.press(world.ana, "Why")
    assert "hard to breathe" in str(shown.response.embeds[0].to_dict())

    form = await world.press(world.ana, "Answer them")
    sent = await world.submit(world.ana, form, {"words": "I'm here. Breathe with me?"}, direct=True)
    assert "on their way" in read(sent)
    assert "**Ana** writes: I'm here. Breathe with me?" in world.inbox(world.maya)[-1]
    assert world.open_case().state is State.WITH_PERSON


async def test_a_case_is_closed_with_an_outcome_and_its_words_are_gone_a_day_later(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    key = world.open_case().key
    await world.press(world.ana, "I'm on it")
    form = await world.press(world.ana, "Resolve")
    closed = await world.submit(
        world.ana, form, {"outcome": [Outcome.TALKED.value], "note": "talked for an hour"}, direct=True
    )

    assert read(closed) == "Case 1 is closed. Thank you for being there."
    assert "closed" in world.card.embeds[0].title
    assert "ask how you are" in world.inbox(world.maya)[-1]
    assert len(await world.services.desk.cases.words(key)) == 2
    await world.pass_time(hours=1, minutes=1)
    assert "How are you?" in world.inbox(world.ana)[-1]
    await world.pass_time(hours=23)
    assert await world.services.desk.cases.words(key) == []
    assert "was yesterday" in world.inbox(world.ana)[-1]


async def test_the_debrief_is_for_who_was_there_whoever_closed_it(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    form = await world.press(world.lea, "Resolve", world.card)
    await world.submit(world.lea, form, {"outcome": [Outcome.TALKED.value]})
    await world.pass_time(hours=1, minutes=1)
    assert "How are you?" in world.inbox(world.ana)[-1]
    assert not any("How are you?" in text for text in world.inbox(world.lea))


async def test_words_are_gone_after_three_days_even_while_a_case_is_open(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    key = world.open_case().key
    await world.press(world.ana, "I'm on it")
    await world.press(world.ana, "In danger now")
    await world.pass_time(days=2, hours=23)
    assert await world.services.desk.cases.words(key)
    await world.pass_time(hours=1, minutes=1)
    assert await world.services.desk.cases.words(key) == []


async def test_a_follow_up_comes_only_to_who_agreed(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    form = await world.press(world.ana, "Resolve")
    await world.submit(world.ana, form, {"outcome": [Outcome.TALKED.value]}, direct=True)
    await world.press(world.maya, "Yes, please")

    await world.pass_time(hours=24, minutes=1)
    assert "how are you today?" not in world.inbox(world.maya)[-1], "it is one in the morning in Madrid"
    await world.pass_time(hours=8)
    assert "how are you today?" in world.inbox(world.maya)[-1]
    await world.press(world.maya, "No more messages")
    count = len(world.inbox(world.maya))
    await world.pass_time(days=8)
    assert len(world.inbox(world.maya)) == count


async def test_not_a_crisis_ends_with_a_sentence_of_apology(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    asked = await world.press(world.ana, "Not a crisis")
    assert "Close Case 1 as not a crisis?" in read(asked)
    await world.ana.user.click(asked.response.message, label="Yes, close it")

    assert "I wrote to you without need, and I am sorry" in world.inbox(world.maya)[-1]
    assert not world.services.desk.cases.open_in(world.guild.id)


async def test_danger_brings_a_lead_and_shows_what_a_peer_can_do(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    shown = await world.press(world.ana, "In danger now")

    panel = str(shown.response.embeds[0].to_dict())
    assert "112" in panel
    assert "Discord gives nobody's location" in panel
    assert "Case 1" in world.direct(world.lea)[-1].content


async def test_giving_a_case_to_somebody_outside_takes_two_people_unless_there_is_danger(
    world: Any, read: Read
) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    key = world.open_case().key
    first, decided = await world.services.care.outside(key, world.ana.id)
    assert not decided
    again, decided = await world.services.care.outside(key, world.ana.id)
    assert not decided
    _, decided = await world.services.care.outside(key, world.ben.id)
    assert decided
    assert first.key == again.key

    await world.sam.send(world.lounge, PILLS)
    other = next(case for case in world.services.desk.cases.open_in(world.guild.id) if case.key != key)
    await world.services.care.danger(other.key, world.ana.id)
    _, decided = await world.services.care.outside(other.key, world.ana.id)
    assert decided
    await world.pass_time(minutes=2)
    assert any("one person decided" in text for text in world.inbox(world.lea))


async def test_several_messages_of_one_person_are_one_case(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.maya.send(world.lounge, "goodbye everyone, I'm going to kill myself tonight")

    assert world.open_case().number == 1
    assert "they wrote again" in world.cards()[-1].content
    assert f"<@{world.ana.id}>" in world.cards()[-1].content
    assert len(await world.services.desk.cases.words(world.open_case().key)) == 2


async def test_with_closed_direct_messages_the_person_is_met_in_a_private_thread(world: Any) -> None:
    channel = world.maya.user.dm_channel
    world.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50007, times=None)
    await world.maya.send(world.lounge, PILLS)

    (thread,) = world.support.threads
    assert "writing only to you" in thread.last_message.content
    assert f"<@{world.maya.id}>" in thread.last_message.content
    assert "private thread" in str(world.card.embeds[0].to_dict())


async def test_with_nobody_on_shift_the_person_is_told_at_once_and_the_lead_is_woken(world: Any) -> None:
    await world.pass_time(hours=9)
    await world.maya.send(world.lounge, PILLS)

    assert "no peer is on call right now" in world.inbox(world.maya)[-1]
    assert "024" in world.inbox(world.maya)[-1]
    assert "Case 1" in world.direct(world.lea)[-1].content
    assert not world.direct(world.ben)


async def test_off_shift_only_who_asked_to_be_a_last_resort_is_rung(world: Any) -> None:
    await world.pass_time(hours=9)
    await world.services.oncall.last_resort(world.guild.id, world.ben.id, wake=True)
    await world.maya.send(world.lounge, PILLS)
    assert "Case 1" in world.direct(world.ben)[-1].content
    assert not world.direct(world.ana)


async def test_before_going_live_a_card_says_so_and_nobody_is_woken_or_written_to(world: Any) -> None:
    await world.save_server(live=False)
    await world.maya.send(world.lounge, PILLS)

    assert "On-call is not running here yet" in world.card.embeds[0].description
    assert not world.direct(world.ana)
    assert not world.direct(world.maya)


async def test_a_case_about_somebody_who_reads_the_cards_takes_the_other_road(world: Any) -> None:
    await world.ana.send(world.lounge, PILLS)

    assert not world.cards()
    assert not [message for message in world.direct(world.ana) if "Case" in message.content]
    page = world.direct(world.ben)[-1]
    assert "only you and a few others" in page.embeds[0].description
    listed = await world.ana.slash(world.alerts, "incident list")
    assert "Nothing is open" in listed.response.content
    seen = await world.ben.slash(world.alerts, "incident list")
    assert "Case 1" in seen.response.embeds[0].description
    refused = await world.ana.slash(world.alerts, "incident show", number=1)
    assert "no such case" in refused.response.content


async def test_while_somebody_has_a_case_of_their_own_they_are_not_woken_for_others(world: Any) -> None:
    await world.ana.send(world.lounge, PILLS)
    before = len(world.direct(world.ana))
    await world.maya.send(world.lounge, PILLS)
    await world.pass_time(minutes=4)
    pages = [message for message in world.direct(world.ana)[before:] if "Alongside: Case" in message.content]
    assert pages == []


async def test_a_plan_is_not_lowered_by_i_didnt_mean_it_that_way(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    kept = await world.press(world.maya, "I didn't mean it that way")
    assert "a peer will still look in on you" in read(kept)
    assert world.open_case().state is State.PAGING
    await world.pass_time(minutes=3)
    assert "Case 1" in world.direct(world.ben)[-1].content


async def test_something_less_pressing_is_lowered_to_a_later_look(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, "I want to kill myself")
    lowered = await world.press(world.maya, "I didn't mean it that way")
    assert "Somebody will have a look later" in read(lowered)
    assert world.open_case().state is State.RAISED
    await world.pass_time(minutes=11)
    assert not world.direct(world.ben)


async def test_not_now_silences_the_bot_and_keeps_the_case(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    answer = await world.press(world.maya, "Not now")
    assert read(answer).startswith("All right, I won't write again")
    count = len(world.inbox(world.maya))
    await world.pass_time(minutes=9)
    assert len(world.inbox(world.maya)) == count
    assert world.open_case().choice is Choice.NOT_NOW
    assert "Case 1" in world.direct(world.ben)[-1].content


async def test_someone_else_brings_another_peer(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.press(world.maya, "Someone else")

    assert "asked for somebody else" in world.inbox(world.ana)[-1]
    assert "Case 1" in world.direct(world.ben)[-1].content
    assert world.open_case().holder is None


async def test_who_took_a_case_and_went_quiet_is_asked_and_then_others_are_paged(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.pass_time(minutes=15)
    assert "Are you still on it?" in world.inbox(world.ana)[-1]
    await world.pass_time(minutes=10)
    assert "Case 1" in world.direct(world.ben)[-1].content
    assert world.open_case().state is State.PAGING


async def test_still_on_it_keeps_a_case_with_its_holder(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.pass_time(minutes=15)
    await world.press(world.ana, "Still on it")
    await world.pass_time(minutes=11)
    assert world.open_case().holder == world.ana.id


async def test_a_case_is_handed_over_when_the_other_says_im_on_it(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    menu = await world.press(world.ana, "Hand over")
    await world.ana.user.select(menu.response.message, [str(world.ben.id)])
    assert world.open_case().holder == world.ana.id

    await world.press(world.ben, "I'm on it")
    assert world.open_case().holder == world.ben.id
    assert world.inbox(world.maya)[-1].startswith("Ben is here for you now")
    assert [one for one in await acts(world) if one[0].startswith("case-")] == [
        (Act.CASE_TAKEN, "1", world.ana.id),
        (Act.CASE_HANDED_OVER, "1", world.ana.id),
        (Act.CASE_TAKEN, "1", world.ben.id),
    ]


async def test_escalation_goes_on_after_a_restart(world: Any, restart: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await restart()
    await world.pass_time(minutes=3)
    assert "Case 1" in world.direct(world.ben)[-1].content
    await world.press(world.ben, "I'm on it")
    assert world.open_case().holder == world.ben.id


async def test_an_unwritable_alert_channel_is_said_to_the_lead_and_the_page_goes_out(world: Any) -> None:
    world.env.inject_error("POST", f"/channels/{world.alerts.id}/messages", status=403, code=50013, times=None)
    await world.maya.send(world.lounge, PILLS)

    assert "Case 1" in world.direct(world.ana)[-1].content
    assert "cannot write in the private channel" in world.inbox(world.lea)[-1]


async def test_a_press_on_a_case_long_closed_says_so(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    key = world.open_case().key
    await world.press(world.ben, "I'm on it", world.card)
    form = await world.press(world.ben, "Resolve", world.card)
    await world.submit(world.ben, form, {"outcome": [Outcome.TALKED.value]})

    assert "closed" in world.direct(world.ana)[-1].embeds[0].title
    for verb in ("take", "cannot", "space", "danger", "calmed", "still"):
        assert read(await world.forge(world.ana, f"case:{verb}:{key}")).startswith("This one is closed already.")
    assert "Press the button and they are told at once." in read(await world.forge(world.maya, f"me:talk:{key}"))


async def test_somebody_without_the_role_sees_nothing_of_a_case(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    for verb in ("take", "cannot", "why", "space", "answer", "danger", "outside", "calm", "resolve", "log", "hand"):
        answer = await world.forge(world.sam, f"case:{verb}:{world.open_case().key}")
        assert read(answer).startswith("This is for on-call peers and leads.")
    assert world.open_case().holder is None


async def test_the_persons_buttons_work_for_nobody_else(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    for verb in ("talk", "other", "not-now", "meant", "space-yes", "space-no", "follow-yes"):
        answer = await world.forge(world.sam, f"me:{verb}:{world.open_case().key}")
        assert read(answer).startswith("This button was made for somebody else.")
    assert world.open_case().choice is None
