"""What a page is told: messages as they look, who sees a place, and what happens as a stream."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from discord.utils import snowflake_time

from bot.rehearsal.discord.happenings import Happening
from bot.rehearsal.discord.server import Discord
from bot.rehearsal.discord.simulated import Interaction, Message, may_read
from bot.rehearsal.discord.traffic import Request
from bot.rehearsal.town import Town

SHOWN: Final = (
    "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE",
    "THREAD_CREATE", "THREAD_UPDATE", "THREAD_DELETE", "THREAD_MEMBERS_UPDATE",
    "GUILD_MEMBER_ADD", "GUILD_MEMBER_REMOVE",
    "GUILD_SCHEDULED_EVENT_CREATE", "GUILD_SCHEDULED_EVENT_UPDATE", "GUILD_SCHEDULED_EVENT_DELETE",
)  # fmt: skip
DIRECT: Final = "direct"


class View:
    """Looks at a town for a page."""

    def __init__(self, discord: Discord, town: Town) -> None:
        """Look at a town in a Discord."""
        self._discord, self._town, self._store = discord, town, discord.store

    def state(self) -> dict[str, Any]:
        """Return who is there, which places there are, and what each person sees where they may look."""
        places = self.places()
        people = {who: {"id": str(person.id), "name": person.name} for who, person in self._town.people.items()}
        bot = self._store.bot_user
        people["bot"] = {"id": str(bot.id), "name": bot.name}
        seen = {
            who: {
                DIRECT: [shown(one) for one in person.inbox()],
                **{
                    name: [shown(one) for one in person.reads(channel)]
                    for name, channel in places.items()
                    if may_read(self._store, channel, person.id)
                },
            }
            for who, person in self._town.people.items()
        }
        listed = [
            {"name": name, "id": str(channel), "thread": self._is_thread(channel), "seen_by": self.seen_by(channel)}
            for name, channel in places.items()
        ]
        return {"guild": str(self._town.guild_id), "people": people, "places": listed, "sees": seen}

    def places(self) -> dict[str, int]:
        """Return all places by name, with the threads in them; a name that is taken gets the thread's number."""
        found = dict(self._town.places)
        for one in self._store.channels.values():
            if one.is_thread:
                found[one.name if one.name and one.name not in found else str(one.id)] = one.id
        return found

    def seen_by(self, channel: int) -> list[str]:
        """Return who can read a place."""
        return [who for who, person in self._town.people.items() if may_read(self._store, channel, person.id)]

    def answer(self, turn_id: int) -> dict[str, Any]:
        """Return what came of something somebody did: the form, and what only they see of the answer, as it stands now."""
        record = self._store.interactions[turn_id]
        who = next((name for name, one in self._town.people.items() if one.id == record.user_id), None)
        return {
            "turn": str(turn_id),
            "who": who,
            "answered": self._answered(record),
            "form": None if record.modal_consumed else record.modal,
            "private": [shown(one) for one in self._private(record)],
            "choices": record.autocomplete_choices,
        }

    @contextmanager
    def happenings(self) -> Iterator[asyncio.Queue[dict[str, Any] | None]]:
        """Have everything that happens come into a queue for a while; None when the Discord closes."""
        waiting: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()

        def emitted(event: str, data: Mapping[str, Any]) -> None:
            if event in SHOWN:
                waiting.put_nowait(self._event(event, data))

        def heard(one: Happening) -> None:
            for told in self._told(one):
                waiting.put_nowait(told)
            if one.kind == "closing":
                waiting.put_nowait(None)

        # From the world itself: the bot's own socket may be cut, and says things twice when it is resumed.
        self._store.subscribers.append(emitted)
        try:
            with self._discord.happenings.heard_by(heard):
                yield waiting
        finally:
            self._store.subscribers.remove(emitted)

    def _event(self, event: str, data: Mapping[str, Any]) -> dict[str, Any]:
        told: dict[str, Any] = {"kind": "event", "event": event, "data": dict(data)}
        place = int(data.get("channel_id") or (data["id"] if event.startswith("THREAD") else 0))
        if place in self._store.channels:
            names = {channel: name for name, channel in self.places().items()}
            told |= {"place": names.get(place, DIRECT), "seen_by": self.seen_by(place)}
        return told

    def _told(self, one: Happening) -> Iterator[dict[str, Any]]:
        if one.kind == "answer":
            request: Request = one.facts["request"]
            yield {"kind": "request", "method": request.method, "path": request.path, "status": request.status}
            if request.parts[0] in ("interactions", "webhooks") and request.changed:
                turn = next(
                    (key for key, known in self._store.interactions.items() if known.token in request.parts), None
                )
                if turn is not None:
                    yield {"kind": "answer", **self.answer(turn)}
        elif one.kind in ("session", "left"):
            yield {"kind": one.kind}

    def _private(self, record: Interaction) -> Iterator[Message]:
        stored = self._store.messages.get(record.channel_id, {})
        for one in dict.fromkeys([record.source_message_id, record.message_id, *record.followup_ids]):
            message = stored.get(one or 0)
            if message is not None and message.is_ephemeral:
                yield message

    def _answered(self, record: Interaction) -> bool:
        """Say whether something was answered; of a press that was taken note of, whether anything has come since then."""
        if not record.deferred:
            return record.responded
        pressed = self._store.messages.get(record.channel_id, {}).get(record.source_message_id or 0)
        if record.loading or pressed is None:
            return False
        changed = pressed.edited_timestamp and datetime.fromisoformat(pressed.edited_timestamp)
        return bool(record.followup_ids) or bool(changed and changed >= snowflake_time(record.id))

    def _is_thread(self, channel: int) -> bool:
        return self._store.get_channel(channel).is_thread


def shown(message: Message) -> dict[str, Any]:
    """Return a message as a page draws it."""
    return {
        "id": str(message.id),
        "author": str(message.author_id),
        "text": message.content,
        "cards": message.embeds,
        "rows": message.components,
        "private": message.is_ephemeral,
    }
