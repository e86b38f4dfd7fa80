"""A Spanish group is asked in Spanish, from the first button to the results."""

from collections.abc import Callable
from typing import Any

from tests.journeys.surveys import HAPPY, answer, card, facilitator, members

Read = Callable[[Any], str]


async def test_from_a_template_to_results_in_spanish(world: Any, read: Read, speak: Any) -> None:
    speak("es-ES")
    await world.save_server(locale="es")
    fran, people = facilitator(world), members(world, 8)
    shown = await fran.slash(world.lounge, "survey open", survey="template:session")
    assert read(shown).startswith("«¿Cómo estuvo la sesión?» (encuesta 1) está abierta en")
    assert card(world).embeds[0].description.startswith("Dos minutos")
    for person in people:
        await answer(world, person, HAPPY, words=("Responder", "Empezar", "Seguir"))
    home = await people[0].slash(world.lounge, "help")
    voice = await people[0].click(home.response.message, label="Tu voz")
    assert read(voice).startswith("Encuestas que puedes responder ahora")
    closed = await fran.slash(world.lounge, "survey close", survey="1")
    embed = (closed.followups or [closed.response])[-1].embeds[0]
    assert "Respondieron 8 personas." in embed.description
    values = {field.name: field.value for field in embed.fields}
    assert values["Sentí que me escuchaban"] == "al menos 6 de 8: 5 · mucho"
    assert "> More time for the round at the end" in values["Algo que mantener o cambiar"]
    late = await world.forge(world.maya, "survey:answer:1")
    assert read(late).startswith("Esta encuesta está cerrada.")
    screen = await fran.slash(world.lounge, "survey create", title="Nuestra sala")
    form = await fran.select(screen.response.message, custom_id=f"make:add:{world.guild.id}:2", values=["yes_no"])
    shown = await fran.submit_modal(form, {"ask": "¿Hace calor?"})
    assert "1. ¿Hace calor?" in shown.response.message.content
    listed = await fran.slash(world.lounge, "survey templates")
    assert "5 preguntas" in read(listed)
    low = await fran.slash(world.lounge, "survey threshold", people=4)
    assert read(low).startswith("Los resultados se pueden mostrar a partir de 5 personas.")
