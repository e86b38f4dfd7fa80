"""Everything of groups in Spanish, pressed through from the plan to the end: no sentence falls back, none is missing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest


@pytest.mark.usefixtures("drawn")
async def test_a_group_a_check_in_a_session_a_prompt_and_figures_in_spanish(
    world: Any, fay: Any, place: Any, posts: Any, screen: Any, speak: Callable[[str], None], text: Any
) -> None:
    await world.save_server(locale="es")
    speak("es-ES")
    edit = screen(fay, await fay.slash(place, "group edit"))
    await edit.fill("Nombre, ciudad, plazas", name="Martes", city="Madrid", locale=["es"], capacity="12")
    assert "Guardado." in edit.text
    await edit.press("Publicar la tarjeta", "Publicar el panel")
    card = posts(place, "2 de 12 plazas ocupadas")[-1]
    panel = posts(world.facilitators, "para quienes facilitan")[-1]

    soon = (world.clock.now() + timedelta(minutes=10)).astimezone(ZoneInfo("Europe/Madrid"))
    plan = screen(fay, await fay.click(panel, label="Registros"))
    await plan.fill("Planear un registro", question="¿Cómo estás?", rhythm=["daily"], when=f"{soon:%H:%M}", until="")
    assert "No se guarda nada hasta que pulses" in plan.text
    await plan.press("Guardar")
    await plan.fill("Añadir una pregunta", kind=["energy"], label="Energía", choices="")
    await plan.press("¿Por qué?", "Volver")
    meet = screen(fay, await fay.click(panel, label="Encuentros"))
    later = (world.clock.now() + timedelta(hours=1)).astimezone(ZoneInfo("Europe/Madrid"))
    await meet.fill(
        "Planear un encuentro", title="Círculo", rhythm=["weekly"], when=f"{later:%Y-%m-%d %H:%M}", minutes="60"
    )
    await meet.press("Guardar")
    await meet.fill("Orden, plazas", agenda="Llegada 10", places="5")

    await world.pass_time(minutes=11)
    posted = posts(place, "Basta un toque")[-1]
    maya = screen(world.maya, await world.maya.click(posted, label="Bien"))
    assert "Guardado: ☀️ Bien" in maya.text
    await maya.press("El grupo" if "El grupo" in maya.labels else "Solo yo")
    await maya.fill("Añadir o cambiar palabras", q1=["5"])
    me = screen(world.maya, await world.maya.click(card, label="Para mí"))
    await me.press("Escríbeme si callo", "Un descanso", "Terminar mi descanso", "Mis registros")
    assert "No hay puntuación" in me.text
    invited = posts(place, "Venir y no decir nada")[-1]
    sam = screen(world.sam, await world.sam.click(invited, label="Solo escucho"))
    assert "nadie te pedirá que hables" in sam.text
    await world.pass_time(hours=1)
    room = posts(place, "Está bien llegar tarde")[-1]
    await world.sam.click(room, label="Quiero hablar")
    left = screen(world.sam, await world.sam.click(room, label="Me fui antes"))
    await left.press("Estoy bien")
    prompts = screen(fay, await fay.click(panel, label="Propuestas"))
    await prompts.pick(0, "grief")
    assert "Esto toca la pérdida" in prompts.text
    await prompts.press("Otra", "Publicarla")
    assert posts(place, "Leer también es una respuesta")
    goals = screen(world.maya, await world.maya.click(card, label="Mis metas"))
    await goals.fill("Una meta nueva", text="llegar al río")
    assert "Ya está." in goals.text
    figures = screen(fay, await fay.click(panel, label="Datos"))
    assert "Aún no hay nada que mostrar" in figures.text

    for _ in range(5):
        await world.pass_time(hours=5)
    assert posts(place, "Respondieron unas pocas personas")
    assert posts(place, "Por hoy hemos terminado")
    english = ("Saved", "check-in", "Facilitators", "session", "Nobody", "people answered")
    for message in (*place.history(), *world.facilitators.history()):
        said = text(message)
        if message.id > card.id:
            assert not any(word in said for word in english), said


async def test_refusals_are_in_spanish_too(
    world: Any, fay: Any, place: Any, screen: Any, speak: Callable[[str], None], read: Any
) -> None:
    speak("es-419")
    form = await fay.slash(place, "group checkin plan")
    filled = {"question": "¿Cómo estás?", "rhythm": ["daily"], "when": "cuando sea", "until": ""}
    assert "No he podido leer esa hora" in read(await fay.submit_modal(form, filled))
    assert "Ahora no hay ningún registro abierto" in read(await world.maya.slash(world.lounge, "checkin now"))
    assert "no hay encuentros planeados" in read(await world.maya.slash(world.lounge, "sessions"))
    refused = await world.forge(world.maya, "panel:checkins:1")
    assert "Esto es para quienes facilitan" in refused.response.content
