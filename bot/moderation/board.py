"""Where cards hang: the private channel, the pages in direct messages, and all of them kept up to date."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

import structlog

from bot.errors import StorageUnavailable
from bot.messenger.message import Message
from bot.messenger.port import Forbidden, Gone, Lane, Outcome, Rejected, Sent, Transient, Unknown
from bot.moderation import casebook
from bot.moderation.cards import Around, card
from bot.moderation.desk import Desk
from bot.moderation.incident import Incident, Page, State
from bot.moderation.policy import CARD_FRESH_FOR

# How long a card that is sent again is surely the same one to Discord; after that it is another (DESIGN §6, nonces).
KNOWN_AGAIN: Final = timedelta(minutes=2)

log = structlog.get_logger(__name__)


class Board:
    """Posts and refreshes cards."""

    def __init__(self, desk: Desk) -> None:
        """Work at `desk`; a card says that the database is away, so each is drawn anew when it is back."""
        self._desk = desk
        self._tasks: set[asyncio.Task[bool]] = set()
        desk.cases.on_recovery = self.refresh_soon

    def refresh_soon(self, incident: Incident) -> None:
        """Bring every copy of a card up to date, without anybody waiting for it."""
        task = asyncio.get_running_loop().create_task(self.refresh(incident), name="card")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def render(self, incident: Incident) -> Message:
        """Return a case's card as it stands; for an open case nothing is asked of the database."""
        desk = self._desk
        server = desk.servers.get(incident.guild_id)
        live = desk.cases.live(incident.key)
        around = Around(
            live=server is not None and server.live,
            name=lambda user: desk.name(incident.guild_id, user),
            pages=[] if live is None else live.pages,
            times=1 if live is None else live.times,
            waiting=desk.cases.away_on_card(incident.key),
        )
        return card(incident, desk.staff_speaker(incident), around)

    async def post(self, incident: Incident, *, mentions: frozenset[int] = frozenset(), why: str = "first") -> Outcome:
        """Hang the card in the private channel and remember where it is."""
        desk = self._desk
        server = desk.server(incident.guild_id)
        if server.alert_channel_id is None:
            return Gone(0)
        live = desk.cases.live(incident.key)
        if live is not None:
            live.told |= mentions
        replaced = {(incident.card_channel_id, incident.card_message_id)}
        if why == "first" and desk.now() - incident.round_at > KNOWN_AGAIN:
            sent = await self._sent(incident, server.alert_channel_id)
            replaced |= set() if sent is None else {(sent.channel_id, sent.message_id)}
        message = await self.render(incident)
        outcome = await desk.messenger.post(
            channel_id=server.alert_channel_id,
            message=replace(self._calling(incident, message), mentions=mentions),
            key=_key(incident, incident.round, why),
            lane=Lane.URGENT,
        )
        if isinstance(outcome, Sent):
            # Another may have been hung while this one was on its way: after an outage a stale card and a new round's come together.
            latest = desk.cases.latest(incident)
            replaced.add((latest.card_channel_id, latest.card_message_id))
            self._remember(incident, outcome)
            for channel, number in replaced:
                if channel is not None and number is not None and number != outcome.message_id:
                    await desk.messenger.delete(channel_id=channel, message_id=number, lane=Lane.URGENT)
        return outcome

    async def nudge(self, incident: Incident, message: Message, *, key: str) -> Outcome:
        """Say something beside the card, in the private channel."""
        server = self._desk.server(incident.guild_id)
        if server.alert_channel_id is None:
            return Gone(0)
        return await self._desk.messenger.post(
            channel_id=server.alert_channel_id, message=message, key=key, lane=Lane.URGENT
        )

    async def refresh(self, incident: Incident, *, but: int | None = None) -> bool:
        """Bring every copy of a card up to date, apart from the message `but`, which its presser sees changed already.

        It is the case's newest state that is shown, whatever it was for the caller. False when some copy is in doubt, or
        not known; of a card whose arrival was never heard of `misses` tells.
        """
        desk, known = self._desk, await self._pages(incident)
        incident = desk.cases.latest(incident)
        hangs = incident.card_channel_id is not None and not incident.aside and incident.card_message_id != but
        if hangs and self._stale(incident):
            # Named after the one that it replaces, so that two who find it old at once hang one new card.
            await self.post(incident, why=f"again:{incident.card_message_id}")
            incident = desk.cases.latest(incident)
        # From here to the requests nothing is awaited, so that no older state goes out after a newer one.
        message = await self.render(incident)
        edits = [(page.channel_id, page.message_id, message) for page in known or ()]
        if hangs:
            edits.append((incident.card_channel_id, incident.card_message_id, self._calling(incident, message)))
        outcomes = await asyncio.gather(
            *(
                desk.messenger.edit(channel_id=channel, message_id=copy, message=shown, lane=Lane.URGENT)
                for (channel, copy), shown in {(channel, copy): shown for channel, copy, shown in edits}.items()
                if channel is not None and copy is not None and copy != but
            )
        )
        in_doubt = any(isinstance(outcome, Transient | Unknown) for outcome in outcomes)
        return not in_doubt and known is not None

    def misses(self, incident: Incident) -> bool:
        """Say whether a card may hang in the private channel of which nobody knows where: its arrival was never heard of."""
        server = self._desk.servers.get(incident.guild_id)
        hidden = incident.aside or server is None or server.alert_channel_id is None
        return not hidden and (incident.card_message_id is None or _of_an_earlier_round(incident))

    async def seek(self, incident: Incident) -> Incident:
        """Look for such a card; return the case as it then stands."""
        channel_id = self._desk.server(incident.guild_id).alert_channel_id
        if channel_id is None or not self.misses(incident):
            return incident
        found = await self._sent(incident, channel_id)
        if found is None:
            return incident
        before = incident.card_channel_id, incident.card_message_id
        place = self._remember(incident, found)
        if before[0] is not None and before[1] is not None and before[1] != found.message_id:
            await self._desk.messenger.delete(channel_id=before[0], message_id=before[1], lane=Lane.URGENT)
        return replace(self._desk.cases.latest(incident), **place)

    async def _sent(self, incident: Incident, channel_id: int) -> Sent | None:
        """Look for a card of this round or, where none is known, of any: it was sent, and nobody heard that it arrived."""
        rounds = range(incident.round, -1 if incident.card_message_id is None else incident.round - 1, -1)
        for number in rounds:
            found = await self._desk.messenger.find(channel_id=channel_id, key=_key(incident, number, "first"))
            if found is not None:
                return found
        return None

    def _stale(self, incident: Incident) -> bool:
        posted = incident.card_posted_at
        return incident.open and posted is not None and self._desk.now() - posted > CARD_FRESH_FOR

    def _calling(self, incident: Incident, message: Message) -> Message:
        """Name in the channel whom a case waits for; a page says nobody's name on a lock screen."""
        live = self._desk.cases.live(incident.key)
        if live is None or incident.state is not State.PAGING:
            return message
        called = " ".join(f"<@{user}>" for user in sorted(live.told))
        return replace(message, content=f"{called} {message.content}".strip())

    def _remember(self, incident: Incident, sent: Sent) -> dict[str, Any]:
        place: dict[str, Any] = {
            "card_channel_id": sent.channel_id,
            "card_message_id": sent.message_id,
            "card_posted_at": self._desk.now(),
        }
        self._desk.cases.put(
            incident.key, lambda connection: casebook.change(connection, incident.key, **place), **place
        )
        return place

    async def _pages(self, incident: Incident) -> list[Page] | None:
        """Return who was paged where; None while only the database knows, and is away."""
        live = self._desk.cases.live(incident.key)
        if live is not None:
            return list(live.pages)
        try:
            return await self._desk.cases.pages(incident.key)
        except StorageUnavailable:
            log.exception("card.without_database", guild=incident.guild_id)
            return None


def _key(incident: Incident, number: int, why: str) -> str:
    return f"card:{incident.key}:{number}:{why}"


def unreachable(outcome: Outcome) -> bool:
    """Say whether a channel cannot be written to until somebody mends it."""
    return isinstance(outcome, Gone | Forbidden | Rejected)


def _of_an_earlier_round(incident: Incident) -> bool:
    # A round that was recounted from a rung that was climbed early began before `round_at`.
    recounted = incident.round == 0 or incident.round_from > 0
    return not recounted and incident.card_posted_at is not None and incident.card_posted_at < incident.round_at
