"""Check that every setting, every command and every error can be looked up by the people who meet them."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bot.settings import Settings
from tools.check_texts import read_locale, uses

ROOT: Final = Path(__file__).resolve().parents[1]
PAGES: Final = ("operators.md", "moderators.md", "facilitators.md", "participants.md")
_NAMING: Final = frozenset({"command", "context_menu", "ContextMenu", "Group", "hybrid_command", "hybrid_group"})


def cli_commands() -> list[str]:
    """Return the names of the command line's commands, from the typer application `bot.cli.app`."""
    if find_spec("bot.cli") is None:
        return []
    from typer.main import get_command

    return sorted(getattr(get_command(import_module("bot.cli.commands").app), "commands", {}))


def discord_commands(code: Path, english: Mapping[str, str]) -> set[str]:
    """Return the English names of commands, groups and context menus that the code under `code` declares."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in sorted(code.rglob("*.py"))]
    return {name for tree in trees for name in _declared(tree, english)}


def _declared(tree: ast.AST, english: Mapping[str, str]) -> Iterator[str]:
    for node in ast.walk(tree):
        keywords: list[ast.keyword] = []
        if isinstance(node, ast.Call) and _last(node.func) in _NAMING:
            keywords = [one for one in node.keywords if one.arg == "name"]
        elif isinstance(node, ast.ClassDef):
            keywords = [one for one in node.keywords if one.arg in {"name", "group_name"}]
        yield from (name for one in keywords if (name := _name(one.value, english)))
        if isinstance(node, ast.AsyncFunctionDef):
            for decorator in node.decorator_list:
                named = isinstance(decorator, ast.Call) and any(one.arg == "name" for one in decorator.keywords)
                bare = decorator.func if isinstance(decorator, ast.Call) else decorator
                if _last(bare) == "command" and not named:
                    yield node.name


def _last(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _name(value: ast.expr, english: Mapping[str, str]) -> str | None:
    if isinstance(value, ast.Call) and value.args:
        value = value.args[0]
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return english.get(value.value, value.value)
    return None


def check(docs: Path, *, settings: Iterable[str], cli: Iterable[str], discord: Iterable[str]) -> list[str]:
    """Return what the pages under `docs` leave out: settings and command-line commands are the operators' business."""
    pages = {name: (docs / name).read_text(encoding="utf-8") if (docs / name).exists() else "" for name in PAGES}
    problems = [f"docs/{name} is missing" for name, text in pages.items() if not text]
    operators, everything = pages["operators.md"], "\n".join(pages.values())
    problems += [f"docs/operators.md: the setting {name} is missing" for name in settings if name not in operators]
    problems += [
        f"docs/operators.md: the command `python -m bot {name}` is missing"
        for name in cli
        if not re.search(rf"bot {re.escape(name)}\b|`{re.escape(name)}\b", operators)
    ]
    problems += [
        f"docs: the Discord command {name!r} is on none of {', '.join(PAGES)}"
        for name in sorted(discord)
        if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", everything)
    ]
    return problems


def unexplained_errors(code: Path, known: Iterable[str], page: Path) -> list[str]:
    """Return the errors whose text is neither in the locale nor on the page of errors."""
    told = set(known) | set(re.findall(r"`([a-z0-9-]+)`", page.read_text(encoding="utf-8") if page.exists() else ""))
    return [
        f"{use.place}: the error {use.key!r} has no text and is not in {page.name}"
        for file in sorted(code.rglob("*.py"))
        for use in uses(ast.parse(file.read_text(encoding="utf-8")), str(file.relative_to(code.parent)))
        if use.error and use.key not in told
    ]


# How many items each section of OWASP's ASVS 5.0.0 has, of the chapters that the threat model names.
# Source: https://github.com/OWASP/ASVS/tree/v5.0.0_release/5.0/en
_ASVS: Final = {
    1: (2, 10, 12, 3, 3),
    2: (3, 3, 5, 2),
    5: (1, 6, 3, 3),
    6: (3, 12, 8, 6, 8, 4, 2, 4),
    8: (4, 4, 3, 2),
    11: (4, 5, 5, 4, 2, 2, 2),
    12: (5, 2, 5),
    13: (4, 6, 4, 7),
    14: (2, 8, 3),
    15: (5, 5, 7, 4),
    16: (1, 5, 4, 3, 4),
}


def unmet(page: str, root: Path) -> list[str]:
    """Return what is wrong in the threat model: items that do not exist, rows that name no file, files that are not there."""
    problems = [
        f"ASVS has no item {item}"
        for item in re.findall(r"(?<![\d.])\d+\.\d+\.\d+(?![\d.])", page)
        if item != "5.0.0" and not _is_item(*map(int, item.split(".")))
    ]
    rows = [row.split("|") for row in page.splitlines() if re.match(r"\| \d", row)]
    problems += [f"{row[1].strip()}: names no file" for row in rows if not re.search(r"`[\w./-]+\.\w+`", row[-2])]
    paths = re.findall(r"`((?:bot|tests|tools|docs|data|requirements)/[\w./-]*|pyproject\.toml)`", page)
    problems += [f"{path} is not there" for path in dict.fromkeys(paths) if not (root / path).exists()]
    return [f"docs/threat-model.md: {problem}" for problem in problems]


def untested(page: str, root: Path) -> list[str]:
    """Return the tests that the page on privacy names for its promises and that are not there."""
    named = re.findall(r"`(tests/[\w./-]+\.py)::(\w+)`", page)
    return [
        f"docs/privacy.md: {file} has no test {name}"
        for file, name in dict.fromkeys(named)
        if not (root / file).exists() or f"def {name}(" not in (root / file).read_text(encoding="utf-8")
    ]


def _is_item(chapter: int, section: int, item: int) -> bool:
    sections = _ASVS.get(chapter, ())
    return 1 <= section <= len(sections) and 1 <= item <= sections[section - 1]


def main() -> int:
    """Print what is missing; return 1 if anything is."""
    english = {key: text.words for key, text in read_locale(ROOT / "data" / "locales" / "en").items()}
    problems = check(
        ROOT / "docs",
        settings=[name.upper() for name in Settings.model_fields],
        cli=cli_commands(),
        discord=discord_commands(ROOT / "bot" / "cogs", english) if (ROOT / "bot" / "cogs").is_dir() else (),
    )
    problems += unexplained_errors(ROOT / "bot", english, ROOT / "docs" / "errors.md")
    problems += unmet((ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8"), ROOT)
    problems += untested((ROOT / "docs" / "privacy.md").read_text(encoding="utf-8"), ROOT)
    for problem in problems:
        print(problem)
    print(f"docs: {len(problems)} problems" if problems else "docs: all well")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
