"""Our contracts see imports from where they should not come, and leave the others alone."""

from typing import Any, Final

import pytest
from grimp import ImportGraph
from importlinter import Contract, ContractCheck

from tools.layers import OnlyImporters, Private

SESSION: Final[dict[str, Any]] = {"root_packages": ["bot"]}


def graph(*imports: tuple[str, str]) -> ImportGraph:
    made = ImportGraph()
    made.add_module("discord", is_squashed=True)
    for importer, imported in imports:
        made.add_import(importer=importer, imported=imported, line_number=3, line_contents="…")
    return made


def verdict(contract: Contract, imports: ImportGraph) -> ContractCheck:
    return contract.check(imports, verbose=False)


def only() -> OnlyImporters:
    options = {"package": "discord", "allowed": ["bot.cogs", "bot.messenger.adapter"]}
    return OnlyImporters(name="discord", session_options=SESSION, contract_options=options)


def private() -> Private:
    options = {"module": "tables", "but": ["bot.storage.migrations"]}
    return Private(name="tables", session_options=SESSION, contract_options=options)


@pytest.mark.parametrize("importer", ["bot.cogs.help", "bot.cogs", "bot.messenger.adapter"])
def test_the_allowed_may_import(importer: str) -> None:
    assert verdict(only(), graph((importer, "discord"))).kept


@pytest.mark.parametrize("importer", ["bot.moderation.intake", "bot.messenger", "bot.cogsworth", "bot.new"])
def test_all_others_may_not_even_if_nobody_foresaw_them(importer: str, capsys: pytest.CaptureFixture[str]) -> None:
    contract = only()

    check = verdict(contract, graph((importer, "discord")))
    contract.render_broken_contract(check)

    assert not check.kept
    assert f"{importer} imports discord (line 3)" in capsys.readouterr().out


def test_a_package_that_nobody_imports_breaks_nothing() -> None:
    assert verdict(only(), ImportGraph()).kept


def test_tables_are_for_their_own_package_and_for_migrations() -> None:
    fine = graph(
        ("bot.agenda.jobs", "bot.agenda.tables"),
        ("bot.agenda", "bot.agenda.tables"),
        ("bot.storage.migrations.env", "bot.agenda.tables"),
    )

    assert verdict(private(), fine).kept


def test_what_is_inside_a_private_package_is_private_too() -> None:
    assert not verdict(private(), graph(("bot.moderation.cases", "bot.agenda.tables.jobs"))).kept
    assert verdict(private(), graph(("bot.agenda.tables", "bot.agenda.tables.jobs"))).kept


def test_another_packages_tables_are_out_of_reach(capsys: pytest.CaptureFixture[str]) -> None:
    contract = private()

    check = verdict(contract, graph(("bot.moderation.cases", "bot.agenda.tables")))
    contract.render_broken_contract(check)

    assert not check.kept
    assert "bot.moderation.cases imports bot.agenda.tables (line 3)" in capsys.readouterr().out
