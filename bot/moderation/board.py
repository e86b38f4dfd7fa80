"""Where cards hang: the private channel, the pages in direct messages, and all of them kept up to date."""

import asyncio
from collections.abc import Set as AbstractSet
from dataclasses import replace

import structlog
from sqlalchemy import Connection

from bot.errors import StorageUnavailable
from bot.messenger.message import Message
from bot.messenger.port import Forbidden, Gone, Lane, Outcome, Rejected, Sent
from bot.moderation import casebook
from bot.moderation.cards import Around, card
from bot.moderation.desk import Desk
from bot.moderation.incident import Incident, Page, State
from bot.moderation.policy import CARD_FRESH_FOR, REPEATED_WITHIN

log = structlog.get_logger(__name__)


class Board:
    """Posts and refreshes cards."""

    def __init__(self, desk: Desk) -> None:
        """Work at `desk`."""
        self._desk = desk

    async def render(self, incident: Incident) -> Message:
        """Return a case's card as it stands; what only the database knows is left out while it is down."""
        desk = self._desk
        server = desk.servers.get(incident.guild_id)
        pages, times = await self._facts(incident)
        around = Around(
            live=server is not None and server.live,
            name=lambda user: desk.name(incident.guild_id, user),
            pages=pages,
            times=times,
            waiting=desk.ledger.impaired,
        )
        message = card(incident, desk.staff_speaker(incident), around)
        live = desk.cases.live(incident.key)
        called = live.told if live is not None and incident.state is State.PAGING else set()
        return replace(message, content=_calling(message.content, called))

    async def post(self, incident: Incident, *, mentions: frozenset[int] = frozenset(), why: str = "first") -> Outcome:
        """Hang the card in the private channel and remember where it is."""
        desk = self._desk
        server = desk.server(incident.guild_id)
        if server.alert_channel_id is None:
            return Gone(0)
        live = desk.cases.live(incident.key)
        if live is not None:
            live.told |= mentions
        message = await self.render(incident)
        outcome = await desk.messenger.post(
            channel_id=server.alert_channel_id,
            message=replace(message, mentions=mentions),
            key=f"card:{incident.key}:{incident.tier}:{why}",
            lane=Lane.URGENT,
        )
        if isinstance(outcome, Sent):
            await self._remember(incident, outcome)
        return outcome

    async def nudge(self, incident: Incident, message: Message, *, key: str) -> Outcome:
        """Say something beside the card, in the private channel."""
        server = self._desk.server(incident.guild_id)
        if server.alert_channel_id is None:
            return Gone(0)
        return await self._desk.messenger.post(
            channel_id=server.alert_channel_id, message=message, key=key, lane=Lane.URGENT
        )

    async def refresh(self, incident: Incident, *, but: int | None = None) -> None:
        """Bring every copy of a card up to date, apart from the message `but`, which its presser sees changed already."""
        desk = self._desk
        message = await self.render(incident)
        copies = [(page.channel_id, page.message_id) for page in (await self._facts(incident))[0]]
        stale = (
            incident.open
            and incident.card_posted_at is not None
            and desk.now() - incident.card_posted_at > CARD_FRESH_FOR
        )
        if incident.card_channel_id is not None and not incident.aside:
            if stale:
                await self._repost(incident)
            else:
                copies.append((incident.card_channel_id, incident.card_message_id))
        await asyncio.gather(
            *(
                desk.messenger.edit(channel_id=channel, message_id=copy, message=message, lane=Lane.URGENT)
                for channel, copy in dict.fromkeys(copies)
                if channel is not None and copy is not None and copy != but
            )
        )

    async def _repost(self, incident: Incident) -> None:
        old_channel, old_message = incident.card_channel_id, incident.card_message_id
        outcome = await self.post(incident, why=f"again:{int(self._desk.now().timestamp())}")
        if isinstance(outcome, Sent) and old_channel is not None and old_message is not None:
            await self._desk.messenger.delete(channel_id=old_channel, message_id=old_message, lane=Lane.URGENT)

    async def _remember(self, incident: Incident, sent: Sent) -> None:
        desk, now = self._desk, self._desk.now()
        live = desk.cases.live(incident.key)
        if live is not None:
            live.incident = replace(
                live.incident, card_channel_id=sent.channel_id, card_message_id=sent.message_id, card_posted_at=now
            )
        await desk.ledger.record(
            lambda connection: casebook.change(
                connection,
                incident.key,
                card_channel_id=sent.channel_id,
                card_message_id=sent.message_id,
                card_posted_at=now,
            )
        )

    async def _facts(self, incident: Incident) -> tuple[list[Page], int]:
        desk = self._desk
        person = desk.people.known(incident.user_id)
        since = incident.opened_at - REPEATED_WITHIN

        def read(connection: Connection) -> tuple[list[Page], int]:
            pages = [
                Page(
                    row.step,
                    desk.people.discord_id(row.person_id) or 0,
                    row.at,
                    row.outcome,
                    row.channel_id,
                    row.message_id,
                )
                for row in casebook.pages_of(connection, incident.key)
            ]
            times = 1 if person is None else casebook.times_since(connection, incident.guild_id, person, since)
            return pages, times

        live = desk.cases.live(incident.key)
        if live is not None and not live.saved:
            return [], 1
        try:
            return await desk.storage.read(read)
        except StorageUnavailable:
            log.exception("card.without_database", case=incident.key)
            return [], 1


def unreachable(outcome: Outcome) -> bool:
    """Say whether a channel cannot be written to until somebody mends it."""
    return isinstance(outcome, Gone | Forbidden | Rejected)


def _calling(content: str, mentions: AbstractSet[int]) -> str:
    return " ".join([*(f"<@{user}>" for user in sorted(mentions)), content])
