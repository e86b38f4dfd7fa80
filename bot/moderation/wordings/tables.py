"""What servers added to the lexicon: typed by staff, about words and never about people."""

from sqlalchemy import Column, Index

from bot.storage.schema import Flag, Instant, Integer, Snowflake, Text, table

wordings = table(
    "wordings",
    Column("id", Integer, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("channel_id", Snowflake),  # only there; everywhere when empty
    Column("does", Text, nullable=False),  # page, review, quiet
    Column("category", Text, nullable=False),
    Column("phrase", Text),  # what is looked for …
    Column("rule", Text),  # … or the lexicon's own rule that is to be quiet
    Column("confirmed", Flag, nullable=False),
    Column("made_at", Instant, nullable=False),
)
Index("wordings_by_server", wordings.c.guild_id)
