"""Somebody slips in a form: a sentence says how, and what they had put in is one press away."""

from typing import Any

import pytest

SAID: dict[str, Any] = {
    "question": "How was your week, in a word?",
    "rhythm": ["weekly"],
    "when": "soonish",
    "until": "",
}


@pytest.mark.parametrize(
    ("locale", "slip", "back", "preview"),
    [
        ("en-GB", "I could not read that time", "Back to what I wrote", "Nothing is saved until you press"),
        ("es-ES", "No he podido leer esa hora", "Volver a lo que escribí", "No se guarda nada hasta que pulses"),
    ],
)
async def test_after_a_slip_the_form_comes_back_as_it_was(
    world: Any, fay: Any, place: Any, screen: Any, speak: Any, locale: str, slip: str, back: str, preview: str
) -> None:
    speak(locale)
    refused = screen(fay, await fay.submit_modal(await fay.slash(place, "group checkin plan"), SAID))
    assert slip in refused.text
    form = await fay.click(refused.message, label=back)
    assert SAID["question"] in str(form.modal)
    chosen = [one["value"] for one in options(form.modal) if one.get("default")]
    assert chosen == SAID["rhythm"]
    shown = screen(fay, await fay.submit_modal(form, SAID | {"when": "18:00"}))
    assert preview in shown.text
    assert SAID["question"] in shown.text
    gone = screen(fay, await fay.click(refused.message, label=back))
    assert back not in gone.labels
    assert gone.text != refused.text


def options(part: Any) -> list[dict[str, Any]]:
    """Every option of every menu in a form."""
    if isinstance(part, list):
        return [one for each in part for one in options(each)]
    if not isinstance(part, dict):
        return []
    return [*part.get("options", ()), *(one for key in part if key != "options" for one in options(part[key]))]
