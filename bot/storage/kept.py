"""What the register of people itself keeps. Its own erasure is `People.erase`, and so this keeper erases nothing."""

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection

from bot.storage.backup import KEYRING_KEPT
from bot.storage.keeping import (
    Found,
    Holding,
    Keeper,
    Owner,
    Record,
    nothing_in_memory,
    nothing_to_erase,
    nothing_to_sweep,
)
from bot.storage.keyring import LOOK_AGAIN, person, receipt, tombstone

HOLDINGS: Final = (
    Holding(
        name="who-is-who",
        what="kept-who",
        whom="kept-who-whom",
        why="kept-who-why",
        until="kept-until-erased",
        owner=Owner.OPERATOR,
        period=None,
        columns=(person.c.person_id, person.c.discord_id, person.c.wrapped),
    ),
    Holding(
        name="tombstones",
        what="kept-tombstones",
        whom="kept-tombstones-whom",
        why="kept-tombstones-why",
        until="kept-tombstones-until",
        owner=Owner.OPERATOR,
        period=None,
        columns=(tombstone.c.person_id,),
    ),
    Holding(
        name="receipts",
        what="kept-receipts",
        whom="kept-tombstones-whom",
        why="kept-receipts-why",
        until="kept-receipts-until",
        owner=Owner.OPERATOR,
        period=LOOK_AGAIN,
        columns=(receipt.c.person_id, receipt.c.discord_id),
    ),
    Holding(
        name="backups",
        what="kept-backups",
        whom="kept-who-whom",
        why="kept-backups-why",
        until="kept-until-period",
        owner=Owner.OPERATOR,
        period=KEYRING_KEPT,
        columns=(),
    ),
)
NOTHING: Final = ()


def keeper(discord_id: Callable[[int], int | None]) -> Keeper:
    """Return the keeper of the register of people."""

    def export(_: Connection, person_id: int) -> Found:
        known = discord_id(person_id)
        return {} if known is None else {"who-is-who": [Record({"fact-discord-id": str(known)})]}

    return Keeper("storage", HOLDINGS, export, nothing_to_erase, nothing_to_sweep, nothing_in_memory)
