"""The record: its lines, and the two ends of each chain."""

from sqlalchemy import Column

from bot.storage.schema import Instant, Integer, PersonId, Sealed, Snowflake, Text, table

audit_lines = table(
    "audit_lines",
    Column("guild_id", Snowflake, primary_key=True),  # 0 is the host: what an operator did
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("act", Text, nullable=False),
    # Who and what are sealed into the chain each by a salted mark, so that either can be erased with its salt.
    Column("actor_id", PersonId, index=True),
    Column("actor_salt", Sealed),
    Column("actor_mark", Sealed, nullable=False),
    Column("subject_id", PersonId, index=True),
    Column("about", Text),
    Column("subject_salt", Sealed),
    Column("subject_mark", Sealed, nullable=False),
    Column("link", Sealed, nullable=False),
)

audit_chains = table(
    "audit_chains",
    Column("guild_id", Snowflake, primary_key=True),
    Column("first_seq", Integer, nullable=False),  # the last line that retention removed, 0 for none
    Column("first_link", Sealed, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("link", Sealed, nullable=False),
    Column("signature", Sealed, nullable=False),
)

audit_posts = table(  # when a server's code was last posted or, where it never was, first tried
    "audit_posts",
    Column("guild_id", Snowflake, primary_key=True),
    Column("at", Instant, nullable=False),
)
