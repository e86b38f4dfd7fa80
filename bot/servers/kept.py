"""What is kept about servers, which is nothing about people."""

from typing import Final

from bot.servers.tables import servers
from bot.storage.keeping import Holding

HOLDINGS: Final[tuple[Holding, ...]] = ()
NOTHING: Final = (servers,)  # zone, language, country, ages, and ids of channels and roles
