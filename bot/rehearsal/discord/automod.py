"""AutoMod: keywords with wildcards, regular expressions, allow lists, mentions; blocking and alerting.

https://docs.discord.com/developers/resources/auto-moderation: "Keyword Matching Strategies", "Trigger Metadata" (keyword_filter,
regex_patterns, allow_list, mention_total_limit), "Auto Moderation Action Object"; Gateway Events, "Auto Moderation Action
Execution": one event for each action. Discord's expressions are Rust's; Python's stand in for them here. Its own word lists and its model of spam are not published, and not
played; nobody is timed out.
"""

import re
from typing import Any, Final

from bot.rehearsal.discord.simulated import AutoModRule, Channel, MessageType, Store, may

KEYWORD, MENTIONS, PROFILE = 1, 5, 6
BLOCK, ALERT = 1, 2
MENTION: Final = re.compile(r"<@[!&]?(\d+)>")


class AutoMod:
    """Looks at what people write, in the place of simcord's own."""

    def __init__(self, store: Store) -> None:
        """Put itself into a world."""
        self._store = store
        store.moderate = self.moderate  # type: ignore[method-assign]

    def moderate(self, channel: Channel, author_id: int, content: str) -> bool:
        """Carry out what the rules say, and return whether the message is kept from being posted."""
        guild = self._store.guilds.get(channel.guild_id or 0)
        if guild is None or author_id == self._store.bot_user.id or not content.strip():
            return False
        if may(self._store, channel, author_id, "manage_guild"):
            return False  # "members with MANAGE_GUILD are not affected"
        blocked = False
        for rule in guild.auto_mod_rules.values():
            if not rule.enabled or self._exempt(rule, channel, author_id):
                continue
            found = match(rule, content)
            if found is None:
                continue
            for action in rule.actions:
                blocked = blocked or int(action["type"]) == BLOCK
                self._act(rule, channel, author_id, content, found, action)
        return blocked

    def _exempt(self, rule: AutoModRule, channel: Channel, author_id: int) -> bool:
        roles = self._store.get_member(rule.guild_id, author_id).role_ids
        here = {channel.id, channel.parent_id}
        return bool(set(rule.exempt_roles) & set(roles) or set(rule.exempt_channels) & here)

    def _act(
        self,
        rule: AutoModRule,
        channel: Channel,
        author: int,
        content: str,
        found: tuple[str, str],
        action: dict[str, Any],
    ) -> None:
        keyword, matched = found
        said: dict[str, Any] = {
            "guild_id": str(rule.guild_id),
            "action": action,
            "rule_id": str(rule.id),
            "rule_trigger_type": rule.trigger_type,
            "user_id": str(author),
            "channel_id": str(channel.id),
            "content": content,
            "matched_keyword": keyword or None,
            "matched_content": matched,
        }
        if int(action["type"]) == ALERT:
            place = int((action.get("metadata") or {})["channel_id"])
            embed = {"type": "auto_moderation_message", "title": rule.name, "description": content}
            alert = self._store.create_message(
                place, author, "", embeds=[embed], message_type=MessageType.AUTO_MODERATION_ACTION
            )
            said["alert_system_message_id"] = str(alert.id)
        self._store.emit("AUTO_MODERATION_ACTION_EXECUTION", said)


def match(rule: AutoModRule, content: str) -> tuple[str, str] | None:
    """Return the keyword or expression of a rule that a text meets, and the words that met it."""
    metadata = rule.trigger_metadata
    if rule.trigger_type == MENTIONS:
        named = set(MENTION.findall(content))
        return ("", "") if len(named) > int(metadata.get("mention_total_limit") or 50) else None
    if rule.trigger_type not in (KEYWORD, PROFILE):
        return None
    allowed = [one for keyword in metadata.get("allow_list") or () for one in _keyword(keyword).finditer(content)]
    patterns = [(keyword, _keyword(keyword)) for keyword in metadata.get("keyword_filter") or ()]
    patterns += [(one, re.compile(one, re.IGNORECASE)) for one in metadata.get("regex_patterns") or ()]
    for name, pattern in patterns:
        for found in pattern.finditer(content):
            if not any(one.start() <= found.start() and found.end() <= one.end() for one in allowed):
                return name, found[0]
    return None


def _keyword(keyword: str) -> re.Pattern[str]:
    """A word alone is met whole; a star at its beginning or end lets it go on there."""
    left = r"\w*" if keyword.startswith("*") else r"(?<!\w)"
    right = r"\w*" if keyword.endswith("*") else r"(?!\w)"
    return re.compile(left + re.escape(keyword.strip("*")) + right, re.IGNORECASE)
