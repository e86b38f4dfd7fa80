"""A problem with anyone reaches those who may act on it, never whoever it names, and leaves no public trace."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.audit import Act

Read = Callable[[Any], str]
Speak = Callable[[str], None]
WORDS = "At the session Ben kept on shouting, quince-marmalade-4411"


def shown(result: Any) -> Any:
    return (result.followups or [result.response])[0]


def text_of(result: Any) -> str:
    message = shown(result)
    parts = [message.content or ""]
    for embed in message.embeds:
        parts += [embed.title or "", embed.description or "", *(f"{one.name}\n{one.value}" for one in embed.fields)]
    return "\n".join(parts)


def said_anywhere(world: Any) -> str:
    """Everything that stands in a channel of the server."""
    return str(
        [
            (one.content, [embed.to_dict() for embed in one.embeds])
            for place in world.places.values()
            for one in place.history()
        ]
    )


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.fixture
async def lou(world: Any) -> Any:
    """A second lead."""
    return world.guild.add_member(world.env.create_user("lou", global_name="Lou"), roles=[world.roles["lead"]])


async def send(world: Any, person: Any, *about: Any, words: str = WORDS, name: str = "no") -> Any:
    begun = await person.slash(world.lounge, "report")
    if about:
        row = shown(begun).components[0]["components"][0]
        form = await person.select(shown(begun).message, list(about), custom_id=row["custom_id"])
    else:
        form = await person.click(shown(begun).message, label="Without picking anybody")
    return await person.submit_modal(form, {"words": words, "name": [name]})


@pytest.mark.parametrize(
    ("locale", "intro", "readers", "nobody", "state", "read_it", "answer", "closed", "mine"),
    [
        (
            "en",
            "felt wrong",
            "Who reads it: Lea.",
            "Without picking anybody",
            "nobody has read it yet",
            "Read it",
            "Answer",
            "answered and closed",
            "What I sent",
        ),
        (
            "es-ES",
            "te pareció mal",
            "Quién lo lee: Lea.",
            "Sin elegir a nadie",
            "aún no lo ha leído nadie",
            "Leerlo",
            "Responder",
            "con respuesta y cerrado",
            "Lo que envié",
        ),
    ],
)
async def test_it_is_kept_read_and_answered_and_nothing_of_it_is_public(
    world: Any,
    speak: Speak,
    read: Read,
    var_dir: Path,
    locale: str,
    intro: str,
    readers: str,
    nobody: str,
    state: str,
    read_it: str,
    answer: str,
    closed: str,
    mine: str,
) -> None:
    speak(locale)
    await world.save_server(locale=locale[:2])
    before = said_anywhere(world)
    begun = await world.maya.slash(world.lounge, "report")
    assert shown(begun).ephemeral
    # Who reads it, and the limits, are said before a word is written.
    assert intro in read(begun)
    assert readers in read(begun)
    form = await world.maya.click(shown(begun).message, label=nobody)
    sent = await world.maya.submit_modal(form, {"words": WORDS, "name": ["no"]})
    assert readers in read(sent)
    own = await world.maya.click(shown(sent).message, label=mine)
    assert state in text_of(own)
    await world.pass_time(seconds=10)

    (told,) = [one for one in world.direct(world.lea) if "The Tuesday group" in one.content]
    assert "quince" not in str(told.content) + str(told.embeds)
    assert "Maya" not in told.content
    opened = await world.lea.user.click(told, label=read_it)
    assert WORDS in text_of(opened)
    assert "Maya" not in text_of(opened), "not named, as she chose"
    form = await world.lea.user.click(shown(opened).message, label=answer)
    await world.lea.user.submit_modal(form, {"words": "We spoke with him today.", "finished": ["yes"]})
    await world.pass_time(seconds=10)
    back = world.direct(world.maya)[-1]
    assert "We spoke" not in back.content
    seen = await world.maya.user.click(back, label=mine)
    assert "We spoke with him today." in text_of(seen)
    assert closed in text_of(seen)

    assert said_anywhere(world) == before
    assert [one.name for one in world.lounge.threads] == []
    assert b"quince" not in on_disk(var_dir)
    record = [(line.act, line.actor) for line in await world.services.audit.lines(world.guild.id)]
    assert record[:2] == [(Act.REPORT_CLOSED, world.lea.id), (Act.REPORT_READ, world.lea.id)]


async def test_a_lead_whom_it_names_never_learns_of_it_and_another_reads_it(world: Any, lou: Any, read: Read) -> None:
    sent = await send(world, world.maya, world.lea, world.ben, words="They laughed at me", name="yes")
    assert "Who reads it: Lou." in read(sent)
    await world.pass_time(hours=25)
    assert not [one for one in world.direct(world.lea) if "something for you to read" in one.content]
    assert [one for one in world.direct(lou) if "something for you to read" in one.content]
    begun = await world.lea.slash(world.lounge, "report")
    assert "For you to read" not in str(shown(begun).components)
    for way in ("read:1", "answer:1", "answered:1", "withdraw:1"):
        for person in (world.lea, world.ben, world.sam):
            forged = await world.forge(person, f"report:{way}")
            assert read(forged) == "There is no such number, or it is not for you.", (way, person)
    forged = await world.forge(world.lea, f"report:inbox:{world.guild.id}")
    assert read(forged) == "There is nothing for you to read."
    begun = await lou.slash(world.lounge, "report")
    inbox = await lou.click(shown(begun).message, label="For you to read (1)")
    opened = await lou.click(shown(inbox).message, label="Number 1")
    assert "From Maya" in text_of(opened)
    # Being forgotten and coming back as somebody new is no way past it.
    await world.as_bot(world.services.people.person(world.lea.id))
    assert await world.as_bot(world.services.erasures.now(world.lea.id, locale="en"))
    forged = await world.forge(world.lea, "report:read:1")
    assert read(forged) == "There is no such number, or it is not for you."


async def test_who_is_named_in_the_words_alone_is_left_out_too(world: Any, lou: Any, read: Read) -> None:
    sent = await send(world, world.maya, words="It was lea who said it, in the voice channel")
    assert "Who reads it: Lou." in read(sent)
    assert not world.services.reports.may_read(
        (await world.services.reports.mine(world.maya.id, world.guild.id))[0], world.maya.id, world.lea.id
    )


async def test_with_every_lead_named_the_owner_reads_it_and_with_the_owner_named_nobody_does(
    world: Any, read: Read
) -> None:
    owner = world.guild.add_member(world.env.create_user("olga", global_name="Olga"), roles=[])
    world.bot.get_guild(world.guild.id).owner_id = owner.id
    sent = await send(world, world.maya, world.lea)
    assert "Who reads it: Olga, who owns this server" in read(sent)
    await world.pass_time(seconds=10)
    assert [one for one in world.direct(owner) if "something for you to read" in one.content]
    begun = await world.maya.slash(world.lounge, "report")
    row = shown(begun).components[0]["components"][0]
    refused = await world.maya.select(shown(begun).message, [world.lea, owner], custom_id=row["custom_id"])
    assert "turn to the organisation behind this server" in read(refused)
    # The lead's own complaint goes past the lead.
    own = await send(world, world.lea, words="Somebody shouted")
    assert "Olga" in read(own)


async def test_it_works_from_a_direct_message_where_readers_can_be_ticked(world: Any, lou: Any, read: Read) -> None:
    home = await world.maya.user.slash("help")
    begun = await world.maya.user.click(home.response.message, label="A problem with someone")
    assert "Who reads it: Lea, Lou." in read(begun)
    row = shown(begun).components[0]["components"][0]
    form = await world.maya.user.select(shown(begun).message, [str(world.lea.id)], custom_id=row["custom_id"])
    sent = await world.maya.user.submit_modal(form, {"words": "She told others", "name": ["no"]})
    assert "Who reads it: Lou." in read(sent)


async def test_it_can_be_taken_back_and_six_a_day_are_too_many(world: Any, read: Read) -> None:
    sent = await send(world, world.maya)
    own = await world.maya.click(shown(sent).message, label="What I sent")
    gone = await world.maya.click(shown(own).message, label="Take 1 back")
    assert read(gone).startswith("Number 1 is taken back")
    again = await world.forge(world.lea, "report:read:1")
    assert read(again) == "There is no such number, or it is not for you."
    for _ in range(4):
        await send(world, world.maya, words="Once more")
    assert read(await send(world, world.maya, words="Once more")).startswith("That is five in a day.")
    assert (
        read(await send(world, world.sam, words="   ")) == "Nothing was written, so nothing was kept. Please try again."
    )


PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


async def test_a_crisis_in_it_brings_a_person_who_does_not_see_the_words(world: Any, read: Read) -> None:
    sent = await send(world, world.maya, words=f"Since Ben said that {PILLS}")
    assert "Asked to be there for you now: Ana, Lea." in read(sent)
    case = world.open_case()
    assert case.user_id == world.maya.id
    why = await world.press(world.ana, "Why")
    assert "pills" not in text_of(why)
    assert "Ben" not in text_of(why)
    assert world.inbox(world.ben) == []


@pytest.mark.parametrize("named", [True, False])
async def test_a_crisis_in_it_never_reaches_whoever_it_is_about(world: Any, read: Read, *, named: bool) -> None:
    """Ana is first to be woken; the report is about her, picked or only named in the words."""
    about, words = ((world.ana,), PILLS) if named else ((), f"Ana laughed at me. {PILLS}")
    posted = said_anywhere(world)
    sent = await send(world, world.maya, *about, words=words)
    assert "Asked to be there for you now: Ben." in read(sent)
    assert "Nobody whom you picked or named was told." in read(sent)
    case = world.open_case()
    await world.pass_time(minutes=11)
    assert world.inbox(world.ana) == []
    assert said_anywhere(world) == posted, "she reads the private channel too"
    assert world.inbox(world.ben)
    for way in ("take", "why", "log", "show", "note"):
        forged = await world.forge(world.ana, f"case:{way}:{case.key}")
        assert "no such case" in read(forged), way
    shown = await world.ana.slash(world.alerts, "incident list")
    assert "Nothing is open" in read(shown)
    await world.press(world.ben, "I'm on it")
    assert world.ana.id not in [user for user, _ in world.services.files.able(world.open_case(), world.ben.id)]
    assert world.inbox(world.ana) == []


async def test_it_is_not_added_to_a_case_that_whoever_it_is_about_holds(
    world: Any, read: Read, restart: Callable[[], Any]
) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    held = world.open_case()
    heard = world.inbox(world.ana)
    sent = await send(world, world.maya, world.ana, words=f"She does not listen. {PILLS}")
    assert "Asked to be there for you now: Ben." in read(sent)
    assert world.inbox(world.ana) == heard
    await world.press(world.ben, "I'm on it")
    await restart()
    # What she writes to the bot from then on is for him.
    await world.maya.user.send_dm("are you there?")
    assert world.inbox(world.ana) == heard
    assert "wrote" in world.inbox(world.ben)[-1]
    first, other = world.services.desk.cases.open_in(world.guild.id)
    assert (first.key, first.holder, other.holder) == (held.key, world.ana.id, world.ben.id)


async def test_with_everybody_on_call_named_leads_are_woken_and_with_them_the_person_is_told(
    world: Any, read: Read
) -> None:
    sent = await send(world, world.maya, world.ana, world.ben, words=PILLS)
    assert "Asked to be there for you now: Lea." in read(sent)
    assert any("nobody" in one.lower() for one in world.inbox(world.maya))
    owner = world.guild.add_member(world.env.create_user("olga", global_name="Olga"), roles=[])
    world.bot.get_guild(world.guild.id).owner_id = owner.id
    sent = await send(world, world.sam, world.ana, world.ben, world.lea, words=PILLS)
    assert "Who reads it: Olga" in read(sent)
    assert "I could not wake anybody for you just now." in read(sent)
    assert "nobody" in world.inbox(world.sam)[-1].lower()


async def test_a_crisis_in_what_cannot_be_kept_is_heard(world: Any, read: Read) -> None:
    for _ in range(5):
        await send(world, world.maya, words="Once more")
    assert read(await send(world, world.maya, words=PILLS)).startswith("That is five in a day.")
    assert world.open_case().user_id == world.maya.id


async def test_what_sounds_like_a_crisis_is_left_out_after_three_days_and_the_rest_stays(world: Any) -> None:
    words = (
        "Ben shouted at me. I have the pills in front of me and I don't want to be here tomorrow. Please talk to him."
    )
    sent = await send(world, world.maya, world.ben, words=words)
    assert "What sounds like a crisis in it is left out <t:" in text_of(sent)
    read = await world.press(world.lea, "Read it")
    assert "Part of this is about somebody in a crisis, and is left out <t:" in text_of(read)
    agenda, soon = world.services.agenda, world.clock.now() + timedelta(seconds=10)
    planned = await world.services.storage.read(lambda it: agenda.history(it, "report:1:trim"))
    assert planned[0].due - world.clock.now() > timedelta(days=2, hours=23)
    assert await world.as_bot(world.services.storage.write(lambda it: agenda.reschedule(it, "report:1:trim", soon)))
    await world.pass_time(seconds=20)
    read = await world.press(world.lea, "Read it")
    assert "Ben shouted at me. (…) Please talk to him." in text_of(read)
    assert "left out" not in text_of(read)
