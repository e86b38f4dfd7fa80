"""Check that whatever is kept was declared, and that docs/privacy.md says it: `--write` brings the page up to date."""

import importlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Column, Table

import bot
from bot.privacy.register import OWNERS, until
from bot.storage import keyring
from bot.storage.keeping import Holding
from bot.storage.schema import PersonId, Sealed, Snowflake
from bot.tables import complete_metadata
from bot.texts import WHOLE, Speaker, Texts

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "privacy.md"
BEGIN: Final = "<!-- made by `python -m tools.check_kept --write`: begin -->"
END: Final = "<!-- end -->"
# A master key's proof is no person's, though it is sealed like one's words.
KEYRING_ALONE: Final = frozenset({keyring.master.name})

# A column for an id of Discord's says by its name, or by the table that it leads to, that it is no person's. What is called
# anything else is taken for somebody's, and a holding has to name it, however its table was declared.
OF_PLACES: Final = re.compile(r"(.+_)?(guild|channel|message|role|event)_id")
# Names that say less, each with what the id is of.
OF_NOBODY: Final[Mapping[str, str]] = {
    "incidents.key": "the first message of a case, or a number of our own",
    "incidents.space_id": "the thread of a private space",
    "posts.channel": "where a message of ours stands; empty for one to a person",
    "posts.message": "a message of ours",
    "removals.before": "up to which message of ours",
    "removals.channel": "where a message of ours stands",
    "removals.message": "a message of ours",
    "traces.channel": "where a message of ours stands",
    "traces.message": "a message of ours",
}


def declared() -> tuple[tuple[Holding, ...], tuple[Table, ...]]:
    """Return what every `kept.py` under `bot/` declares: holdings, and tables that hold nothing about people."""
    root = Path(bot.__file__).parent
    modules = [
        importlib.import_module(".".join((bot.__name__, *path.relative_to(root).with_suffix("").parts)))
        for path in sorted(root.glob("*/**/kept.py"))
    ]
    holdings = [holding for module in modules for holding in module.HOLDINGS]
    return tuple(holdings), tuple(table for module in modules for table in module.NOTHING)


def undeclared(tables: Iterable[Table], holdings: Sequence[Holding], nothing: Sequence[Table]) -> Iterator[str]:
    """Yield a line for each table, and each column of people or of sealed words, that no declaration names.

    A Discord id is taken for a person's where nothing says otherwise.
    """
    columns = {(column.table.name, column.name) for holding in holdings for column in holding.columns}
    named = {table for table, _ in columns}
    empty = {table.name for table in nothing}
    for table in sorted(tables, key=lambda table: table.name):
        if table.name not in named | empty:
            yield f"{table.name}: no kept.py names this table, in HOLDINGS or in NOTHING"
            continue
        about = [column.name for column in table.columns if _about_somebody(column)]
        if table.name in empty and (about or table.name in named):
            yield f"{table.name}: is in NOTHING, and holds {', '.join(about) or 'what a holding names'}"
        for column in about:
            if table.name in named and (table.name, column) not in columns:
                yield f"{table.name}.{column}: no holding names this column"


def _about_somebody(column: Column[Any]) -> bool:
    if not isinstance(column.type, Snowflake):
        return isinstance(column.type, PersonId | Sealed)
    elsewhere = any(key.column.table is not column.table for key in column.foreign_keys)
    said = OF_PLACES.fullmatch(column.name) or f"{column.table.name}.{column.name}" in OF_NOBODY
    return not (elsewhere or said)


def superfluous(tables: Iterable[Table]) -> Iterator[str]:
    """Yield a line for each exception that is none (any more)."""
    there = {f"{table.name}.{column.name}" for table in tables for column in table.columns}
    yield from (
        f"tools/check_kept.py: {name} is in OF_NOBODY, and there is no such column"
        for name in OF_NOBODY
        if name not in there
    )


def unsaid(holdings: Sequence[Holding], languages: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield a line for each name that is there twice and each text that a language lacks."""
    names = [holding.name for holding in holdings]
    yield from (
        f"{name}: two holdings have this name" for name in sorted({one for one in names if names.count(one) > 1})
    )
    for holding in holdings:
        for key in (holding.what, holding.whom, holding.why, holding.until):
            yield from (
                f"{holding.name}: {key} is missing in {name}" for name, keys in languages.items() if key not in keys
            )


def page(text: str, holdings: Sequence[Holding], say: Speaker) -> str:
    """Return the page of privacy with its table made anew."""
    rows = [
        "| what | about whom | why | how long | who answers for it |",
        "|---|---|---|---|---|",
        *(
            f"| {say(one.what)} | {say(one.whom)} | {say(one.why)} | {until(one, say)} | {say(OWNERS[one.owner])} |"
            for one in holdings
        ),
    ]
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return "\n".join((before + BEGIN, "", *rows, "", END + after))


def main() -> int:
    """Print what is wrong; return 1 if anything is."""
    holdings, nothing = declared()
    texts = Texts.load(ROOT / "data" / "locales")
    tables = [*complete_metadata().tables.values()]
    tables += [table for table in keyring.metadata.tables.values() if table.name not in KEYRING_ALONE]
    problems = [
        *undeclared(tables, holdings, nothing),
        *superfluous(tables),
        *unsaid(holdings, {one: texts.keys(one) for one in WHOLE}),
    ]
    if not problems:
        there, fresh = (
            PAGE.read_text(encoding="utf-8"),
            page(PAGE.read_text(encoding="utf-8"), holdings, texts.speaker("en")),
        )
        if "--write" in sys.argv:
            PAGE.write_text(fresh, encoding="utf-8")
        elif there != fresh:
            problems.append("docs/privacy.md: the table is not up to date; run `python -m tools.check_kept --write`")
    for problem in problems:
        print(problem)
    print(f"kept: {len(problems)} problems" if problems else "kept: all well")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
