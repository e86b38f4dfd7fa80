"""The detector at the command line."""

import csv
import io
import json
import sys
from pathlib import Path

from rich.table import Table
from rich.text import Text

from bot.cli.errors import ColumnsMissing, FileUnreadable
from bot.cli.terminal import bar, out, say
from bot.moderation.detection import Detector
from bot.moderation.detection.evaluation import Line, Outcome, Report, Share, assess_lines, evaluate
from bot.settings import Settings

COLUMNS = {"text", "label"}
LONGEST_CELL = 2**24  # characters


def assess() -> None:
    """Answer each line of standard input with one line of JSON, as soon as it is read."""
    detector = Detector.load(Settings.load().data_dir / "lexicon")
    lines = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace", newline="\n")
    for answer in assess_lines(detector, lines):
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def evaluate_file(file: Path, *, misses: bool, as_json: bool) -> None:
    """Show recall, precision and alarms on labelled rows.

    Raises:
        FileUnreadable: it cannot be read as a table of UTF-8 text.
        ColumnsMissing: it has no `text` or no `label`.
    """
    detector = Detector.load(Settings.load().data_dir / "lexicon")
    rows = _rows(file)
    with bar(say("cli-evaluating")) as progress:
        report = evaluate(detector, rows, lambda done: progress(done, len(rows)))
    if as_json:
        out().print_json(json.dumps(_as_json(report), ensure_ascii=True))
        return
    out().print(_table(report))
    out().print(_lines(say("cli-evaluate-label"), report.labels))
    if report.categories:
        out().print(_lines(say("cli-evaluate-category"), report.categories))
    if report.unknown:
        labels = sorted({label for _, label in report.unknown})
        out().print(Text(say("cli-evaluate-unknown", count=len(report.unknown), labels=", ".join(labels[:8]))))
    if misses:
        _list(say("cli-evaluate-missed"), report.missed)
        _list(say("cli-evaluate-false-alarms"), report.false_alarms)


def _rows(file: Path) -> list[dict[str, str | None]]:
    csv.field_size_limit(LONGEST_CELL)
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.DictReader(opened)
            if not set(reader.fieldnames or ()) >= COLUMNS:
                raise ColumnsMissing(file=str(file))
            return [{key: row.get(key) for key in ("text", "label", "locale", "category")} for row in reader]
    except (OSError, UnicodeError, csv.Error):
        raise FileUnreadable(file=str(file)) from None


def _shares(report: Report) -> dict[str, tuple[str, Share]]:
    return {
        "recall": (say("cli-evaluate-recall"), report.recall),
        "urgent_recall": (say("cli-evaluate-urgent-recall"), report.urgent_recall),
        "page_recall": (say("cli-evaluate-page-recall"), report.page_recall),
        "precision": (say("cli-evaluate-precision"), report.precision),
        "page_precision": (say("cli-evaluate-page-precision"), report.page_precision),
    }


def _alarms(report: Report) -> dict[str, tuple[str, Share]]:
    return {
        "alarms_per_1000": (say("cli-evaluate-alarms"), report.alarms),
        "false_pages_per_1000": (say("cli-evaluate-false-pages"), report.false_pages),
    }


def _table(report: Report) -> Table:
    table = Table(title=say("cli-evaluate-title", count=len(report.outcomes)), title_justify="left")
    table.add_column("")
    for heading in (say("cli-evaluate-figure"), say("cli-evaluate-interval"), say("cli-evaluate-of")):
        table.add_column(heading, justify="right", no_wrap=True)
    for shares, scale, unit in ((_shares(report), 100, " %"), (_alarms(report), 1000, "")):
        for name, share in shares.values():
            low, high = share.interval
            figure = "–" if share.rate is None else f"{share.rate * scale:.1f}{unit}"
            table.add_row(name, figure, f"{low * scale:.1f} – {high * scale:.1f}", f"{share.hits} / {share.total}")
    return table


def _lines(heading: str, lines: tuple[Line, ...]) -> Table:
    table = Table()
    table.add_column(heading)
    for figure in (
        say("cli-evaluate-rows"),
        "page",
        "review",
        "none",
        say("cli-evaluate-right"),
        say("cli-evaluate-interval"),
    ):
        table.add_column(figure, justify="right")
    for one in lines:
        low, high = one.right.interval
        counts = (str(count) for count in (one.rows, one.page, one.review, one.none))
        right = f"{100 * one.right.hits / one.right.total:.1f} %"
        table.add_row(Text(one.name), *counts, right, f"{100 * low:.1f} – {100 * high:.1f}")
    return table


def _list(title: str, outcomes: tuple[Outcome, ...]) -> None:
    out().print(Text(f"\n{title} ({len(outcomes)})", "bold"))
    for one in outcomes:
        rule = f"  [{one.assessment.rule}]" if one.assessment.rule else ""
        out().print(Text(f"{one.number:>6}  {one.label}: {one.text}{rule}"))


def _as_json(report: Report) -> dict[str, object]:
    def share(given: Share, scale: int) -> dict[str, object]:
        return {
            "value": None if given.rate is None else given.rate * scale,
            "interval": [edge * scale for edge in given.interval],
            "hits": given.hits,
            "total": given.total,
        }

    def line(kind: str, one: Line) -> dict[str, object]:
        counts = {"rows": one.rows, "page": one.page, "review": one.review, "none": one.none}
        return {kind: one.name, **counts, "right": share(one.right, 1)}

    def listed(outcomes: tuple[Outcome, ...]) -> list[dict[str, object]]:
        return [
            {
                "row": one.number,
                "label": one.label,
                "tier": one.assessment.tier.value,
                "rule": one.assessment.rule,
                "text": one.text,
            }
            for one in outcomes
        ]

    return {
        "rows": len(report.outcomes),
        **{name: share(given, 1) for name, (_, given) in _shares(report).items()},
        **{name: share(given, 1000) for name, (_, given) in _alarms(report).items()},
        "labels": [line("label", one) for one in report.labels],
        "categories": [line("category", one) for one in report.categories],
        "unknown": [{"row": number, "label": label} for number, label in report.unknown],
        "missed": listed(report.missed),
        "false_alarms": listed(report.false_alarms),
    }
