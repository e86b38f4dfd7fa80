"""What people shared is read whole: nothing is cut, and nobody is left out."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.audit import nobody
from bot.groups.model import CheckIn, Past, Reply, SeenBy
from bot.groups.reading import Said, said
from bot.messenger.message import Message
from bot.messenger.render import render
from bot.ui.groups.answer_screens import answers_screen, history_screen
from tests.unit.groups.worlds import CHANNEL, GUILD, World, spoken

LONG = ("*so* " * 198 + "END")[:1000]  # escapes make it half as long again


async def shared(world: World, people: int, seen_by: SeenBy) -> tuple[CheckIn, list[Reply]]:
    """A check-in with two questions, each answered at the greatest length."""
    group = await world.group()
    checkin = await world.groups.checkins.propose(group, question="How?", rhythm="daily", when="19:00", until="")
    for label in ("One good thing", "One hard thing"):
        checkin = await world.groups.checkins.add_question(checkin, kind="words", label=label, choices="", note=nobody)
    checkin = await world.groups.checkins.save(checkin, nobody)
    await world.passing(hours=1, minutes=1)
    post = (await world.groups.checkins.why(checkin))[-1].post
    assert post is not None
    for person in range(50, 50 + people):
        asked = await world.groups.replies.asked(GUILD, post.id, person)
        await world.groups.replies.tap(asked, person, 3)
        await world.groups.replies.say(asked, person, {"q1": LONG, "q2": LONG}, key=1)
        await world.groups.replies.show_to(asked, person, seen_by, key=1)
    await world.groups.checkins.pause(checkin, nobody)
    return checkin, await world.groups.replies.for_facilitators(post)


def labels(message: Message) -> list[str]:
    return [one.label for row in message.rows if isinstance(row, tuple) for one in row]


async def test_facilitators_read_every_answer_to_its_end_before_they_say_so(world: World) -> None:
    checkin, replies = await shared(world, 12, SeenBy.FACILITATORS)
    say, group = spoken().speaker("en"), await world.the_group()
    everybody: list[Said] = [said(checkin, one, f"peer {one.person_id}", say) for one in replies]
    post = (await world.groups.checkins.why(checkin))[-1].post
    assert post is not None
    seen, number = "", 0
    while True:
        page = answers_screen(group, checkin, post, everybody, number, say)
        body = page.cards[0].body
        assert len(body) <= 4096
        seen += body
        if "Further answers" not in labels(page):
            break
        assert "I read these" not in labels(page)
        number += 1
    assert "I read these" in labels(page)
    assert number > 3
    assert seen.count("END") == 24
    assert all(f"**peer {one.person_id}**" in seen for one in replies)


async def test_what_is_shared_with_the_group_stands_there_whole_and_of_everybody(world: World) -> None:
    _, replies = await shared(world, 14, SeenBy.GROUP)
    await world.passing(hours=24)
    keys = ("checkin-summary:", "checkin-shared:")
    posted = [one.message for one in world.messenger.into(CHANNEL) if one.key.startswith(keys)]
    embeds = [embed for message in posted for embed in render(message)["embeds"]]  # as Discord is given it
    read = "\n".join(embed.description or "" for embed in embeds)
    assert read.count("END") == 28
    assert all(f"**peer {50 + number}**" in read for number in range(len(replies)))
    assert len(posted) > 4
    assert set().union(*(one.about for one in posted)) == set(range(50, 64))


def test_who_only_began_to_write_finds_it_in_their_history() -> None:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    begun = Reply(1, 50, SeenBy.FACILITATORS, draft=True, at=at, mood=None, answers={"words": "the garden"})
    told = replace(begun, post_id=2, draft=False, mood=2)
    screen = history_screen([Past(begun, at, "How are you?", ()), Past(told, at, "How?", ())], spoken().speaker("en"))
    lines = screen.cards[0].body.splitlines()
    assert [line for line in lines if "garden" in line] == ["-# the garden"] * 2
    assert len([line for line in lines if "Low" in line]) == 1
