"""Without the switch for message content people in crisis are heard through Discord's own filter, and by all they send us."""

from typing import Any

from bot.moderation.blind import RULE_NAME
from bot.rehearsal.discord.server import CONTENT_SWITCH
from bot.rehearsal.discord.simulated import Message, may_read

TONIGHT = "nobody knows this but i want to kill myself and i have a plan"


def text_of(message: Message) -> str:
    return "\n".join([message.content, *(str(embed) for embed in message.embeds)])


def rules(scene: Any) -> list[Any]:
    (guild,) = scene.discord.store.guilds.values()
    return [rule for rule in guild.auto_mod_rules.values() if rule.name.startswith(RULE_NAME)]


async def listening(scene: Any) -> Any:
    scene.discord.flags &= ~CONTENT_SWITCH
    bot = await scene.run(content=False)
    await scene.sees("lea", "the switch Message Content is off", place="alerts")
    return bot


async def test_what_the_filter_tells_becomes_a_case_with_the_matched_words_only(scene: Any) -> None:
    bot = await listening(scene)
    scene.town["maya"].write(scene.lounge, TONIGHT)
    await scene.sees("ana", "Case 1")
    await scene.sees("maya", "writing only to you")

    why = await scene.press("ana", "Why")
    shown = "\n".join(text_of(one) for one in why.private).replace("__", "")
    assert "i want to kill myself" in shown
    assert "I may not read the message itself" in shown
    assert "nobody knows this" not in shown
    server = bot.services.servers.get(scene.town.guild_id)
    hidden = server.listening_channel_id
    await scene.until(lambda: not scene.discord.store.messages.get(hidden))
    assert not may_read(scene.discord.store, hidden, scene.town["ana"].id)


async def test_the_filter_is_made_once_says_so_once_and_is_mended(scene: Any) -> None:
    bot = await listening(scene)
    made = rules(scene)
    assert made
    assert all(len(rule.trigger_metadata["keyword_filter"]) <= 1000 for rule in made)
    await scene.stop(bot)

    bot = await scene.run(content=False)
    await scene.quiet()
    assert [rule.id for rule in rules(scene)] == [rule.id for rule in made]
    said = [
        one for one in scene.town["lea"].reads(scene.town.places["alerts"]) if "Message Content is off" in one.content
    ]
    assert len(said) == 1


async def test_with_the_switch_on_again_the_filter_is_taken_away(scene: Any) -> None:
    bot = await listening(scene)
    await scene.stop(bot)
    scene.discord.flags |= CONTENT_SWITCH
    bot = await scene.run(content=True)
    await scene.until(lambda: not rules(scene))
    scene.town["maya"].write(scene.lounge, TONIGHT)
    await scene.sees("ana", "Case 1")
    await scene.quiet()
    assert len(bot.services.desk.cases.open_in(scene.town.guild_id)) == 1


async def test_a_direct_message_is_heard_without_the_switch(scene: Any) -> None:
    await listening(scene)
    scene.town["maya"].write_to_bot(TONIGHT)
    await scene.sees("ana", "Case 1")
