"""Every text that a message holds."""

import asyncio
from collections.abc import Iterator
from typing import Final

import aiohttp
import discord
import structlog

FILES_AT_MOST: Final = 3
PLAIN_TEXT_AT_MOST: Final = 16_384  # bytes of an attachment
FILE_PATIENCE: Final = 3.0  # seconds

log = structlog.get_logger(__name__)


def texts_of(message: discord.Message) -> tuple[str, ...]:
    """Return every text that a message holds: its own, forwarded, in embeds and in a poll."""
    if not (message.embeds or message.message_snapshots or message.poll):  # as nearly all are
        return (message.content,) if message.content else ()
    return tuple(text for text in _texts(message) if text)


def text_files(message: discord.Message) -> list[discord.Attachment]:
    """Return the attachments that are worth fetching: plain text, and not much of it."""
    if not (message.attachments or message.message_snapshots):
        return []
    found = [
        attachment
        for attachment in (
            *message.attachments,
            *(one for each in message.message_snapshots for one in each.attachments),
        )
        if (attachment.content_type or "").startswith("text/plain") and attachment.size <= PLAIN_TEXT_AT_MOST
    ]
    return found[:FILES_AT_MOST]


async def fetched(files: list[discord.Attachment]) -> tuple[str, ...]:
    """Fetch text files; what does not arrive within three seconds is left out."""
    texts = await asyncio.gather(*(_fetch(each) for each in files))
    return tuple(text for text in texts if text)


async def _fetch(file: discord.Attachment) -> str:
    try:
        async with asyncio.timeout(FILE_PATIENCE):
            return (await file.read()).decode("utf-8", errors="replace")
    except (discord.DiscordException, aiohttp.ClientError, OSError) as problem:
        log.warning("attachment.unread", reason=type(problem).__name__)
        return ""


def _texts(message: discord.Message) -> Iterator[str]:
    yield message.content
    if message.poll is not None:
        yield message.poll.question
        yield from (answer.text for answer in message.poll.answers)
    for snapshot in message.message_snapshots:
        yield snapshot.content
        yield from _in_embeds(snapshot.embeds)
    yield from _in_embeds(message.embeds)


def _in_embeds(embeds: list[discord.Embed]) -> Iterator[str]:
    for embed in embeds:
        # A link's preview is somebody else's text; what a person forwards is of the type "rich".
        if embed.type == "rich":
            yield embed.title or ""
            yield embed.description or ""
            yield from (str(field.value) for field in embed.fields)
