"""What the messenger remembers: posts by the hash of their key, how people can be written to, and what names them or has to go."""

from sqlalchemy import Column, Index

from bot.storage.schema import Instant, PersonId, Snowflake, Text, table

posts = table(
    "posts",
    Column("key", Text, primary_key=True),
    # Empty for a direct message: its channel would name the person; it is known from `direct_channels`.
    Column("channel", Snowflake),
    Column("message", Snowflake),
    Column("state", Text, nullable=False),
    Column("look", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "at"),
)

direct_channels = table(
    "direct_channels",
    Column("person", PersonId, primary_key=True),
    Column("channel", Snowflake),
    Column("state", Text, nullable=False),
    Column("since", Instant, nullable=False),
)

direct_messages = table(
    "direct_messages",
    Column("person", PersonId, nullable=False, primary_key=True),
    Column("at", Instant, nullable=False, primary_key=True),
    Index(None, "at"),
)

traces = table(
    "traces",
    Column("message", Snowflake, nullable=False, primary_key=True, autoincrement=False),
    Column("person", PersonId, nullable=False, primary_key=True, autoincrement=False),
    # Where it stands: a channel or, for a direct message, whose.
    Column("channel", Snowflake),
    Column("reader", PersonId, index=True),
    Column("at", Instant, nullable=False),
    Index(None, "person"),
    Index(None, "at"),
)

removals = table(
    "removals",
    Column("channel", Snowflake, nullable=False, primary_key=True, autoincrement=False),
    # 0 for a whole thread, or for all of ours in a direct-message channel up to the id `before`.
    Column("message", Snowflake, nullable=False, primary_key=True, autoincrement=False),
    Column("what", Text, nullable=False),
    Column("before", Snowflake),
    Column("asked_at", Instant, nullable=False),
    Column("failing_since", Instant),
    Column("next_at", Instant),  # empty: now, or with the reason `left` when the bot is back in that server
    Column("reason", Text),
)
