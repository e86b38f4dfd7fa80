"""What is planned, posted and kept up to date of a survey."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.audit import Cause
from bot.surveys.errors import NoSuchSurvey
from bot.surveys.records import State
from tests.unit.surveys.worlds import GUILD, terms_of, world


async def test_what_was_called_off_stands_in_nothing_s_way_and_opens_at_another_time(tmp_path: Path) -> None:
    there = await world(tmp_path)
    tomorrow = there.clock.now() + timedelta(days=1)
    planned = await there.surveys.open(GUILD, "template:session", terms_of(), by=Cause.OPERATOR, at=tomorrow)
    draft = await there.surveys.close_early(planned, by=Cause.OPERATOR)
    assert (draft.state, draft.id) == (State.DRAFT, planned.id)
    with pytest.raises(NoSuchSurvey):  # the job had read it before it was called off
        await there.surveys.opening.now(planned, timedelta(days=7))
    asked = await there.open()
    await there.surveys.closing.close(asked.id)
    later = await there.surveys.open(
        GUILD, f"draft:{draft.id}", terms_of(), by=Cause.OPERATOR, at=tomorrow + timedelta(days=9)
    )
    (job,) = await there.parts.storage.read(
        lambda connection: there.parts.agenda.history(connection, f"survey:{later.id}:open")
    )
    assert (job.state, job.due) == ("waiting", later.opens_at)
    await there.close()
