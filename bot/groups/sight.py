"""Who sees a group's voice channel."""

from bot.groups.model import Group
from bot.servers.directory import Directory


def same_sight(directory: Directory, group: Group) -> bool:
    """Say whether nobody sees the voice channel who cannot see the group: an event of Discord's would tell them of it."""
    if group.voice_channel_id is None:
        return True
    readers = directory.readers
    return readers(group.guild_id, group.voice_channel_id) <= readers(group.guild_id, group.channel_id)
