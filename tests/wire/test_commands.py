"""Commands and menus arrive as Discord sends them, and answers come in time."""

from typing import Any

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


async def test_commands_are_sent_once_and_work_in_a_server_and_in_direct_messages(scene: Any) -> None:
    await scene.run()
    await scene.until(lambda: scene.discord.requests.matching("PUT /applications/*/commands"))
    await scene.until(lambda: scene.discord.store.commands)
    scene.discord.people.open_commands(scene.town.guild_id, [scene.town.roles["oncall"]], "oncall")

    helped = await scene.answered(await scene.town["maya"].command(scene.lounge, "support"))
    privately = await scene.answered(await scene.town["maya"].command(scene.town["maya"].direct, "support"))
    listed = await scene.answered(await scene.town["ana"].command(scene.town.places["alerts"], "oncall list"))

    assert "024" not in str(helped.private[0].embeds), "Spain's helpline has no place in London"
    assert helped.private
    assert privately.answered
    assert "Ana" in str(listed.private[0])


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

    turn = await scene.answered(
        await scene.town["sam"].menu_on(scene.lounge, "I'm worried about them", scene.town["maya"])
    )

    assert turn.private or turn.form
