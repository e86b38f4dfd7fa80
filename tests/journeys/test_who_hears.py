"""What a person says in the middle of it reaches somebody, whichever way is closed; and they are told what is so."""

from typing import Any

import pytest

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


def refuse(world: Any, channel: Any, code: int = 50007) -> None:
    """Let Discord refuse what is posted in a channel."""
    world.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=code, times=None)


async def test_words_to_the_bot_reach_a_holder_whose_inbox_is_closed_or_else_a_lead(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    refuse(world, world.ana.user.dm_channel)

    await world.maya.send_dm("i took them")
    called = world.cards()[-1].content
    assert called == f"<@{world.ana.id}> Case 1: they wrote to you. It is behind Why."
    assert world.inbox(world.maya)[-1].startswith("I brought it to Ana.")

    refuse(world, world.alerts, 50013)
    await world.maya.send_dm("please")
    assert world.inbox(world.lea)[-1].startswith("Case 1: they wrote to you. It is behind Why. I could not reach")
    assert "so I told the leads" in world.inbox(world.maya)[-1]

    refuse(world, world.lea.user.dm_channel)
    await world.maya.send_dm("anyone")
    assert world.inbox(world.maya)[-1].startswith("I kept it, and I could not tell anybody just now.")


async def test_words_of_somebody_who_reads_the_channel_never_go_there(world: Any) -> None:
    await world.ana.send(world.lounge, PILLS)
    await world.press(world.ben, "I'm on it")
    refuse(world, world.ben.user.dm_channel)
    await world.ana.send_dm("i took them")
    assert not world.cards()
    assert "I could not reach whoever it is for" in world.inbox(world.lea)[-1]
    assert "so I told the leads" in world.inbox(world.ana)[-1]


@pytest.mark.parametrize("held", [True, False])
async def test_that_they_wrote_again_is_heard_without_the_channel(world: Any, held: bool) -> None:
    await world.maya.send(world.lounge, PILLS)
    if held:
        await world.press(world.ana, "I'm on it")
    world.env.backend.delete_channel(world.alerts.id)
    await world.env.settle()
    await world.maya.send(world.lounge, "I took them all, it will be over soon")
    assert world.inbox(world.ana)[-1] == "Case 1: they wrote again. It is behind Why."
    assert any("cannot write in the private channel" in text for text in world.inbox(world.lea))

    refuse(world, world.ana.user.dm_channel)
    await world.maya.send(world.lounge, "I have taken all the pills")
    assert "they wrote again" in world.inbox(world.lea)[-1]
