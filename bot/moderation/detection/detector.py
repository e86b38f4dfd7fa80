"""The one question the rest of the bot asks: what tier is this text?"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Final

from bot.moderation.detection.assessment import NOTHING, Assessment, Category, Tier
from bot.moderation.detection.compiled import load_tables
from bot.moderation.detection.engine import MANY_CLUES, Engine
from bot.moderation.detection.lexicon import Rule
from bot.moderation.detection.lowering import Lowered
from bot.moderation.detection.reading import Match
from bot.moderation.detection.scorer import Scorer
from bot.moderation.detection.views import View, view

SCORER: Final = Path("scorer") / "model.json"
WEIGHED_IN: Final = "en"
"""The language whose clues are weighed and doubted: of others the scorer learned little or nothing."""
WEIGHTS: Final = Path(WEIGHED_IN) / "weights.json"
WEIGHED: Final = ".ideation.weighed"
Words = tuple[int, ...]
"""Places of words in a view."""
SCORER_RULE: Final = "scorer.ideation.words"


class Detector:
    """Assess texts with every language's pack; the same text always gets the same answer."""

    def __init__(self, engine: Engine, scorer: Scorer | None = None, weights: Scorer | None = None) -> None:
        """Take a compiled lexicon, perhaps a scorer, and what weighs few clues; `Detector.load` is the usual way."""
        self._engine = engine
        self._scorer = scorer
        self._weights = weights

    @classmethod
    def load(cls, directory: Path, *, scored: bool = True) -> "Detector":
        """Read the packs under a directory (`data/lexicon`), with the scorer that lies beside it, if one does.

        Raises:
            LexiconInvalid: no pack is there, or a file cannot be used; says which file and why.
        """
        scorer = Scorer.load(directory.parent / SCORER) if scored else None
        return cls(Engine(load_tables(directory)), scorer, Scorer.load(directory / WEIGHTS))

    def assess(self, text: str, locale: str | None = None) -> Assessment:
        """Return the most urgent thing a text says; `locale` only decides between equals, never what is read."""
        if not text or text.isspace():
            return NOTHING
        seen = view(text, self._engine.vocabulary)
        loud = self._loud(seen)
        matches, lowered = self._matches(text, seen, loud, locale)
        if lowered is None:
            return _scored(seen, loud)
        best = NOTHING
        for match in matches:
            # Tiers are only ever lowered, and these come by their tiers: what follows is no more urgent.
            if match.rule.tier <= best.tier:
                break
            found = lowered.assess(match)
            if best is NOTHING or found.tier > best.tier:
                best = found
        if best.tier is Tier.NONE and best.rule is not None and best.rule.endswith(WEIGHED):
            return _scored(seen, loud)
        return best

    def assessments(self, text: str, locale: str | None = None) -> list[Assessment]:
        """Return everything a text says, the most urgent first."""
        if not text or text.isspace():
            return []
        seen = view(text, self._engine.vocabulary)
        loud = self._loud(seen)
        matches, lowered = self._matches(text, seen, loud, locale)
        if lowered is None:
            return [] if loud is None else [_scored(seen, loud)]
        return sorted((lowered.assess(match) for match in matches), key=lambda one: -one.tier.height)

    def _matches(
        self, text: str, seen: View, loud: Words | None, locale: str | None
    ) -> tuple[list[Match], Lowered | None]:
        """Return what holds, in the order of what it says by itself, with what may lower it; no `Lowered` if nothing holds."""
        # Words weigh enough for a clue to page only where the scorer, too, would have somebody look.
        heavy = None
        if loud is not None and self._scorer is not None and self._weights is not None:
            heavy = self._weights.heavy(seen.tokens, self._scorer)
        found = self._engine.find(seen, clues=heavy is not None)
        matches = [] if found is None else [match for match in found.matches if not match.rule.sign]
        if found is not None and len(matches) < len(found.matches):
            doubts = 0 if self._scorer is None else self._scorer.doubts(seen.tokens)
            matches += _signs_summed(found.matches, heavy, doubts)
        if found is None or not matches:
            return [], None
        language = (locale or "").replace("_", "-").partition("-")[0].lower()

        def order(match: Match) -> tuple[int, int, bool, int, str]:
            rule = match.rule
            return -rule.tier.height, rule.category.rank, rule.grammar.language != language, match.start, rule.name

        return sorted(matches, key=order), Lowered(text, seen, found.reading, self._engine.lowerings_of)

    def _loud(self, seen: View) -> Words | None:
        """Ask the scorer for the words that speak loudest for a look, or None where none is due."""
        return None if self._scorer is None else self._scorer.places(seen.tokens)

    def helps(self, text: str) -> bool:
        """Tell whether a text reads as talk to somebody who needs help, in any language."""
        return self._engine.says(view(text, self._engine.vocabulary), "helping")

    def rules_in(self, text: str) -> frozenset[str]:
        """Return the names of all frames and signs that hold in a text, whatever lowers them; for rule writers."""
        found = self._engine.find(view(text, self._engine.vocabulary), every=True)
        return frozenset(match.rule.name for match in found.matches) if found else frozenset()


def _signs_summed(found: list[Match], heavy: Words | None, doubts: int) -> Iterator[Match]:
    """Put the signs of each language together: enough different ones in a text are a match of their own.

    Where the words of a text weigh enough (`heavy`, the places of the heaviest), one clue is. Each of the scorer's doubts
    takes a step off a sum.
    """
    signs: dict[str, dict[str, Match]] = defaultdict(dict)
    for match in found:
        if match.rule.sign and not match.negated:
            signs[match.rule.grammar.language].setdefault(match.rule.name, match)
    for language, chosen in signs.items():
        doubted = doubts if language == WEIGHED_IN else 0
        grammar = next(iter(chosen.values())).rule.grammar
        urgencies = [match.rule.urgency for match in chosen.values()]
        agree = sum(urgency > 0 for urgency in urgencies) >= MANY_CLUES
        if sum(urgencies) >= grammar.urgency_needed - agree:
            if doubted < Tier.PAGE.height:
                yield _together(f"{language}.ideation.clues", Tier.PAGE.lowered(doubted), chosen.values())
        elif heavy is not None and language == WEIGHED_IN and any(urgency > 0 for urgency in urgencies):
            clues = [match for match in chosen.values() if match.rule.urgency > 0]
            yield _together(f"{language}{WEIGHED}", Tier.PAGE, clues, heavy)
        if sum(match.rule.weight for match in chosen.values()) >= grammar.signs_needed and not doubted:
            yield _together(f"{language}.ideation.signs", Tier.REVIEW, chosen.values())


def _scored(seen: View, loud: Words | None) -> Assessment:
    """Return what the scorer says where no rule does: a review, with the words that spoke loudest."""
    if loud is None:
        return NOTHING
    spans = tuple(dict.fromkeys(seen.span(place, place + 1) for place in loud))
    return Assessment(Tier.REVIEW, Category.IDEATION, SCORER_RULE, spans)


def _together(name: str, tier: Tier, signs: Collection[Match], words: Iterable[int] = ()) -> Match:
    """Return signs, and words at these places, as one match of a rule of their own."""
    grammar = next(iter(signs)).rule.grammar
    slots = {slot for match in signs for slot in match.slots} | {(place, place + 1) for place in words}
    return Match(Rule(name, grammar, tier, Category.IDEATION, ()), tuple(sorted(slots)))
