"""What everybody is told when the promise of a survey or a box may not hold any more: the truth, where it was asked."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.audit import Cause, nobody
from bot.messenger.message import Message
from tests.unit.surveys.test_closing import copy_back, damage, filled, lose
from tests.unit.surveys.worlds import CHANNEL, GUILD, TEXTS, World, world

SAY = TEXTS.speaker("en")


async def told(there: World) -> list[str]:
    """Let what is due happen; return what everybody reads, as it is now."""
    for _ in range(100):
        await asyncio.sleep(0.001)
    posted = there.messenger.into(CHANNEL)
    now = [there.messenger.shown(CHANNEL, one.message_id) for one in posted]
    return [text for one in now if one is not None for text in texts(one)]


def texts(message: Message) -> list[str]:
    return [text for text in (message.content, *(card.body for card in message.cards)) if text]


@pytest.mark.parametrize(
    ("file", "harm", "perhaps_read"), [("key", copy_back, True), ("key", lose, False), ("db", damage, False)]
)
async def test_everybody_is_told_that_the_key_of_their_survey_may_have_been_copied(
    tmp_path: Path, file: str, harm: Callable[[Path], None], perhaps_read: bool
) -> None:
    there = await filled(tmp_path)
    await there.parts.agenda.start()
    await told(there)
    harm(tmp_path / "sealed" / f"1.{file}")
    await there.surveys.closing.close(1, note=nobody)
    said = await told(there)
    read, lost = SAY("survey-void-read", title="How was the session?"), SAY("survey-void")
    assert said == ([read, read] if perhaps_read else [lost]), "on its card and, if it may be read, once more below"
    await there.parts.agenda.stop()
    await there.close()


@pytest.mark.parametrize("moved", [True, False])
async def test_everybody_is_told_that_the_key_of_their_box_may_have_been_copied(tmp_path: Path, moved: bool) -> None:
    there = await world(tmp_path / "old")
    await there.surveys.boxes.put_up(GUILD, CHANNEL, by=Cause.OPERATOR)
    there.town.roles[1] = frozenset()
    await there.surveys.boxes.suggest(GUILD, 1, "a plant")
    await there.close()
    if moved:
        shutil.copytree(tmp_path / "old", tmp_path / "new")
    else:
        lose(tmp_path / "old" / "sealed" / f"box-{GUILD}-1.key")
    there = await world(tmp_path / ("new" if moved else "old"), seed="another")
    await there.parts.agenda.start()
    said = await told(there)
    assert (SAY("box-void-read") in said) == moved
    assert (SAY("box-void") in said) != moved
    await there.parts.agenda.stop()
    await there.close()


@pytest.mark.parametrize("what", ["survey", "box"])
async def test_everybody_is_told_when_a_key_that_was_destroyed_is_put_back(tmp_path: Path, what: str) -> None:
    there = await filled(tmp_path)
    await there.surveys.boxes.put_up(GUILD, CHANNEL, by=Cause.OPERATOR)
    kept = {
        path.name: path.read_bytes()
        for path in (tmp_path / "sealed").iterdir()
        if ("box" in path.name) == (what == "box")
    }
    await there.surveys.closing.close(1, note=nobody)
    await there.surveys.boxes.take_down(GUILD, by=Cause.OPERATOR)
    await there.close()
    for name, content in kept.items():
        (tmp_path / "sealed" / name).write_bytes(content)
    again = await world(tmp_path, seed="another")
    title = "How was the session?"
    expected = SAY("survey-key-returned", title=title) if what == "survey" else SAY("box-key-returned")
    await again.parts.agenda.start()
    assert expected in await told(again)
    await again.parts.agenda.stop()
    await again.close()
