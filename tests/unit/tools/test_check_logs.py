"""The check of logs finds what would never arrive."""

import ast

import pytest

from tools.check_logs import check


@pytest.mark.parametrize(
    "source",
    [
        'log.info("incident.raised", survey=4, rule="en.plan")',
        'self._log.exception("job.failed", exc_info=wrong)',
        'texts.info("Anything at all", words="x")',
        'log.bind(anything="x")',
    ],
)
def test_what_would_arrive_is_well(source: str) -> None:
    assert list(check(ast.parse(source), "bot/a.py")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('log.info("incident.raised", content=text)', "the field content is not in bot/logs.py"),
        ('log.info("incident.raised", **values)', "the field None"),
        ('log.warning("Somebody wrote")', "the event is no literal code"),
        ('log.warning(f"incident.{state}")', "the event is no literal code"),
        ('log.error("incident.%s", state)', "the event is no literal code"),
    ],
)
def test_what_would_be_dropped_is_found(source: str, found: str) -> None:
    (problem,) = check(ast.parse(source), "bot/a.py")

    assert problem.startswith("bot/a.py:1: ")
    assert found in problem
