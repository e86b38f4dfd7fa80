"""Every command, button and form of surveys, pressed by somebody who reads English and by somebody who reads Spanish."""

import tomllib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.audit import Act
from bot.settings import default_data_dir
from tests.journeys.record import acts
from tests.journeys.surveys import (
    ANSWERING,
    FOR_ONESELF,
    HAPPY,
    MAKING,
    SUGGESTING,
    UNHAPPY,
    WALKING,
    Pressed,
    answer,
    card,
    facilitator,
    members,
    noted,
    send_in,
    survey_id,
    ways_of,
)

Read = Callable[[Any], str]

OWN_FILE = b"""[title]
en = "Tea"
es = "Infusiones"

[[questions]]
key = "warm"
kind = "yes_no"
ask = { en = "Is it warm?", es = "\xc2\xbfEst\xc3\xa1 caliente?" }
"""


@pytest.fixture(params=["en", "es"])
async def say(request: Any, speak: Any, world: Any) -> Any:
    """What the bot says in the language of everybody here."""
    speak("es-ES" if request.param == "es" else "en-US")
    await world.save_server(locale=request.param)
    return world.services.texts.speaker(request.param)


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> Pressed:
    return noted(monkeypatch)


async def test_no_way_is_left_out(world: Any) -> None:
    assert ways_of(world) == MAKING | ANSWERING | FOR_ONESELF | WALKING | SUGGESTING


def words(say: Any) -> tuple[str, str, str]:
    return say("button-survey-answer"), say("button-survey-begin"), say("button-survey-next")


def shown(result: Any) -> Any:
    """The newest thing that somebody sees of an answer."""
    return (result.followups or [result.response])[-1]


def content(world: Any, message: Any) -> str:
    """What a message reads now, after it was changed."""
    found: str = world.env.backend.get_message(message.channel.id, message.id).content
    return found


def asked_of(template: str, key: str, say: Any) -> str:
    """A question of a template, as it is asked in a language."""
    tree = tomllib.loads((default_data_dir() / "surveys" / f"{template}.toml").read_text(encoding="utf-8"))
    found: str = next(one for one in tree["questions"] if one["key"] == key)["ask"][say.locale]
    return found


async def tuesday(world: Any, fran: Any, people: Any) -> None:
    """A group with some people in it, in a channel of its own."""
    channel = world.guild.create_text_channel("tuesday")
    await world.env.settle()
    groups = world.services.groups
    group = await world.as_bot(groups.upkeep.create(world.guild.id, fran.id, name="Tuesday", channel_id=channel.id))
    for person in people:
        await world.as_bot(groups.places.join(group, person.id))


async def test_facilitators_make_open_show_and_post_a_survey(
    world: Any, say: Any, read: Read, pressed: Pressed
) -> None:
    fran, people = facilitator(world), members(world, 12)
    listed = await fran.slash(world.lounge, "survey templates")
    assert read(listed).startswith(say("template-head"))
    screen = await fran.slash(world.lounge, "survey templates", file=("tea.toml", OWN_FILE))
    assert say("make-head", number=1, languages=f"{say('language-en')}, {say('language-es')}") in read(screen)

    draft = shown(screen).message

    async def form(verb: str, value: str, **values: Any) -> Any:
        opened = await fran.select(draft, custom_id=f"make:{verb}:{world.guild.id}:1", values=[value])
        return await fran.submit_modal(opened, values)

    await form("add", "choice", ask="Tea?", options="green\nblack")
    await form("add", "wide", ask="How much?", ends="none\nall")
    await form("translate", "title", language=["es"], ask="Nuestras infusiones")
    await form("translate", "q2", language=["es"], ask="¿Cuánto?", ends="nada\ntodo")
    assert ("0 · nada" if say.locale == "es" else "0 · none") in content(world, draft)
    tried = await fran.click(draft, label=say("button-make-try"))
    sent = await fran.submit_modal(tried, {"a0": ["yes"], "a1": ["o1"], "a2": ["7"]})
    assert read(sent) == say("make-tried")
    dropped = await fran.select(draft, custom_id=f"make:drop:{world.guild.id}:1", values=["q2"])
    assert "How much?" not in shown(dropped).message.content
    await fran.click(draft, label=say("button-make-discard"))
    assert content(world, draft) == say("make-discarded")

    await tuesday(world, fran, people[:6])
    cuts = {"compare": world.roles["participant"], "compare_groups": True, "compare_answers": "wrong"}
    await fran.slash(world.lounge, "survey open", survey="template:session", **cuts)
    invitation = card(world)
    declared = "; ".join(
        (
            say("survey-cut-of-role", role="participant"),
            say("survey-cut-of-groups", groups="Tuesday"),
            say("survey-cut-of-answer", question=asked_of("session", "wrong", say)),
        )
    )
    assert say("survey-cuts", cuts=declared, people=5) in invitation.embeds[0].description
    number = survey_id(invitation)
    await answer(world, people[0], HAPPY, words=words(say))
    for at, person in enumerate(people[1:], 1):
        await send_in(world, number, person, (HAPPY, UNHAPPY)[at % 2])
    early = await fran.slash(world.lounge, "survey results", survey=number)
    assert read(early) == say("error-survey-no-results")
    await fran.slash(world.lounge, "survey close", survey=str(number))
    note = world.facilitators.history()[-1]
    results = shown(await fran.click(note, label=say("button-survey-results")))
    head = say("survey-results-head", people=12, closed="").split("12")[0]
    assert results.embeds[0].description.startswith(f"{head}12")
    heard = {field.name: field.value for field in results.embeds[0].fields}[asked_of("session", "heard", say)]
    assert "**Tuesday**" in heard
    assert f"**{say('survey-cut-other')}**" in heard
    assert say("survey-few", people=5) in heard, "all have the role, so with and without it nothing is shown"
    posted = await fran.click(results.message, label=say("button-survey-publish"))
    assert read(posted) == say("survey-published", channel=f"<#{world.lounge.id}>")
    opened = await fran.click(results.message, label=say("button-survey-did"))
    told = await fran.submit_modal(opened, {"said": "It was loud", "did": "We moved"})
    assert read(told) == say("survey-published", channel=f"<#{world.lounge.id}>")
    assert "We moved" in world.lounge.history()[-1].embeds[0].description
    lately = read(await fran.slash(world.lounge, "survey open", survey="template:session"))
    assert lately.startswith(say("error-survey-asked-lately", number=number, until="|").partition("|")[0])
    raised = await fran.slash(world.lounge, "survey threshold", people=13)
    assert read(raised) == say("survey-threshold-raised", people=13)
    fewer = shown(await fran.slash(world.lounge, "survey results", survey=number))
    assert fewer.embeds[0].description == say("survey-too-few", people=13)
    made = await fran.slash(world.lounge, "survey create", title="Our room")
    assert read(made).endswith(say("make-head", number=number + 1, languages=say(f"language-{say.locale}")))
    assert pressed >= MAKING


async def test_what_is_offered_while_a_facilitator_types_is_offered_to_nobody_else(world: Any, say: Any) -> None:
    fran = facilitator(world)
    await fran.slash(world.lounge, "survey create", title="Our room")
    await fran.slash(world.lounge, "survey open", survey="template:session")
    await fran.slash(world.lounge, "survey open", survey="template:climate", repeat="session")

    async def offered(person: Any, command: str, typed: str = "") -> list[str]:
        found = await person.autocomplete(world.lounge, f"survey {command}", "survey", typed)
        return [str(one["value"]) for one in found]

    assert {"draft:1", "template:session"} <= set(await offered(fran, "open"))
    assert await offered(fran, "create", "our ro") == ["draft:1"]
    assert await offered(fran, "close") == ["2", "plan:1"]
    by = await fran.autocomplete(world.lounge, "survey open", "compare_answers", "", survey="template:session")
    assert [(one["name"], one["value"]) for one in by] == [(asked_of("session", "wrong", say), "wrong")]
    assert await fran.autocomplete(world.lounge, "survey open", "compare_answers", "", survey="template:none") == []
    await fran.slash(world.lounge, "survey close", survey="2")
    assert await offered(fran, "results") == ["2"]
    assert "again:2" in await offered(fran, "open")
    for command in await world.bot.tree.fetch_commands():
        if command.name == "survey":
            world.guild.set_command_permissions(command, {world.roles["participant"]: True})
    for command in ("open", "create", "close", "results"):
        assert await offered(world.maya, command) == []
    assert say.locale in ("en", "es")


async def test_respondents_answer_change_withdraw_and_ask_for_a_person(
    world: Any, say: Any, read: Read, pressed: Pressed
) -> None:
    fran, maya = facilitator(world), world.maya
    await fran.slash(world.lounge, "survey open", survey="template:session")
    more = await maya.click(card(world), label=say("button-survey-more"))
    assert read(more) == say("survey-more", people=5, words=8)
    last = await answer(world, maya, UNHAPPY, words=words(say))
    changed = await maya.click(shown(last).message, label=say("button-survey-change"))
    await maya.submit_modal(changed, HAPPY[0])
    contact = await maya.click(shown(last).message, label=say("button-survey-contact"))
    sent = await maya.submit_modal(contact, {"words": "Please call me Maya"})
    assert read(sent) == say("survey-contact-sent")
    assert "Please call me Maya" in world.inbox(world.lea)[-1]

    begun = await maya.click(card(world), label=say("button-survey-answer"))
    first = await maya.submit_modal(await maya.click(shown(begun).message, label=say("button-survey-change")), HAPPY[0])
    page = await maya.click(shown(first).message, label=say("button-survey-next"))
    heard = await maya.submit_modal(page, {"a4": "I took all of the pills a moment ago", "a5": ["yes"]})
    assert read(heard).startswith(say("survey-heard"))
    again = await maya.click(shown(heard).message, label=say("button-survey-back"))
    kept = await maya.submit_modal(again, {"a4": "Fewer words", "a5": ["no"]})
    gone = await maya.click(shown(kept).message, label=say("button-survey-withdraw"))
    assert gone is not None
    assert content(world, shown(kept).message) == say("survey-withdrawn")
    assert pressed >= ANSWERING


async def test_bad_input_is_refused_with_its_sentence(world: Any, say: Any, read: Read, restart: Any) -> None:
    fran, maya = facilitator(world), world.maya

    async def opened(**options: Any) -> str:
        return read(await fran.slash(world.lounge, "survey open", **({"survey": "template:session"} | options)))

    assert await opened(threshold=4) == say("error-threshold-too-low", floor=5)
    low = await fran.slash(world.lounge, "survey threshold", people=4)
    assert read(low) == say("error-threshold-too-low", floor=5)
    assert await opened(starts="2020-01-01 20:00") == say("error-survey-time")
    assert await opened(repeat="weekly", days=8) == say("error-survey-rounds", most=7)
    assert await opened(survey="template:nonsense") == say("error-survey-no-template")
    await fran.slash(world.lounge, "survey create", title="Empty")
    assert await opened(survey="draft:1") == say("error-survey-no-questions")
    assert await opened(compare_groups=True) == say("error-survey-cut")
    assert await opened(compare_answers="heard") == say("error-survey-cut")
    wrong = OWN_FILE.replace(b"yes_no", b"maybe")
    refused = await fran.slash(world.lounge, "survey templates", file=("tea.toml", wrong))
    assert read(refused) == say("error-survey-template", line=7, reason=say("template-kind"), place="questions.1.kind")
    large = await fran.slash(world.lounge, "survey templates", file=("tea.toml", b"#" * 100_001))
    assert read(large) == say("error-survey-file", kilobytes=100)

    await opened(people=world.roles["participant"])
    assert await opened() == say("error-survey-asked-already", number=2)
    stranger = await world.lea.click(card(world), label=say("button-survey-answer"))
    assert read(stranger) == say("error-survey-not-invited")
    begun = await maya.click(card(world), label=say("button-survey-answer"))
    form = await maya.click(shown(begun).message, label=say("button-survey-begin"))
    loosen(form)
    assert read(await maya.submit_modal(form, {})) == say("error-survey-empty")
    form = await maya.click(shown(begun).message, label=say("button-survey-begin"))
    left_open = await maya.click(shown(begun).message, label=say("button-survey-begin"))
    first = await maya.submit_modal(form, HAPPY[0])
    page = await maya.click(shown(first).message, label=say("button-survey-next"))
    loosen(page)
    assert read(await maya.submit_modal(page, {"a4": "a" * 4000})) == say("error-survey-long", limit=500)
    await restart()
    kept = await maya.submit_modal(left_open, HAPPY[0])
    assert read(kept).startswith(say("survey-next"))
    page = await maya.click(shown(kept).message, label=say("button-survey-next"))
    await fran.slash(world.lounge, "survey close", survey="2")
    assert read(await maya.submit_modal(page, {"a4": "late"})) == say("error-survey-over")
    assert read(await maya.click(shown(kept).message, label=say("button-survey-next"))) == say("error-survey-over")
    assert read(await fran.slash(world.lounge, "survey close", survey="2")) == say("error-survey-over")
    early = await world.forge(fran, f"survey:done:{world.guild.id}:99")
    assert read(early) == say("error-survey-none")


async def test_a_survey_that_is_still_to_open_is_called_off(world: Any, say: Any, read: Read) -> None:
    fran = facilitator(world)
    tomorrow = f"{world.clock.now() + timedelta(days=1):%Y-%m-%d} 20:00"
    await fran.slash(world.lounge, "survey open", survey="template:session", starts=tomorrow)
    offered = await fran.autocomplete(world.lounge, "survey close", "survey", "")
    assert [one["value"] for one in offered] == ["1"]
    title = "¿Cómo estuvo la sesión?" if say.locale == "es" else "How was the session?"
    called_off = await fran.slash(world.lounge, "survey close", survey="1")
    assert read(called_off) == say("survey-called-off", title=title, number=1)
    assert (await acts(world))[-1] == (Act.SURVEY_CALLED_OFF, "1", fran.id)
    assert read(await fran.slash(world.lounge, "survey close", survey="1")) == say("error-survey-none")
    await world.pass_time(days=2)
    assert world.services.surveys.book.live() == ()
    again = await fran.slash(world.lounge, "survey open", survey="draft:1")
    assert read(again) == say("survey-opened", title=title, number=1, channel=f"<#{world.lounge.id}>")
    early = await fran.slash(world.lounge, "survey results", survey=1)
    assert read(early) == say("error-survey-no-results")


def loosen(form: Any) -> None:
    """Take the limits off a form, as a changed client could."""
    for component in form._interaction.modal["components"]:
        inner = component.get("component")
        if inner is not None:
            inner["required"] = False
            inner.pop("max_length", None)
