"""What people answer is in no byte but in results that may be shown, whatever is logged (DESIGN §7)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from bot.rehearsal.promises import files_under

# Words that nobody else would write; whoever allowed theirs finds them in the results, and nowhere before.
ALOUD = "marmalade"
SECRETS = ("quicksilver", "xylophone", "wheelbarrow", "chrysalis", "sassafras")
UNSAID, WITHDRAWN, IN_NEED, IN_THE_BOX, TAKEN_BACK = SECRETS
CHOSEN: Mapping[str, Any] = {"a0": ["4"], "a1": ["2"], "a2": ["rather_not"], "a3": ["no"]}
PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


async def begin(scene: Any, who: str) -> Any:
    """Answer the first page; return what is shown then."""
    shown = await scene.press(who, "Answer", place="lounge")
    form = await scene.answered(await scene.town[who].press(shown.private[-1], "Begin"))
    return await scene.answered(await scene.town[who].fill(form, **CHOSEN))


async def answer(scene: Any, who: str, words: str, *, aloud: bool) -> Any:
    first = await begin(scene, who)
    form = await scene.answered(await scene.town[who].press(first.private[-1], "Continue"))
    return await scene.answered(await scene.town[who].fill(form, a4=words, a5=["yes" if aloud else "no"]))


async def suggest(scene: Any, who: str, words: str) -> Any:
    form = await scene.press(who, "Suggest something", place="lounge")
    return await scene.answered(await scene.town[who].fill(form, words=words))


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
    process = await scene.start(LOG_LEVEL="DEBUG")
    await scene.until(lambda: scene.discord.store.commands)
    scene.discord.people.open_commands(scene.town.guild_id, [scene.town.roles["facilitator"]], "survey")
    noor = scene.town["noor"]
    await scene.answered(await noor.command(scene.lounge, "survey open", survey="template:session"))
    await scene.answered(await noor.command(scene.lounge, "survey box"))
    await scene.sees("maya", "How was the session?", place="lounge")

    for number, who in enumerate(people):
        words, aloud = ((ALOUD, True), (UNSAID, False))[number % 2]
        await answer(scene, who, f"More {words}, please", aloud=aloud)
    last = await answer(scene, "sam", f"Less {WITHDRAWN}", aloud=True)
    await scene.answered(await scene.town["sam"].press(last.private[-1], "Withdraw my answers"))
    heard = await answer(scene, "maya", f"{PILLS} {IN_NEED}", aloud=True)
    assert "What you wrote sounds heavy" in heard.private[-1].content
    await begin(scene, "ben")
    kept = await suggest(scene, "ana", f"A {IN_THE_BOX} for the corner")
    assert "Kept, sealed" in kept.private[-1].content
    back = await suggest(scene, "lea", f"A {TAKEN_BACK} for the corner")
    await scene.answered(await scene.town["lea"].press(back.private[-1], "Take it back"))
    draft = await scene.press("ben", "Answer", place="lounge")
    assert "You have begun" in str(draft.private[-1].embeds)
    await scene.quiet(1.0)

    everything = (*SECRETS, ALOUD)
    assert found_in(files_under(scene.folder), everything) == []
    assert found_in({one.path: json.dumps(one.body).encode() for one in scene.discord.requests.all}, everything) == []

    closed = await scene.answered(await noor.command(scene.lounge, "survey close", survey="1"))
    await scene.until(lambda: closed.private, within=30)
    assert f"More {ALOUD}, please" in str(closed.private[-1].embeds)
    assert b"drawing.failed" not in process.err
    await scene.quiet(1.0)
    assert await process.stop() == 0

    said = {**files_under(scene.folder), "out": bytes(process.out), "err": bytes(process.err)}
    assert len(process.err) > 1000, "it did log"
    assert found_in(said, SECRETS) == []
    assert {name for name, _ in found_in(said, [ALOUD])} <= {"var/alongside.db", "var/alongside.db-wal"}
    requests = {f"{one.method} {one.path}": json.dumps(one.body).encode() for one in scene.discord.requests.all}
    assert found_in(requests, SECRETS) == []
    assert all(closed.token in path for path, _ in found_in(requests, [ALOUD])), (
        "only who asked for results was sent them"
    )
