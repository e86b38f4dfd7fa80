"""Staff answer for what they do: every look, export and change is in the record that leads read."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
from discord import app_commands

from bot.audit import HOST, Act, Cause
from bot.cli.control import answerer
from bot.moderation.incident import Outcome
from bot.ui.record_screens import ACTS
from tests.journeys.forged import Forger
from tests.journeys.record import acts, after, since
from tests.journeys.surveys import facilitator
from tests.journeys.test_erasure import lives
from tests.journeys.ways import COMMANDS, PLACES, WAYS

Read = Callable[[Any], str]
Speak = Callable[[str], None]
PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


async def test_nothing_that_staff_can_do_is_left_unaccounted_for(world: Any) -> None:
    ways = {":".join(way) for way in world.services.router._ways}
    unknown = {way for way in ways if way not in WAYS and way.partition(":")[0] not in PLACES}
    assert not unknown, "is this written into the record (which Act), or why not?"
    assert set(WAYS) <= ways
    typed = {
        command.qualified_name
        for command in world.bot.tree.walk_commands()
        if not isinstance(command, app_commands.Group)
        and (command.root_parent or command).default_permissions is not None
    }
    assert typed == set(COMMANDS), "is this written into the record (which Act), or why not?"
    assert set(ACTS) == set(Act), "every act has its sentence"


async def allow(world: Any, *names: str) -> None:
    for command in await world.bot.tree.fetch_commands():
        if command.name in names:
            roles = {world.roles[name]: True for name in ("lead", "facilitator", "on-call", "participant")}
            world.guild.set_command_permissions(command, roles)


def shown(result: Any) -> Any:
    return (result.followups or [result.response])[0]


async def test_every_step_of_a_case_is_written_down_with_who_did_it(world: Any) -> None:
    begin = await since(world)
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ben, "I can't take this one", world.card)
    await world.press(world.ana, "I'm on it")
    await world.press(world.ana, "Why")
    form = await world.press(world.ana, "Note")
    await world.submit(world.ana, form, {"note": "sounds tired"}, direct=True)
    await world.press(world.ana, "Offer a private space")
    form = await world.press(world.ana, "Answer them")
    await world.submit(world.ana, form, {"words": "I am here"}, direct=True)
    await world.press(world.ana, "In danger now")
    await world.lea.slash(world.alerts, "incident show", number=1)
    form = await world.press(world.ana, "Resolve")
    await world.submit(world.ana, form, {"outcome": [Outcome.TALKED.value]}, direct=True)
    ana, ben, lea = world.ana.id, world.ben.id, world.lea.id
    assert await after(world, begin) == [
        (Act.CASE_PASSED_ON, "1", ben),
        (Act.CASE_TAKEN, "1", ana),
        (Act.CASE_WORDS_READ, "1", ana),
        (Act.CASE_NOTED, "1", ana),
        (Act.CASE_SPACE_OFFERED, "1", ana),
        (Act.CASE_WRITTEN, "1", ana),
        (Act.CASE_DANGER, "1", ana),
        (Act.CASE_LOOKED_AT, "1", lea),
        (Act.CASE_RESOLVED, "1", ana),
    ]
    assert (await world.services.audit.verify(world.guild.id)).broken is None


async def test_the_on_call_list_and_the_lexicon_say_who_changed_them(world: Any) -> None:
    begin = await since(world)
    joined = world.guild.add_member(world.env.create_user("kit", global_name="Kit"), roles=[world.roles["on-call"]])
    await joined.slash(world.alerts, "oncall join")
    planned = await world.lea.slash(world.alerts, "oncall plan", when="23:30", hours=2, person=world.ana)
    await world.lea.click(shown(planned).message, label="Undo")
    await joined.slash(world.alerts, "oncall leave")
    proposed = await world.lea.slash(world.alerts, "lexicon add", phrase="the blue hour", does="review")
    await world.lea.click(shown(proposed).message, label="Yes, from now on")
    await world.lea.slash(world.alerts, "lexicon export")
    await world.lea.slash(world.alerts, "lexicon remove", entry=1)
    kit, lea = joined.id, world.lea.id
    found = await after(world, begin)
    assert [(act, actor) for act, _, actor in found] == [
        (Act.ONCALL_JOINED, kit),
        (Act.SHIFT_PLANNED, lea),
        (Act.SHIFT_CANCELLED, lea),
        (Act.ONCALL_LEFT, kit),
        (Act.WORDS_ADDED, lea),
        (Act.WORDS_EXPORTED, lea),
        (Act.WORDS_REMOVED, lea),
    ]


async def test_surveys_say_who_opened_looked_and_published(world: Any) -> None:
    fran = facilitator(world)
    await allow(world, "survey")
    begin = await since(world)
    await fran.slash(world.lounge, "survey threshold", people=5)
    await fran.slash(world.lounge, "survey open", survey="template:session")
    closed = await fran.slash(world.lounge, "survey close", survey="1")
    await fran.click(shown(closed).message, label="Post here for all")
    await world.lea.slash(world.lounge, "survey results", survey=1)
    await fran.slash(world.lounge, "survey box")
    assert [(act, actor) for act, _, actor in await after(world, begin)] == [
        (Act.SURVEY_THRESHOLD, fran.id),
        (Act.SURVEY_OPENED, fran.id),
        (Act.SURVEY_CLOSED, fran.id),
        (Act.SURVEY_RESULTS_SEEN, fran.id),
        (Act.SURVEY_PUBLISHED, fran.id),
        (Act.SURVEY_RESULTS_SEEN, world.lea.id),
        (Act.BOX_CHANGED, fran.id),
    ]


async def test_guidelines_and_groups_say_who_changed_them(world: Any) -> None:
    await allow(world, "guidelines", "group", "insights")
    begin = await since(world)
    await world.lea.slash(world.facilitators, "guidelines post")
    form = await world.lea.slash(world.facilitators, "guidelines edit")
    current = (await world.services.guidelines.versions(world.guild.id))[-1].parts("en")
    preview = await world.submit(world.lea, form, dict(current) | {"limits": "Other limits"})
    await world.lea.click(preview.response.message, label="Publish, and ask everybody again")
    channel = world.guild.create_text_channel("evening")
    await world.env.settle()
    await world.lea.slash(world.facilitators, "group create", name="Evening circle", channel=channel)
    await world.lea.slash(channel, "insights")
    panel = next(
        one for one in world.facilitators.history() if "panel:people" in str([row.to_dict() for row in one.components])
    )
    await world.lea.click(panel, label="People")
    lea = world.lea.id
    assert [(act, actor) for act, _, actor in await after(world, begin)] == [
        (Act.GUIDELINES_POSTED, lea),
        (Act.GUIDELINES_PUBLISHED, lea),
        (Act.GROUP_MADE, lea),
        (Act.INSIGHTS_SEEN, lea),
        (Act.GROUP_PEOPLE_SEEN, lea),
    ]


async def test_set_up_says_who_changed_which_setting(world: Any) -> None:
    manager = world.guild.create_role("manager", permissions=discord.Permissions(manage_guild=True))
    admin = world.guild.add_member(world.env.create_user("olga", global_name="Olga"), roles=[manager])
    await world.env.settle()
    begin = await since(world)
    paused = await world.forge(admin, "setup:pause")
    assert paused is not None
    assert await after(world, begin) == [(Act.SETUP_CHANGED, "live", admin.id)]


async def test_an_operators_export_and_erasure_are_written_down_for_the_host(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    form = await world.press(world.ana, "Resolve")
    await world.submit(world.ana, form, {"outcome": [Outcome.TALKED.value]}, direct=True)
    ask = answerer(world.services)
    await world.as_bot(ask("export", world.maya.id, "en"))
    await world.as_bot(ask("erase", world.maya.id, "en"))
    await world.pass_time(minutes=1)
    assert await acts(world, HOST) == [
        (Act.EXPORTED, "", Cause.OPERATOR),
        (Act.FORGOTTEN, "operator", Cause.OPERATOR),
        (Act.ERASED, "1", Cause.ERASURE),
    ]
    for guild_id in (HOST, world.guild.id):
        assert (await world.services.audit.verify(guild_id)).broken is None
    page = await world.lea.slash(world.alerts, "incident record")
    host = await world.lea.click(shown(page).message, label="What the operator did")
    assert "somebody was erased (operator)" in shown(host).embeds[0].description


@pytest.mark.parametrize(
    ("locale", "title", "read_it", "older", "holds", "broken"),
    [
        (
            "en",
            "Who looked at and changed what",
            "Lea · planned a shift for Ana",
            "Older",
            "still runs through",
            "miss",
        ),
        ("es-ES", "Quién miró y cambió qué", "Lea · planeó un turno para Ana", "Anteriores", "sigue pasando", "Falta"),
    ],
)
async def test_leads_read_the_record_and_check_it_against_a_posted_code(
    world: Any,
    speak: Speak,
    read: Read,
    restart: Callable[[], Any],
    var_dir: Path,
    locale: str,
    title: str,
    read_it: str,
    older: str,
    holds: str,
    broken: str,
) -> None:
    speak(locale)
    for _ in range(16):
        await world.as_bot(world.services.audit.add(world.guild.id, world.ben.id, Act.CASE_LOOKED_AT, about=7))
    await world.as_bot(
        world.services.audit.add(world.guild.id, world.lea.id, Act.SHIFT_PLANNED, about=5, subject=world.ana.id)
    )
    refused = await world.ben.slash(world.alerts, "incident record")
    assert not refused.response.embeds
    page = await world.lea.slash(world.alerts, "incident record")
    card = shown(page).embeds[0]
    assert card.title == title
    assert read_it in card.description
    first = await world.lea.click(shown(page).message, label=older)
    assert "`1`" in shown(first).embeds[0].description
    code = (await world.services.audit.verify(world.guild.id)).code
    assert code in card.description

    await restart()
    await world.pass_time(hours=10)
    posts = [one.content for one in world.alerts.history() if code in one.content]
    assert len(posts) == 1, "the head is posted daily"
    check = "Check a posted code" if locale == "en" else "Comprobar un código"
    form = await world.lea.click(shown(page).message, label=check)
    assert holds in read(await world.submit(world.lea, form, {"code": code}))
    form = await world.lea.click(shown(page).message, label=check)
    assert "12-0123456789abcdef0123" in read(await world.submit(world.lea, form, {"code": "twelve"}))

    with closing(sqlite3.connect(var_dir / "alongside.db", isolation_level=None)) as raw:
        raw.execute("DELETE FROM audit_lines WHERE guild_id = ? AND seq = 3", (world.guild.id,))
    page = await world.lea.slash(world.alerts, "incident record")
    assert broken in shown(page).embeds[0].description
    await allow(world, "doctor")
    examined = await world.lea.slash(world.alerts, "doctor")
    assert "/docs/" not in str(examined)
    cards = str([one.to_dict() for one in shown(examined).embeds])
    assert ("what is broken" if locale == "en" else "está roto") in cards
    await world.pass_time(hours=24)
    assert ("is broken" if locale == "en" else "broken") in world.alerts.history()[-1].content


async def test_the_way_to_the_record_is_shut_for_everybody_but_leads(world: Any, read: Read) -> None:
    for way in ("older:{0}:5", "host:{0}", "check:{0}:{0}", "checked:{0}:0"):
        for person in (world.ben, world.maya):
            forged = await world.forge(person, "record:" + way.format(world.guild.id))
            assert not shown(forged).embeds, way
            assert read(forged), way


async def test_lines_that_ran_out_are_pruned_and_the_rest_still_hangs_together(world: Any) -> None:
    await world.as_bot(world.services.audit.add(world.guild.id, world.ben.id, Act.CASE_LOOKED_AT, about=7))
    before = (await world.services.audit.verify(world.guild.id)).lines
    now = world.clock.now() + timedelta(days=366)
    await world.as_bot(world.services.storage.write(lambda connection: world.services.audit.sweep(connection, now)))
    after_all = await world.services.audit.verify(world.guild.id)
    assert before > 0
    assert (after_all.lines, after_all.broken) == (0, None)


async def test_a_lead_does_not_learn_from_it_what_goes_past_them(world: Any) -> None:
    lou, max_ = (
        world.guild.add_member(world.env.create_user(name, global_name=name.capitalize()), roles=[world.roles["lead"]])
        for name in ("lou", "max")
    )
    reports = world.services.reports
    sent, _ = await world.as_bot(
        reports.send(world.guild.id, world.maya.id, named=[world.lea.id], words="She laughed at me", by_name=False)
    )
    await world.as_bot(reports.read(sent.id, lou.id))
    await world.as_bot(reports.answer(sent.id, lou.id, "We spoke", finished=True))
    form = await world.maya.context_menu(world.lounge, "I'm worried about them", world.lea)
    await world.maya.submit_modal(form, {"words": "She sounds low"})
    await world.press(world.ana, "I'm on it")

    async def record(lead: Any) -> list[str]:
        page = await lead.slash(world.alerts, "incident record")
        return list(shown(page).embeds[0].description.split("\n\n", 1)[1].split("\n"))

    withheld = "only for those who may know of it"
    mine = await record(world.lea)
    assert len([line for line in mine if line.endswith(withheld)]) == 3
    assert not [line for line in mine if "Lou" in line or "problem" in line or "case" in line.lower()]
    assert len([line for line in await record(lou) if "problem 1" in line]) == 2
    # Somebody whom it is not about sees of the report as little, and all of the case.
    other = await record(max_)
    assert len([line for line in other if line.endswith(withheld)]) == 2
    assert [line for line in other if "Ana · took case 1" in line]
    assert (await world.services.audit.verify(world.guild.id)).broken is None


async def test_what_is_done_with_a_group_and_a_report_is_written_as_what_it_is(world: Any) -> None:
    kim = world.guild.add_member(
        world.env.create_user("kim", global_name="Kim"), roles=[world.roles["participant"], world.roles["facilitator"]]
    )
    for life in (one for one in lives() if one.__name__ in ("lives_groups", "lives_reports")):
        await life.live(world, kim, world.ana, world.sam, "curlew")
    (group,) = await world.services.groups.roster.groups(world.guild.id)
    report, _ = await world.as_bot(
        world.services.reports.send(world.guild.id, world.sam.id, named=[], words="it is loud", by_name=True)
    )
    forger = Forger(world)
    for custom_id, chosen, act in (
        (f"occ:attendance:{group.id}:1:1", "1", Act.GROUP_ATTENDANCE_SEEN),
        (f"group:set-people:{group.id}:{group.version}", str(world.lea.id), Act.GROUP_FACILITATORS),
        (f"panel:answers:{group.id}:1", "1", Act.GROUP_ANSWERS_READ),
        (f"group:set-watch:{group.id}:{{version}}", "full", Act.GROUP_WATCH),
        (f"report:answered:{report.id}", "", Act.REPORT_ANSWERED),
        (f"group:archive:{group.id}:{{version}}", "", Act.GROUP_CHANGED),
    ):
        begin = await since(world)
        version = (await world.services.groups.roster.get(world.guild.id, group.id)).version
        pressed, fields = custom_id.format(version=version), {"words": "we look into it", "finished": "no"}
        found = await forger.press(world.lea, world.lounge, pressed, (chosen,) if chosen else (), fields, None)
        written = [(one, actor) for one, _, actor in await after(world, begin)]
        assert written == [(act, world.lea.id)], (pressed, found.shown)


def test_every_act_of_staff_is_asserted_by_a_test() -> None:
    tests = Path(__file__).parents[1]
    said = "".join(one.read_text("utf-8") for one in tests.rglob("test_*.py"))
    assert [act.name for act in Act if f"Act.{act.name}" not in said] == []
