"""Two lines of one person are read as one; what only adds up over them counts for less."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.moderation.conversation import ONE_BREATH, Assess, Conversations
from bot.moderation.detection import Assessment, Category, Tier

AT = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)
LOUNGE, MAYA, BEN = 1, 2, 3
FIRST, SECOND = "im done", "goodbye everyone"


def assess(rule: str, tier: Tier) -> Assess:
    """Find a rule where both lines stand, and nothing in either alone."""

    def found(text: str) -> Assessment:
        both = FIRST in text and SECOND in text
        return Assessment(tier, Category.FAREWELL, rule) if both else Assessment(Tier.NONE)

    return found


def second(
    rule: str = "en.farewell.goodbye",
    tier: Tier = Tier.PAGE,
    *,
    who: int = MAYA,
    after: timedelta = timedelta(seconds=30),
) -> tuple[Tier, str]:
    conversations = Conversations(lambda _text: False)
    judge = assess(rule, tier)
    conversations.read(LOUNGE, MAYA, 1, AT, FIRST, judge)
    found, about = conversations.read(LOUNGE, who, 2, AT + after, SECOND, judge)
    return found.tier, about


def test_two_lines_of_one_person_are_read_as_one() -> None:
    assert second() == (Tier.PAGE, f"{FIRST}\n{SECOND}")


def test_lines_of_two_people_or_far_apart_are_not() -> None:
    assert second(who=BEN)[0] is Tier.NONE
    assert second(after=ONE_BREATH + timedelta(seconds=1))[0] is Tier.NONE


@pytest.mark.parametrize(
    ("rule", "tier", "left"),
    [
        ("en.ideation.clues", Tier.PAGE, Tier.REVIEW),
        ("en.ideation.signs", Tier.REVIEW, Tier.NONE),
        ("scorer.ideation.words", Tier.REVIEW, Tier.NONE),
    ],
)
def test_what_only_adds_up_over_two_lines_counts_for_less(rule: str, tier: Tier, left: Tier) -> None:
    assert second(rule, tier)[0] is left
