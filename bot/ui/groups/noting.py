"""Who did what in a group, for the record that leads read."""

from typing import TYPE_CHECKING

from bot.audit import Act, Note
from bot.groups.model import Group
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.app import Services


async def noting(services: "Services", turn: Turn, group: Group, act: Act, *which: str | int) -> Note:
    """Return what writes into the record, in the transaction of the thing itself, that somebody does it in a group."""
    about = ",".join(str(one) for one in (group.id, *which))
    return await services.audit.noting(group.guild_id, turn.user_id, act, about=about)
