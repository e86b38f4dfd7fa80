"""The one question the rest of the bot asks: what tier is this text?"""

from collections import defaultdict
from collections.abc import Collection
from pathlib import Path
from typing import Final

from bot.moderation.detection.assessment import NOTHING, Assessment, Category, Tier
from bot.moderation.detection.compiled import load_tables
from bot.moderation.detection.engine import MANY_CLUES, Engine, Found
from bot.moderation.detection.lexicon import Rule
from bot.moderation.detection.lowering import Lowered
from bot.moderation.detection.reading import Match
from bot.moderation.detection.scorer import Scorer
from bot.moderation.detection.views import View, view

SCORER: Final = Path("scorer") / "model.json"
SCORER_RULE: Final = "scorer.ideation.words"


class Detector:
    """Assess texts with every language's pack; the same text always gets the same answer."""

    def __init__(self, engine: Engine, scorer: Scorer | None = None) -> None:
        """Take a compiled lexicon and perhaps a scorer; `Detector.load` is the usual way."""
        self._engine = engine
        self._scorer = scorer

    @classmethod
    def load(cls, directory: Path, *, scored: bool = True) -> "Detector":
        """Read the packs under a directory (`data/lexicon`), with the scorer that lies beside it, if one does.

        Raises:
            LexiconInvalid: no pack is there, or a file cannot be used; says which file and why.
        """
        return cls(Engine(load_tables(directory)), Scorer.load(directory.parent / SCORER) if scored else None)

    def assess(self, text: str, locale: str | None = None) -> Assessment:
        """Return the most urgent thing a text says; `locale` only decides between equals, never what is read."""
        if not text or text.isspace():
            return NOTHING
        seen = view(text, self._engine.vocabulary)
        matches, lowered = self._matches(text, seen, locale)
        if lowered is None:
            return next(iter(self._scored(seen)), NOTHING)
        best = NOTHING
        for match in matches:
            # Tiers are only ever lowered, and these come by their tiers: what follows is no more urgent.
            if match.rule.tier <= best.tier:
                break
            found = lowered.assess(match)
            if best is NOTHING or found.tier > best.tier:
                best = found
        return best

    def assessments(self, text: str, locale: str | None = None) -> list[Assessment]:
        """Return everything a text says, the most urgent first."""
        if not text or text.isspace():
            return []
        seen = view(text, self._engine.vocabulary)
        matches, lowered = self._matches(text, seen, locale)
        if lowered is None:
            return self._scored(seen)
        return sorted((lowered.assess(match) for match in matches), key=lambda one: -one.tier.height)

    def _matches(self, text: str, seen: View, locale: str | None) -> tuple[list[Match], Lowered | None]:
        """Return what holds, in the order of what it says by itself, with what may lower it; no `Lowered` if nothing holds."""
        found = self._engine.find(seen)
        matches = _with_signs_summed(found) if found is not None else []
        if found is None or not matches:
            return [], None
        language = (locale or "").replace("_", "-").partition("-")[0].lower()

        def order(match: Match) -> tuple[int, int, bool, int, str]:
            rule = match.rule
            return -rule.tier.height, rule.category.rank, rule.grammar.language != language, match.start, rule.name

        return sorted(matches, key=order), Lowered(text, seen, found.reading, self._engine.lowerings_of)

    def _scored(self, seen: View) -> list[Assessment]:
        """Ask the scorer where no rule holds: it may add a review, with the words that spoke loudest."""
        places = None if self._scorer is None else self._scorer.places(seen.tokens)
        if places is None:
            return []
        spans = tuple(dict.fromkeys(seen.span(place, place + 1) for place in places))
        return [Assessment(Tier.REVIEW, Category.IDEATION, SCORER_RULE, spans)]

    def helps(self, text: str) -> bool:
        """Tell whether a text reads as talk to somebody who needs help, in any language."""
        return self._engine.says(view(text, self._engine.vocabulary), "helping")

    def rules_in(self, text: str) -> frozenset[str]:
        """Return the names of all frames and signs that hold in a text, whatever lowers them; for rule writers."""
        found = self._engine.find(view(text, self._engine.vocabulary), every=True)
        return frozenset(match.rule.name for match in found.matches) if found else frozenset()


def _with_signs_summed(found: Found) -> list[Match]:
    """Put the signs of each language together: enough different ones in a text are a match of their own."""
    matches = [match for match in found.matches if not match.rule.sign]
    if len(matches) == len(found.matches):
        return matches
    signs: dict[str, dict[str, Match]] = defaultdict(dict)
    for match in found.matches:
        if match.rule.sign and not match.negated:
            signs[match.rule.grammar.language].setdefault(match.rule.name, match)
    for language, chosen in signs.items():
        grammar = next(iter(chosen.values())).rule.grammar
        urgencies = [match.rule.urgency for match in chosen.values()]
        agree = sum(urgency > 0 for urgency in urgencies) >= MANY_CLUES
        if sum(urgencies) >= grammar.urgency_needed - agree:
            matches.append(_together(f"{language}.ideation.clues", Tier.PAGE, chosen.values()))
        if sum(match.rule.weight for match in chosen.values()) >= grammar.signs_needed:
            matches.append(_together(f"{language}.ideation.signs", Tier.REVIEW, chosen.values()))
    return matches


def _together(name: str, tier: Tier, signs: Collection[Match]) -> Match:
    """Return signs as one match of a rule of their own."""
    grammar = next(iter(signs)).rule.grammar
    slots = {slot for match in signs for slot in match.slots}
    return Match(Rule(name, grammar, tier, Category.IDEATION, ()), tuple(sorted(slots)))
