"""What groups refuse, in Spanish; every button in Spanish is in `test_everything.py`."""

from collections.abc import Callable
from typing import Any


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
