"""What an answer leaves behind: nothing outside its seal, and inside it nothing that differs from any other."""

import io
import logging
import sqlite3
from pathlib import Path

import structlog

from bot import logs
from bot.audit import nobody
from bot.storage.backup import make_backup
from bot.surveys.seal import NONCE_BYTES
from tests.journeys.conftest import settings_in
from tests.unit.surveys.worlds import pages, world

CANARIES = ("marmalade", "xylophone", "quicksilver")


def rows(folder: Path) -> list[tuple[bytes, bytes]]:
    with sqlite3.connect(folder / "sealed" / "1.db") as raw:
        found = raw.execute("SELECT name, sealed FROM responses").fetchall()
    raw.close()
    return found


async def test_an_answer_causes_no_write_to_the_database(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open(cut=True)
    before = there.bytes_of("1.db", "1.key")
    await there.answer(survey, 1, pages("3", "yes", "some words"))
    await there.answer(survey, 1, pages("4", "no", "other words"))
    await there.surveys.answering.withdraw(survey.id, 1)
    await there.answer(survey, 2, pages("4")[:1])  # a draft
    assert there.bytes_of("1.db", "1.key") == before
    assert there.messenger.asked == []
    await there.close()


async def test_all_responses_are_as_long_and_no_nonce_comes_twice(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open()
    nonces, lengths = [], set()
    for user, text in enumerate(("", "x" * 500, "\U0001f642" * 500, '"\\\n"' * 100)):
        for _ in range(2):
            await there.answer(survey, user, pages("3", text=text))
            found = dict(rows(tmp_path))
            lengths |= {len(sealed) for sealed in found.values()}
        nonces += [sealed[:NONCE_BYTES] for sealed in found.values()]
    await there.answer(survey, 9, pages("1")[:1])
    lengths |= {len(sealed) for _, sealed in rows(tmp_path)}
    assert len(lengths) == 1
    await there.answer(survey, 0, pages("3", text=""))
    again = [sealed[:NONCE_BYTES] for _, sealed in rows(tmp_path)]
    assert len(set(nonces) | set(again)) > len(set(nonces))
    assert len(set(again)) == len(again)
    assert len({name for name, _ in rows(tmp_path)}) == 5
    await there.close()


async def test_a_withdrawn_response_is_gone_from_the_file(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open()
    await there.answer(survey, 1, pages("3"))
    (_, sealed), file = rows(tmp_path)[0], tmp_path / "sealed" / "1.db"
    assert sealed[100:200] in file.read_bytes()
    assert await there.surveys.answering.withdraw(survey.id, 1)
    assert not await there.surveys.answering.withdraw(survey.id, 1)
    assert sealed[100:200] not in file.read_bytes()
    await there.close()


async def test_words_appear_in_no_byte_but_in_results_that_may_be_shown(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    written = io.StringIO()
    settings = settings_in(tmp_path / "elsewhere").model_copy(update={"log_level": "DEBUG"})
    logs.configure(settings, stream=written)
    try:
        there = await world(folder)
        survey = await there.open()
        for user in range(8):
            word = CANARIES[user % 2]
            await there.answer(survey, user, pages("3", text=f"{word} {user}", aloud=word == CANARIES[0]))
        await there.answer(survey, 8, pages("3", text=f"PILLS {CANARIES[2]}"))  # heard: nothing of it is kept
        while_open = b"".join(there.bytes_of().values())
        await there.surveys.closing.close(1, note=nobody)
        make_backup(
            f"sqlite:///{folder}/alongside.db", var_dir=folder, keyring_file=folder / "keyring.db", clock=there.clock
        )
        afterwards = there.bytes_of()
        await there.close()
    finally:
        logging.getLogger().setLevel(logging.WARNING)
        structlog.reset_defaults()
    for canary in CANARIES:
        assert canary.encode() not in while_open
        assert canary not in written.getvalue()
    for name, content in afterwards.items():
        assert CANARIES[1].encode() not in content, name
        assert CANARIES[2].encode() not in content, name
    assert any(CANARIES[0].encode() in content for content in afterwards.values())  # allowed, and eight answered
    assert not any("sealed" in name for name in afterwards)


async def test_no_backup_holds_a_sealed_file(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open()
    await there.answer(survey, 1, pages("3"))
    made = make_backup(
        f"sqlite:///{tmp_path}/alongside.db", var_dir=tmp_path, keyring_file=tmp_path / "keyring.db", clock=there.clock
    )
    assert sorted(path.name for path in made.folder.iterdir()) == ["alongside.db", "keyring.db", "manifest.json"]
    key = (tmp_path / "sealed" / "1.key").read_bytes()
    assert all(key not in path.read_bytes() for path in made.folder.iterdir())
    await there.close()
