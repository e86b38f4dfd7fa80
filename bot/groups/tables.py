"""What is kept of groups: who belongs, what is planned, what was posted, and what people answered (sealed)."""

from sqlalchemy import Column, ForeignKey, Index, UniqueConstraint

from bot.storage.schema import Flag, Instant, Integer, Json, PersonId, Sealed, Snowflake, Text, table

groups = table(
    "groups",
    Column("id", Integer, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("name", Text, nullable=False),
    Column("channel_id", Snowflake, nullable=False),
    Column("voice_channel_id", Snowflake),
    Column("role_id", Snowflake),
    Column("zone", Text, nullable=False),
    Column("locale", Text, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("agreed_by", PersonId),  # who wrote down what the group agreed that the bot reads
    Column("agreed_at", Instant),
    Column("card_message_id", Snowflake),
    Column("card_channel_id", Snowflake),
    Column("archived_at", Instant),
    Column("unled_since", Instant),  # when nobody who looks after it was left
    Column("unled_told", Text),  # the job by which the leads hear of that
    Column("version", Integer, nullable=False),  # two facilitators at once: the second is told
    Column("created_at", Instant, nullable=False),
)
Index("groups_by_server", groups.c.guild_id)
Index("groups_by_channel", groups.c.channel_id)

group_people = table(
    "group_people",
    Column("group_id", Integer, ForeignKey("groups.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("person_id", PersonId, primary_key=True, autoincrement=False),
    Column("role", Text, nullable=False),  # facilitator, participant, waiting
    Column("joined_at", Instant, nullable=False),
    Column("notes", Flag, nullable=False),  # wants one note after three misses
    Column("noted_at", Instant),  # when they got it; nothing more until they answer again
    Column("away_until", Instant),
    Column("reminders", Text, nullable=False),  # of sessions: none, day, soon, both
)
Index("group_people_by_person", group_people.c.person_id)

checkins = table(
    "checkins",
    Column("id", Integer, primary_key=True),
    Column("group_id", Integer, ForeignKey("groups.id", ondelete="CASCADE"), nullable=False),
    Column("question", Text, nullable=False),
    Column("rrule", Text, nullable=False),
    Column("starts", Text, nullable=False),  # the first wall time
    Column("zone", Text, nullable=False),
    Column("private", Flag, nullable=False),  # to each who asked for it, at their own hour
    Column("questions", Json, nullable=False),  # beyond the one tap
    Column("open_hours", Integer, nullable=False),
    Column("state", Text, nullable=False),  # proposed, active, paused, ended, deleted
    Column("was", Text),  # the state in which it was deleted, to which taking that back leads
    Column("few", Integer, nullable=False),  # how often in a row under a fifth answered
    Column("trouble", Text),  # why the last one could not be posted, told once
    Column("version", Integer, nullable=False),
    Column("changed_at", Instant, nullable=False),
)
Index("checkins_by_group", checkins.c.group_id)

checkin_subscribers = table(
    "checkin_subscribers",
    Column("checkin_id", Integer, ForeignKey("checkins.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("person_id", PersonId, primary_key=True, autoincrement=False),
    Column("zone", Text, nullable=False),
    Column("hour", Integer, nullable=False),
)
Index("checkin_subscribers_by_person", checkin_subscribers.c.person_id)

checkin_posts = table(
    "checkin_posts",
    Column("id", Integer, primary_key=True),
    Column("checkin_id", Integer, ForeignKey("checkins.id", ondelete="CASCADE"), nullable=False),
    Column("local", Text, nullable=False),  # the wall time that names the occurrence
    Column("recipient", PersonId, nullable=False),  # 0 for the group
    Column("due", Instant, nullable=False),
    Column("closes_at", Instant, nullable=False),
    Column("state", Text, nullable=False),  # posting, open, closed
    Column("channel_id", Snowflake),
    Column("message_id", Snowflake),
    Column("invited", Integer, nullable=False),
    Column("answered", Integer),  # as it may be shown: nobody, or enough; nothing where there were some
    Column("totals", Json),  # of five people or more, or nothing
    Column("summary_channel_id", Snowflake),  # the group may have moved to another since it was asked
    Column("summary_message_id", Snowflake),
    Column("read_by", PersonId),
    UniqueConstraint("checkin_id", "local", "recipient"),
)
Index("checkin_posts_by_close", checkin_posts.c.closes_at)

checkin_replies = table(
    "checkin_replies",
    Column(
        "post_id", Integer, ForeignKey("checkin_posts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("person_id", PersonId, primary_key=True, autoincrement=False),
    Column("seen_by", Text, nullable=False),  # group, facilitators, me
    Column("draft", Flag, nullable=False),
    Column("at", Instant, nullable=False),
    Column("sealed", Sealed, nullable=False),
)
Index("checkin_replies_by_person", checkin_replies.c.person_id)

sessions = table(
    "sessions",
    Column("id", Integer, primary_key=True),
    Column("group_id", Integer, ForeignKey("groups.id", ondelete="CASCADE"), nullable=False),
    Column("title", Text, nullable=False),
    Column("rrule", Text, nullable=False),
    Column("starts", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("places", Integer, nullable=False),  # 0: as many as come
    Column("agenda", Json, nullable=False),  # [[what, minutes], …]
    Column("state", Text, nullable=False),
    Column("was", Text),
    Column("version", Integer, nullable=False),
    Column("changed_at", Instant, nullable=False),
)
Index("sessions_by_group", sessions.c.group_id)

meetings = table(
    "meetings",
    Column("id", Integer, primary_key=True),
    Column("session_id", Integer, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False),
    Column("local", Text, nullable=False),
    Column("moved_to", Text),  # the wall time that somebody gave it instead
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("state", Text, nullable=False),  # planned, open, over, cancelled, dropped, missed
    Column("facilitator", PersonId),  # who leads this one, where somebody was named
    Column("channel_id", Snowflake),
    Column("message_id", Snowflake),  # where people say whether they come
    Column("room_channel_id", Snowflake),  # the group may have moved to another since people were invited
    Column("room_message_id", Snowflake),  # the run of show
    Column("event_id", Snowflake),  # Discord's own
    Column("attended", Integer),  # counted when it was over
    UniqueConstraint("session_id", "local"),
)
Index("meetings_by_start", meetings.c.starts_at)

meeting_people = table(
    "meeting_people",
    Column("meeting_id", Integer, ForeignKey("meetings.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("person_id", PersonId, primary_key=True, autoincrement=False),
    Column("answer", Text),  # yes, listening, no, waiting
    Column("answered_at", Instant),
    Column("imported", Flag),  # from Discord's own event; what somebody pressed here counts more
    Column("came_by", Text),  # voice, button, facilitator
    Column("turn_at", Instant),  # when they joined the turns
)
Index("meeting_people_by_person", meeting_people.c.person_id)

own_prompts = table(
    "own_prompts",
    Column("id", Integer, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("text", Text, nullable=False),
    Column("theme", Text, nullable=False),
    Column("added_by", PersonId),
    Column("added_at", Instant, nullable=False),
    Column("gone_at", Instant),  # when somebody removed it; for a week it can be taken back
)
Index("own_prompts_by_server", own_prompts.c.guild_id)

prompt_plans = table(
    "prompt_plans",
    Column("id", Integer, primary_key=True),
    Column("group_id", Integer, ForeignKey("groups.id", ondelete="CASCADE"), nullable=False),
    Column("theme", Text),  # none: from all in turn
    Column("rrule", Text, nullable=False),
    Column("starts", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("was", Text),
    Column("version", Integer, nullable=False),
    Column("changed_at", Instant, nullable=False),
)
Index("prompt_plans_by_group", prompt_plans.c.group_id)

prompt_posts = table(
    "prompt_posts",
    Column("id", Integer, primary_key=True),
    Column("group_id", Integer, ForeignKey("groups.id", ondelete="CASCADE"), nullable=False),
    Column("occasion", Text, nullable=False, unique=True),  # the job, or the press, that it was posted for
    Column("prompt", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("channel_id", Snowflake),
    Column("message_id", Snowflake),
    Column("answered", Flag, nullable=False),  # somebody wrote after it, or passed
)
Index("prompt_posts_by_group", prompt_posts.c.group_id, prompt_posts.c.at)

goals = table(
    "goals",
    Column("id", Integer, primary_key=True),
    Column("guild_id", Snowflake, nullable=False),
    Column("person_id", PersonId, nullable=False),
    Column("state", Text, nullable=False),  # open, done, let-go
    Column("at", Instant, nullable=False),  # when it came to that state
    Column("sealed", Sealed, nullable=False),
)
Index("goals_by_person", goals.c.person_id)

said_and_done = table(
    "said_and_done",
    Column("id", Integer, primary_key=True),
    Column("group_id", Integer, ForeignKey("groups.id", ondelete="CASCADE"), nullable=False),
    Column("said", Text, nullable=False),
    Column("done", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
Index("said_and_done_by_group", said_and_done.c.group_id, said_and_done.c.at)
