"""Who can see a channel, beside the people in it: what its real permissions allow, and who could allow themselves."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Sight:
    """Names of members by the reason why they see a channel, or could; of bots by themselves. Roles and readers by id."""

    people: int  # everybody who can read it, bots left out
    everyone: bool  # whoever joins the server reads it
    roles: tuple[int, ...]  # whose members read it, administrators' and @everyone left out
    readers: frozenset[int]  # who reads it and administers nothing
    administrators: tuple[str, ...]  # the owner among them
    threads: tuple[str, ...]  # who can open every private thread under it
    audit: tuple[str, ...]  # who reads the server's audit log
    bots: tuple[str, ...]  # other bots and integrations that can read it
    grant: tuple[str, ...]  # who cannot read it now, and could give themselves access; bots among them
    promote: tuple[str, ...]  # who could make themselves on-call peer or lead; bots among them

    def counts(self, *, outsiders: int) -> dict[str, int]:
        """Return what is compared a day later.

        Args:
            outsiders: how many of the readers nobody has a reason to expect there.
        """
        counted = {kind: len(getattr(self, kind)) for kind in KINDS}
        return counted | {EVERYONE: int(self.everyone), OUTSIDERS: outsiders} | dict.fromkeys(map(_role, self.roles), 1)


KINDS: Final = ("administrators", "threads", "audit", "bots", "grant", "promote")
EVERYONE: Final = "everyone"
OUTSIDERS: Final = "outsiders"
_ROLE: Final = "role:"


def widened(before: dict[str, int], now: dict[str, int]) -> bool:
    """Say whether a role reads that did not, or there are more of any kind than there were."""
    grown = {kind for kind, count in now.items() if count > before.get(kind, 0)}
    if before.get(EVERYONE):
        # Nobody is new where everybody could read already.
        grown = {kind for kind in grown if kind != OUTSIDERS and not kind.startswith(_ROLE)}
    return bool(grown)


def _role(role_id: int) -> str:
    return f"{_ROLE}{role_id}"
