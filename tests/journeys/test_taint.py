"""What follows the words of a journey finds them where they must not be."""

from pathlib import Path
from typing import Any

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


def test_words_in_a_log_on_a_disk_and_in_a_name_are_found(taint: Any, tmp_path: Path) -> None:
    taint.type(PILLS, "short", "How are you all today?")
    assert list(taint.traces(tmp_path)) == []
    taint.logged.write(f"area.what reason={PILLS}")
    (tmp_path / "a.db").write_bytes(b"\x00" + PILLS.encode() + b"\x00")
    (tmp_path / "b.db").write_bytes(b"How are you all today?")
    taint.named.add(PILLS)
    found = sorted(one.partition(":")[0] for one in taint.traces(tmp_path))
    assert found == ["in a log", "in a name", "in a.db"]
    taint.typed.clear()  # what leaked here did so on purpose


async def test_what_somebody_sends_writes_and_fills_in_is_followed(world: Any, taint: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.maya.user.send_dm("are you still there, Ana?")
    await world.press(world.ana, "I'm on it")
    form = await world.press(world.ana, "Note")
    await world.submit(world.ana, form, {"note": "she sounded very tired"}, direct=True)
    assert taint.typed == {PILLS, "are you still there, Ana?", "she sounded very tired"}
    assert taint.triggers() == {PILLS}
    assert taint.logged.getvalue(), "it did log"
