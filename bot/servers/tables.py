"""One row a server."""

from sqlalchemy import Column

from bot.storage.schema import Flag, Instant, Snowflake, Text, table

servers = table(
    "servers",
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("zone", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("country", Text),
    Column("ages", Text),
    Column("alert_channel_id", Snowflake),
    Column("support_channel_id", Snowflake),
    Column("facilitators_channel_id", Snowflake),
    Column("listening_channel_id", Snowflake),
    Column("participant_role_id", Snowflake),
    Column("facilitator_role_id", Snowflake),
    Column("oncall_role_id", Snowflake),
    Column("lead_role_id", Snowflake),
    Column("announced_at", Instant),
    Column("live", Flag, nullable=False),
)
