"""Members in chunks, as a bot asks for them.

https://docs.discord.com/developers/events/gateway-events#request-guild-members
"""

from collections.abc import Iterator
from typing import Any, Final

from bot.rehearsal.discord.simulated import Store, serializers

AT_ONCE: Final = 1000


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
