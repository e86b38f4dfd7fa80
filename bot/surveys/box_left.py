"""Files of boxes that lie on the disk at a start, beside what the database knows of their rounds."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bot.surveys.box_records import Box, name_of


@dataclass(frozen=True, slots=True)
class Left:
    """Files of one round."""

    guild_id: int
    number: int

    @property
    def name(self) -> str:
        """What they are called."""
        return name_of(self.guild_id, self.number)

    def were_gone(self, box: Box | None) -> bool:
        """Say whether they had been destroyed, as far as the database knows: then somebody has put them back.

        What a restore has left without a key is `leaving` the last round that the copy knew; of rounds after it nobody put anything back.
        """
        if box is None:
            return False
        return self.number < box.leaving if box.leaving is not None else self.number <= box.round


def of_boxes(names: Iterable[str]) -> list[Left]:
    """Return those files that are of boxes."""
    found = []
    for name in names:
        kind, _, rest = name.partition("-")
        guild, _, number = rest.partition("-")
        if kind == "box":
            found.append(Left(int(guild), int(number)))
    return found


def later_rounds(left: Collection[Left], boxes: Mapping[int, Box], lost: Collection[int]) -> dict[int, int]:
    """Return, by server, the last round of which there are files and which comes after what the database knows.

    A box that is open and whose own files are in order (not `lost`) has only been stopped as it made the next ones.
    """
    found: dict[int, int] = {}
    for one in left:
        box = boxes.get(one.guild_id)
        if box is None or (one.number > box.round and (not box.open or one.guild_id in lost)):
            found[one.guild_id] = max(one.number, found.get(one.guild_id, 0))
    return found
