"""The doctor at the command line."""

import asyncio
import json

from rich.table import Table
from rich.text import Text

from bot.cli.serving import use_addresses
from bot.cli.terminal import FAILED, out, speaker
from bot.clock import SystemClock
from bot.errors import ConfigurationError
from bot.readiness import Finding, State
from bot.settings import Settings
from bot.ui.examination import sentences
from bot.ui.offline_facts import examine_settings, wrong_settings

MARKS = {State.BROKEN: ("✗", "bold red"), State.LOOK: ("·", "yellow"), State.OK: ("✓", "green")}


def doctor(*, as_json: bool) -> int:
    """Check settings, token, switches, database, keyring and backups; return 1 when something is broken."""
    findings = _findings()
    if as_json:
        out().print_json(json.dumps([_as_json(finding) for finding in findings], ensure_ascii=False))
    else:
        table = Table.grid(padding=(0, 1, 0, 0))
        for finding in findings:
            found, step = sentences(finding, speaker())
            table.add_row(Text(*MARKS[finding.state]), Text(found))
            if step is not None:
                table.add_row("", Text(f"→ {step}", "dim"))
        out().print(table)
    return FAILED if any(finding.state is State.BROKEN for finding in findings) else 0


def _findings() -> list[Finding]:
    try:
        settings = Settings.load()
    except ConfigurationError as problem:
        return wrong_settings(problem)
    use_addresses(settings)
    return asyncio.run(examine_settings(settings, SystemClock()))


def _as_json(finding: Finding) -> dict[str, str | None]:
    found, step = sentences(finding, speaker())
    return {"state": finding.state.name.lower(), "check": finding.text, "found": found, "step": step}
