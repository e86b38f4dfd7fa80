"""The compiled lexicon is kept beside the packs, answers as they do, and is believed only while it is theirs."""

import json
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

from bot.moderation.detection import Detector, Tier
from bot.moderation.detection.compiled import COMPILED, load_tables
from bot.moderation.detection.engine import Engine
from bot.moderation.detection.lexicon import read_lexicon
from bot.moderation.detection.tables import Tables, tables
from tests.unit.detection.conftest import LEXICON

Pack = Callable[[str], Path]
FRAME = """
[[frame]]
name = "sample"
category = "ideation"
tier = "page"
forms = ["blue ..2 sky"]
matches = ["x"]
misses = ["y"]
"""


def detector(directory: Path) -> Detector:
    return Detector(Engine(load_tables(directory)))


def test_what_was_kept_is_what_compiling_gives() -> None:
    load_tables(LEXICON)
    kept, fresh = load_tables(LEXICON), tables(read_lexicon(LEXICON))
    for field in fields(Tables):
        if field.name not in ("vocabulary", "forms"):
            assert getattr(kept, field.name) == getattr(fresh, field.name), field.name
    assert [kept.forms[number] for number in range(len(fresh.forms))] == fresh.forms
    for name in ("words", "prefixes", "disguises", "pairs"):
        assert getattr(kept.vocabulary, name) == getattr(fresh.vocabulary, name)


def test_the_second_start_reads_what_the_first_one_kept(pack: Pack) -> None:
    directory = pack(FRAME)
    assert detector(directory).assess("a blue sky").tier is Tier.PAGE
    first = (directory / COMPILED).read_bytes()
    assert detector(directory).assess("a blue sky").tier is Tier.PAGE
    assert (directory / COMPILED).read_bytes() == first
    assert sorted(path.name for path in directory.iterdir()) == [COMPILED, "xx"]


def test_a_pack_that_changed_is_compiled_again(pack: Pack) -> None:
    directory = pack(FRAME)
    detector(directory)
    (directory / "xx" / "rules.toml").write_text(FRAME.replace("sky", "sea"), encoding="utf-8")
    changed = detector(directory)
    assert changed.assess("a blue sea").tier is Tier.PAGE
    assert changed.assess("a blue sky").tier is Tier.NONE


def test_a_file_that_was_damaged_or_altered_is_not_believed(pack: Pack) -> None:
    directory = pack(FRAME)
    detector(directory)
    whole = (directory / COMPILED).read_bytes()
    head, _, body = whole.partition(b"\n")
    altered = json.loads(body)
    altered["alphabet"] = "green"
    for content in (b"", whole[:-20], whole.replace(b"sky", b"sea"), head + b"\n" + json.dumps(altered).encode()):
        (directory / COMPILED).write_bytes(content)
        assert detector(directory).assess("a blue sky").tier is Tier.PAGE
        assert (directory / COMPILED).read_bytes() == whole


def test_a_folder_that_cannot_be_written_to_only_costs_time(pack: Pack) -> None:
    directory = pack(FRAME)
    (directory / COMPILED).mkdir()
    assert detector(directory).assess("a blue sky").tier is Tier.PAGE
    assert sorted(path.name for path in directory.iterdir()) == [COMPILED, "xx"]
