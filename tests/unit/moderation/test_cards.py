"""A card says how a case stands, in any language and any state, and never a word of what was written."""

import re
from dataclasses import MISSING, fields
from datetime import UTC, datetime
from itertools import product

import pytest

from bot.messenger.render import render
from bot.moderation.cards import OUTCOMES, Around, card, case_name, resolve_form
from bot.moderation.contact import space_name
from bot.moderation.incident import Choice, Incident, Outcome, Page, Reached, Source, State, Words
from bot.settings import default_data_dir
from bot.texts import Speaker, Texts
from bot.ui.case_screens import A_PART, words_screen

AT = datetime(2026, 5, 4, 20, 0, tzinfo=UTC)


@pytest.fixture(params=["en", "es"])
def say(request: pytest.FixtureRequest) -> Speaker:
    return Texts.load(default_data_dir() / "locales").speaker(request.param)


def incident(**values: object) -> Incident:
    facts: dict[str, object] = {
        "key": 1456074443980800026,
        "guild_id": 1456074443980800010,
        "number": 12,
        "user_id": 1456074443980800021,
        "source": Source.MESSAGE,
        "tier": "page",
        "category": "means",
        "rule": "en.means.at-hand",
        "state": State.PAGING,
        "locale": "en",
        "channel_id": 1456074443980800017,
    }
    instants = {one.name: AT for one in fields(Incident) if one.name.endswith("_at") and one.default is MISSING}
    return Incident(**(instants | facts | values))  # type: ignore[arg-type]


def around(pages: int = 0, **values: object) -> Around:
    told = [
        Page(round=0, step=number % 4, user_id=100 + number, at=AT, outcome="Sent", channel_id=None, message_id=None)
        for number in range(pages)
    ]
    return Around(live=True, name=lambda user: f"Name {user}", pages=told, **values)  # type: ignore[arg-type]


def labels(one: Incident, say: Speaker) -> list[str]:
    rows = card(one, say, around()).rows
    return [button.label for row in rows if isinstance(row, tuple) for button in row]


def test_a_case_and_its_room_are_called_by_a_number_as_people_type_it(say: Speaker) -> None:
    names = [case_name(say, incident(number=12345)), space_name(incident(number=12345), say)]
    names.append(space_name(incident(number=0, key=1456074443980604800), say))
    assert [name.split()[-1] for name in names] == ["12345", "12345", "604800"]


def test_every_card_that_can_be_fits_into_a_message_and_shows_no_rule(say: Speaker) -> None:
    for state, source, reached in product(State, Source, Reached):
        one = incident(
            state=state,
            source=source,
            reached=reached,
            choice=Choice.NOT_NOW,
            holder=7 if state in (State.ACKNOWLEDGED, State.WITH_PERSON) else None,
            handed_to=8 if state is State.ACKNOWLEDGED else None,
            outcome=Outcome.TALKED if state is State.RESOLVED else None,
            late_seconds=4000,
            aside=True,
            danger=True,
            unanswered=True,
        )
        message = card(one, say, around(40, times=4, waiting=True))
        rendered = render(message, strict=True)
        shown = str([embed.to_dict() for embed in rendered["embeds"]])
        assert "at-hand" not in shown
        assert "{" not in message.content + message.cards[0].body + message.cards[0].title
        assert say("card-footer") == message.cards[0].footer


def test_a_lock_screen_shows_that_there_is_a_case_and_nothing_else(say: Speaker) -> None:
    one = incident()
    content = card(one, say, around()).content
    assert content == say("card-content", case=say("card-name", number=12))
    for fact in (one.user_id, one.channel_id, one.category, one.rule):
        assert str(fact) not in content


def test_what_can_be_pressed_follows_from_where_the_case_stands(say: Speaker) -> None:
    assert labels(incident(), say) == [
        say(key) for key in ("button-take", "button-cannot", "button-why", "button-danger", "button-not-crisis")
    ]
    assert say("button-reach") in labels(incident(reached=Reached.WITHHELD), say)
    held = incident(state=State.ACKNOWLEDGED, holder=7, reached=Reached.DIRECT)
    assert say("button-offer-space") in labels(held, say)
    assert say("button-take") not in labels(held, say)
    assert say("button-offer-space") not in labels(incident(state=State.WITH_PERSON, holder=7, space_id=5), say)
    assert say("button-take") in labels(incident(state=State.ACKNOWLEDGED, holder=7, handed_to=8), say)
    assert labels(incident(state=State.RESOLVED), say) == [say("button-log")]


def test_the_third_time_within_two_weeks_is_said(say: Speaker) -> None:
    assert say("card-third-time", times=3) in card(incident(), say, around(times=3)).cards[0].body
    assert say("card-third-time", times=2) not in card(incident(), say, around(times=2)).cards[0].body


def test_a_card_says_how_late_it_is_from_a_minute_on(say: Speaker) -> None:
    when = [card(incident(late_seconds=seconds), say, around()).cards[0].fields[2].value for seconds in (59, 60, 420)]
    assert say("card-late", minutes=1) not in when[0]
    assert say("card-late", minutes=1) in when[1]
    assert say("card-late", minutes=7) in when[2]


def test_the_link_leads_to_the_message_and_is_left_out_where_there_is_none(say: Speaker) -> None:
    def where(**values: object) -> str:
        return card(incident(**values), say, around()).cards[0].fields[1].value

    for source in (Source.MESSAGE, Source.ABOUT_MESSAGE):
        assert where(source=source, message_id=77).endswith("/1456074443980800010/1456074443980800017/77")
        assert "https" not in where(source=source)


def test_somebody_erased_has_no_name_on_the_card(say: Speaker) -> None:
    assert card(incident(user_id=0), say, around()).cards[0].fields[0].value == say("card-who-gone")


def test_every_outcome_can_be_chosen_in_every_language(say: Speaker) -> None:
    assert set(OUTCOMES) == set(Outcome)
    texts = [say(text) for text in OUTCOMES.values()]
    assert len(set(texts)) == len(texts)
    assert len(resolve_form(incident(), say).fields) == 2


def test_the_time_of_a_page_is_shown_beside_its_name(say: Speaker) -> None:
    fields = {field.name: field.value for field in card(incident(), say, around(10)).cards[0].fields}
    lines = fields[say("card-told")].splitlines()
    assert len(lines) == 8, "the last eight"
    assert lines[-1] == say("card-told-line", name="Name 109", at=f"<t:{int(AT.timestamp())}:t>")


def pages(words: list[Words], say: Speaker) -> list[str]:
    """Every page behind *Why*, oldest first, as Discord would show it."""
    shown: list[str] = []
    number = 0
    while True:
        screen = words_screen(incident(), words, say, number)
        embed = render(screen)["embeds"][0]
        shown.append("\n".join(str(field.value) for field in embed.fields))
        newer = [button for row in screen.rows if isinstance(row, tuple) for button in row][-1:]
        if not newer or newer[0].disabled:
            return shown
        number += 1


def test_why_shows_to_the_last_letter_what_was_written(say: Speaker) -> None:
    long = "".join(f"word{number}_" for number in range(450))
    words = [Words("trigger", AT, long, "en.means.at-hand", ((len(long) - 9, len(long) - 1),))]
    words += [Words("relayed", AT, f"{number}th\n" + "*" * 1500) for number in range(12)]

    shown = pages(words, say)

    everything = "".join(shown).replace("\\", "").replace("__", "")
    assert all(f"word{number}_" in re.sub(r"\n?<t:\d+:t> · ", "", everything) for number in range(450))
    assert all(f"{number}th" in everything for number in range(12))
    assert everything.count("*") == 12 * 1500
    assert "…" not in everything
    newest = render(words_screen(incident(), words, say))["embeds"][0]
    assert "\n".join(str(field.value) for field in newest.fields) == shown[-1]


def test_why_underlines_a_span_on_either_side_of_a_cut(say: Speaker) -> None:
    text = "a" * (A_PART - 3) + "pills" + "b" * 10
    shown = pages([Words("trigger", AT, text, "en.means.at-hand", ((A_PART - 3, A_PART + 2),))], say)
    assert "__pil__\n" in shown[0]
    assert "__ls__bbb" in shown[0]


def test_what_a_card_says_of_the_person_is_true(say: Speaker) -> None:
    def body(**values: object) -> str:
        return card(incident(**values), say, Around(live=True, name=str)).cards[0].body

    assert body(state=State.RAISED, reached=Reached.WITHHELD) == say("card-review")
    lowered = body(state=State.RAISED, reached=Reached.DIRECT, choice=Choice.MEANT_OTHERWISE)
    assert lowered == say("card-lowered")
    for reached in Reached:
        loud = body(unanswered=True, reached=reached)
        assert loud == say("card-unanswered")
        assert not any(word in loud for word in ("told plainly", "claridad"))
