"""Where the buttons of a check-in lead, for whoever answers it and for facilitators who read."""

import csv
import io
from typing import TYPE_CHECKING, Final

from bot.audit import Act
from bot.errors import Refusal
from bot.groups.errors import NothingOpen
from bot.groups.given import SEEN_BY
from bot.groups.model import SeenBy
from bot.groups.moods import MOODS
from bot.groups.reading import said, worded
from bot.groups.replies import Answered, Asked
from bot.messenger.ids import button_id
from bot.messenger.message import Attachment, Button, Row
from bot.messenger.person import to_a_person
from bot.texts import Speaker
from bot.ui.groups.answer_screens import (
    answer_form,
    answered_screen,
    answers_screen,
    continue_screen,
    history_screen,
    late_screen,
    open_screen,
    pages,
)
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.app import Services


EVERYTHING: Final = 100_000
EXPORTED: Final = "export-at", "export-question", "export-mood", "export-seen-by", "export-answers"


class Answering:
    """Answers, changes of mind, one's own history; and what facilitators read."""

    def __init__(self, services: "Services") -> None:
        """Lead the buttons of posted check-ins."""
        self._services = services
        self._replies = services.groups.replies
        self._roster = services.groups.roster
        on = services.router.on
        on("checkin", "tap", self._tap)
        on("checkin", "words", self._words)
        on("checkin", "said", self._said, kept=True)
        on("checkin", "done", self._done)
        on("checkin", "seen", self._seen)
        on("checkin", "show", self._show)
        on("checkin", "now", self.now)
        on("checkin", "history", self.history)
        on("checkin", "export", self.export)
        on("panel", "answers", self._answers)
        on("panel", "read", self._read)

    async def now(self, turn: Turn) -> None:
        """Show what can be answered now."""
        guild_id = turn.guild_id or 0
        names = {group.id: group.name for group in await self._roster.of(guild_id, turn.user_id)}
        groups = list(names)
        if turn.args:
            groups = list(dict.fromkeys([int(turn.args[0]), *groups]))
        found = await self._services.groups.open_posts(groups, turn.user_id)
        if not found:
            raise NothingOpen
        await turn.answer(open_screen(found, turn.say, help_row=help_row(guild_id, turn.say), names=names))

    async def history(self, turn: Turn) -> None:
        """Show somebody their own answers."""
        await turn.show(history_screen(await self._replies.history(turn.user_id), turn.say))

    async def export(self, turn: Turn) -> None:
        """Give somebody all of their answers as a table."""
        history = await self._replies.history(turn.user_id, limit=EVERYTHING)
        written = io.StringIO()
        table = csv.writer(written)
        table.writerow([turn.say(head) for head in EXPORTED])
        for one in history:
            mood = "" if one.reply.mood is None else turn.say(MOODS[one.reply.mood])
            seen_by = turn.say(SEEN_BY[one.reply.seen_by])
            answers = " | ".join(worded(one.reply, one.questions, turn.say))
            cells = (one.due.isoformat(), one.question, mood, seen_by, answers)
            table.writerow([harmless(cell) for cell in cells])
        file = Attachment("check-ins.csv", written.getvalue().encode("utf-8-sig"), turn.say("export-alt"))
        await turn.answer(turn.say("export-here", count=len(history)), file)

    async def _tap(self, turn: Turn) -> None:
        asked = await self._asked(turn)
        await self._answer(turn, asked, await self._replies.tap(asked, turn.user_id, min(5, max(1, int(turn.args[1])))))

    async def _words(self, turn: Turn) -> None:
        asked = await self._asked(turn)
        page = min(int(turn.args[1]), len(pages(asked.checkin)) - 1)
        await turn.form(answer_form(asked, await self._replies.mine(asked, turn.user_id), page, turn.say))

    async def _said(self, turn: Turn) -> None:
        page = int(turn.args[1])
        try:
            asked = await self._asked(turn)
            answered = await self._replies.say(
                asked, turn.user_id, turn.fields, key=turn.id, unless_since=turn.at if turn.again else None
            )
        except Refusal as refusal:
            await self._late(turn, refusal)
            return
        more = page + 1 < len(pages(asked.checkin))
        if more and not answered.worrying and not answered.case:
            await turn.show(continue_screen(asked, page + 1, turn.say))
            return
        await self._answer(turn, asked, answered)

    async def _late(self, turn: Turn, refusal: Refusal) -> None:
        """Refuse a form, but never what was written into it: it is listened to and given back."""
        late = await self._replies.late(
            turn.guild_id, turn.channel_id, int(turn.args[0]), turn.user_id, turn.fields, key=turn.id
        )
        if not late.words:
            raise refusal
        refused = turn.say(refusal.text, **refusal.values)
        await turn.answer(late_screen(late, refused, turn.say, help_row=help_row(late.guild_id, turn.say)))

    async def _done(self, turn: Turn) -> None:
        asked = await self._asked(turn)
        await self._answer(turn, asked, Answered(await self._replies.mine(asked, turn.user_id)))

    async def _seen(self, turn: Turn) -> None:
        asked = await self._asked(turn)
        answered = await self._replies.show_to(asked, turn.user_id, SeenBy(turn.args[1]), key=turn.id)
        await self._answer(turn, asked, answered)

    async def _show(self, turn: Turn) -> None:
        asked = await self._asked(turn)
        message = open_screen(
            [(asked.checkin, asked.post)], turn.say, help_row=help_row(asked.group.guild_id, turn.say)
        )
        await turn.show(message)

    async def _answers(self, turn: Turn) -> None:
        group = await self._roster.for_reader(turn.guild_id, int(turn.args[0]), turn.user_id)
        found = await self._services.groups.post(group, int(turn.args[1]))
        page = int(turn.args[2]) if turn.verb == "answers" and len(turn.args) > 2 else 0
        if not page:
            await self._services.audit.add(group.guild_id, turn.user_id, Act.GROUP_ANSWERS_READ, about=group.id)
        everybody = [
            said(found.checkin, one, self._roster.name_of(group, one.person_id), turn.say)
            for one in await self._replies.for_facilitators(found.post)
            if one.mood is not None
        ]
        await turn.show(answers_screen(group, found.checkin, found.post, everybody, page, turn.say))

    async def _read(self, turn: Turn) -> None:
        if len(turn.args) < 3:  # from a notice, whoever pressed it has not seen the last page
            await self._answers(turn)
            return
        group = await self._roster.for_reader(turn.guild_id, int(turn.args[0]), turn.user_id)
        found = await self._services.groups.post(group, int(turn.args[1]))
        await self._services.groups.mark_read(found, turn.user_id)
        await turn.answer(turn.say("answers-marked-read"))

    async def _asked(self, turn: Turn) -> Asked:
        which = turn.chosen[0] if turn.chosen else turn.args[0]
        return await self._replies.asked(turn.guild_id, int(which), turn.user_id)

    async def _answer(self, turn: Turn, asked: Asked, answered: Answered) -> None:
        row = help_row(asked.group.guild_id, turn.say)
        await turn.show(answered_screen(asked, answered, turn.say, help_row=row))


def help_row(guild_id: int, say: Speaker) -> Row:
    """Return the way to a person, which every screen of a check-in has."""
    return (
        to_a_person(say, guild_id, style="success"),
        Button(say("button-helplines"), button_id("help", "lines", guild_id)),
    )


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell
