"""Which signs may say something together: only those of one language add up, and only with enough weight."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.moderation.detection.lexicon import Rule

_MANY: Final = 3
"""As many different signs that speak for urgency may be less urgent, together, by one."""
_LESS_IF_UNDOUBTED: Final = 2
_NEVER: Final = 99


def ask_for_a_look(signs: Collection[Rule]) -> bool:
    """Tell whether signs of one language are enough for somebody to look."""
    return bool(signs) and sum(sign.weight for sign in signs) >= next(iter(signs)).grammar.signs_needed


def wake(signs: Collection[Rule]) -> bool:
    """Tell whether signs of one language are enough to wake somebody."""
    return _lacking(signs) <= 0


def wake_if_undoubted(signs: Collection[Rule]) -> bool:
    """Tell whether they are enough where nothing doubts them: a little less than otherwise, but never one sign alone."""
    return sum(sign.urgency > 0 for sign in signs) > 1 and _lacking(signs) <= _LESS_IF_UNDOUBTED


def _lacking(signs: Collection[Rule]) -> int:
    """Return how much urgency signs of one language lack."""
    speaking = sum(sign.urgency > 0 for sign in signs)
    if not speaking:
        return _NEVER
    return next(iter(signs)).grammar.urgency_needed - (speaking >= _MANY) - sum(sign.urgency for sign in signs)


@dataclass(frozen=True, slots=True)
class Most:
    """What signs come to at most, whatever their languages and whatever takes off."""

    weight: int
    urgency: int
    many: int

    @property
    def worth(self) -> int:
        """Return what no sum of theirs exceeds."""
        return max(self.weight, self.urgency)

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "Most":
        """Add up signs; other rules come to nothing."""
        signs = [rule for rule in rules if rule.sign]
        return cls(sum(sign.weight for sign in signs), sum(max(0, sign.urgency) for sign in signs), len(signs))


class Signs:
    """The signs of all languages, known by the numbers of their rules."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        """Take all rules; those that are no signs weigh nothing."""
        self._rules = rules
        grammars = {rule.grammar for rule in rules if rule.sign}
        self._needed = min((grammar.signs_needed for grammar in grammars), default=0)
        self._urgency_needed = min((grammar.urgency_needed for grammar in grammars), default=0)

    def least(self, *, undoubted: bool) -> int:
        """Return what the worth of signs must come to at least for them to be enough together."""
        urgency_needed = self._urgency_needed - 1 - (_LESS_IF_UNDOUBTED if undoubted else 0)
        return max(1, min(self._needed, urgency_needed))

    def may_do(self, found: Collection[Most], *, undoubted: bool) -> bool:
        """Tell whether signs may be enough together; cheap, and mostly too hopeful."""
        weight = urgency = many = 0
        for one in found:
            weight += one.weight
            urgency += one.urgency
            many += one.many
        lacking = self._urgency_needed - (many >= _MANY) - urgency
        return weight >= self._needed or lacking <= (_LESS_IF_UNDOUBTED if undoubted else 0)

    def that_may_do(self, signs: Iterable[int], *, undoubted: bool) -> set[int]:
        """Return those that may be enough with others of their language, if nothing takes off from it."""
        of_language: dict[str, list[int]] = defaultdict(list)
        for sign in signs:
            of_language[self._rules[sign].grammar.language].append(sign)
        found: set[int] = set()
        for numbers in of_language.values():
            if ask_for_a_look([self._rules[number] for number in numbers]):
                found.update(number for number in numbers if self._rules[number].weight)
            speaking = [self._rules[number] for number in numbers if self._rules[number].urgency > 0]
            if wake(speaking) or (undoubted and wake_if_undoubted(speaking)):
                found.update(number for number in numbers if self._rules[number].urgency)
        return found
