"""What somebody notes for themselves, and what they say without their name."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.audit import Act
from tests.journeys.record import acts
from tests.journeys.surveys import FOR_ONESELF, SUGGESTING, WALKING, Pressed, facilitator, members, noted

Read = Callable[[Any], str]
EN = {
    "voice": "Your voice",
    "self": "Just for me",
    "note": "Note how it is now",
    "next": "Continue",
    "walk": "Walk with me for 30 days",
    "stop": "Stop writing to me",
    "forget": "Delete all of mine",
    "write": "Suggest something",
    "code": "I have a code",
    "back": "Take it back",
    "again": "Write again about this",
    "answer": "Answer #",
    "close": "Close the code of #",
    "more": "More",
}
ES = {
    "voice": "Tu voz",
    "self": "Solo para mí",
    "note": "Anotar cómo estoy ahora",
    "next": "Seguir",
    "walk": "Acompáñame 30 días",
    "stop": "No me escribas más",
    "forget": "Borrar todo lo mío",
    "write": "Sugerir algo",
    "code": "Tengo un código",
    "back": "Retirarla",
    "again": "Escribir otra vez sobre esto",
    "answer": "Responder a la #",
    "close": "Cerrar el código de la #",
    "more": "Más",
}


@pytest.fixture(params=["en", "es"])
def words(request: Any, speak: Any) -> Any:
    speak(request.param)
    return EN if request.param == "en" else ES


@pytest.fixture
def pressed(monkeypatch: pytest.MonkeyPatch) -> Pressed:
    return noted(monkeypatch)


async def at_home(world: Any, person: Any, words: Any) -> Any:
    home = await person.slash(world.lounge, "help")
    return await person.click(home.response.message, label=words["voice"])


def came_out(world: Any) -> Any:
    return next((one for one in world.lounge.history() if len(one.embeds) == 5), None)


def last_text(shown: Any) -> str:
    text: str = (shown.followups or [shown.response])[-1].content
    return text


def last(shown: Any) -> Any:
    return (shown.followups or [shown.response])[-1].message


async def test_a_measure_is_noted_looked_at_and_deleted_by_its_owner_alone(
    world: Any, words: Any, pressed: Pressed
) -> None:
    maya, voice = world.maya, await at_home(world, world.maya, words)
    screen = await maya.click(voice.response.message, label=words["self"])
    for answer in ("1", "2"):
        shown = await maya.select(screen.response.message, custom_id=f"self:choose:{world.guild.id}", values=["gad7"])
        form = await maya.click(last(shown), label=words["note"])
        more = await maya.submit_modal(form, {f"m{index}": [answer] for index in range(4)})
        form = await maya.click(more.response.message, label=words["next"])
        shown = await maya.submit_modal(form, {f"m{index}": [answer] for index in range(4, 7)})
        await world.pass_time(days=1)
    message = last(shown)
    assert "14" in message.content
    assert "10–14" in message.content  # the published name of the range, and nothing more
    assert [one.filename for one in message.attachments] == ["mine.png"]
    assert "Spitzer" in message.content

    sam = await world.sam.select(
        (
            await world.sam.click((await at_home(world, world.sam, words)).response.message, label=words["self"])
        ).response.message,
        custom_id=f"self:choose:{world.guild.id}",
        values=["gad7"],
    )
    assert "14" not in last(sam).content.partition("Spitzer")[0]
    await maya.click(screen.response.message, label=words["forget"])
    assert await world.services.surveys.measures.taken(maya.id, "gad7") == []
    assert pressed >= FOR_ONESELF


async def test_a_walk_writes_on_four_days_until_it_is_stopped(world: Any, words: Any, pressed: Pressed) -> None:
    await world.save_server(locale="es" if words is ES else "en")
    voice = await at_home(world, world.maya, words)
    screen = await world.maya.click(voice.response.message, label=words["self"])
    await world.maya.click(screen.response.message, label=words["walk"])
    await world.pass_time(days=8)
    assert len(world.inbox(world.maya)) == 2
    assert "2" in world.inbox(world.maya)[0]
    noted = await world.press(world.maya, words["note"])
    assert noted.modal is not None
    await world.press(world.maya, words["stop"])
    await world.pass_time(days=30)
    assert len([one for one in world.inbox(world.maya) if "Alongside" in one]) == 2
    assert pressed >= WALKING


async def test_a_walk_comes_on_its_four_days_and_no_more(world: Any, words: Any) -> None:
    await world.save_server(locale="es" if words is ES else "en")
    voice = await at_home(world, world.maya, words)
    screen = await world.maya.click(voice.response.message, label=words["self"])
    walking = await world.maya.click(screen.response.message, label=words["walk"])
    say = world.services.texts.speaker("es" if words is ES else "en")
    assert last_text(walking) == say("self-walking")
    came = []
    for day in range(1, 36):
        before = len(world.inbox(world.maya))
        await world.pass_time(days=1, seconds=60 if day == 1 else 0)
        came += [(day, text) for text in world.inbox(world.maya)[before:]]
    # She asked at ten in the evening: direct messages wait for the morning.
    assert [day for day, _ in came] == [3, 8, 15, 31]
    server = world.guild.name
    assert [text for _, text in came] == [say("self-walk-day", day=day, server=server) for day in (2, 7, 14, 30)]
    form = await world.press(world.maya, words["note"])
    noted = await world.maya.user.submit_modal(form, {f"m{index}": ["3"] for index in range(4)})
    assert say("self-last", total=12, most=16) in last(noted).content


async def test_what_cannot_be_noted_is_refused_and_nothing_of_it_kept(world: Any, words: Any, read: Read) -> None:
    maya, say = world.maya, world.services.texts.speaker("es" if words is ES else "en")
    voice = await at_home(world, maya, words)
    screen = await maya.click(voice.response.message, label=words["self"])
    shown = await maya.select(screen.response.message, custom_id=f"self:choose:{world.guild.id}", values=["gad7"])
    form = await maya.click(last(shown), label=words["note"])
    for component in form._interaction.modal["components"]:
        if component.get("component"):
            component["component"]["required"] = False
    empty = await maya.submit_modal(form, {"m0": ["1"]})
    assert read(empty) == say("error-survey-empty")
    gone = await world.forge(maya, f"self:page:nothing:0:{world.guild.id}")
    assert read(gone) == say("error-survey-form")
    second = await world.forge(maya, f"self:page:gad7:4:{world.guild.id}")
    early = await maya.submit_modal(second, {f"m{index}": ["1"] for index in range(4, 7)})
    assert read(early) == say("error-survey-form")
    assert await world.services.surveys.measures.taken(maya.id, "gad7") == []


async def test_a_damaged_box_is_said_to_all_and_nothing_of_it_comes_out(
    world: Any, words: Any, read: Read, var_dir: Any
) -> None:
    await world.save_server(locale="es" if words is ES else "en")
    say = world.services.texts.speaker("es" if words is ES else "en")
    fran = facilitator(world)
    await fran.slash(world.lounge, "survey box")
    card = next(one for one in world.lounge.history() if one.embeds and one.components and not one.flags.ephemeral)
    form = await world.maya.click(card, label=words["write"])
    await world.maya.submit_modal(form, {"words": "A plant, please"})
    (var_dir / "sealed" / f"box-{world.guild.id}-1.key").unlink()
    form = await world.sam.click(card, label=words["write"])
    refused = await world.sam.submit_modal(form, {"words": "A lamp, please"})
    assert read(refused) == say("error-box-lost")
    await world.pass_time(seconds=10)
    assert world.lounge.history()[-1].content == say("box-void")
    assert world.facilitators.history()[-1].content == say("box-staff-void", reason=say("survey-void-key-lost"))
    again = await world.maya.click(world.lounge.history()[-1], label=words["write"])
    kept = await world.maya.submit_modal(again, {"words": "A plant, once more"})
    assert "**" in read(kept)
    await world.pass_time(days=29)
    assert "A plant, once more" in str([one.description for one in world.lounge.history()[-1].embeds])
    assert "A plant, please" not in str([e.description for one in world.lounge.history() for e in one.embeds])


async def test_suggestions_come_out_five_together_and_are_answered_through_a_code(
    world: Any, words: Any, read: Read, pressed: Pressed
) -> None:
    await world.save_server(locale="es" if words is ES else "en")
    fran, people = facilitator(world), members(world, 5)
    await fran.slash(world.lounge, "survey box")
    card = next(one for one in world.lounge.history() if one.embeds and one.components and not one.flags.ephemeral)
    more = await people[0].click(card, label=words["more"])
    assert read(more) == world.services.texts.speaker("es" if words is ES else "en")("box-more", days=28)
    codes = []
    for number, person in enumerate(people):
        form = await person.click(card, label=words["write"])
        kept = await person.submit_modal(form, {"words": f"Suggestion text {number}"})
        codes.append(read(kept).split("**")[1])
        await world.pass_time(days=1)
        if number < 4:
            assert not came_out(world)
    out = came_out(world)
    assert sorted(embed.description for embed in out.embeds) == [f"Suggestion text {number}" for number in range(5)]

    mine = next(embed.title.split()[-1] for embed in out.embeds if embed.description == "Suggestion text 3")
    form = await fran.click(out, label=words["answer"].replace("#", mine))
    await fran.submit_modal(form, {"words": "We will try that"})
    form = await people[3].click(card, label=words["code"])
    found = await people[3].submit_modal(form, {"code": codes[3].lower()})
    assert "We will try that" in str([embed.description for embed in found.response.embeds])
    form = await people[3].click(found.response.message, label=words["again"])
    again = await people[3].submit_modal(form, {"code": codes[3], "words": "Thank you"})
    form = await people[4].click(card, label=words["code"])
    found = await people[4].submit_modal(form, {"code": codes[3]})
    form = await people[4].click(found.response.message, label=words["again"])
    used = await people[4].submit_modal(form, {"code": codes[3], "words": "Me too"})
    assert read(used) == world.services.texts.speaker("es" if words is ES else "en")("error-box-code-used")
    gone = await people[3].click(again.response.message, label=words["back"])
    assert gone is not None

    await fran.click(out, label=words["close"].replace("#", mine))
    form = await people[3].click(card, label=words["code"])
    refused = await people[3].submit_modal(form, {"code": codes[3]})
    assert read(refused).startswith(("This code or number belongs", "Este código o número"))
    maya = await world.maya.click(out, label=words["close"].replace("#", mine))
    assert read(maya).startswith(("This is for facilitators", "Esto es para quienes facilitan"))
    assert (await acts(world))[-2:] == [
        (Act.SUGGESTION_ANSWERED, mine, fran.id),
        (Act.SUGGESTION_CLOSED, mine, fran.id),
    ]
    assert pressed >= SUGGESTING


async def test_the_box_opens_at_its_set_time_keeps_no_crisis_and_can_be_taken_down(
    world: Any, words: Any, read: Read
) -> None:
    await world.save_server(locale="es" if words is ES else "en")
    fran, say = facilitator(world), world.services.texts.speaker("es" if words is ES else "en")
    await fran.slash(world.lounge, "survey box")
    card = next(one for one in world.lounge.history() if one.embeds and one.components and not one.flags.ephemeral)
    heard = await world.maya.submit_modal(
        await world.maya.click(card, label=words["write"]),
        {"words": "I have the pills in front of me and I don't want to be here tomorrow"},
    )
    assert read(heard).startswith(say("survey-heard"))
    await world.maya.submit_modal(await world.maya.click(card, label=words["write"]), {"words": "A plant, please"})
    await world.pass_time(days=27)
    assert not [one for one in world.lounge.history() if "A plant" in str([e.description for e in one.embeds])]
    await world.pass_time(days=2)
    assert [one for one in world.lounge.history() if "A plant" in str([e.description for e in one.embeds])]
    down = await fran.slash(world.lounge, "survey box", take_down=True)
    assert read(down) == say("box-down")
    gone = await world.maya.click(card, label=words["write"])
    refused = await world.maya.submit_modal(gone, {"words": "Too late"})
    assert read(refused) == say("error-box-closed")
