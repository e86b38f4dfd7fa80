"""Incidents, the people on call, and what channels agreed to have read. People are person ids; words are sealed."""

from sqlalchemy import Column, ForeignKey, Index, UniqueConstraint

from bot.storage.schema import Flag, Instant, Integer, Json, PersonId, Sealed, Snowflake, Text, table

incidents = table(
    "incidents",
    Column(
        "key", Snowflake, primary_key=True, autoincrement=False
    ),  # the first trigger message's (or interaction's) id
    Column("guild_id", Snowflake, nullable=False),
    Column("number", Integer, nullable=False),
    Column("person_id", PersonId, nullable=False),
    Column("channel_id", Snowflake),
    Column("message_id", Snowflake),
    Column("source", Text, nullable=False),
    Column("tier", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("late_seconds", Integer, nullable=False),
    Column("aside", Flag, nullable=False),  # the person can read the card: PRACTICE's other road
    Column("past", Json, nullable=False),  # codes of those whom it goes past: who was named beside the words
    Column("danger", Flag, nullable=False),
    Column("unanswered", Flag, nullable=False),
    Column("holder_id", PersonId),
    Column("handed_to_id", PersonId),
    Column("acknowledged_at", Instant),
    Column("active_at", Instant, nullable=False),
    # One climb of the ladder: which one, how far it got, when and above which rung it began.
    Column("round", Integer, nullable=False),
    Column("rung", Integer, nullable=False),
    Column("round_at", Instant, nullable=False),
    Column("round_from", Integer, nullable=False),
    Column("resolved_at", Instant),
    Column("outcome", Text),
    Column("reached", Text, nullable=False),
    Column("choice", Text),
    Column("space_id", Snowflake),
    Column("card_channel_id", Snowflake),
    Column("card_message_id", Snowflake),
    Column("card_posted_at", Instant),
    UniqueConstraint("guild_id", "number"),
)
Index("incidents_by_person", incidents.c.guild_id, incidents.c.person_id, incidents.c.state)
Index("incidents_by_state", incidents.c.state)

incident_messages = table(
    "incident_messages",
    Column("message_id", Snowflake, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),  # which version of the message was read: when it was written or edited
    Column("incident_key", Snowflake, ForeignKey("incidents.key", ondelete="CASCADE"), nullable=False),
)
Index("incident_messages_by_incident", incident_messages.c.incident_key)

incident_log = table(
    "incident_log",
    Column("id", Integer, primary_key=True),
    Column("incident_key", Snowflake, ForeignKey("incidents.key", ondelete="CASCADE"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("code", Text, nullable=False),
    Column("person_id", PersonId),
    Column("detail", Text),  # a code of our own, never words
)
Index("incident_log_by_incident", incident_log.c.incident_key)

incident_words = table(
    "incident_words",
    Column("id", Integer, primary_key=True),
    Column("incident_key", Snowflake, ForeignKey("incidents.key", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),  # trigger, told, relayed, note
    Column("person_id", PersonId, nullable=False),  # whose key seals it
    Column("at", Instant, nullable=False),
    Column("rule", Text),
    Column("spans", Text),
    Column("sealed", Sealed, nullable=False),
)
Index("incident_words_by_incident", incident_words.c.incident_key)
Index("incident_words_by_person", incident_words.c.person_id)

pages = table(
    "pages",
    Column("id", Integer, primary_key=True),
    Column("incident_key", Snowflake, ForeignKey("incidents.key", ondelete="CASCADE"), nullable=False),
    Column("round", Integer, nullable=False),
    Column("step", Integer, nullable=False),  # -1 for a page outside the ladder
    Column("person_id", PersonId, nullable=False),
    Column("at", Instant, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("channel_id", Snowflake),
    Column("message_id", Snowflake),
)
Index("pages_by_incident", pages.c.incident_key)

responders = table(
    "responders",
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("person_id", PersonId, primary_key=True, autoincrement=False),
    Column("joined_at", Instant, nullable=False),
    Column("answered_at", Instant),  # when they answered a test page
    Column("last_resort", Flag, nullable=False),
)

shifts = table(
    "shifts",
    Column("id", Integer, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("person_id", PersonId, nullable=False),
    Column("position", Text, nullable=False),  # primary, backup
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
)
Index("shifts_by_end", shifts.c.guild_id, shifts.c.ends_at)

gaps = table(  # the present span without anybody on call of which moderators were told
    "gaps",
    Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    Column("since", Instant, nullable=False),
)

watches = table(
    "watches",
    Column("channel_id", Snowflake, primary_key=True, autoincrement=False),
    Column("guild_id", Snowflake, nullable=False),
    Column("level", Text, nullable=False),
    Column("agreed_at", Instant, nullable=False),
)

cursors = table(
    "cursors",
    Column("channel_id", Snowflake, primary_key=True, autoincrement=False),
    Column("guild_id", Snowflake, nullable=False),
    Column("message_id", Snowflake, nullable=False),
    Column("seen_at", Instant, nullable=False),
)

concerns = table(  # how often somebody spoke up for somebody else today; emptied after a day
    "concerns",
    Column("id", Integer, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("person_id", PersonId, nullable=False),
    Column("at", Instant, nullable=False),
)
Index("concerns_by_person", concerns.c.guild_id, concerns.c.person_id)
