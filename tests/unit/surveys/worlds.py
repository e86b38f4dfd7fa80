"""Surveys on files of their own, with chance, seal and time in the test's hands."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TextIO

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.agenda import Agenda, Job
from bot.audit import Audit, Cause
from bot.messenger.fake import FakeMessenger
from bot.parts import Parts
from bot.servers import Servers
from bot.servers.directory import Member
from bot.settings import default_data_dir
from bot.storage import Storage
from bot.storage.people import People
from bot.surveys.declared import DeclaredCut, RoleCut
from bot.surveys.feature import Surveys
from bot.surveys.opening import Terms
from bot.surveys.records import Survey
from bot.surveys.sealed import Sealed
from bot.surveys.store import identity
from bot.tables import complete_metadata
from bot.texts import Texts
from bot.ui import survey_forms

GUILD = 1000
CHANNEL = 2000
ROLE = 3000
SCHEMA: list[bytes] = []  # an empty database, made once
TEXTS = Texts.load(default_data_dir() / "locales")


class Chance:
    """Bytes that look random and come in the same order in every world with the same seed."""

    def __init__(self, seed: str) -> None:
        self._seed = seed.encode()
        self._count = 0

    def __call__(self, count: int) -> bytes:
        found = b""
        while len(found) < count:
            self._count += 1
            found += hashlib.sha256(self._seed + self._count.to_bytes(8)).digest()
        return found[:count]


@dataclass
class VirtualClock:
    at: datetime = datetime(2026, 5, 4, 20, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return 0.0


@dataclass
class Town:
    """Everybody in the server, with their roles."""

    roles: dict[int, frozenset[int]] = field(default_factory=dict)
    known_in_full: bool = True

    def member(self, guild_id: int, user_id: int) -> Member | None:
        roles = self.roles.get(user_id)
        return None if roles is None else Member(user_id, f"member {user_id}", roles)

    def holders(self, guild_id: int, role_id: int) -> tuple[int, ...]:
        return tuple(user for user, roles in self.roles.items() if role_id in roles)

    def everybody(self) -> frozenset[int] | None:
        return frozenset(self.roles) if self.known_in_full else None

    def owner(self, guild_id: int) -> int | None:
        return 1 if guild_id == GUILD else None

    def __getattr__(self, name: str) -> Callable[..., Any]:
        raise AssertionError(f"nobody should ask for {name}")


class IdealSeal:
    """An ideal AEAD: bytes that owe nothing to what is sealed; the test remembers what that was."""

    sealed: dict[bytes, bytes] = {}  # noqa: RUF012  one memory for a whole world
    chance: Chance = Chance("ideal")

    def __init__(self, _key: bytes) -> None:
        pass

    def encrypt(self, nonce: bytes, data: bytes, _bound: bytes, /) -> bytes:
        made = self.chance(len(data) + 16)
        self.sealed[made] = data
        return made

    def decrypt(self, nonce: bytes, data: bytes, _bound: bytes, /) -> bytes:
        return self.sealed[data]


@dataclass
class World:
    folder: Path
    parts: Parts
    surveys: Surveys
    clock: VirtualClock
    town: Town
    messenger: FakeMessenger

    async def open(self, template: str = "session", **terms: Any) -> Survey:
        return await self.surveys.open(GUILD, f"template:{template}", terms_of(**terms), by=Cause.OPERATOR)

    async def answer(
        self, survey: Survey, user_id: int, pages: Sequence[Mapping[str, Any]], *, shown: TextIO | None = None
    ) -> None:
        """Send in the pages of a form as Discord would; `shown` takes what is sent there on the way, but for the fields of forms."""
        self.town.roles.setdefault(user_id, frozenset())
        say, answering = TEXTS.speaker("en"), self.surveys.answering
        if shown is not None:
            shown.write(repr(survey_forms.beginning(*await answering.own(survey.id, user_id), say)))
        for values in pages:
            written = {key: one for key, one in values.items() if isinstance(one, str)}
            chosen = {key: tuple(one) for key, one in values.items() if not isinstance(one, str)}
            written |= {key: next(iter(one), "") for key, one in chosen.items()}
            form = await answering.page(survey.id, user_id) if shown is not None else None
            step = await answering.submit(survey.id, user_id, written, chosen)
            if shown is not None:
                assert form is not None
                shown.write(survey_forms.form(form, say).custom_id + repr(survey_forms.after(step, say)))

    async def close(self) -> None:
        await self.surveys.close()
        await self.parts.people.close()
        await self.parts.storage.close()

    def bytes_of(self, *leave_out: str) -> dict[str, bytes]:
        """Every byte of every file, by name."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and not path.name.endswith(("-shm", ".lock", *leave_out))
        }

    def unsealed(self) -> dict[str, bytes]:
        """Every byte of every file outside of the seals, by name."""
        return {name: content for name, content in self.bytes_of().items() if "sealed" not in name}


def terms_of(
    days: int = 7,
    threshold: int = 5,
    *,
    cut: bool = False,
    cuts: tuple[DeclaredCut, ...] = (),
    role: int | None = None,
) -> Terms:
    declared = (RoleCut(ROLE, "newcomer"),) if cut else cuts
    return Terms(CHANNEL, role, timedelta(days=days), threshold, declared)


def pills(_guild_id: int, texts: Sequence[str]) -> bool:
    """What is heard unless a test listens otherwise."""
    return any("PILLS" in one for one in texts)


async def world(
    folder: Path,
    *,
    seed: str = "seed",
    ideal: bool = False,
    fixed_identity: bool = False,
    inline: bool = True,
    around: Callable[[Any], Any] = lambda worker: worker,
    listens: Callable[[int, Sequence[str]], bool] = pills,
) -> World:
    """Open, or open again, the surveys in a folder."""
    clock, chance, town, messenger = VirtualClock(), Chance(seed), Town(), FakeMessenger()
    folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240
    fresh = not (folder / "alongside.db").exists()
    if fresh and SCHEMA:
        (folder / "alongside.db").write_bytes(SCHEMA[0])
    storage = await Storage.open(
        f"sqlite:///{folder}/alongside.db", var_dir=folder, clock=clock, inline=inline, around=around
    )
    if fresh and not SCHEMA:
        await storage.rebuild(lambda connection: complete_metadata().create_all(connection))
        assert await storage.checkpoint()
        SCHEMA.append((folder / "alongside.db").read_bytes())
    people = await People.open(
        storage,
        keyring_file=folder / "keyring.db",
        master_key_file=folder / "master.key",
        clock=clock,
        token_bytes=chance,
        inline=inline,
    )
    servers = Servers(storage)
    parts = Parts(
        clock=clock,
        texts=TEXTS,
        storage=storage,
        people=people,
        agenda=Agenda(storage, clock, token_bytes=chance),
        messenger=messenger,
        directory=town,
        servers=servers,
        audit=Audit(storage, people, clock, token_bytes=chance),
        data_dir=default_data_dir(),
        var_dir=folder,
    )
    sealed = Sealed(
        folder / "sealed",
        token_bytes=chance,
        aead=IdealSeal if ideal else AESGCM,
        identify=(lambda _path: "the one that was made") if fixed_identity else identity,
    )
    await servers.load()
    surveys = Surveys.build(parts, listens=listens, sealed=sealed)
    await surveys.load()
    return World(folder, parts, surveys, clock, town, messenger)


def job(key: str, **payload: int | str) -> Job:
    """A job whose time has come."""
    return Job("a kind", key, payload, VirtualClock.at, 1, timedelta())


def pages(heard: str, wrong: str = "no", text: str = "", *, aloud: bool = True) -> list[dict[str, Any]]:
    """One person's answers to the template for sessions."""
    return [
        {"a0": [heard], "a1": [heard], "a2": ["rather_not"], "a3": [wrong]},
        {"a4": text, "a5": ["yes" if aloud else "no"]},
    ]
