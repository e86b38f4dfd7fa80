"""Check that what the code logs would arrive: events are codes, fields are on the list of `bot.logs`."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.logs import EVENT, FIELDS

ROOT: Final = Path(__file__).resolve().parents[1]
_LEVELS: Final = frozenset({"debug", "info", "warning", "error", "exception", "critical"})
_LOGGERS: Final = frozenset({"log", "_log", "logger", "_logger"})


def check(tree: ast.AST, place: str) -> Iterator[str]:
    """Yield a line for each event that is not a literal code and each field that would be dropped."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _logs(node.func):
            where = f"{place}:{node.lineno}"
            event = node.args[0] if len(node.args) == 1 else None
            if not (isinstance(event, ast.Constant) and isinstance(event.value, str) and EVENT.fullmatch(event.value)):
                yield f"{where}: the event is no literal code such as incident.raised"
            for keyword in node.keywords:
                if keyword.arg not in FIELDS | {"exc_info"}:
                    yield f"{where}: the field {keyword.arg} is not in bot/logs.py and would be dropped"


def _logs(function: ast.Attribute) -> bool:
    on = function.value
    name = on.attr if isinstance(on, ast.Attribute) else getattr(on, "id", "")
    return function.attr in _LEVELS and name in _LOGGERS


def main() -> int:
    """Print what is wrong in the bot; return 1 if anything is."""
    files = sorted((ROOT / "bot").rglob("*.py"))
    problems = [
        problem
        for file in files
        for problem in check(ast.parse(file.read_text(encoding="utf-8")), str(file.relative_to(ROOT)))
    ]
    for problem in problems:
        print(problem)
    print(f"logs: {len(problems)} problems" if problems else "logs: all well")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
