"""What respondents read before the first question: short enough to be read, and true."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.audit import Cause, nobody
from bot.messenger.message import Menu, Message
from bot.messenger.render import render
from bot.surveys import box_posts, cards, making
from bot.surveys.answering import Step
from bot.surveys.errors import QuestionWrong
from bot.surveys.questions import Kind, Questionnaire
from bot.ui import survey_forms
from tests.unit.surveys.worlds import GUILD, ROLE, TEXTS, terms_of, world

LONGEST = 30  # words of one sentence


@pytest.mark.parametrize("locale", ["en", "es"])
async def test_the_promise_is_two_short_sentences_and_more_is_behind_a_button(tmp_path: Path, locale: str) -> None:
    there = await world(tmp_path)
    survey = await there.open()
    say = TEXTS.speaker(locale)
    for promise in (cards.promise(survey, say), box_posts.promise(say)):
        sentences = [one for one in re.split(r"\.(?:\s|$)", promise) if one]
        assert len(sentences) == 2
        assert max(len(one.split()) for one in sentences) <= LONGEST
    for message in (cards.invitation(survey, say), survey_forms.beginning(survey, None, say)):
        assert f"custom_id='survey:more:{survey.id}'" in repr(message.rows)
    await there.close()


async def test_a_person_is_a_press_away_before_between_and_after_the_pages(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey, say = await there.open(), TEXTS.speaker("en")
    between = survey_forms.after(Step(survey, first=True, more=True), say)
    for screen in (survey_forms.beginning(survey, None, say), between, survey_forms.thanks(survey, say)):
        assert "support:open" in repr(screen.rows)
    await there.close()


async def test_whoever_comes_from_your_voice_reads_for_whom_the_survey_is_too(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open(role=ROLE)
    say = TEXTS.speaker("en")
    shown = survey_forms.beginning(survey, None, say).cards[0].fields
    assert (shown[0].name, shown[0].value) == (say("survey-whom"), f"<@&{ROLE}>")
    await there.close()


async def test_a_survey_of_ones_own_that_is_asked_again_is_compared_with_the_times_before(tmp_path: Path) -> None:
    there = await world(tmp_path)
    tea = making.add(Questionnaire(title={"en": "Tea"}), Kind.SCALE, "en", "How warm?")
    coffee = making.add(Questionnaire(title={"en": "Coffee"}), Kind.SCALE, "en", "How strong?")
    closed = []
    for made in (tea, coffee, making.translate(tea, "q1", "es", "¿Cuánto calor?")):
        draft = await there.surveys.draft(GUILD, made)
        survey = await there.surveys.open(GUILD, f"draft:{draft.id}", terms_of(), by=Cause.OPERATOR)
        for user in range(8):
            await there.answer(survey, user, [{"a0": [str(user % 4 + 1)]}])
        there.clock.at += timedelta(days=8)
        closed.append(await there.surveys.closing.close(survey.id, note=nobody))
    first, other, last = closed
    assert first is not None
    assert other is not None
    assert last is not None
    assert await there.surveys.publishing.earlier(other) == []
    assert await there.surveys.publishing.earlier(last) == [(first, first.results)]
    again = await there.surveys.open(GUILD, f"again:{last.id}", terms_of(), by=Cause.OPERATOR)
    for user in range(8):
        await there.answer(again, user, [{"a0": [str(user % 4 + 1)]}])
    ended = await there.surveys.closing.close(again.id, note=nobody)
    assert ended is not None
    assert [one.id for one, _ in await there.surveys.publishing.earlier(ended)] == [first.id, last.id]
    await there.close()


@pytest.mark.parametrize("locale", ["en", "es"])
async def test_a_person_is_offered_by_name_as_soon_as_something_felt_wrong_and_to_everybody_alike(
    tmp_path: Path, locale: str
) -> None:
    there = await world(tmp_path)
    survey = await there.open()
    say = TEXTS.speaker(locale)
    after = []
    for user, wrong in enumerate(("yes", "no", "rather_not")):
        there.town.roles[user] = frozenset()
        chosen = {"a0": ("3",), "a1": ("3",), "a2": ("3",), "a3": (wrong,)}
        after.append(survey_forms.after(await there.surveys.answering.submit(survey.id, user, {}, chosen), say))
    assert f"custom_id='survey:contact:{GUILD}'" in repr(after[0].rows)
    assert say("button-survey-contact") in after[0].content
    assert after[0] == after[1] == after[2]
    await there.close()


def test_the_ends_of_a_scale_are_said_in_another_language_too() -> None:
    made = making.add(Questionnaire(title={"en": "Tea"}), Kind.SCALE, "en", "How warm?", ends="cold\nhot")
    said = making.translate(made, "q1", "es", "¿Cuánto calor?", ends="frío\ncaliente").questions[0]
    assert (said.low, said.high) == ({"en": "cold", "es": "frío"}, {"en": "hot", "es": "caliente"})
    assert making.translate(made, "q1", "es", "¿Cuánto calor?").questions[0].low == {"en": "cold"}
    with pytest.raises(QuestionWrong):
        making.translate(made, "q1", "es", "¿Cuánto calor?", ends="frío")
    with pytest.raises(QuestionWrong):
        making.translate(made, "q1", "es", "¿Cuánto calor?", ends=f"{'f' * 101}\ncaliente")


@pytest.mark.parametrize("locale", ["en", "es"])
async def test_your_voice_leads_to_every_survey_and_says_how_to_reach_what_does_not_fit(
    tmp_path: Path, locale: str
) -> None:
    there = await world(tmp_path)
    first, say = await there.open(), TEXTS.speaker(locale)
    assert first.closes_at is not None
    # The last to come is the first to close.
    found = [replace(first, id=one, closes_at=first.closes_at + timedelta(days=40 - one)) for one in range(1, 28)]

    def screen(count: int) -> Message:
        shown = survey_forms.voice_screen(GUILD, found[:count], say, box=True)
        render(shown)  # Discord takes it
        assert "box:write" in repr(shown.rows[-1])
        assert "support:open" in repr(shown.rows[-1])
        return shown

    buttons, menu, full = (screen(count).rows[0] for count in (5, 6, 27))
    assert isinstance(buttons, tuple)
    assert [one.custom_id for one in buttons] == [f"survey:answer:{one}" for one in (5, 4, 3, 2, 1)]
    assert isinstance(menu, Menu)
    assert [one.value for one in menu.choices] == ["6", "5", "4", "3", "2", "1"]
    assert isinstance(full, Menu)
    assert [one.value for one in full.choices] == [str(one) for one in range(27, 2, -1)]
    assert [screen(count).content for count in (0, 25)] == [say("voice-none"), say("voice-open")]
    assert screen(27).content == f"{say('voice-open')}\n{say('voice-rest', count=2)}"
    await there.close()
