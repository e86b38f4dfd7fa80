"""The one place that plays Discord: a world in memory with people in it, around the real bot and its real storage.

Everything that touches simcord, and what lies inside it, is in this module; the rest of the rehearsal sees values.
"""

import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import discord
import simcord

from bot.app import Services, create_bot
from bot.client import AlongsideClient
from bot.rehearsal.seen import Asked, Seen, Stopwatch, seen_by_people
from bot.settings import Settings

# simcord's own calendar begins here.
EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
DISCORD_LOCALES: Final = {"en": "en-GB", "es": "es-ES"}


class WorldClock:
    """The world's clock, from the moment there is a world."""

    def __init__(self, start: datetime) -> None:
        """Stand still at `start` until the world runs."""
        self._start = start
        self.env: simcord.Env | None = None

    def now(self) -> datetime:
        """Return the world's present instant."""
        return self._start if self.env is None else self.env.now()

    def monotonic(self) -> float:
        """Return the world's seconds."""
        return 0.0 if self.env is None else float(self.env.backend.clock.elapsed)


class World:
    """A server with people in it, the bot, and what each of them sees."""

    def __init__(self, env: simcord.Env, bot: AlongsideClient, locale: str) -> None:
        """Take a running environment; `open` is the usual way in."""
        self._env = env
        self._bot = bot
        self._locale = DISCORD_LOCALES[locale]
        self._roles: dict[str, simcord.RoleHandle] = {}
        self._places: dict[str, simcord.ChannelHandle] = {}
        self._people: dict[str, simcord.MemberActor] = {}
        self._answering: dict[str, str] = {}
        self._forms: dict[str, simcord.InteractionResult] = {}
        self.stopwatch = Stopwatch()
        self._guild: simcord.GuildHandle
        self._listen()

    # -- beginning and end ----------------------------------------------------------------------------------------

    @classmethod
    async def open(cls, settings: Settings, *, start: datetime, locale: str) -> "World":
        """Start the real bot in a world without servers, at an instant of the world's own time.

        Raises:
            ConfigurationError: a setting or a file is wrong.
        """
        clock = WorldClock(start)
        bot = create_bot(settings, clock=clock)
        # Its patience stays at five seconds: with more, it would wait for timers (such as the ten of the cursors) for real.
        env = simcord.Env(bot)
        env.backend.advance_clock((start - EPOCH).total_seconds())
        env.backend.bot_user.name = "Alongside"
        await env.start()
        clock.env = env
        return cls(env, bot, locale)

    async def close(self) -> None:
        """Stop the bot and let go of everything."""
        await self._env.shutdown()
        await self._bot.close()

    async def build(self, name: str, *, owner: str, people: Mapping[str, str], places: Mapping[str, str]) -> None:
        """Make a server in which nobody has run set-up; keys are the story's, values what they are called there."""
        with self._env.time_context():
            users = {key: self._env.create_user(key, global_name=called) for key, called in people.items()}
            guild = self._guild = self._env.create_guild(name, owner=users[owner], preferred_locale=self._locale)
            await self.settle()
            self._places = {key: guild.create_text_channel(called) for key, called in places.items()}
            self._people = {
                key: simcord.MemberActor(self._env, guild, user) if key == owner else guild.add_member(user)
                for key, user in users.items()
            }
            await self.settle()

    async def adopt(self, *, places: Mapping[str, int | None], roles: Mapping[str, int | None]) -> None:
        """Take in the channels and roles that set-up made, and open the staff's commands as it says."""
        self._places |= {
            key: self._guild.channels[self._env.backend.channels[id_ or 0].name or ""] for key, id_ in places.items()
        }
        by_id = {role.id: role for role in self._guild.roles.values()}
        self._roles = {key: by_id[id_ or 0] for key, id_ in roles.items()}
        self._open_commands("oncall", "incident")
        await self.settle()

    async def give_role(self, who: str, key: str) -> None:
        """Give somebody a role by hand, as an owner does."""
        self._env.backend.add_member_role(self._guild.id, self._people[who].id, self._roles[key].id)
        await self.settle()

    async def settle(self) -> None:
        """Let the bot finish what it is doing."""
        await self._env.settle()

    # -- what people do -------------------------------------------------------------------------------------------

    async def write(self, who: str, place: str, text: str) -> None:
        """Write in a channel."""
        await self._people[who].send(self._channel(place), text)

    async def write_to_bot(self, who: str, text: str) -> None:
        """Write the bot a direct message."""
        await self._people[who].send_dm(text)

    async def press(self, who: str, label: str, *, place: str | None = None) -> Seen | None:
        """Press the newest button with a label, in a channel or (without `place`) in one's direct messages.

        Returns:
            What only they see then; None for a form (use `fill`) or a message that changed in place.

        Raises:
            LookupError: there is no such button.
        """
        actor: Any = self._people[who].user if place is None else self._people[who]
        channel = actor.dm_channel if place is None else self._channel(place)
        for message in reversed(channel.history(viewer=actor)):
            seen = seen_by_people(message)
            if any(press.label == label for row in seen.presses for press in row):
                return await self._answer(who, await actor.click(message, label=label))
        raise LookupError(f"{who} sees no button {label!r}")

    async def choose(self, who: str, menu: str, target: str, *, place: str) -> Seen | None:
        """Choose a person or a channel in the newest menu whose id begins with `menu`."""
        actor = self._people[who]
        for message in reversed(self._channel(place).history(viewer=actor)):
            for row in message.components:
                for item in getattr(row, "children", ()):
                    if (item.custom_id or "").startswith(menu):
                        handle: Any = self._people.get(target) or self._channel(target)
                        return await self._answer(who, await actor.select(message, [handle], custom_id=item.custom_id))
        raise LookupError(f"{who} sees no menu {menu!r}")

    async def fill(self, who: str, **values: str | list[str]) -> Seen | None:
        """Send the form that was shown last."""
        shown = self._forms.pop(who)
        actor: Any = self._people[who]
        if shown._interaction.guild_id is None:  # noqa: SLF001  simcord's internals are this module's business
            actor = actor.user
        return await self._answer(who, await actor.submit_modal(shown, values))

    async def command(self, who: str, place: str, name: str, **options: str | int | bool) -> Seen | None:
        """Type a command in a channel."""
        return await self._answer(who, await self._people[who].slash(self._channel(place), name, **options))

    async def pass_time(self, span: timedelta) -> None:
        """Let time pass, with everything that is due in it."""
        target = self.now + span
        while self.now < target:
            # In pieces, for all that falls into one of them has to be done in time.
            step = min(target - self.now, timedelta(hours=6))
            await self._env.advance_time(step.total_seconds())

    # -- what people see ------------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        """Return the world's present instant."""
        return self._env.now()

    @property
    def services(self) -> Services:
        """Return the bot's services."""
        return self._bot.services

    @property
    def bot(self) -> AlongsideClient:
        """Return the bot."""
        return self._bot

    @property
    def guild_id(self) -> int:
        """Return the server's id."""
        return self._guild.id

    def user_id(self, who: str) -> int:
        """Return somebody's id."""
        return self._people[who].id

    def role_id(self, key: str) -> int:
        """Return a role's id."""
        return self._roles[key].id

    def channel_id(self, place: str) -> int:
        """Return a channel's id."""
        return self._channel(place).id

    def direct_id(self, who: str) -> int:
        """Return the id of somebody's direct messages with the bot."""
        return self._people[who].user.dm_channel.id

    def names(self) -> dict[int, str]:
        """Return what everyone, every channel and every role is called, by id."""
        called = {actor.id: actor.user.global_name or actor.name for actor in self._people.values()}
        called |= {handle.id: handle.name or "" for handle in (*self._places.values(), *self._threads())}
        return called | {handle.id: handle.name for handle in self._roles.values()}

    def inbox(self, who: str) -> list[Seen]:
        """Return somebody's direct messages with the bot, oldest first."""
        return [seen_by_people(message) for message in self._people[who].user.dm_channel.history()]

    def notified(self, who: str) -> Seen:
        """Return the last message as it was when it rang; it may have been changed since."""
        path = f"/channels/{self.direct_id(who)}/messages"
        sent = [one for one in self._env.http_requests if one.method == "POST" and one.path == path]
        return Seen(self._env.backend.bot_user.name, by_bot=True, text=(sent[-1].json or {}).get("content") or "")

    def channel(self, place: str) -> list[Seen]:
        """Return what stands in a channel, oldest first, without what only one person sees."""
        handle = self._channel(place)
        stored = self._env.backend.messages.get(handle.id, {})
        return [
            seen_by_people(one) for one in handle.history() if stored[one.id].visible_to(None) and not one.is_system()
        ]

    def rooms(self) -> list[str]:
        """Return the names of the private rooms."""
        return [handle.name or "" for handle in self._threads()]

    def readers(self, room: str) -> frozenset[int]:
        """Return who was brought into a private room, the bot left out."""
        members = self._channel(room)._channel.thread_members  # noqa: SLF001
        return frozenset(int(one) for one in members) - {self._env.backend.bot_user.id}

    # -- what the bot did -----------------------------------------------------------------------------------------

    def asked(self) -> list[Asked]:
        """Return every request that the bot made, in order."""
        found = []
        for entry in self._env.http_requests:
            parts = entry.path.strip("/").split("/")
            answers = ""
            if parts[0] == "interactions" and len(parts) > 1:
                answers = self._answering.get(parts[1], "")
            elif parts[0] == "webhooks" and len(parts) > 2:
                answers = self._answering.get(parts[2], "")
            found.append(Asked(entry.method, entry.path, entry.json, answers))
        return found

    def failures(self) -> int:
        """Count what went wrong inside the bot without a sentence that we foresaw."""
        return len(self._env.errors_since(0)) + self.services.router.failures

    # -- inside ---------------------------------------------------------------------------------------------------

    def _listen(self) -> None:
        """Note when frames come in and messages go out, and give every press its language."""
        backend, http = self._env.backend, self._bot.http
        emit, request = backend.emit, http.request

        def emitting(event: str, payload: Mapping[str, Any]) -> None:
            if event == "INTERACTION_CREATE" and isinstance(payload, dict):
                payload["locale"] = payload["guild_locale"] = self._locale
                data = payload["data"]
                pressed = str(data.get("custom_id") or data.get("name"))
                self._answering[payload["id"]] = self._answering[payload["token"]] = pressed
            elif event == "MESSAGE_CREATE" and not payload["author"].get("bot"):
                self.stopwatch = Stopwatch(_machine_seconds())
            emit(event, payload)

        async def requesting(route: discord.http.Route, **given: Any) -> Any:  # noqa: ANN401  passed on as it is
            parts = route.url.split("?")[0].rsplit("/", 3)
            if route.method == "POST" and parts[1] == "channels" and parts[3] == "messages":
                self.stopwatch.out.setdefault(int(parts[2]), _machine_seconds())
            return await request(route, **given)

        backend.emit = emitting  # type: ignore[method-assign]
        http.request = requesting  # type: ignore[method-assign]

    def _open_commands(self, *names: str) -> None:
        """Do what set-up shows the clicks for: staff commands are hidden until somebody opens them to roles."""
        staff: Any = {self._roles["oncall"]: True, self._roles["lead"]: True}
        for (name, _), command in self._env.backend.commands[None].items():
            if name in names:
                self._guild.set_command_permissions(int(command["id"]), staff)

    async def _answer(self, who: str, result: simcord.InteractionResult) -> Seen | None:
        if result.modal is not None:
            self._forms[who] = result
            return None
        interaction = result._interaction  # noqa: SLF001
        answers = [one for one in (result.response, *result.followups) if one is not None and one.ephemeral]
        if not answers or interaction.message_id == interaction.source_message_id:
            return None
        return seen_by_people(answers[-1].message)

    def _threads(self) -> list[simcord.ChannelHandle]:
        return self._places["support"].threads if "support" in self._places else []

    def _channel(self, place: str) -> simcord.ChannelHandle:
        known = self._places.get(place)
        return known if known is not None else next(one for one in self._threads() if one.name == place)


def _machine_seconds() -> float:
    # The machine's time and not the world's: this measures the bot's own work. simcord leaves this clock alone.
    return time.perf_counter()  # noqa: TID251
