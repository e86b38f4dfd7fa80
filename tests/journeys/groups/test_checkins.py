"""A group's rhythm, from the plan to the summary: what facilitators and participants see."""

import csv
import io
import re
from typing import Any

from bot.ui.presses import Press

HOURLY = "One tap is enough"
OKAY = 4


async def test_from_a_plan_to_a_post_to_an_answer_to_the_next(
    world: Any, fay: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    assert posts(place, "Tuesday evening")
    preview = await planned(save=False)
    assert "Nothing is saved until you press" in preview.text
    assert preview.text.count(":F>") == 5
    await world.pass_time(minutes=15)
    assert not posts(place, HOURLY)
    await (preview := await planned(save=False)).press("Save")
    assert "Running" in preview.text

    await world.pass_time(minutes=15)
    (posted,) = posts(place, HOURLY)
    tapped = screen(world.maya, await world.maya.click(posted, label="Good"))
    assert "Saved: ☀️ Good" in tapped.text
    assert "The facilitators see it." in tapped.text

    await world.pass_time(hours=24)
    assert posts(place, "Some people shared an answer.")
    assert len(posts(place, HOURLY)) == 1
    (notice,) = posts(world.facilitators, "Somebody shared an answer with you.")
    answers = screen(fay, await fay.click(notice, label="Read the answers"))
    assert "Maya** · Good" in answers.text
    assert "One person shared an answer with you." in answers.text, "a number is for who may read the answers"
    await answers.press("I read these")
    assert posts(place, "Fay has read what you shared.")


async def open_now(world: Any, planned: Any, place: Any, posts: Any, **values: Any) -> Any:
    """A check-in that stands in the channel and can be answered."""
    await planned(**values)
    await world.pass_time(minutes=11)
    return posts(place, HOURLY)[-1]


async def test_who_sees_an_answer_is_chosen_each_time(
    world: Any, fay: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    posted = await open_now(world, planned, place, posts)
    maya = screen(world.maya, await world.maya.click(posted, label="Okay"))
    await maya.fill("Add or change words", words="the garden is coming along")
    await maya.press("The group")
    assert "Everybody in the group sees it, with your name" in maya.text
    sam = screen(world.sam, await world.sam.click(posted, label="Low"))
    await sam.fill("Add or change words", words="I would rather not say it aloud")
    await sam.press("Only me")
    assert "Only you see it, and nobody is told" in sam.text
    sam.tap = posted.components[0].children[0].custom_id

    await world.pass_time(hours=24)
    (summary,) = posts(place, "the garden is coming along")
    assert "Maya" in world_text(summary)
    (notice,) = posts(world.facilitators, "Somebody shared an answer with you.")
    read = screen(fay, await fay.click(notice, label="Read the answers"))
    assert "garden" in read.text
    assert "Sam" not in read.text
    everything = [world_text(one) for one in (*place.history(), *world.facilitators.history())]
    assert not any("rather not" in one for one in everything)
    late = await world.forge(world.sam, sam.tap)
    assert "has closed" in late.response.content


async def test_what_is_written_for_oneself_pages_nobody_and_shows_who_is_there(
    world: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    posted = await open_now(world, planned, place, posts)
    maya = screen(world.maya, await world.maya.click(posted, label="Rough"))
    await maya.press("Only me")
    await maya.fill("Add or change words", words=PILLS)
    assert "nobody was told" in maya.text
    assert "Let someone know" in maya.labels
    assert not world.direct(world.ana)
    await maya.press("The facilitators")
    assert "I am telling the peers on call now" in maya.text
    assert "Case 1" in world.direct(world.ana)[-1].content


async def test_words_that_come_after_the_close_are_heard_and_given_back(
    world: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    posted = await open_now(world, planned, place, posts)
    sam = screen(world.sam, await world.sam.click(posted, label="Okay"))
    await sam.press("Only me")
    alone = await world.sam.click(sam.message, label="Add or change words")
    shared = await world.maya.click(posted, label="Add words")
    await world.pass_time(hours=24)

    kept = screen(world.sam, await world.sam.submit_modal(alone, {"words": PILLS}))
    assert "has closed" in kept.text
    assert PILLS in kept.text
    assert "nobody was told" in kept.text
    assert "Let someone know" in kept.labels
    assert not any(world.inbox(person) for person in (world.ana, world.ben, world.lea))

    late = screen(world.maya, await world.maya.submit_modal(shared, {"words": PILLS}))
    assert "has closed" in late.text
    assert PILLS in late.text
    assert "I am telling the peers on call now" in late.text
    assert "Talk to someone now" in late.labels
    assert any("Case 1" in one for person in (world.ana, world.ben, world.lea) for one in world.inbox(person))


async def test_shared_words_that_sound_urgent_bring_a_peer(
    world: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    posted = await open_now(world, planned, place, posts)
    maya = screen(world.maya, await world.maya.click(posted, label="Rough"))
    await maya.fill("Add or change words", words=PILLS)
    assert "Case 1" in world.direct(world.ana)[-1].content
    assert "It is about something you wrote there" in world.inbox(world.maya)[0]
    assert not any("pills" in world_text(one) for one in (*place.history(), *world.facilitators.history()))


async def test_forms_have_pages_keep_what_was_said_and_can_be_changed(
    world: Any, fay: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    plan = await planned()
    await plan.press("Pause")
    for kind, label in (
        ("energy", "Energy"),
        ("yesno", "Slept?"),
        ("choice", "Where?"),
        ("words", "One good thing"),
        ("words", "One hard thing"),
    ):
        await plan.fill("Add a question", kind=[kind], label=label, choices="home, work" if kind == "choice" else "")
    assert "One good thing" in plan.text
    assert "One hard thing" in plan.text
    shown = plan.message
    await plan.fill("Add a question", kind=["choice"], label="Which?", choices="alone")
    assert "needs two to ten of them" in plan.text
    plan.message = shown
    await plan.press("Start it")
    await world.pass_time(minutes=15)
    posted = posts(place, HOURLY)[-1]
    form = await world.maya.click(posted, label="Add words")
    answers = {"q1": ["4"], "q2": ["no"], "q3": ["home"], "q4": "the bread"}
    first = screen(world.maya, await world.maya.submit_modal(form, answers))
    assert "Page 1 of 2 is saved" in first.text
    await first.fill("Continue", q5="the stairs")
    assert "Your words are saved. One tap makes it a whole answer" in first.text
    await first.press("Good")
    assert "Saved: ☀️ Good" in first.text
    await world.pass_time(hours=24)
    (notice,) = posts(world.facilitators, "Somebody shared an answer")
    read = screen(fay, await fay.click(notice, label="Read the answers"))
    for said in ("Energy: Good", "Slept?: No", "Where?: home", "the bread", "the stairs"):
        assert said in read.text


async def test_two_low_answers_in_a_row_offer_a_person(
    world: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    for expected in (False, True):
        posted = await open_now(world, planned, place, posts) if not expected else None
        if posted is None:
            await world.pass_time(hours=24)
            posted = posts(place, HOURLY)[-1]
        answered = screen(world.maya, await world.maya.click(posted, label="Low"))
        assert ("Two hard check-ins in a row" in answered.text) is expected
    assert "If you like, you can talk to somebody." in answered.text, "nobody looked whether a peer is there"
    assert "Talk to someone now" in answered.labels
    assert not world.direct(world.maya)


async def test_my_own_answers_are_a_gentle_chart_and_a_file(
    world: Any, place: Any, planned: Any, posts: Any, screen: Any, read: Any
) -> None:
    none = await world.maya.slash(world.lounge, "checkin now")
    assert read(none).startswith("No check-in is open for you")
    assert "not answered" in read(await world.maya.slash(world.lounge, "checkin history"))
    await open_now(world, planned, place, posts)
    now = screen(world.maya, await world.maya.slash(world.lounge, "checkin now"))
    await now.press("Good")
    await now.fill("Add or change words", words="=1+1 and a walk")
    history = screen(world.maya, await world.maya.slash(world.lounge, "checkin history"))
    assert "☀️" in history.text
    assert "There is no score" in history.text
    exported = await world.maya.slash(world.lounge, "checkin export")
    (file,) = (exported.followups or [exported.response])[-1].attachments
    assert file.filename == "check-ins.csv"
    (heads, row) = csv.reader(io.StringIO((await file.read()).decode("utf-8-sig")))
    assert heads == ["When", "Question", "How it was", "Who sees it", "Answers"]
    assert row[1:4] == ["How are you today?", "Good", "The facilitators"]
    assert row[-1].endswith("=1+1 and a walk")
    assert row[-1][0] not in "=+-@", "no spreadsheet takes what somebody wrote for a formula"


async def test_my_own_answers_are_in_words_under_their_questions(
    world: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    plan = await planned(save=False)
    await plan.fill("Add a question", kind=["yesno"], label="Did you sleep?", choices="")
    await plan.fill("Add a question", kind=["energy"], label="Energy", choices="")
    await plan.press("Save")
    await world.pass_time(minutes=11)
    posted = posts(place, HOURLY)[-1]
    maya = screen(world.maya, await world.maya.click(posted, label="Good"))
    await maya.fill("Add or change words", q1=["yes"], q2=["2"])
    history = screen(world.maya, await world.maya.slash(world.lounge, "checkin history"))
    assert "Did you sleep?: Yes" in history.text
    exported = await world.maya.slash(world.lounge, "checkin export")
    (file,) = (exported.followups or [exported.response])[-1].attachments
    (_, row) = csv.reader(io.StringIO((await file.read()).decode("utf-8-sig")))
    assert row[-1] == "Did you sleep?: Yes | Energy: Little"


async def test_time_off_notes_and_one_note_after_three_misses(
    world: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    card = posts(place, "Tuesday evening")[0]
    sam = screen(world.sam, await world.sam.click(card, label="For me"))
    await sam.press("Write to me if I go quiet")
    assert "one private note" in sam.text
    maya = screen(world.maya, await world.maya.click(card, label="For me"))
    await maya.press("Write to me if I go quiet", "Time off")
    assert "Time off until" in maya.text
    await planned()
    await world.pass_time(hours=24 * 4)
    assert [one for one in world.inbox(world.sam) if "Three check-ins went by without you" in one]
    await world.pass_time(hours=24 * 3)
    assert len(world.inbox(world.sam)) == 1
    assert not world.inbox(world.maya)


async def test_after_few_answers_four_times_fewer_are_proposed(
    world: Any, fay: Any, place: Any, planned: Any, posts: Any, text: Any
) -> None:
    await planned()
    await world.pass_time(hours=24 * 5 + 1)
    (proposal,) = posts(world.facilitators, "for the 4th time in a row")
    await fay.click(proposal, label="Less often")
    assert posts(world.facilitators, "It is asked less often now: Every week")
    before = len(posts(place, HOURLY)) + len(posts(place, "closed"))
    await world.pass_time(hours=24 * 6)
    assert len(posts(place, HOURLY)) + len(posts(place, "closed")) <= before + 1


async def test_pausing_skipping_deleting_and_taking_back(
    world: Any, fay: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    plan = await planned()
    await plan.press("Skip the next")
    assert "Left out:" in plan.text
    await world.pass_time(hours=24)
    assert not posts(place, HOURLY)
    await plan.press("Pause")
    await world.pass_time(hours=48)
    assert not posts(place, HOURLY)
    await plan.press("Start it", "Delete")
    await world.pass_time(hours=24)
    assert not posts(place, HOURLY)
    await plan.press("Undo")
    await world.pass_time(hours=24)
    assert len(posts(place, HOURLY)) == 1
    await plan.press("Why?")
    assert "A facilitator left it out." in plan.text
    assert "posted" in plan.text
    number = (await world.services.groups.checkins.of(await the_group(world)))[0].id
    for command in ("pause", "resume", "skip", "why", "delete"):
        answer = screen(fay, await fay.slash(place, f"group checkin {command}", checkin=number))
        assert "How are you today?" in answer.text, command
    listed = screen(fay, await fay.slash(place, "group checkin list"))
    assert "Deleted" in listed.text, "as long as it can be taken back"
    await listed.pick(1, str(number))
    await listed.press("Undo")
    assert "It is back, and runs." in listed.text


async def test_why_is_proposed_for_what_was_deleted_as_long_as_something_is_known_of_it(
    world: Any, fay: Any, place: Any, planned: Any, screen: Any
) -> None:
    plan = await planned()
    await world.pass_time(hours=1)
    await plan.press("Delete")
    await world.pass_time(hours=24 * 10)  # longer ago than it can be taken back
    why, rest = [
        await fay.autocomplete(place, f"group checkin {name}", "checkin", "how are") for name in ("why", "pause")
    ]
    assert [one["name"] for one in why] == ["How are you today? · Tuesday evening · Deleted"]
    assert not rest
    told = screen(fay, await fay.slash(place, "group checkin why", checkin=why[0]["value"]))
    assert "posted" in told.text


async def test_two_facilitators_at_once_lose_nothing(
    world: Any, fay: Any, place: Any, planned: Any, screen: Any
) -> None:
    plan = await planned(rhythm=["default"])
    group = await the_group(world)
    other = screen(world.lea, await world.lea.slash(place, "group checkin list"))
    number = (await world.services.groups.checkins.of(group))[0].id
    await other.pick(1, str(number))
    await other.pick(0, "TU", "FR")
    await other.press("Save")
    assert "Every week: Tuesday, Friday" in other.text
    stale = await fay.click(plan.message, label="Pause")
    assert "Somebody else changed this a moment ago" in stale.response.content
    assert (await world.services.groups.checkins.of(group))[0].state == "active"


async def test_a_change_is_shown_before_it_is_saved(
    world: Any, fay: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    plan = await planned(when="18:00")
    group = await the_group(world)

    async def kept() -> tuple[str, str]:
        (one,) = await world.services.groups.checkins.of(group)
        return one.question, f"{one.rule.starts:%H:%M}"

    values = {"question": "How was it?", "rhythm": ["same"], "when": "20:00", "until": ""}
    await plan.fill("Change", **values)
    assert "Nothing is saved until you press" in plan.text
    for line in ("How are you today?", "How was it?", "18:00", "20:00"):
        assert line in plan.text, line
    assert len(re.findall(r"<t:\d+:F>", plan.text)) == 5
    assert await kept() == ("How are you today?", "18:00")
    save = next(
        one["custom_id"] for row in plan.message.components for one in row["components"] if one["label"] == "Save"
    )
    await plan.press("Not now")
    assert await kept() == ("How are you today?", "18:00")
    gone = await world.forge(fay, save)
    assert "no longer at hand" in gone.response.content
    await plan.fill("Change", **values)
    await plan.press("Save")
    assert await kept() == ("How was it?", "20:00")


async def test_two_changes_at_once_are_both_kept_and_each_sees_the_others_first(
    world: Any, fay: Any, place: Any, planned: Any, screen: Any
) -> None:
    plan = await planned(when="18:00")
    group = await the_group(world)
    (checkin,) = await world.services.groups.checkins.of(group)
    other = screen(world.lea, await world.lea.slash(place, "group checkin list"))
    await other.pick(1, str(checkin.id))
    same = {"question": "How are you today?", "rhythm": ["same"], "when": "18:00", "until": ""}
    await plan.fill("Change", **same | {"question": "How was it?"})
    form = await world.lea.click(other.message, label="Change")
    await plan.press("Save")
    hers = screen(world.lea, await world.lea.submit_modal(form, same | {"when": "20:00"}))
    assert "Somebody else changed this a moment ago" in hers.text
    assert "How was it?" in hers.text
    await plan.fill("Change", **same | {"question": "How was today?", "when": "18:00"})
    await hers.press("Save")
    await plan.press("Save")
    assert "Somebody else changed this a moment ago" in plan.text
    await plan.press("Save")
    (both,) = await world.services.groups.checkins.of(group)
    assert (both.question, f"{both.rule.starts:%H:%M}") == ("How was today?", "20:00")


async def test_privately_at_ones_own_hour(
    world: Any, fay: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    plan = await planned()
    await plan.press("Ask privately instead")
    card = posts(place, "Tuesday evening")[0]
    maya = screen(world.maya, await world.maya.click(card, label="For me"))
    number = (await world.services.groups.checkins.of(await the_group(world)))[0].id
    await maya.fill("Ask me privately", checkin=[str(number)], hour="10:00", city="New York")
    assert "You are asked privately from" in maya.text
    await world.pass_time(hours=24)
    assert not posts(place, HOURLY)
    (asked,) = [one for one in world.direct(world.maya) if HOURLY in world_text(one)]
    tapped = await world.maya.user.click(asked, label="Good")
    assert "Saved" in tapped.response.content
    await maya.press("Stop")
    await world.pass_time(hours=48)
    assert len([one for one in world.direct(world.maya) if HOURLY in world_text(one)]) <= 1


async def test_bad_input_is_answered_with_what_to_write_instead(
    world: Any, fay: Any, place: Any, planned: Any, screen: Any
) -> None:
    for values, said in (
        ({"when": "soonish"}, "I could not read that time"),
        ({"until": "whenever"}, "I could not read that end"),
        ({"when": "2031-05-04 18:00", "until": "2031-05-01"}, "The last day lies before the first one"),
        ({"question": "   "}, "A question needs a few words"),
        ({"rhythm": ["default"], "when": "2031-05-06 18:00", "until": "2031-05-07"}, "No day fits this rhythm"),
    ):
        refused = await planned(save=False, **values)
        assert said in refused.text, values
    assert not await world.services.groups.checkins.of(await the_group(world))


async def test_a_channel_that_cannot_be_posted_to_loses_no_plan(
    world: Any, fay: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    plan = await planned()
    for status, code, reason in ((403, 50013, "A permission is missing"), (404, 10003, "not there any more")):
        world.env.inject_error("POST", f"/channels/{place.id}/messages", status=status, code=code, times=1)
        await world.pass_time(hours=24)
        assert len(posts(world.facilitators, reason)) == 1
    await world.pass_time(hours=24)
    assert len(posts(place, HOURLY)) == 1
    await plan.press("Why?")
    assert "A permission is missing" in plan.text
    assert "not there any more" in plan.text


async def test_after_an_outage_only_what_is_fresh_is_posted(
    world: Any, fay: Any, place: Any, planned: Any, posts: Any, restart: Any, screen: Any
) -> None:
    await planned()
    await world.bot.close()
    await world.pass_time(days=9, hours=1)
    await restart()
    await world.pass_time(minutes=1)
    assert len(posts(place, HOURLY)) <= 1
    await world.pass_time(hours=24)
    assert len(posts(place, HOURLY)) == 1


PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


def world_text(message: Any) -> str:
    parts = [message.content or ""]
    for embed in message.embeds:
        parts += [embed.title or "", embed.description or "", *(f"{one.name}\n{one.value}" for one in embed.fields)]
    return "\n".join(parts)


async def the_group(world: Any) -> Any:
    return (await world.services.groups.roster.groups(world.guild.id))[0]


async def test_help_leads_to_ones_own_check_ins_sessions_and_goals(
    world: Any, place: Any, meeting: Any, screen: Any
) -> None:
    await meeting(ahead=20)
    for label, said in (("My check-ins", "not answered"), ("Sessions", "Open circle"), ("My goals", "No goal yet")):
        home = screen(world.maya, await world.maya.slash(world.lounge, "help"))
        await home.press(label)
        assert said in home.text, label


async def test_a_page_that_an_earlier_life_left_is_kept_and_heard_but_is_no_change_of_mind(
    world: Any, place: Any, planned: Any, posts: Any, screen: Any
) -> None:
    posted = await open_now(world, planned, place, posts)
    shared = await world.maya.click(posted, label="Add words")
    way, then = shared.modal["custom_id"], world.services.clock.now()

    async def start(words: str) -> None:
        written = {"type": 18, "component": {"type": 4, "custom_id": "words", "value": words}}
        data = {"custom_id": way, "components": [written]}
        press = Press(77, world.maya.id, world.guild.id, place.id, then.isoformat(), "en-GB", data)
        world.services.router._presses._write(press)
        await world.bot._press_again()

    async def kept() -> tuple[int | None, str]:
        (past,) = await world.services.groups.replies.history(world.maya.id)
        return past.reply.mood, past.reply.answers["words"]

    await world.as_bot(start("a long day"))
    await world.pass_time(minutes=1)
    maya = screen(world.maya, await world.maya.click(posted, label="Okay"))
    assert await kept() == (OKAY, "a long day")
    await maya.fill("Add or change words", words="better now")
    await world.as_bot(start(PILLS))
    assert world.open_case().user_id == world.maya.id
    assert await kept() == (OKAY, "better now")
