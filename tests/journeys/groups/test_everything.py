"""Every command, button, menu and form of groups, pressed in English and in Spanish.

Each tour presses what it finds by the words that its language has for it. What the tours press is held against every way that
leads somewhere: a new button without a tour fails here, and so does a tour that presses less than it says.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection

from bot.audit import Act
from bot.audit import book as audit_book
from bot.groups import meeting_book
from bot.groups.moods import MOODS
from tests.journeys.conftest import World
from tests.journeys.groups.conftest import Screen, text_of

PLACES = ("checkin", "session", "group", "private", "panel", "plan", "meet", "occ", "prompt", "rota", "insight", "goal")
COMMANDS = ("group", "checkin", "sessions", "goals", "insights")
LOCALES = {"en": "en-US", "es": "es-ES"}

Pressed = set[str]

DONE = ("planned", "changed", "paused", "resumed", "deleted", "restored")
LED = ("started", "ended", "cancelled", "moved", "handed", "attended", "held", "took")


def ways_of(world: World) -> Pressed:
    """Every way that a button, menu or form of groups can lead, and every command."""
    ways = {f"{place}:{verb}" for place, verb in world.services.router._ways if place in PLACES}
    commands = {
        f"/{one.qualified_name}"
        for one in world.bot.tree.walk_commands()
        if one.qualified_name.split()[0] in COMMANDS and not hasattr(one, "commands")
    }
    return ways | commands


class Tour:
    """Somebody's way through the screens, in one language."""

    def __init__(self, world: World, fay: Any, place: Any, locale: str) -> None:
        self.world, self.fay, self.place = world, fay, place
        self.say = world.services.texts.speaker(locale)
        self.pressed: Pressed = set()
        self.read: list[str] = []
        ways = world.services.router._ways
        for (place_, verb), handler in list(ways.items()):
            ways[place_, verb] = self._noting(f"{place_}:{verb}", handler)

    def _noting(self, way: str, handler: Callable[[Any], Awaitable[None]]) -> Callable[[Any], Awaitable[None]]:
        async def noted(turn: Any) -> None:
            self.pressed.add(way)
            await handler(turn)

        return noted

    async def recorded(self, act: str) -> set[str]:
        """What the record that leads read says was done of a kind, and that a facilitator did it."""
        lines = await self.world.services.storage.read(
            lambda connection: audit_book.before(connection, self.world.guild.id, None, 500)
        )
        found = [line for line in lines if line.act == act]
        assert {self.world.services.people.discord_id(line.actor_id or 0) for line in found} == {self.fay.id}
        return {(line.about or "").rpartition(",")[2] for line in found}

    def look(self, person: Any, result: Any) -> "Seen":
        return Seen(self, person, result)

    async def command(self, person: Any, name: str, /, **options: Any) -> "Seen":
        self.pressed.add(f"/{name}")
        return self.look(person, await person.slash(self.place, name, **options))

    async def form(self, person: Any, name: str, /, **options: Any) -> Any:
        self.pressed.add(f"/{name}")
        return await person.slash(self.place, name, **options)

    async def click(self, person: Any, message: Any, key: str) -> "Seen":
        return self.look(person, await person.click(message, label=self.say(key)))

    def newest(self, channel: Any, label: str) -> Any:
        """The newest message with that button, as everybody sees it."""
        for one in reversed(list(channel.history())):
            if any(getattr(part, "label", None) == self.say(label) for row in one.components for part in row.children):
                self.read.append(text_of(one))
                return one
        raise AssertionError(f"no button {self.say(label)!r}")


class Seen(Screen):
    """A screen whose buttons are known by the keys of their texts."""

    def __init__(self, tour: Tour, person: Any, result: Any) -> None:
        self.tour = tour
        super().__init__(person, result)

    def at(self, result: Any) -> "Seen":
        super().at(result)
        self.tour.read.append(self.text)
        return self

    async def press(self, *keys: str) -> "Seen":
        await super().press(*(self.tour.say(key) for key in keys))
        return self

    async def press_words(self, label: str) -> "Seen":
        """Press what somebody has named."""
        await super().press(label)
        return self

    async def fill(self, button: str, /, **values: Any) -> "Seen":
        await super().fill(self.tour.say(button), **values)
        return self

    def says(self, key: str, **values: Any) -> bool:
        return self.tour.say(key, **values) in self.text


@pytest.fixture(params=LOCALES)
async def tour(
    request: pytest.FixtureRequest, world: World, fay: Any, place: Any, speak: Callable[[str], None]
) -> AsyncIterator[Tour]:
    locale = str(request.param)
    speak(LOCALES[locale])
    await world.save_server(locale=locale)
    edit = Screen(fay, await fay.slash(place, "group edit"))
    group = (await world.services.groups.roster.groups(world.guild.id))[0]
    await world.as_bot(world.services.groups.upkeep.change(group, by=world.lea.id, locale=locale))
    assert edit.text
    made = Tour(world, fay, place, locale)
    card = await made.command(fay, "group card")
    await card.press("group-button-post-panel")
    yield made
    others = english_only() if locale == "es" else set()
    seen = "\n".join([*made.read, *(text_of(one) for one in place.history() if one.id >= card.message.id)])
    assert [words for words in others if words in seen] == []


def english_only() -> set[str]:
    """English sentences that say nothing of anybody: none of them may be read in another language."""
    said = {}
    for locale in LOCALES:
        lines = [
            line
            for name in ("groups", "sessions", "prompts", "goals", "insights")
            for file in Path("data/locales", locale).glob(f"{name}.ftl")
            for line in file.read_text(encoding="utf-8").splitlines()
        ]
        said[locale] = {line.split(" = ", 1)[1].strip() for line in lines if " = " in line and "{" not in line}
    return {words for words in said["en"] - said["es"] if len(words) > 12}


def in_madrid(world: World, **ahead: float) -> str:
    at = (world.clock.now() + timedelta(**ahead)).astimezone(ZoneInfo("Europe/Madrid"))
    return f"{at:%Y-%m-%d %H:%M}"


MANAGING: Pressed = {
    *(f"/group {name}" for name in ("create", "edit", "list", "card", "archive")),
    *("panel:groups", "group:new", "group:make"),
    *("panel:edit", "panel:people", "group:basics", "group:set-basics", "group:channel", "group:set-channel"),
    *("group:set-people", "group:set-role", "group:set-voice", "group:set-watch", "group:card", "group:panel"),
    *("group:archive", "group:unarchive", "group:revive", "group:revive-in"),
}


async def test_a_group_is_managed(tour: Tour) -> None:
    world, fay = tour.world, tour.fay
    other, third, fourth, fifth = (
        world.guild.create_text_channel(name) for name in ("second", "third", "fourth", "fifth")
    )
    voice = world.guild.create_voice_channel("circle")
    await world.env.settle()
    made = await tour.command(fay, "group create", name="Dos", channel=other)
    assert made.says("group-created")
    panel = tour.newest(world.facilitators, "panel-button-edit")
    people = await tour.click(fay, panel, "panel-button-people")
    assert people.says("group-role-facilitator")
    edit = await tour.click(fay, panel, "panel-button-edit")
    await edit.pick(0, fay, world.lea)
    await edit.pick(1, world.roles["participant"])
    await edit.pick(2, voice)
    await edit.pick(3, "full")
    await edit.fill("group-button-basics", name="Tres", city="Lima", locale=[tour.say.locale], capacity="9")
    assert edit.says("group-changed")
    await edit.press("group-button-post-card", "group-button-post-panel", "group-button-channel")
    await edit.pick(0, third)
    assert edit.says("group-changed")
    await (await tour.command(fay, "group edit", group=2)).press("group-button-archive", "button-undo")
    await tour.command(fay, "group archive", group=2)
    listed = await tour.command(fay, "group list")
    await listed.pick(0, "2")
    assert listed.says("group-revived")
    await tour.command(fay, "group archive", group=2)
    world.env.backend.delete_channel(third.id)
    await world.env.settle()
    listed = await tour.command(fay, "group list")
    await listed.pick(0, "2")
    assert listed.says("group-revive-about", group="Tres")
    await listed.pick(0, fifth)
    assert listed.says("group-revived")
    others = await tour.click(fay, tour.newest(world.facilitators, "panel-button-groups"), "panel-button-groups")
    assert "Tuesday evening" in others.text
    picker = others.message.components[0]["components"][0]["custom_id"]
    named = await fay.select(others.message, (fourth,), custom_id=picker)
    assert tour.look(fay, await fay.submit_modal(named, {"name": "Cuatro"})).says("group-created")
    assert tour.pressed >= MANAGING


PLANNING: Pressed = {
    *(f"/group checkin {name}" for name in ("plan", "list", "pause", "resume", "skip", "why", "delete")),
    *("panel:checkins", "panel:new", "panel:propose", "panel:plan", "panel:fewer", "panel:as-is"),
    *(
        f"plan:{verb}"
        for verb in ("save", "pause", "resume", "skip", "unskip", "delete", "restore", "why", "edit", "reword")
    ),
    *(f"plan:{verb}" for verb in ("days", "change", "leave", "ask", "asked", "bare", "private")),
}


async def test_check_ins_are_planned(tour: Tour) -> None:
    world, fay = tour.world, tour.fay
    values = {"question": "¿Qué tal? · How?", "rhythm": ["default"], "when": "18:00", "until": ""}
    shown = tour.look(fay, await fay.submit_modal(await tour.form(fay, "group checkin plan"), values))
    assert shown.says("plan-preview")
    listed = await tour.click(fay, tour.newest(world.facilitators, "panel-button-checkins"), "panel-button-checkins")
    await listed.fill("plan-button-new", **values)
    await listed.press("plan-button-save")
    await listed.pick(0, "TU", "FR")
    await listed.press("plan-button-save")
    await listed.fill("plan-button-ask", kind=["energy"], label="E", choices="")
    await listed.press("plan-button-one-tap", "plan-button-private", "plan-button-together", "plan-button-skip")
    await listed.press("plan-button-unskip")
    await listed.fill("plan-button-change", question="¿Y hoy? · And today?", rhythm=["same"], when="19:00", until="")
    assert listed.says("change-field-then")
    await listed.press("change-button-leave")
    assert listed.says("plan-unchanged")
    await listed.fill("plan-button-change", question="¿Y hoy? · And today?", rhythm=["same"], when="19:00", until="")
    await listed.press("plan-button-save")
    assert listed.says("plan-changed")
    await listed.press("plan-button-pause", "plan-button-resume", "plan-button-why", "plan-button-back")
    await listed.press("plan-button-delete", "button-undo")
    assert listed.says("plan-restored")
    for name in ("skip", "why", "pause", "resume"):
        assert "¿Y hoy?" in (await tour.command(fay, f"group checkin {name}", checkin=2)).text, name
    for verb, said in (("fewer", "fewer-done"), ("as-is", "fewer-kept")):
        answer = tour.look(fay, await world.forge(fay, f"panel:{verb}:1:2"))
        assert tour.say(said, rhythm="").split(":")[0] in answer.text
    again = await tour.command(fay, "group checkin list")
    await again.pick(1, "2")
    assert (await tour.command(fay, "group checkin delete", checkin=2)).says("plan-deleted")
    assert tour.pressed >= PLANNING
    assert await tour.recorded(Act.GROUP_CHECKIN) == {*DONE, "skipped"}


ANSWERING: Pressed = {
    *("/checkin now", "/checkin history", "/checkin export", "/goals"),
    *("panel:answers", "panel:read", "private:open", "private:set", "private:stop"),
    *(f"group:{verb}" for verb in ("me", "join", "leave", "off", "back", "notes", "reminders")),
    *(f"checkin:{verb}" for verb in ("tap", "words", "said", "done", "seen", "show", "now", "history", "export")),
    *(f"goal:{verb}" for verb in ("list", "new", "add", "open", "done", "let-go", "delete")),
}


async def test_a_participant_answers_and_chooses(tour: Tour) -> None:
    world, fay, maya, place = tour.world, tour.fay, tour.world.maya, tour.place
    card = tour.newest(place, "group-button-me")
    me = await tour.click(maya, card, "group-button-me")
    await me.press("me-button-notes-on", "checkin-button-off", "me-button-back")
    await me.pick(1, "soon")
    await me.press("me-button-leave")
    await tour.click(maya, card, "group-button-join")
    for number, hours in ((1, "00:20"), (2, "00:21"), (3, "10:00")):
        when = in_madrid(world, minutes=10 + number) if number < 3 else hours
        values = {"question": f"¿{number}?", "rhythm": ["daily"], "when": when, "until": ""}
        plan = tour.look(fay, await fay.submit_modal(await fay.slash(place, "group checkin plan"), values))
        if number == 1:
            for label in "abcde":
                await plan.fill("plan-button-ask", kind=["words"], label=label, choices="")
        if number == 3:
            await plan.press("plan-button-private")
        await plan.press("plan-button-save")
    await world.pass_time(minutes=14)
    private = await tour.click(maya, card, "group-button-me")
    await private.fill("me-button-private", checkin=["3"], hour="10:00", city="Lima")
    await private.press("private-button-stop")
    assert private.says("private-stopped")
    now = await tour.click(maya, card, "group-button-checkin")
    await now.press_words("¿1?" if "¿1?" in now.labels else "¿2?")
    posted = [one for one in place.history() if "¿1?" in text_of(one)][-1]
    form = await maya.click(posted, label=tour.say("checkin-button-words"))
    said = tour.look(maya, await maya.submit_modal(form, {f"q{number}": "x" for number in range(1, 5)}))
    await said.press("answer-button-enough", MOODS[4], "seen-button-group")
    assert said.says("seen-by-group")
    assert "¿" in (await tour.command(maya, "checkin now")).text
    history = await tour.command(maya, "checkin history")
    await history.press("history-button-export")
    await tour.command(maya, "checkin export")
    await (await tour.click(maya, card, "group-button-me")).press("me-button-history")
    goals = await tour.click(maya, card, "group-button-goals")
    for _ in range(3):
        await goals.fill("goal-button-new", text="río · river")
    for number, button in enumerate(("goal-button-done", "goal-button-let-go", "goal-button-delete"), 1):
        await goals.pick(1, str(number))
        await goals.press(button)
    assert (await tour.command(maya, "goals")).says("goals-footer")
    await world.pass_time(hours=25)
    assert tour.newest(world.facilitators, "facilitators-button-answers")
    (notice,) = (one for one in world.facilitators.history() if "¿1?" in text_of(one))
    answers = await tour.click(fay, notice, "facilitators-button-answers")
    assert (await answers.press("facilitators-button-read")).says("answers-marked-read")
    assert tour.pressed >= ANSWERING


MEETING: Pressed = {
    "/sessions",
    *(f"/group session {name}" for name in ("plan", "list", "start", "end", "cancel", "move", "attendance")),
    *("panel:sessions", "panel:meet-new", "panel:meet-propose", "panel:meet", "panel:post-now"),
    *(
        f"meet:{verb}"
        for verb in ("save", "pause", "resume", "delete", "restore", "edit", "reword", "days", "change", "leave")
    ),
    *("meet:arrange", "meet:arranged", "meet:ahead", "meet:off"),
    *(f"occ:{verb}" for verb in ("start", "end", "cancel", "move", "moved", "attendance", "came")),
    "occ:hold",
    "occ:took",
    *("occ:hand", "occ:handed", "occ:next"),
    *(f"session:{verb}" for verb in ("yes", "listening", "no", "list", "mine", "here", "turn", "no-turn")),
    *("session:left", "session:fine", "session:ics"),
}


async def ahead(world: World, session_id: int) -> list[str]:
    """The wall times of a session's next meetings."""
    storage, off = world.services.storage, world.services.groups.calling_off
    session = await storage.read(lambda connection: meeting_book.find(connection, session_id))
    return [one.local for one in await off.ahead(session)]


async def miss_the_next(world: World, session_id: int) -> None:
    """Have the time of a session's next meeting pass as if the bot had not been there."""
    series, storage = world.services.groups.session_series, world.services.storage

    def work(connection: Connection) -> None:
        session = meeting_book.find(connection, session_id)
        series._say_missed(
            connection, session, meeting_book.miss(connection, session_id, datetime(2999, 1, 1, tzinfo=UTC))
        )

    await world.as_bot(storage.write(work))
    await world.pass_time(minutes=1)


async def test_sessions_are_planned_led_and_attended(tour: Tour) -> None:
    world, fay, maya, place = tour.world, tour.fay, tour.world.maya, tour.place
    values = {"title": "Círculo", "rhythm": ["weekly"], "when": in_madrid(world, hours=30), "minutes": "60"}
    plan = await tour.click(fay, tour.newest(world.facilitators, "panel-button-sessions"), "panel-button-sessions")
    await plan.fill("meet-button-new", **values)
    await plan.fill("meet-button-agenda", agenda="Hola 10", places="1", until="2030-12-31")
    await plan.press("plan-button-save", "plan-button-pause", "plan-button-resume", "plan-button-delete", "button-undo")
    await plan.fill("plan-button-change", title="Círculo", rhythm=["same"], when="20:00", minutes="50")
    assert plan.says("change-told")
    await plan.press("plan-button-save")
    await world.pass_time(seconds=10)
    invited = tour.newest(place, "session-button-yes")
    answer = await tour.click(maya, invited, "session-button-yes")
    await answer.press("session-button-listening", "session-button-no")
    mine = await tour.click(maya, tour.newest(place, "group-button-sessions"), "group-button-sessions")
    await tour.click(maya, mine.message, "session-button-calendar")
    await mine.press("session-button-yes")
    assert "Círculo" in (await tour.command(maya, "sessions")).text
    assert "Círculo" in tour.look(maya, await world.forge(maya, f"session:mine:{world.guild.id}")).text
    move = await tour.form(fay, "group session move", session=1)
    moved = tour.look(fay, await fay.submit_modal(move, {"when": in_madrid(world, hours=40)}))
    await moved.press("meet-button-hand")
    await moved.pick(0, world.lea)
    await moved.fill("meet-button-move", when=in_madrid(world, hours=20))
    await moved.press("meet-button-start", "meet-button-sure")
    await world.pass_time(seconds=20)
    room = tour.newest(place, "session-button-here")
    for key in ("session-button-here", "session-button-turn", "session-button-no-turn", "session-button-turn"):
        await tour.click(maya, room, key)
    begun = tour.newest(world.facilitators, "session-button-next")
    await tour.click(fay, begun, "session-button-next")
    attendance = await tour.click(fay, begun, "session-button-attendance")
    await attendance.pick(0, world.sam)
    assert "Sam" in (await tour.command(fay, "group session attendance", session=1)).text
    await (await tour.click(maya, room, "session-button-left")).press("session-left-fine")
    await tour.command(fay, "group session end", session=1)
    await world.pass_time(seconds=20)
    tour.newest(place, "session-button-left")

    listed = await tour.command(fay, "group session list")
    await listed.pick(1, "1")
    await listed.press("meet-button-cancel")
    second = tour.look(
        fay, await fay.submit_modal(await tour.form(fay, "group session plan"), values | {"rhythm": ["daily"]})
    )
    world.env.inject_error("POST", f"/channels/{place.id}/messages", status=403, code=50013, times=2)
    await second.press("plan-button-save")
    await world.pass_time(seconds=10)
    notice = tour.newest(world.facilitators, "unposted-button-now")
    assert (await tour.click(fay, notice, "unposted-button-now")).says("unposted-stands", channel=place.mention)
    await second.fill("plan-button-change", title="Dos", rhythm=["weekly"], when="19:00", minutes="60")
    await second.press("plan-button-save")
    await second.pick(0, "MO", "WE")
    await second.press("change-button-leave")
    await second.pick(0, "MO", "WE")
    await second.press("plan-button-save")
    early = await tour.command(fay, "group session start", session=2)
    await early.press("meet-button-sure")
    await world.pass_time(seconds=20)
    await tour.click(fay, tour.newest(world.facilitators, "session-button-end"), "session-button-end")
    off = await tour.command(fay, "group session cancel", session=2)
    await off.press("meet-button-hold")
    further = await tour.command(fay, "group session cancel", session=2, meeting=(await ahead(world, 2))[3])
    assert "Dos" in further.text
    await further.press("meet-button-cancel", "meet-button-hold")
    await further.pick(-1, (await ahead(world, 2))[4])
    await further.press("plan-button-back")
    await miss_the_next(world, 2)
    took = await tour.click(fay, tour.newest(world.facilitators, "meet-button-took"), "meet-button-took")
    assert took.says("attendance-came")
    assert tour.pressed >= MEETING
    assert await tour.recorded(Act.GROUP_SESSION) == set(DONE)
    assert await tour.recorded(Act.GROUP_MEETING) == set(LED)


LOOKING: Pressed = {
    "/insights",
    *(f"/group prompt {name}" for name in ("post", "add", "list", "schedule")),
    *("panel:prompts", "panel:insights"),
    *(f"prompt:{verb}" for verb in ("theme", "other", "post", "pass", "own", "add", "used", "when", "propose", "plan")),
    *("prompt:drop", "prompt:keep"),
    *(f"rota:{verb}" for verb in ("save", "pause", "resume", "delete", "restore")),
    *(f"insight:{verb}" for verb in ("csv", "quarter", "say", "said")),
}


@pytest.mark.usefixtures("drawn")
async def test_prompts_and_figures_are_looked_at(tour: Tour) -> None:
    world, fay, maya, place = tour.world, tour.fay, tour.world.maya, tour.place
    panel = tour.newest(world.facilitators, "panel-button-prompts")
    home = await tour.click(fay, panel, "panel-button-prompts")
    await home.pick(0, "grief")
    await home.press("prompt-button-other", "prompt-button-post")
    assert home.says("prompt-posted")
    await tour.click(maya, tour.newest(place, "prompt-button-pass"), "prompt-button-pass")
    home = await tour.command(fay, "group prompt post")
    await home.press("prompt-button-used", "plan-button-back")
    await home.fill("prompt-button-own", text="¿Qué vio tu balcón?", theme=["arriving"])
    assert home.says("prompt-added")
    await home.press("prompt-button-drop")
    assert home.says("prompt-dropped")
    await home.press("button-undo")
    assert home.says("prompt-added")
    await tour.command(fay, "group prompt list")
    own = await fay.submit_modal(
        await tour.form(fay, "group prompt add"), {"text": "¿Y tu gato?", "theme": ["closing"]}
    )
    assert tour.look(fay, own).says("prompt-added")
    values = {"theme": ["any"], "rhythm": ["weekly"], "when": "10:00", "until": "3"}
    plan = tour.look(fay, await fay.submit_modal(await tour.form(fay, "group prompt schedule"), values))
    await plan.press("plan-button-save", "plan-button-pause", "plan-button-resume", "plan-button-delete", "button-undo")
    home = await tour.click(fay, panel, "panel-button-prompts")
    await home.fill("prompt-button-schedule", **values)
    home = await tour.click(fay, panel, "panel-button-prompts")
    await home.pick(2, "1")
    figures = await tour.click(fay, panel, "panel-button-insights")
    assert figures.says("insights-empty")
    await figures.fill("insights-button-said", said="Más tarde", done="A las ocho")
    figures = await tour.command(fay, "insights")
    for key in ("insights-button-csv", "insights-button-quarter"):
        await tour.click(fay, figures.message, key)
    assert tour.pressed >= LOOKING
    assert await tour.recorded(Act.GROUP_PROMPTS) == set(DONE) - {"changed"}
    for act in (Act.PROMPT_ADDED, Act.PROMPT_REMOVED, Act.PROMPT_POSTED, Act.GROUP_TOLD, Act.INSIGHTS_EXPORTED):
        assert await tour.recorded(act) == {"1"}


async def test_no_way_is_left_out(world: World) -> None:
    told = MANAGING | PLANNING | ANSWERING | MEETING | LOOKING
    ways = ways_of(world)
    assert sorted(ways - told) == [], "nothing presses these"
    assert sorted(told - ways) == [], "these lead nowhere any more"
