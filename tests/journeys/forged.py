"""Sends the bot whatever a changed client could send, and takes down what it answers, without Discord in between.

An interaction is made of the payload that Discord would send and goes the bot's whole road; only the answer, which would
be a request, is written down here. That takes a millisecond or two where a press in the simulation takes fifty.
"""

import json
from dataclasses import dataclass, field
from typing import Any, cast

import discord
from discord import app_commands
from simcord import interactions
from simcord.backend import serializers

from bot.errors import AlongsideError
from bot.messenger.ids import parts_of

COMMAND, PRESS = 2, 3

Way = tuple[str, ...]


@dataclass
class Answers:
    """What somebody was shown, as Discord would have been asked to show it."""

    shown: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)  # of each form, by its id
    done: bool = False

    def is_done(self) -> bool:
        return self.done

    async def send_message(self, content: str | None = None, **given: Any) -> None:
        self.done = True
        await self.send(content, **given)

    async def edit_message(self, **given: Any) -> None:
        await self.send_message(**given)

    async def defer(self, **_: Any) -> None:
        self.done = True

    async def autocomplete(self, choices: list[app_commands.Choice[Any]]) -> None:
        self.done = True
        self.shown += [json.dumps(one.to_dict()) for one in choices]

    async def send_modal(self, modal: discord.ui.Modal) -> None:
        self.done = True
        made = modal.to_dict()
        self.shown.append(json.dumps(made, default=str))
        self.ids.add(str(made["custom_id"]))
        found = list(ids_in(made["components"]))
        self.fields[str(made["custom_id"])] = tuple(found)

    async def send(self, content: str | None = None, **given: Any) -> None:
        view, files = given.get("view"), [*given.get("files", ()), *given.get("attachments", ())]
        rows = view.to_components() if view is not None else []
        self.ids.update(ids_in(rows))
        cards = [card.to_dict() for card in given.get("embeds") or ()]
        texts = [one.fp.read().decode("utf-8", "replace") for one in files]
        self.shown.append(json.dumps([content, cards, rows, texts], default=str))


class Forged(discord.Interaction[Any]):
    """An interaction whose answers are written down."""

    answers: Answers

    @property
    def response(self) -> Any:
        return self.answers

    @property
    def followup(self) -> Any:
        return self.answers

    async def edit_original_response(self, **given: Any) -> Any:
        await self.answers.send(**given)


@dataclass(frozen=True)
class Tried:
    """What came of it: what was shown, and why not, if the bot refused."""

    answers: Answers
    refused: AlongsideError | None
    failed: bool  # it was answered with "something went wrong on my side"

    @property
    def shown(self) -> str:
        return "\n".join(self.answers.shown)


class Forger:
    """Sends things as anybody, from anywhere."""

    def __init__(self, world: Any) -> None:
        self.world = world
        self._refusals: list[AlongsideError] = []
        router = world.services.router
        whole = router._whole

        async def watched(turn: Any, handler: Any) -> None:
            async def seen(turn: Any) -> None:
                try:
                    await handler(turn)
                except AlongsideError as refusal:
                    self._refusals.append(refusal)
                    raise

            await whole(turn, seen)

        router._whole = watched

    async def press(
        self, user: Any, channel: Any, custom_id: str, chosen: tuple[str, ...], fields: dict[str, str], message: Any
    ) -> Tried:
        """Press a button, choose in a menu and send a form at once: which of them it was is not asked of an id.

        What is written in a field is chosen in it as well, should it be a menu.
        """
        inner = [{"type": 4, "custom_id": key, "values": [value]} for key, value in fields.items()]
        data = {
            "custom_id": custom_id,
            "component_type": 3,
            "values": list(chosen),
            "components": [{"type": 18, "component": one} for one in inner],
        }
        return await self._send(PRESS, user, channel, data, message)

    async def command(self, user: Any, channel: Any, data: dict[str, Any]) -> Tried:
        """Type a command, or use a menu of a message or a person."""
        return await self._send(COMMAND, user, channel, data, None)

    async def _send(self, kind: int, user: Any, channel: Any, data: dict[str, Any], message: Any) -> Tried:
        env, bot = self.world.env, self.world.bot
        guild = getattr(channel, "guild", None)
        _, payload = interactions.base_payload(
            env.backend,
            type=kind,
            channel_id=channel.id,
            guild_id=None if guild is None else guild.id,
            user_id=user.id,
            data=data,
        )
        if message is not None:
            payload["message"] = dict(serializers.message_payload(env.backend, message))
        made = Forged(data=cast("Any", payload), state=bot._connection)
        made.answers = Answers()
        self._refusals.clear()
        failures = self.world.services.router.failures
        await self.world.as_bot(self._arrive(made))
        failed = self.world.services.router.failures > failures
        return Tried(made.answers, self._refusals[0] if self._refusals else None, failed)

    async def _arrive(self, made: Forged) -> None:
        bot = self.world.bot
        if made.type is not discord.InteractionType.application_command:
            await bot.on_interaction(made)
            return
        try:
            await bot.tree._call(made)
        except app_commands.AppCommandError as problem:
            await bot.tree.on_error(made, problem)


def way_of(custom_id: str) -> Way:
    return parts_of(custom_id)[:2]


def ids_in(components: Any) -> list[str]:
    """Every id within components, however deep."""
    found, waiting = list[str](), list(components)
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, dict):
            found += [str(one["custom_id"])] if "custom_id" in one else []
            waiting += [*one.get("components", ()), *([one["component"]] if "component" in one else [])]
    return found
