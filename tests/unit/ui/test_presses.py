"""A press that Discord is told has arrived is carried out, although the process ends before (DESIGN §3: nothing acknowledged is lost)."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.errors import StorageUnavailable
from bot.moderation.errors import PersonGone
from bot.settings import default_data_dir
from bot.texts import Texts
from bot.ui import router as routing
from bot.ui.presses import WORTH, Press, Presses
from bot.ui.router import Handler, Keeping, Router
from bot.ui.turn import Turn

TEXTS = Texts.load(default_data_dir() / "locales")
NOW = datetime(2026, 5, 4, 17, 0, tzinfo=UTC)
NUMBER, WHO = 77, 4005
APPLICATION, TOKEN = 8, "made-up-token"


def files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.press"))


class Discord:
    """What Discord hears of a press, and which files there were when it did."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.taken_note_of: list[list[Path]] = []
        self.promised: list[bool] = []  # was an answer promised for the presser to see
        self.changed = 0

    def is_done(self) -> bool:
        return bool(self.taken_note_of)

    async def defer(self, *, thinking: bool, **_: object) -> None:
        self.promised.append(thinking)
        self.taken_note_of.append(files(self._folder))

    async def change(self, **_: object) -> None:
        self.changed += 1


def pressed(folder: Path, custom_id: str = "case:take:5", *, private: bool = False, **data: object) -> Any:
    response = Discord(folder)
    return SimpleNamespace(
        type=discord.InteractionType.component,
        id=NUMBER,
        data={"custom_id": custom_id, **data},
        command=None,
        locale=discord.Locale.british_english,
        user=SimpleNamespace(id=WHO),
        guild_id=None,
        channel_id=3,
        created_at=NOW,
        message=SimpleNamespace(id=9, flags=SimpleNamespace(ephemeral=private)),
        application_id=APPLICATION,
        token=TOKEN,
        response=response,
        edit_original_response=response.change,
    )


class Followup:
    """Where an answer goes that comes after a restart."""

    def __init__(self, problem: Exception | None = None) -> None:
        self.asked_for: list[tuple[int, str]] = []
        self.said: list[tuple[str, bool]] = []
        self.edited: list[tuple[str, str]] = []
        self._problem = problem

    def __call__(self, application_id: int, token: str) -> Any:
        self.asked_for.append((application_id, token))
        return self

    async def send(self, *, content: str, ephemeral: bool, **_: object) -> None:
        self.said.append((content, ephemeral))
        if self._problem is not None:
            raise self._problem

    async def edit_message(self, message: str, *, content: str, **_: object) -> None:
        self.edited.append((message, content))


def life(folder: Path, handler: Handler, *, at: datetime = NOW) -> Router:
    """A process: its router, which keeps presses of one way."""

    async def settled() -> None:
        pass

    clock: Any = SimpleNamespace(now=lambda: at)
    router = Router(TEXTS, Presses(folder, bytes(32), clock=clock, settled=settled))
    router.on("case", "take", handler, kept=True)
    return router


@pytest.fixture(autouse=True)
def _in_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing, "PATIENCE", 0.01)
    monkeypatch.setattr(routing, "KEPT_WITHIN", 60)


async def slow(turn: Turn) -> None:
    while not turn.answered:  # noqa: ASYNC110
        await asyncio.sleep(0)
    await turn.update("it is yours")


async def died(folder: Path, interaction: Any) -> None:
    """A process that ends while it is at a press of which Discord was told."""

    async def never(_: Turn) -> None:
        await asyncio.Event().wait()

    task = asyncio.create_task(life(folder, never).dispatch(interaction))
    while not interaction.response.is_done():  # noqa: ASYNC110  (nothing tells)
        await asyncio.sleep(0)
    for each in asyncio.all_tasks() - {asyncio.current_task()}:
        each.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_late_press_is_written_down_before_discord_is_told_and_carried_out_by_the_next_start(
    tmp_path: Path,
) -> None:
    interaction = pressed(tmp_path, values=["4010"])
    await died(tmp_path, interaction)
    ((file,),) = interaction.response.taken_note_of
    assert b"4005" not in file.read_bytes()
    turns: list[Turn] = []

    async def handler(turn: Turn) -> None:
        await turn.update("it is yours")
        turns.append(turn)

    next_life = life(tmp_path, handler)
    await next_life.again(Followup())
    await next_life.again(Followup())
    (turn,) = turns
    assert (turn.id, turn.number, turn.user_id, turn.chosen, turn.at) == (NUMBER, 5, WHO, ("4010",), NOW)
    assert turn.message_id is None, "its presser saw no change, so every copy has to be changed"
    assert not files(tmp_path)


async def test_a_press_that_was_carried_out_is_kept_no_longer(tmp_path: Path) -> None:
    interaction = pressed(tmp_path)
    await life(tmp_path, slow).dispatch(interaction)
    assert len(interaction.response.taken_note_of[0]) == 1
    assert interaction.response.changed == 1
    assert not files(tmp_path)


async def test_a_press_is_not_carried_out_long_after_its_presser_went(tmp_path: Path) -> None:
    await died(tmp_path, pressed(tmp_path))

    async def never(_: Turn) -> None:
        raise AssertionError

    await life(tmp_path, never, at=NOW + WORTH + timedelta(seconds=1)).again(Followup())
    assert not files(tmp_path)


async def test_a_press_waits_for_the_database_that_it_needs(tmp_path: Path) -> None:
    await died(tmp_path, pressed(tmp_path))
    away, done = True, 0

    async def handler(_: Turn) -> None:
        nonlocal done
        if away:
            raise StorageUnavailable
        done += 1

    next_life = life(tmp_path, handler)
    await next_life.again(Followup())
    away = False
    await next_life.again(Followup())
    assert done == 1
    assert not files(tmp_path)


async def test_work_that_says_at_once_that_it_takes_longer_is_written_down_before_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(routing, "PATIENCE", 60)

    async def handler(turn: Turn) -> None:
        await turn.wait()

    interaction = pressed(tmp_path)
    await life(tmp_path, handler).dispatch(interaction)
    assert len(interaction.response.taken_note_of[0]) == 1
    assert not files(tmp_path)


@pytest.mark.parametrize(("way", "seen"), [("goal:add:5", True), ("case:take:5", False)])
async def test_a_form_that_nothing_keeps_does_not_close_as_if_it_had_been_taken(
    tmp_path: Path, way: str, seen: bool
) -> None:
    """Its sender sees that an answer is coming, and Discord says after a while if none does."""
    interaction = pressed(tmp_path, way)
    interaction.type = discord.InteractionType.modal_submit
    router = life(tmp_path, slow)
    router.on("goal", "add", slow)
    await router.dispatch(interaction)
    assert interaction.response.promised == [seen]


async def test_a_menu_is_carried_out_again_with_the_words_it_was_about(tmp_path: Path) -> None:
    interaction = pressed(tmp_path)
    press = Press.of(interaction, way="worry:message:5:6", words="She gave her cat away")
    first = life(tmp_path, slow)
    keeping = Keeping(first._presses, press)
    await keeping.begin()
    turns: list[Turn] = []

    async def handler(turn: Turn) -> None:
        turns.append(turn)

    next_life = life(tmp_path, handler)
    next_life.finishes("worry", "message", handler)
    assert ("worry", "message") not in next_life.ways, "no button leads there"
    await next_life.again(Followup())
    (turn,) = turns
    assert (turn.id, turn.args, turn.fields) == (NUMBER, ("5", "6"), {"words": "She gave her cat away"})
    assert turn.again


@pytest.mark.parametrize("private", [True, False])
async def test_who_pressed_is_answered_by_the_next_start(tmp_path: Path, *, private: bool) -> None:
    """What only they see is changed; a message of everybody's is changed with its copies, not by this."""
    await died(tmp_path, pressed(tmp_path, private=private))

    async def handler(turn: Turn) -> None:
        await turn.update("it is yours")
        await turn.answer("somebody knows")

    followup = Followup()
    await life(tmp_path, handler).again(followup)
    assert followup.asked_for == [(APPLICATION, TOKEN)]
    assert followup.said == [("somebody knows", True)]
    assert followup.edited == ([("@original", "it is yours")] if private else [])


@pytest.mark.parametrize(
    ("problem", "sentence"), [(PersonGone(), "error-person-gone"), (ZeroDivisionError(), "error-unexpected")]
)
async def test_who_pressed_hears_that_it_failed(tmp_path: Path, problem: Exception, sentence: str) -> None:
    await died(tmp_path, pressed(tmp_path))

    async def handler(_: Turn) -> None:
        raise problem

    followup = Followup()
    await life(tmp_path, handler).again(followup)
    assert followup.said == [(TEXTS.speaker("en-GB")(sentence), True)]
    assert not files(tmp_path)


@pytest.mark.parametrize(
    "problem",
    [
        ConnectionResetError(),
        discord.NotFound(SimpleNamespace(status=404, reason=""), {"code": 10015, "message": ""}),
    ],
)
async def test_an_answer_that_is_taken_no_more_undoes_nothing(tmp_path: Path, problem: Exception) -> None:
    await died(tmp_path, pressed(tmp_path))
    done = 0

    async def handler(turn: Turn) -> None:
        nonlocal done
        await turn.answer("somebody knows")
        done += 1

    await life(tmp_path, handler).again(Followup(problem))
    assert done == 1
    assert not files(tmp_path)
