"""What a server's members are told when on-call begins: what is read and kept, what it cannot do, how to get help."""

from typing import Final

import discord

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Message, Picker
from bot.messenger.person import to_a_person
from bot.messenger.port import Archived, Forbidden, Gone, Outcome, Rejected, Unknown
from bot.servers import Ages, Server
from bot.texts import Speaker
from bot.ui.permission_names import channel_clicks
from bot.ui.setup.rooms import ANNOUNCING_NEEDS, missing_in


def announcement(server: Server, say: Speaker, *, content: bool) -> Message:
    """Return the announcement, which stays pinned: its button leads to a person at any time."""
    read = say("announcement-reads") if content else say("announcement-reads-nothing")
    parts = [
        say("announcement-what"),
        read,
        say("announcement-keeps"),
        say("announcement-limits"),
        say("announcement-mixed" if server.ages is Ages.MIXED else "announcement-adults"),
    ]
    help_card = Card(say("announcement-help-title"), say("announcement-help"))
    row = (
        to_a_person(say, server.guild_id, style="primary"),
        Button(say("button-helplines"), button_id("help", "lines", server.guild_id)),
    )
    return Message(cards=(Card(say("announcement-title"), "\n\n".join(parts)), help_card), rows=(row,))


def announcement_screen(
    server: Server,
    channel: discord.TextChannel | None,
    nonce: int,
    say: Speaker,
    *,
    member_say: Speaker,
    content: bool,
    notice: str = "",
) -> Message:
    """Return the announcement as members will see it, with the channel to post it in."""
    preview = announcement(server, member_say, content=content)
    about = say("setup-announce-about")
    if channel is not None:
        missing = missing_in(channel, channel.guild.me, ANNOUNCING_NEEDS)
        if missing:
            about += "\n\n" + channel_clicks(channel.id, missing, say)
    picker = Picker(
        button_id("setup", "announce-at", nonce),
        "channel",
        placeholder=say("setup-announce-where"),
        chosen=() if channel is None else (channel.id,),
        at_least=1,
    )
    post = Button(
        say("setup-button-post"),
        button_id("setup", "post", 0 if channel is None else channel.id, nonce),
        style="success",
        disabled=channel is None,
    )
    back = Button(say("setup-button-back"), button_id("setup", "ready"))
    head = Card(say("setup-announce-title"), about)
    return Message(notice, cards=(head, *preview.cards), rows=(picker, (back, post)))


_SENTENCES: Final[dict[type[object], str]] = {
    Forbidden: "setup-post-forbidden",
    Gone: "setup-post-gone",
    Archived: "setup-post-gone",
    Rejected: "setup-post-rejected",
    Unknown: "setup-post-unknown",
}


def not_posted(outcome: Outcome, channel: discord.TextChannel, say: Speaker) -> str:
    """Return what became of a post that did not (surely) arrive, and what to do."""
    return say(_SENTENCES.get(type(outcome), "setup-post-later"), channel=channel.mention)
