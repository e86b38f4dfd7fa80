"""What facilitators are told in their own channel."""

from bot.groups import checkin_book
from bot.groups.meeting_model import Session
from bot.groups.model import CheckIn, Group
from bot.groups.roster import Roster
from bot.groups.troubles import THEIRS
from bot.messenger.message import Message
from bot.messenger.plain import as_written
from bot.messenger.port import Lane, Outcome, Transient
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
            return Transient()
        return await self._parts.messenger.post(
            channel_id=server.facilitators_channel_id, message=message, key=key, lane=Lane.BULK
        )

    async def trouble(self, group: Group, checkin: CheckIn, reason: str, *, key: str) -> None:
        """Say once why a check-in could not be posted; its plan stays, and says so again only after it went well."""
        if reason not in THEIRS or checkin.trouble == reason:
            return
        say = self._roster.speaker(group)
        lacking = ", ".join(self._parts.directory.lacking(group.guild_id, group.channel_id))
        text = say(
            "facilitators-trouble",
            group=as_written(group.name),
            question=as_written(checkin.question),
            reason=say(reason),
            permissions=lacking or "–",
        )
        await self.post(group, Message(text), key=f"trouble:{key}")
        await self._parts.storage.write(lambda connection: checkin_book.note(connection, checkin.id, trouble=reason))

    async def session_trouble(self, group: Group, session: Session, reason: str, *, key: str) -> None:
        """Say why a session's message could not be posted."""
        if reason in THEIRS:
            say = self._roster.speaker(group)
            text = say(
                "facilitators-session-trouble",
                group=as_written(group.name),
                title=as_written(session.title),
                reason=say(reason),
            )
            await self.post(group, Message(text), key=f"trouble:{key}")

    async def prompt_trouble(self, group: Group, reason: str, *, key: str) -> None:
        """Say why a planned prompt could not be posted."""
        if reason in THEIRS:
            say = self._roster.speaker(group)
            text = say("facilitators-prompt-trouble", group=as_written(group.name), reason=say(reason))
            await self.post(group, Message(text), key=f"trouble:{key}")
