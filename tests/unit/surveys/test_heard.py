"""A crisis in an answer: heard with the server's own words, and where it goes on in the next field."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from bot.audit import Cause
from bot.moderation.detection import Category, Detector
from bot.moderation.wordings import Does, Wordings
from bot.settings import default_data_dir
from bot.surveys import making
from bot.surveys.questions import Kind, Questionnaire
from bot.surveys.records import Survey
from tests.unit.surveys.worlds import GUILD, World, terms_of, world

load = cache(Detector.load)


async def asking(folder: Path) -> tuple[World, Wordings, Survey]:
    """A survey with two questions in words, listened to as the bot does."""
    heard: list[Wordings] = []

    def listens(guild_id: int, texts: Sequence[str]) -> bool:
        return heard[0].would_wake(guild_id, texts)

    there = await world(folder, listens=listens)
    parts = there.parts
    heard.append(Wordings(parts.storage, parts.audit, parts.clock, load(default_data_dir() / "lexicon")))
    made = making.add(Questionnaire(title={"en": "Tea"}), Kind.TEXT, "en", "What was good?")
    made = making.add(made, Kind.TEXT, "en", "What was not?")
    draft = await there.surveys.draft(GUILD, made)
    return there, heard[0], await there.surveys.open(GUILD, f"draft:{draft.id}", terms_of(), by=Cause.OPERATOR)


async def heard(there: World, survey: Survey, first: str, second: str) -> bool:
    there.town.roles[1] = frozenset()
    return (await there.surveys.answering.submit(survey.id, 1, {"a0": first, "a1": second}, {"a2": ("no",)})).heard


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I want to kill", "myself tonight"),
        ("I am going to end", "my life tonight"),
        ("I don't want to be", "alive any more"),
    ],
)
async def test_what_goes_on_in_the_next_field_is_read_on(tmp_path: Path, first: str, second: str) -> None:
    there, _, survey = await asking(tmp_path)
    assert await heard(there, survey, first, second)
    assert await there.surveys.answering.own(survey.id, 1) == (survey, None), "nothing of the page is kept"
    assert not await heard(there, survey, "The tea", "The biscuits")
    await there.close()


@pytest.mark.parametrize("channel", [None, 77])
async def test_the_words_of_the_server_count_and_those_of_one_channel_do_not(
    tmp_path: Path, channel: int | None
) -> None:
    there, wordings, survey = await asking(tmp_path)
    assert not await heard(there, survey, "I saw the blue door", "")
    entry = await wordings.propose(
        GUILD, does=Does.PAGE, phrase="blue door", category=Category.IDEATION, channel_id=channel
    )
    await wordings.confirm(GUILD, entry.id, by=Cause.OPERATOR)
    assert await heard(there, survey, "I saw the blue door", "") == (channel is None)
    assert not wordings.would_wake(GUILD + 1, ("I saw the blue door",)), "only there"
    await there.close()


async def test_what_a_server_has_made_quiet_is_heard_where_no_person_reads_along(tmp_path: Path) -> None:
    there, wordings, survey = await asking(tmp_path)
    entry = await wordings.propose(GUILD, does=Does.QUIET, phrase="kill myself tonight", category=Category.IDEATION)
    await wordings.confirm(GUILD, entry.id, by=Cause.OPERATOR)
    assert await heard(there, survey, "I will kill myself tonight", "")
    await there.close()
