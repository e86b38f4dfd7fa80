"""The parts that every domain package is built from, handed in together."""

from dataclasses import dataclass
from pathlib import Path

from bot.agenda import Agenda
from bot.audit import Audit
from bot.clock import Clock
from bot.messenger.port import Messenger
from bot.servers import Servers
from bot.servers.directory import Directory
from bot.storage import Storage
from bot.storage.people import People
from bot.texts import Texts


@dataclass(frozen=True, slots=True)
class Parts:
    """What stands under the domain: data and its keeper, time, the way out, who is where, and the record."""

    clock: Clock
    texts: Texts
    storage: Storage
    people: People
    agenda: Agenda
    messenger: Messenger
    directory: Directory
    servers: Servers
    audit: Audit
    data_dir: Path
    var_dir: Path
