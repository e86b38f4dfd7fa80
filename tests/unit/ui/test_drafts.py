"""A slip in a form loses nothing of what was put in, and nobody else gets at it."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest

from bot.clock import SystemClock
from bot.errors import NotTheirs, Refusal
from bot.messenger.message import Choice, Form, FormMenu, TextInput
from bot.settings import default_data_dir
from bot.texts import Texts
from bot.ui.presses import Presses
from bot.ui.router import Router
from bot.ui.turn import Turn

NOW = datetime(2026, 5, 4, 18, 0, tzinfo=UTC)
TEXTS = Texts.load(default_data_dir() / "locales")
FORM = Form(
    "plan:propose",
    "A check-in",
    (
        TextInput("question", "Question", default="How are you?"),
        FormMenu("rhythm", "How often", (Choice("Daily", "daily", chosen=True), Choice("Weekly", "weekly"))),
    ),
)
WRITTEN = {"question": "How was your week?", "rhythm": ("weekly",)}


class Soonish(Refusal):
    text = "error-storage-unavailable"


class Told:
    """Stands for Discord's side of an interaction."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.forms: list[Any] = []

    def is_done(self) -> bool:
        return False

    async def send_message(self, **message: Any) -> None:
        self.messages.append(message)

    async def send_modal(self, form: Any) -> None:
        self.forms.append(form)

    @property
    def way_back(self) -> str | None:
        view = self.messages[-1].get("view")
        return None if view is None else str(view.children[0].custom_id)


def did(custom_id: str, written: dict[str, Any] | None = None, *, who: int = 41, at: datetime = NOW) -> Any:
    fields = [
        {
            "type": 18,
            "component": {"custom_id": key, **({"value": one} if isinstance(one, str) else {"values": list(one)})},
        }
        for key, one in (written or {}).items()
    ]
    kind = discord.InteractionType.component if written is None else discord.InteractionType.modal_submit
    return SimpleNamespace(
        type=kind,
        data={"custom_id": custom_id, "components": fields},
        command=None,
        locale=discord.Locale.british_english,
        user=SimpleNamespace(id=who),
        message=None,
        created_at=at,
        response=Told(),
    )


async def send(router: Router, interaction: Any) -> Told:
    await router.dispatch(interaction)
    told: Told = interaction.response
    return told


def held(form: Any) -> dict[str, Any]:
    """What a form that is shown has in its fields."""
    found = {}
    for label in form.children:
        field = label.component
        options = getattr(field, "options", None)
        found[field.custom_id] = (
            field.default if options is None else tuple(option.value for option in options if option.default)
        )
    return found


Made = Callable[..., Router]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    async def settled() -> None:
        pass

    def make(problem: Exception | None = None, *, form: Form = FORM) -> Router:
        router = Router(TEXTS, Presses(tmp_path, bytes(32), clock=SystemClock(), settled=settled))

        async def opened(turn: Turn) -> None:
            await turn.form(form)

        async def propose(turn: Turn) -> None:
            if problem is not None:
                raise problem
            await turn.answer("saved")

        router.on("plan", "open", opened)
        router.on("plan", "propose", propose)
        return router

    return make


@pytest.mark.parametrize("problem", [Soonish(), RuntimeError("a bug of ours")])
async def test_what_was_put_into_a_refused_form_is_there_again(made: Made, problem: Exception) -> None:
    router = made(problem)
    await send(router, did("plan:open"))
    refused = await send(router, did("plan:propose", WRITTEN))
    assert refused.way_back == "form:again"
    for _ in range(2):
        (form,) = (await send(router, did("form:again"))).forms
        assert (form.custom_id, held(form)) == ("plan:propose", WRITTEN)
        await send(router, did("plan:propose", WRITTEN))


async def test_nobody_else_gets_it_and_what_was_taken_is_not_held(made: Made) -> None:
    router = made(Soonish())
    await send(router, did("plan:open"))
    await send(router, did("plan:propose", WRITTEN))
    other = await send(router, did("form:again", who=42))
    assert not other.forms
    assert "no longer at hand" in other.messages[-1]["content"]

    router = made()
    await send(router, did("plan:open"))
    assert (await send(router, did("plan:propose", WRITTEN))).way_back is None
    assert not (await send(router, did("form:again"))).forms


@pytest.mark.parametrize(("minutes", "there"), [(15, True), (16, False)])
async def test_it_is_held_for_a_quarter_of_an_hour(made: Made, minutes: int, there: bool) -> None:
    router = made(Soonish())
    await send(router, did("plan:open"))
    await send(router, did("plan:propose", WRITTEN))
    later = await send(router, did("form:again", at=NOW + timedelta(minutes=minutes)))
    assert bool(later.forms) is there


async def test_what_is_put_in_without_a_name_is_never_held_with_one(made: Made) -> None:
    nameless = Form(FORM.custom_id, FORM.title, FORM.fields, nameless=True)
    router = made(Soonish(), form=nameless)
    await send(router, did("plan:open"))
    assert (await send(router, did("plan:propose", WRITTEN))).way_back is None
    assert not router._drafts._held


async def test_no_way_back_to_what_is_not_theirs_or_after_a_restart_or_from_a_button(made: Made) -> None:
    router = made(NotTheirs())
    await send(router, did("plan:open"))
    assert (await send(router, did("plan:propose", WRITTEN))).way_back is None
    router = made(Soonish())
    assert (await send(router, did("plan:propose", WRITTEN))).way_back is None
    await send(router, did("plan:open"))
    assert (await send(router, did("plan:propose"))).way_back is None


async def test_five_hundred_people_at_most_are_held_the_last_ones(made: Made) -> None:
    router = made(Soonish())
    for who in range(501):
        await send(router, did("plan:open", who=who))
    assert (await send(router, did("plan:propose", WRITTEN, who=0))).way_back is None
    assert (await send(router, did("plan:propose", WRITTEN, who=1))).way_back == "form:again"
