"""What the messenger remembers: posts by the hash of their key, and how each person can be written to."""

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
