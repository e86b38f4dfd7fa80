"""Somebody who writes in Spanish is answered in Spanish, all the way; staff read what their server speaks."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fluent.syntax import FluentParser, ast

from bot.errors import AlongsideError, Refusal, StorageUnavailable
from bot.moderation.incident import Outcome, State
from bot.settings import default_data_dir

Read = Callable[[Any], str]
Speak = Callable[[str], None]
PASTILLAS = "tengo las pastillas delante y no quiero seguir"
PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
ENGLISH = re.compile(r"\b(the|you|your|this|that|with|and|they|please)\b", re.IGNORECASE)


def all_text(message: Any) -> str:
    return str(message.content) + str([embed.to_dict() for embed in message.embeds])


def in_spanish(text: str) -> str:
    """A sentence without the names of places, so that no English word of ours is left in it."""
    plain = text.replace("The Tuesday group", "")
    assert plain.strip()
    assert not ENGLISH.search(plain), plain
    return text


def labels_of(message: Any) -> list[str]:
    return [str(getattr(child, "label", "")) for row in message.components for child in getattr(row, "children", [])]


def offered(result: Any) -> list[str]:
    """The buttons of a private answer."""
    return [child["label"] for row in result.response.components for child in row["components"] if child.get("label")]


@pytest.fixture(autouse=True)
def everybody_reads_spanish(speak: Speak) -> None:
    speak("es-ES")


# -- the person -------------------------------------------------------------------------------------------------------


async def test_who_writes_in_spanish_is_answered_in_spanish_and_staff_in_the_servers_language(world: Any) -> None:
    await world.maya.send(world.lounge, PASTILLAS)

    first = world.inbox(world.maya)[-1]
    assert first.startswith("Hola, soy el bot de The Tuesday group y te escribo solo a ti.")
    assert "Estoy avisando a Ana, del equipo de apoyo." in first
    assert "¿Qué te ayudaría más en este momento?" in first
    assert "024" in first
    in_spanish(first)
    assert labels_of(world.direct(world.maya)[-1]) == [
        "Hablar aquí",
        "Otra persona",
        "Ahora no",
        "No lo decía en ese sentido",
        "Teléfonos de ayuda",
        "¿Y si pido ayuda?",
    ]
    assert "somebody may need a person now" in world.card.embeds[0].title
    assert labels_of(world.direct(world.ana)[-1])[0] == "I'm on it"


async def test_in_a_spanish_server_staff_read_spanish_and_an_english_writer_english(world: Any) -> None:
    await world.save_server(locale="es")
    await world.maya.send(world.lounge, PILLS)
    assert world.inbox(world.maya)[-1].startswith("Hello, this is the bot of The Tuesday group")
    assert world.card.embeds[0].title == "Caso 1 · alguien puede necesitar a una persona ahora"
    assert labels_of(world.card) == ["Me ocupo", "No puedo con este", "Por qué", "En peligro ahora", "No es una crisis"]
    in_spanish(world.card.content.split("> ")[-1])

    await world.pass_time(minutes=3)
    in_spanish(world.cards()[-1].content)
    await world.pass_time(minutes=7)
    assert "nadie ha respondido" in world.cards()[-1].content
    await world.press(world.lea, "Me ocupo")
    assert "Lea se ocupa" in world.card.embeds[0].title


async def test_a_whole_case_in_spanish_from_the_words_to_the_week_after(world: Any, read: Read) -> None:
    await world.save_server(locale="es")
    await world.maya.send(world.lounge, PASTILLAS)
    answer = await world.press(world.maya, "Hablar aquí")
    assert read(answer).startswith("Bien. Quien te responda ve que quieres hablar.")
    await world.press(world.ana, "Me ocupo")
    assert world.inbox(world.maya)[-1].startswith("Ana ya está aquí para ti y te escribirá.")
    await world.maya.send_dm("no puedo respirar")
    assert (
        world.inbox(world.maya)[-1]
        == "Se lo he llevado a Ana. Pueden leerlo las personas de guardia y las responsables, y nadie del grupo."
    )
    assert in_spanish(world.inbox(world.ana)[-1]) == "Caso 1: te ha escrito. Está tras Por qué."
    why = await world.press(world.ana, "Por qué")
    assert why.response.embeds[0].title == "Caso 1 · lo que se escribió"
    form = await world.press(world.ana, "Responder")
    assert "El bot lo envía en privado, en tu nombre." in str(form.modal)
    sent = await world.submit(world.ana, form, {"words": "estoy aquí"}, direct=True)
    assert read(sent) == "Caso 1: tus palabras van en camino."
    assert world.inbox(world.maya)[-1] == "**Ana** escribe: estoy aquí"

    panel = await world.press(world.ana, "En peligro ahora")
    assert "112" in all_text(panel.response)
    assert "Discord no da la ubicación de nadie" in all_text(panel.response)
    offered_space = await world.press(world.ana, "Ofrecer un lugar privado")
    assert read(offered_space) == "Caso 1: se ofreció un lugar privado. Se abre cuando diga que sí."
    assert "Quién puede leerlo: tú, Ana, Ben como segunda persona" in world.inbox(world.maya)[-1]
    opened = await world.press(world.maya, "Sí, ábrelo")
    assert read(opened).startswith("Tu lugar privado está abierto: <#")
    (space,) = world.support.threads
    assert space.name == "Sala 1"
    in_spanish(space.last_message.content)
    assert world.open_case().state is State.WITH_PERSON

    form = await world.press(world.ana, "Cerrar")
    closed = await world.submit(world.ana, form, {"outcome": [Outcome.TALKED.value]}, direct=True)
    assert read(closed) == "Caso 1 está cerrado. Gracias por estar ahí."
    in_spanish(world.inbox(world.maya)[-1])
    planned = await world.press(world.maya, "Sí, por favor")
    assert read(planned) == "Te escribiré mañana y dentro de una semana. Puedes anularlo cuando quieras."
    await world.pass_time(hours=34)
    assert "¿cómo estás hoy?" in world.inbox(world.maya)[-1]
    assert "Caso 1 fue ayer." in world.inbox(world.ana)[-1]


@pytest.mark.parametrize(
    ("label", "sentence"),
    [
        ("Otra persona", "No hay problema. Ahora se lo pido a otra persona, y no tienes que decir por qué."),
        ("Ahora no", "De acuerdo, no te escribiré más si no me lo pides, salvo que"),
        ("No lo decía en ese sentido", "Gracias por decirlo. Por lo que decía, alguien del equipo se acercará"),
        ("Teléfonos de ayuda", "024"),
        ("¿Y si pido ayuda?", "Muchas personas dudan por una de estas razones."),
    ],
)
async def test_every_button_of_the_first_message_answers_in_spanish(
    world: Any, read: Read, label: str, sentence: str
) -> None:
    await world.maya.send(world.lounge, PASTILLAS)
    assert sentence in read(await world.press(world.maya, label))


async def test_with_nobody_there_spanish_speakers_hear_it_in_spanish(world: Any) -> None:
    await world.maya.send(world.lounge, PASTILLAS)
    await world.pass_time(minutes=5)
    assert world.inbox(world.maya)[-1].startswith("Sigo intentando encontrar a alguien para ti.")
    await world.pass_time(minutes=5)
    assert world.inbox(world.maya)[-1].startswith("Hasta ahora no he podido encontrar a nadie para ti. Lo siento.")
    await world.pass_time(hours=9)
    await world.sam.send(world.lounge, PASTILLAS)
    assert "ahora no hay nadie de guardia" in world.inbox(world.sam)[-1]
    in_spanish(world.inbox(world.sam)[-1])


async def test_a_false_alarm_ends_with_an_apology_in_spanish(world: Any) -> None:
    await world.maya.send(world.lounge, PASTILLAS)
    await world.services.response.resolve(world.open_case().key, world.ana.id, Outcome.FALSE_ALARM)
    assert world.inbox(world.maya)[-1].startswith("Te escribí sin que hiciera falta, y siento la molestia.")


# -- asking for a person ----------------------------------------------------------------------------------------------


async def test_support_and_help_speak_the_persons_language(world: Any, read: Read) -> None:
    shown = await world.maya.slash(world.lounge, "support")
    assert "Ana está de guardia ahora." in in_spanish(read(shown))
    assert "Antes de que cuentes más: pueden leerlo las personas de guardia" in read(shown)
    form = await world.maya.click(shown.response.message, label="Escribir antes unas palabras")
    assert "Se queda con ellas salvo que una vida esté en peligro." in str(form.modal)
    answer = await world.submit(world.maya, form, {"words": ""})
    assert read(answer).startswith("Estoy avisando a Ana. Normalmente alguien te escribe en privado")
    assert world.inbox(world.maya)[-1].startswith("Hola, soy el bot de The Tuesday group")

    home = await world.sam.slash(world.lounge, "help")
    assert offered(home)[:3] == ["Hablar con alguien ahora", "Teléfonos de ayuda", "¿Y si pido ayuda?"]
    for label in offered(home):
        in_spanish(label)
    kept = await world.sam.click(home.response.message, label="Qué se guarda sobre mí")
    assert "Solo tú puedes ver esto." in in_spanish(read(kept))
    fears = await world.sam.click(home.response.message, label="¿Y si pido ayuda?")
    for label in offered(fears):
        in_spanish(read(await world.sam.click(fears.response.message, label=label)))


async def test_worrying_about_somebody_in_spanish(world: Any, read: Read) -> None:
    form = await world.sam.context_menu(world.lounge, "I'm worried about them", world.maya)
    assert "¿Qué has notado?" in str(form.modal)
    thanks = await world.submit(world.sam, form, {"words": "sonaba a despedida"})
    assert in_spanish(read(thanks)).startswith("Gracias por cuidar de esa persona.")
    message = await world.maya.send(world.lounge, "no sé")
    told = await world.sam.context_menu(world.lounge, "Get support for this", message)
    assert in_spanish(read(told)).startswith("Gracias por cuidar de esa persona.")


# -- staff ------------------------------------------------------------------------------------------------------------


async def test_on_call_speaks_spanish(world: Any, read: Read) -> None:
    await world.save_server(locale="es")
    kim = world.guild.add_member(world.env.create_user("kim"), roles=[world.roles["on-call"]])
    joined = await kim.slash(world.alerts, "oncall join")
    assert in_spanish(read(joined)).startswith("Te llega un aviso de prueba.")
    await world.press(kim, "Lo he visto")
    assert "Ya puedes tomar turnos" in world.inbox(kim)[-1]
    planned = await kim.slash(world.alerts, "oncall plan", when="2027-01-20 20:00")
    assert read(planned).startswith("Planeado: kim · principal · ")
    await kim.click(planned.response.message, label="Deshacer")
    assert planned.response.content.startswith("Quitado: kim · principal")
    listed = await kim.slash(world.alerts, "oncall list")
    in_spanish(all_text(listed.response).replace("'description'", ""))
    assert [field.name for field in listed.response.embeds[0].fields] == [
        "Ahora",
        "Después",
        "Sin nadie, en los próximos tres días",
        "En la lista",
    ]
    on = await kim.slash(world.alerts, "oncall last-resort", wake=True)
    assert read(on).startswith("Ahora se te puede avisar fuera de turno")
    assert read(await kim.slash(world.alerts, "oncall leave")).startswith("Ya no estás en la lista")


async def test_cases_by_command_speak_spanish(world: Any, read: Read) -> None:
    await world.save_server(locale="es")
    nothing = await world.ben.slash(world.alerts, "incident list")
    assert in_spanish(read(nothing)).startswith("No hay nada abierto.")
    await world.maya.send(world.lounge, PASTILLAS)
    listed = await world.ben.slash(world.alerts, "incident list")
    assert listed.response.embeds[0].title == "Casos"
    shown = await world.ben.slash(world.alerts, "incident show", number=1)
    assert "aviso a · Ana" in all_text(shown.response)
    form = await world.ben.slash(world.alerts, "incident note", number=1)
    assert read(await world.submit(world.ben, form, {"note": "nota"})) == "Caso 1: tu nota queda guardada."
    form = await world.ben.slash(world.alerts, "incident resolve", number=1)
    assert "¿Cómo terminó?" in str(form.modal)


# -- what is refused --------------------------------------------------------------------------------------------------


async def test_what_is_refused_is_refused_in_the_readers_language(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PASTILLAS)
    key, here = world.open_case().key, world.guild.id
    kim = world.guild.add_member(world.env.create_user("kim"), roles=[world.roles["on-call"]])
    refusals = [
        await world.forge(world.sam, f"case:take:{key}"),
        await world.forge(world.sam, f"me:talk:{key}"),
        await world.forge(world.sam, f"duty:undo:{here}:1"),
        await world.forge(world.sam, "old:thing:1"),
        await world.forge(world.ana, f"case:still:{key}"),
        await kim.slash(world.alerts, "oncall now"),
        await world.ana.slash(world.alerts, "incident show", number=99),
        await world.ana.slash(world.alerts, "oncall plan", when="pronto"),
        await world.ana.slash(world.alerts, "oncall plan", when="2020-01-01 20:00"),
        await world.ana.slash(world.alerts, "oncall cancel", shift=99),
        await world.ana.slash(world.alerts, "oncall plan", when="2027-01-01", person=world.ben),
    ]
    await world.services.response.take(key, world.ben.id)
    refusals.append(await world.forge(world.ana, f"case:take:{key}"))
    await world.services.response.resolve(key, world.ben.id, Outcome.TALKED)
    refusals.append(await world.forge(world.ana, f"case:take:{key}"))
    sentences = [in_spanish(read(one)) for one in refusals]
    assert len(set(sentences)) == len(sentences) - 1, "only what is for leads is said twice"


def every_error() -> Iterator[type[AlongsideError]]:
    """What somebody in Discord can be told; what stops the start is for the command line."""
    waiting: list[type[AlongsideError]] = [Refusal, StorageUnavailable]
    while waiting:
        kind = waiting.pop()
        if kind.__module__.startswith("bot."):
            yield kind
            waiting += kind.__subclasses__()


async def test_every_error_is_a_sentence_in_both_languages(world: Any) -> None:
    values = {
        name: "x"
        for locale in ("en", "es")
        for file in (default_data_dir() / "locales" / locale).glob("*.ftl")
        for name in re.findall(r"\{ \$([a-z_-]+)", file.read_text(encoding="utf-8"))
    }
    numbers = dict.fromkeys(("minutes", "times", "hours", "nights", "count", "number"), 3)
    for kind in every_error():
        english, spanish = (
            world.services.texts.speaker(code)(kind.text, **(values | numbers)) for code in ("en", "es")
        )
        assert re.search(r"\w{2,}[.?]", english), kind
        assert re.search(r"\w{2,}[.?]", spanish), kind
        assert english != spanish
        assert "{" not in spanish


# -- commands ---------------------------------------------------------------------------------------------------------


def synced(world: Any) -> list[dict[str, Any]]:
    puts = [one for one in world.env.http_requests if one.method == "PUT" and one.path.endswith("/commands")]
    assert len(puts) == 1
    return list(puts[0].json)


def within(command: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A command with its subcommands and their options."""
    yield command
    for option in command.get("options", ()):
        yield from within(option)


async def test_every_command_and_menu_has_a_spanish_name_and_description(world: Any) -> None:
    commands = synced(world)
    names = {command["name"] for command in commands}
    assert {"support", "help", "oncall", "incident", "Get support for this", "I'm worried about them"} <= names
    for command in commands:
        for part in within(command):
            option = part.get("type") in range(3, 12) and part is not command
            for locale in ("es-ES", "es-419"):
                if not option:
                    assert part["name_localizations"][locale], part["name"]
                if part.get("description"):
                    assert part["description_localizations"][locale] != part["description"], part["name"]
                    assert len(part["description_localizations"][locale]) <= 100


async def test_staff_commands_are_for_servers_only_and_hidden_until_opened_to_a_role(world: Any) -> None:
    by_name = {command["name"]: command for command in synced(world)}
    for name in ("oncall", "incident"):
        assert by_name[name]["contexts"] == [0]
        assert int(by_name[name]["default_member_permissions"]) != 0
    for name in ("support", "help", "Get support for this", "I'm worried about them"):
        assert by_name[name].get("default_member_permissions") is None
    for name in ("support", "help"):
        assert by_name[name].get("contexts") is None or {0, 1} <= set(by_name[name]["contexts"])


def texts_in(locale: str) -> Iterator[tuple[str, str]]:
    for file in sorted((default_data_dir() / "locales" / locale).glob("*.ftl")):
        if file.stem in ("rehearsal", "doctor", "setup", "cli"):
            continue
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message) and entry.value is not None:
                elements = entry.value.elements
                yield entry.id.name, "".join(one.value for one in elements if isinstance(one, ast.TextElement))


@pytest.mark.parametrize("locale", ["en", "es"])
async def test_a_command_that_a_sentence_names_is_one_that_its_reader_can_type(world: Any, locale: str) -> None:
    known = set()
    for command in synced(world):
        for part in within(command):
            name = part["name"] if locale == "en" else part.get("name_localizations", {}).get("es-ES", part["name"])
            root = command["name"] if locale == "en" else command["name_localizations"]["es-ES"]
            known |= {root, f"{root} {name}"}
    for key, text in texts_in(locale):
        for root, rest in re.findall(r"(?<![\w/:])/([\w-]+)((?: [\w-]+)?)", text):
            assert root in known, (key, root)
            if root in ("oncall", "incident", "guardia", "caso") and rest:
                assert f"{root}{rest}" in known, (key, text)
