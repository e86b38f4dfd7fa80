"""The one question the rest of the bot asks: what tier is this text?"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.moderation.detection.assessment import NOTHING, Assessment, Category, Tier
from bot.moderation.detection.compiled import collecting_later, load_tables
from bot.moderation.detection.engine import Engine
from bot.moderation.detection.helping import Certain, HelpingTalk
from bot.moderation.detection.lexicon import Rule
from bot.moderation.detection.lowering import Lowered
from bot.moderation.detection.reading import Match
from bot.moderation.detection.scorer import Scorer
from bot.moderation.detection.signs import ask_for_a_look, wake, wake_if_undoubted
from bot.moderation.detection.views import View

SCORER: Final = Path("scorer") / "model.json"
HELPING: Final = Path("scorer") / "helping.json"
DOUBTED: Final = frozenset({"en", "es", "fr", "de", "pt", "it"})
"""The languages whose plain sums the scorer may doubt: of others it knows too few words."""
LOOKED_AT: Final = "en"
"""The language whose signs the scorer may doubt, too."""
Words = tuple[int, ...]
"""Places of words in a view."""
SCORER_RULE: Final = "scorer.ideation.words"
HELPING_RULE: Final = "helping.words"
CLUES: Final = ".ideation.clues"


class Detector:
    """Assess texts with every language's pack; the same text always gets the same answer."""

    def __init__(self, engine: Engine, scorer: Scorer | None = None, helping: HelpingTalk | None = None) -> None:
        """Take a compiled lexicon, perhaps a scorer and what knows who speaks; `Detector.load` is the usual way."""
        self._engine = engine
        self._scorer = scorer
        self._helping = helping
        self._reader = engine.reader

    @classmethod
    def load(cls, directory: Path, *, scored: bool = True) -> "Detector":
        """Read the packs under a directory (`data/lexicon`), with the scorer that lies beside it, if one does.

        Raises:
            LexiconInvalid: no pack is there, or a file cannot be used; says which file and why.
        """
        with collecting_later():
            scorer = Scorer.load(directory.parent / SCORER) if scored else None
            helping = HelpingTalk.load(directory.parent / HELPING) if scored else None
            return cls(Engine(load_tables(directory)), scorer, helping)

    def assess(self, text: str, locale: str | None = None) -> Assessment:
        """Return the most urgent thing a text says; `locale` only decides between equals, never what is read."""
        if not text or text.isspace():
            return NOTHING
        seen = self._reader.read(text)
        calm = self._looks_calm(seen)
        matches, lowered = self._matches(text, seen, locale, calm=calm)
        if lowered is None:
            return NOTHING if calm else _scored(seen, self._loud(seen))
        best = NOTHING
        for match in matches:
            # Tiers are only ever lowered, and these come by their tiers: what follows is no more urgent.
            if match.rule.tier <= best.tier:
                break
            found = self._heard(lowered, match, text, seen)
            if best is NOTHING or found.tier > best.tier:
                best = found
        if best.tier is Tier.NONE and not calm and (loud := self._loud(seen)) is not None:
            return _scored(seen, loud)
        return best

    def assessments(self, text: str, locale: str | None = None) -> list[Assessment]:
        """Return everything a text says, the most urgent first."""
        if not text or text.isspace():
            return []
        seen = self._reader.read(text)
        calm = self._looks_calm(seen)
        matches, lowered = self._matches(text, seen, locale, calm=calm)
        found = [self._heard(lowered, match, text, seen) for match in matches] if lowered is not None else []
        if not calm and all(one.tier is Tier.NONE for one in found) and (loud := self._loud(seen)) is not None:
            found.append(_scored(seen, loud))
        return sorted(found, key=lambda one: -one.tier.height)

    def _looks_calm(self, seen: View) -> bool:
        """Tell at a glance, as of most texts, that the scorer has nothing to add and would doubt whatever is unsure."""
        return self._scorer is not None and self._scorer.looks_calm(seen.tokens)

    def _matches(self, text: str, seen: View, locale: str | None, *, calm: bool) -> tuple[list[Match], Lowered | None]:
        """Return what holds, in the order of what it says by itself, with what may lower it; no `Lowered` if nothing holds."""
        found = self._engine.find(seen, undoubted=not calm)
        if found is None:
            return [], None
        matches = [match for match in found.matches if not match.rule.sign]
        if len(matches) < len(found.matches):
            matches += self._summed(found.matches, seen)
        if not matches:
            return [], None
        language = (locale or "").replace("_", "-").partition("-")[0].lower()

        def order(match: Match) -> tuple[int, int, bool, int, str]:
            rule = match.rule
            return -rule.tier.height, rule.category.rank, rule.grammar.language != language, match.start, rule.name

        return sorted(matches, key=order), self._engine.lowered(found, text, seen)

    def _summed(self, found: list[Match], seen: View) -> Iterator[Match]:
        """Put the signs of each language together: enough different ones in a text are a match of their own.

        Each of the scorer's doubts takes a step off a sum. What a frame has judged is not judged again by a sum that is unsure.
        """
        frames = [match for match in found if not match.rule.sign]
        signs: dict[str, dict[str, Match]] = defaultdict(dict)
        for match in found:
            if match.rule.sign and not match.negated:
                signs[match.rule.grammar.language].setdefault(match.rule.name, match)
        for language, chosen in signs.items():
            rules = [match.rule for match in chosen.values()]
            if wake(rules):
                # Of other languages the scorer knows too few words to doubt what is plain.
                doubts = self._doubts(seen) if language in DOUBTED else 0
            elif wake_if_undoubted([match.rule for match in chosen.values() if not _within(match, frames)]):
                doubts = self._doubts(seen, sure=False)
            else:
                doubts = Tier.PAGE.height
            if doubts < Tier.PAGE.height:
                yield _together(f"{language}{CLUES}", Tier.PAGE.lowered(doubts), chosen.values())
            if ask_for_a_look(rules) and not (language == LOOKED_AT and self._doubts(seen)):
                yield _together(f"{language}.ideation.signs", Tier.REVIEW, chosen.values())

    def _heard(self, lowered: Lowered, match: Match, text: str, seen: View) -> Assessment:
        """Say what a match comes to, and take a page down to a review where the text is talk to somebody in a crisis.

        Who worries about somebody who is not there talks like that, too, and is believed.
        """
        rule, found = match.rule, lowered.assess(match)
        if (
            found.tier is Tier.PAGE
            and self._helping is not None
            and rule.category is not Category.THIRD_PERSON
            and self._helping.speaks(
                text,
                seen,
                match.start,
                match.end,
                language=rule.grammar.language,
                certain=Certain.must_be(rule.category, summed=rule.name.endswith(CLUES)),
                long_past=lambda: lowered.long_past(match),
            )
        ):
            lowered_by = (*found.lowered_by, f"{rule.grammar.language}.{HELPING_RULE}")
            return replace(found, tier=found.tier.lowered(), lowered_by=lowered_by)
        return found

    def _doubts(self, seen: View, *, sure: bool = True) -> int:
        return 0 if self._scorer is None else self._scorer.doubts(seen.tokens, sure=sure)

    def _loud(self, seen: View) -> Words | None:
        """Ask the scorer for the words that speak loudest for a look, or None where none is due."""
        return None if self._scorer is None else self._scorer.places(seen.tokens)

    def helps(self, text: str) -> bool:
        """Tell whether a text reads as talk to somebody who needs help, in any language."""
        return self._engine.says(self._reader.read(text), "helping")

    def rules_in(self, text: str) -> frozenset[str]:
        """Return the names of all frames and signs that hold in a text, whatever lowers them; for rule writers."""
        found = self._engine.everything(self._reader.read(text))
        return frozenset(match.rule.name for match in found.matches)


def _scored(seen: View, loud: Words | None) -> Assessment:
    """Return what the scorer says where no rule does: a review, with the words that spoke loudest."""
    if loud is None:
        return NOTHING
    spans: list[tuple[int, int]] = []
    for span in sorted(seen.span(place, place + 1) for place in loud):
        # One character as written may stand for several words.
        if spans and span[0] < spans[-1][1]:
            spans[-1] = spans[-1][0], max(span[1], spans[-1][1])
        else:
            spans.append(span)
    return Assessment(Tier.REVIEW, Category.IDEATION, SCORER_RULE, tuple(spans))


def _within(sign: Match, frames: Collection[Match]) -> bool:
    return any(frame.start <= sign.start and sign.end <= frame.end for frame in frames)


def _together(name: str, tier: Tier, signs: Collection[Match]) -> Match:
    """Return signs as one match of a rule of their own."""
    grammar = next(iter(signs)).rule.grammar
    slots = {slot for match in signs for slot in match.slots}
    return Match(Rule(name, grammar, tier, Category.IDEATION, ()), tuple(sorted(slots)))
