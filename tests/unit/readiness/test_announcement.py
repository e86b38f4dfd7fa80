"""What members are told before they need anything: what is read, what is kept, the limits, and the way to a person."""

import pytest

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.render import render
from bot.servers import Ages, Server
from bot.settings import default_data_dir
from bot.texts import Texts
from bot.ui.setup.announcement import announcement

TEXTS = Texts.load(default_data_dir() / "locales")


def words(message: Message) -> str:
    return "\n".join(f"{card.title}\n{card.body}" for card in message.cards)


@pytest.mark.parametrize("locale", TEXTS.locales)
@pytest.mark.parametrize("content", [True, False])
def test_it_fits_into_one_message_with_the_button_to_a_person_first(locale: str, *, content: bool) -> None:
    message = announcement(Server(7), TEXTS.speaker(locale), content=content)
    render(message)
    row = message.rows[0]
    assert isinstance(row, tuple)
    assert isinstance(row[0], Button)
    assert row[0].custom_id == button_id("support", "open", 7)


def test_a_bot_that_cannot_read_does_not_say_that_it_does() -> None:
    say = TEXTS.speaker("en")
    assert "I look for signs" in words(announcement(Server(7), say, content=True))
    blind = words(announcement(Server(7), say, content=False))
    assert "I cannot read the channels here." in blind
    assert "I look for signs" not in blind


def test_it_says_whom_the_server_is_for() -> None:
    say = TEXTS.speaker("es")
    assert "18 años o más" in words(announcement(Server(7, ages=Ages.ADULTS), say, content=True))
    assert "de 13 a 17" in words(announcement(Server(7, ages=Ages.MIXED), say, content=True))
