"""The promises of the product, each held against whole stories, in every language and with things broken."""

import json
import logging
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from structlog.testing import capture_logs

import bot.agenda.lane
import bot.moderation.ledger
from bot.agenda.jobs import Backoff
from bot.audit import Act
from bot.errors import StorageUnavailable
from bot.moderation import casebook
from bot.moderation.incident import Code, Outcome
from bot.texts import Speaker
from tests.journeys.record import acts

Read = Callable[[Any], str]
Restart = Callable[[], Awaitable[Any]]
TRIGGERS = {
    "en": "I have the pills in front of me and I don't want to be here tomorrow",
    "es": "tengo las pastillas delante y no quiero seguir",
}
CANARIES = ("pills", "pastillas", "canary-relayed", "canary-note", "canary-asked", "canary-worried")
EPHEMERAL = 64


@dataclass
class Teller:
    """Tells stories in one language: the server's, the person's and everybody's Discord."""

    world: Any
    locale: str

    @property
    def say(self) -> Speaker:
        speaker: Speaker = self.world.services.texts.speaker(self.locale)
        return speaker

    async def write(self, person: Any | None = None) -> None:
        await (person or self.world.maya).send(self.world.lounge, TRIGGERS[self.locale])

    async def press(self, person: Any, key: str) -> Any:
        return await self.world.press(person, self.say(key))

    # Each story goes through a different part of the path; what must hold, holds at the end of every one.

    async def nobody_answers(self) -> None:
        await self.write()
        await self.world.pass_time(minutes=11)

    async def seen_through(self) -> None:
        world = self.world
        await self.write()
        await self.press(world.maya, "person-button-talk")
        await self.press(world.ana, "button-take")
        await world.maya.send_dm("canary-relayed: it is hard to breathe")
        form = await self.press(world.ana, "button-answer")
        await world.submit(world.ana, form, {"words": "I am with you"}, direct=True)
        await self.press(world.ana, "button-danger")
        await self.press(world.ana, "button-offer-space")
        await self.press(world.maya, "person-button-space-yes")
        form = await self.press(world.ana, "button-note")
        await world.submit(world.ana, form, {"note": "canary-note: her sister knows"}, direct=True)
        await self.write()
        form = await self.press(world.ana, "button-resolve")
        values = {"outcome": [Outcome.TALKED.value], "note": "canary-note once more"}
        await world.submit(world.ana, form, values, direct=True)

    async def passed_from_hand_to_hand(self) -> None:
        world = self.world
        await self.write()
        await self.press(world.ana, "button-cannot")
        await self.press(world.ben, "button-take")
        await self.press(world.maya, "person-button-other")
        await self.press(world.lea, "button-take")
        await self.press(world.maya, "person-button-not-now")
        asked = await self.press(world.lea, "button-not-crisis")
        await world.lea.user.click(asked.response.message, label=self.say("button-not-crisis-sure"))

    async def asked_for(self) -> None:
        world = self.world
        shown = await world.maya.slash(world.lounge, "support")
        form = await world.maya.click(shown.response.message, label=self.say("button-talk-words"))
        await world.submit(world.maya, form, {"words": "canary-asked " + TRIGGERS[self.locale]})
        form = await world.sam.context_menu(world.lounge, "I'm worried about them", world.ben)
        await world.submit(world.sam, form, {"words": "canary-worried"})
        await world.pass_time(minutes=11)

    async def with_the_alert_channel_broken(self) -> None:
        refuse(self.world, self.world.alerts, 50013)
        await self.nobody_answers()

    async def with_inboxes_closed(self) -> None:
        for person in (self.world.maya, self.world.ana):
            refuse(self.world, person.user.dm_channel, 50007)
        await self.nobody_answers()


STORIES = (
    "nobody_answers",
    "seen_through",
    "passed_from_hand_to_hand",
    "asked_for",
    "with_the_alert_channel_broken",
    "with_inboxes_closed",
)
every_story = pytest.mark.parametrize("story", STORIES)


def refuse(world: Any, channel: Any, code: int) -> None:
    world.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=code, times=None)


@pytest.fixture(autouse=True)
def logs(caplog: pytest.LogCaptureFixture) -> Iterator[list[Any]]:
    caplog.set_level(logging.DEBUG)
    with capture_logs() as entries:
        yield entries


@pytest.fixture(params=["en", "es"])
async def teller(request: pytest.FixtureRequest, world: Any, speak: Callable[[str], None]) -> Teller:
    speak({"en": "en-US", "es": "es-ES"}[request.param])
    await world.save_server(locale=request.param)
    return Teller(world, request.param)


def requests(world: Any) -> list[Any]:
    return [one for one in world.env.http_requests if one.method != "GET"]


def on_disk(folder: Path) -> bytes:
    """Every name and every byte that was kept."""
    return b"".join(path.name.encode() + path.read_bytes() for path in folder.rglob("*") if path.is_file())


def written(request: Any) -> str:
    return json.dumps(request.json, ensure_ascii=False, default=str)


# -- 1 ----------------------------------------------------------------------------------------------------------------


@every_story
async def test_1_nothing_is_ever_said_or_done_in_public_to_or_about_the_person(teller: Teller, story: str) -> None:
    world = teller.world
    await getattr(teller, story)()

    directs = {person.user.dm_channel.id for person in world.people.values()}
    threads = {thread.id for thread in world.support.threads}
    assert all(thread._channel.type == 12 for thread in world.support.threads), "only private threads"
    private = "|".join(str(place) for place in {world.alerts.id, *directs, *threads})
    allowed = [
        rf"POST /channels/(?:{private})/messages",
        rf"(?:PATCH|DELETE) /channels/(?:{private})/messages/\d+",
        rf"POST /channels/{world.support.id}/threads",
        rf"PATCH /channels/(?:{private})",  # a private space is closed with its case
        r"(?:PUT|DELETE) /channels/\d+/thread-members/\d+",
        r"POST /users/@me/channels",
        r"(?:POST|PATCH) /webhooks/.*",
        r"POST /interactions/.*/callback",
        r"PUT /applications/\d+/commands",
    ]
    for one in requests(world):
        line = f"{one.method} {one.path}"
        assert any(re.fullmatch(pattern, line) for pattern in allowed), line
        if one.path.endswith("/callback") and one.json["type"] in (4, 5):
            assert one.json["data"]["flags"] & EPHEMERAL, "an answer that others could read"
    for place in (world.lounge, world.support, world.facilitators):
        posted = [message for message in place.history() if message.type is discord.MessageType.default]
        assert all(not message.author.bot for message in posted)
        assert all(not message.reactions for message in place.history())
    assert world.guild.member_ids().count(world.maya.id) == 1


# -- 2 ----------------------------------------------------------------------------------------------------------------


@every_story
async def test_2_the_words_are_only_behind_why_and_gone_a_day_later(
    teller: Teller, story: str, var_dir: Path, logs: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    world = teller.world
    await getattr(teller, story)()

    stored = on_disk(var_dir)
    told = "\n".join([*map(str, logs), *(str(record.__dict__) for record in caplog.records if "bot" in record.name)])
    for canary in CANARIES:
        assert not [one.path for one in world.env.http_requests if canary in written(one)]
        assert canary.encode() not in stored
        assert canary not in told

    row = await world.services.storage.read(lambda connection: casebook.by_number(connection, world.guild.id, 1))
    why = await world.forge(world.ben, f"case:why:{row.key}")
    assert why.response.ephemeral
    shown = "".join(field.value for field in why.response.embeds[0].fields)
    assert TRIGGERS[teller.locale] in shown.replace("__", ""), "underlined are the spans that the rule looked at"
    if row.resolved_at is None:
        await world.services.response.resolve(row.key, world.lea.id, Outcome.TALKED)
    await world.pass_time(days=1, minutes=1)
    assert await world.services.desk.cases.words(row.key) == []


async def test_2_the_words_go_with_their_writer_and_after_three_days(teller: Teller) -> None:
    world = teller.world
    await teller.write()
    await teller.write(world.sam)
    first, second = sorted(world.services.desk.cases.open_in(world.guild.id), key=lambda case: case.number)
    people = world.services.people
    await people.erase(people.known(world.maya.id))
    assert await world.services.desk.cases.words(first.key) == []
    assert await world.services.desk.cases.words(second.key)
    await world.pass_time(days=3, minutes=1)
    assert await world.services.desk.cases.words(second.key) == []


# -- 3 ----------------------------------------------------------------------------------------------------------------


@every_story
async def test_3_nobody_outside_the_server_is_written_to(teller: Teller, story: str) -> None:
    world = teller.world
    outsider = world.env.create_user("somebody-elses-peer")
    await world.services.oncall.answered(world.guild.id, outsider.id)
    await world.services.oncall.last_resort(world.guild.id, outsider.id, wake=True)
    await getattr(teller, story)()
    opened = {int(one.json["recipient_id"]) for one in requests(world) if one.path == "/users/@me/channels"}
    assert opened
    assert opened <= {person.id for person in world.people.values()}


async def test_3_giving_a_case_away_takes_two_people_or_danger_and_a_leads_look_within_a_day(
    teller: Teller, read: Read
) -> None:
    world, say = teller.world, teller.say
    await teller.write()
    key = world.open_case().key
    name = say("card-name", number=1)
    for _ in range(2):
        alone = await world.forge(world.ana, f"case:outside:{key}")
        assert read(alone) == say("outside-second-person", case=name)
    await world.pass_time(minutes=2)
    assert Code.OUTSIDE not in {entry.code for entry in (await world.services.files.log(key, world.ana.id))[1]}
    agreed = await world.forge(world.ben, f"case:outside:{key}")
    assert read(agreed) == say("outside-decided", case=name)
    assert say("outside-review", case=name) not in world.inbox(world.lea)

    await teller.write(world.sam)
    other = next(case for case in world.services.desk.cases.open_in(world.guild.id) if case.key != key)
    panel = await world.forge(world.ana, f"case:danger:{other.key}")
    decided = await world.ana.click(panel.response.message, label=say("button-outside"))
    assert read(decided) == say("outside-decided", case=say("card-name", number=2))
    await world.pass_time(hours=23)
    assert say("outside-review", case=say("card-name", number=2)) in world.inbox(world.lea)
    assert [one for one in await acts(world) if one[0] == Act.CASE_OUTSIDE] == [
        *((Act.CASE_OUTSIDE, "1", one.id) for one in (world.ana, world.ana, world.ben)),
        (Act.CASE_OUTSIDE, "2", world.ana.id),
    ]


# -- 4 ----------------------------------------------------------------------------------------------------------------


BREAKAGES = ("nothing", "alerts", "inboxes", "on-call role", "everybody left", "restarts", "database")


def break_something(world: Any, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Break one thing before anybody writes."""
    if what == "alerts":
        refuse(world, world.alerts, 50013)
    elif what == "inboxes":
        for person in (world.ana, world.ben):
            refuse(world, person.user.dm_channel, 50007)
    elif what == "on-call role":
        world.env.backend.delete_role(world.guild.id, world.roles["on-call"].id)
    elif what == "everybody left":
        for person in (world.ana, world.ben):
            world.guild.remove_member(person)
    elif what == "database":
        break_database(world, monkeypatch)


@pytest.mark.parametrize("broken", BREAKAGES)
async def test_4_what_nobody_answers_ends_loudly_whatever_is_broken(
    teller: Teller, broken: str, restart: Restart, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, say = teller.world, teller.say
    off_shift = world.guild.add_member(world.env.create_user("resting"), roles=[world.roles["on-call"]])
    rested = world.guild.add_member(world.env.create_user("last"), roles=[world.roles["lead"]])
    for person in (off_shift, rested):
        await world.services.oncall.answered(world.guild.id, person.id)
    await world.services.oncall.last_resort(world.guild.id, rested.id, wake=True)
    break_something(world, broken, monkeypatch)
    await world.env.settle()
    await teller.write()
    for minutes in (2, 3, 3, 3):
        await world.pass_time(minutes=minutes)
        if broken == "restarts":
            await restart()

    assert world.open_case().unanswered
    for person in (world.lea, rested):
        assert any(message.embeds for message in world.direct(person)), "the lead and the last resort are told"
    if broken != "alerts":
        loud = next(message for message in world.cards() if f"<@&{world.roles['lead'].id}>" in message.content)
        assert f"<@{rested.id}>" in loud.content
    assert not world.direct(off_shift), "off shift, nobody else is rung"
    assert world.inbox(world.maya)[-1].startswith(say("person-unanswered"))
    assert "024" in world.inbox(world.maya)[-1]


async def test_4_with_nobody_on_shift_the_person_is_told_at_once(teller: Teller) -> None:
    world = teller.world
    await world.pass_time(hours=9)
    await teller.write()
    assert world.inbox(world.maya)[-1].startswith(teller.say("person-nobody", server="The Tuesday group"))
    assert "024" in world.inbox(world.maya)[-1]
    assert world.direct(world.lea)[-1].embeds


# -- 5 ----------------------------------------------------------------------------------------------------------------


def break_database(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every question to the database fail; new attempts are rare, for this Discord waits for short timers."""

    async def away(*_: Any, **__: Any) -> Any:
        raise StorageUnavailable

    monkeypatch.setattr(bot.moderation.ledger, "AGAIN_AFTER", 30.0)
    monkeypatch.setattr(bot.agenda.lane, "TROUBLED", Backoff(timedelta(minutes=5), timedelta(minutes=5)))
    monkeypatch.setattr(world.services.storage, "write", away)
    monkeypatch.setattr(world.services.storage, "read", away)


async def test_5_a_page_goes_out_with_the_database_down_and_says_so(
    teller: Teller, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, say = teller.world, teller.say
    break_database(world, monkeypatch)
    await teller.write()
    for copy in (world.card, world.direct(world.ana)[-1]):
        assert say("card-database-down") in copy.embeds[0].description
    assert f"<@{world.ana.id}>" in world.card.content


@pytest.mark.parametrize("how", ["gone", "forbidden"])
async def test_5_a_lost_alert_channel_is_said_to_the_leads_at_once(teller: Teller, how: str) -> None:
    world = teller.world
    if how == "gone":
        world.env.backend.delete_channel(world.alerts.id)
        await world.env.settle()
    else:
        refuse(world, world.alerts, 50013)
    await teller.write()
    assert world.direct(world.ana)[-1].embeds, "the page goes out"
    assert teller.say("page-channel-broken", server="The Tuesday group") in world.inbox(world.lea)


# -- 6 ----------------------------------------------------------------------------------------------------------------


@every_story
async def test_6_the_limits_are_said_before_anybody_says_more(teller: Teller, story: str, read: Read) -> None:
    world, say = teller.world, teller.say
    await getattr(teller, story)()
    for person in (world.sam, world.guild.add_member(world.env.create_user("newcomer"))):
        shown = await person.slash(world.lounge, "support")
        assert say("support-limits") in read(shown)
        await person.click(shown.response.message, label=say("button-talk-words"))
        direct = await person.user.slash("support")
        assert say("support-limits") in read(direct)

    forms = [one.json["data"] for one in requests(world) if one.path.endswith("/callback") and one.json["type"] == 9]
    assert forms
    notices = {
        say(key)
        for key in ("support-form-notice", "worried-form-notice", "note-notice", "resolve-notice", "answer-notice")
    }
    for form in forms:
        first = form["components"][0]
        assert first["type"] == 10, "the notice stands above everything that can be filled in"
        assert first["content"] in notices


# -- 9 ----------------------------------------------------------------------------------------------------------------


async def test_9_every_step_happens_once_over_any_number_of_restarts(teller: Teller, restart: Restart) -> None:
    world, say = teller.world, teller.say
    await teller.write()
    for minutes in (2, 3, 3, 3):
        await restart()
        await world.pass_time(minutes=minutes)
    for person in (world.ana, world.ben, world.lea):
        pages = [message for message in world.direct(person) if message.embeds]
        assert len(pages) == (2 if person is world.lea else 1), "a lead is paged at six minutes and at ten"
    heard = world.inbox(world.maya)
    assert len([text for text in heard if text.startswith(say("person-still-trying"))]) == 1
    assert len([text for text in heard if text.startswith(say("person-unanswered"))]) == 1
    assert (
        len(
            [
                message
                for message in world.cards()
                if say("page-unanswered", case="", people="")[-30:] in message.content
            ]
        )
        == 1
    )

    await teller.press(world.lea, "button-take")
    await restart()
    form = await teller.press(world.lea, "button-resolve")
    await world.submit(world.lea, form, {"outcome": [Outcome.TALKED.value]}, direct=True)
    await teller.press(world.maya, "person-button-follow-yes")
    for _ in range(4):
        await restart()
        await world.pass_time(hours=12)
    follow_up = say("person-follow-up", server="The Tuesday group")
    assert world.inbox(world.maya).count(follow_up) == 1
    debriefs = [say(key, case=say("card-name", number=1)) for key in ("debrief-first", "debrief-second")]
    assert [world.inbox(world.lea).count(text) for text in debriefs] == [1, 1]


async def test_9_what_fell_into_an_outage_happens_once_and_at_once_afterwards(teller: Teller, restart: Restart) -> None:
    world = teller.world
    await teller.write()
    await world.bot.close()
    world.env.backend.subscribers.clear()
    await world.pass_time(minutes=20)
    await restart()
    await restart()
    assert world.open_case().unanswered
    heard = world.inbox(world.maya)
    assert len([text for text in heard if text.startswith(teller.say("person-unanswered"))]) == 1
    assert len([message for message in world.direct(world.ben) if message.embeds]) <= 1


# -- 10 ---------------------------------------------------------------------------------------------------------------


@every_story
async def test_10_nobody_is_mentioned_but_whom_the_call_names(teller: Teller, story: str) -> None:
    world = teller.world
    await world.sam.send(world.lounge, f"@everyone @here <@{world.lea.id}> {TRIGGERS[teller.locale]}")
    await getattr(teller, story)()
    posts = [one for one in requests(world) if one.path.endswith("/messages") or "/messages/" in one.path]
    posts = [one for one in posts if one.method in ("POST", "PATCH")]
    assert posts
    for one in posts:
        allowed = one.json["allowed_mentions"]
        assert not allowed.get("parse")
        assert "@everyone" not in written(one)
        for user in allowed.get("users", ()):
            assert f"<@{user}>" in one.json["content"]
        for role in allowed.get("roles", ()):
            assert int(role) == world.roles["lead"].id
    for one in requests(world):
        if one.path.endswith("/callback") and one.json["type"] in (4, 7):
            allowed = one.json["data"].get("allowed_mentions") or {"parse": []}
            assert allowed == {"parse": []} or not any(allowed.values())


async def test_10_what_people_write_is_never_a_format_a_mention_or_a_name(
    teller: Teller, logs: list[Any], var_dir: Path
) -> None:
    nasty = "{name} %s {0} {{ $case }} @everyone ../../etc \n# big **bold**"
    world = teller.world
    await teller.write()
    await teller.press(world.ana, "button-take")
    form = await teller.press(world.ana, "button-answer")
    await world.submit(world.ana, form, {"words": nasty}, direct=True)
    post = [one for one in requests(world) if "etc" in written(one)][-1]
    assert post.json["allowed_mentions"] == {"parse": []} or not any(post.json["allowed_mentions"].values())
    for piece in ("{name} %s {0} {{ $case }}", "../../etc"):
        assert piece in world.inbox(world.maya)[-1]
    assert "**bold**" not in world.inbox(world.maya)[-1]
    assert "etc" not in str(logs)
    assert b"../../etc" not in on_disk(var_dir)


# -- 11 ---------------------------------------------------------------------------------------------------------------


async def test_11_whatever_is_pressed_is_answered(teller: Teller, read: Read) -> None:
    world = teller.world
    await teller.write()
    key, here = world.open_case().key, world.guild.id
    await world.services.response.resolve(key, world.ana.id, Outcome.TALKED)
    await world.pass_time(minutes=2)  # this Discord waits in real time for timers that are near
    unanswered = []
    for place, verb in sorted(world.services.router._ways):
        if place == "setup":
            continue  # its screens come in order; they are told elsewhere
        for custom_id in (f"{place}:{verb}", f"{place}:{verb}:{here if place != 'case' else key}:9"):
            result = await world.forge(world.sam, custom_id, again=True)
            if not (result.modal or (result.response and (read(result) or result.response.embeds))):
                unanswered.append(custom_id)
    assert unanswered == []


@pytest.mark.parametrize("fault", [StorageUnavailable, RuntimeError])
async def test_11_a_failure_ends_in_a_sentence_that_says_what_to_do(
    teller: Teller, read: Read, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    async def fail(*_: Any, **__: Any) -> Any:
        raise fault

    world, say = teller.world, teller.say
    await teller.write()
    key = world.open_case().key
    for part, names in (
        (world.services.response, ("take", "cannot", "resolve")),
        (world.services.care, ("danger",)),
        (world.services.files, ("words", "cases", "by_number", "log")),
    ):
        for name in names:
            monkeypatch.setattr(part, name, fail)
    sentence = say("error-storage-unavailable" if fault is StorageUnavailable else "error-unexpected")
    for verb in ("take", "cannot", "why", "danger", "log", "calmed"):
        result = await world.forge(world.ana, f"case:{verb}:{key}")
        assert read(result) == sentence
        assert result.response.ephemeral
    for command, options in (("incident list", {}), ("incident show", {"number": 1})):
        assert read(await world.ana.slash(world.alerts, command, **options)) == sentence


# -- 12 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["participant", "no role", "timed out"])
async def test_12_help_is_behind_no_gate(teller: Teller, read: Read, who: str) -> None:
    world, say = teller.world, teller.say
    person = world.maya if who == "participant" else world.guild.add_member(world.env.create_user("waiting"))
    if who == "timed out":
        world.env.backend.guilds[world.guild.id].members[
            person.id
        ].communication_disabled_until = "2026-01-09T00:00:00+00:00"
    await person.user.send_dm("hello")
    assert world.inbox(person)[-1] == say("home")
    if who != "timed out":
        shown = await person.slash(world.lounge, "support")
        assert say("support-limits") in read(shown)
    answer = await teller.press(person, "button-talk-now")
    asked = await person.user.click(answer.response.message, label=say("button-talk-now"))
    assert read(asked) == say("support-sent", name="Ana")
    assert world.open_case().user_id == person.id
    assert world.direct(world.ana)[-1].embeds


async def test_12_every_direct_message_is_answered_and_reaches_who_holds_the_case(teller: Teller) -> None:
    world, say = teller.world, teller.say
    await teller.write()
    for text in ("are you there", "🙂", "x" * 2000):
        count = len(world.inbox(world.maya))
        await world.maya.send_dm(text)
        assert len(world.inbox(world.maya)) == count + 2, "theirs and an answer"
    await teller.press(world.ana, "button-take")
    await world.maya.send_dm("canary-relayed")
    assert world.inbox(world.maya)[-1] == say("person-passed-on", name="Ana")
    assert world.inbox(world.ana)[-1] == say("holder-person-wrote", case=say("card-name", number=1))
    why = await teller.press(world.ana, "button-why")
    assert [field.value for field in why.response.embeds[0].fields][-1].endswith(" · canary-relayed")
