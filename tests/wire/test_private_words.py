"""What somebody wrote in need is nowhere but behind the card's Why, whatever is logged (DESIGN §3, promise 2)."""

import json
from typing import Any

from bot.rehearsal.promises import files_under
from tests.wire.conftest import INSIDE

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
DIRECT = "I took all of the pills a moment ago"
NOTE = "she had hidden a razor in the kitchen"
SECRETS = ("pills", "in front of me", "be here tomorrow", "razor", "kitchen")


async def test_no_word_of_it_is_in_any_log_file_or_request_but_the_answer_to_why(scene: Any) -> None:
    """Every logger speaks, the libraries' too, and at DEBUG they would print bodies and bound values."""
    process = await scene.start(path=(INSIDE,), ALONGSIDE_LOUD="1", LOG_LEVEL="DEBUG")
    maya, sam = scene.town["maya"], scene.town["sam"]
    maya.write(scene.lounge, PILLS)
    await scene.sees("ana", "Case 1")
    await scene.sees("maya", "I am telling Ana")
    why = await scene.press("ana", "Why")
    sam.write_to_bot(DIRECT)
    await scene.sees("ana", "Case 2")
    maya.edit(scene.lounge, maya.reads(scene.lounge)[-1].id, PILLS + " again")
    await scene.press("ana", "I'm on it", place="alerts")
    shown = await scene.press("ana", "Resolve", place="alerts")
    await scene.answered(await scene.town["ana"].fill(shown, outcome=["talked"], note=NOTE))
    await scene.quiet(1.0)

    assert "pills" in str(why.private[-1].embeds)
    assert await process.stop() == 0
    said = {**files_under(scene.folder), "out": bytes(process.out), "err": bytes(process.err)}
    assert len(process.err) > 1000, "it did log"
    for name, content in said.items():
        for secret in SECRETS:
            assert secret.encode() not in content, (name, secret)
    for one in scene.discord.requests.all:
        words = json.dumps(one.body)
        if why.token not in one.path:
            assert not [secret for secret in SECRETS if secret in words], one.path
