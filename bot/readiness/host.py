"""The checks of the machine and the process."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from bot.readiness.facts import Database, HostFacts, Keyring, Token
from bot.readiness.findings import Finding, State, Values
from bot.surveys.store import Loss
from bot.texts import moment

CLOCK_OFF_BY: Final = timedelta(seconds=10)  # the answer to a press takes up to three of them
BACKUP_OLD_AFTER: Final = timedelta(days=2)

_LOSSES: Final = {
    Loss.KEY_LOST: "doctor-seal-lost",
    Loss.STORE_LOST: "doctor-seal-lost",
    Loss.KEY_COPIED: "doctor-seal-copied",
    Loss.MOVED: "doctor-seal-moved",
}


def check_host(facts: HostFacts) -> list[Finding]:
    """Check settings, token, intents, database, keyring, clock, agenda, backups and commands."""
    return [
        *(Finding(State.BROKEN, text, dict(values)) for text, values in facts.unusable),
        *([] if facts.unusable else [Finding(State.OK, "doctor-settings-ok")]),
        *_token(facts),
        *_database(facts),
        *_keyring(facts),
        *_agenda(facts),
        *_clock(facts),
        *_backups(facts),
        *_commands(facts),
        *_sealed(facts),
        *_record(facts),
        *_sweeps(facts),
    ]


def _token(facts: HostFacts) -> Iterator[Finding]:
    if facts.token is Token.ABSENT:
        yield Finding(State.LOOK, "doctor-token-absent", step="doctor-token-absent-step")
    elif facts.token is Token.REFUSED:
        yield Finding(State.BROKEN, "doctor-token-refused", step="doctor-token-refused-step")
    elif facts.token is Token.UNKNOWN:
        yield Finding(State.LOOK, "doctor-discord-away", step="doctor-discord-away-step")
    else:
        yield Finding(State.OK, "doctor-token-ok")
    if facts.application is None:
        return
    if facts.application.members:
        yield Finding(State.OK, "doctor-members-ok")
    else:
        yield Finding(State.BROKEN, "doctor-members-off", step="doctor-members-off-step")
    if facts.application.content:
        yield Finding(State.OK, "doctor-content-ok")
    else:
        yield Finding(State.LOOK, "doctor-content-off", step="doctor-content-off-step")


def _database(facts: HostFacts) -> Iterator[Finding]:
    if facts.database is Database.ANSWERS:
        yield Finding(State.OK, "doctor-database-ok")
    elif facts.database is Database.SILENT:
        yield Finding(State.BROKEN, "doctor-database-silent", step="doctor-database-silent-step")
    elif facts.database is Database.NONE_YET:
        yield Finding(State.OK, "doctor-database-none")
    elif facts.database is Database.LOST:
        yield Finding(State.BROKEN, "doctor-database-lost", step="doctor-database-lost-step")
    elif facts.database is Database.OLDER:
        yield Finding(State.LOOK, "doctor-database-older", step="doctor-database-older-step")
    elif facts.database is Database.IN_USE:
        yield Finding(State.OK, "doctor-database-in-use")
    if facts.ledger_behind:
        yield Finding(State.BROKEN, "doctor-ledger-behind", step="doctor-ledger-behind-step")


def _keyring(facts: HostFacts) -> Iterator[Finding]:
    if facts.keyring is Keyring.OPENS:
        yield Finding(State.OK, "doctor-keyring-ok")
    elif facts.keyring is Keyring.NONE_YET:
        yield Finding(State.OK, "doctor-keyring-none")
    elif facts.keyring is Keyring.NO_MASTER_KEY:
        yield Finding(State.BROKEN, "doctor-keyring-no-key", step="doctor-keyring-no-key-step")
    elif facts.keyring is Keyring.DAMAGED:
        yield Finding(State.BROKEN, "doctor-keyring-damaged", step="doctor-keyring-damaged-step")


def _agenda(facts: HostFacts) -> Iterator[Finding]:
    if facts.agenda_trouble_since is not None:
        since = moment(facts.agenda_trouble_since, "R")
        yield Finding(State.BROKEN, "doctor-agenda-trouble", {"since": since}, step="doctor-database-silent-step")
    elif facts.overdue_jobs:
        yield Finding(
            State.LOOK, "doctor-agenda-overdue", {"count": facts.overdue_jobs}, step="doctor-agenda-overdue-step"
        )
    elif facts.overdue_jobs is not None:
        yield Finding(State.OK, "doctor-agenda-ok")


def _clock(facts: HostFacts) -> Iterator[Finding]:
    if facts.clock_ahead is None:
        return
    if abs(facts.clock_ahead) > CLOCK_OFF_BY:
        seconds = round(abs(facts.clock_ahead).total_seconds())
        yield Finding(State.BROKEN, "doctor-clock-off", {"seconds": seconds}, step="doctor-clock-off-step")
    else:
        yield Finding(State.OK, "doctor-clock-ok")


def _backups(facts: HostFacts) -> Iterator[Finding]:
    if facts.newest_backup is None:
        yield Finding(State.LOOK, "doctor-backup-none", step="doctor-backup-step")
    elif facts.now - facts.newest_backup > BACKUP_OLD_AFTER:
        days = (facts.now - facts.newest_backup).days
        yield Finding(State.LOOK, "doctor-backup-old", {"days": days}, step="doctor-backup-step")
    else:
        yield Finding(State.OK, "doctor-backup-ok")


def _commands(facts: HostFacts) -> Iterator[Finding]:
    if facts.commands_synced is None:
        return
    if facts.commands_synced:
        yield Finding(State.OK, "doctor-commands-ok")
    else:
        yield Finding(State.LOOK, "doctor-commands-unsent", step="doctor-commands-unsent-step")


def _sealed(facts: HostFacts) -> Iterator[Finding]:
    found = facts.sealed
    if found is None:
        return
    counted = Counter(_LOSSES.get(one, "doctor-seal-damaged") for one in found.losses)
    for text, count in counted.items():
        step = "doctor-seal-moved-step" if text == "doctor-seal-moved" else "doctor-seal-void-step"
        yield Finding(State.BROKEN, text, {"count": count}, step=step)
    if found.stuck:
        yield Finding(State.BROKEN, "doctor-seal-stuck", {"count": found.stuck}, step="doctor-seal-stuck-step")
    if found.open and not found.losses:
        # Said where operators look: what the promise about answers leaves out (DESIGN §3.7).
        yield Finding(State.OK, "doctor-seal-open", {"count": found.open})
    elif not found.open:
        yield Finding(State.OK, "doctor-seal-none")


def _record(facts: HostFacts) -> Iterator[Finding]:
    if facts.record_broken:
        values = {"count": facts.record_broken}
        yield Finding(State.BROKEN, "doctor-record-broken", values, step="doctor-record-broken-step")
    elif facts.record_broken is not None:
        yield Finding(State.OK, "doctor-record-ok")
    if facts.unposted and facts.unposted_since is not None:
        unposted: Values = {"count": facts.unposted, "since": moment(facts.unposted_since)}
        yield Finding(State.LOOK, "doctor-record-unposted", unposted, step="doctor-record-unposted-step")


def _sweeps(facts: HostFacts) -> Iterator[Finding]:
    if facts.sweeps_failed:
        names = ", ".join(facts.sweeps_failed)
        yield Finding(State.BROKEN, "doctor-sweeps-failed", {"names": names}, step="doctor-sweeps-failed-step")
    if facts.not_removed and facts.not_removed_since is not None:
        gone: Values = {"count": facts.not_removed, "since": moment(facts.not_removed_since)}
        yield Finding(State.BROKEN, "doctor-not-removed", gone, step="doctor-not-removed-step")
    if facts.left_behind:
        yield Finding(State.LOOK, "doctor-left-behind", {"count": facts.left_behind}, step="doctor-left-behind-step")
