"""The versions of each server's agreement, and who agreed to which."""

from sqlalchemy import Column, Index

from bot.storage.schema import Flag, Instant, Integer, Json, PersonId, Snowflake, table

guideline_versions = table(
    "guideline_versions",
    Column("guild_id", Snowflake, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("texts", Json, nullable=False),  # by language, then by part: the organisation's words, nobody's own
    Column("published", Flag, nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", PersonId),
)

guideline_places = table(
    "guideline_places",
    Column("guild_id", Snowflake, primary_key=True),
    Column("channel_id", Snowflake, nullable=False),  # where newcomers meet the agreement
    Column("message_id", Snowflake),
    Column("since", Instant, nullable=False),
)

pledges = table(
    "pledges",
    Column("guild_id", Snowflake, primary_key=True),
    Column("person_id", PersonId, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("at", Instant, nullable=False),
)
Index("pledges_by_person", pledges.c.person_id)

guideline_reminders = table(  # the last reminder in each channel
    "guideline_reminders",
    Column("channel_id", Snowflake, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("number", Integer, nullable=False),
    Column("at", Instant, nullable=False),
)

channel_sights = table(  # how many could see a group's channel when its people were last told
    "channel_sights",
    Column("channel_id", Snowflake, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("counts", Json, nullable=False),
    Column("at", Instant, nullable=False),
)
