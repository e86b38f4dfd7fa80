"""Somebody who wants to see the bot before they trust it watches an evening, and is told if it broke a promise."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bot.cli.rehearsing import rehearse
from bot.messenger.message import Message
from bot.messenger.port import Lane
from bot.moderation.board import Board
from bot.moderation.paging import Paging
from bot.rehearsal import scenes, travel
from bot.rehearsal.stage import Stage
from bot.rehearsal.story import play
from bot.texts import Texts

pytestmark = pytest.mark.usefixtures("logs_given_back")


def told(folder: Path, texts: Texts, locale: str, width: int = 80) -> tuple[str, dict[str, tuple[str, ...]]]:
    page = io.StringIO()
    console = Console(file=page, width=width)
    kept = travel.run(play(folder, Stage(console, texts.speaker(locale)), texts, locale))
    return page.getvalue(), {one.text: one.broken for one in kept}


def measured_away(story: str) -> str:
    return re.sub(r" +\d+\.\d ms", " ms", story)


def test_the_evening_is_the_same_each_time_and_without_a_terminal(tmp_path: Path, texts: Texts) -> None:
    here, promises = told(tmp_path, texts, "en")
    elsewhere = subprocess.run(
        [sys.executable, "-m", "bot", "rehearse", "--story"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "COLUMNS": "80", "PYTHONHASHSEED": "7"},
    )

    assert elsewhere.returncode == 0, elsewhere.stderr
    assert elsewhere.stderr == ""
    assert measured_away(elsewhere.stdout) == measured_away(here)
    assert len(promises) == 10
    assert not any(promises.values())


def flat(story: str) -> str:
    """The story without frames and line ends."""
    return re.sub(r"[ │▎╭╰─╮╯\n]+", " ", story)


def test_it_tells_what_each_of_them_sees(tmp_path: Path, texts: Texts) -> None:
    story, _ = told(tmp_path, texts, "en", width=100)

    lock_screen = story.split("Ana's lock screen")[1].split("╰")[0]
    assert "Alongside: Case 1." in lock_screen
    assert "pills" not in lock_screen
    assert story.count("I have the pills in front of me") == 2, "in Maya's own message, and behind Why"
    for seen in ("[ Talk here ]", "Case 1 · Ben is on it", "#Room 1", "no peer is on call right now", "116 123"):
        assert seen in flat(story)
    assert "7 January, 18:00" in story, "a moment in the reader's zone"
    assert "<t:" not in story


def test_it_is_told_in_spanish_on_a_narrow_terminal(tmp_path: Path, texts: Texts) -> None:
    story, promises = told(tmp_path, texts, "es", width=40)

    assert not any(promises.values())
    assert max(map(len, story.splitlines())) <= 40
    assert "Tengo las pastillas delante de mí" in flat(story)
    assert "Se ha cumplido todo lo prometido." in story


def test_a_word_in_public_fails_the_rehearsal_and_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    post = Board.post

    async def loudly(board: Any, incident: Any, **given: Any) -> Any:
        if incident.channel_id is not None:
            await board._desk.messenger.post(
                channel_id=incident.channel_id, message=Message("Stay strong"), key="public", lane=Lane.URGENT
            )
        return await post(board, incident, **given)

    monkeypatch.setattr(Board, "post", loudly)

    assert rehearse(story=True, locale="en") == 1
    shown = capsys.readouterr()
    assert "✗  Nothing was said in public" in shown.out
    assert "One promise was broken." in shown.out
    assert re.fullmatch(
        r"Broken: Nothing was said in public, to anybody or about them\. \(POST /channels/\d+/messages\)\n", shown.err
    )


def test_a_page_that_never_goes_out_ends_the_story_and_fails_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def nobody(*_: Any, **__: Any) -> list[Any]:
        return []

    monkeypatch.setattr(Paging, "page", nobody)

    assert rehearse(story=True, locale="en") == 1
    broken = capsys.readouterr().err
    assert "Broken: The evening went as it is told here." in broken
    assert "Broken: Those who had to be woken were woken, each of them once." in broken


def test_an_evening_that_crashes_does_not_end_in_silence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def crash(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(scenes, "before", crash)

    with pytest.raises(RuntimeError) as crashed:
        rehearse(story=True, locale="en")
    sys.excepthook(crashed.type, crashed.value, crashed.tb)

    assert "process.crashed" in capsys.readouterr().err
