"""AutoMod rules on Discord."""

import discord
import structlog

from bot.messenger.adapter.requests import Beside
from bot.messenger.listening import PHRASES_A_RULE, RULES_AT_MOST, Kept, Listened

log = structlog.get_logger(__name__)


class DiscordFilter:
    """The port's adapter: lists what is there, matches our name, and only then makes or changes something."""

    def __init__(self, client: discord.Client, beside: Beside) -> None:
        """Speak through `client`, each request within `beside` (`DiscordMessenger.beside`): below Discord's global limit."""
        self._client = client
        self._beside = beside

    async def keep(self, listened: Listened) -> tuple[Kept, int | None]:
        """Make or change our rules and the hidden channel they tell in; return that channel's id."""
        guild = self._client.get_guild(listened.guild_id)
        if guild is None:
            return Kept.LATER, listened.channel_id
        try:
            channel = await self._channel(guild, listened)
            changed = await self._rules(guild, channel, listened)
        except discord.Forbidden as problem:
            log.warning("filter.forbidden", guild=guild.id, code=problem.code)
            return Kept.FORBIDDEN, listened.channel_id
        except discord.HTTPException as problem:
            log.warning("filter.failed", guild=guild.id, status=problem.status, code=problem.code)
            return Kept.LATER, listened.channel_id
        return (Kept.CHANGED if changed else Kept.AS_IT_WAS), channel.id

    async def drop(self, guild_id: int, rule_name: str) -> None:
        """Take our rules away; none there is as well."""
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return
        try:
            for rule in await self._ours(guild, rule_name):
                async with self._beside():
                    await rule.delete()
        except discord.HTTPException as problem:
            log.warning("filter.failed", guild=guild_id, status=problem.status, code=problem.code)

    async def _channel(self, guild: discord.Guild, listened: Listened) -> discord.TextChannel:
        known = None if listened.channel_id is None else guild.get_channel(listened.channel_id)
        if isinstance(known, discord.TextChannel):
            return known
        # Whoever may see it reads what people wrote, so it is hidden from everybody but the bot and administrators.
        hidden: dict[discord.Role | discord.Member | discord.Object, discord.PermissionOverwrite] = {
            guild.default_role: discord.PermissionOverwrite(view_channel=False),
            guild.me: discord.PermissionOverwrite(view_channel=True, send_messages=True, manage_messages=True),
        }
        async with self._beside():
            return await guild.create_text_channel(listened.channel_name, overwrites=hidden, reason=listened.reason)

    async def _rules(self, guild: discord.Guild, channel: discord.TextChannel, listened: Listened) -> bool:
        there = await self._ours(guild, listened.rule_name)
        changed = False
        parts = [
            list(listened.phrases[start : start + PHRASES_A_RULE])
            for start in range(0, len(listened.phrases), PHRASES_A_RULE)
        ][:RULES_AT_MOST]
        for number, part in enumerate(parts):
            trigger = discord.AutoModTrigger(type=discord.AutoModRuleTriggerType.keyword, keyword_filter=part)
            tell = [discord.AutoModRuleAction(channel_id=channel.id)]
            deaf = [discord.Object(place) for place in sorted(listened.deaf_in)]
            if number >= len(there):
                async with self._beside():
                    await guild.create_automod_rule(
                        name=f"{listened.rule_name} {number + 1}",
                        event_type=discord.AutoModRuleEventType.message_send,
                        trigger=trigger,
                        actions=tell,
                        enabled=True,
                        exempt_channels=deaf,
                        reason=listened.reason,
                    )
                changed = True
            elif not _same(there[number], part, channel.id, listened):
                async with self._beside():
                    await there[number].edit(
                        trigger=trigger, actions=tell, enabled=True, exempt_channels=deaf, reason=listened.reason
                    )
                changed = True
        for rule in there[len(parts) :]:
            async with self._beside():
                await rule.delete()
            changed = True
        return changed

    async def _ours(self, guild: discord.Guild, rule_name: str) -> list[discord.AutoModRule]:
        async with self._beside():
            there = await guild.fetch_automod_rules()
        rules = [
            rule for rule in there if rule.creator_id == self._client.application_id and rule.name.startswith(rule_name)
        ]
        return sorted(rules, key=lambda rule: rule.name)


def _same(rule: discord.AutoModRule, phrases: list[str], channel_id: int, listened: Listened) -> bool:
    return (
        rule.enabled
        and sorted(rule.trigger.keyword_filter) == sorted(phrases)
        and [action.channel_id for action in rule.actions] == [channel_id]
        and rule.exempt_channel_ids == set(listened.deaf_in)
    )
