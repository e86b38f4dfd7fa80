"""What an interaction says of languages and of commands that belong to one server.

https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object and
https://docs.discord.com/developers/interactions/application-commands#registering-a-command
"""

from typing import Any, Final

from bot.rehearsal.discord.rule import Rule
from bot.rehearsal.discord.simulated import Store

COMMANDS: Final = (2, 4)


class Interactions(Rule):
    """Gives every interaction the language of whoever acts, and of their server."""

    def __init__(self, store: Store) -> None:
        """Begin with English for everybody."""
        self._store = store
        self.locales: dict[int, str] = {}

    def event(self, event: str, payload: dict[str, Any]) -> None:
        """Fill in what is missing."""
        if event != "INTERACTION_CREATE":
            return
        who = payload.get("user") or payload["member"]["user"]
        payload["locale"] = self.locales.get(int(who["id"]), "en-US")
        guild = self._store.guilds.get(int(payload.get("guild_id") or 0))
        if guild is None:
            return
        payload["guild_locale"] = guild.preferred_locale
        data = payload["data"]
        if payload["type"] in COMMANDS and "guild_id" not in data and self._belongs(guild.id, data["id"]):
            data["guild_id"] = str(guild.id)

    def _belongs(self, guild_id: int, command_id: str) -> bool:
        """Say whether a command is a server's own: only then its id comes with the server's."""
        return any(one["id"] == command_id for one in self._store.commands.get(guild_id, {}).values())
