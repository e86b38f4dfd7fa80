"""What was picked and not done yet, small enough to travel in the buttons themselves."""

import binascii
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import discord

from bot.readiness import RoleKind, Room
from bot.servers import Server
from bot.ui.setup.errors import (
    ChannelNotUsable,
    ParticipantsAmongStaff,
    PickedTwice,
    RoleNotUsable,
)
from bot.ui.setup.rooms import OF, ROLES, ROOMS, SLOTS, Slot, stored

_FORM: Final = struct.Struct(f">{len(SLOTS)}Q")
Target = discord.TextChannel | discord.Role


@dataclass(frozen=True, slots=True)
class Picks:
    """An id for each slot; 0 leaves what is set, or has it made."""

    ids: tuple[int, ...] = (0,) * len(SLOTS)

    @classmethod
    def unpack(cls, packed: str) -> "Picks":
        """Read picks from a button; what is not ours counts as none."""
        try:
            return cls(_FORM.unpack(urlsafe_b64decode(packed)))
        except (struct.error, binascii.Error, ValueError):
            return cls()

    def pack(self) -> str:
        """Return 76 characters for a button's id."""
        return urlsafe_b64encode(_FORM.pack(*self.ids)).decode("ascii")

    def of(self, slot: Slot) -> int:
        """Return what was picked for a slot, or 0."""
        return self.ids[SLOTS.index(slot)]

    def put(self, slot: Slot, target_id: int) -> "Picks":
        """Pick something for a slot."""
        return Picks(tuple(target_id if one is slot else known for one, known in zip(SLOTS, self.ids, strict=True)))


@dataclass(frozen=True, slots=True)
class Ground:
    """A server with what was just made in it: discord.py's cache learns of new roles only later."""

    guild: discord.Guild
    made: Mapping[int, discord.Role] = field(default_factory=dict)

    def find(self, slot: Slot, target_id: int | None) -> Target | None:
        """Return the channel or role of that id in this very server, if it is of the right kind."""
        if not target_id:
            return None
        if isinstance(slot.kind, Room):
            channel = self.guild.get_channel(target_id)
            return channel if isinstance(channel, discord.TextChannel) else None
        return self.guild.get_role(target_id) or self.made.get(target_id)

    def chosen(self, server: Server, picks: Picks, slot: Slot) -> Target | None:
        """Return what a slot will be: what was picked, else what is set; None where it has to be made."""
        return self.find(slot, picks.of(slot)) or self.find(slot, stored(server, slot))

    def roles(self, server: Server, picks: Picks) -> dict[Slot, discord.Role]:
        """Return the roles that are there, by slot."""
        found = {slot: self.chosen(server, picks, slot) for slot in ROLES}
        return {slot: role for slot, role in found.items() if isinstance(role, discord.Role)}

    def without_gone(self, picks: Picks) -> Picks:
        """Return the picks without what has been deleted since."""
        pairs = zip(SLOTS, picks.ids, strict=True)
        return Picks(tuple(one if self.find(slot, one) else 0 for slot, one in pairs))

    def check(self, server: Server, picks: Picks, slot: Slot) -> None:
        """Refuse a pick that would make something private public, or that Discord cannot do.

        Raises:
            ChannelNotUsable: it is not a text channel of this server that the bot sees.
            RoleNotUsable: it is @everyone, a bot's role, or no role of this server.
            PickedTwice: the channel is used for something else already.
            ParticipantsAmongStaff: participants would have a staff role.
        """
        target = self.find(slot, picks.of(slot))
        if isinstance(slot.kind, Room):
            if not isinstance(target, discord.TextChannel) or not target.permissions_for(self.guild.me).view_channel:
                raise ChannelNotUsable
            if any(target == self.chosen(server, picks, other) for other in ROOMS if other is not slot):
                raise PickedTwice
            return
        if not isinstance(target, discord.Role) or target.is_default() or target.managed:
            raise RoleNotUsable
        roles = self.roles(server, picks)
        participant = roles.pop(OF[RoleKind.PARTICIPANT], None)
        if participant is not None and participant in roles.values():
            raise ParticipantsAmongStaff
