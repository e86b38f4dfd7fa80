"""Check what people read: every key in every language with the same variables, each of them used, none of them shouting.

A language of `bot.texts.WHOLE` says everything. Any other is a care language: it says exactly what a person in distress meets.
"""

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from bot.texts import FALLBACK, WHOLE

ROOT: Final = Path(__file__).resolve().parents[1]
SPEAKERS: Final = frozenset({"say", "speaker", "speak", "english"})
# Texts for a person in distress: by key, or by the file they are in.
GENTLE_KEYS: Final = ("person-", "support-", "helpline-")
GENTLE_FILES: Final = ("person", "support")
# What a care language holds: whole files, and what their screens say out of others.
CARE_FILES: Final = frozenset({"common", "helplines", "person", "support"})
CARE_KEYS: Final = frozenset(
    {
        "error-already-resolved",
        "error-not-yours",
        "error-person-gone",
        "error-server-not-set-up",
        "error-storage-unavailable",
    }
)
# Alert, flag, report, case, risk, user, as each language would say them (PRACTICE).
FORBIDDEN: Final = {
    "en": r"\b(alert|flag|report|case|risk|user)(s|ed|ing|ged|ging)?\b",
    "es": r"\b(alert|denunci|report|marcad|riesgo|usuari)\w*|\bcasos?\b",
    "fr": r"\b(alert|signal[eé]|rapport|risque|utilisat|usager)\w*|\bcas\b",
    "de": r"\b(alarm|gemeldet|meldung|markier|risik|nutzer|benutzer)\w*|\bf(all|älle)\b",
    "pt": r"\b(alert|denúnci|denunci|sinaliz|relatóri|risco|usuári|utilizador)\w*|\bcasos?\b",
    "it": r"\b(allarm|allert|segnala|rapport|denunc|rischi|utent)\w*|\bcas[oi]\b",
    "nl": r"\b(alarm|gemeld|melding|rapport|markeer|gemarkeer|risico|gebruiker)\w*|\bgeval(len)?\b",
    "pl": r"\b(alarm(?!ow)|alert|zgłoszeni|zgłoszon|raport|oznaczon|ryzyk|użytkowni)\w*|\bprzypad(ek|k)\w*",
    "tr": r"\b(alarm|uyarı|rapor|ihbar|şikayet|işaretlen|risk|kullanıcı)\w*|\bvaka\w*",
    "ru": r"\b(тревожн\w+ сигнал|жалоб|донес|отч[её]т|помечен|риск|пользовател)\w*|\bслуча[йяеию]\w*",
    "uk": r"\b(тривожн\w+ сигнал|скарг|донес|звіт|позначен|ризик|користувач)\w*|\bвипад(ок|к)\w*",
    "ar": "إنذار|بلاغ|إبلاغ|تقرير|حالتك|حالة رقم|مخاطر|خطورة|مستخدم",
    "hi": "अलर्ट|रिपोर्ट|शिकायत|फ़्लैग|मामल|जोखिम|यूज़र|उपयोगकर्ता",
    "hi-Latn": r"\b(alert|report|shikayat|flag|case|maaml|maml|jokhim|risk|user)\w*",
    "zh": "警报|举报|标记|报告|案例|案件|个案|风险|用户",
    "zh-TW": "警報|舉報|檢舉|標記|報告|案例|案件|個案|風險|用戶|使用者",
    "ja": "アラート|警報|通報|フラグ|報告|案件|ケース|リスク|ユーザー|利用者",
    "ko": "경보|신고|플래그|보고서|사례|케이스|위험군|사용자|유저",
}


@dataclass(frozen=True, slots=True)
class Text:
    """One message of a locale: where it stands, what it needs, what it refers to, what it says."""

    file: str
    variables: frozenset[str]
    refers: frozenset[str]
    words: str


class _Reader(Visitor):
    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.refers: set[str] = set()
        self.words: list[str] = []

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802  # fluent's shape
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: fluent.MessageReference) -> None:  # noqa: N802  # fluent's shape
        self.refers.add(node.id.name)

    def visit_TextElement(self, node: fluent.TextElement) -> None:  # noqa: N802  # fluent's shape
        self.words.append(node.value)

    def visit_StringLiteral(self, node: fluent.StringLiteral) -> None:  # noqa: N802  # fluent's shape
        self.words.append(node.value)


@dataclass(frozen=True, slots=True)
class Use:
    """A literal that must be a key: said by a speaker, or an error's text."""

    place: str
    key: str
    given: frozenset[str] | None
    error: bool = False


def read_locale(folder: Path) -> dict[str, Text]:
    """Return the messages of one locale by key."""
    found: dict[str, Text] = {}
    for file in sorted(folder.glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, fluent.Message) and entry.value is not None:
                reader = _Reader()
                reader.visit(entry.value)
                words = " ".join(reader.words)
                text = Text(file.stem, frozenset(reader.variables), frozenset(reader.refers), words)
                found[entry.id.name] = text
    return found


def literals(tree: ast.AST) -> set[str]:
    """Return every string that stands in the code as it is."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def uses(tree: ast.AST, place: str) -> Iterator[Use]:
    """Return the literals that must be keys: `say("…")` and its like, and `text = "…"` in a class."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _speaks(node.func):
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                names = [keyword.arg for keyword in node.keywords]
                given = None if None in names else frozenset(name for name in names if name)
                yield Use(f"{place}:{node.lineno}", first.value, given)
        elif isinstance(node, ast.ClassDef):
            yield from (Use(f"{place}:{line}", key, None, error=True) for key, line in _class_texts(node))


def _speaks(function: ast.expr) -> bool:
    if isinstance(function, ast.Name):
        return function.id in SPEAKERS
    if isinstance(function, ast.Attribute):
        # `texts.speaker(locale)` makes a speaker; `self.say(key)` is one.
        return function.attr in SPEAKERS - {"speaker"}
    return (
        isinstance(function, ast.Call) and isinstance(function.func, ast.Attribute) and function.func.attr == "speaker"
    )


def _class_texts(node: ast.ClassDef) -> Iterator[tuple[str, int]]:
    for part in node.body:
        # An annotated `text: str = ""` is some value's field; an error's is plain or a ClassVar.
        if isinstance(part, ast.Assign) or (
            isinstance(part, ast.AnnAssign) and "ClassVar" in ast.unparse(part.annotation)
        ):
            targets = part.targets if isinstance(part, ast.Assign) else [part.target]
            named = any(isinstance(target, ast.Name) and target.id == "text" for target in targets)
            if named and isinstance(part.value, ast.Constant) and isinstance(part.value.value, str):
                yield part.value.value, part.lineno


def check(locales: Path, code: Path) -> list[str]:
    """Return what is wrong with the texts under `locales`, as used by the code under `code`; empty when all is well."""
    everyone = {folder.name: read_locale(folder) for folder in sorted(locales.iterdir()) if folder.is_dir()}
    languages = {language: texts for language, texts in everyone.items() if language in WHOLE}
    trees = {str(file.relative_to(code.parent)): ast.parse(file.read_text(encoding="utf-8")) for file in _code(code)}
    said = set[str]().union(*(literals(tree) for tree in trees.values()))
    required = [use for place, tree in trees.items() for use in uses(tree, place)]
    return [
        *_parity(languages),
        *_unused(languages, said),
        *_missing(languages, required),
        *_care(everyone, languages.get(FALLBACK, {})),
        *_tone(everyone),
    ]


def _code(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*.py") if "migrations" not in file.parts)


def _parity(languages: Mapping[str, Mapping[str, Text]]) -> Iterator[str]:
    every = {key: text for texts in languages.values() for key, text in texts.items()}
    for key, text in sorted(every.items()):
        for language, texts in languages.items():
            if key not in texts:
                yield f"{language}/{text.file}.ftl: {key} is missing"
            elif texts[key].variables != text.variables:
                yield f"{language}/{texts[key].file}.ftl: {key} has other variables than the other languages"


def _care(everyone: Mapping[str, Mapping[str, Text]], english: Mapping[str, Text]) -> Iterator[str]:
    wanted = {key: text for key, text in english.items() if text.file in CARE_FILES or key in CARE_KEYS}
    for language in sorted(everyone.keys() - set(WHOLE)):
        texts = everyone[language]
        if language not in FORBIDDEN:
            yield f"{language}: say in tools/check_texts.py which words hurt"
        for key in sorted(wanted.keys() | texts.keys()):
            if key not in texts:
                yield f"{language}/{wanted[key].file}.ftl: {key} is missing"
            elif key not in wanted:
                yield f"{language}/{texts[key].file}.ftl: {key} is not read by a person in distress"
            elif texts[key].variables != wanted[key].variables:
                yield f"{language}/{texts[key].file}.ftl: {key} has other variables than English"


def _unused(languages: Mapping[str, Mapping[str, Text]], said: set[str]) -> Iterator[str]:
    texts = languages.get("en", {})
    referred = {key for text in texts.values() for key in text.refers}
    for key, text in sorted(texts.items()):
        if key not in said | referred:
            yield f"en/{text.file}.ftl: {key} is used nowhere"


def _missing(languages: Mapping[str, Mapping[str, Text]], required: list[Use]) -> Iterator[str]:
    texts = languages.get("en", {})
    for use in required:
        if use.key not in texts:
            yield f"{use.place}: {use.key!r} is in no locale"
        elif use.given is not None and (lacking := texts[use.key].variables - use.given):
            yield f"{use.place}: {use.key!r} needs {', '.join(sorted(lacking))}"


def _tone(languages: Mapping[str, Mapping[str, Text]]) -> Iterator[str]:
    for language, texts in languages.items():
        care = language not in WHOLE
        for key, text in sorted(texts.items()):
            if re.search("[!¡\uff01]", text.words):
                yield f"{language}/{text.file}.ftl: {key} has an exclamation mark"
            gentle = care or key.startswith(GENTLE_KEYS) or text.file.startswith(GENTLE_FILES)
            wrong = re.search(FORBIDDEN.get(language, "(?!)"), text.words, re.IGNORECASE) if gentle else None
            if wrong:
                yield f"{language}/{text.file}.ftl: {key} says {wrong[0]!r} to a person in distress"


def main() -> int:
    """Print what is wrong; return 1 if anything is."""
    problems = check(ROOT / "data" / "locales", ROOT / "bot")
    for problem in problems:
        print(problem)
    print(f"texts: {len(problems)} problems" if problems else "texts: all well")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
