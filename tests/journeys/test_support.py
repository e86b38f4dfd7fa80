"""Everybody who turns to the bot finds a person, whatever way they come."""

from collections.abc import Callable
from typing import Any

import discord

from bot.moderation.incident import Reached, Source, State
from bot.moderation.watch import Level

Read = Callable[[Any], str]
PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


async def test_support_says_who_reads_it_before_anybody_says_more(world: Any, read: Read) -> None:
    shown = await world.maya.slash(world.lounge, "support")
    assert "Ana is on call now." in read(shown)
    assert "Before you say more: the on-call peers and the leads of this server can read it" in read(shown)
    assert shown.response.ephemeral


async def test_one_press_brings_a_peer(world: Any, read: Read) -> None:
    shown = await world.maya.slash(world.lounge, "support")
    answer = await world.maya.click(shown.response.message, label="Talk to someone now")

    assert "I am telling Ana. Somebody usually writes to you privately" in read(answer)
    assert world.open_case().source is Source.SUPPORT
    assert "Case 1" in world.direct(world.ana)[-1].content
    assert "You asked for somebody to talk to" in world.inbox(world.maya)[-1]


async def test_a_few_words_reach_the_peer_behind_why(world: Any, read: Read) -> None:
    shown = await world.maya.slash(world.lounge, "support")
    form = await world.maya.click(shown.response.message, label="Add a few words first")
    assert "The on-call peers and leads read this" in str(form.modal)
    await world.submit(world.maya, form, {"words": "i lost my job and feel lost"})

    why = await world.press(world.ana, "Why")
    assert "i lost my job" in str(why.response.embeds[0].to_dict())


async def test_asking_twice_is_one_case(world: Any, read: Read) -> None:
    for _ in range(2):
        shown = await world.maya.slash(world.lounge, "support")
        await world.maya.click(shown.response.message, label="Talk to someone now")
    assert world.open_case().number == 1
    await world.press(world.ana, "I'm on it")
    shown = await world.maya.slash(world.lounge, "support")
    answer = await world.maya.click(shown.response.message, label="Talk to someone now")
    assert "Ana is with you already" in read(answer)


async def test_with_nobody_on_call_support_says_so_at_once_with_helplines(world: Any, read: Read) -> None:
    await world.pass_time(hours=9)
    shown = await world.maya.slash(world.lounge, "support")
    assert "No peer is on call right now" in read(shown)
    answer = await world.maya.click(shown.response.message, label="Talk to someone now")
    assert "I am telling those who step in" in read(answer)
    assert "024" in read(answer)
    assert "Case 1" in world.direct(world.lea)[-1].content


async def test_help_is_the_home_and_puts_a_person_first(world: Any, read: Read) -> None:
    shown = await world.sam.slash(world.lounge, "help")
    buttons = [child["label"] for row in shown.response.components for child in row["components"]]
    assert buttons[0] == "Talk to someone now"
    assert "no clinician and no emergency service" in read(shown)
    kept = await world.sam.click(shown.response.message, label="What is kept about me")
    assert "Only you can see this." in read(kept)
    assert "What is kept about you" in kept.response.embeds[0].title
    fears = await world.sam.click(shown.response.message, label="What if I ask?")
    answer = await world.sam.click(fears.response.message, label="Will the police come?")
    assert "A peer listens first." in read(answer)


async def test_helplines_are_those_of_the_server_and_any_other_country_can_be_chosen(world: Any, read: Read) -> None:
    shown = await world.sam.slash(world.lounge, "help")
    lines = await world.sam.click(shown.response.message, label="Helplines")
    assert "**024**" in read(lines)
    menus = [row["components"][0] for row in lines.response.components]
    menu = next(one for one in menus if any(choice["value"] == "US" for choice in one["options"]))
    chosen = await world.sam.select(lines.response.message, ["US"], custom_id=menu["custom_id"])
    assert "**988**" in read(chosen)


async def test_a_direct_message_in_crisis_pages_and_is_answered(world: Any) -> None:
    await world.maya.send_dm(PILLS)
    assert world.open_case().source is Source.DIRECT
    assert "Case 1" in world.direct(world.ana)[-1].content
    assert "What would help you most right now?" in world.inbox(world.maya)[-1]


async def test_every_other_direct_message_is_answered_with_the_way_to_a_person(world: Any) -> None:
    for text in ("hello", "🙂🙂🙂", "\u202eolleh", "a" * 2000):
        count = len(world.inbox(world.maya))
        await world.maya.send_dm(text)
        assert len(world.inbox(world.maya)) == count + 2
        assert world.inbox(world.maya)[-1].startswith("Press **Talk to someone now**")
    await world.press(world.maya, "Talk to someone now")
    assert not world.services.desk.cases.open_in(world.guild.id)


async def test_support_works_in_a_direct_message_and_without_any_role(world: Any, read: Read) -> None:
    stranger = world.guild.add_member(world.env.create_user("kim"))
    shown = await stranger.user.slash("support")
    answer = await stranger.user.click(shown.response.message, label="Talk to someone now")
    assert "I am telling Ana" in read(answer)
    assert world.open_case().user_id == stranger.id


async def test_somebody_of_no_server_is_told_kindly(world: Any, read: Read) -> None:
    outsider = world.env.create_user("stranger")
    shown = await outsider.slash("support")
    assert "not set up yet" in read(shown)


async def test_pointing_to_a_message_wakes_on_call_and_the_writer_hears_nothing_yet(world: Any, read: Read) -> None:
    message = await world.maya.send(world.lounge, "i can't do this any more, you won't see me around")
    before = world.inbox(world.maya)
    told = await world.sam.context_menu(world.lounge, "Get support for this", message)

    assert "don't say that it came from you" in read(told)
    assert world.inbox(world.maya) == before
    case = world.open_case()
    assert case.user_id == world.maya.id
    for shown in (*world.cards(), *world.direct(world.ana)):
        assert str(world.sam.id) not in shown.content + str([embed.to_dict() for embed in shown.embeds])

    if case.reached is Reached.WITHHELD:
        await world.press(world.ana, "I'm on it")
        await world.press(world.ana, "Write to them")
        assert "writing only to you" in world.inbox(world.maya)[-1]


async def test_worrying_about_somebody_opens_a_case_for_them_five_times_a_day(world: Any, read: Read) -> None:
    form = await world.sam.context_menu(world.lounge, "I'm worried about them", world.maya)
    thanks = await world.submit(world.sam, form, {"words": "she sounded so final"})
    assert "Would you like someone to talk to as well?" in read(thanks)
    assert world.open_case().user_id == world.maya.id
    assert not world.inbox(world.maya)

    for number in range(4):
        friend = world.guild.add_member(world.env.create_user(f"friend{number}"))
        form = await world.sam.context_menu(world.lounge, "I'm worried about them", friend)
        await world.submit(world.sam, form, {})
    last = world.guild.add_member(world.env.create_user("friend-last"))
    form = await world.sam.context_menu(world.lounge, "I'm worried about them", last)
    refused = await world.submit(world.sam, form, {})
    assert "5 times within a day" in read(refused)
    assert f"<@{world.sam.id}>" in world.cards()[-1].content


async def test_what_a_group_agreed_decides_what_is_read(world: Any) -> None:
    watches = world.services.watches
    await watches.agree(world.guild.id, world.lounge.id, Level.PEOPLE)
    await world.maya.send(world.lounge, PILLS)
    assert not world.cards()

    await watches.agree(world.guild.id, world.lounge.id, Level.URGENT)
    await world.maya.send(world.lounge, "i can't do this anymore")
    assert not world.services.desk.cases.open_in(world.guild.id)

    await watches.agree(world.guild.id, world.lounge.id, Level.FULL)
    await world.maya.send(world.lounge, "i can't do this anymore")
    assert world.open_case().state is State.RAISED
    assert not world.inbox(world.maya)
    assert "Nobody was woken" in world.card.embeds[0].description


async def test_a_review_that_nobody_took_is_said_again_after_twelve_hours(world: Any) -> None:
    await world.services.watches.agree(world.guild.id, world.lounge.id, Level.FULL)
    await world.maya.send(world.lounge, "i can't do this anymore")
    await world.pass_time(hours=12, minutes=1)
    assert "has waited for twelve hours" in world.cards()[-1].content
    assert f"<@{world.lea.id}>" in world.cards()[-1].content


async def test_a_review_is_said_again_each_morning_and_then_to_the_leads(world: Any) -> None:
    await world.services.watches.agree(world.guild.id, world.lounge.id, Level.FULL)
    await world.maya.send(world.lounge, "i can't do this anymore")
    await world.pass_time(hours=12, minutes=1)
    for _ in range(2):
        await world.pass_time(hours=24)
        assert "is still waiting for somebody to look at it" in world.cards()[-1].content
    count = len(world.cards())
    await world.pass_time(hours=24)
    await world.pass_time(days=6)
    assert len(world.cards()) == count
    assert "Nobody was woken" in world.direct(world.lea)[-1].embeds[0].description


async def test_a_review_reaches_a_lead_when_the_channel_is_gone(world: Any) -> None:
    await world.services.watches.agree(world.guild.id, world.lounge.id, Level.FULL)
    await world.maya.send(world.lounge, "i can't do this anymore")
    world.env.backend.delete_channel(world.alerts.id)
    await world.env.settle()
    await world.pass_time(hours=12, minutes=1)
    assert any("cannot write in the private channel" in text for text in world.inbox(world.lea))
    assert any("Case 1" in message.content for message in world.direct(world.lea))


async def test_staff_channels_and_private_spaces_are_not_read(world: Any) -> None:
    await world.ana.send(world.alerts, PILLS)
    assert not world.cards()[1:]


async def test_texts_on_every_surface_are_read(world: Any) -> None:
    await world.maya.send(world.lounge, "all good")
    message = world.lounge.last_message
    await world.maya.edit(message, PILLS)
    assert world.open_case().user_id == world.maya.id

    original = await world.sam.send(world.lounge, "I'm going to kill myself tonight, I have a plan")
    case = next(one for one in world.services.desk.cases.open_in(world.guild.id) if one.user_id == world.sam.id)
    assert case.key == original.id


async def test_a_new_title_of_a_thread_is_read(world: Any) -> None:
    backend = world.env.backend
    post = backend.create_thread(world.lounge.id, "evening", world.maya.id)
    await world.env.settle()
    backend.edit_channel(post.id, {"rate_limit_per_user": 5})
    await world.env.settle()
    assert not world.cards()
    backend.edit_channel(post.id, {"name": "I'm going to kill myself tonight"})
    await world.env.settle()
    assert world.open_case().user_id == world.maya.id
    backend.edit_channel(post.id, {"rate_limit_per_user": 6})
    await world.env.settle()
    assert len(world.cards()) == 1


async def test_support_for_a_forwarded_message_takes_what_was_forwarded(world: Any) -> None:
    backend = world.env.backend
    words = backend.create_message(world.lounge.id, world.maya.id, "all of it is packed", broadcast=False)
    there = {"type": 1, "message_id": str(words.id), "channel_id": str(world.lounge.id)}
    backend.create_message(world.lounge.id, world.maya.id, "", reference=there)
    await world.env.settle()
    await world.sam.context_menu(world.lounge, "Get support for this", world.lounge.last_message)
    why = await world.press(world.ana, "Why")
    assert "all of it is packed" in str(why.response.embeds[0].to_dict())


async def test_bots_and_webhooks_are_not_people(world: Any) -> None:
    hook = world.guild.create_webhook(world.lounge)
    await hook.send(PILLS)
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    await robot.send(world.lounge, PILLS)
    assert not world.cards()


async def test_what_was_written_while_the_bot_was_away_is_read_on_return(world: Any, restart: Any) -> None:
    await world.maya.send(world.lounge, "hello everybody")
    await world.services.cursors.save()
    await world.bot.close()
    backend = world.env.backend
    world.env.backend.subscribers.clear()
    stored = backend.create_message(world.lounge.id, world.sam.id, content=PILLS)
    await world.pass_time(minutes=7)
    await restart()

    assert world.open_case().key == stored.id
    assert "Read 7 minutes late" in str(world.card.embeds[0].to_dict())


async def test_a_hundred_people_pressing_at_once_have_one_winner(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    case = world.open_case()
    crowd = []
    for number in range(100):
        peer = world.guild.add_member(world.env.create_user(f"peer{number}"), roles=[world.roles["on-call"]])
        crowd.append(peer)
    await world.env.settle()

    results = await gather_presses(world, crowd, case.key)
    assert results.count("took") == 1
    winner = crowd[results.index("took")]
    assert results.count(f"told {winner.name}") == 99


async def gather_presses(world: Any, crowd: list[Any], key: int) -> list[str]:
    """Let everybody press in the same instant, at the seam where a press enters the bot."""
    import asyncio

    from bot.moderation.errors import AlreadyHeld

    async def press(person: Any) -> str:
        try:
            await world.services.response.take(key, person.id)
        except AlreadyHeld as refusal:
            return f"told {refusal.values['name']}"
        return "took"

    with world.env._bot_scope():
        tasks = [asyncio.get_running_loop().create_task(press(person)) for person in crowd]
    return list(await asyncio.gather(*tasks))


async def test_ids_of_another_server_lead_nowhere(world: Any, read: Read) -> None:
    other = world.env.create_guild("Another server")
    outsider = other.add_member(world.env.create_user("outsider"))
    elsewhere = other.create_text_channel("general")
    await world.maya.send(world.lounge, PILLS)
    key = world.open_case().key
    shown = await outsider.slash(elsewhere, "support")
    for custom_id in (f"case:take:{key}", f"case:why:{key}", f"support:now:{world.guild.id}"):
        stored = world.env.backend.get_message(shown.response.channel_id, shown.response.id)
        if not stored.components:
            break
        stored.components[0]["components"][0]["custom_id"] = custom_id
        answer = await outsider.click(shown.response.message, custom_id=custom_id)
        assert "for on-call peers" in read(answer) or "not set up yet" in read(answer)
    assert world.open_case().holder is None


async def test_a_button_of_an_unknown_kind_says_where_to_go(world: Any, read: Read) -> None:
    answer = await world.forge(world.sam, "old:thing:1")
    assert "earlier version of me" in read(answer)


async def test_nobody_is_mentioned_who_is_not_named(world: Any) -> None:
    await world.maya.send(world.lounge, f"@everyone {PILLS} <@{world.sam.id}>")
    posts = [entry for entry in world.env.http_requests if entry.method == "POST" and entry.path.endswith("/messages")]
    assert posts
    for entry in posts:
        allowed = (entry.json or {}).get("allowed_mentions")
        assert allowed is not None
        assert not allowed.get("parse")
    assert isinstance(world.card, discord.Message)
