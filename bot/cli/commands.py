"""The commands and their options; each does its work in a module beside this one, imported when it is needed."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from bot.cli.terminal import say
from bot.settings import Settings

app: Final = typer.Typer(
    help=say("cli-help"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)

AsJson = Annotated[bool, typer.Option("--json", help=say("cli-option-json"))]
Yes = Annotated[bool, typer.Option("--yes", help=say("cli-option-yes"))]
Person = Annotated[int, typer.Argument(metavar="DISCORD_ID", help=say("cli-argument-person"), min=1)]


@app.command(help=say("cli-run"))
def run() -> None:
    """Run the bot until it is told to stop."""
    from bot.cli import running

    running.run()


@app.command(help=say("cli-rehearse"))
def rehearse(
    *,
    story: Annotated[bool, typer.Option("--story", help=say("cli-option-story"))] = False,
    locale: Annotated[str | None, typer.Option(help=say("cli-option-locale"))] = None,
    port: Annotated[int, typer.Option(help=say("cli-option-port"), min=0, max=65535)] = 0,
) -> None:
    """Run the bot in a Discord of our own, or play an evening in the terminal."""
    from bot.cli import rehearsing

    sys.exit(rehearsing.rehearse(story=story, locale=locale, port=port))


@app.command(help=say("cli-doctor"))
def doctor(*, as_json: AsJson = False) -> None:
    """Check what can be checked from here."""
    from bot.cli import doctoring

    sys.exit(doctoring.doctor(as_json=as_json))


@app.command(help=say("cli-assess"))
def assess() -> None:
    """Answer JSON lines with JSON lines."""
    from bot.cli import detecting

    detecting.assess()


@app.command(help=say("cli-evaluate"))
def evaluate(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help=say("cli-argument-csv"))],
    *,
    misses: Annotated[bool, typer.Option("--misses", help=say("cli-option-misses"))] = False,
    as_json: AsJson = False,
) -> None:
    """Measure the detector on labelled texts."""
    from bot.cli import detecting

    detecting.evaluate_file(file, misses=misses, as_json=as_json)


@app.command(help=say("cli-migrate"))
def migrate(*, as_json: AsJson = False) -> None:
    """Bring the database to the present schema."""
    from bot.cli import data

    asyncio.run(data.migrate(Settings.load(), as_json=as_json))


@app.command(help=say("cli-backup"))
def backup(*, as_json: AsJson = False) -> None:
    """Copy the database and the keyring."""
    from bot.cli import data

    data.backup(Settings.load(), as_json=as_json)


@app.command(help=say("cli-restore"))
def restore(
    folder: Annotated[Path | None, typer.Argument(metavar="[FOLDER]", help=say("cli-argument-folder"))] = None,
    *,
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Put a copy in the place of the database."""
    from bot.cli import data

    data.restore_copy(Settings.load(), folder, yes=yes, as_json=as_json)


@app.command(help=say("cli-export"))
def export(person: Person) -> None:
    """Write down what is kept about somebody."""
    from bot.cli import people

    asyncio.run(people.export(Settings.load(), person))


@app.command(help=say("cli-erase"))
def erase(person: Person, *, yes: Yes = False) -> None:
    """Forget somebody."""
    from bot.cli import people

    asyncio.run(people.erase(Settings.load(), person, yes=yes))


@app.command(help=say("cli-rotate"))
def rotate_key(*, yes: Yes = False) -> None:
    """Have a new master key take over."""
    from bot.cli import people

    asyncio.run(people.rotate_key(Settings.load(), yes=yes))
