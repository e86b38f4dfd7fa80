"""What facilitators are told in their own channel."""

from bot.groups import checkin_book
from bot.groups.letters import write_to
from bot.groups.model import CheckIn, Group, Role
from bot.groups.roster import Roster
from bot.groups.troubles import FORUM, THEIRS, reason_of
from bot.messenger.message import Message, Row
from bot.messenger.outcomes import UNKNOWN_CHANNEL
from bot.messenger.plain import as_written
from bot.messenger.port import Gone, Lane, Outcome, Sent, Transient, Unknown
from bot.parts import Parts


class Staff:
    """Writes to the facilitators' channel of a group's server."""

    def __init__(self, parts: Parts, roster: Roster) -> None:
        """Write through `parts`, as `roster` speaks to a group."""
        self._parts = parts
        self._roster = roster

    async def post(self, group: Group, message: Message, *, key: str) -> Outcome:
        """Post a message there, once a key; without such a channel nothing is lost but the notice."""
        server = self._parts.servers.get(group.guild_id)
        if server is None or server.facilitators_channel_id is None:
            return Gone(UNKNOWN_CHANNEL)
        return await self._parts.messenger.post(
            channel_id=server.facilitators_channel_id, message=message, key=key, lane=Lane.BULK
        )

    async def tell(self, group: Group, message: Message, *, key: str) -> Outcome:
        """Post a message there, once a key; where nobody could read it, each facilitator gets it privately."""
        outcome = await self.post(group, message, key=key)
        if isinstance(outcome, Sent | Transient | Unknown):
            return outcome
        sent = [
            await write_to(self._parts, group, one.person_id, message, key=f"{key}:{one.person_id}")
            for one in await self._roster.people(group)
            if one.role is Role.FACILITATOR
        ]
        return next((one for one in sent if isinstance(one, Transient)), outcome)

    def reason(self, group: Group, outcome: Outcome) -> str:
        """Return why something could not be posted in a group's channel; one that became a forum is named as that."""
        kind = self._parts.directory.channel_kind(group.guild_id, group.channel_id)
        return FORUM if kind == "forum" else reason_of(outcome)

    async def trouble(self, group: Group, checkin: CheckIn, reason: str, *, key: str) -> None:
        """Say once why a check-in could not be posted; its plan stays, and says so again only after it went well."""
        if reason in THEIRS and checkin.trouble != reason:
            say = self._roster.speaker(group)
            question, name = as_written(checkin.question), as_written(group.name)
            text = say("facilitators-trouble", group=name, question=question, reason=say(reason))
            await self.channel_trouble(group, text, key=key)
            await self._parts.storage.write(
                lambda connection: checkin_book.note(connection, checkin.id, trouble=reason)
            )

    async def prompt_trouble(self, group: Group, reason: str, *, key: str) -> None:
        """Say why a planned prompt could not be posted."""
        if reason in THEIRS:
            say = self._roster.speaker(group)
            text = say("facilitators-prompt-trouble", group=as_written(group.name), reason=say(reason))
            await self.channel_trouble(group, text, key=key)

    async def channel_trouble(self, group: Group, text: str, *rows: Row, key: str) -> Outcome:
        """Say that a group's channel did not take something, with what is lacking there."""
        if lacking := self._parts.directory.lacking(group.guild_id, group.channel_id):
            text += "\n" + self._roster.speaker(group)("facilitators-trouble-lacking", permissions=", ".join(lacking))
        return await self.tell(group, Message(text, rows=rows), key=f"trouble:{key}")
