"""The screens on which people answer a check-in and see their own answers."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from bot.groups.model import EVERYBODY, QUESTIONS_A_PAGE, CheckIn, Group, Past, Post, Question, Reply, SeenBy
from bot.groups.moods import EMOJI, ENERGY, MOODS
from bot.groups.reading import Said, paged, worded
from bot.groups.replies import Answered, Asked, Late
from bot.messenger.ids import button_id
from bot.messenger.message import Attachment, Button, Card, Choice, Form, FormMenu, Menu, Message, Row, TextInput
from bot.messenger.plain import as_written, shorten, units
from bot.texts import Speaker, moment

SEEN_BY: Final = {
    SeenBy.GROUP: ("seen-by-group", "seen-button-group"),
    SeenBy.FACILITATORS: ("seen-by-facilitators", "seen-button-facilitators"),
    SeenBy.ME: ("seen-by-me", "seen-button-me"),
}
CHART: Final = 20
BUTTONS: Final = 2
CHOICES: Final = 25  # Discord's most in a menu
LATE_SHOWN: Final = 5000  # of the 6,000 that the cards of a message hold; more goes into a file


def pages(checkin: CheckIn) -> list[tuple[Question, ...]]:
    """Return the questions as pages of a form; with none of their own, there is room for words."""
    asked = checkin.questions or (Question("words", "words", ""),)
    return [asked[start : start + QUESTIONS_A_PAGE] for start in range(0, len(asked), QUESTIONS_A_PAGE)]


def answered_screen(asked: Asked, answered: Answered, say: Speaker, *, help_row: Row) -> Message:
    """Return what somebody reads after an answer: what is kept, who sees it, and what else they can do."""
    reply, post = answered.reply, asked.post
    lines = []
    if reply.mood is not None:
        lines.append(say("answer-saved", mood=f"{EMOJI[reply.mood]} {say(MOODS[reply.mood])}"))
    else:
        lines.append(say("answer-saved-words"))
    lines.append(say(SEEN_BY[reply.seen_by][0]))
    lines.append(say("answer-until", close=moment(post.closes_at, "R")))
    if answered.worrying:
        lines.append("\n" + say("answer-worrying"))
    elif answered.case:
        lines.append("\n" + say("answer-case"))
    elif answered.low_again:
        lines.append("\n" + say("answer-low-again"))
    choose = tuple(
        Button(
            say(button),
            button_id("checkin", "seen", post.id, seen_by.value),
            style="primary" if reply.seen_by is seen_by else "secondary",
            disabled=reply.seen_by is seen_by,
        )
        for seen_by, (_, button) in SEEN_BY.items()
        # What somebody was asked privately has no summary in which the group could read it.
        if post.recipient == EVERYBODY or seen_by is not SeenBy.GROUP
    )
    second = [Button(say("answer-button-words"), button_id("checkin", "words", post.id, 0))]
    rows: list[Row] = [choose, tuple(second)]
    if reply.mood is None:
        rows.insert(0, taps(post, say))
    if answered.worrying:
        second.insert(
            0, Button(say("answer-button-tell"), button_id("support", "now", asked.group.guild_id), style="success")
        )
        rows[-1] = tuple(second)
    rows.append(help_row)
    return Message("\n".join(lines), rows=tuple(rows))


def late_screen(late: Late, refused: str, say: Speaker, *, help_row: Row) -> Message:
    """Return to somebody what they wrote into a form that came too late, with the way to a person beside it."""
    lines = [refused, say("answer-late")]
    rows: tuple[Row, ...] = (help_row,)
    if late.worrying:
        lines.append("\n" + say("answer-worrying"))
        tell = Button(say("answer-button-tell"), button_id("support", "now", late.guild_id), style="success")
        rows = ((tell,), help_row)
    elif late.case:
        lines.append("\n" + say("answer-case"))
    shown = [as_written(text) for text in late.words]
    if sum(map(units, shown)) <= LATE_SHOWN:
        return Message("\n".join(lines), cards=tuple(Card("", text) for text in shown), rows=rows)
    whole = Attachment("words.txt", "\n\n".join(late.words).encode("utf-8-sig"), say("answer-late-file"))
    return Message("\n".join(lines), files=(whole,), rows=rows)


def taps(post: Post, say: Speaker) -> Row:
    """Return the five buttons of the one tap."""
    return tuple(
        Button(say(MOODS[mood]), button_id("checkin", "tap", post.id, mood), emoji=EMOJI[mood]) for mood in MOODS
    )


def continue_screen(asked: Asked, page: int, say: Speaker) -> Message:
    """Return the step between two pages, for a form cannot open from a form; what was said so far is kept."""
    row = (
        Button(say("answer-button-continue"), button_id("checkin", "words", asked.post.id, page), style="primary"),
        Button(say("answer-button-enough"), button_id("checkin", "done", asked.post.id)),
    )
    total = len(pages(asked.checkin))
    return Message(say("answer-page-saved", page=page, pages=total), rows=(row,))


def answer_form(asked: Asked, reply: Reply, page: int, say: Speaker) -> Form:
    """Return one page of the form, filled with what was said before."""
    fields: list[TextInput | FormMenu] = []
    for one in pages(asked.checkin)[page]:
        before = reply.answers.get(one.key, "")
        label = one.label or say("answer-form-words")
        match one.kind:
            case "energy":
                options = tuple(Choice(say(key), value, chosen=value == before) for value, key in ENERGY.items())
                fields.append(FormMenu(one.key, label, options, required=False))
            case "yesno":
                options = tuple(
                    Choice(say(key), value, chosen=value == before)
                    for value, key in (("yes", "answer-yes"), ("no", "answer-no"))
                )
                fields.append(FormMenu(one.key, label, options, required=False))
            case "choice":
                options = tuple(Choice(text, text, chosen=text == before) for text in one.choices)
                fields.append(FormMenu(one.key, label, options, required=False))
            case _:
                fields.append(TextInput(one.key, label, default=before, long=True, required=False, max_length=1000))
    notice = say("answer-form-notice", seen=say(SEEN_BY[reply.seen_by][0]))
    return Form(
        button_id("checkin", "said", asked.post.id, page),
        shorten(asked.checkin.question, 45),
        tuple(fields),
        notice=notice,
    )


def open_screen(
    found: Sequence[tuple[CheckIn, Post]],
    say: Speaker,
    *,
    help_row: Row,
    names: Mapping[int, str] = MappingProxyType({}),
) -> Message:
    """Return what can be answered now: the taps at once for one, the others below, more than two of them in menus.

    Check-ins of several groups, which often ask alike, bear their group's name, as far as `names` has it by number.
    """
    several = len({checkin.group_id for checkin, _ in found}) > 1

    def named(checkin: CheckIn, most: int) -> str:
        name = names.get(checkin.group_id, "") if several else ""
        of = f" · {shorten(name, 30)}" if name else ""
        return shorten(checkin.question, most - len(of)) + of

    rows: list[Row] = []
    lines = []
    for checkin, post in found[:1]:
        lines = [f"**{as_written(named(checkin, 300))}**", say("checkin-body", close=moment(post.closes_at, "R"))]
        rows = [taps(post, say), (Button(say("checkin-button-words"), button_id("checkin", "words", post.id, 0)),)]
    others = found[1:]
    if len(others) <= BUTTONS:
        rows += [(Button(named(one, 80), button_id("checkin", "show", post.id)),) for one, post in others]
    else:
        for page in (others[:CHOICES], others[CHOICES:][:CHOICES]):  # a message has room for two menus beside the rest
            choices = tuple(Choice(named(checkin, 100), str(post.id)) for checkin, post in page)
            if page:
                rows.append(Menu(button_id("checkin", "show", page[0][1].id), choices, say("checkin-others-open")))
    return Message("\n".join(lines) or say("error-checkin-none-open"), rows=(*rows, help_row))


def history_screen(history: Sequence[Past], say: Speaker) -> Message:
    """Return one's own answers as a gentle chart: pictures in their order, no average, no streak, no score."""
    if not history:
        return Message(say("history-empty"))
    latest = [one for one in history if one.reply.mood is not None][:CHART]
    chart = " ".join(EMOJI[one.reply.mood or 3] for one in reversed(latest))
    lines = []
    for one in history[:8]:
        mood = one.reply.mood
        said = "" if mood is None else f" · {EMOJI[mood]} {say(MOODS[mood])}"  # words that were not finished yet
        lines.append(f"{moment(one.due, 'd')}{said}")
        lines += [f"-# {shorten(as_written(words), 120)}" for words in worded(one.reply, one.questions, say)[:1]]
    drawn = f"{chart}\n-# {say('history-chart')}\n\n" if chart else ""  # who only began to write has no picture yet
    card = Card(say("history-title"), drawn + "\n".join(lines), footer=say("history-footer"))
    row = (Button(say("history-button-export"), button_id("checkin", "export", "mine")),)
    return Message(cards=(card,), rows=(row,))


def answers_screen(
    group: Group, checkin: CheckIn, post: Post, everybody: Sequence[Said], number: int, say: Speaker
) -> Message:
    """Return to a facilitator one page of what they may read of a posting; that they read it is said on the last."""
    shared = paged(everybody)
    number = min(number, max(0, len(shared) - 1))
    body = shared[number].text if shared else say("answers-none")
    title = shorten(say("answers-title", question=as_written(checkin.question), at=moment(post.due, "D")), 250)
    footer, row = say("answers-footer"), []
    if len(shared) > 1:
        footer = say("answers-page", page=number + 1, pages=len(shared)) + " " + footer
    if number:
        row.append(Button(say("plan-button-back"), button_id("panel", "answers", group.id, post.id, number - 1)))
    if number + 1 < len(shared):
        further = button_id("panel", "answers", group.id, post.id, number + 1)
        row.append(Button(say("answers-button-further"), further, style="primary"))
    elif shared and group.archived_at is None:  # of a group at rest nothing is changed any more
        read = button_id("panel", "read", group.id, post.id, number)
        row.append(Button(say("facilitators-button-read"), read, style="success"))
    count = say("answers-count", count=len(everybody)) if everybody else ""
    return Message(count, cards=(Card(title, body, footer=footer),), rows=(tuple(row),) if row else ())
