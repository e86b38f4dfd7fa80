"""One table of jobs: what will happen, what is happening, and what became of the rest."""

from typing import Final

from sqlalchemy import CheckConstraint, Column, Index

from bot.storage.schema import Instant, Integer, Json, Text, table

WAITING: Final = "waiting"
RUNNING: Final = "running"
# Cancelled while its handler was at work: what the handler did counts, but it is not tried again.
STOPPING: Final = "stopping"
DONE: Final = "done"
SKIPPED: Final = "skipped"
GIVEN_UP: Final = "given_up"
CANCELLED: Final = "cancelled"

URGENT: Final = 0
BULK: Final = 1
# Of a kind that nobody registered in this process; it waits until somebody does.
ORPHANED: Final = 2

jobs = table(
    "agenda_jobs",
    Column("key", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("series", Text),
    Column("lane", Integer, nullable=False),
    Column("payload", Json, nullable=False),
    Column("due", Instant, nullable=False),
    # When somebody should next look: the time to run, or the end of the lease of whoever runs it.
    Column("next_at", Instant, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    # Since the last run that ended well; one is counted ahead with each claim, in case the process dies of it.
    Column("failures", Integer, nullable=False),
    Column("owner", Text),
    Column("fence", Integer, nullable=False),
    Column("reason", Text),
    Column("finished_at", Instant),
    CheckConstraint(
        "(finished_at IS NULL AND state IN ('waiting', 'running', 'stopping')) OR "
        "(finished_at IS NOT NULL AND state IN ('done', 'skipped', 'given_up', 'cancelled'))",
        name="state",
    ),
    CheckConstraint("(owner IS NOT NULL) = (state IN ('running', 'stopping'))", name="owner"),
)

# With which rules of a zone an owner's plans were last brought in step.
zones = table(
    "agenda_zones",
    Column("owner", Text, primary_key=True),
    Column("zone", Text, primary_key=True),
    Column("print", Text, nullable=False),
)

# Only what is still to come: the history may grow without making the next job slower to find.
Index(
    "ix_agenda_jobs_next",
    jobs.c.lane,
    jobs.c.next_at,
    jobs.c.key,
    sqlite_where=jobs.c.finished_at.is_(None),
    postgresql_where=jobs.c.finished_at.is_(None),
)
Index(
    "ix_agenda_jobs_owner",
    jobs.c.owner,
    sqlite_where=jobs.c.owner.is_not(None),
    postgresql_where=jobs.c.owner.is_not(None),
)
Index(
    "ix_agenda_jobs_series",
    jobs.c.series,
    jobs.c.due,
    sqlite_where=jobs.c.series.is_not(None),
    postgresql_where=jobs.c.series.is_not(None),
)
Index(
    "ix_agenda_jobs_finished",
    jobs.c.finished_at,
    sqlite_where=jobs.c.finished_at.is_not(None),
    postgresql_where=jobs.c.finished_at.is_not(None),
)
# PostgreSQL looks up a prefix in its own index only; SQLite uses the key's.
Index("ix_agenda_jobs_prefix", jobs.c.key, postgresql_ops={"key": "text_pattern_ops"}).ddl_if(dialect="postgresql")
