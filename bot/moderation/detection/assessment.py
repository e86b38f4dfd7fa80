"""What the detector says of a text."""

from dataclasses import dataclass
from enum import StrEnum


class Tier(StrEnum):
    """How soon a human should look; ordered, none < review < page."""

    NONE = "none"
    REVIEW = "review"
    PAGE = "page"

    @property
    def height(self) -> int:
        """Return 0 for none, 1 for review, 2 for page."""
        return _HEIGHTS[self.value]

    def lowered(self, steps: int = 1) -> "Tier":
        """Return the tier that many steps below, never below none."""
        return _LADDER[max(0, self.height - steps)]

    def __lt__(self, other: object) -> bool:
        """Compare by urgency, not by spelling."""
        return self.height < other.height if isinstance(other, Tier) else NotImplemented

    def __le__(self, other: object) -> bool:
        """Compare by urgency, not by spelling."""
        return self.height <= other.height if isinstance(other, Tier) else NotImplemented

    def __gt__(self, other: object) -> bool:
        """Compare by urgency, not by spelling."""
        return self.height > other.height if isinstance(other, Tier) else NotImplemented

    def __ge__(self, other: object) -> bool:
        """Compare by urgency, not by spelling."""
        return self.height >= other.height if isinstance(other, Tier) else NotImplemented


_LADDER = (Tier.NONE, Tier.REVIEW, Tier.PAGE)
_HEIGHTS = {tier.value: height for height, tier in enumerate(_LADDER)}


class Category(StrEnum):
    """The families of frames, the most pressing first: of two rules on one tier the earlier family is named."""

    ATTEMPT = "attempt"
    OVERDOSE = "overdose"
    MEANS = "means"
    PLAN = "plan"
    FAREWELL = "farewell"
    ABUSE = "abuse"
    VIOLENCE = "violence"
    THIRD_PERSON = "third_person"
    IDEATION = "ideation"
    SELF_HARM = "self_harm"
    ASKING_FOR_HELP = "asking_for_help"

    @property
    def rank(self) -> int:
        """Return the place in the order of pressure, 0 first."""
        return _RANKS[self.value]

    @property
    def protected(self) -> bool:
        """Tell whether no suppressor may lower this family (DESIGN section 8)."""
        return self in _PROTECTED


_RANKS = {category.value: rank for rank, category in enumerate(Category)}
_PROTECTED = frozenset({Category.ATTEMPT, Category.OVERDOSE, Category.MEANS, Category.PLAN, Category.FAREWELL})


SUMS = frozenset({"clues", "signs", "words"})
"""How the names of rules end that add up what stands anywhere in a text."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A tier with its reason: which rule, and the (start, end) offsets into the text the person wrote.

    Where suppressors lowered the rule's tier they are named in `lowered_by`, and category, rule
    and spans stay, even when nothing is left but `none`.
    """

    tier: Tier
    category: Category | None = None
    rule: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    lowered_by: tuple[str, ...] = ()

    @property
    def summed(self) -> bool:
        """Tell whether no frame holds, and words that say little one by one were added up."""
        return self.rule is not None and self.rule.rpartition(".")[2] in SUMS


NOTHING = Assessment(Tier.NONE)
