"""JSON lines are answered one for one, and an evaluation counts what a person would count."""

import json

import pytest

from bot.moderation.detection import Detector, Tier
from bot.moderation.detection.evaluation import Share, assess_lines, evaluate, expected


def test_lines_are_answered_one_for_one_and_bad_ones_say_so(detector: Detector) -> None:
    lines = [
        '{"text": "I took all the pills", "locale": "en"}',
        "not json",
        "[]",
        '{"text": 3}',
        '{"text": "hi", "locale": 3}',
        "",
        '{"text": "\\ud800 hi"}',
        "[" * 100_000,
    ]
    answers = [json.loads(line) for line in assess_lines(detector, lines)]
    assert len(answers) == len(lines)
    assert answers[0]["tier"] == "page"
    assert answers[0]["category"] == "overdose"
    assert set(answers[0]) == {"tier", "category", "rule", "spans"}
    assert answers[0]["spans"] == [[2, 20]]
    assert answers[6] == {"tier": "none", "category": None, "rule": None, "spans": []}
    for number in (1, 2, 3, 4, 5, 7):
        assert answers[number]["line"] == number + 1
        assert answers[number]["error"]


@pytest.mark.parametrize(
    ("label", "tier"),
    [
        ("Urgent", Tier.PAGE),
        ("crisis_urgent", Tier.PAGE),
        ("self-harm", Tier.REVIEW),
        ("1", Tier.REVIEW),
        ("Non-Suicidal", Tier.NONE),
        ("0", Tier.NONE),
    ],
)
def test_labels_are_understood_however_they_are_spelled(label: str, tier: Tier) -> None:
    assert expected(label) is tier


def test_an_evaluation_counts_recall_precision_alarms_and_misses(detector: Detector) -> None:
    seen: list[int] = []
    rows = [
        {"text": "I have the pills in front of me", "label": "urgent", "category": "means"},
        {"text": "the weather is nice", "label": "crisis", "category": "burden"},
        {"text": "everyone would be better off without me", "label": "crisis", "category": "burden"},
        {"text": "good morning", "label": "none"},
        {"text": "i want to kill myself", "label": "none"},
        {"text": "what", "label": "purple"},
    ]
    report = evaluate(detector, rows, seen.append)
    assert seen == [1, 2, 3, 4, 5, 6]
    assert (report.recall.hits, report.recall.total) == (2, 3)
    assert (report.urgent_recall.hits, report.page_recall.hits, report.urgent_recall.total) == (1, 1, 1)
    assert (report.precision.hits, report.precision.total) == (2, 3)
    assert (report.page_precision.hits, report.page_precision.total) == (1, 2)
    assert (report.alarms.hits, report.false_pages.hits, report.alarms.total) == (1, 1, 2)
    assert [outcome.number for outcome in report.missed] == [2]
    assert [outcome.number for outcome in report.false_alarms] == [5]
    assert report.unknown == ((6, "purple"),)
    assert [(line.name, line.rows, line.page, line.review, line.none) for line in report.labels] == [
        ("crisis", 2, 0, 1, 1),
        ("none", 2, 1, 0, 1),
        ("urgent", 1, 1, 0, 0),
    ]
    assert [(line.name, line.rows, line.right.hits) for line in report.categories] == [
        ("burden", 2, 1),
        ("means", 1, 1),
    ]


def test_an_interval_is_wilsons() -> None:
    low, high = Share(8, 10).interval
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)
    assert Share(0, 0).rate is None
    assert Share(0, 0).interval == (0.0, 1.0)
    assert Share(0, 10).interval[0] == 0.0
    assert Share(10, 10).interval[1] == 1.0
