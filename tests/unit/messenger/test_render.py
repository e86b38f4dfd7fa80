"""What Discord would refuse never leaves the house; in a page, what does not fit is left out rather than the page."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messenger.message import (
    Button,
    Card,
    Choice,
    Field,
    Form,
    FormMenu,
    Menu,
    Message,
    Picker,
    Row,
    TextInput,
    Tone,
)
from bot.messenger.plain import units
from bot.messenger.render import Unrenderable, render, render_edit, render_form
from bot.messenger.submits import form_answers, form_choices, menu_values

TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=60).map(lambda text: text * 40)
CARDS = st.builds(
    Card,
    title=TEXT,
    body=TEXT,
    fields=st.lists(st.builds(Field, name=TEXT, value=TEXT), max_size=30).map(tuple),
    footer=st.none() | TEXT,
)
BUTTONS = st.builds(Button, label=TEXT, custom_id=st.text("ab:1", min_size=0, max_size=120))
MENUS = st.builds(
    Menu,
    custom_id=st.text("cd:", max_size=5),
    choices=st.lists(
        st.builds(Choice, label=TEXT, value=st.text("xyz", max_size=3), description=TEXT), max_size=30
    ).map(tuple),
)
ROWS: st.SearchStrategy[Row] = st.lists(BUTTONS, max_size=7).map(tuple) | MENUS


@given(
    st.builds(
        Message, content=TEXT, cards=st.lists(CARDS, max_size=12).map(tuple), rows=st.lists(ROWS, max_size=7).map(tuple)
    )
)
def test_a_page_is_always_within_discords_limits(message: Message) -> None:
    rendered = render(message, marker=2**30, strict=False)
    embeds = [embed.to_dict() for embed in rendered["embeds"]]
    assert units(rendered["content"] or "") <= 2000
    assert len(embeds) <= 10
    assert sum(_size(embed) for embed in embeds) <= 6000
    for embed in embeds:
        assert units(embed.get("title") or "") <= 256
        assert len(embed.get("fields", ())) <= 25
        assert all(0 < units(one["name"]) <= 256 and 0 < units(one["value"]) <= 1024 for one in embed.get("fields", ()))
    rows = rendered["view"].to_components() if "view" in rendered else []
    assert len(rows) <= 5
    items = [item for row in rows for item in row["components"]]
    assert all(0 < len(item["custom_id"]) <= 100 for item in items)
    assert len({item["custom_id"] for item in items}) == len(items)
    assert rendered["content"] or embeds or rows


def _size(embed: Any) -> int:
    texts = [embed.get("title"), embed.get("description"), embed.get("footer", {}).get("text")]
    texts += [one[part] for one in embed.get("fields", ()) for part in ("name", "value") if one[part] != "\u200b"]
    return sum(units(text) for text in texts if text and text != "\u200b")


@pytest.mark.parametrize(
    "message",
    [
        Message(),
        Message("x", rows=((Button("a", "x" * 101),),)),
        Message("x", rows=((Button("a", "same"), Button("b", "same")),)),
        Message("x", rows=tuple((Button("a", str(n)),) for n in range(6))),
        Message("x", rows=(tuple(Button("a", str(n)) for n in range(6)),)),
        Message("x", rows=(Menu("m", tuple(Choice("c", str(n)) for n in range(26))),)),
        Message("x", rows=(Menu("m", ()),)),
        Message("x", rows=(Menu("m", (Choice("a", "same"), Choice("b", "same"))),)),
        Message("x", cards=tuple(Card(str(n)) for n in range(11))),
        Message("x", cards=(Card("a", fields=tuple(Field("n", "v") for _ in range(26))),)),
        Message("x", mentions=frozenset(range(1, 102))),
    ],
)
def test_elsewhere_too_much_of_something_is_an_error_of_ours(message: Message) -> None:
    with pytest.raises(Unrenderable):
        render(message)
    render(message, strict=False)


def test_the_marker_is_on_the_first_component_only() -> None:
    message = Message("x", rows=((Button("a", "1"), Button("b", "2")), Menu("m", (Choice("c", "v"),))))
    rows = render(message, marker=123456789)["view"].to_components()
    assert [item.get("id") for row in rows for item in row["components"]] == [123456789, None, None]


def test_nobody_is_mentioned_who_was_not_named() -> None:
    silent = render(Message("@everyone <@1> <@&2>"))["allowed_mentions"].to_dict()
    assert silent == {"parse": []}
    named = render(Message("<@1>", mentions=frozenset({1}), role_mentions=frozenset({2})))["allowed_mentions"].to_dict()
    assert (named["users"], named["roles"], named["parse"]) == ([1], [2], [])


def test_an_edit_without_rows_takes_the_buttons_away_and_a_send_has_no_view() -> None:
    assert render_edit(Message("x"))["view"] is None
    assert "view" not in render(Message("x"))


@pytest.mark.parametrize("tone", ["calm", "urgent", "waiting", "done"])
def test_every_tone_has_a_colour(tone: Tone) -> None:
    assert render(Message(cards=(Card("t", tone=tone),)))["embeds"][0].colour.value


def test_pickers_carry_what_is_chosen_already() -> None:
    rows = (
        Picker("c", "channel", chosen=(5,)),
        Picker("v", "channel", channels="voice"),
        Picker("r", "role", chosen=(6, 7), at_most=1),
        Picker("u", "user"),
    )
    channel, voice, role, user = (
        row["components"][0] for row in render(Message("x", rows=rows))["view"].to_components()
    )
    assert channel["default_values"] == [{"type": "channel", "id": 5}]
    assert channel["channel_types"] == [0]
    assert voice["channel_types"] == [2, 13]
    assert role["default_values"] == [{"type": "role", "id": 6}]
    assert user["type"] == 5


def test_a_form_has_its_notice_first_and_every_field_under_a_label() -> None:
    form = Form(
        "note:7",
        "t" * 60,
        (
            TextInput("words", "What happened", description="as you like", default="d" * 20, long=True, max_length=10),
            FormMenu(
                "outcome", "How it ended", (Choice("Safe", "safe"), Choice("Handed over", "over")), required=False
            ),
        ),
        notice="Who can read this",
    )
    payload = render_form(form).to_dict()
    notice, words, outcome = payload["components"]
    assert payload["custom_id"] == "note:7"
    assert len(payload["title"]) <= 45
    assert notice == {"type": 10, "content": "Who can read this"}
    assert words["type"] == outcome["type"] == 18
    assert words["component"]["custom_id"] == "words"
    assert words["component"]["value"] == "d" * 10
    assert (outcome["component"]["required"], outcome["component"]["min_values"]) == (False, 0)


@pytest.mark.parametrize(
    "form",
    [
        Form("f", "t", ()),
        Form("f", "t", tuple(TextInput(str(n), "l") for n in range(5)), notice="n"),
        Form("f", "t", (TextInput("same", "l"), TextInput("same", "l"))),
    ],
)
def test_a_form_that_discord_would_refuse_is_an_error_of_ours(form: Form) -> None:
    with pytest.raises(Unrenderable):
        render_form(form)


def test_a_submitted_form_is_read_from_the_raw_interaction() -> None:
    data = {
        "custom_id": "f",
        "components": [
            {"type": 10, "id": 1},
            {"type": 18, "id": 2, "component": {"type": 4, "custom_id": "words", "value": "so tired"}},
            {"type": 18, "id": 4, "component": {"type": 3, "custom_id": "one", "values": ["a"]}},
            {"type": 18, "id": 6, "component": {"type": 3, "custom_id": "none", "values": []}},
            {"type": 1, "components": [{"type": 4, "custom_id": "old", "value": None}]},
        ],
    }
    assert form_answers(data) == {"words": "so tired", "one": "a", "none": "", "old": ""}
    assert form_choices(data) == {"one": ("a",), "none": ()}


@pytest.mark.parametrize("data", [None, {}, {"components": None}, {"components": [{"type": 99}]}])
def test_a_strange_submit_is_an_empty_one(data: Any) -> None:
    assert form_answers(data) == {}
    assert form_choices(data) == {}
    assert menu_values(data) == ()


def test_what_was_chosen_under_a_message_is_read_too() -> None:
    assert menu_values({"custom_id": "m", "values": ["1", "2"]}) == ("1", "2")
