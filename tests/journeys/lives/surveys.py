"""What being asked about a session leaves behind; what is answered leaves nothing that anybody could show."""

from datetime import timedelta
from typing import Any, Final

from tests.journeys.surveys import HAPPY, answer, facilitator

TAKES: Final = timedelta(0)


async def live(world: Any, person: Any, helper: Any, other: Any, words: str) -> None:
    """Two people who were at a session are asked about it, and one of them answers."""
    surveys, people = world.services.surveys, world.services.people
    await facilitator(world).slash(world.lounge, "survey open", survey="template:session")
    (survey,) = surveys.book.live()
    await world.as_bot(surveys.opening.invite(survey, [await people.person(one.id) for one in (person, other)]))
    await world.pass_time(seconds=10)
    await answer(world, person, (HAPPY[0], HAPPY[1] | {"a4": f"{words} the round at the end"}))
