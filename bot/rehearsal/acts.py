"""Doing as one of the people of the town does, asked for by a page."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeVar

from bot.rehearsal.discord.people import Person, Turn
from bot.rehearsal.discord.server import Discord
from bot.rehearsal.discord.simulated import Message, fields_of, options_of
from bot.rehearsal.told import DIRECT, View
from bot.rehearsal.town import Town

T = TypeVar("T")
_PERSON, _PLACE, _ROLE, _EITHER = 6, 7, 8, 9  # of a command's options
_CHOICES: Final = {3, 5, 6, 7, 8}  # of a form's fields: menus, which take several
_MEANT: Final = {5: _PERSON, 6: _ROLE, 7: _EITHER, 8: _PLACE}


class Acts:
    """Does what somebody does: `{"who": "maya", "do": "press", "label": …}`."""

    def __init__(self, discord: Discord, town: Town, view: View) -> None:
        """Act in a town."""
        self._discord, self._town, self._view = discord, town, view
        self._forms: dict[str, Turn] = {}
        self._last: dict[str, int] = {}
        self._known: Mapping[str, Callable[[Person, Mapping[str, Any]], Any]] = {
            "write": self._write,
            "edit": self._edit,
            "delete": self._delete,
            "react": self._react,
            "unreact": self._react,
            "leave": self._leave,
            "press": self._press,
            "choose": self._choose,
            "fill": self._fill,
            "command": self._command,
            "suggest": self._suggest,
            "menu": self._menu,
        }

    async def do(self, wanted: Mapping[str, Any]) -> Turn | None:
        """Do it; return the turn to wait for, if the bot is to answer.

        Raises:
            KeyError: a part of what is wanted is missing.
            LookupError, ValueError, TypeError: there is no such person, place, button, field or deed.
            Impossible, Refused: Discord would not let them.
        """
        who, what = str(wanted["who"]), str(wanted["do"])
        if what == "join":
            self._join(who)
            return None
        person = _find(self._town.people, who, "is not here; these are")
        turn = await _find(self._known, what, "is nothing that anybody does here; these are")(person, wanted)
        if not isinstance(turn, Turn):
            return None
        self._last[who] = turn.id
        return turn

    def answered(self, who: str, turn: Turn) -> None:
        """Remember the form that somebody has open now."""
        if turn.form is not None:
            self._forms[who] = turn

    def last(self, who: str) -> int:
        """Return the number of what somebody did last that the bot answers.

        Raises:
            LookupError: nothing yet.
        """
        return _find(self._last, who, "has done nothing yet that the bot answers; these have")

    # -- writing and being there ----------------------------------------------------------------------------------

    async def _write(self, person: Person, wanted: Mapping[str, Any]) -> None:
        person.write(self._channel(person, wanted), str(wanted["text"]))

    async def _edit(self, person: Person, wanted: Mapping[str, Any]) -> None:
        message = self._message(person, wanted, mine=True)
        person.edit(message.channel_id, message.id, str(wanted["text"]))

    async def _delete(self, person: Person, wanted: Mapping[str, Any]) -> None:
        message = self._message(person, wanted, mine=True)
        person.delete(message.channel_id, message.id)

    async def _react(self, person: Person, wanted: Mapping[str, Any]) -> None:
        await person.react(self._message(person, wanted), str(wanted["emoji"]), on=wanted["do"] == "react")

    async def _leave(self, person: Person, _: Mapping[str, Any]) -> None:
        self._discord.people.leave(person)

    def _join(self, who: str) -> None:
        if who not in self._town.people:
            self._town.people[who] = self._discord.people.somebody(who)
        if self._town[who].guild_id is not None:
            raise ValueError(f"{who} is here already")
        self._discord.people.join(self._town[who], self._town.guild_id)

    # -- what the bot answers -------------------------------------------------------------------------------------

    async def _press(self, person: Person, wanted: Mapping[str, Any]) -> Turn:
        label = str(wanted["label"])
        return await person.press(_with_button(person.reads(self._channel(person, wanted)), label), label)

    async def _choose(self, person: Person, wanted: Mapping[str, Any]) -> Turn:
        message, item = _with_menu(person.reads(self._channel(person, wanted)), str(wanted["menu"]))
        kind = _MEANT.get(item["type"])
        return await person.choose(message, item["custom_id"], *self._several(kind, wanted["value"]))

    async def _fill(self, person: Person, wanted: Mapping[str, Any]) -> Turn:
        who = str(wanted["who"])
        form = _find(self._forms, who, "has no form open; these have")
        fields = fields_of(form.form or {})
        values = {}
        for name, value in dict(wanted["values"]).items():
            kind = _find(fields, name, "is no field of this form; these are")
            values[name] = self._several(_MEANT.get(kind), value) if kind in _CHOICES else value
        turn = await person.fill(form, **values)
        del self._forms[who]  # a slip has left it open, as Discord does
        return turn

    async def _command(self, person: Person, wanted: Mapping[str, Any]) -> Turn:
        name = str(wanted["name"])
        return await person.command(self._channel(person, wanted), name, **self._options(name, wanted))

    async def _suggest(self, person: Person, wanted: Mapping[str, Any]) -> Turn:
        name, option = str(wanted["name"]), str(wanted["option"])
        place = self._channel(person, wanted)
        return await person.suggest(place, name, option, str(wanted.get("text", "")), **self._options(name, wanted))

    async def _menu(self, person: Person, wanted: Mapping[str, Any]) -> Turn:
        name = str(wanted["name"])
        if "whom" not in wanted:
            return await person.menu(self._message(person, wanted), name)
        whom = _find(self._town.people, str(wanted["whom"]), "is not here; these are")
        return await person.menu_on(self._channel(person, wanted), name, whom)

    def _options(self, command: str, wanted: Mapping[str, Any]) -> dict[str, Any]:
        declared = options_of(self._discord.store, self._town.guild_id, command)
        return {
            name: self._handle(_find(declared, name, f"is no option of {command}; these are"), value)
            for name, value in dict(wanted.get("options", {})).items()
        }

    # -- finding --------------------------------------------------------------------------------------------------

    def _several(self, kind: int | None, value: object) -> list[Any]:
        return [self._handle(kind, one) for one in (value if isinstance(value, list) else [value])]

    def _handle(self, kind: int | None, value: Any) -> Any:  # noqa: ANN401  whatever simcord takes for an option
        """Return somebody or something by the name that the town has for it."""
        people, roles, places = self._town.people, self._town.roles, self._view.places()
        if kind == _PERSON or (kind == _EITHER and value in people):
            return _find(people, value, "is not here; these are").handle
        if kind in (_ROLE, _EITHER):
            role = _find(roles, value, "is no role here; these are")
            return self._discord.people.around.role(self._town.guild_id, role)
        if kind == _PLACE:
            return self._discord.people.place(_find(places, value, "is no place here; these are"))
        return value

    def _channel(self, person: Person, wanted: Mapping[str, Any]) -> int:
        place = wanted.get("place", DIRECT)
        return (
            person.direct if place == DIRECT else _find(self._view.places(), str(place), "is no place here; these are")
        )

    def _message(self, person: Person, wanted: Mapping[str, Any], *, mine: bool = False) -> Message:
        """Return the message that is meant: by its id or a piece of its text (`message`), or the newest that a person wrote."""
        meant = str(wanted.get("message", ""))
        for one in reversed(person.reads(self._channel(person, wanted))):
            theirs = one.author_id == person.id if mine else meant or one.author_id != self._discord.store.bot_user.id
            if theirs and (meant in one.content or meant == str(one.id)):
                return one
        raise LookupError("no such message is to be seen there")


def _find(known: Mapping[str, T], name: str, otherwise: str) -> T:
    if name not in known:
        raise LookupError(f"{name} {otherwise}: {', '.join(known) or 'none'}")
    return known[name]


def _items(messages: Iterable[Message]) -> Iterable[tuple[Message, dict[str, Any]]]:
    for message in messages:
        for row in message.components:
            for item in row.get("components") or ():
                yield message, item


def _with_button(messages: list[Message], label: str) -> Message:
    found = [message for message, item in _items(messages) if item.get("label") == label]
    if not found:
        raise LookupError(f"no button {label} is to be seen there")
    return found[-1]


def _with_menu(messages: list[Message], name: str) -> tuple[Message, dict[str, Any]]:
    """Return the newest menu whose id or placeholder begins so, with its message."""
    found = [
        (message, item)
        for message, item in _items(messages)
        if "label" not in item
        and any(str(item.get(part, "")).startswith(name) for part in ("custom_id", "placeholder"))
    ]
    if not found:
        raise LookupError(f"no menu {name} is to be seen there")
    return found[-1]
