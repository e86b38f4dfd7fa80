"""Members in chunks, as a bot asks for them.

https://docs.discord.com/developers/events/gateway-events#request-guild-members
"""

from collections.abc import Iterator
from typing import Any, Final

from bot.clock import Clock
from bot.rehearsal.discord.simulated import Store, serializers

AT_ONCE: Final = 1000
OPCODE: Final = 8


class Asking:
    """How often all members of a server may be asked for; off unless `every` says how many seconds lie between two times.

    https://docs.discord.com/developers/events/gateway-events#rate-limited: what comes too soon is not carried out, and the
    event says when it may come again. Discord allows it once in thirty seconds.
    """

    def __init__(self, clock: Clock) -> None:
        """Begin with nobody having asked."""
        self._clock = clock
        self._last: dict[str, float] = {}
        self.every: float | None = None
        self.refusals = 0

    def refused(self, asked: dict[str, Any]) -> dict[str, Any] | None:
        """Return what is said to a request that comes too soon; note one that does not."""
        if self.every is None or asked.get("user_ids") or asked.get("query") or asked.get("limit"):
            return None
        guild, now = str(asked["guild_id"]), self._clock.monotonic()
        left = self._last.get(guild, -self.every) + self.every - now
        if left <= 0:
            self._last[guild] = now
            return None
        self.refusals += 1
        meta = {"guild_id": guild, **({"nonce": asked["nonce"]} if asked.get("nonce") else {})}
        return {"opcode": OPCODE, "retry_after": left, "meta": meta}


def chunks(store: Store, asked: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Return the answer to op 8; a server that is not there is never answered."""
    guild = store.guilds.get(int(asked["guild_id"]))
    if guild is None:
        return
    members = list(guild.members.values())
    missing: list[str] = []
    ids = asked.get("user_ids")
    if ids:
        wanted = {int(one) for one in (ids if isinstance(ids, list) else [ids])}
        members = [member for member in members if member.user_id in wanted]
        missing = [str(one) for one in sorted(wanted - {member.user_id for member in members})]
    elif asked.get("query"):
        start = str(asked["query"]).lower()
        members = [
            member
            for member in members
            if store.users[member.user_id].name.lower().startswith(start)
            or (member.nick or "").lower().startswith(start)
        ]
    members = members[: int(asked.get("limit") or 0) or None]
    pieces = [members[at : at + AT_ONCE] for at in range(0, len(members), AT_ONCE)] or [[]]
    for index, piece in enumerate(pieces):
        chunk: dict[str, Any] = {
            "guild_id": str(guild.id),
            "members": [serializers.member_payload(store, guild, member) for member in piece],
            "chunk_index": index,
            "chunk_count": len(pieces),
        }
        if missing and not index:
            chunk["not_found"] = missing
        if asked.get("nonce"):
            chunk["nonce"] = asked["nonce"]
        yield chunk
