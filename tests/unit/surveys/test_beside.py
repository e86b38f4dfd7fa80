"""Nobody is counted by two surveys that ask the same at the same time: the results would tell who answered only one of them."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.agenda import Done, GiveUp, Job, Rule
from bot.audit import Cause, nobody
from bot.surveys import cards
from bot.surveys.errors import AskedAlready, AskedLately, NotThere, RoundsOverlap
from bot.surveys.opening import OPEN_JOB
from bot.surveys.plans import Trigger
from bot.surveys.questions import Kind, Question, Questionnaire
from bot.surveys.records import State, Survey
from bot.surveys.results import Results, at_threshold
from bot.surveys.telling import SAY_JOB
from bot.texts import moment
from tests.unit.surveys.test_plans import ended
from tests.unit.surveys.worlds import CHANNEL, GUILD, TEXTS, World, pages, terms_of, world

SMALL, LARGE, OTHERS, NOBODYS = 11, 12, 13, 14


async def town(folder: Path, *, inline: bool = True) -> World:
    """Seven people, the same seven and one more, and three others."""
    there = await world(folder, inline=inline)
    for user in range(7):
        there.town.roles[user] = frozenset({SMALL, LARGE})
    there.town.roles[7] = frozenset({LARGE})
    for user in (20, 21, 22):
        there.town.roles[user] = frozenset({OTHERS})
    return there


async def in_a_week(there: World, days: int, role: int | None = SMALL) -> Survey:
    return await there.surveys.open(
        GUILD,
        "template:session",
        terms_of(role=role),
        by=Cause.OPERATOR,
        at=there.clock.now() + timedelta(days=days),
    )


# A role can be given to anybody, and taken from anybody, while a survey is open: what it is now says nothing.
@pytest.mark.parametrize("role", [LARGE, SMALL, OTHERS, NOBODYS, None])
async def test_the_same_cannot_be_asked_by_two_surveys_at_the_same_time(tmp_path: Path, role: int | None) -> None:
    there = await town(tmp_path)
    await there.open(role=SMALL)
    with pytest.raises(AskedAlready):
        await there.open(role=role)
    with pytest.raises(AskedAlready):
        await in_a_week(there, 6, role)
    assert len(there.surveys.book.live()) == 1
    await there.close()


async def test_other_questions_and_another_time_stand_in_nobodys_way(tmp_path: Path) -> None:
    there = await town(tmp_path)
    first = await there.open(role=SMALL)
    await there.open("climate", role=LARGE)
    await in_a_week(there, 8)
    await there.surveys.closing.close(first.id, note=nobody)
    await there.open(days=6, role=SMALL)  # nobody had answered: nothing of the first one is shown
    await there.close()


async def test_a_translation_does_not_make_it_another_question(tmp_path: Path) -> None:
    there = await town(tmp_path)

    async def asked(**words: str) -> Survey:
        question = Question(key="warm", kind=Kind.YES_NO, ask=words)
        draft = await there.surveys.draft(GUILD, Questionnaire(title={"en": "Tea"}, questions=(question,)))
        return await there.surveys.open(GUILD, f"draft:{draft.id}", terms_of(), by=Cause.OPERATOR)

    await asked(en="Warm enough?")
    for words in ({"en": "warm  enough? ", "es": "¿Hace calor?"}, {"es": "Warm enough?"}):
        with pytest.raises(AskedAlready):
            await asked(**words)
    await asked(en="Quiet enough?", es="¿Hay calma?")
    await there.close()


async def test_of_two_that_are_opened_at_once_only_one_opens(tmp_path: Path) -> None:
    there = await town(tmp_path, inline=False)
    found = await asyncio.gather(there.open(role=SMALL), there.open(role=LARGE), return_exceptions=True)
    assert [type(one) for one in found] == [Survey, AskedAlready]
    assert len(there.surveys.book.live()) == 1
    await there.close()


async def test_one_that_opens_late_ends_when_it_was_said_to(tmp_path: Path) -> None:
    there = await town(tmp_path)
    await there.parts.servers.save(GUILD, facilitators_channel_id=CHANNEL)

    async def due(survey: Survey) -> object:
        job = Job(OPEN_JOB, f"survey:{survey.id}:open", {"survey": survey.id}, there.clock.now(), 1, timedelta())
        return await there.surveys.opening._due(job)

    first, second = [await in_a_week(there, days) for days in (1, 8)]
    there.clock.at += timedelta(days=6)  # the bot was away
    await due(first)
    opened = there.surveys.book.get(first.id)
    assert opened is not None
    assert opened.state is State.OPEN
    assert opened.closes_at == first.closes_at
    await there.surveys.closing.close(first.id, note=nobody)
    there.clock.at += timedelta(days=8, hours=23, minutes=50)
    assert await due(second) == GiveUp("survey-reason-missed")
    assert there.surveys.book.live() == ()
    assert (await there.surveys.book.survey(GUILD, second.id)).state is State.DRAFT
    said = Job(SAY_JOB, "said", {"survey": second.id, "what": "missed", "number": 0}, there.clock.now(), 1, timedelta())
    await there.surveys.telling._say(said)
    (told,) = there.messenger.into(CHANNEL)
    assert "did not open: I was away" in told.message.content
    await there.close()


async def closed_early(there: World, people: int, role: int | None) -> None:
    first = await there.open(role=role)
    for user in range(people):
        await there.answer(first, user, pages("3"))
    there.clock.at += timedelta(days=2)
    await there.surveys.close_early(first, by=1)


@pytest.mark.parametrize("role", [LARGE, SMALL, OTHERS, NOBODYS, None])
async def test_who_closed_early_cannot_ask_the_same_once_more_until_it_would_have_ended(
    tmp_path: Path, role: int | None
) -> None:
    there = await town(tmp_path)
    await closed_early(there, 6, SMALL)
    for user in range(7):
        there.town.roles[user] = frozenset({LARGE})  # who was asked no longer shows
    with pytest.raises(AskedLately) as refused:
        await there.open(role=role)
    assert refused.value.values["number"] == 1
    await there.surveys.plan(GUILD, "template:session", terms_of(days=2, role=role), Trigger.SESSION, by=Cause.OPERATOR)
    await there.surveys.plans.after_session(ended(there, 1, 1, 2))
    assert there.surveys.book.live() == (), "nor does a plan"
    await there.open("climate", role=role)
    there.clock.at += timedelta(days=5)
    await there.open(role=role)
    await there.close()


async def left_out(there: World) -> list[str]:
    """Which surveys facilitators are told of because rounds of plans were left out for them."""
    jobs = await there.parts.storage.read(lambda connection: there.parts.agenda.history(connection, "survey:"))
    return [record.key for record in jobs if "left-out" in record.key]


@pytest.mark.parametrize(
    ("locale", "early", "says"),
    [
        ("en", True, "asked the same and was closed early"),
        ("en", False, "asks the same until"),
        ("es", True, "preguntó lo mismo y se cerró antes de tiempo"),
        ("es", False, "pregunta lo mismo hasta"),
    ],
)
async def test_facilitators_are_told_once_that_rounds_are_left_out_and_until_when(
    tmp_path: Path, locale: str, early: bool, says: str
) -> None:
    there = await town(tmp_path)
    staff = CHANNEL + 9
    await there.parts.servers.save(GUILD, facilitators_channel_id=staff, locale=locale)
    first = await there.open()
    assert first.closes_at is not None
    for user in range(6):
        await there.answer(first, user, pages("3"))
    await planned(there)
    await planned(there, CHANNEL + 1)
    if early:
        await there.surveys.close_early(first, by=1)
    assert await left_out(there) == []
    for meeting, channel in enumerate((CHANNEL, CHANNEL + 1, CHANNEL), 1):
        await over(there, meeting, 20, 21, channel=channel)
    (key,) = await left_out(there)
    said = Job(SAY_JOB, key, {"survey": first.id, "what": "left-out", "number": 0}, there.clock.now(), 1, timedelta())
    assert await there.surveys.telling._say(said) == Done()
    (told,) = there.messenger.into(staff)
    assert says in told.message.content
    assert moment(first.closes_at, "f") in told.message.content
    await there.close()


# -- after sessions ---------------------------------------------------------------------------------------------------


async def planned(there: World, channel: int = CHANNEL, trigger: Trigger = Trigger.SESSION) -> None:
    terms = replace(terms_of(days=7), channel_id=channel)
    await there.surveys.plan(GUILD, "template:session", terms, trigger, by=Cause.OPERATOR)


async def over(there: World, meeting: int, *people: int, channel: int = CHANNEL) -> None:
    await there.surveys.plans.after_session(replace(ended(there, meeting, *people), channel_id=channel))


async def test_a_round_ends_when_the_next_one_of_its_plan_begins(tmp_path: Path) -> None:
    there = await town(tmp_path)
    await planned(there)
    await over(there, 1, *range(7))
    (first,) = there.surveys.book.live()
    for user in range(7):
        await there.answer(first, user, pages("3"))
    there.clock.at += timedelta(days=3)
    await over(there, 2, *range(8))
    (second,) = there.surveys.book.live()
    assert second.id != first.id
    closed = await there.surveys.book.survey(GUILD, first.id)
    assert closed.state is State.CLOSED
    assert closed.closes_at == there.clock.now(), "that was its time"
    assert closed.results is not None
    assert closed.results.respondents == 7
    await over(there, 1, *range(7))  # told twice, as after a crash
    assert there.surveys.book.live() == (second,)
    await planned(there, CHANNEL + 1)
    await over(there, 3, 20, 21, 22, channel=CHANNEL + 1)
    assert len(there.surveys.book.live()) == 2, "another group is not kept from asking by the round that has ended"
    await there.close()


@pytest.mark.parametrize(("rhythm", "most"), [("FREQ=WEEKLY", 7), ("FREQ=WEEKLY;INTERVAL=2", 14), ("FREQ=MONTHLY", 28)])
async def test_a_round_by_rule_may_not_last_until_the_next_one(tmp_path: Path, rhythm: str, most: int) -> None:
    there = await town(tmp_path)
    rule = Rule(rhythm, datetime(2026, 5, 5, 18), "Europe/Madrid")  # noqa: DTZ001  by the clock on the wall

    async def plan(days: int) -> None:
        await there.surveys.plan(GUILD, "template:climate", terms_of(days=days), Trigger.RULE, rule, by=Cause.OPERATOR)

    with pytest.raises(RoundsOverlap) as refused:
        await plan(most + 1)
    assert refused.value.values == {"most": most}
    assert await there.surveys.plans.listed(GUILD) == []
    await plan(most)  # also over the end of summer time
    once = replace(rule, rrule=f"{rhythm};COUNT=1")
    await there.surveys.plan(GUILD, "template:session", terms_of(days=60), Trigger.RULE, once, by=Cause.OPERATOR)
    await there.close()


async def test_no_two_rounds_have_the_same_title(tmp_path: Path) -> None:
    there = await town(tmp_path)
    await planned(there)
    titles = []
    for meeting, hours in enumerate((0, 1, 24 * 365), 1):
        there.clock.at += timedelta(hours=hours)
        await over(there, meeting, *range(7))
        (survey,) = there.surveys.book.live()
        titles.append((survey, cards.title(survey, TEXTS.speaker("en")), cards.title(survey, TEXTS.speaker("es"))))
    assert [one[1:] for one in titles] == [
        ("How was the session? · May 4, 2026", "¿Cómo estuvo la sesión? · 4 may 2026"),
        ("How was the session? · May 4, 2026, 21:00", "¿Cómo estuvo la sesión? · 4 may 2026, 21:00"),
        ("How was the session? · May 4, 2027", "¿Cómo estuvo la sesión? · 4 may 2027"),
    ]
    long = titles[0][0].questionnaire.model_copy(update={"title": {"en": "word " * 20}})
    shown = cards.title(replace(titles[0][0], questionnaire=long), TEXTS.speaker("en"), 80)
    assert len(shown) <= 80
    assert shown.endswith("… · May 4, 2026")
    await there.close()


async def test_who_is_in_two_groups_is_counted_in_the_one_that_asked_first(tmp_path: Path) -> None:
    there = await town(tmp_path)
    await planned(there, CHANNEL)
    await planned(there, CHANNEL + 1)
    await over(there, 1, *range(7))
    await over(there, 2, 6, 7, 20, 21, 22, 23, channel=CHANNEL + 1)
    first, second = there.surveys.book.live()
    await there.answer(first, 6, pages("3"))
    with pytest.raises(NotThere):
        await there.answer(second, 6, pages("3"))
    await there.answer(second, 7, pages("3"))
    await there.surveys.close_early(first, by=1)
    with pytest.raises(NotThere):
        await there.answer(second, 6, pages("3"))
    await there.close()


async def test_nor_does_somebody_come_to_be_counted_twice_at_a_later_session_of_a_period(tmp_path: Path) -> None:
    there = await town(tmp_path)
    await planned(there, CHANNEL)
    await planned(there, CHANNEL + 1, Trigger.PERIOD)
    await over(there, 1, 7, channel=CHANNEL + 1)
    await over(there, 2, *range(7))
    await over(there, 3, *range(9), channel=CHANNEL + 1)
    period, first = there.surveys.book.live()
    assert len(first.invited) == 7
    assert len(period.invited) == 2
    assert not first.invited & period.invited
    await over(there, 4, 7, 8)
    assert [one.state for one in there.surveys.book.live()] == [State.OPEN, State.OPEN]
    assert (await there.surveys.book.survey(GUILD, first.id)).state is State.OPEN, (
        "nobody is left to ask in the next round"
    )
    await there.close()


async def test_a_period_takes_in_nobody_who_may_have_answered_what_was_closed_early(tmp_path: Path) -> None:
    there = await town(tmp_path)
    await planned(there, CHANNEL)
    await planned(there, CHANNEL + 1, Trigger.PERIOD)
    await over(there, 1, 7, channel=CHANNEL + 1)
    await over(there, 2, *range(7))
    period, first = there.surveys.book.live()
    for user in range(7):
        await there.answer(first, user, pages("3"))
    await there.surveys.close_early(first, by=1)
    await over(there, 3, *range(9), channel=CHANNEL + 1)
    assert there.surveys.book.live() == (period,), "they could be counted again, beside one more"
    there.clock.at += timedelta(days=7)
    await over(there, 4, *range(9), channel=CHANNEL + 1)
    (grown,) = there.surveys.book.live()
    assert len(grown.invited) == 9
    await there.close()


async def test_a_round_of_a_plan_is_left_out_while_the_same_is_asked_by_hand(tmp_path: Path) -> None:
    there = await town(tmp_path)
    await planned(there)
    first = await there.open(role=SMALL)
    await over(there, 1, 1, 2)
    assert [one.id for one in there.surveys.book.live()] == [first.id]
    await there.close()


async def test_words_go_when_a_raised_threshold_is_more_than_those_who_were_asked_for_them(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open()
    for user in range(9):
        await there.answer(survey, user, pages("3", text=f"word {user}"))
    closed = await there.surveys.closing.close(survey.id, note=nobody)
    assert closed is not None
    assert closed.results is not None
    assert len(closed.results.written("change")) == 9
    assert len(at_threshold(closed.results, 9).written("change")) == 9
    of_few = Results(5, 20, words=(("change", 8, ("a", "b")),))  # eight of twenty were asked
    assert at_threshold(of_few, 8).written("change") == ("a", "b")
    assert at_threshold(of_few, 9).written("change") == ()
    await there.close()
