"""What somebody had put into a form that was refused: at hand for a while, so that a slip loses nothing.

Held in memory alone, one form a person. What is answered without a name is never held.
"""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.errors import Refusal
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Form, FormMenu, Row, TextInput
from bot.ui.turn import Turn

AT_HAND: Final = timedelta(minutes=15)
_MOST: Final = 500  # people
AGAIN: Final = "form", "again"


class NotAtHand(Refusal):
    """What had been written is gone: too long ago, or before a restart."""

    text = "error-form-not-at-hand"


@dataclass(frozen=True, slots=True)
class _Held:
    form: Form
    at: datetime


class Drafts:
    """The form that each person has open or got refused, the oldest first; times are Discord's, of what they did."""

    def __init__(self) -> None:
        """Start with none."""
        self._held: OrderedDict[int, _Held] = OrderedDict()

    def shown(self, turn: Turn, form: Form) -> None:
        """Remember that somebody has a form open."""
        self._held.pop(turn.user_id, None)
        if not form.nameless:
            self._hold(turn, form)

    def taken(self, turn: Turn) -> None:
        """Forget the form that a turn submits: it was taken. One that it opened stays."""
        held = self._held.get(turn.user_id)
        if held is not None and turn.submits(held.form.custom_id):
            del self._held[turn.user_id]

    def refused(self, turn: Turn) -> tuple[Row, ...]:
        """Remember what was put into the form that a turn submits; return the way back to it, if there is one."""
        held = self._at_hand(turn)
        if held is None or not turn.submits(held.custom_id):
            return ()
        fields, picked = turn.fields, turn.picked
        self._hold(turn, replace(held, fields=tuple(_filled(field, fields, picked) for field in held.fields)))
        return ((Button(turn.say("button-form-again"), button_id(*AGAIN), style="primary"),),)

    async def again(self, turn: Turn) -> None:
        """Show somebody their form again, with what they had put in.

        Raises:
            NotAtHand: it is no longer held.
        """
        form = self._at_hand(turn)
        if form is None:
            raise NotAtHand
        await turn.form(form)

    def _at_hand(self, turn: Turn) -> Form | None:
        while self._held and turn.at - next(iter(self._held.values())).at > AT_HAND:
            self._held.popitem(last=False)
        held = self._held.get(turn.user_id)
        return None if held is None else held.form

    def _hold(self, turn: Turn, form: Form) -> None:
        self._held[turn.user_id] = _Held(form, turn.at)
        self._held.move_to_end(turn.user_id)
        if len(self._held) > _MOST:
            self._held.popitem(last=False)


def _filled(
    field: TextInput | FormMenu, fields: dict[str, str], picked: dict[str, tuple[str, ...]]
) -> TextInput | FormMenu:
    if isinstance(field, TextInput):
        return replace(field, default=fields.get(field.key) or None)
    chosen = picked.get(field.key, ())
    return replace(field, choices=tuple(replace(one, chosen=one.value in chosen) for one in field.choices))
