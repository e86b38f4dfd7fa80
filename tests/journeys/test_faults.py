"""Whatever is broken, missing or strange, somebody in need still reaches a person, and nobody is left without a sentence."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from simcord.backend.models import MessageSticker
from structlog.testing import capture_logs

import bot.agenda.lane
import bot.moderation.ledger
from bot.agenda.jobs import Backoff
from bot.errors import StorageUnavailable
from bot.moderation import casebook
from bot.moderation.detection import Detector, Tier
from bot.moderation.incident import Code, Outcome, Reached, State
from bot.moderation.intake import Written
from bot.settings import default_data_dir

Read = Callable[[Any], str]
PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[Any]]:
    """What is logged, kept instead of printed: a traceback drawn on a terminal takes longer than a step of a case."""
    with capture_logs() as entries:
        yield entries


def all_text(message: Any) -> str:
    return str(message.content) + str([embed.to_dict() for embed in message.embeds])


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def refuse(world: Any, channel: Any, code: int, *, status: int = 403, times: int | None = None) -> None:
    """Let Discord refuse what is posted in a channel."""
    world.env.inject_error("POST", f"/channels/{channel.id}/messages", status=status, code=code, times=times)


def pages(world: Any, person: Any) -> list[Any]:
    return [message for message in world.direct(person) if message.content.startswith(("Alongside: Case", "<@"))]


async def remove_channel(world: Any, channel: Any) -> None:
    world.env.backend.delete_channel(channel.id)
    await world.env.settle()


async def remove_role(world: Any, name: str) -> None:
    world.env.backend.delete_role(world.guild.id, world.roles[name].id)
    await world.env.settle()


async def leave(world: Any, person: Any) -> None:
    """Somebody leaves the server; Discord then refuses direct messages to them."""
    refuse(world, person.user.dm_channel, 50278)
    world.guild.remove_member(person)
    await world.env.settle()


async def resolve(world: Any, person: Any, outcome: Outcome = Outcome.TALKED) -> Any:
    form = await world.press(person, "Resolve")
    return await world.submit(person, form, {"outcome": [outcome.value]}, direct=True)


# -- strange messages -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["🙂🙂🙂", "\u202eolleh\u202c", "\u200b\u200b", "مرحبا بكم جميعا", "a" * 2000, "```\n\n```", "😭" * 500, "<@1>"],
)
async def test_strange_but_harmless_messages_are_left_alone(world: Any, text: str) -> None:
    await world.maya.send(world.lounge, text)
    assert not world.cards()
    assert [message.content for message in world.lounge.history()] == [text]


async def test_messages_without_words_are_left_alone(world: Any) -> None:
    backend = world.env.backend
    picture = backend.store_attachments(world.lounge.id, [("photo.png", b"\x89PNG\r\n\x1a\n")])
    backend.create_message(world.lounge.id, world.maya.id, "", attachments=picture)
    backend.create_message(world.lounge.id, world.maya.id, "", stickers=[MessageSticker(1, "hug", 1, world.guild.id)])
    await world.env.settle()
    assert not world.cards()
    assert len(world.lounge.history()) == 2


@pytest.mark.parametrize(
    "text",
    [
        "\u202e" + PILLS + "\u202c",
        PILLS + " " + "🙂" * 100,
        ("so much has happened today. " * 80)[: 2000 - len(PILLS) - 2] + ". " + PILLS,
        "\u200b".join(PILLS),
        PILLS.upper(),
    ],
)
async def test_words_in_crisis_are_understood_however_they_are_dressed(world: Any, text: str) -> None:
    await world.maya.send(world.lounge, text)
    assert world.open_case().user_id == world.maya.id
    why = await world.press(world.ana, "Why")
    assert all(len(field.value) <= 1024 for field in why.response.embeds[0].fields)
    assert "They wrote" in all_text(why.response)


async def test_a_text_file_is_read_and_other_files_are_not(world: Any) -> None:
    await world.sam.send(world.lounge, "", attachments=[("note.png", PILLS.encode())])
    assert not world.cards()
    await world.maya.send(world.lounge, "", attachments=[("message.txt", PILLS.encode())])
    assert world.open_case().user_id == world.maya.id
    why = await world.press(world.ana, "Why")
    assert "in front of me" in all_text(why.response)


async def test_a_text_file_that_is_no_text_or_too_long_is_no_trouble(world: Any) -> None:
    files = [("a.txt", bytes(range(256))), ("b.txt", b""), ("c.txt", b"x" * 20_000 + PILLS.encode())]
    await world.maya.send(world.lounge, "", attachments=files)
    assert not world.cards()


async def test_a_text_file_that_cannot_be_fetched_does_not_hide_the_message(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def gone(_: discord.Attachment, **__: Any) -> bytes:
        raise discord.NotFound(SimpleNamespace(status=404, reason="gone"), "gone")

    monkeypatch.setattr(discord.Attachment, "read", gone)
    await world.maya.send(world.lounge, PILLS, attachments=[("message.txt", b"see above")])
    assert world.open_case().user_id == world.maya.id


async def test_half_a_character_is_assessed_sealed_shown_and_removed_like_any_other(world: Any) -> None:
    """Discord passes lone surrogates on; they come in through the same door as a message."""
    text = "\ud83d " + PILLS + " \udc00"
    detector = Detector.load(default_data_dir() / "lexicon")
    assert detector.assess(text).tier is Tier.PAGE
    assert detector.assess("\ud83d\ud83d").tier is Tier.NONE

    message = await world.maya.send(world.lounge, "hello")
    written = Written(message.id, world.guild.id, world.lounge.id, world.maya.id, (text,), world.clock.now())
    signal = world.services.intake.wants(written)
    with world.env._bot_scope():
        incident = await world.services.intake.open(signal)
    await world.env.settle()

    (words,) = await world.services.desk.cases.words(incident.key)
    assert words.text == text
    assert "Case 1" in world.direct(world.ana)[-1].content
    why = await world.press(world.ana, "Why")
    assert "in front of me" in all_text(why.response)


@pytest.mark.parametrize("text", ["🙂", "\u202eolleh", "a" * 2000])
async def test_every_direct_message_is_answered(world: Any, text: str) -> None:
    await world.sam.user.send_dm(text)
    assert world.inbox(world.sam)[-1].startswith("Press **Talk to someone now**")


async def test_a_sticker_or_a_picture_sent_to_the_bot_is_answered(world: Any) -> None:
    channel = world.sam.user.dm_channel
    world.env.backend.create_message(
        channel.id, world.sam.id, "", stickers=[MessageSticker(1, "hug", 1, world.guild.id)]
    )
    await world.env.settle()
    assert world.inbox(world.sam)[-1].startswith("Press **Talk to someone now**")


# -- channels that go -------------------------------------------------------------------------------------------------


async def test_with_the_alert_channel_deleted_the_page_goes_out_and_a_lead_is_told(world: Any) -> None:
    await remove_channel(world, world.alerts)
    await world.maya.send(world.lounge, PILLS)

    assert "Case 1" in world.direct(world.ana)[-1].content
    assert "cannot write in the private channel of The Tuesday group" in world.inbox(world.lea)[-1]
    assert "/setup" in world.inbox(world.lea)[-1]
    assert "writing only to you" in world.inbox(world.maya)[-1]
    await world.press(world.ana, "I'm on it")
    await resolve(world, world.ana)
    assert not world.services.desk.cases.open_in(world.guild.id)


@pytest.mark.parametrize("how", ["deleted", "forbidden"])
async def test_an_alert_channel_that_breaks_in_the_middle_stops_no_step(world: Any, how: str) -> None:
    await world.maya.send(world.lounge, PILLS)
    if how == "deleted":
        await remove_channel(world, world.alerts)
    else:
        refuse(world, world.alerts, 50013)
    await world.pass_time(minutes=3)
    assert "Case 1" in world.direct(world.ben)[-1].content
    assert any("cannot write in the private channel" in text for text in world.inbox(world.lea))

    await world.pass_time(minutes=7)
    assert any("Case 1" in message.content for message in world.direct(world.lea))
    assert world.inbox(world.maya)[-1].startswith("I have not reached anybody for you so far.")
    assert world.open_case().unanswered
    await world.press(world.lea, "I'm on it")
    assert world.open_case().holder == world.lea.id


async def test_without_any_alert_channel_the_page_goes_out_all_the_same(world: Any) -> None:
    await world.save_server(alert_channel_id=None)
    await world.maya.send(world.lounge, PILLS)
    assert "Case 1" in world.direct(world.ana)[-1].content
    assert "cannot write in the private channel" in world.inbox(world.lea)[-1]


async def test_when_the_support_channel_is_gone_as_the_space_is_accepted_both_are_told(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.press(world.ana, "Offer a private space")
    await remove_channel(world, world.support)

    answer = await world.press(world.maya, "Yes, open it")
    assert read(answer).startswith("I could not open a private place just now. You can write here:")
    assert "it could not be opened. Please check that the support channel is still there." in world.inbox(world.ana)[-1]
    await world.maya.send_dm("can you still hear me")
    assert (
        world.inbox(world.maya)[-1]
        == "I brought it to Ana. The on-call peers and leads can read it, and nobody in the group."
    )


async def test_without_a_support_channel_the_space_fails_with_a_sentence(world: Any, read: Read) -> None:
    await world.save_server(support_channel_id=None)
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.press(world.ana, "Offer a private space")
    answer = await world.press(world.maya, "Yes, open it")
    assert read(answer).startswith("I could not open a private place just now.")


async def test_a_private_space_that_is_deleted_leaves_the_way_by_direct_message(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.press(world.ana, "Offer a private space")
    await world.press(world.maya, "Yes, open it")
    (space,) = world.support.threads
    await remove_channel(world, space)

    form = await world.press(world.ana, "Answer them")
    sent = await world.submit(world.ana, form, {"words": "I am still here"}, direct=True)
    assert "on their way" in read(sent)
    assert world.inbox(world.maya)[-1] == "**Ana** writes: I am still here"
    await resolve(world, world.ana)
    assert "ask how you are" in world.inbox(world.maya)[-1]


async def test_who_can_be_reached_nowhere_is_named_on_the_card(world: Any) -> None:
    refuse(world, world.maya.user.dm_channel, 50007)
    await remove_channel(world, world.support)
    await world.maya.send(world.lounge, PILLS)
    assert world.open_case().reached is Reached.UNREACHED
    assert "could not be reached privately. Please try in person." in all_text(world.card)
    assert "Case 1" in world.direct(world.ana)[-1].content


async def test_the_channel_where_it_was_written_may_go(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await remove_channel(world, world.lounge)
    await world.press(world.ana, "I'm on it")
    assert "Ana is here for you now" in world.inbox(world.maya)[-1]
    await world.pass_time(minutes=16)
    await world.press(world.ana, "Still on it")
    await resolve(world, world.ana)
    assert "closed" in world.card.embeds[0].title


async def test_a_deleted_message_does_not_close_the_case(world: Any) -> None:
    message = await world.maya.send(world.lounge, PILLS)
    await world.maya.delete(message)
    await world.pass_time(minutes=3)
    assert "Case 1" in world.direct(world.ben)[-1].content
    assert world.open_case().state is State.PAGING


async def test_a_deleted_card_is_no_end(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    world.env.backend.delete_message(world.alerts.id, world.card.id)
    await world.press(world.ana, "I'm on it")
    assert world.open_case().holder == world.ana.id


# -- roles that go ----------------------------------------------------------------------------------------------------


async def test_without_the_on_call_role_nobody_is_on_shift_so_the_lead_is_woken_and_the_person_told(world: Any) -> None:
    await remove_role(world, "on-call")
    await world.maya.send(world.lounge, PILLS)
    assert "Case 1" in world.direct(world.lea)[-1].content
    assert "no peer is on call right now" in world.inbox(world.maya)[-1]
    assert not world.direct(world.ana)
    await world.press(world.lea, "I'm on it")
    assert world.open_case().holder == world.lea.id


async def test_who_lost_the_role_is_not_woken_and_the_next_is_at_once(world: Any) -> None:
    world.env.backend.remove_member_role(world.guild.id, world.ana.id, world.roles["on-call"].id)
    await world.env.settle()
    await world.maya.send(world.lounge, PILLS)
    assert not world.direct(world.ana)
    assert "Case 1" in world.direct(world.ben)[-1].content


async def test_who_loses_the_role_in_the_middle_can_see_no_more_of_it(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    world.env.backend.remove_member_role(world.guild.id, world.ana.id, world.roles["on-call"].id)
    await world.env.settle()
    for label in ("I'm on it", "Why", "In danger now"):
        assert read(await world.press(world.ana, label)).startswith("This is for on-call peers and leads.")
    await world.pass_time(minutes=3)
    assert "Case 1" in world.direct(world.ben)[-1].content


async def test_without_the_lead_role_the_fallback_still_tells_the_person_and_the_last_resort(world: Any) -> None:
    await world.services.oncall.last_resort(world.guild.id, world.ben.id, wake=True)
    await remove_role(world, "lead")
    await world.maya.send(world.lounge, PILLS)
    await world.pass_time(minutes=11)
    assert world.open_case().unanswered
    assert world.inbox(world.maya)[-1].startswith("I have not reached anybody for you so far.")
    assert f"<@{world.ben.id}>" in next(m.content for m in world.cards() if "nobody has answered" in m.content)


async def test_with_no_role_left_at_all_the_person_hears_the_truth_at_once(world: Any) -> None:
    await remove_role(world, "lead")
    await remove_role(world, "on-call")
    await world.maya.send(world.lounge, PILLS)
    heard = world.inbox(world.maya)
    assert any("no peer is on call right now" in text or "have not reached anybody for you" in text for text in heard)
    assert "024" in heard[-1]


# -- people who go ----------------------------------------------------------------------------------------------------


async def test_a_person_who_left_is_not_lost_sight_of(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await leave(world, world.maya)

    form = await world.press(world.ana, "Answer them")
    answer = await world.submit(world.ana, form, {"words": "are you there"}, direct=True)
    assert "they could not be reached" in read(answer).lower() or "left the server" in read(answer)
    assert "are you there" in read(answer), "what was written is given back"
    offered = await world.press(world.ana, "Offer a private space")
    assert "could not be reached this way" in read(offered)
    assert "Case 1 is closed" in read(await resolve(world, world.ana, Outcome.NOT_REACHED))


async def test_a_person_who_left_right_after_writing_still_has_somebody_looking(world: Any) -> None:
    refuse(world, world.maya.user.dm_channel, 50278)
    await world.maya.send(world.lounge, PILLS)
    assert "could not be reached privately" in all_text(world.card)
    assert "Case 1" in world.direct(world.ana)[-1].content


async def test_writing_to_somebody_who_left_before_a_human_looked_says_so(world: Any, read: Read) -> None:
    form = await world.sam.context_menu(world.lounge, "I'm worried about them", world.maya)
    await world.submit(world.sam, form, {})
    await leave(world, world.maya)
    await world.press(world.ana, "I'm on it")
    answer = await world.press(world.ana, "Write to them")
    assert read(answer) == "They left the server, so I can't write to them. If you know another way, please use it."


async def test_a_responder_who_left_is_not_waited_for(world: Any) -> None:
    await leave(world, world.ana)
    await world.maya.send(world.lounge, PILLS)
    assert "Case 1" in world.direct(world.ben)[-1].content
    assert "I am telling Ben, a peer from here." in world.inbox(world.maya)[-1]


async def test_everybody_on_shift_having_left_means_nobody_is_there(world: Any) -> None:
    await leave(world, world.ana)
    await leave(world, world.ben)
    await world.maya.send(world.lounge, PILLS)
    assert "no peer is on call right now" in world.inbox(world.maya)[-1]
    assert "Case 1" in world.direct(world.lea)[-1].content


async def test_a_holder_who_left_is_followed_by_the_next(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await leave(world, world.ana)
    await world.pass_time(minutes=26)
    assert "Case 1" in world.direct(world.ben)[-1].content
    assert world.open_case().state is State.PAGING


async def test_who_left_cannot_act_on_a_card_in_their_direct_messages(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    await leave(world, world.ana)
    for label in ("I'm on it", "Why"):
        assert read(await world.press(world.ana, label)).startswith("This is for on-call peers and leads.")


async def test_handing_over_to_somebody_who_cannot_be_reached_says_so(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    menu = await world.press(world.ana, "Hand over")
    refuse(world, world.ben.user.dm_channel, 50007)
    await world.ana.user.select(menu.response.message, [str(world.ben.id)])
    assert menu.response.content.startswith("Ben could not be reached. You still hold it")
    assert world.open_case().holder == world.ana.id


async def test_handing_over_to_somebody_who_left_meanwhile_is_refused(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    menu = await world.press(world.ana, "Hand over")
    await leave(world, world.ben)
    answer = await world.ana.user.select(menu.response.message, [str(world.ben.id)])
    assert "on-call peers" in read(answer)
    assert world.open_case().holder == world.ana.id


# -- direct messages of responders closed; Discord in trouble ---------------------------------------------------------


async def test_with_a_responders_inbox_closed_the_mention_in_the_channel_stands(world: Any) -> None:
    refuse(world, world.ana.user.dm_channel, 50007)
    await world.maya.send(world.lounge, PILLS)
    assert f"<@{world.ana.id}>" in world.card.content
    assert not pages(world, world.ben)
    await world.pass_time(minutes=3)
    assert pages(world, world.ben)


async def test_when_nobody_could_be_told_at_all_the_next_are_woken_at_once(world: Any) -> None:
    refuse(world, world.ana.user.dm_channel, 50007)
    refuse(world, world.alerts, 50013)
    await world.maya.send(world.lounge, PILLS)
    assert pages(world, world.ben)
    assert not pages(world, world.lea)


async def test_when_no_peer_can_be_told_the_lead_is_woken_at_once(world: Any) -> None:
    for channel in (world.ana.user.dm_channel, world.ben.user.dm_channel, world.alerts):
        refuse(world, channel, 50007 if channel is not world.alerts else 50013)
    await world.maya.send(world.lounge, PILLS)
    assert pages(world, world.lea)


async def test_when_nobody_in_the_world_can_be_told_the_person_hears_it_at_once(world: Any) -> None:
    for person in (world.ana, world.ben, world.lea):
        refuse(world, person.user.dm_channel, 50007)
    refuse(world, world.alerts, 50013)
    await world.maya.send(world.lounge, PILLS)
    assert world.open_case().unanswered
    assert world.inbox(world.maya)[-1].startswith("I have not reached anybody for you so far.")
    assert "024" in world.inbox(world.maya)[-1]


async def test_a_page_that_discord_drops_is_sent_again_within_seconds(world: Any) -> None:
    refuse(world, world.ana.user.dm_channel, 0, status=500, times=1)
    refuse(world, world.alerts, 0, status=503, times=1)
    await world.maya.send(world.lounge, PILLS)
    assert len(pages(world, world.ana)) == 1
    assert "Case 1" in world.card.embeds[0].title
    assert len(world.cards()) == 1


# -- presses that come too late ---------------------------------------------------------------------------------------


EXPIRED = {"status": 404, "code": 10062, "times": 1}


def expire(world: Any) -> None:
    """Let the answer to the next interaction come too late; what was asked for is done all the same."""
    world.env.inject_error("POST", "/interactions/*/callback", **EXPIRED)


async def test_im_on_it_counts_even_if_discord_no_longer_takes_the_answer(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    expire(world)
    await world.press(world.ana, "I'm on it")
    assert world.open_case().holder == world.ana.id
    assert world.inbox(world.maya)[-1].startswith("Ana is here for you now")
    assert "Ana is on it" in world.card.embeds[0].title


async def test_every_step_of_a_case_is_done_though_its_answer_comes_too_late(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    expire(world)
    await world.press(world.maya, "Talk here")
    assert world.open_case().choice == "talk"
    expire(world)
    await world.press(world.ana, "I can't take this one")
    assert pages(world, world.ben)
    await world.press(world.ben, "I'm on it")
    expire(world)
    await world.press(world.ben, "In danger now")
    assert world.open_case().danger
    assert pages(world, world.lea)
    expire(world)
    await world.press(world.ben, "Offer a private space")
    expire(world)
    await world.press(world.maya, "Yes, open it")
    assert len(world.support.threads) == 1
    form = await world.press(world.ben, "Note")
    expire(world)
    await world.submit(world.ben, form, {"note": "kept"}, direct=True)
    form = await world.press(world.ben, "Resolve")
    expire(world)
    await world.submit(world.ben, form, {"outcome": [Outcome.TALKED.value]}, direct=True)
    assert not world.services.desk.cases.open_in(world.guild.id)
    assert world.services.router.failures == 0


async def test_asking_for_a_person_counts_though_the_answer_comes_too_late(world: Any) -> None:
    shown = await world.maya.slash(world.lounge, "support")
    expire(world)
    await world.maya.click(shown.response.message, label="Talk to someone now")
    assert world.open_case().user_id == world.maya.id
    assert pages(world, world.ana)


async def test_a_command_whose_time_ran_out_is_done_and_breaks_nothing(world: Any) -> None:
    kim = world.guild.add_member(world.env.create_user("kim"), roles=[world.roles["on-call"]])
    expire(world)
    await kim.slash(world.alerts, "oncall join")
    assert "this is a test page" in world.inbox(kim)[-1]
    expire(world)
    await world.press(kim, "I saw it")
    assert world.services.oncall.responder(world.guild.id, kim.id).tested
    expire(world)
    await kim.slash(world.alerts, "oncall now")
    assert kim.id in world.services.oncall.duty(world.guild.id).primary
    for command, options in (("incident list", {}), ("incident show", {"number": 7}), ("oncall list", {})):
        expire(world)
        await kim.slash(world.alerts, command, **options)
    assert world.services.router.failures == 0


async def test_buttons_of_a_case_closed_long_ago_say_so_also_after_a_restart(
    world: Any, read: Read, restart: Any
) -> None:
    await world.maya.send(world.lounge, PILLS)
    key = world.open_case().key
    await world.press(world.ana, "I'm on it")
    await resolve(world, world.ana)
    await restart()
    await world.pass_time(days=40)
    for verb in (
        *("take", "cannot", "space", "answer", "reach", "danger", "outside", "calm", "calmed", "resolve", "hand"),
        "still",
    ):
        answer = await world.forge(world.ben, f"case:{verb}:{key}")
        assert read(answer) == "This one is closed already. Nothing is left to do.", verb
    for verb in ("not-now", "meant", "space-yes", "space-no"):
        assert read(await world.forge(world.maya, f"me:{verb}:{key}")).startswith("This one is closed already.")
    for verb in ("talk", "other"):
        assert "Before you say more" in read(await world.forge(world.maya, f"me:{verb}:{key}")), "the way to a new one"
    why = await world.forge(world.ben, f"case:why:{key}")
    assert read(why) == "Case 1: there are no words, or they have been removed already."


async def test_buttons_of_a_case_that_was_deleted_say_so(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    key = world.open_case().key
    await world.press(world.ana, "I'm on it")
    await resolve(world, world.ana)
    await world.pass_time(days=92)
    await world.services.retention._sweeps["moderation"]()
    assert read(await world.forge(world.ben, f"case:take:{key}")).startswith(
        "There is no such case that you could see."
    )
    assert "/support brings you to a person" in read(await world.forge(world.maya, f"me:talk:{key}"))


# -- other places -----------------------------------------------------------------------------------------------------


async def test_ids_of_another_server_open_nothing_there(world: Any, read: Read) -> None:
    other = world.env.create_guild("Another server")
    elsewhere = other.create_text_channel("general")
    outsider = other.add_member(world.env.create_user("outsider"))
    boss_role = other.create_role("boss", permissions=discord.Permissions(administrator=True))
    boss = other.add_member(world.env.create_user("boss"), roles=[boss_role])
    await world.services.servers.save(other.id, oncall_role_id=boss_role.id, lead_role_id=boss_role.id, live=True)
    await world.maya.send(world.lounge, PILLS)
    key, here = world.open_case().key, world.guild.id
    (shift,) = [one for one in world.services.oncall.shifts(here) if one.user_id == world.ana.id]

    for person in (outsider, boss):
        for custom_id in (
            f"case:take:{key}",
            f"case:why:{key}",
            f"case:log:{key}",
            f"me:talk:{key}",
            f"duty:answer:{here}",
            f"duty:undo:{here}:{shift.id}",
            f"duty:talk:{here}",
            f"support:now:{here}",
        ):
            shown = await person.slash(elsewhere, "support")
            stored = world.env.backend.get_message(shown.response.channel_id, shown.response.id)
            stored.components[0]["components"][0]["custom_id"] = custom_id
            answer = await person.click(shown.response.message, custom_id=custom_id)
            sentence = read(answer)
            assert any(
                part in sentence
                for part in ("on-call peers", "no such case", "somebody else", "for leads", "not set up yet")
            ), (custom_id, sentence)
            assert not answer.response.embeds
    assert world.open_case().holder is None
    assert world.services.oncall.responder(here, boss.id) is None
    assert [one for one in world.services.oncall.shifts(here) if one.id == shift.id]


async def test_a_message_in_a_server_that_nobody_set_up_is_not_read(world: Any) -> None:
    other = world.env.create_guild("Another server")
    elsewhere = other.create_text_channel("general")
    outsider = other.add_member(world.env.create_user("outsider"))
    await outsider.send(elsewhere, PILLS)
    assert not world.cards()
    assert not world.inbox(outsider)
    assert len(elsewhere.history()) == 1


async def test_commands_for_staff_in_a_server_that_nobody_set_up_say_what_to_do(world: Any, read: Read) -> None:
    other = world.env.create_guild("Another server")
    elsewhere = other.create_text_channel("general")
    role = other.create_role("boss", permissions=discord.Permissions(administrator=True))
    boss = other.add_member(world.env.create_user("boss"), roles=[role])
    for command, options in (("oncall join", {}), ("oncall list", {}), ("oncall plan", {"when": "20:00"})):
        answer = await boss.slash(elsewhere, command, **options)
        assert read(answer) == "This server is not set up yet. Somebody who manages it can run /setup."


# -- the database is not there ----------------------------------------------------------------------------------------


class Outage:
    """The database takes nothing, and, when it is gone altogether, answers nothing."""

    def __init__(self, world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self._world, self._patch = world, monkeypatch
        self._real = (world.services.storage.write, world.services.storage.read)
        # This Discord waits for short timers in real time, so new attempts are rarer here than they really are.
        monkeypatch.setattr(bot.moderation.ledger, "AGAIN_AFTER", 20.0)
        seldom = Backoff(first=timedelta(minutes=2), longest=timedelta(minutes=2))
        monkeypatch.setattr(bot.agenda.lane, "TROUBLED", seldom)

    def begin(self, *, reads: bool = True) -> None:
        async def nothing(work: Any, *, urgent: bool = False) -> Any:
            raise StorageUnavailable

        self._patch.setattr(self._world.services.storage, "write", nothing)
        if reads:
            self._patch.setattr(self._world.services.storage, "read", nothing)

    async def end(self) -> None:
        write, read = self._real
        self._patch.setattr(self._world.services.storage, "write", write)
        self._patch.setattr(self._world.services.storage, "read", read)
        await self._world.pass_time(minutes=3)


@pytest.fixture
def outage(world: Any, monkeypatch: pytest.MonkeyPatch) -> Outage:
    return Outage(world, monkeypatch)


async def log_of(world: Any, key: int) -> list[str]:
    rows = await world.services.storage.read(lambda connection: casebook.entries(connection, key))
    return [row.code for row in rows]


@pytest.mark.parametrize("reads", [True, False])
async def test_with_the_database_down_the_page_goes_out_and_the_card_says_so(
    world: Any, outage: Outage, reads: bool
) -> None:
    outage.begin(reads=reads)
    await world.maya.send(world.lounge, PILLS)

    assert "New case" in world.direct(world.ana)[-1].content
    assert "The database is not answering." in world.card.embeds[0].description
    assert "writing only to you" in world.inbox(world.maya)[-1]
    assert "I am telling Ana, a peer from here." in world.inbox(world.maya)[-1]


async def test_a_bot_whose_database_is_away_stops_in_order(world: Any, outage: Outage, var_dir: Path) -> None:
    outage.begin()
    await world.maya.send(world.lounge, PILLS)

    await world.bot.close()

    assert list((var_dir / "waiting").glob("*.case")), "what waits is kept for the next start"


async def test_a_case_of_an_outage_is_seen_through_and_written_down_once_the_database_is_back(
    world: Any, outage: Outage, read: Read, restart: Any, var_dir: Path
) -> None:
    outage.begin()
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    assert "Ana is on it" in world.card.embeds[0].title
    assert world.inbox(world.maya)[-1].startswith("Ana is here for you now")
    late = await world.forge(world.ben, f"case:take:{world.open_case().key}")
    assert read(late) == "Ana is on it already. Thank you for being quick."
    why = await world.press(world.ana, "Why")
    assert "in front of me" in all_text(why.response)

    await outage.end()
    key = world.open_case().key
    row = await world.services.storage.read(lambda connection: casebook.get(connection, key))
    assert (row.number, row.state) == (1, State.ACKNOWLEDGED)
    codes = await log_of(world, key)
    assert codes[0] == Code.OPENED
    assert {Code.PAGED, Code.REACHED, Code.ACKNOWLEDGED, Code.READ_WORDS} <= set(codes)
    assert [piece.text for piece in await world.services.desk.cases.words(key)] == [PILLS]
    assert b"pills" not in on_disk(var_dir)

    await restart()
    assert world.open_case().holder == world.ana.id
    await world.press(world.ana, "Resolve")


async def test_the_ladder_is_climbed_on_time_while_the_database_is_down(world: Any, outage: Outage) -> None:
    outage.begin()
    await world.maya.send(world.lounge, PILLS)
    assert not world.direct(world.ben)
    await world.pass_time(minutes=3)
    assert len(world.direct(world.ben)) == 1
    await world.pass_time(minutes=3)
    assert len(world.direct(world.lea)) == 1
    await world.pass_time(minutes=4)
    assert world.inbox(world.maya)[-1].startswith("I have not reached anybody for you so far.")
    assert "nobody has answered" in world.cards()[-1].content

    await outage.end()
    key = world.open_case().key
    row = await world.services.storage.read(lambda connection: casebook.get(connection, key))
    assert row.unanswered
    assert Code.UNANSWERED in await log_of(world, key)


async def test_an_outage_that_begins_after_the_page_hinders_nobody(world: Any, outage: Outage, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    outage.begin()
    await world.press(world.ana, "I'm on it")
    assert world.open_case().holder == world.ana.id
    await world.press(world.maya, "Talk here")
    await world.maya.send_dm("I am frightened")
    assert (
        world.inbox(world.maya)[-1]
        == "I brought it to Ana. The on-call peers and leads can read it, and nobody in the group."
    )
    form = await world.press(world.ana, "Answer them")
    await world.submit(world.ana, form, {"words": "I am with you"}, direct=True)
    assert world.inbox(world.maya)[-1] == "**Ana** writes: I am with you"
    closed = await resolve(world, world.ana)
    assert read(closed) == "Case 1 is closed. Thank you for being there."

    await outage.end()
    row = await world.services.storage.read(lambda connection: casebook.by_number(connection, world.guild.id, 1))
    assert row.state == State.RESOLVED
    assert {Code.ACKNOWLEDGED, Code.CHOSE, Code.WROTE, Code.RESOLVED} <= set(await log_of(world, row.key))


async def test_two_messages_during_an_outage_are_one_case(world: Any, outage: Outage) -> None:
    outage.begin()
    await world.maya.send(world.lounge, PILLS)
    await world.maya.send(world.lounge, "goodbye everyone, I'm going to kill myself tonight")
    await outage.end()
    assert world.open_case().number == 1
    assert len(await world.services.desk.cases.words(world.open_case().key)) == 2


async def test_support_and_direct_messages_reach_a_person_during_an_outage(
    world: Any, outage: Outage, read: Read
) -> None:
    outage.begin()
    shown = await world.maya.slash(world.lounge, "support")
    answer = await world.maya.click(shown.response.message, label="Talk to someone now")
    assert "I am telling Ana. Somebody usually writes to you privately" in read(answer)
    await world.sam.user.send_dm(PILLS)
    assert len(pages(world, world.ana)) + len([m for m in world.direct(world.ana) if "New case" in m.content]) >= 2
    assert "What would help you most right now?" in world.inbox(world.sam)[-1]


async def test_what_needs_the_database_says_so_in_a_sentence(world: Any, outage: Outage, read: Read) -> None:
    outage.begin()
    sentence = world.services.texts.speaker("en")("error-storage-unavailable")
    for command, options in (
        ("incident list", {}),
        ("incident show", {"number": 1}),
        ("oncall plan", {"when": "20:00"}),
        ("oncall leave", {}),
    ):
        assert read(await world.ana.slash(world.alerts, command, **options)) == sentence
    assert world.services.router.failures == 0
