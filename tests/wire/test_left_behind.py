"""What Discord was told has arrived outlives the process, though nothing of it was written into the database yet."""

from typing import Any

from bot.rehearsal.discord.faults import When, call, request
from tests.wire.conftest import text_of

CALLBACK = "POST /interactions/*/*/callback"
WORDS = "Since Tuesday nobody has heard from her, quince-marmalade-4413"


async def test_words_about_somebody_that_the_process_ended_over_are_carried_out_by_the_next(scene: Any) -> None:
    """A menu and a form, while the disk hangs: whoever sent them was told that an answer is coming, and gets it after the restart."""
    process, town = await scene.start_obedient(), scene.town
    await scene.until(lambda: scene.discord.store.commands)
    written = town["maya"].write(scene.lounge, WORDS)
    report = await scene.answered(await town["sam"].command(scene.lounge, "report"))
    form = await scene.answered(await town["sam"].press(report.private[-1], "Without picking anybody"))
    (about,) = (one for one in town["noor"].reads(scene.lounge) if one.id == written)

    scene.order("stall 60")
    told: list[None] = []
    scene.discord.requests.faults.add(request(CALLBACK), call(lambda: told.append(None)), when=When.AFTER, times=None)
    asked = await town["noor"].menu(about, "Get support for this")
    reported = await town["sam"].fill(form, words="Ben shouted, quince-marmalade-4414", name=["no"])
    await scene.until(lambda: len(told) == 2)
    process.kill()
    await process.end()
    scene.order()
    left = list((scene.var / "waiting").glob("*.press"))
    assert len(left) == 2
    assert not any(b"quince" in one.read_bytes() for one in left)

    await scene.start_obedient()
    page = await scene.sees("ana", "Case 1")
    await scene.sees("lea", "has written something for you to read")
    assert f"<@{town['maya'].id}>" in text_of(page)
    await scene.until(lambda: not list((scene.var / "waiting").glob("*.press")))
    assert "Thank you" in asked.private[-1].content
    assert "It is kept, as number 1" in reported.private[-1].content
    await scene.quiet()
    assert scene.pages("ana") == 1
