"""Threads: how many may be active, what an archived or locked one takes, and that the bot must be able to see it.

https://docs.discord.com/developers/topics/threads; JSON errors 160006 (too many active threads), 50083 (archived), 160005 (locked).
"""

from typing import Final

from bot.rehearsal.discord.rule import Rule
from bot.rehearsal.discord.simulated import Refused, Store, may
from bot.rehearsal.discord.traffic import Answer, Request

MOST_ACTIVE: Final = 1000
MANY_ACTIVE: Final = (400, 160006, "Maximum number of active threads reached")
ARCHIVED: Final = (400, 50083, "Thread is archived")
LOCKED: Final = (400, 160005, "Thread is locked")
DURATIONS: Final = (60, 1440, 4320, 10080)


class Threads(Rule):
    """Enforces what simcord lets through."""

    def __init__(self, store: Store) -> None:
        """Allow as many active threads as Discord does."""
        self._store = store
        self.most_active = MOST_ACTIVE

    def before(self, request: Request) -> Answer | None:
        """Refuse what Discord would."""
        if request.is_("POST /channels/*/threads"):
            self._open(int(request.parts[1]), request.body or {})
        elif request.is_("POST /channels/*/messages"):
            self._write(int(request.parts[1]))
        elif request.is_("PUT /channels/*/thread-members/*"):
            self._write(int(request.parts[1]), locked=False)
        return None

    def _open(self, channel_id: int, body: dict[str, object]) -> None:
        channel = self._store.get_channel(channel_id)
        if body.get("auto_archive_duration", 1440) not in DURATIONS:
            raise Refused(400, 50035, "Invalid Form Body: auto_archive_duration")
        if len(self._store.active_threads(channel.guild_id or 0)) >= self.most_active:
            raise Refused(*MANY_ACTIVE)

    def _write(self, channel_id: int, *, locked: bool = True) -> None:
        """A message opens an archived thread again, unless it is locked; then only who manages threads may write.

        Threads, "Editing & Deleting Threads" and "Unarchiving a thread".
        """
        channel = self._store.channels.get(channel_id)
        state = None if channel is None else channel.thread_metadata
        if channel is None or state is None or not state.archived:
            return
        if not state.locked and locked:
            self._store.edit_channel(channel_id, {}, thread_metadata={"archived": False})
        elif not may(self._store, channel, self._store.bot_user.id, "manage_threads"):
            raise Refused(*(LOCKED if state.locked else ARCHIVED))
        elif locked:
            self._store.edit_channel(channel_id, {}, thread_metadata={"archived": False})
        else:
            raise Refused(*ARCHIVED)
