"""What goes wrong in a way that we foresaw is one line for the operator, and an exit code for their scripts."""

from dataclasses import replace
from typing import Any

import pytest

from bot.cli.errors import DiscordAway, MembersIntentOff, TokenRefused
from bot.cli.serving import preflight, use_addresses
from bot.cli.terminal import language
from bot.readiness import ApplicationFacts, Token
from bot.settings import Settings


def test_a_missing_token_and_a_wrong_setting_stop_with_two(cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = cli("run")
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    wrong = cli("migrate")

    assert (missing.code, wrong.code) == (2, 2)
    assert missing.err.startswith("DISCORD_TOKEN is not set")
    assert wrong.err == "LOG_LEVEL: put DEBUG, INFO, WARNING, ERROR or CRITICAL there.\n"


def test_a_language_without_a_story_is_refused(cli: Any) -> None:
    assert cli("rehearse", "--story", "--locale", "fr").err.endswith("Choose one of: en, es\n")


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LANG": "es_ES.UTF-8"}, "es"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "es_MX"}, "es"),
        ({"LANG": "C.UTF-8"}, "C"),
        ({}, None),
    ],
)
def test_the_terminal_decides_the_language(environment: dict[str, str], spoken: str | None) -> None:
    assert language(environment) == spoken


class Discord:
    """Answers as told, the last answer for good."""

    def __init__(self, *answers: tuple[Token, ApplicationFacts | None]) -> None:
        self.answers = list(answers)
        self.waited: list[float] = []

    async def ask(self, _: str) -> tuple[Token, ApplicationFacts | None]:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    async def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)

    async def look(self) -> bool:
        return await preflight("token", ask=self.ask, waits=(1.0, 2.0), sleep=self.sleep)


ALL_ON = ApplicationFacts(members=True, content=True)


async def test_both_switches_on_lets_it_start() -> None:
    assert await Discord((Token.WORKS, ALL_ON)).look() is True


async def test_without_content_it_starts_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert await Discord((Token.WORKS, ApplicationFacts(members=True, content=False))).look() is False
    assert "The switch Message Content Intent is off" in capsys.readouterr().err


async def test_without_members_or_with_a_strange_token_it_does_not_start() -> None:
    with pytest.raises(MembersIntentOff):
        await Discord((Token.WORKS, ApplicationFacts(members=False, content=True))).look()
    with pytest.raises(TokenRefused):
        await Discord((Token.REFUSED, None)).look()


async def test_a_network_that_comes_up_late_is_waited_for_and_one_that_does_not_is_named() -> None:
    late = Discord((Token.UNKNOWN, None), (Token.UNKNOWN, None), (Token.WORKS, ALL_ON))
    never = Discord((Token.UNKNOWN, None))

    assert await late.look() is True
    assert late.waited == [1.0, 2.0]
    with pytest.raises(DiscordAway):
        await never.look()


async def test_where_no_session_may_begin_it_says_so_and_waits(capsys: pytest.CaptureFixture[str]) -> None:
    spent = ApplicationFacts(members=True, content=True, starts=0, starts_again=90.0)
    again = Discord((Token.WORKS, spent), (Token.WORKS, replace(spent, starts=1000)))

    assert await again.look() is True
    assert again.waited == [90.0]
    assert "connects by itself in 2 minutes" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("http://127.0.0.1:9", "http://127.0.0.1:9/api/v10"),
        ("http://127.0.0.1:9/api/v10/", "http://127.0.0.1:9/api/v10"),
        ("https://proxy.example/discord", "https://proxy.example/discord"),
    ],
)
def test_other_addresses_than_discords_own_are_used(monkeypatch: pytest.MonkeyPatch, given: str, used: str) -> None:
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

    monkeypatch.setattr(Route, "BASE", Route.BASE)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)

    use_addresses(Settings.load({"DISCORD_API_URL": given, "DISCORD_GATEWAY_URL": "ws://127.0.0.1:8/"}))

    assert Route("GET", "/users/@me").url == f"{used}/users/@me"
    assert str(DiscordWebSocket.DEFAULT_GATEWAY) == "ws://127.0.0.1:8"
