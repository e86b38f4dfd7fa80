"""The operator's terminal: its language, its lines, its bars, and the one place where errors become sentences."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Final

from bot.errors import AlongsideError, ConfigurationError, StorageUnavailable
from bot.settings import default_data_dir
from bot.texts import Speaker, Texts, loaded

if TYPE_CHECKING:
    from rich.console import Console

WRONG_SETTING: Final = 2
FAILED: Final = 1


def language(environment: Mapping[str, str]) -> str | None:
    """Return the language that a terminal is set to, as POSIX ranks the variables."""
    said = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return said.partition(".")[0].partition("_")[0] or None


def texts() -> Texts:
    """Return the texts that came with the bot, always these: they have to say that DATA_DIR is wrong."""
    return loaded(default_data_dir() / "locales")


@cache
def speaker() -> Speaker:
    """Return who speaks the terminal's language."""
    return texts().whole_speaker(language(os.environ))


def say(key: str, /, **values: str | float) -> str:
    """Return a sentence in the terminal's language."""
    return speaker()(key, **values)


# What draws and what reads options is imported where it is used: the bot itself starts without either.


def out() -> "Console":
    """Return the console that answers go to."""
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False)


def tell(sentence: str) -> None:
    """Write a sentence to standard output, as long as it is."""
    import typer

    typer.echo(sentence)


def line(sentence: str) -> None:
    """Write a sentence to standard error, on one line however narrow the terminal is."""
    import typer

    typer.echo(" ".join(sentence.split()), err=True)


def sentence_for(problem: AlongsideError) -> str:
    """Return what an operator reads about an error."""
    if type(problem) is StorageUnavailable:
        return say("cli-database-away")
    return say(problem.text, **problem.values)


def main_with(run: Callable[[], object]) -> None:
    """Run commands; a foreseen error becomes one line and an exit code: 2 for a wrong setting, else 1."""
    try:
        run()
    except AlongsideError as problem:
        line(sentence_for(problem))
        sys.exit(WRONG_SETTING if isinstance(problem, ConfigurationError) else FAILED)


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show how far something is, on standard error; what is yielded is told how much of how much is done.

    It may be called from any thread. Nothing is shown where nobody looks.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(file=sys.stderr)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
