"""Make the pictures of docs/facilitators.md and docs/participants.md from the bot's own texts and cards.

Run `python -m tools.make_pictures`; with `--check` it writes nothing and says which pictures are out of date.
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from bot.agenda import Rule
from bot.drawing.weeks import weeks
from bot.groups.cards import answered_notice, checkin_card, group_card, summary_card
from bot.groups.library import Prompt
from bot.groups.meeting_cards import invitation, room
from bot.groups.meeting_model import Coming, Guest, Meeting, MeetingState, Session
from bot.groups.model import Belonging, CheckIn, Group, PlanState, Post, PostState, Reply, Role, SeenBy
from bot.groups.moods import BAND_TEXTS
from bot.groups.panel import panel_message
from bot.groups.prompts import prompt_card
from bot.groups.replies import Answered, Asked
from bot.messenger.message import Message
from bot.moderation.watch import Level
from bot.settings import default_data_dir
from bot.texts import Speaker, Texts
from bot.ui.groups.answer_screens import answered_screen
from bot.ui.groups.answering import help_row
from bot.ui.groups.group_screens import me_screen
from bot.ui.groups.plan_screens import plan_screen
from tools.pictures.frame import drawn

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = ROOT / "docs" / "pictures"
NOW: Final = datetime(2026, 5, 4, 16, 0, tzinfo=UTC)
PLACES: Final = {20: "tuesday", 21: "circle"}

GROUP: Final = Group(
    id=1,
    guild_id=10,
    name="Tuesday evening",
    channel_id=20,
    voice_channel_id=21,
    role_id=None,
    zone="Europe/Madrid",
    locale="en",
    capacity=12,
    agreed_by=1,
    agreed_at=NOW - timedelta(days=20),
    card_message_id=None,
    card_channel_id=None,
    archived_at=None,
    unled_since=None,
    unled_told=None,
    version=1,
    created_at=NOW - timedelta(days=90),
)
CHECKIN: Final = CheckIn(
    id=1,
    group_id=1,
    question="How are you today?",
    rule=Rule("FREQ=WEEKLY;BYDAY=MO,TH", NOW.replace(tzinfo=None, hour=18), "Europe/Madrid"),
    private=False,
    questions=(),
    open_hours=24,
    state=PlanState.PROPOSED,
    few=0,
    trouble=None,
    version=1,
    changed_at=NOW,
)
POST: Final = Post(
    id=1,
    checkin_id=1,
    local="2026-05-04T18:00:00",
    recipient=0,
    due=NOW,
    closes_at=NOW + timedelta(hours=24),
    state=PostState.OPEN,
    channel_id=20,
    message_id=1,
    invited=9,
    answered=7,
    totals=None,
    summary_channel_id=None,
    summary_message_id=None,
    read_by=None,
)
SESSION: Final = Session(
    id=1,
    group_id=1,
    title="Open circle",
    rule=Rule("FREQ=WEEKLY;BYDAY=TU", NOW.replace(tzinfo=None, day=5, hour=19), "Europe/Madrid"),
    minutes=60,
    places=0,
    agenda=(("Arriving", 10), ("Round", 40), ("Closing", 10)),
    state=PlanState.ACTIVE,
    version=1,
    changed_at=NOW,
)


def meeting(state: MeetingState, starts_at: datetime) -> Meeting:
    """Return a meeting that stands so."""
    return Meeting(
        id=1,
        session_id=1,
        local="2026-05-05T19:00:00",
        moved_to=None,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        state=state,
        facilitator=None,
        channel_id=20,
        message_id=1,
        room_channel_id=20,
        room_message_id=1,
        event_id=None,
        attended=None,
    )


def guests(*answers: Coming) -> list[Guest]:
    """Return people who said so."""
    return [Guest(1, number, answer, NOW, None, None, None) for number, answer in enumerate(answers)]


def messages(say: Speaker) -> dict[str, tuple[str, tuple[Message, ...]]]:
    """Return what each picture shows, in words and as messages."""
    answered = Answered(Reply(1, 1, SeenBy.FACILITATORS, draft=False, at=NOW, mood=5, answers={}))
    person = Belonging(1, 1, Role.PARTICIPANT, NOW, notes=True, noted_at=None, away_until=None, reminders="soon")
    prompt = Prompt("arriving", "arriving", (("en", "What is one thing that helped you get through this week?"),))
    everybody = (Coming.YES, Coming.YES, Coming.YES, Coming.YES, Coming.LISTENING, Coming.LISTENING)
    tomorrow = meeting(MeetingState.PLANNED, NOW + timedelta(hours=25))
    going = meeting(MeetingState.OPEN, NOW)
    bands = {"light": 4, "between": 2, "heavy": 1}
    shared = "☀️ **Maya** · Good\n> the garden is coming along"
    card = group_card(GROUP, say, level=Level.URGENT, facilitators=["Fay"], agreed_by="Fay", taken=9)
    told = answered_screen(Asked(GROUP, CHECKIN, POST), answered, say, help_row=help_row(10, say))
    summed = summary_card(GROUP, CHECKIN, POST, say, bands=bands, named={"light": 1}, shared=shared)
    notice = answered_notice(GROUP, CHECKIN, POST, say, visible=7, named=1)
    return {
        "group-card": ("The pinned card of a group, with its buttons", (card,)),
        "panel": ("The facilitators' panel of a group", (panel_message(GROUP, say),)),
        "plan": (
            "A check-in before it is saved, with its next five times",
            (plan_screen(GROUP, CHECKIN, NOW, say, notice=say("plan-preview")),),
        ),
        "check-in": ("A check-in in the channel: one tap answers", (checkin_card(GROUP, CHECKIN, POST, say),)),
        "answered": ("What somebody alone sees after a tap: who sees it can be chosen", (told,)),
        "summary": ("The summary at the close, and what the facilitators are told", (summed, notice)),
        "invitation": (
            "An invitation to a session",
            (invitation(GROUP, SESSION, tomorrow, guests(*everybody), say),),
        ),
        "room": ("A session that has begun", (room(GROUP, SESSION, going, ["Maya", "Sam"], say, summary=None),)),
        "prompt": ("A prompt in the channel", (prompt_card(GROUP, prompt, say, number=1),)),
        "for-me": ("What somebody chooses for themselves", (me_screen(GROUP, person, NOW, say),)),
    }


def figures(say: Speaker) -> bytes:
    """Return the picture of some weeks, as `/insights` shows it."""
    counts = (
        (7, 6, (4, 2, 1)),
        (8, 6, (3, 3, 2)),
        (6, 0, (3, 2, 1)),
        (0, 5, ()),
        (9, None, (5, 3, 1)),
        (8, 7, (4, 3, 1)),
    )
    columns = [
        (
            f"{NOW - timedelta(weeks=len(counts) - number):%b %-d}",
            answers,
            attended,
            dict(zip(BAND_TEXTS, moods, strict=False)),
        )
        for number, (answers, attended, moods) in enumerate(counts)
    ]
    return weeks(
        columns,
        say("insights-title", group="Tuesday evening"),
        (say("insights-chart-people"), say("insights-chart-moods")),
        (say("insights-answers"), say("insights-attended")),
        {key: say(text) for key, text in BAND_TEXTS.items()},
        (say("insights-few"), say("insights-chart-hidden")),
        say("insights-chart-none"),
    )


def made() -> dict[str, bytes]:
    """Return every picture by its file's name."""
    say = Texts.load(default_data_dir() / "locales").speaker("en")
    files = {
        f"{name}.svg": drawn(shown, about=about, now=NOW, places=PLACES).encode("utf-8")
        for name, (about, shown) in messages(say).items()
    }
    return {**files, "insights.png": figures(say)}


def main(*, check: bool) -> int:
    """Write the pictures, or say which are out of date; return 1 if any is."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    # What draws letters into a PNG differs between machines; the words of an SVG do not.
    old = [
        name
        for name, data in made().items()
        if not (FOLDER / name).exists() or (name.endswith(".svg") and (FOLDER / name).read_bytes() != data)
    ]
    if check:
        for name in old:
            print(f"docs/pictures/{name} is out of date: make pictures")
        return 1 if old else 0
    for name, data in made().items():
        (FOLDER / name).write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
