"""How an evening looks in a terminal: a line of the story, and under it what a person sees."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.segment import Segment
from rich.style import Style
from rich.table import Table
from rich.text import Text

from bot.rehearsal.markup import Reader
from bot.rehearsal.promises import Kept
from bot.rehearsal.seen import Press, Seen, SeenCard
from bot.texts import Speaker

WIDEST: Final = 88
LOCK_SCREEN: Final = 80  # characters that a lock screen shows of a message (PRACTICE)
_STYLES: Final = {"primary": "bold #8ea1e1", "success": "bold #7fb77e", "danger": "bold #d98880", "secondary": ""}
_FRAMES: Final = {"public": "dim", "person": "#7f9fbf", "responder": "#c9a227", "room": "#7fb77e"}
_MARKS: Final = {True: ("✓", "#7fb77e"), False: ("✗", "bold #d98880"), None: ("·", "#c9a227")}


class Stage:
    """Writes to a console, as wide as it is and no wider than a page of a book."""

    def __init__(self, console: Console, say: Speaker) -> None:
        """Write in the language of `say`; `reader` is known once there is a world."""
        self._console = console
        self._say = say
        self._width = min(console.width, WIDEST)
        self.reader: Reader | None = None

    # -- the story ------------------------------------------------------------------------------------------------

    def title(self, title: str, subtitle: str) -> None:
        """Open the evening."""
        self._print(Text(title, "bold"), Text(subtitle, "dim"), space=1)

    def cast(self, people: Iterable[tuple[str, str]]) -> None:
        """Say who is there."""
        self._print(_rows((Text(name, "bold"), Text(about)) for name, about in people), indent=2)

    def scene(self, heading: str) -> None:
        """Begin a scene."""
        self._console.print()
        self._console.print(Rule(Text(f" {heading} ", "bold"), style="dim", align="left"), width=self._width)

    def beat(self, at: datetime, line: str) -> None:
        """Tell one thing that happens, with the time of day."""
        stamp = self._reader.time(at)
        self._print(_rows([(Text(stamp, "dim"), Text(line))]), space=1)

    def checked(self, findings: Iterable[tuple[bool | None, str]]) -> None:
        """Show what was looked at: well, broken, or worth a look."""
        self._print(_rows((Text(*_MARKS[state]), self._reader.render(line)) for state, line in findings), indent=2)

    def figures(self, rows: Iterable[tuple[str, str]]) -> None:
        """Show what was measured."""
        table = Table.grid(padding=(0, 2))
        table.add_column(justify="right", no_wrap=True)
        table.add_column(ratio=1)
        for what, figure in rows:
            table.add_row(Text(figure, "bold"), Text(what))
        self._print(table, indent=2)

    def promises(self, kept: Sequence[Kept]) -> None:
        """Show every promise, and where one was broken."""
        lines = [
            (Text(*_MARKS[not one.broken]), Text(self._say(one.text), "" if not one.broken else "bold")) for one in kept
        ]
        self._print(_rows(lines), indent=2)

    def last_words(self, line: str, *, well: bool) -> None:
        """Close the evening."""
        self._print(Text(line, "bold" if well else "bold #d98880"), space=1)
        self._console.print()

    # -- what people see ------------------------------------------------------------------------------------------

    def screen(self, title: str, seen: Sequence[Seen], kind: str) -> None:
        """Show messages as somebody sees them."""
        parts: list[RenderableType] = []
        for one in seen:
            if parts:
                parts.append(Text())
            parts.extend(self._message(one))
        self._frame(title, Group(*parts), kind)

    def lock_screen(self, title: str, seen: Seen, at: datetime) -> None:
        """Show what a phone shows on the table, for anybody to read."""
        said = self._reader.render(seen.text).plain.replace("\n", " ")
        if len(said) > LOCK_SCREEN:
            said = said[: LOCK_SCREEN - 1].rstrip() + "…"
        clock = Text(self._reader.time(at), "bold", justify="center")
        self._frame(title, Group(clock, Text(), Text(seen.author, "bold"), Text(said)), "responder", narrow=True)

    # -- inside ---------------------------------------------------------------------------------------------------

    @property
    def _reader(self) -> Reader:
        assert self.reader is not None
        return self.reader

    def _message(self, seen: Seen) -> Iterable[RenderableType]:
        head = Text(seen.author, "bold")
        if seen.by_bot:
            head.append(f"  {self._say('story-bot')}", "dim")
        yield head
        if seen.text:
            yield self._reader.render(seen.text)
        for card in seen.cards:
            yield self._card(card)
        for row in seen.presses:
            yield _Presses(row)

    def _card(self, card: SeenCard) -> RenderableType:
        parts: list[RenderableType] = [Text(card.title, "bold")]
        if card.body:
            parts.append(self._reader.render(card.body))
        parts += self._fields(card)
        if card.footer:
            parts.append(Text(card.footer, "dim italic"))
        return _Edged(Group(*parts), f"#{card.colour:06x}" if card.colour else "dim")

    def _fields(self, card: SeenCard) -> Iterable[RenderableType]:
        """Put a name beside what it names where there is room, above it where there is not."""
        fields = [
            (Text(self._reader.render(name).plain, "dim"), self._reader.render(value)) for name, value in card.fields
        ]
        if self._width >= 64:
            table = Table.grid(padding=(0, 2, 0, 0))
            table.add_column(max_width=24)
            table.add_column(ratio=1)
            for name, value in fields:
                table.add_row(name, value)
            return [table] if fields else []
        return [part for name, value in fields for part in (name, Padding(value, (0, 0, 0, 2)))]

    def _frame(self, title: str, content: RenderableType, kind: str, *, narrow: bool = False) -> None:
        width = min(self._width - 2, 48) if narrow else self._width - 2
        panel = Panel(
            content,
            title=Text(title, "dim"),
            title_align="left",
            box=box.ROUNDED,
            border_style=_FRAMES[kind],
            width=width,
        )
        self._console.print(Padding(panel, (0, 0, 0, 2 if self._width > 40 else 0)))

    def _print(self, *parts: RenderableType, indent: int = 0, space: int = 0) -> None:
        for _ in range(space):
            self._console.print()
        for part in parts:
            self._console.print(Padding(part, (0, 0, 0, indent)), width=self._width)


class _Edged:
    """Something with a coloured edge on its left."""

    def __init__(self, content: RenderableType, style: str) -> None:
        self._content = content
        self._style = Style.parse(style)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in console.render_lines(self._content, options.update_width(options.max_width - 2), pad=False):
            yield Segment("▎ ", self._style)
            yield from line
            yield Segment.line()


class _Presses:
    """A row of buttons, none of them broken in two."""

    def __init__(self, row: Sequence[Press]) -> None:
        self._row = row

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        line = Text()
        for press in self._row:
            button = Text(f"[ {press.label} ]", _STYLES.get(press.style, ""))
            if line and line.cell_len + 2 + button.cell_len > options.max_width:
                yield line
                line = Text()
            line = Text.assemble(line, "  ", button) if line else button
        yield line


def _rows(rows: Iterable[tuple[Text, Text]]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for left, right in rows:
        table.add_row(left, right)
    return table
