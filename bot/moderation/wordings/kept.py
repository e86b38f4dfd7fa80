"""Words of servers say nothing about people."""

from typing import Final

from bot.moderation.wordings.tables import wordings
from bot.storage.keeping import Holding

HOLDINGS: Final[tuple[Holding, ...]] = ()
NOTHING: Final = (wordings,)
