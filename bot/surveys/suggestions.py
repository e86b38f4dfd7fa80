"""What came out of a suggestion box: answered where everybody reads it, and led on through a code that only its author holds."""

import hashlib
from typing import Any, Final

from sqlalchemy import Connection

from bot.audit import Act, Note
from bot.parts import Parts
from bot.surveys import box_records
from bot.surveys.box_posts import BoxPosts
from bot.surveys.box_records import Suggestion
from bot.surveys.errors import CodeUnknown
from bot.surveys.questions import MOST_TEXT, cleaned
from bot.surveys.seal import TokenBytes

CODE_LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH: Final = 16


class Suggestions:
    """Everything that was said through a box and may be read."""

    def __init__(self, parts: Parts, posts: BoxPosts) -> None:
        """Post through `posts`."""
        self._parts = parts
        self._posts = posts

    async def by_code(self, guild_id: int, code: str) -> Suggestion:
        """Return the suggestion that a code belongs to.

        Raises:
            CodeUnknown: it belongs to none here, or was used or closed.
        """
        hashed = code_hash(code)
        found = await self._parts.storage.read(lambda connection: box_records.by_code(connection, guild_id, hashed))
        if found is None:
            raise CodeUnknown
        return found

    async def before(self, suggestion: Suggestion) -> list[Suggestion]:
        """Return the suggestion that this one goes on from, if it does and that is still kept."""
        if suggestion.about is None:
            return []
        numbers = (suggestion.about,)
        return await self._parts.storage.read(
            lambda connection: box_records.some(connection, suggestion.guild_id, numbers)
        )

    async def answer(self, guild_id: int, number: int, text: str, *, by: int) -> Suggestion:
        """Answer a suggestion where everybody reads it.

        Raises:
            CodeUnknown: there is none of that number here.
        """
        noted = await self._parts.audit.noting(guild_id, by, Act.SUGGESTION_ANSWERED, about=number)
        return await self._change(guild_id, number, noted, post=True, answer=cleaned(text)[:MOST_TEXT])

    async def close_code(self, guild_id: int, number: int, *, by: int) -> Suggestion:
        """Close a suggestion's code: whoever holds it can read and write with it no more.

        Raises:
            CodeUnknown: there is none of that number here.
        """
        noted = await self._parts.audit.noting(guild_id, by, Act.SUGGESTION_CLOSED, about=number)
        return await self._change(guild_id, number, noted, post=False, closed=True, code=None)

    async def _change(
        self,
        guild_id: int,
        number: int,
        note: Note,
        *,
        post: bool,
        **values: Any,  # noqa: ANN401  columns differ in type
    ) -> Suggestion:
        def work(connection: Connection) -> Suggestion | None:
            changed = box_records.change(connection, guild_id, number, **values)
            if changed is not None:
                note(connection)
            if post and changed is not None:
                self._posts.answered(connection, guild_id, number)
            return changed

        found = await self._parts.storage.write(work)
        if found is None:
            raise CodeUnknown
        return found


def new_code(token_bytes: TokenBytes) -> str:
    """Return a code that nobody guesses: 79 bits."""
    return "".join(CODE_LETTERS[one % len(CODE_LETTERS)] for one in token_bytes(CODE_LENGTH))


def code_hash(code: str) -> str:
    """Return what is kept of a code: enough to know it again, too little to make it."""
    return hashlib.sha256(b"alongside suggestion 1\0" + letters(code).encode()).hexdigest()


def letters(code: str) -> str:
    """Return a code as it was made, however it was typed."""
    return "".join(one for one in code.upper() if one in CODE_LETTERS)
