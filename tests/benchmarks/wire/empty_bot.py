"""The floor: a discord.py bot of a few lines that posts, when somebody writes the word, the message that it was given.

`empty_bot.py WORD CHANNEL MESSAGE.json`; Discord's addresses come as they come to ours.
"""

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

Route.BASE = os.environ["DISCORD_API_URL"] + "/api/v10"
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(os.environ["DISCORD_GATEWAY_URL"])


def buttons(rows: list[dict[str, Any]]) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(rows):
        for one in row["components"]:
            style = discord.ButtonStyle(one["style"])
            view.add_item(
                discord.ui.Button(style=style, label=one.get("label"), custom_id=one.get("custom_id"), row=number)
            )
    return view


class Empty(discord.Client):
    """Knows one word."""

    def __init__(self, word: str, channel: int, message: dict[str, Any]) -> None:
        # As ours asks for; nothing of ours is imported here, or its memory would be in the floor.
        intents = discord.Intents(
            guilds=True, members=True, guild_messages=True, dm_messages=True, message_content=True
        )
        super().__init__(intents=intents, chunk_guilds_at_startup=True, guild_ready_timeout=0.5)
        self.word, self.channel, self.message = word, channel, message

    async def on_message(self, message: discord.Message) -> None:
        if message.content != self.word or message.author.bot:
            return
        channel = self.get_channel(self.channel)
        assert isinstance(channel, discord.TextChannel)
        embeds = [discord.Embed.from_dict(one) for one in self.message.get("embeds", ())]
        await channel.send(self.message.get("content"), embeds=embeds, view=buttons(self.message.get("components", [])))


async def main(word: str, channel: int, message: dict[str, Any]) -> None:
    async with Empty(word, channel, message) as bot:
        await bot.start(os.environ["DISCORD_TOKEN"])


if __name__ == "__main__":
    _, known, posts_in, given = sys.argv
    asyncio.run(main(known, int(posts_in), json.loads(Path(given).read_text(encoding="utf-8"))))
