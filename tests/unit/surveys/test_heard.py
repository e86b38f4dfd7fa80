"""A crisis in an answer: heard with the server's own words, and where it goes on in the next field."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.audit import Cause, nobody
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


def page(number: int, words: str) -> dict[str, Any]:
    """What comes back of a page of a survey that asks for words at the beginning of each of its two."""
    if number == 1:
        return {"a0": words, "a1": ["yes"], "a2": ["no"], "a3": ["no"]}
    return {"a4": words, "a5": ["no"]}


async def on_two_pages(there: World) -> Survey:
    made = making.add(Questionnaire(title={"en": "Tea"}), Kind.TEXT, "en", "What was good?")
    for ask in ("Was it warm?", "Was it strong?", "Was it late?"):
        made = making.add(made, Kind.YES_NO, "en", ask)
    made = making.add(made, Kind.TEXT, "en", "What was not?")
    draft = await there.surveys.draft(GUILD, made)
    return await there.surveys.open(GUILD, f"draft:{draft.id}", terms_of(), by=Cause.OPERATOR)


async def sent(there: World, survey: Survey, number: int, words: str) -> bool:
    given = page(number, words)
    written = {key: one for key, one in given.items() if isinstance(one, str)}
    chosen = {key: tuple(one) for key, one in given.items() if not isinstance(one, str)}
    return (await there.surveys.answering.submit(survey.id, 1, written, chosen)).heard


@pytest.mark.parametrize("pages", [(1, 2), (2, 1)])
async def test_what_goes_on_on_another_page_is_read_on_and_nothing_of_it_is_written(
    tmp_path: Path, pages: tuple[int, int]
) -> None:
    there, _, before = await asking(tmp_path)
    await there.surveys.closing.close(before.id, note=nobody)
    survey = await on_two_pages(there)
    there.town.roles[1] = frozenset()
    words = {1: "I want to kill", 2: "myself tonight"}
    first, second = pages
    assert not await sent(there, survey, 1, words[1] if first == 1 else "The tea")
    assert not await sent(there, survey, 2, words[2] if first == 2 else "The biscuits")
    kept, lying = await there.surveys.answering.own(survey.id, 1), there.bytes_of()
    assert await sent(there, survey, second, words[second])
    assert await there.surveys.answering.own(survey.id, 1) == kept
    assert there.bytes_of() == lying, "nothing is written"
    assert there.messenger.posted == []
    assert not await sent(there, survey, second, "The milk")
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
