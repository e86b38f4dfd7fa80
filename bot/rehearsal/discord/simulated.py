"""Everything that we take from inside simcord, in this one module: its world, its routes, and its people's hands.

simcord is pinned (pyproject.toml); none of this is its public face. What it lacks stands in the modules beside this one.
"""

from collections import deque
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from types import SimpleNamespace
from typing import Any, Final

import discord
from simcord._clock import Clock as _SimcordClock
from simcord._modal import _modal_controls
from simcord.actors import MemberActor, _autocomplete_result
from simcord.backend import Backend, serializers
from simcord.backend.access import channel_accessible
from simcord.backend.errors import BackendError as Refused
from simcord.backend.errors import SetupError as Impossible
from simcord.backend.models import AutoModRule, Channel, Guild, Interaction, Message, Overwrite, ScheduledEvent
from simcord.backend.models import User as Account
from simcord.builders import ChannelHandle, GuildHandle, RoleHandle, UserHandle
from simcord.enums import ChannelType, MessageType, OverwriteType
from simcord.http import routes as _routes  # noqa: F401  registers every route
from simcord.http.router import RouteNotImplemented, UnsupportedField, dispatch
from simcord.intents import censor_message, prune_guild_create, required_intent
from simcord.interactions import walk_to_subcommand
from simcord.results import InteractionResult, ResponseMessage

from bot.clock import Clock

__all__ = (
    "Account",
    "AutoModRule",
    "Channel",
    "ChannelHandle",
    "ChannelType",
    "Impossible",
    "Interaction",
    "InteractionResult",
    "MemberActor",
    "Message",
    "MessageType",
    "Overwrite",
    "OverwriteType",
    "Refused",
    "RoleHandle",
    "ScheduledEvent",
    "Store",
    "Surroundings",
    "Unknown",
    "Upload",
    "UserHandle",
    "serializers",
)

Payload = dict[str, Any]
Unknown: Final = (RouteNotImplemented, UnsupportedField)
"""What simcord raises for a route or a field that it does not know."""

_MESSAGES: Final = ("MESSAGE_CREATE", "MESSAGE_UPDATE")
_COMMAND, _COMPONENT, _FORM = 2, 3, 5
_ON_MESSAGE: Final = 3
_TYPED: Final = 1


class _WorldClock(_SimcordClock):
    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def now(self) -> datetime:
        return self._clock.now()


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    filename: str
    data: bytes
    description: str | None = None

    @property
    def fp(self) -> BytesIO:
        """Return it as something to read from."""
        return BytesIO(self.data)


class Store(Backend):
    """simcord's world on a clock of ours; its own records of what happened are switched off."""

    def __init__(self, clock: Clock) -> None:
        """Begin with a bot account and nobody else."""
        super().__init__(clock=_WorldClock(clock))
        self.http_requests = deque(maxlen=0)  # type: ignore[assignment]
        self.transcript = deque(maxlen=0)  # type: ignore[assignment]
        self.application_id = self.bot_user.id  # as it is for every application since 2016

    def answer(
        self,
        method: str,
        path: str,
        *,
        body: Any,  # noqa: ANN401  whatever was sent
        query: Mapping[str, str],
        files: list[Upload],
        reason: str | None,
        content: bool,
    ) -> Any:  # noqa: ANN401  whatever Discord answers
        """Carry a request out.

        Raises:
            Refused: Discord would not.
        """
        made = dispatch(
            self,
            method,
            path,
            json=body,
            params=dict(query),
            files=list(files),
            reason=reason,
            message_content_access=content,
        )
        return deepcopy(made)

    def _auto_mod_blocks(self, channel: Channel, author_id: int, content: str) -> bool:
        return self.moderate(channel, author_id, content.removesuffix("\n"))  # simcord adds components' words below

    def moderate(self, channel: Channel, author_id: int, content: str) -> bool:  # noqa: ARG002
        """Say whether AutoMod keeps a message from being posted; `automod` puts its own in this place."""
        return False


def seen_with(store: Store, event: str, payload: Mapping[str, Any], intents: discord.Intents) -> Payload | None:
    """Return what a session with these intents is sent of an event, or None.

    https://docs.discord.com/developers/events/gateway#gateway-intents and #message-content-intent
    """
    gate = required_intent(event, payload)
    if gate is not None and not getattr(intents, gate):
        return None
    shown: Payload = deepcopy(dict(payload))
    if not intents.message_content:
        if event in _MESSAGES:
            censor_message(shown, store.bot_user.id, backend=store)
        elif event == "INTERACTION_CREATE":
            _censor_interaction(store, shown)
    if event == "GUILD_CREATE":
        prune_guild_create(shown, intents, store.bot_user.id)
    return shown


def _censor_interaction(store: Store, shown: Payload) -> None:
    data = shown.get("data") or {}
    bot = store.bot_user.id
    if shown.get("type") in (_COMPONENT, _FORM) and isinstance(shown.get("message"), dict):
        censor_message(shown["message"], bot, backend=store, exempt_root=True)
    for message_id, message in ((data.get("resolved") or {}).get("messages") or {}).items():
        chosen = shown.get("type") == _COMMAND and data.get("type") == _ON_MESSAGE
        censor_message(
            message, bot, backend=store, exempt_root=chosen and str(data.get("target_id")) == str(message_id)
        )


def guild_payload(store: Store, guild: Guild) -> Payload:
    """Return a server as GUILD_CREATE shows it."""
    shown: Payload = dict(serializers.guild_create_payload(store, guild))
    mine = store.bot_user.id
    shown["threads"] = [
        dict(serializers.thread_payload(store, store.channels[thread]))
        for thread in guild.thread_ids
        if channel_accessible(store, thread, mine) and not _archived(store.channels[thread])
    ]
    return shown


def _archived(thread: Channel) -> bool:
    return thread.thread_metadata is not None and thread.thread_metadata.archived


def may(store: Store, channel: Channel, user_id: int, permission: str) -> bool:
    """Say whether somebody has a permission in a channel."""
    guild = store.guilds.get(channel.guild_id or 0)
    if guild is None or user_id not in guild.members:
        return False
    return bool(
        store.compute_permissions(guild.id, user_id, channel.id) & getattr(discord.Permissions, permission).flag
    )


def may_read(store: Store, channel_id: int, user_id: int) -> bool:
    """Say whether somebody can read a channel or thread."""
    return channel_accessible(store, channel_id, user_id, history=True)


def options_of(store: Store, guild_id: int, command: str) -> dict[str, int]:
    """Return the options of a command such as `group create`, each with its kind.

    Raises:
        Impossible: there is no such command.
    """
    name, *inner = command.split()
    known = {**store.commands.get(None, {}), **store.commands.get(guild_id, {})}
    root = known.get((name, _TYPED))
    if root is None:
        raise Impossible(
            f"there is no command {name}; these are: {', '.join(one for one, kind in known if kind == _TYPED)}"
        )
    leaf, _ = walk_to_subcommand(root, inner)
    return {one["name"]: one["type"] for one in leaf.get("options") or ()}


def fields_of(form: Payload) -> dict[str, int]:
    """Return the fields of a form, each with its kind."""
    return {one["custom_id"]: one["type"] for one in _modal_controls(form)}


async def suggested(
    hand: MemberActor | UserHandle, channel: ChannelHandle, name: str, option: str, typed: str, options: Payload
) -> InteractionResult:
    """Type into an option of a command; what the bot offers comes with the answer."""
    return await _autocomplete_result(hand, channel, name, option, typed, options)


class Surroundings:
    """What simcord's people need of its environment; here no bot is patched and nobody waits for it to come to rest."""

    def __init__(self, store: Store) -> None:
        """Put people into a world."""
        self.backend = store
        self.bot = SimpleNamespace(tree=None)
        self.strict_sync = True
        self._message_states: tuple[()] = ()

    def member(self, guild_id: int, user_id: int) -> MemberActor:
        """Return somebody as a member of a server."""
        return MemberActor(self, self.guild(guild_id), self.user(user_id))  # type: ignore[arg-type]

    def user(self, user_id: int) -> UserHandle:
        """Return somebody as they are in direct messages."""
        return UserHandle(self, self.backend.get_user(user_id))  # type: ignore[arg-type]

    def guild(self, guild_id: int) -> GuildHandle:
        """Return a server."""
        return GuildHandle(self, self.backend.get_guild(guild_id))  # type: ignore[arg-type]

    def channel(self, channel_id: int) -> ChannelHandle:
        """Return a channel, a thread or direct messages."""
        channel = self.backend.get_channel(channel_id)
        guild = None if channel.guild_id is None else self.guild(channel.guild_id)
        return ChannelHandle(self, guild, channel)  # type: ignore[arg-type]

    def role(self, guild_id: int, role_id: int) -> RoleHandle:
        """Return a role."""
        return RoleHandle(self, self.guild(guild_id), self.backend.get_role(guild_id, role_id))  # type: ignore[arg-type]

    def message(self, stored: Message) -> ResponseMessage:
        """Return a message as something to press on."""
        return ResponseMessage(self, stored)  # type: ignore[arg-type]

    async def _settle_internal(self, **_: object) -> None:
        """Wait for nothing: the bot is on the other side of a socket."""

    def _begin_operation(self, label: str) -> None:
        pass

    def _end_operation(self) -> None:
        pass

    def _mark_mutation(self) -> None:
        pass

    def _notify_dispatch_observers(self, record: Interaction) -> None:
        pass
