"""Evenings that broke a promise once, played again by hand: each is here because a seed found it."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from bot.moderation.shifts import Position
from tests.simulation.faults import Ill, Jump, Kill, Mute, Plan, Window
from tests.simulation.people import People, Watch
from tests.simulation.run import Evening, play
from tests.simulation.town import ALERTS, ANA, BEN, CLEO, DAN, LEA, MAYA, Post, words

EVENING = 6 * 3600.0


def on_shift(people: People, primary: int | None = ANA, backup: int | None = CLEO) -> None:
    if primary is not None:
        people.shifts.append(Watch(primary, Position.PRIMARY, 0, EVENING))
    if backup is not None:
        people.shifts.append(Watch(backup, Position.BACKUP, 0, EVENING))


def at(people: People, seconds: float, act: Callable[..., None], *given: Any, **more: Any) -> None:
    people.town.timeline.at(seconds, partial(act, *given, **more))


def press(people: People, who: int, verb: str, **more: Any) -> None:
    """Press a button of the first case."""
    people.press(who, f"case:{verb}:{people.cries[0].key}", None, after=0, **more)


def said(evening: Evening, what: str) -> list[Post]:
    return [post for post in evening.town.posts if what in words(post.message)]


def kept(evening: Evening) -> Evening:
    assert not evening.broken, evening.report()
    return evening


def test_a_case_that_is_closed_while_somebody_is_being_woken_does_not_look_open_afterwards() -> None:
    def script(people: People) -> None:
        on_shift(people, backup=None)
        at(people, 60, people.cry, MAYA)
        at(people, 70, press, people, ANA, "take")
        at(people, 100, press, people, ANA, "cannot")  # the next are being woken, and a card takes its time
        at(people, 103, press, people, BEN, "resolved", values={"outcome": "talked", "note": ""})

    plan = Plan((Window(95, 200, Mute.LOST, ALERTS),))
    kept(play(1, plan, script))


def test_a_card_whose_change_was_lost_is_changed_again() -> None:
    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)
        at(people, 70, press, people, ANA, "take")
        at(people, 100, press, people, ANA, "resolved", values={"outcome": "talked", "note": ""})

    for window in (
        Window(65, 90, Mute.LOST, ALERTS),
        Window(95, 300, Mute.LOST, ALERTS),
        Window(95, 300, Mute.LOST, ANA),
    ):
        kept(play(1, Plan((window,)), script))


@pytest.mark.parametrize("written", [True, False])
def test_a_commit_whose_answer_was_lost_leaves_one_case_that_memory_and_database_know_alike(written: bool) -> None:
    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry if written else people.ask, MAYA)

    kept(play(1, Plan((Window(50, 62, Ill.FORGETFUL, "main"),)), script))


def test_leads_are_called_loudly_once_a_round_however_long_the_person_cannot_be_told() -> None:
    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)

    evening = kept(play(1, Plan((Window(300, 1500, Mute.LOST, MAYA),)), script))
    assert len(said(evening, "nobody has answered")) == 1


def test_the_person_hears_once_that_somebody_is_still_being_woken_and_not_after_the_end() -> None:
    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)
        at(people, 60 + 350, press, people, CLEO, "cannot")  # the ladder is counted anew

    evening = kept(play(1, Plan(), script))
    assert len(said(evening, "I am still trying to reach somebody")) == 1


def test_leads_are_called_beside_the_card_also_while_a_page_is_in_doubt() -> None:
    def script(people: People) -> None:
        on_shift(people, backup=None)
        at(people, 60, people.cry, MAYA)

    evening = kept(play(1, Plan((Window(50, 500, Mute.LOST, ANA),)), script))
    assert len([post for post in evening.town.posts if post.key.startswith("card:")]) == 1
    assert said(evening, "<@4010> <@4008> Case 1 is waiting for somebody.")


def test_a_card_that_could_not_be_changed_shows_how_it_stands_once_somebody_presses_it() -> None:
    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)
        at(people, 70, press, people, ANA, "take")
        at(people, 100, press, people, ANA, "resolved", values={"outcome": "talked", "note": ""})
        at(people, 600, press, people, CLEO, "take")

    evening = kept(play(1, Plan((Window(65, 500, Mute.FORBIDDEN, ALERTS),)), script))
    card = next(post for post in evening.town.posts if post.key.startswith("card:"))
    assert card.shown is not None
    assert "closed" in words(card.shown)


def test_a_card_shows_who_has_it_though_nobody_heard_that_it_arrived() -> None:
    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)
        at(people, 61, press, people, ANA, "take")
        at(people, 200, press, people, ANA, "resolved", values={"outcome": "talked", "note": ""})

    evening = kept(play(1, Plan((Window(59, 60.5, Mute.ARRIVED, ALERTS),)), script))
    (card,) = (post for post in evening.town.posts if post.key.startswith("card:"))
    assert card.shown is not None
    assert "closed" in words(card.shown)
    assert sum("~> #alerts: Case 1 · Ana is on it" in line for line in evening.town.trace)


def test_that_nobody_else_is_on_call_is_said_once_a_round_though_the_process_died() -> None:
    """Seed 40444: a lead passed the case on while the process died, and again after it was back."""

    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)
        at(people, 70, press, people, ANA, "take")
        at(people, 100, press, people, ANA, "cannot")
        at(people, 150, press, people, CLEO, "cannot")
        at(people, 300, press, people, LEA, "cannot")  # Discord has forgotten the nonce by then

    evening = kept(play(1, Plan(kills=(Kill(200, 1, callbacks=True, down=5),)), script))
    assert len(evening.lives) == 2
    assert len(said(evening, "no other peer is on call")) == 1


def test_a_card_that_is_hung_anew_for_its_age_and_one_for_a_new_round_leave_one_of_them() -> None:
    """Seed 50115: the clock jumped by an hour while the database was away, and both were due when it was back."""

    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)
        at(people, 75, press, people, ANA, "take")
        at(people, 1300, press, people, CLEO, "take")
        at(people, 1400, press, people, CLEO, "resolved", values={"outcome": "talked", "note": ""})

    plan = Plan((Window(65, 1168, Ill.READ_ONLY, "main"),), jumps=(Jump(887, timedelta(hours=1)),))
    evening = kept(play(2, plan, script))
    cards = [post for post in evening.town.posts if post.key.startswith("card:")]
    assert len(cards) == 3
    assert sum(post.shown is not None for post in cards) == 1


def test_a_card_that_was_sent_again_for_minutes_in_doubt_is_not_left_beside_itself() -> None:
    """Seed 40059: every answer of a quarter of an hour was lost, and Discord had forgotten the nonce each time."""

    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)
        at(people, 700, press, people, ANA, "take")
        at(people, 900, press, people, ANA, "resolved", values={"outcome": "talked", "note": ""})

    evening = kept(play(1, Plan((Window(59, 600, Mute.ARRIVED, ALERTS),)), script))
    cards = [post for post in evening.town.posts if post.key.startswith("card:")]
    assert len(cards) > 2
    assert sum(post.shown is not None for post in cards) == 1


def test_a_card_that_was_sent_before_an_absence_is_not_left_beside_the_one_that_is_sent_again() -> None:
    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)
        at(people, 700, press, people, ANA, "take")
        at(people, 800, press, people, ANA, "resolved", values={"outcome": "talked", "note": ""})

    sent = 0
    for crossing in range(47, 50):
        evening = kept(play(1, Plan(kills=(Kill(59, crossing, callbacks=False, down=400),)), script))
        sent += len([post for post in evening.town.posts if post.key.startswith("card:")]) > 1
    assert sent, "it did die between the sending of a card and its answer"


def test_pages_show_that_a_case_is_closed_though_the_database_did_not_say_who_was_paged() -> None:
    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)
        at(people, 70, press, people, ANA, "take")
        at(people, 100, press, people, ANA, "resolved", values={"outcome": "talked", "note": ""})

    missed = 0
    for late in (0.0035, 0.004, 0.0045):
        evening = kept(play(1, Plan((Window(100 + late, 101, Ill.AWAY, "main"),)), script))
        page = next(post for post in evening.town.posts if post.key.startswith("page:"))
        assert page.shown is not None
        assert "closed" in words(page.shown)
        missed += any(entry["event"] == "card.without_database" for entry in evening.logged)
    assert missed


@pytest.mark.parametrize("seed", [1, 7])
def test_pages_show_that_a_case_is_closed_though_no_card_could_ever_be_sent(seed: int) -> None:
    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)
        at(people, 70, press, people, ANA, "take")
        at(people, 110, press, people, ANA, "resolved", values={"outcome": "talked", "note": ""})

    ills = (Window(0, EVENING, Mute.FORBIDDEN, ALERTS), Window(100, 400, Ill.AWAY, "main", 0.7))
    kept(play(seed, Plan(ills), script))


def test_the_person_hears_once_that_nobody_could_be_reached_however_long_leads_cannot_be_told() -> None:
    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)

    lost = tuple(Window(600, 1200, Mute.LOST, one) for one in (ALERTS, DAN, LEA))
    evening = kept(play(1, Plan(lost), script))
    assert len(said(evening, "I have not reached anybody for you so far")) == 1


def test_who_comes_on_shift_is_called_once_beside_the_card_however_long_their_page_is_in_doubt() -> None:
    def script(people: People) -> None:
        people.shifts.append(Watch(ANA, Position.PRIMARY, 300, EVENING))
        at(people, 60, people.cry, MAYA)

    evening = kept(play(1, Plan((Window(290, 700, Mute.LOST, ANA),)), script))
    assert len(said(evening, "<@4005> Case 1 is waiting for somebody.")) == 1


def test_who_comes_on_shift_is_woken_once_however_long_the_call_beside_the_card_fails() -> None:
    def script(people: People) -> None:
        people.shifts.append(Watch(ANA, Position.PRIMARY, 300, EVENING))
        at(people, 60, people.cry, MAYA)

    evening = kept(play(1, Plan((Window(290, 700, Mute.TRANSIENT, ALERTS),)), script))
    assert len([post for post in evening.town.posts if ":shift:" in post.key and post.key.startswith("page:")]) == 1


def test_one_card_hangs_though_two_find_it_old_at_once() -> None:
    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)
        at(people, 70, press, people, ANA, "take")
        for seconds in (100.95, 101.0):
            at(people, seconds, people.cry, MAYA)
        at(people, 400, press, people, ANA, "resolved", values={"outcome": "talked", "note": ""})

    kept(play(1, Plan(jumps=(Jump(90, timedelta(hours=2)),)), script))


def test_what_was_written_during_an_absence_is_heard_as_soon_as_the_database_is_back() -> None:
    def script(people: People) -> None:
        on_shift(people)
        at(people, 100, people.cry, MAYA)

    away = Window(75, 420, Ill.AWAY, "main")
    evening = kept(play(1, Plan((away,), kills=(Kill(70, 0, callbacks=True, down=60),)), script))
    (page,) = (post for post in evening.town.posts if post.key.startswith("page:") and post.user_id == ANA)
    assert 420 < page.at < 430


@pytest.mark.parametrize("store", ["main", "keyring", "both"])
def test_moderators_hear_that_the_database_or_the_keyring_is_away_and_that_it_is_back(store: str) -> None:
    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)

    stores = ("main", "keyring") if store == "both" else (store,)
    evening = kept(play(1, Plan(tuple(Window(50, 130, Ill.AWAY, one) for one in stores)), script))
    assert len(said(evening, "I cannot reach my own records")) == 1
    assert len(said(evening, "My records can be reached again")) == 1


def test_what_follows_from_a_step_that_is_not_written_yet_is_not_written_before_it() -> None:
    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)
        at(people, 70, press, people, ANA, "take")
        at(people, 100, press, people, ANA, "cannot")  # the disk has not said yet that it does not take it
        at(people, 140, press, people, CLEO, "take")
        for seconds in range(900, 4000, 600):
            at(people, seconds, press, people, CLEO, "still")

    kept(play(1, Plan((Window(95, 300, Ill.LOCKED, "main"),)), script))


def test_who_wants_somebody_else_gets_somebody_though_the_process_ends_after_discord_took_note_of_the_press() -> None:
    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)
        at(people, 70, press, people, ANA, "take")
        at(people, 100, lambda: people.press(MAYA, f"me:other:{people.cries[0].key}", None, after=0))

    plan = Plan((Window(99, 110, Mute.LOST, ALERTS),), kills=(Kill(102.3, 0, callbacks=True, down=5),))
    evening = kept(play(1, plan, script))
    (made,) = (one for one in evening.lives[0].presses if one.custom_id.startswith("me:other"))
    assert made.answered_after is not None
    assert made.said == ["That is fine. I am asking somebody else now, and you don't have to say why."]
    assert any(post.user_id == CLEO and 108 < post.at < 120 for post in evening.town.posts), evening.report()


def test_leads_hear_once_that_the_channel_is_broken_though_the_process_dies_while_it_is() -> None:
    def script(people: People) -> None:
        on_shift(people)
        at(people, 60, people.cry, MAYA)

    plan = Plan((Window(50, 400, Mute.GONE, ALERTS),), kills=(Kill(100, 0, callbacks=True, down=3),))
    evening = kept(play(1, plan, script))
    assert len([post for post in said(evening, "cannot write in the private channel") if post.user_id == LEA]) == 1
