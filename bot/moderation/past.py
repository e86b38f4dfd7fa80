"""Past whom something goes, as codes: who holds the database alone cannot tell whom they mean."""

import hmac

from bot.storage.people import People


def code(people: People, user_id: int) -> str:
    """Return somebody's code, the same in reports and in the cases that come of them.

    It outlives an erasure: else erasing oneself would be the way to what goes past one.
    """
    return hmac.digest(people.derive("reports"), str(user_id).encode(), "sha256").hex()[:32]
