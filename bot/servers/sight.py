"""Who can see a channel, beside the people in it: what its real permissions allow, and who could allow themselves."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Sight:
    """Names of members by the reason why they see a channel, or could; of bots by themselves."""

    people: int  # everybody who can read it, bots left out
    administrators: tuple[str, ...]  # the owner among them
    threads: tuple[str, ...]  # who can open every private thread under it
    audit: tuple[str, ...]  # who reads the server's audit log
    bots: tuple[str, ...]  # other bots and integrations that can read it
    grant: tuple[str, ...]  # who cannot read it now, and could give themselves access

    @property
    def counts(self) -> dict[str, int]:
        """Return how many there are of each kind."""
        return {kind: len(getattr(self, kind)) for kind in KINDS}


KINDS: Final = ("administrators", "threads", "audit", "bots", "grant")


def widened(before: dict[str, int], now: dict[str, int]) -> bool:
    """Say whether there are more of any kind than there were."""
    return any(now[kind] > before.get(kind, 0) for kind in KINDS)
