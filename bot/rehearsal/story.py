"""An evening with a peer group, played by the real bot, and the promises that it kept or broke."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from bot import logs
from bot.rehearsal import scenes
from bot.rehearsal.evening import PEOPLE, Evening, StoryBroken
from bot.rehearsal.markup import Reader
from bot.rehearsal.promises import Kept, check, files_under
from bot.rehearsal.stage import Stage
from bot.rehearsal.world import World
from bot.settings import Settings
from bot.texts import Speaker, Texts

Interlude = Callable[[World], None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an evening in a language takes place; the helplines are those of that country."""

    zone: str
    city: str
    reads: str  # how dates are written there


PLACES: Final = {"en": Place("Europe/London", "London", "en_GB"), "es": Place("Europe/Madrid", "Madrid", "es_ES")}
CAST: Final = {
    "maya": "story-cast-maya",
    "sam": "story-cast-sam",
    "noor": "story-cast-noor",
    "ana": "story-cast-ana",
    "ben": "story-cast-ben",
    "lea": "story-cast-lea",
}
TUESDAY: Final = datetime(2026, 1, 6, 18, 30)  # noqa: DTZ001  a local time; the place says in which zone


async def play(
    folder: Path, stage: Stage, texts: Texts, locale: str, *, interlude: Interlude | None = None
) -> list[Kept]:
    """Play the evening and return its promises as they were kept or broken. Logs of the process go to memory meanwhile.

    Args:
        folder: an empty folder; what is left in it is searched for words that must not be there.
        stage: where it is shown.
        texts: every sentence.
        locale: the language of the evening, one of `PLACES`.
        interlude: called once the server is set up; a test breaks a promise there.

    Raises:
        ConfigurationError: a file that came with the bot cannot be used.
    """
    settings = Settings.load({"VAR_DIR": str(folder), "LOG_LEVEL": "DEBUG"})
    journal = StringIO()
    logs.configure(settings, stream=journal)
    try:
        return await _play(folder, settings, journal, stage, texts, locale, interlude)
    finally:
        # Whatever ends the evening early must not end in silence.
        logs.configure(Settings.load({}))


async def _play(
    folder: Path,
    settings: Settings,
    journal: StringIO,
    stage: Stage,
    texts: Texts,
    locale: str,
    interlude: Interlude | None,
) -> list[Kept]:
    say, place = texts.speaker(locale), PLACES[locale]
    stage.title(say("story-title", server=say("story-server")), say("story-subtitle"))
    stage.cast((PEOPLE[who], say(about)) for who, about in CAST.items())
    zone = ZoneInfo(place.zone)
    world = await World.open(settings, start=TUESDAY.replace(tzinfo=zone).astimezone(UTC), locale=locale)
    try:
        reader = Reader(zone, place.reads, world.names, lambda: world.now, say("story-jump"), say("story-just-now"))
        stage.reader = reader
        evening = Evening(world, stage, reader, say)
        await _build(world, say)
        await scenes.before(evening, place.city, locale)
        if interlude is not None:
            interlude(world)
        try:
            await scenes.a_message_to_a_human(evening)
            await scenes.a_place_to_talk(evening)
            await scenes.a_night_with_nobody(evening)
            await scenes.the_days_after(evening)
        except (StoryBroken, LookupError) as lost:
            evening.lost = str(lost)
        evidence = await evening.evidence()
    finally:
        await world.close()
    kept = check(replace(evidence, written={**files_under(folder), "log": journal.getvalue().encode()}))
    stage.scene(say("story-scene-measured"))
    stage.figures(evening.figures)
    stage.scene(say("story-scene-promises"))
    stage.promises(kept)
    broken = sum(1 for one in kept if one.broken)
    stage.last_words(say("story-broken", count=broken) if broken else say("story-kept"), well=not broken)
    return kept


async def _build(world: World, say: Speaker) -> None:
    places = {"welcome": say("story-place-welcome"), "lounge": say("story-place-lounge")}
    await world.build(say("story-server"), owner="lea", people=PEOPLE, places=places)
