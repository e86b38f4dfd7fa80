"""What people see of what the messenger sends, in a Discord of our own."""

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import wraps
from typing import Any

import discord
import pytest
import simcord
from discord.ext import commands

from bot.messenger.adapter import DiscordMessenger
from bot.messenger.message import (
    Button,
    Card,
    Choice,
    Field,
    Form,
    FormMenu,
    Menu,
    Message,
    Picker,
    TextInput,
)
from bot.messenger.plain import as_written
from bot.messenger.port import DirectMessagesClosed, Forbidden, Gone, Lane, Left, Outcome, Sent
from bot.messenger.render import render, render_form
from bot.messenger.submits import form_answers, form_choices, menu_values

FORM = Form(
    "note:7",
    "A note",
    (
        TextInput("words", "What happened"),
        FormMenu("outcome", "How it ended", (Choice("Safe", "safe"), Choice("Over", "over"))),
    ),
    notice="Responders can read this.",
)
CARD = Message(
    "Somebody asked for you.",
    (Card("Case 7", "Tuesday group", (Field("They said", as_written("**hi** <@1> @everyone")),), tone="urgent"),),
    (
        (Button("I'm on it", "case:7:take", "primary"), Button("More", url="https://example.org")),
        Menu("case:7:outcome", (Choice("Resolved", "resolved"), Choice("Handed over", "over")), placeholder="Outcome"),
        Picker("case:7:who", "user", placeholder="Who"),
    ),
)


class WorldClock:
    """The clock of the world that the bot lives in: simcord moves `utcnow`."""

    def now(self) -> datetime:
        return discord.utils.utcnow()

    def monotonic(self) -> float:
        return 0.0


Act = Callable[[DiscordMessenger], Awaitable[Any]]


class Stage:
    """A bot that does what a test asks of its messenger when somebody says "go", and answers presses like our router."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot
        self.acts: list[Act] = []
        self.results: list[Any] = []
        self.raw: list[Any] = []
        self.messenger = DiscordMessenger(bot, secret=b"a secret of the tests", clock=WorldClock())
        bot.add_listener(self.on_message)
        bot.add_listener(self.on_interaction)

    async def on_message(self, message: discord.Message) -> None:
        if message.content == "go":
            for act in self.acts:
                self.results.append(await act(self.messenger))

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        self.raw.append(interaction.data)
        data: Any = interaction.data
        if data["custom_id"] == "case:7:take":
            await interaction.response.send_modal(render_form(FORM))
        else:
            await interaction.response.send_message(
                ephemeral=True, **render(Message("Noted", rows=((Button("Undo", "undo:1"),),)))
            )


class World:
    def __init__(self, env: Any, stage: Stage) -> None:
        self.env, self.stage = env, stage
        self.guild = env.create_guild()
        self.channel = self.guild.create_text_channel("group")
        self.anna = self.guild.add_member(env.create_user("anna"))

    async def do(self, act: Act) -> Any:
        self.stage.acts = [act]
        await self.anna.send(self.channel, "go")
        return self.stage.results[-1]

    def pinged(self, message: discord.Message) -> tuple[bool, Any, Any]:
        """Whether everyone, and which people and roles, a message may reach."""
        allowed = self.env.backend.get_message(message.channel.id, message.id).allowed_mentions
        return allowed.everyone, allowed.users, allowed.roles

    def in_store(self) -> list[Any]:
        store = self.stage.bot._connection._view_store
        return [store._views, store._synced_message_views, store._modals]


@asynccontextmanager
async def a_world() -> AsyncIterator[World]:
    """Not a fixture: simcord wants to be left in the context in which it was entered."""
    stage = Stage(commands.Bot("!", intents=discord.Intents.all()))
    async with simcord.run(stage.bot) as env:
        yield World(env, stage)


def story(tell: Callable[..., Awaitable[None]]) -> Callable[..., Awaitable[None]]:
    """Give a test a world of its own."""

    @wraps(tell)
    async def told(**given: Any) -> None:
        async with a_world() as world:
            await tell(world, **given)

    signature = inspect.signature(tell)
    told.__signature__ = signature.replace(parameters=list(signature.parameters.values())[1:])  # type: ignore[attr-defined]
    return told


@story
async def test_a_card_shows_and_mentions_nobody(world: World) -> None:
    loud = Message("@everyone " + world.anna.mention, CARD.cards, CARD.rows)

    async def act(messenger: DiscordMessenger) -> Outcome:
        return await messenger.post(channel_id=world.channel.id, message=loud, key="k", lane=Lane.URGENT)

    outcome = await world.do(act)
    seen = world.channel.last_message
    assert outcome == Sent(world.channel.id, seen.id)
    assert world.pinged(seen) == (False, frozenset(), frozenset())
    assert seen.embeds[0].title == "Case 7"
    assert seen.embeds[0].fields[0].value == r"\*\*hi\*\* \<@1> @" + "\u200beveryone"
    ids = [getattr(child, "custom_id", None) for row in seen.components for child in row.children]
    assert ids == ["case:7:take", None, "case:7:outcome", "case:7:who"]


@story
async def test_who_is_named_is_mentioned(world: World) -> None:
    async def act(messenger: DiscordMessenger) -> Outcome:
        message = Message(world.anna.mention, mentions=frozenset({world.anna.id}))
        return await messenger.post(channel_id=world.channel.id, message=message, key="k", lane=Lane.BULK)

    await world.do(act)
    assert world.pinged(world.channel.last_message) == (False, frozenset({world.anna.id}), frozenset())


@story
async def test_a_form_is_shown_submitted_and_read_and_nothing_is_kept_for_it(world: World) -> None:
    async def act(messenger: DiscordMessenger) -> Outcome:
        return await messenger.post(channel_id=world.channel.id, message=CARD, key="k", lane=Lane.URGENT)

    await world.do(act)
    card = world.channel.last_message
    shown = await world.anna.click(card, custom_id="case:7:take")
    await world.anna.submit_modal(shown, {"words": "so tired", "outcome": ["over"]})
    submitted = world.stage.raw[-1]
    assert submitted["custom_id"] == "note:7"
    assert form_answers(submitted) == {"words": "so tired", "outcome": "over"}
    assert form_choices(submitted) == {"outcome": ("over",)}
    await world.anna.select(card, ["resolved"], custom_id="case:7:outcome")
    assert menu_values(world.stage.raw[-1]) == ("resolved",)
    await world.anna.select(card, [world.anna], custom_id="case:7:who")
    assert menu_values(world.stage.raw[-1]) == (str(world.anna.id),)
    assert world.in_store() == [{}, {}, {}]


@story
async def test_a_card_is_pinned_found_and_taken_away(world: World) -> None:
    where = world.channel.id

    async def post(messenger: DiscordMessenger) -> list[Any]:
        sent = await messenger.post(channel_id=where, message=CARD, key="k", lane=Lane.URGENT)
        assert isinstance(sent, Sent)
        await messenger.pin(channel_id=where, message_id=sent.message_id, lane=Lane.URGENT)
        return [sent, await messenger.find(channel_id=where, key="k"), await messenger.find(channel_id=where, key="l")]

    sent, found, missing = await world.do(post)
    assert found == sent
    assert missing is None
    assert [one.id for one in world.channel.pinned_messages()] == [sent.message_id]

    async def delete(messenger: DiscordMessenger) -> list[Outcome]:
        this: dict[str, Any] = {"channel_id": where, "message_id": sent.message_id, "lane": Lane.URGENT}
        return [await messenger.delete(**this), await messenger.delete(**this)]

    assert await world.do(delete) == [sent, sent]
    assert sent.message_id not in [one.id for one in world.channel.history()]


@story
async def test_an_edit_takes_the_buttons_away(world: World) -> None:
    async def act(messenger: DiscordMessenger) -> None:
        sent = await messenger.post(channel_id=world.channel.id, message=CARD, key="k", lane=Lane.URGENT)
        assert isinstance(sent, Sent)
        await messenger.edit(
            channel_id=world.channel.id, message_id=sent.message_id, message=Message("Anna has it."), lane=Lane.URGENT
        )

    await world.do(act)
    assert world.channel.last_message.content == "Anna has it."
    assert world.channel.last_message.components == []
    assert world.channel.last_message.embeds == []


@pytest.mark.parametrize(("code", "outcome"), [(50007, DirectMessagesClosed()), (50278, Left())])
@story
async def test_a_person_is_written_to_or_found_closed(world: World, code: int, outcome: Outcome) -> None:
    async def act(messenger: DiscordMessenger) -> Outcome:
        key = str(len(world.stage.results))
        return await messenger.direct(user_id=world.anna.id, message=CARD, key=key, lane=Lane.URGENT)

    first = await world.do(act)
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=code)
    second = await world.do(act)
    assert isinstance(first, Sent)
    assert second == outcome
    assert world.stage.messenger.direct_messages_closed(world.anna.id)


@story
async def test_a_private_space_is_opened_filled_emptied_and_closed(world: World) -> None:
    ben = world.guild.add_member(world.env.create_user("ben"))

    async def act(messenger: DiscordMessenger) -> list[Outcome]:
        opened = await messenger.open_thread(
            channel_id=world.channel.id, name="12", members=[world.anna.id, ben.id], key="k", lane=Lane.URGENT
        )
        assert isinstance(opened, Sent)
        space = opened.channel_id
        return [
            opened,
            await messenger.post(channel_id=space, message=Message("Hello"), key="l", lane=Lane.URGENT),
            await messenger.remove_from_thread(thread_id=space, user_id=ben.id, lane=Lane.URGENT),
            await messenger.add_to_thread(thread_id=space, user_id=ben.id, lane=Lane.URGENT),
            await messenger.close_thread(thread_id=space, lane=Lane.URGENT),
        ]

    outcomes = await world.do(act)
    assert [type(one) for one in outcomes] == [Sent] * 5
    assert outcomes[0].missing == ()
    thread = world.env.backend.get_channel(outcomes[0].channel_id)
    assert thread.name == "12"


@story
async def test_a_channel_that_went_away_or_was_closed_to_us_is_told(world: World) -> None:
    async def act(messenger: DiscordMessenger) -> list[Outcome]:
        return [
            await messenger.post(channel_id=world.channel.id, message=CARD, key="a", lane=Lane.URGENT),
            await messenger.post(channel_id=123, message=CARD, key="b", lane=Lane.URGENT),
        ]

    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    assert await world.do(act) == [Forbidden(50013), Gone(10003)]
