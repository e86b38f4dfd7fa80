"""What is planned, posted and kept up to date of a survey."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.agenda import Done, Job, RetryLater
from bot.agenda.jobs import Payload
from bot.audit import Cause, nobody
from bot.messenger.message import Button, Message
from bot.messenger.port import Sent, Transient
from bot.messenger.render import render
from bot.surveys.errors import NoSuchSurvey
from bot.surveys.plans import PERIOD, Trigger
from bot.surveys.records import State, Survey
from bot.surveys.telling import REMIND_JOB, SAY_JOB
from tests.unit.surveys.test_plans import ended
from tests.unit.surveys.worlds import CHANNEL, GUILD, VirtualClock, World, terms_of, world

FIRST_TIME = VirtualClock().at
FIRST_ID = 10**18  # as long as Discord's are


async def test_what_was_called_off_stands_in_nothing_s_way_and_opens_at_another_time(tmp_path: Path) -> None:
    there = await world(tmp_path)
    tomorrow = there.clock.now() + timedelta(days=1)
    planned = await there.surveys.open(GUILD, "template:session", terms_of(), by=Cause.OPERATOR, at=tomorrow)
    draft = await there.surveys.close_early(planned, by=Cause.OPERATOR)
    assert (draft.state, draft.id) == (State.DRAFT, planned.id)
    with pytest.raises(NoSuchSurvey):  # the job had read it before it was called off
        await there.surveys.opening.now(planned, timedelta(days=7), note=nobody)
    asked = await there.open()
    await there.surveys.closing.close(asked.id, note=nobody)
    later = await there.surveys.open(
        GUILD, f"draft:{draft.id}", terms_of(), by=Cause.OPERATOR, at=tomorrow + timedelta(days=9)
    )
    assert later.opens_at is not None
    key = f"survey:{later.id}:open:{later.opens_at.isoformat()}"
    (job,) = await there.parts.storage.read(lambda connection: there.parts.agenda.history(connection, key))
    assert (job.state, job.due) == ("waiting", later.opens_at)
    await there.close()


def job(survey: Survey, what: str = "", number: int = 0) -> Job:
    payload: Payload = {"survey": survey.id, "what": what, "number": number}
    return Job(SAY_JOB, f"survey:{survey.id}:say:{what}:{number}", payload, FIRST_TIME, 1, timedelta())


async def said(there: World, due: Job) -> Any:
    """Run a job to its end, with what belongs in its transaction."""
    outcome = await there.surveys.telling._say(due)
    if isinstance(outcome, Done) and outcome.write is not None:
        await there.parts.storage.write(outcome.write)
    return outcome


def offers(message: Message | None) -> set[str | None]:
    """The ids of the buttons on a message."""
    assert message is not None
    rows: Any = message.rows
    return {one.custom_id for row in rows for one in row if isinstance(one, Button)}


async def test_of_a_period_one_card_leads_to_the_answers_and_what_it_says_holds(tmp_path: Path) -> None:
    there = await world(tmp_path)
    await there.surveys.plan(GUILD, "template:session", terms_of(), Trigger.PERIOD, by=Cause.OPERATOR)
    shown: list[int] = []
    for session in range(4):
        await there.surveys.plans.after_session(ended(there, session + 1, 1, 2))
        (survey,) = there.surveys.book.live()
        await said(there, job(survey, "open", session))
        shown.append(there.messenger.posted[-1].message_id)
        cards = [there.messenger.shown(CHANNEL, one) for one in shown]
        answer = f"survey:answer:{survey.id}"
        assert [answer in offers(card) for card in cards] == [False] * session + [True]
        newest = cards[-1]
        assert newest is not None
        assert survey.closes_at is not None
        assert f"<t:{int(survey.closes_at.timestamp())}:f> at the latest" in newest.cards[0].body
        for older, following in zip(cards, shown[1:], strict=False):
            assert older is not None
            assert older.cards[0].body.startswith("This survey goes on, and its newest card says until when: https:")
            assert f"/{CHANNEL}/{following}" in older.cards[0].body
        there.clock.at += timedelta(days=7)
    assert survey.opens_at is not None
    assert survey.closes_at is not None
    assert survey.closes_at - survey.opens_at < PERIOD, "the last session brought it forward, and its card says so"
    closed = await there.surveys.close_early(survey, by=Cause.OPERATOR)
    await said(there, job(closed, "over"))
    assert not any(f"survey:answer:{survey.id}" in offers(there.messenger.shown(CHANNEL, one)) for one in shown)
    await there.close()


async def test_a_card_that_discord_would_not_change_now_is_changed_later_and_posted_once(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open()
    await said(there, job(survey, "open"))
    (card,) = there.messenger.posted
    (survey,) = there.surveys.book.live()
    await there.surveys.opening.invite(survey, ())
    there.messenger.will(CHANNEL, Sent(0, 0), Transient(), Sent(0, 0))
    assert isinstance(await said(there, job(survey, "open", 1)), RetryLater)
    await said(there, job(survey, "open", 1))
    assert len(there.messenger.posted) == 2
    assert offers(there.messenger.shown(CHANNEL, card.message_id)) == {f"support:open:{GUILD}"}

    closed = await there.surveys.close_early(survey, by=Cause.OPERATOR)
    there.messenger.will(CHANNEL, Transient(), Sent(0, 0))
    assert isinstance(await said(there, job(closed, "over")), RetryLater)
    await said(there, job(closed, "over"))
    assert offers(there.messenger.shown(CHANNEL, there.messenger.posted[1].message_id)) == set()
    await there.close()


async def test_a_survey_that_is_closed_while_its_card_is_posted_leaves_no_card_that_leads_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = await world(tmp_path)
    survey = await there.open()
    post = there.messenger.post

    async def posting(**about: Any) -> Any:
        await there.surveys.closing.close(survey.id, note=nobody)
        return await post(**about)

    monkeypatch.setattr(there.messenger, "post", posting)
    await said(there, job(survey, "open"))
    assert offers(there.messenger.shown(CHANNEL, there.messenger.posted[0].message_id)) == set()
    await there.close()


@pytest.mark.parametrize("locale", ["en", "es"])
async def test_however_many_are_invited_everybody_is_reminded_once_in_the_same_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    there = await world(tmp_path)
    await there.parts.servers.save(GUILD, locale=locale)
    survey = await there.open()
    long = survey.questionnaire.model_copy(update={"title": {"en": "*How* _was_ it? " * 6}})
    survey = replace(survey, attended=True, invited=frozenset(range(250)), questionnaire=long)
    await there.surveys.book.change(survey, expected=(State.OPEN,))
    monkeypatch.setattr(there.parts.people, "discord_id", lambda person: FIRST_ID + person)
    there.messenger.will(CHANNEL, Sent(0, 0), Sent(0, 0), Transient(), Sent(0, 0))
    due = Job(REMIND_JOB, "survey:1:remind", {"survey": survey.id}, there.clock.now(), 1, timedelta())
    assert isinstance(await there.surveys.telling._remind(due), RetryLater)
    assert isinstance(await there.surveys.telling._remind(due), Done)

    sent = [one.message for one in there.messenger.posted]
    called = [user for message in sent for user in sorted(message.mentions)]
    assert called == [FIRST_ID + number for number in range(250)]
    assert len({message.content.rpartition(f"{max(message.mentions)}> ")[2] for message in sent}) == 1
    assert all(render(message)["content"] == message.content for message in sent), "Discord takes it, and whole"
    await there.close()
