"""Discord's markup as a terminal shows it: times in the reader's zone, names for ids, bold for bold."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from rich.text import Text

_TOKEN: Final = re.compile(
    r"<t:(?P<time>-?\d+)(?::(?P<style>[tTdDfFR]))?>"
    r"|<(?:@[!&]?|#)(?P<id>\d+)>"
    r"|<(?P<link>https?://[^>\s]+)>"
    r"|https://discord\.com/channels/(?P<jump>[\d/]+)"
    r"|\*\*(?P<bold>.+?)\*\*"
    r"|__(?P<underlined>.+?)__"
    r"|`(?P<code>[^`]+)`"
    r"|\\(?P<escaped>[^\w\s]|_)",
    re.DOTALL,
)
_NESTED: Final = {"bold": "bold", "underlined": "underline"}
_NAMED: Final = "bold #8ea1e1"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: their zone and language, what the ids are called, and what time it is for them."""

    zone: ZoneInfo
    locale: str
    names: Callable[[], Mapping[int, str]]
    now: Callable[[], datetime]
    jump: str  # what stands for a link to a message
    just_now: str

    def render(self, written: str) -> Text:
        """Return a message's text as the reader sees it."""
        found = Text()
        at = 0
        for match in _TOKEN.finditer(written):
            found.append(written[at : match.start()])
            found.append_text(self._token(match))
            at = match.end()
        found.append(written[at:])
        return found

    def time(self, at: datetime, style: str = "t") -> str:
        """Return an instant as Discord shows it in one of its styles."""
        local = at.astimezone(self.zone)
        if style == "R" and abs((at - self.now()).total_seconds()) < 1:
            return self.just_now
        if style == "R":
            return format_timedelta(at - self.now(), add_direction=True, locale=self.locale)
        if style in "tT":
            return format_time(local, "short" if style == "t" else "medium", locale=self.locale)
        if style in "dD":
            return format_date(local, "short" if style == "d" else "long", locale=self.locale)
        day = format_skeleton("MMMMd" if style == "f" else "MMMMEEEEd", local, locale=self.locale)
        return f"{day}, {format_time(local, 'short', locale=self.locale)}"

    def _token(self, match: re.Match[str]) -> Text:
        kind = match.lastgroup
        if match["time"] is not None:
            return Text(self.time(datetime.fromtimestamp(int(match["time"]), UTC), match["style"] or "f"))
        if kind == "id":
            name = self.names().get(int(match["id"]), "…")
            return Text(("#" if match[0].startswith("<#") else "@") + name, _NAMED)
        if kind in _NESTED:
            return _styled(self.render(match[kind]), _NESTED[kind])
        if kind == "code":
            return Text(match["code"], "dim")
        linked = match["link"] or (self.jump if kind == "jump" else "")
        return Text(linked, "underline") if linked else Text(match["escaped"] or match[0])


def _styled(text: Text, style: str) -> Text:
    text.stylize(style)
    return text
