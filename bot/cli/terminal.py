"""The operator's terminal: its language, its lines, its bars, and the one place where errors become sentences."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.errors import AlongsideError, ConfigurationError, StorageUnavailable
from bot.settings import default_data_dir
from bot.texts import Speaker, Texts

WRONG_SETTING: Final = 2
FAILED: Final = 1


def language(environment: Mapping[str, str]) -> str | None:
    """Return the language that a terminal is set to, as POSIX ranks the variables."""
    said = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return said.partition(".")[0].partition("_")[0] or None


# Loaded with the commands, whose help is written with it. Always the texts that came with the bot: they have to say
# that DATA_DIR is wrong.
texts: Final = Texts.load(default_data_dir() / "locales")
say: Final[Speaker] = texts.whole_speaker(language(os.environ))


def out() -> Console:
    """Return the console that answers go to."""
    return Console(file=sys.stdout, highlight=False)


def tell(sentence: str) -> None:
    """Write a sentence to standard output, as long as it is."""
    typer.echo(sentence)


def line(sentence: str) -> None:
    """Write a sentence to standard error, on one line however narrow the terminal is."""
    typer.echo(" ".join(sentence.split()), err=True)


def sentence_for(problem: AlongsideError) -> str:
    """Return what an operator reads about an error."""
    if type(problem) is StorageUnavailable:
        return say("cli-database-away")
    return say(problem.text, **problem.values)


def main_with(app: typer.Typer) -> None:
    """Run commands; a foreseen error becomes one line and an exit code: 2 for a wrong setting, else 1."""
    try:
        app(prog_name="python -m bot")
    except AlongsideError as problem:
        line(sentence_for(problem))
        sys.exit(WRONG_SETTING if isinstance(problem, ConfigurationError) else FAILED)


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far something is, on standard error; what is yielded is told how much of how much is done.

    It may be called from any thread. Nothing is shown where nobody looks.
    """
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(file=sys.stderr)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
