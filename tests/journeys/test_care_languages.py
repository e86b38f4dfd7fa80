"""Whoever writes in a language that can page is answered in it, and finds helplines they can read."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from bot.moderation.incident import Outcome

Read = Callable[[Any], str]
FRENCH = "j'ai avalé tous mes cachets, dites à ma mère que je l'aime"
ARABIC = "بلعت كل الحبوب، سامحوني"
TAIWANESE = "我今晚要自殺，遺書已經寫好了"
ENGLISH = re.compile(r"\b(the|you|your|this|that|with|and|they|please)\b", re.IGNORECASE)


def no_english(text: str) -> str:
    plain = text.replace("The Tuesday group", "")
    assert not ENGLISH.search(plain), plain
    return text


async def test_a_french_crisis_is_answered_in_french_to_its_end(world: Any, read: Read) -> None:
    await world.save_server(country="FR")
    await world.maya.send(world.lounge, FRENCH)
    first = no_english(world.inbox(world.maya)[-1])
    assert first.startswith("Bonjour, ici le bot de The Tuesday group. J'écris à toi seul·e")
    assert "Je préviens Ana, de l'équipe." in first
    assert "**3114, numéro national de prévention du suicide** : appelle le **3114**" in first
    assert "Si tu es en danger maintenant, appelle le **112**." in first
    # Her Discord speaks English; the answers to her buttons stay in the language she wrote.
    assert "Merci de l'avoir dit" in no_english(
        read(await world.press(world.maya, "Ce n'est pas ce que je voulais dire"))
    )
    assert "La police va venir ?" in [
        child["label"]
        for row in (await world.press(world.maya, "Et si je demande ?")).response.components
        for child in row["components"]
    ]
    assert "3114" in no_english(read(await world.press(world.maya, "Lignes d'écoute")))
    await world.press(world.ana, "I'm on it")
    assert world.inbox(world.maya)[-1].startswith("Ana est là pour toi maintenant")
    await world.services.response.resolve(world.open_case().key, world.ana.id, Outcome.TALKED)
    no_english(world.inbox(world.maya)[-1])
    assert read(await world.press(world.maya, "Oui, volontiers")).startswith("Je t'écrirai demain")


@pytest.mark.parametrize(
    ("words", "opens"),
    [
        (ARABIC, "مرحبًا، هنا بوت The Tuesday group."),
        (TAIWANESE, "你好，我是 The Tuesday group 的機器人"),
    ],
)
async def test_letters_of_another_script_are_answered_in_them(world: Any, words: str, opens: str) -> None:
    await world.maya.send(world.lounge, words)
    assert no_english(world.inbox(world.maya)[-1]).startswith(opens)


async def test_arabic_numbers_keep_their_order_between_letters_that_run_the_other_way(world: Any) -> None:
    await world.save_server(country="FI")
    await world.maya.send(world.lounge, ARABIC)
    first = world.inbox(world.maya)[-1]
    numbers = re.findall(r"\*\*(\S*\d[\d -]*\S*)\*\*", first)
    assert len(numbers) >= 2
    assert all(number[0] == "\u2066" and number[-1] == "\u2069" for number in numbers), numbers
    assert "**\u2066112\u2069**" in first


async def test_help_is_asked_for_in_the_language_of_ones_discord(
    world: Any, read: Read, speak: Callable[[str], None]
) -> None:
    speak("ja")
    shown = await world.maya.slash(world.lounge, "support")
    assert "Ana さんが当番です" in read(shown)
    assert "当番の人と責任者が読めます" in read(shown)
    sent = await world.maya.click(shown.response.message, label="いま誰かと話す")
    assert "いま Ana さんに伝えています" in read(sent)
    assert world.inbox(world.maya)[-1].startswith("こんにちは、The Tuesday group のボットです。")


async def test_what_a_care_language_does_not_say_is_said_in_english(world: Any, speak: Callable[[str], None]) -> None:
    speak("ko")
    listed = await world.ana.slash(world.alerts, "oncall list")
    assert listed.response.embeds[0].fields[0].name == "Now"
