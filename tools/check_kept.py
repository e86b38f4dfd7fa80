"""Check that whatever is kept was declared, and that docs/privacy.md says it: `--write` brings the page up to date."""

import importlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import Table

import bot
from bot.privacy.register import OWNERS, until
from bot.storage import keyring
from bot.storage.keeping import Holding
from bot.storage.schema import PersonId, Sealed
from bot.tables import complete_metadata
from bot.texts import WHOLE, Speaker, Texts

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "privacy.md"
BEGIN: Final = "<!-- made by `python -m tools.check_kept --write`: begin -->"
END: Final = "<!-- end -->"
# A master key's proof is no person's, though it is sealed like one's words.
KEYRING_ALONE: Final = frozenset({keyring.master.name})


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
    """Yield a line for each table, and each column of people or of sealed words, that no declaration names."""
    columns = {(column.table.name, column.name) for holding in holdings for column in holding.columns}
    named = {table for table, _ in columns}
    empty = {table.name for table in nothing}
    for table in sorted(tables, key=lambda table: table.name):
        if table.name not in named | empty:
            yield f"{table.name}: no kept.py names this table, in HOLDINGS or in NOTHING"
            continue
        about = [column.name for column in table.columns if isinstance(column.type, PersonId | Sealed)]
        if table.name in empty and (about or table.name in named):
            yield f"{table.name}: is in NOTHING, and holds {', '.join(about) or 'what a holding names'}"
        for column in about:
            if table.name in named and (table.name, column) not in columns:
                yield f"{table.name}.{column}: no holding names this column"


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
