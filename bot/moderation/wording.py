"""What people wrote in a case: sealed with the key of who wrote it, and opened only for who asked to read it."""

from collections.abc import Iterable
from typing import Any

import structlog
from sqlalchemy import Connection, Row

from bot.moderation import casebook
from bot.moderation.incident import Words
from bot.moderation.records import purpose, spans_of, spans_text
from bot.storage.errors import KeyDestroyed, SealBroken
from bot.storage.people import People

log = structlog.get_logger(__name__)


def keep(connection: Connection, people: People, key: int, words: Words, writer: int) -> None:
    """Keep what somebody (a Discord id) wrote in a case; an empty text is nothing to keep."""
    if not words.text:
        return
    author = people.known(writer) or 0
    casebook.keep_words(
        connection,
        incident_key=key,
        kind=words.kind,
        person_id=author,
        at=words.at,
        rule=words.rule,
        spans=spans_text(words.spans),
        sealed=people.seal(author, words.text, purpose=purpose(key)),
    )


def opened(people: People, key: int, rows: Iterable[Row[Any]]) -> list[Words]:
    """Return what was written in a case; what was erased or cannot be read is left out."""
    found = []
    for row in rows:
        try:
            text = people.unseal(row.person_id, row.sealed, purpose=purpose(key))
        except (KeyDestroyed, SealBroken):
            log.warning("words.unreadable")
        else:
            found.append(Words(row.kind, row.at, text, row.rule, spans_of(row.spans)))
    return found
