"""Read a submitted form from the raw interaction: works for any form, also one shown before a restart."""

from collections.abc import Iterator, Mapping
from typing import Any

_LABEL = 18
_ROW = 1


def form_answers(data: Mapping[str, Any] | None) -> dict[str, str]:
    """Return what was written or chosen, by the field's key; "" where nothing was. `data` is `interaction.data`.

    Of a select with several choices only the first is here: `form_choices` has them all.
    """
    answers: dict[str, str] = {}
    for component in _inputs(data):
        values = component.get("values")
        value = component.get("value") if values is None else next(iter(values), None)
        answers[str(component["custom_id"])] = "" if value is None else str(value)
    return answers


def form_choices(data: Mapping[str, Any] | None) -> dict[str, tuple[str, ...]]:
    """Return the values of every select of a form, by the field's key."""
    return {
        str(component["custom_id"]): tuple(str(value) for value in component["values"])
        for component in _inputs(data)
        if component.get("values") is not None
    }


def menu_values(data: Mapping[str, Any] | None) -> tuple[str, ...]:
    """Return what was chosen in a menu or picker under a message (ids of channels, roles and people as text)."""
    values = (data or {}).get("values")
    return tuple(str(value) for value in values) if isinstance(values, list) else ()


def _inputs(data: Mapping[str, Any] | None) -> Iterator[Mapping[str, Any]]:
    waiting = list((data or {}).get("components") or ())
    while waiting:
        component = waiting.pop(0)
        if component.get("type") == _LABEL and component.get("component"):
            waiting.insert(0, component["component"])
        elif component.get("type") == _ROW:
            waiting[:0] = component.get("components") or ()
        elif "custom_id" in component:
            yield component
