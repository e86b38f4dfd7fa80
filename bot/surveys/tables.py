"""Surveys: what is asked, of whom, and what may be shown. No answer is ever in here."""

from sqlalchemy import Column, ForeignKey, Index

from bot.storage.schema import Flag, Instant, Integer, Json, PersonId, Sealed, Snowflake, Text, table

surveys = table(
    "surveys",
    Column("id", Integer, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("state", Text, nullable=False),
    Column("definition", Json, nullable=False),
    Column("template", Text),
    Column("plan_id", Integer),
    Column("origin", Text, unique=True),  # what it was opened by, so that it opens once
    Column("channel_id", Snowflake),
    Column("role_id", Snowflake),  # who is invited; null: everybody in the server
    Column("attended", Flag, nullable=False),  # invited are those in survey_invited instead
    Column("cuts", Json, nullable=False),
    Column("threshold", Integer, nullable=False),
    Column("opens_at", Instant),
    Column("closes_at", Instant),
    Column("closed_at", Instant),
    Column("sessions", Integer, nullable=False),  # how many it was posted after
    Column("held", Text),  # of a round: its local day; its time, too, where there was another that day
    Column("key_mark", Text),
    Column("message_id", Snowflake),
    Column("results", Json),
    Column("void_reason", Text),
    Column("said", Text),
    Column("did", Text),
)
Index("surveys_by_state", surveys.c.state)
Index("surveys_by_guild", surveys.c.guild_id, surveys.c.state)

survey_numbers = (
    table(  # one row: the highest number that a survey ever had, so that an old card never leads to another one
        "survey_numbers",
        Column("id", Integer, primary_key=True),
        Column("last", Integer, nullable=False),
    )
)

survey_invited = table(  # who was at the sessions that a survey is about; gone when it closes
    "survey_invited",
    Column("survey_id", Integer, ForeignKey("surveys.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("person_id", PersonId, primary_key=True, autoincrement=False),
)
Index("survey_invited_by_person", survey_invited.c.person_id)

survey_plans = table(
    "survey_plans",
    Column("id", Integer, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("definition", Json, nullable=False),
    Column("template", Text),
    Column("trigger", Text, nullable=False),  # rule, session, period
    Column("rule", Text),
    Column("starts", Text),
    Column("zone", Text, nullable=False),
    Column("settings", Json, nullable=False),
    Column("active", Flag, nullable=False),
)
Index("survey_plans_by_guild", survey_plans.c.guild_id, survey_plans.c.active)

survey_settings = table(
    "survey_settings",
    Column("guild_id", Snowflake, primary_key=True),
    Column("threshold", Integer, nullable=False),  # from how many people on anything is shown; five or more
)

self_measures = (
    table(  # what somebody noted about themselves, for themselves; which measure it was, and when, is sealed too
        "self_measures",
        Column("id", Integer, primary_key=True),
        Column("person_id", PersonId, nullable=False),
        Column("day", Instant, nullable=False),  # its beginning, for the end date
        Column("sealed", Sealed, nullable=False),
    )
)
Index("self_measures_by_person", self_measures.c.person_id)

suggestion_boxes = table(
    "suggestion_boxes",
    Column("guild_id", Snowflake, primary_key=True),
    Column("channel_id", Snowflake, nullable=False),
    Column("round", Integer, nullable=False),
    Column("key_mark", Text),
    Column("since", Instant, nullable=False),
    Column("open", Flag, nullable=False),
    Column("leaving", Integer),  # a round that is over and whose files are still to be destroyed
)

suggestions = table(  # what came out of a box: no author, no time of writing, no order
    "suggestions",
    Column("id", Integer, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("text", Text, nullable=False),
    Column("code", Text),
    Column("about", Integer),
    Column("answer", Text),
    Column("released_at", Instant, nullable=False),
    Column("closed", Flag, nullable=False),
)
Index("suggestions_by_code", suggestions.c.guild_id, suggestions.c.code)

suggestion_numbers = (
    table(  # one row: the highest number that a suggestion ever had, so that an old post never leads to another one
        "suggestion_numbers",
        Column("id", Integer, primary_key=True),
        Column("last", Integer, nullable=False),
    )
)
