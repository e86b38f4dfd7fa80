"""A group's figures: what stands for fewer than five people is in no picture, no words, no table and no page."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, func, select

from bot.audit import nobody
from bot.drawing.easel import Column
from bot.groups import kept
from bot.groups.charts import alt_text, chart, quarterly
from bot.groups.insights import Insights, as_csv
from bot.groups.model import PlanState, SeenBy
from bot.groups.replies import Asked
from bot.groups.tables import checkin_posts, meetings, prompt_posts, said_and_done
from bot.ui.groups.plan_screens import why_screen
from tests.unit.agenda.worlds import MONDAY
from tests.unit.groups.worlds import CHANNEL, FAY, GUILD, STAFF, World, spoken


class Paper:
    """An easel that keeps what it was asked to draw."""

    columns: tuple[Column, ...] = ()

    async def weeks(self, title: str, columns: list[Column], **_: Any) -> bytes:
        self.columns = tuple(columns)
        return title.encode()


async def week_of(world: World, *moods: int, alone: int = 0, to_all: int = 0) -> Insights:
    """A group whose last check-in was answered so, by one person each; the first for themselves, the last for everybody."""
    group = await world.group()
    checkin = await world.daily(group, "19:00")
    await world.passing(hours=1, minutes=1)
    happened = await world.groups.checkins.why(checkin)
    assert happened[-1].post is not None
    for person, mood in enumerate(moods, 50):
        asked: Asked = await world.groups.replies.asked(GUILD, happened[-1].post.id, person)
        await world.groups.replies.tap(asked, person, mood)
        if person < 50 + alone:
            await world.groups.replies.show_to(asked, person, SeenBy.ME, key=1)
        elif person >= 50 + len(moods) - to_all:
            await world.groups.replies.show_to(asked, person, SeenBy.GROUP, key=1)
    await world.groups.checkins.pause(checkin, lambda _: None)
    await world.passing(hours=24)
    return await world.groups.figures.of(group, weeks=2)


@pytest.mark.parametrize("locale", ["en", "es"])
async def test_four_answers_are_counted_nowhere_and_a_week_without_a_session_is_no_hidden_one(
    world: World, locale: str
) -> None:
    insights, say, paper = await week_of(world, 5, 4, 2, 1), spoken().speaker(locale), Paper()
    await chart(insights, say, paper)  # type: ignore[arg-type]
    before, now = paper.columns
    assert (before.answers, before.attended, before.moods) == (None, None, None)
    assert (now.answers, now.attended, now.moods) == (0, None, {})
    assert "4" not in alt_text(insights, say).replace("24", "")
    heads, *weeks = as_csv(insights.weeks, say).decode("utf-8-sig").splitlines()
    assert weeks[-1].split(",")[1:] == ["1", "", "0", "", "", "", ""]
    assert (
        heads
        == {
            "en": "Week that begins on,Check-ins,Most shared answers to a check-in,Sessions,Most people at a session,"
            "good or okay,in between,low or rough",
            "es": "Semana que empieza el,Registros,Más respuestas compartidas a un registro,Encuentros,Más personas en un encuentro,"
            "bien o normal,regular,mal o muy mal",
        }[locale]
    )
    page = quarterly(insights, None, say, made="").decode()
    assert f"<td>1</td><td>{say('insights-few')}</td><td>0</td><td>–</td><td>–</td><td>–</td><td>–</td>" in page
    assert "Some people shared an answer." in summed_up(world)
    assert "Some people shared an answer." in await why(world)


async def test_six_answers_are_a_figure_in_picture_words_table_and_page(world: World) -> None:
    insights, say, paper = await week_of(world, 5, 5, 4, 3, 2, 1), spoken().speaker("en"), Paper()
    assert await chart(insights, say, paper) == b"Tuesday: the last weeks"  # type: ignore[arg-type]
    assert paper.columns[-1].answers == 6
    assert paper.columns[-1].moods == {"light": 3, "between": 1, "heavy": 2}
    assert paper.columns[-1].name == "Mar 2"
    assert "50 % were good or okay, 17 % in between, 33 % low or rough" in alt_text(insights, say)
    page = quarterly(insights, b"png", say, made="").decode()
    assert "<td>6</td><td>0</td><td>–</td><td>50 %</td><td>17 %</td><td>33 %</td>" in page
    assert 'alt="A chart of 2 weeks' in page
    assert insights.weeks[-1].begins - insights.weeks[0].begins == timedelta(weeks=1)


async def test_what_nearly_all_answered_alike_has_no_moods(world: World) -> None:
    insights = await week_of(world, 5, 5, 5, 5, 5, 1)
    assert insights.weeks[-1].answers == 6
    assert insights.weeks[-1].moods is None


def summed_up(world: World) -> str:
    """What the group reads at the close."""
    (summary,) = (one for one in world.messenger.into(CHANNEL) if one.key.startswith("checkin-summary:"))
    return summary.message.cards[0].body


async def why(world: World) -> str:
    """What facilitators read of the last times."""
    group = await world.the_group()
    (checkin,) = await world.groups.checkins.of(group)
    return why_screen(group, checkin, await world.groups.checkins.why(checkin), spoken().speaker("en")).cards[0].body


async def test_whoever_keeps_an_answer_for_themselves_is_left_over_nowhere(world: World) -> None:
    insights = await week_of(world, 2, 5, 5, 4, 3, 2, 1, alone=1)
    assert insights.weeks[-1].answers == 6
    assert sum((insights.weeks[-1].moods or {}).values()) == 6
    assert "6 people shared an answer." in summed_up(world)
    assert "6 of" in await why(world)
    say = spoken().speaker("en")
    page = quarterly(insights, None, say, made="").decode()
    assert "<td>6</td>" in page
    assert "<td>7</td>" not in page
    assert as_csv(insights.weeks, say).decode().splitlines()[-1].split(",")[1:] == ["1", "6", "0", "", "3", "1", "2"]


@pytest.mark.parametrize(
    ("moods", "to_all", "said"),
    [
        ((5,), 0, "Somebody shared an answer with you."),
        ((5, 4, 3, 2), 0, "Somebody shared an answer with you."),
        ((5, 4, 3, 2, 1, 1), 0, "Five people or more shared an answer with you."),
        ((5, 4, 3, 2, 1, 1), 4, "Somebody shared an answer with you."),
        ((), 0, "There is nothing for you to read."),
    ],
)
async def test_facilitators_of_other_groups_read_no_number_of_answers(
    world: World, moods: tuple[int, ...], to_all: int, said: str
) -> None:
    await week_of(world, *moods, to_all=to_all)
    (notice,) = (one.message for one in world.messenger.into(STAFF) if one.key.startswith("checkin-answers:"))
    assert notice.content == f"Tuesday: “How are you?” has closed. {said}"


async def test_who_answers_only_for_themselves_is_no_few(world: World) -> None:
    insights = await week_of(world, 2, 2, 3, alone=3)
    assert insights.weeks[-1].answers is None
    assert "Nobody shared an answer this time" in summed_up(world)
    assert "Nobody shared an answer this time" in await why(world)


async def test_names_that_everybody_reads_leave_no_few_others(world: World) -> None:
    insights = await week_of(world, 5, 5, 4, 3, 2, 1, 2, to_all=4)
    assert insights.weeks[-1].answers is None
    assert insights.weeks[-1].moods is None
    assert "Some people shared an answer." in summed_up(world)
    assert "▇" not in summed_up(world)
    assert "Some people shared an answer." in await why(world)


async def test_a_page_says_what_people_said_and_what_was_done(world: World) -> None:
    group = await world.group()
    await world.groups.figures.we_did(group, "Later in the evening", "We meet at <eight>", nobody)
    page = quarterly(await world.groups.figures.of(group), None, spoken().speaker("en"), made="").decode()
    assert "<dt>Later in the evening</dt><dd>We meet at &lt;eight&gt;</dd>" in page


async def test_a_week_begins_on_monday_where_the_group_is(world: World) -> None:
    groups = world.groups
    group = await groups.upkeep.change(await world.group(), by=FAY, along=groups.move_zone, zone="America/Los_Angeles")
    proposed = await groups.checkins.propose(
        group, question="How are you?", rhythm="weekly", when="2026-03-08 20:00", until=""
    )
    await groups.checkins.save(proposed, note=nobody)
    await world.passing(days=8)
    weeks = (await groups.figures.of(group, weeks=2)).weeks
    assert [one.checkins for one in weeks] == [1, 0], "Sunday evening there is Monday in Greenwich"
    assert [f"{one.begins:%a %H:%M}" for one in weeks] == ["Mon 00:00"] * 2


async def test_who_is_added_after_a_session_counts_in_the_figures_once(world: World) -> None:
    group, sessions, meetings = await world.group(), world.groups.sessions, world.groups.meetings
    proposed = await sessions.propose(group, title="Circle", rhythm="weekly", when="2026-03-02 18:30", minutes="60")
    session = await sessions.become(proposed, PlanState.ACTIVE, note=nobody)
    meeting = await sessions.next_meeting(session)
    assert meeting is not None
    await world.passing(hours=(meeting.ends_at - world.clock.now()) / timedelta(hours=1) + 1)
    for person in (50, 51, 52, 53, 50):
        await meetings.here(meeting.id, person, by="facilitator", note=nobody)
    few = (await world.groups.figures.of(group, weeks=1)).weeks[-1]
    assert (few.sessions, few.attended) == (1, None), "four people, one of them added twice"
    for person in (54, 55):
        await meetings.here(meeting.id, person, by="facilitator", note=nobody)
    assert (await world.groups.figures.of(group, weeks=1)).weeks[-1].attended == 6


async def test_names_go_after_half_a_year_and_figures_after_a_year(world: World) -> None:
    group, sessions, groups = await world.group(), world.groups.sessions, world.groups
    checkin = await world.daily(group, "19:00")
    proposed = await sessions.propose(group, title="Circle", rhythm="weekly", when="2026-03-02 18:30", minutes="60")
    session = await sessions.become(proposed, PlanState.ACTIVE, note=nobody)
    meeting = await sessions.next_meeting(session)
    assert meeting is not None
    await sessions.hand_over(meeting, 50, nobody)
    await groups.figures.we_did(group, "Later", "At eight", nobody)
    prompt = prompt_posts.insert().values(
        group_id=group.id, occasion="x", prompt="p", at=world.clock.now(), answered=False
    )
    await world.storage.write(lambda connection: connection.execute(prompt).rowcount)
    await world.passing(hours=3)
    await groups.checkins.pause(checkin, nobody)
    await groups.mark_read(await groups.post(group, (await groups.open_posts([group.id], 50))[0][1].id), FAY)
    await world.passing(days=2)
    await sessions.become(await sessions.get(group, session.id), PlanState.PAUSED, nobody)

    def left(connection: Connection) -> list[int]:
        tables = [checkin_posts, meetings, prompt_posts, said_and_done]
        counts = [connection.execute(select(func.count()).select_from(one)).scalar_one() for one in tables]
        named = select(func.count(checkin_posts.c.read_by)), select(func.count(meetings.c.facilitator))
        return counts + [connection.execute(one).scalar_one() for one in named]

    async def after(**time: int) -> list[int]:
        keeper = kept.keeper(groups.parts, erased=lambda: None)
        await world.storage.write(lambda connection: keeper.sweep(connection, MONDAY + timedelta(**time)))
        return await world.storage.read(left)

    both = (await after(days=180))[1]  # and the one that was planned for the week after
    assert await after(days=180) == [1, both, 1, 1, 1, 1]
    assert await after(days=184) == [1, both, 1, 1, 0, 0]
    assert await after(days=364) == [1, both, 1, 1, 0, 0]
    assert await after(days=380) == [0, 0, 0, 0, 0, 0]
