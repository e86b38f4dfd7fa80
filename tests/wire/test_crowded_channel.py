"""More is due in one channel than Discord takes at once, and another group waits for its check-in."""

from datetime import timedelta
from typing import Any

from bot.agenda.lane import ROOM
from tests.benchmarks.many_checkins import plan_many

MANY = ROOM + 30
ASKED = "How are you today?"


async def test_a_full_channel_does_not_keep_another_groups_check_in(scene: Any) -> None:
    bot = await scene.run()
    parts, guild = bot.services.groups.parts, scene.town.guild_id
    crowded, quiet = (scene.discord.people.channel(guild, name) for name in ("crowded", "quiet"))
    now = bot.services.clock.now()
    await plan_many(parts, guild_id=guild, channels=[crowded], due=now - timedelta(minutes=3), each=MANY)
    await plan_many(parts, guild_id=guild, channels=[quiet], due=now - timedelta(minutes=1), each=1)

    def asked(channel: int) -> int:
        return sum(ASKED in str(one.embeds) for one in scene.town["lea"].reads(channel))

    await scene.until(lambda: asked(quiet))
    assert 0 < asked(crowded) < MANY - ROOM
