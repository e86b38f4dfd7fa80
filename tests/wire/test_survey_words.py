"""What people answer is in no byte but in results that may be shown, whatever is logged (DESIGN §7)."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import create_engine, insert

from bot.rehearsal.promises import files_under
from bot.surveys.suggestions import code_hash
from bot.surveys.tables import suggestions

# Words that nobody else would write; whoever allowed theirs finds them in the results, and nowhere before.
ALOUD = "marmalade"
SECRETS = (
    *("quicksilver", "xylophone", "wheelbarrow", "chrysalis", "sassafras"),
    *("tambourine", "periwinkle", "hippodrome"),
)
UNSAID, WITHDRAWN, IN_NEED, IN_THE_BOX, TAKEN_BACK, REPLACED, DRAFTED, VOIDED = SECRETS
# The words come first, so that there is a draft with words in it.
OWN_TEMPLATE = """
[title]
en = "Tea"
[[questions]]
key = "words"
kind = "text"
ask = { en = "In words?" }
[[questions]]
key = "warm"
kind = "yes_no"
ask = { en = "Is it warm?" }
[[questions]]
key = "why"
kind = "yes_no"
ask = { en = "Always?" }
only_if = { question = "warm", answers = ["yes"] }
"""
FORM, MESSAGE = 9, 4  # what an answer to a press is, to Discord
CHOSEN: Mapping[str, Any] = {"a0": ["4"], "a1": ["2"], "a2": ["rather_not"], "a3": ["no"]}
OLD_CODE = "QRST-2345-UVWX-6789"
PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


async def begin(scene: Any, who: str, button: str = "Begin") -> Any:
    """Answer the first page; return what is shown then."""
    shown = await scene.press(who, "Answer", place="lounge")
    form = await scene.answered(await scene.town[who].press(shown.private[-1], button))
    return await scene.answered(await scene.town[who].fill(form, **CHOSEN))


async def answer(scene: Any, who: str, words: str, *, aloud: bool, button: str = "Begin") -> Any:
    first = await begin(scene, who, button)
    form = await scene.answered(await scene.town[who].press(first.private[-1], "Continue"))
    return await scene.answered(await scene.town[who].fill(form, a4=words, a5=["yes" if aloud else "no"]))


async def tea(scene: Any, who: str, words: str, *, whole: bool) -> None:
    """Answer the template of the organisation's own: its first page, or all of it."""
    shown = await scene.press(who, "Answer", place="lounge")
    form = await scene.answered(await scene.town[who].press(shown.private[-1], "Begin"))
    first = await scene.answered(await scene.town[who].fill(form, a0=words, a1=["yes"]))
    if whole:
        form = await scene.answered(await scene.town[who].press(first.private[-1], "Continue"))
        await scene.answered(await scene.town[who].fill(form, a2=["no"], a3=["yes"]))


async def suggest(scene: Any, who: str, words: str) -> Any:
    form = await scene.press(who, "Suggest something", place="lounge")
    return await scene.answered(await scene.town[who].fill(form, words=words))


def came_out(scene: Any) -> None:
    """Put something into the database that came out of the box before, for whoever holds its code."""
    engine = create_engine(f"sqlite:///{scene.folder / 'var' / 'alongside.db'}")
    row = {"text": "A plant", "code": code_hash(OLD_CODE), "released_at": datetime.now(UTC), "closed": False}
    with engine.begin() as connection:
        connection.execute(insert(suggestions).values(guild_id=scene.town.guild_id, **row))
    engine.dispose()


async def write_again(scene: Any, who: str, words: str) -> Any:
    """Look for an answer with a code, and write again with it."""
    form = await scene.press(who, "I have a code", place="lounge")
    read = await scene.answered(await scene.town[who].fill(form, code=OLD_CODE))
    assert "A plant" in str(read.private[-1].embeds)
    form = await scene.answered(await scene.town[who].press(read.private[-1], "Write again about this"))
    return await scene.answered(await scene.town[who].fill(form, code=OLD_CODE, words=words))


def found_in(said: Mapping[str, bytes], words: Sequence[str]) -> list[tuple[str, str]]:
    """Where words are, in any letters in which they may be written down."""
    return [
        (name, word)
        for name, content in said.items()
        for word in words
        for coding in ("utf-8", "utf-16-le")
        if word.encode(coding) in content.lower()
    ]


async def test_answers_are_in_no_log_file_or_request_but_in_results_that_may_be_shown(scene: Any) -> None:
    people = [f"guest{number}" for number in range(9)]
    for name in people:
        scene.town.people[name] = scene.discord.people.somebody(name, guild_id=scene.town.guild_id)
    own = scene.folder / "var" / "surveys"
    own.mkdir(parents=True)
    (own / "tea.toml").write_text(OWN_TEMPLATE)
    process = await scene.start(LOG_LEVEL="DEBUG")
    await scene.until(lambda: scene.discord.store.commands)
    scene.discord.people.open_commands(scene.town.guild_id, [scene.town.roles["facilitator"]], "survey")
    noor = scene.town["noor"]
    await scene.answered(await noor.command(scene.lounge, "survey open", survey="template:session"))
    await scene.answered(await noor.command(scene.lounge, "survey box"))
    await scene.sees("maya", "How was the session?", place="lounge")

    await answer(scene, people[0], f"More {REPLACED}, please", aloud=True)
    for number, who in enumerate(people):
        words, aloud = ((ALOUD, True), (UNSAID, False))[number % 2]
        button = "Begin" if number else "Change my answers"
        await answer(scene, who, f"More {words}, please", aloud=aloud, button=button)
    last = await answer(scene, "sam", f"Less {WITHDRAWN}", aloud=True)
    await scene.answered(await scene.town["sam"].press(last.private[-1], "Withdraw my answers"))
    heard = await answer(scene, "maya", f"{PILLS} {IN_NEED}", aloud=True)
    assert "What you wrote sounds heavy" in heard.private[-1].content
    await begin(scene, "ben")
    kept = await suggest(scene, "ana", f"A {IN_THE_BOX} for the corner")
    assert "Kept, sealed" in kept.private[-1].content
    back = await suggest(scene, "lea", f"A {TAKEN_BACK} for the corner")
    came_out(scene)
    again = await write_again(scene, "lea", f"A {IN_THE_BOX}, please")
    told_codes = [one.private[-1].content.split("**")[1].lower() for one in (kept, back, again)]
    codes = [*told_codes, OLD_CODE.lower()]
    codes += [code.replace("-", "") for code in codes]
    await scene.answered(await scene.town["lea"].press(again.private[-1], "Take it back"))
    draft = await scene.press("ben", "Answer", place="lounge")
    assert "You have answered" in str(draft.private[-1].embeds), "what is left is free"
    await scene.quiet(1.0)

    await scene.answered(await noor.command(scene.lounge, "survey open", survey="template:tea"))
    await scene.sees("maya", "Tea", place="lounge")
    await tea(scene, "lea", VOIDED, whole=True)
    await tea(scene, "ben", DRAFTED, whole=False)

    everything = (*SECRETS, ALOUD, *codes)
    assert found_in(files_under(scene.folder), everything) == []
    # Whoever changes an answer finds it in their form, and a code is told to who wrote; otherwise nothing was sent,
    # and a code that somebody types is never sent back to them: not in a button's id either.
    told = {
        (word, body.get("type"))
        for body in (one.body for one in scene.discord.requests.all if isinstance(one.body, dict))
        for _, word in found_in({"": json.dumps(body).encode()}, everything)
    }
    assert told == {(REPLACED, FORM), *((code, MESSAGE) for code in told_codes)}

    (scene.folder / "var" / "sealed" / "2.key").unlink()
    void = await scene.press("maya", "Answer", place="lounge")
    assert void.private[-1].content.startswith("This survey is closed.")

    closed = await scene.answered(await noor.command(scene.lounge, "survey close", survey="1"))
    await scene.until(lambda: closed.private, within=30)
    assert f"More {ALOUD}, please" in str(closed.private[-1].embeds)
    assert b"drawing.failed" not in process.err
    await scene.quiet(1.0)
    assert await process.stop() == 0

    said = {**files_under(scene.folder), "out": bytes(process.out), "err": bytes(process.err)}
    assert len(process.err) > 1000, "it did log"
    assert found_in(said, (*SECRETS, *codes)) == []
    assert b"survey.void" in process.err
    assert {name for name, _ in found_in(said, [ALOUD])} <= {"var/alongside.db", "var/alongside.db-wal"}
    requests = {f"{one.method} {one.path}": json.dumps(one.body).encode() for one in scene.discord.requests.all}
    assert found_in(requests, [one for one in SECRETS if one != REPLACED]) == []
    assert all(closed.token in path for path, _ in found_in(requests, [ALOUD])), (
        "only who asked for results was sent them"
    )
