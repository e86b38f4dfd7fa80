"""What an operator types."""

from bot.cli.commands import app
from bot.cli.terminal import main_with


def main() -> None:
    """Run the command line; what goes wrong in a way that we foresaw is a line on standard error."""
    main_with(app)


__all__ = ["app", "main"]
