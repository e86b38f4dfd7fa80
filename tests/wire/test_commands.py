"""Commands and menus arrive as Discord sends them, and answers come in time."""

from typing import Any

from tests.wire.conftest import labels, text_of


async def test_commands_are_sent_once_and_work_in_a_server_and_in_direct_messages(scene: Any) -> None:
    await scene.run()
    await scene.until(lambda: scene.discord.requests.matching("PUT /applications/*/commands"))
    await scene.until(lambda: scene.discord.store.commands)
    scene.discord.people.open_commands(scene.town.guild_id, [scene.town.roles["oncall"]], "oncall")

    helped = await scene.answered(await scene.town["maya"].command(scene.lounge, "support"))
    privately = await scene.answered(await scene.town["maya"].command(scene.town["maya"].direct, "support"))
    listed = await scene.answered(await scene.town["ana"].command(scene.town.places["alerts"], "oncall list"))

    for turn in (helped, privately):
        (shown,) = turn.private
        assert "Ana is on call now" in text_of(shown)
        assert "Talk to someone now" in labels(shown)
    lines = await scene.answered(await scene.town["maya"].press(helped.private[0], "Helplines"))
    assert "116 123" in text_of(lines.private[0])
    assert "024" not in text_of(lines.private[0]), "Spain's helpline has no place in London"
    assert "Ana" in text_of(listed.private[0])


async def test_the_doctor_finds_nothing_broken_in_a_town_as_set_up_leaves_it(scene: Any) -> None:
    await scene.run()
    await scene.until(lambda: scene.discord.store.commands)
    scene.discord.people.open_commands(scene.town.guild_id, [scene.town.roles["lead"]], "doctor")

    said = await scene.answered(await scene.town["lea"].command(scene.town.places["alerts"], "doctor"))

    shown = str([one.embeds for one in said.private])
    assert "Well (" in shown
    assert "Broken" not in shown
    assert "is not as set-up had set it" not in shown


async def test_worry_about_somebody_reaches_on_call(scene: Any) -> None:
    await scene.run()
    await scene.until(lambda: scene.discord.store.commands)

    town, words = scene.town, "She gave her cat away"
    form = await scene.answered(await town["sam"].menu_on(scene.lounge, "I'm worried about them", town["maya"]))
    thanked = await scene.answered(await town["sam"].fill(form, words=words))

    assert "The on-call peers have it now" in text_of(thanked.private[0])
    page = await scene.sees("ana", "Case 1")
    card = await scene.sees("ana", "Case 1", place="alerts")
    for shown in map(text_of, (page, card)):
        assert f"<@{town['maya'].id}>" in shown
        assert str(town["sam"].id) not in shown, "nobody is told who worried"
        assert words not in shown
    why = await scene.press("ana", "Why")
    assert words in text_of(why.private[0])
    await scene.quiet()
    assert town["maya"].inbox() == [], "she hears nothing until somebody has looked"
