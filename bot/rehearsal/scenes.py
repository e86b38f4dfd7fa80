"""The scenes: set-up, a message to a human, a place to talk, a night with nobody on call, and the days after."""

from datetime import UTC, timedelta
from typing import Final

from bot.moderation.incident import Incident
from bot.readiness import Finding, State, examine
from bot.rehearsal.evening import Evening
from bot.ui.examination import sentences
from bot.ui.readiness_facts import LiveFacts

# On a slow machine this small Discord lets a second or two pass by itself; the steps of the ladder are minutes.
AT_ONCE: Final = timedelta(seconds=30)


async def before(evening: Evening, city: str, language: str) -> None:
    """Tell how Lea sets a server up, with the bot's own screens."""
    world, say = evening.world, evening.say
    evening.stage.scene(say("story-scene-before"))
    evening.beat(say("story-setup"))
    await world.command("lea", "welcome", "setup")
    await world.press("lea", say("setup-button-change"), place="welcome")
    await world.fill("lea", city=city, language=[language], ages=["adults"])
    for label in ("setup-button-helplines", "setup-button-helplines-right", "setup-button-back"):
        await world.press("lea", say(label), place="welcome")
    for label in ("setup-button-to-rooms", "setup-button-to-roles", "setup-button-to-preview", "setup-button-do"):
        await world.press("lea", say(label), place="welcome")
    await world.press("lea", say("setup-button-to-ready"), place="welcome")
    await world.press("lea", say("setup-button-fix-lead"), place="welcome")
    await world.choose("lea", "setup:lead-pick", "lea", place="welcome")
    await world.press("lea", say("setup-button-announce"), place="welcome")
    await world.choose("lea", "setup:announce-at", "welcome", place="welcome")
    await world.press("lea", say("setup-button-post"), place="welcome")
    server = world.services.servers.get(world.guild_id)
    evening.must(server is not None)
    assert server is not None
    await world.adopt(
        places={
            "alerts": server.alert_channel_id,
            "support": server.support_channel_id,
            "facilitators": server.facilitators_channel_id,
        },
        roles={
            "participant": server.participant_role_id,
            "facilitator": server.facilitator_role_id,
            "oncall": server.oncall_role_id,
            "lead": server.lead_role_id,
        },
    )
    roles = {"maya": "participant", "sam": "participant", "noor": "facilitator", "ana": "oncall", "ben": "oncall"}
    for who, role in roles.items():
        await world.give_role(who, role)
    await evening.later(minutes=4)
    evening.beat(say("story-announcement"))
    evening.show_channel("welcome", "public", last=1)
    await evening.later(minutes=1)
    evening.beat(say("story-test-page"))
    for who in ("ana", "ben"):
        await world.command(who, "alerts", "oncall join")
    evening.show_direct("ana")
    for who in ("ana", "ben"):
        await world.press(who, say("button-test-answer"))
    await evening.later(minutes=1)
    await world.press("lea", say("setup-button-look-again"), place="welcome")
    await world.press("lea", say("setup-button-live"), place="welcome")
    for who, position in (("ana", "primary"), ("ben", "backup")):
        await world.command(who, "alerts", "oncall now", hours=6, position=position)
    evening.beat(say("story-live", button=say("setup-button-live")))
    findings = await examine(LiveFacts(world.bot, heard_at=world.now), world.guild_id)
    evening.stage.checked(_checked(evening, findings))
    evening.must(findings[0].state is not State.BROKEN)
    evening.must(len(world.services.oncall.duty(world.guild_id).on_shift) == 2)
    evening.begun = len(world.asked())


def _checked(evening: Evening, findings: list[Finding]) -> list[tuple[bool | None, str]]:
    """Return what is not well in full, and of what is well how much."""
    marks = {State.BROKEN: False, State.LOOK: None, State.OK: True}
    lines = [(marks[one.state], sentences(one, evening.say)[0]) for one in findings if one.state is not State.OK]
    return [(True, evening.say("story-checked", count=len(findings) - len(lines))), *lines]


async def a_message_to_a_human(evening: Evening) -> None:
    """Tell how one line of Maya's reaches Ben."""
    world, say = evening.world, evening.say
    evening.stage.scene(say("story-scene-evening"))
    await evening.until(19, 3)
    evening.beat(say("story-opens"))
    await world.write("noor", "lounge", say("story-noor-opens"))
    await evening.later(minutes=1)
    await world.write("sam", "lounge", say("story-sam-answers"))
    await evening.later(minutes=2)
    evening.beat(say("story-one-more-line"))
    at = world.now
    await world.write("maya", "lounge", say("story-trigger"))
    case = evening.case()
    evening.expected[case.key] = evening.people("ana", "ben")
    evening.words_left[case.key] = -1
    evening.measured(say("figure-page"), world.direct_id("ana"))
    evening.measured(say("figure-card"), world.channel_id("alerts"))
    evening.measured(say("figure-person"), world.direct_id("maya"))
    evening.show_channel("lounge", "public")
    evening.beat(say("story-nothing-in-public"))
    evening.show_direct("maya")
    evening.beat(say("story-primary-rings"))
    evening.show_lock_screen("ana")
    evening.beat(say("story-card"))
    evening.show_channel("alerts", "responder", last=1)
    await evening.later(seconds=50)
    evening.beat(say("story-maya-talk", button=say("person-button-talk")))
    evening.show_answer("maya", await world.press("maya", say("person-button-talk")))
    await evening.later(minutes=2, seconds=10)
    evening.beat(say("story-primary-silent"))
    evening.show_lock_screen("ben")
    evening.waited(say("figure-backup"), at)
    await evening.later(seconds=20)
    evening.beat(say("story-why", button=say("button-why")))
    evening.show_answer("ben", await world.press("ben", say("button-why")))
    await evening.later(seconds=15)
    evening.beat(say("story-take", button=say("button-take")))
    await world.press("ben", say("button-take"))
    evening.waited(say("figure-taken"), at)
    evening.must(evening.case().holder == world.user_id("ben"))
    evening.show_direct("maya")
    evening.beat(say("story-ana-sees"))
    evening.show_title("ana")


async def a_place_to_talk(evening: Evening) -> None:
    """Tell of the private room, of how it ends, and that somebody asks after Ben."""
    world, say = evening.world, evening.say
    evening.stage.scene(say("story-scene-room"))
    await evening.later(minutes=1)
    evening.beat(say("story-offer", button=say("button-offer-space")))
    await world.press("ben", say("button-offer-space"))
    evening.show_direct("maya")
    await evening.later(seconds=40)
    evening.beat(say("story-yes"))
    await world.press("maya", say("person-button-space-yes"))
    room = next(iter(world.rooms()), "")
    evening.must(bool(room) and world.readers(room) == evening.people("maya", "ben", "ana"))
    for who, line in (
        ("ben", say("story-ben-1")),
        ("maya", say("story-maya-1")),
        ("ben", say("story-ben-2")),
        ("maya", say("story-maya-2")),
        ("ben", say("story-ben-3")),
    ):
        await evening.later(seconds=50)
        await world.write(who, room, line)
    evening.show_channel(room, "room", last=6)
    await evening.later(minutes=38)
    evening.beat(say("story-sister"))
    await world.write("maya", room, say("story-maya-3"))
    await evening.later(minutes=1)
    await world.write("ben", room, say("story-ben-4"))
    evening.show_channel(room, "room", last=2)
    await evening.later(minutes=17)
    evening.beat(say("story-resolve", button=say("button-resolve"), outcome=say("outcome-talked")))
    await world.press("ben", say("button-resolve"))
    await world.fill("ben", outcome=["talked"], note=say("story-note"))
    evening.show_direct("maya")
    evening.beat(say("story-follow", button=say("person-button-follow-yes")))
    evening.show_answer("maya", await world.press("maya", say("person-button-follow-yes")))
    await evening.later(hours=1)
    evening.beat(say("story-debrief"))
    evening.show_direct("ben")


async def a_night_with_nobody(evening: Evening) -> None:
    """Tell what Sam hears at three in the morning."""
    world, say = evening.world, evening.say
    evening.stage.scene(say("story-scene-night"))
    await _plan_tomorrow(evening)
    await evening.until(3, 12)
    evening.must(not world.services.oncall.duty(world.guild_id).on_shift)
    evening.beat(say("story-sam-writes"))
    at = world.now
    await world.write_to_bot("sam", say("story-sam-trigger"))
    case = evening.case()
    evening.expected[case.key] = evening.people("lea")
    evening.words_left[case.key] = -1
    evening.alone[case.key] = world.now - at < AT_ONCE and _told_that_nobody_is_there(evening, case)
    evening.measured(say("figure-alone"), world.direct_id("sam"))
    evening.show_direct("sam", last=2)
    evening.beat(say("story-lead-rings"))
    evening.show_lock_screen("lea")
    await evening.later(minutes=4)
    evening.beat(say("story-lead-takes", button=say("button-take"), answer=say("button-answer")))
    await world.press("lea", say("button-take"))
    evening.waited(say("figure-lead"), at)
    await world.press("lea", say("button-answer"))
    await world.fill("lea", words=say("story-lea-writes"))
    await evening.later(minutes=1)
    await world.write_to_bot("sam", say("story-sam-replies"))
    evening.show_direct("sam", last=4)
    await evening.later(minutes=12)
    evening.beat(say("story-lead-stays"))
    await world.press("lea", say("button-resolve"))
    await world.fill("lea", outcome=["talked"])


def _told_that_nobody_is_there(evening: Evening, case: Incident) -> bool:
    desk = evening.world.services.desk
    plain = desk.speaker(case)("person-nobody", server=desk.directory.server_name(case.guild_id))
    return plain in evening.latest("sam").text


async def _plan_tomorrow(evening: Evening) -> None:
    oncall, guild_id = evening.world.services.oncall, evening.world.guild_id
    tomorrow = evening.world.now.astimezone(evening.reader.zone) + timedelta(days=1)
    start = tomorrow.replace(hour=18, minute=0, second=0, microsecond=0).astimezone(UTC)
    position = oncall.shifts(guild_id)[0].position
    await oncall.plan(guild_id, evening.world.user_id("ana"), position, start, timedelta(hours=4))


async def the_days_after(evening: Evening) -> None:
    """Tell of the follow-up, look for the words that are to be gone, and come back on Tuesday."""
    world, say = evening.world, evening.say
    evening.stage.scene(say("story-scene-after"))
    await evening.until(20, 12)
    evening.beat(say("story-after-follow-up"))
    evening.show_direct("maya")
    evening.show_answer("maya", await world.press("maya", say("person-button-follow-fine")))
    await evening.until(8, 0)
    for key in evening.words_left:
        evening.words_left[key] = len(await world.services.desk.cases.words(key))
    evening.beat(say("story-after-words"))
    await evening.until(19, 3, days=5)
    evening.stage.scene(say("story-scene-tuesday"))
    await world.write("noor", "lounge", say("story-noor-again"))
    await evening.later(minutes=1)
    await world.write("maya", "lounge", say("story-maya-again"))
    evening.beat(say("story-tuesday"))
    evening.show_channel("lounge", "public", last=2)
