"""What an operator types."""

import sys

from bot.cli import running
from bot.cli.terminal import main_with


def main() -> None:
    """Run the command line; what goes wrong in a way that we foresaw is a line on standard error."""
    main_with(running.run if sys.argv[1:] == ["run"] else _commands)


def _commands() -> None:
    # Reading options and writing their help takes a fifth of a start, and `run` has none.
    from bot.cli.commands import app

    app(prog_name="python -m bot")


__all__ = ["main"]
