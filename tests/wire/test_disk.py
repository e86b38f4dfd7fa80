"""The disk stalls, or the database is gone: people are paged all the same, and everything is in its place afterwards."""

from typing import Any

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


async def paged(scene: Any) -> None:
    scene.town["maya"].write(scene.lounge, PILLS)
    await scene.sees("maya", "I am telling Ana, a peer from here.")
    await scene.until(lambda: scene.pages("ana") and scene.cards())


async def taken_once(scene: Any) -> None:
    """Ana's press has done what it says; the case got its number, on the card and on her page; nothing came twice."""
    await scene.sees("maya", "Ana is here for you now")
    for place in ("alerts", None):
        await scene.sees("ana", "Case 1", place=place)
        await scene.sees("ana", "Ana is on it", place=place)
    await scene.quiet(1.0)
    assert (len(scene.cards()), scene.pages("ana")) == (1, 1)
    assert sum("I am telling Ana, a peer from here." in one.content for one in scene.town["maya"].inbox()) == 1
    assert not list((scene.var / "waiting").glob("*.case"))


async def test_a_case_that_the_disk_took_late_gets_its_number_on_every_card(scene: Any) -> None:
    await scene.start_obedient()
    scene.order("stall 1")
    await paged(scene)
    assert scene.seen("ana", "Case 1") is None, "it was paged before it was written"
    scene.order()

    await scene.sees("ana", "Case 1")
    await scene.sees("ana", "Case 1", place="alerts")
    await scene.press("ana", "I'm on it")
    await taken_once(scene)


async def test_a_press_is_answered_while_the_disk_stalls(scene: Any) -> None:
    await scene.start_obedient()
    scene.order("stall 2")
    await paged(scene)
    await scene.press("ana", "I'm on it")
    await scene.sees("maya", "Ana is here for you now")
    scene.order()

    await taken_once(scene)


async def test_with_the_database_gone_a_case_is_paged_taken_and_later_kept(scene: Any) -> None:
    await scene.start_obedient()
    scene.order("away")
    await paged(scene)
    await scene.sees("lea", "database", place="alerts")
    await scene.press("ana", "I'm on it")
    await scene.sees("maya", "Ana is here for you now")
    scene.order()

    await taken_once(scene)


async def test_a_process_that_dies_and_starts_without_a_database_goes_on_with_the_case(scene: Any) -> None:
    process = await scene.start_obedient()
    scene.order("away")
    await paged(scene)
    process.kill()
    await process.end()

    await scene.start_obedient()
    await scene.press("ana", "I'm on it")
    await scene.sees("maya", "Ana is here for you now")
    scene.order()
    await taken_once(scene)
