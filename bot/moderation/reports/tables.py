"""What people brought to the leads. Whom it is about is a keyed code: it outlives an erasure, so that nobody slips past it."""

from sqlalchemy import Column, Index

from bot.storage.schema import Flag, Instant, Integer, Json, PersonId, Sealed, Snowflake, Text, table

reports = table(
    "reports",
    Column("id", Integer, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("person_id", PersonId, nullable=False, index=True),
    Column("by_name", Flag, nullable=False),  # whether readers see who wrote
    Column("about", Json, nullable=False),
    Column("state", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("read_at", Instant),
    Column("reader_id", PersonId, index=True),
    Column("words", Sealed, nullable=False),
    Column("answer", Sealed),
    Column("answered_at", Instant),
    Column("closed_at", Instant),
)
Index("reports_by_server", reports.c.guild_id)
