"""The two standing messages of a group: its pinned card, and the panel in the facilitators' channel."""

from enum import StrEnum
from functools import partial

from bot.groups import book
from bot.groups.aside import Aside
from bot.groups.cards import group_card
from bot.groups.model import Group
from bot.groups.roster import Roster
from bot.groups.staff import Staff
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Message
from bot.messenger.plain import as_written
from bot.messenger.port import Lane, Outcome, Sent, Transient
from bot.parts import Parts
from bot.texts import Speaker


class Shown(StrEnum):
    """How a card came to stand in its channel."""

    PINNED = "pinned"
    UNPINNED = "unpinned"  # the bot may not pin there
    NOT = "not"


class Panel:
    """Posts and renews them."""

    def __init__(self, parts: Parts, roster: Roster, staff: Staff, aside: Aside) -> None:
        """Show what `roster` knows."""
        self._aside = aside
        self._parts = parts
        self._roster = roster
        self._staff = staff
        self._said: dict[int, int] = {}  # by group, the places taken that its card shows

    async def _card(self, group: Group, taken: int) -> Message:
        names = [self._roster.name(group.guild_id, user) for user in await self._roster.facilitators(group)]
        return group_card(
            group,
            self._roster.speaker(group),
            level=self._roster.level(group),
            facilitators=names,
            agreed_by=None if group.agreed_by is None else self._roster.name_of(group, group.agreed_by),
            taken=taken,
        )

    def renew(self, group: Group) -> None:
        """Bring the pinned card up to date soon, if there is one."""
        self._aside.run(f"card:{group.id}", partial(self._renew, group.id))

    async def keep_up(self, group: Group) -> None:
        """Bring the pinned card up to date soon if it shows another number of places taken, or none that is known."""
        if self._said.get(group.id) != await self._taken(group):
            self.renew(group)

    def says(self, group: Group, otherwise: int) -> int:
        """Return how many places a card says are taken; from now on `otherwise`, if that is not known, as after a start."""
        return self._said.setdefault(group.id, otherwise)

    async def _taken(self, group: Group) -> int:
        return len(await self._roster.participants(group))

    async def _renew(self, group_id: int) -> Outcome | None:
        # Read anew: whoever asked for this may have read the group before its card stood, or before it was changed.
        group = await self._parts.storage.read(lambda connection: book.find(connection, group_id))
        taken, outcome = await self._taken(group), None
        if group.card_message_id is not None and group.card_channel_id is not None:
            outcome = await self._parts.messenger.edit(
                channel_id=group.card_channel_id,
                message_id=group.card_message_id,
                message=await self._card(group, taken),
                lane=Lane.BULK,
            )
        if not isinstance(outcome, Transient):
            self._said[group.id] = taken
        return outcome

    async def post(self, group: Group, *, key: str) -> Shown:
        """Post and pin the card anew; the old one goes."""
        shown, taken = Shown.NOT, await self._taken(group)
        outcome = await self._parts.messenger.post(
            channel_id=group.channel_id,
            message=await self._card(group, taken),
            key=f"group-card:{group.id}:{key}",
            lane=Lane.BULK,
        )
        if isinstance(outcome, Sent):
            self._said[group.id] = taken
            pinned = await self._parts.messenger.pin(
                channel_id=outcome.channel_id, message_id=outcome.message_id, lane=Lane.BULK
            )
            shown = Shown.PINNED if isinstance(pinned, Sent) else Shown.UNPINNED
            if group.card_message_id is not None and group.card_channel_id is not None:
                await self._parts.messenger.delete(
                    channel_id=group.card_channel_id, message_id=group.card_message_id, lane=Lane.BULK
                )
            await self._parts.storage.write(
                lambda connection: book.change(
                    connection,
                    group.id,
                    None,
                    card_message_id=outcome.message_id,
                    card_channel_id=outcome.channel_id,
                )
            )
        return shown

    async def post_panel(self, group: Group, *, key: str) -> Outcome:
        """Post the facilitators' panel into their channel."""
        say = self._roster.speaker(group)
        return await self._staff.post(group, panel_message(group, say), key=f"group-panel:{group.id}:{key}")


def panel_message(group: Group, say: Speaker) -> Message:
    """Return the panel: everything that facilitators do, without typing a command."""
    number = group.id
    rows = (
        (
            Button(say("panel-button-checkins"), button_id("panel", "checkins", number), style="primary"),
            Button(say("panel-button-sessions"), button_id("panel", "sessions", number)),
            Button(say("panel-button-prompts"), button_id("panel", "prompts", number)),
        ),
        (
            Button(say("panel-button-people"), button_id("panel", "people", number)),
            Button(say("panel-button-insights"), button_id("panel", "insights", number)),
            Button(say("panel-button-edit"), button_id("panel", "edit", number)),
            Button(say("panel-button-groups"), button_id("panel", "groups", number)),
        ),
    )
    body = say("panel-body", channel=f"<#{group.channel_id}>")
    return Message(cards=(Card(say("panel-title", group=as_written(group.name)), body),), rows=rows)
