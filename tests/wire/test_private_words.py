"""What somebody wrote in need is nowhere but behind the card's Why, whatever is logged (DESIGN §3, promise 2)."""

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from bot.rehearsal.discord.people import Turn
from bot.rehearsal.discord.traffic import Request
from bot.rehearsal.promises import files_under
from tests.wire.conftest import INSIDE

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
PASTILLAS = "tengo las pastillas delante y no quiero seguir"
DIRECT = "I took all of the pills a moment ago"
NOTE = "she had hidden a razor in the kitchen"
SECRETS = ("pills", "in front of me", "be here tomorrow", "razor", "kitchen", "pastillas", "no quiero seguir")
LIBRARIES = ("discord.http", "discord.gateway", "aiosqlite", "sqlalchemy", "asyncio")


def loud(scene: Any, **more: str) -> dict[str, str]:
    """Every logger speaks, the libraries' too: at DEBUG they print bodies and bound values."""
    told = {"ALONGSIDE_LOUD": str(scene.folder / "records"), "ALONGSIDE_WORDS": ",".join(SECRETS)}
    return {**told, "LOG_LEVEL": "DEBUG", **more}


def made(scene: Any) -> Counter[str]:
    """How many records below INFO were really made, by library; and how many of all held such words."""
    lines = (scene.folder / "records").read_text().splitlines()
    counted = Counter(name for line in lines for name in LIBRARIES if line.startswith(name))
    return counted + Counter("words" for line in lines if line.endswith("a word"))


def nowhere(contents: Mapping[str, bytes]) -> None:
    for name, content in contents.items():
        assert not [secret for secret in SECRETS if secret.encode() in content], name


def asked(one: Request) -> str:
    """Everything of a request that the bot has chosen."""
    files = [(file.filename, file.description, file.data.decode(errors="replace")) for file in one.files]
    return json.dumps([one.path, one.query, one.reason, one.body, files], ensure_ascii=False)


def in_no_request_but(scene: Any, why: Turn | None) -> None:
    for one in scene.discord.requests.all:
        if why is None or why.token not in one.path:
            assert not [secret for secret in SECRETS if secret in asked(one)], one.path


async def test_no_word_of_it_is_in_any_log_file_or_request_but_the_answer_to_why(scene: Any) -> None:
    process = await scene.start(path=(INSIDE,), cold=True, **loud(scene))
    maya, sam, ana = scene.town["maya"], scene.town["sam"], scene.town["ana"]
    maya.write(scene.lounge, PILLS)
    await scene.sees("ana", "Case 1")
    await scene.sees("maya", "I am telling Ana")
    nowhere(files_under(scene.folder))
    why = await scene.press("ana", "Why")
    sam.write_to_bot(DIRECT)
    await scene.sees("ana", "Case 2")
    maya.edit(scene.lounge, maya.reads(scene.lounge)[-1].id, PILLS + " again")
    await scene.press("ana", "I'm on it", place="alerts")
    menu = await scene.press("ana", "Hand over")
    (row,) = menu.private[-1].components
    await scene.answered(
        await ana.choose(menu.private[-1], row["components"][0]["custom_id"], str(scene.town["ben"].id))
    )
    await scene.press("ben", "I'm on it")
    await scene.press("ben", "Offer a private space")
    await scene.press("sam", "Yes, open it")
    shown = await scene.press("ben", "Resolve")
    await scene.answered(await scene.town["ben"].fill(shown, outcome=["talked"], note=NOTE))
    await scene.quiet(1.0)

    assert "pills" in str(why.private[-1].embeds)
    nowhere(files_under(scene.folder))
    assert await process.stop() == 0
    nowhere({**files_under(scene.folder), "out": bytes(process.out), "err": bytes(process.err)})
    in_no_request_but(scene, why)
    assert all(made(scene)[name] for name in (*LIBRARIES, "words")), "the libraries did say it"
    assert b'"debug"' not in process.err, "the cap holds"


async def test_the_guard_alone_withholds_every_word_with_the_database_away_too(scene: Any) -> None:
    """The cap on libraries is off: all that they say at DEBUG comes through, and none of what it is about."""
    orders = str(scene.folder / "orders")
    process = await scene.start(path=(INSIDE,), **loud(scene, ALONGSIDE_UNCAPPED="1", ALONGSIDE_INSIDE=orders))
    scene.order("away")
    scene.town["maya"].write(scene.lounge, PASTILLAS)
    await scene.until(lambda: scene.pages("ana") and scene.cards())
    await scene.sees("maya", "Estoy avisando a Ana")
    files = files_under(scene.folder)
    assert any(name.endswith(".case") for name in files), "it waits in a file"
    nowhere(files)
    await scene.press("ana", "I'm on it")
    scene.order()
    await scene.sees("ana", "Case 1")
    shown = await scene.press("ana", "Resolve")
    await scene.answered(await scene.town["ana"].fill(shown, outcome=["talked"], note=NOTE))
    await scene.quiet(1.0)

    nowhere(files_under(scene.folder))
    assert await process.stop() == 0
    nowhere({**files_under(scene.folder), "out": bytes(process.out), "err": bytes(process.err)})
    in_no_request_but(scene, None)
    said = Counter(
        json.loads(line)["logger"].partition(".")[0] for line in process.err.decode().splitlines() if '"debug"' in line
    )
    assert all(said[name.partition(".")[0]] for name in LIBRARIES), "it all came through"
    assert made(scene)["words"], "the libraries did say it"
