"""A group is asked, answers without being known, and sees what may be shown."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from bot.audit import Act, Cause
from bot.surveys import making
from bot.surveys.opening import Terms
from bot.surveys.questions import Kind, Questionnaire
from tests.journeys.record import acts
from tests.journeys.surveys import HAPPY, UNHAPPY, answer, card, facilitator, members, send_in

Read = Callable[[Any], str]


def fields(embed: Any) -> dict[str, str]:
    return {field.name: field.value for field in embed.fields}


async def opened(world: Any, fran: Any, **options: Any) -> Any:
    return await fran.slash(world.lounge, "survey open", survey="template:session", **options)


async def test_from_a_template_to_results(world: Any, read: Read, var_dir: Any) -> None:
    fran, people = facilitator(world), members(world, 9)
    shown = await opened(world, fran)
    assert "is open in <#" in read(shown)
    sealed = sorted(path.name for path in (var_dir / "sealed").iterdir())
    assert sealed == ["1.db", "1.key"]
    invitation = card(world)
    assert "only counts among at least 5 people together" in invitation.embeds[0].description
    for person in people[:5]:
        last = await answer(world, person, HAPPY)
        assert read(last).startswith("Thank you. Your answers are sealed.")
        assert last.response.ephemeral
    for person in people[5:]:
        await answer(world, person, UNHAPPY)

    results = await fran.slash(world.lounge, "survey close", survey="1")
    embed = (results.followups or [results.response])[-1].embeds[0]
    assert "9 people answered" in embed.description
    values = fields(embed)
    assert "5 · very much: **5**" in values["I felt heard"]
    assert "Average: 3.7" in values["I felt heard"]
    assert "No: **5**" in values["Did anything feel wrong?"]
    assert values["One thing to keep or to change"].count("> More time for the round at the end") == 5
    assert "too loud" not in values["One thing to keep or to change"]
    assert list((var_dir / "sealed").iterdir()) == []
    assert "is closed" in world.facilitators.history()[-1].content


async def test_home_leads_to_what_is_open(world: Any, read: Read) -> None:
    fran = facilitator(world)
    home = await world.maya.slash(world.lounge, "help")
    empty = await world.maya.click(home.response.message, label="Your voice")
    assert read(empty) == "No survey is open for you at the moment."
    await opened(world, fran, people=world.roles["participant"])
    there = await world.maya.click(home.response.message, label="Your voice")
    begun = await world.maya.click(there.response.message, label="How was the session?")
    assert begun.response.embeds[0].title == "How was the session?"
    lead = await world.lea.slash(world.lounge, "help")
    assert read(await world.lea.click(lead.response.message, label="Your voice")).startswith("No survey")

    # More than a row of buttons holds stand in a menu, which leads to each as its button does.
    for number in range(5):
        tea = Questionnaire(title={"en": f"Tea {number}"})
        draft = await world.services.surveys.draft(
            world.guild.id, making.add(tea, Kind.YES_NO, "en", f"Is it warm, {number}?")
        )
        asked = Terms(world.lounge.id, None, timedelta(days=7), 5)
        await world.as_bot(world.services.surveys.open(world.guild.id, f"draft:{draft.id}", asked, by=Cause.OPERATOR))
    all_of_them = await world.maya.click(home.response.message, label="Your voice")
    begun = await world.maya.select(all_of_them.response.message, ["4"], custom_id="survey:answer")
    assert begun.response.embeds[0].title == "Tea 2"


# -- what is refused ----------------------------------------------------------------------------------------------------


async def test_after_the_close_nothing_can_be_answered_changed_or_withdrawn(world: Any, read: Read) -> None:
    fran = facilitator(world)
    await opened(world, fran)
    invitation = card(world)
    begun = await world.maya.click(invitation, label="Answer")
    form = await world.maya.click(begun.response.message, label="Begin")
    await fran.slash(world.lounge, "survey close", survey="1")
    late = await world.maya.submit_modal(form, HAPPY[0])
    assert read(late).startswith("This survey is closed. Nothing more can be answered, changed or taken back")
    again = await world.forge(world.maya, "survey:answer:1")
    assert read(again).startswith("This survey is closed.")
    gone = await world.forge(world.maya, "survey:withdraw:1")
    assert read(gone).startswith("This survey is closed.")
    assert world.lounge.history()[-1].components == []
    assert read(await fran.slash(world.lounge, "survey close", survey="1")).startswith("This survey is closed.")


async def test_answering_twice_replaces_and_withdrawing_leaves_nothing(world: Any, read: Read) -> None:
    fran, people = facilitator(world), members(world, 6)
    await opened(world, fran)
    for person in people:
        await answer(world, person, UNHAPPY)
    await answer(world, people[0], HAPPY, words=("Answer", "Change my answers", "Continue"))
    mine = await people[1].click(card(world), label="Answer")
    gone = await people[1].click(mine.response.message, label="Withdraw my answers")
    assert (
        "Taken back. Nothing of your answers is left."
        in world.env.backend.get_message(mine.response.channel_id, mine.response.id).content
    )
    assert gone is not None
    again = await people[1].click(card(world), label="Answer")
    assert "Every question takes" in again.response.embeds[0].description
    results = await fran.slash(world.lounge, "survey close", survey="1")
    embed = (results.followups or [results.response])[-1].embeds[0]
    assert "5 people answered" in embed.description
    assert fields(embed)["Did anything feel wrong?"] == "at least 3 of 5: Yes"


async def test_only_people_with_the_role_can_answer(world: Any, read: Read) -> None:
    fran = facilitator(world)
    await opened(world, fran, people=world.roles["participant"])
    refused = await world.lea.click(card(world), label="Answer")
    assert read(refused).startswith("This survey is for people with another role in this server.")
    assert "For" in fields(card(world).embeds[0])


async def test_who_lost_the_role_can_still_take_back_what_they_answered(world: Any, read: Read) -> None:
    fran = facilitator(world)
    await opened(world, fran, people=world.roles["participant"])
    await send_in(world, 1, world.maya, HAPPY)
    world.env.backend.remove_member_role(world.guild.id, world.maya.id, world.roles["participant"].id)
    await world.env.settle()
    refused = await world.maya.click(card(world), label="Answer")
    assert read(refused).startswith("This survey is for people with another role in this server.")
    assert "What you answered before is still sealed" in read(refused)
    await world.maya.click(refused.response.message, label="Withdraw my answers")
    now = world.env.backend.get_message(refused.response.channel_id, refused.response.id).content
    assert now.startswith("Taken back.")
    again = await world.maya.click(card(world), label="Answer")
    assert "sealed" not in read(again)


async def test_an_empty_form_and_four_thousand_characters_are_refused(world: Any, read: Read) -> None:
    fran = facilitator(world)
    await opened(world, fran)
    begun = await world.maya.click(card(world), label="Answer")
    form = await world.maya.click(begun.response.message, label="Begin")
    loosen(form)
    empty = await world.maya.submit_modal(form, {})
    assert read(empty).startswith("A question was left empty.")
    next_page = await world.maya.submit_modal(await world.maya.click(begun.response.message, label="Begin"), HAPPY[0])
    form = await world.maya.click(next_page.response.message, label="Continue")
    loosen(form)
    long = await world.maya.submit_modal(form, {"a4": "a" * 4000})
    assert "longer than the 500 characters" in read(long)


def loosen(form: Any) -> None:
    """Take the limits off a form, as a changed client could."""
    for component in form._interaction.modal["components"]:
        inner = component.get("component")
        if inner is not None:
            inner["required"] = False
            inner.pop("max_length", None)


async def test_a_form_left_open_over_a_restart_is_taken(world: Any, read: Read, restart: Any) -> None:
    fran = facilitator(world)
    await opened(world, fran)
    begun = await world.maya.click(card(world), label="Answer")
    form = await world.maya.click(begun.response.message, label="Begin")
    await restart()
    kept = await world.maya.submit_modal(form, HAPPY[0])
    assert read(kept).startswith("Kept, sealed. *Continue* leads to what is left.")
    again = await world.maya.click(card(world), label="Answer")
    assert "You have answered." in again.response.embeds[0].description, "what is left is in words, and free"


async def test_what_facilitators_may_not_do(world: Any, read: Read) -> None:
    fran = facilitator(world)
    low = await opened(world, fran, threshold=4)
    assert read(low).startswith("Results can be shown from 5 people on.")
    low = await fran.slash(world.lounge, "survey threshold", people=3)
    assert read(low).startswith("Results can be shown from 5 people on.")
    unknown = await fran.slash(world.lounge, "survey open", survey="template:nonsense")
    assert read(unknown).startswith("There is no survey or template of that name.")
    past = await opened(world, fran, starts="2020-01-01 20:00")
    assert read(past).startswith("I could not use this time.")
    await fran.slash(world.lounge, "survey create", title="Empty")
    nothing = await fran.slash(world.lounge, "survey open", survey="draft:1")
    assert read(nothing).startswith("A survey needs at least one question")
    await opened(world, fran)
    early = await fran.slash(world.lounge, "survey results", survey=2)
    assert read(early).startswith("There are no results before the close, not even a count.")
    for wrong in ("99", "what", "plan:9"):
        none = await fran.slash(world.lounge, "survey close", survey=wrong)
        assert read(none).startswith("There is no such survey here")
    for command in await world.bot.tree.fetch_commands():
        if command.name == "survey":
            world.guild.set_command_permissions(command, {world.roles["participant"]: True})
    for name, options in (
        ("create", {"title": "Mine"}),
        ("open", {"survey": "template:session"}),
        ("close", {"survey": "1"}),
        ("results", {"survey": 1}),
        ("templates", {}),
        ("threshold", {"people": 8}),
    ):
        refused = await world.maya.slash(world.lounge, f"survey {name}", **options)
        assert read(refused).startswith("This is for facilitators and leads."), name
    forged = await world.forge(world.maya, f"survey:results:{world.guild.id}:2")
    assert read(forged).startswith("This is for facilitators and leads.")


# -- words that ask for a person ------------------------------------------------------------------------------------------


async def test_a_crisis_in_an_answer_is_not_kept_and_its_author_is_shown_a_person(world: Any, read: Read) -> None:
    fran, people = facilitator(world), members(world, 5)
    await opened(world, fran)
    for person in people:
        await answer(world, person, HAPPY)
    begun = await world.maya.click(card(world), label="Answer")
    shown = await world.maya.submit_modal(await world.maya.click(begun.response.message, label="Begin"), HAPPY[0])
    form = await world.maya.click(shown.response.message, label="Continue")
    words = "I have the pills in front of me and I don't want to be here tomorrow"
    heard = await world.maya.submit_modal(form, {"a4": words, "a5": ["yes"]})
    assert read(heard).startswith("What you wrote sounds heavy. Nothing of this page was kept")
    assert "024" in read(heard)  # the country's line
    assert heard.response.ephemeral
    assert not world.services.desk.cases.open_in(world.guild.id)
    assert not world.direct(world.ana)

    support = await world.maya.click(heard.response.message, label="Talk to someone now")
    assert read(support).startswith("Ana is on call now.")
    closed = await fran.slash(world.lounge, "survey close", survey="1")
    embed = (closed.followups or [closed.response])[-1].embeds[0]
    assert "6 people answered" in embed.description, "what was answered before counts"
    assert "pills" not in str(embed.to_dict())


async def test_contact_me_by_name_reaches_a_lead_and_says_nothing_of_answers(world: Any, read: Read) -> None:
    fran = facilitator(world)
    await opened(world, fran)
    last = await answer(world, world.maya, UNHAPPY)
    form = await world.maya.click(last.response.message, label="Contact me by name")
    sent = await world.maya.submit_modal(form, {"words": "Someone talked over me"})
    assert read(sent) == "A lead has your name now, and was asked to write to you within a few days."
    assert "Maya" in world.inbox(world.lea)[-1]
    assert "Someone talked over me" in world.inbox(world.lea)[-1]
    assert "too loud" not in world.inbox(world.lea)[-1]


# -- times ----------------------------------------------------------------------------------------------------------------


async def test_a_survey_opens_at_its_time_reminds_everybody_alike_and_closes(world: Any, read: Read) -> None:
    fran = facilitator(world)
    planned = await opened(
        world,
        fran,
        starts=f"{world.clock.now() + timedelta(days=1):%Y-%m-%d} 20:00",
        days=3,
        people=world.roles["participant"],
        channel=world.lounge,
    )
    assert "opens in" in read(planned)
    early = await world.forge(world.maya, "survey:answer:1")
    assert read(early).startswith("This survey has not begun yet.")
    await world.pass_time(days=2)
    await answer(world, world.maya, HAPPY)
    await world.pass_time(days=2)
    reminder = next(one for one in reversed(list(world.lounge.history())) if "closes" in one.content)
    assert reminder.content.startswith(f"<@&{world.roles['participant'].id}>")
    assert "This goes to everybody who was invited; I do not look who has answered." in reminder.content
    await world.pass_time(days=1, hours=1)
    results = await fran.slash(world.lounge, "survey results", survey=1)
    embed = (results.followups or [results.response])[-1].embeds[0]
    assert embed.description.startswith("Fewer than 5 people answered, so nothing is shown.")


async def test_a_survey_comes_every_week_until_it_is_stopped(world: Any, read: Read) -> None:
    fran = facilitator(world)
    plan = await opened(
        world, fran, starts=f"{world.clock.now() + timedelta(days=1):%Y-%m-%d} 18:00", repeat="weekly", days=1
    )
    assert read(plan).startswith("Planned. It opens in")
    await world.pass_time(days=8, hours=22)
    assert [one.id for one in world.services.surveys.book.live()] == [2]
    stopped = await fran.slash(world.lounge, "survey close", survey="plan:1")
    assert read(stopped).startswith("The plan is ended.")
    assert [one for one in await acts(world) if one[2] == fran.id] == [
        (Act.SURVEY_PLANNED, "1", fran.id),
        (Act.SURVEY_PLAN_ENDED, "1", fran.id),
    ]
    await world.pass_time(days=8)
    assert world.services.surveys.book.live() == ()


# -- making one -----------------------------------------------------------------------------------------------------------


async def test_a_survey_is_made_question_by_question(world: Any, read: Read) -> None:
    fran, people = facilitator(world), members(world, 5)
    screen = await fran.slash(world.lounge, "survey create", title="Our room")
    assert "Survey 1, not open yet." in read(screen)

    async def add(kind: str, **values: Any) -> Any:
        form = await fran.select(screen.response.message, custom_id=made("add"), values=[kind])
        return await fran.submit_modal(form, values)

    def made(verb: str) -> str:
        return f"make:{verb}:{world.guild.id}:1"

    await add("yes_no", ask="Is the room warm enough?")
    await add("scale", ask="How warm?", ends="cold\nhot", only_if=["q1=yes"])
    await add("choices", ask="What is missing?", options="light\nair\nchairs")
    wrong = await add("choice", ask="Which?", options="only one")
    assert read(wrong).startswith("This question cannot be asked so.")
    shown = await add("text", ask="Anything else?")
    assert "2. How warm?" in shown.response.message.content
    assert "only after 1: Yes" in shown.response.message.content

    form = await fran.select(shown.response.message, custom_id=made("translate"), values=["q1"])
    await fran.submit_modal(form, {"language": ["es"], "ask": "¿Hace calor?"})
    dropped = await fran.select(shown.response.message, custom_id=made("drop"), values=["q4"])
    assert "Anything else?" not in dropped.response.message.content
    tried = await fran.click(dropped.response.message, label="See it as a respondent")
    assert read(await fran.submit_modal(tried, {"a0": ["yes"]})).startswith("This is what respondents see first.")

    await fran.slash(world.lounge, "survey open", survey="draft:1")
    for person in people:
        await answer(world, person, ({"a0": ["yes"]}, {"a1": ["5"], "a2": ["o1", "o2"]}))
    results = await fran.slash(world.lounge, "survey close", survey="1")
    values = fields((results.followups or [results.response])[-1].embeds[0])
    assert values["Is the room warm enough?"] == "at least 3 of 5: Yes"
    # All were asked the follow-up: shown, it would tell that all said yes.
    assert values["How warm?"] == "fewer than 5 people, or fewer than 5 others: not shown"
    assert "at least 3 of 5: light" in values["What is missing?"]
    assert "at most 2 of 5: chairs" in values["What is missing?"]


async def test_a_draft_can_be_discarded(world: Any, read: Read) -> None:
    fran = facilitator(world)
    screen = await fran.slash(world.lounge, "survey create", title="Ours", survey="template:climate")
    gone = await fran.click(screen.response.message, label="Discard")
    assert gone.response.message.content == "The draft is gone."
    again = await world.forge(fran, f"make:discard:{world.guild.id}:1")
    assert read(again).startswith("There is no such survey")


async def test_templates_are_listed(world: Any, read: Read) -> None:
    fran = facilitator(world)
    shown = await fran.slash(world.lounge, "survey templates")
    assert "How was the session? (`session`, 5 questions)" in read(shown)


# -- showing results --------------------------------------------------------------------------------------------------------


async def test_results_are_posted_with_a_chart_and_what_was_done(world: Any, read: Read) -> None:
    fran, people = facilitator(world), members(world, 6)
    for number in (1, 2):
        await opened(world, fran)
        for at, person in enumerate(people):
            await send_in(world, number, person, (HAPPY, UNHAPPY)[(at + number) % 2])
        if number == 1:
            await world.pass_time(days=7)  # to its end: closed early, the same could not be asked again at once
    await fran.slash(world.lounge, "survey close", survey="2")
    results = await fran.slash(world.lounge, "survey results", survey=2)
    message = (results.followups or [results.response])[-1]
    assert [one.filename for one in message.message.attachments] == ["results.png", "over-time.png", "results.csv"]
    posted = await fran.click(message.message, label="Post here for all")
    assert read(posted).startswith("Posted in")
    public = world.lounge.history()[-1]
    assert public.embeds[0].title == "How was the session?"
    assert public.components == []
    assert [one.filename for one in public.attachments] == ["results.png", "results.csv"]
    form = await fran.click(message.message, label="You said, we did")
    await fran.submit_modal(form, {"said": "It was loud", "did": "We have a talking piece now"})
    assert "We have a talking piece now" in world.lounge.history()[-1].embeds[0].description

    raised = await fran.slash(world.lounge, "survey threshold", people=7)
    assert read(raised).startswith("From now on results are shown from 7 people on")
    results = await fran.slash(world.lounge, "survey results", survey=2)
    embed = (results.followups or [results.response])[-1].embeds[0]
    assert embed.description.startswith("Fewer than 7 people answered")
