"""What somebody tried that is not theirs is counted and logged by what it was, never by who (ASVS 5, 16.3.2)."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import discord
import pytest
from structlog.testing import capture_logs

from bot.clock import SystemClock
from bot.errors import Refusal
from bot.guidelines.errors import NothingToPublish, NotStaff
from bot.moderation.errors import NotALead
from bot.settings import default_data_dir
from bot.texts import Texts
from bot.ui.presses import Presses
from bot.ui.router import Router
from bot.ui.turn import Turn

WHO = 700_000_000_000_000_123


class Answers:
    """Stands for Discord's side of an interaction."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def is_done(self) -> bool:
        return False

    async def send_message(self, content: str = "", **_: object) -> None:
        self.said.append(content)


def interaction(custom_id: str = "", command: str | None = None) -> Any:
    return SimpleNamespace(
        type=discord.InteractionType.component,
        data={"custom_id": custom_id},
        command=None if command is None else SimpleNamespace(qualified_name=command),
        locale=discord.Locale.british_english,
        user=SimpleNamespace(id=WHO),
        message=None,
        response=Answers(),
    )


@pytest.fixture
def router(tmp_path: Path) -> Router:
    async def settled() -> None:
        pass

    presses = Presses(tmp_path, bytes(32), clock=SystemClock(), settled=settled)
    return Router(Texts.load(default_data_dir() / "locales"), presses)


@pytest.mark.parametrize("refusal", [NotStaff, NotALead])
async def test_who_tries_what_is_not_theirs_is_refused_counted_and_logged_without_who(
    router: Router, refusal: type[Refusal]
) -> None:
    async def handler(_: Turn) -> None:
        raise refusal

    router.on("guide", "publish", handler)
    pressed = interaction(f"guide:publish:{WHO}:2")
    with capture_logs() as logs:
        await router.dispatch(pressed)
        await router.dispatch(interaction(f"guide:publish:{WHO}:2"))
        await router.guard(Turn(interaction(command="group checkin plan"), router._texts), handler)
    assert pressed.response.said == [router._texts.speaker("en-GB")(refusal.text)]
    assert router.refused == {"guide:publish": 2, "group.checkin.plan": 1}
    assert logs == [
        {"event": "turn.refused", "log_level": "info", "what": what, "reason": refusal.text}
        for what in ("guide:publish", "guide:publish", "group.checkin.plan")
    ]


async def test_what_cannot_be_done_for_another_reason_is_not_counted_as_trying(router: Router) -> None:
    async def handler(_: Turn) -> None:
        raise NothingToPublish

    router.on("guide", "publish", handler)
    with capture_logs() as logs:
        await router.dispatch(interaction("guide:publish:1:2"))
    assert not router.refused
    assert not logs
