"""What somebody is given when they ask: everything, readable, and safe to open."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.privacy.account import Account, as_json, as_page
from bot.settings import default_data_dir
from bot.storage.keeping import Holding, Owner, Record
from bot.texts import Texts

AT = datetime(2026, 5, 4, 20, 0, tzinfo=UTC)
SHIFTS = Holding(
    "shifts",
    "kept-shifts",
    "kept-responders-whom",
    "kept-shifts-why",
    "kept-shifts-until",
    Owner.LEADS,
    timedelta(days=90),
    (),
)
TEXTS = Texts.load(Path(default_data_dir()) / "locales")


def account(*records: Record) -> Account:
    return Account(5, known=bool(records), at=AT, found={SHIFTS: records} if records else {})


def test_json_holds_every_fact_with_the_day_on_which_it_goes() -> None:
    record = Record({"fact-starts": AT, "fact-last-resort": True, "fact-position": "primary"}, AT + timedelta(days=90))
    kept = json.loads(as_json(account(record), TEXTS.speaker("en")))["kept"]["shifts"]
    assert kept["records"] == [
        {
            "starts": "2026-05-04T20:00:00+00:00",
            "last_resort": True,
            "position": "primary",
            "goes": "2026-08-02T20:00:00+00:00",
        }
    ]
    assert kept["until"].startswith("90 days after they end")
    assert kept["who_answers_for_it"] == "the on-call leads"


def test_the_page_says_the_same_in_the_readers_language_and_runs_nothing() -> None:
    record = Record({"fact-position": "<script>alert(1)</script>", "fact-last-resort": False})
    page = as_page(account(record), TEXTS.speaker("es"))
    assert "<h2>turnos</h2>" in page
    assert "<th>puesto</th><th>último recurso</th>" in page
    assert "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td><td>no</td>" in page
    assert "<script" not in page


def test_of_a_stranger_the_page_says_that_there_is_nothing() -> None:
    assert "<p>Nothing is kept about you by name.</p>" in as_page(account(), TEXTS.speaker("en"))
