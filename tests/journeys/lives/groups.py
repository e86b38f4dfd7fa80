"""What belonging to a group leaves behind."""

from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

TAKES: Final = timedelta(days=1)


async def live(world: Any, person: Any, helper: Any, other: Any, words: str) -> None:
    """Two people join a group that a lead has made, and answer its check-in in words."""
    groups = world.services.groups
    channel = world.guild.create_text_channel("evening")
    await world.env.settle()
    for command in await world.bot.tree.fetch_commands():
        if command.name == "group":
            world.guild.set_command_permissions(command, {world.roles["lead"]: True})
    await world.lea.slash(world.facilitators, "group create", name="Evening circle", channel=channel)
    group = next(one for one in await groups.roster.groups(world.guild.id) if one.channel_id == channel.id)
    for member in (person, other):
        await world.as_bot(groups.places.join(group, member.id))
    form = await world.lea.slash(channel, "group checkin plan")
    plan = {"question": "How are you today?", "rhythm": ["daily"], "when": "18:00", "until": ""}
    shown = await world.lea.submit_modal(form, plan)
    await world.lea.click((shown.followups or [shown.response])[0].message, label="Save")
    form = await world.lea.slash(channel, "group session plan")
    at = (world.clock.now() + timedelta(hours=1)).astimezone(ZoneInfo("Europe/Madrid"))
    meeting = {"title": "Open circle", "rhythm": ["weekly"], "when": f"{at:%Y-%m-%d %H:%M}", "minutes": "60"}
    shown = await world.lea.submit_modal(form, meeting)
    await world.lea.click((shown.followups or [shown.response])[0].message, label="Save")
    await world.pass_time(minutes=1)
    invited = next(
        one
        for one in channel.history()
        if "Coming and saying nothing" in one.content + str([card.to_dict() for card in one.embeds])
    )
    for member in (person, other):
        await member.click(invited, label="I'm coming")
    await world.pass_time(hours=24)
    for number, (member, said) in enumerate(((person, f"{words} a slow day"), (other, "I slept well"))):
        ((_, post),) = await groups.open_posts([group.id], member.id)
        asked = await groups.replies.asked(world.guild.id, post.id, member.id)
        await world.as_bot(groups.replies.say(asked, member.id, {"0": said}, key=number))
