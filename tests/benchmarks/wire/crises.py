"""From a frame to an alert, and from a press to a card that changed."""

import asyncio
import json
from collections.abc import Iterable
from pathlib import Path

from bot.app import Services
from bot.rehearsal.discord.people import Person
from tests.benchmarks.wire.figures import Report, late, middle, spread
from tests.benchmarks.wire.stalls import Stalls
from tests.benchmarks.wire.stand import stand

CRISES, PRESSES = 500, 200
WORD = "the word that the empty bot knows"
WARM = 5
ROUNDS, EACH = 10, 3  # stalls of the disk, and crises in each
STALL = 5.0  # seconds
OVER_FLOOR, LATEST, CHANGED, STALLED = 0.003, 0.025, 0.1, 0.15  # seconds
PAUSE = 0.05  # seconds between two crises


async def beside_the_floor(folder: Path, size: float, report: Report) -> None:
    """Crises in turns with the floor; then *I'm on it*, again and again."""
    many, presses = max(10, round(CRISES * size)), max(5, round(PRESSES * size))
    async with stand(folder / "ours") as ours, stand(folder / "floor") as floor:
        ours.discord.requests.limits.on = floor.discord.requests.limits.on = False
        people, others = ours.crowd(many + WARM), floor.crowd(many + WARM)
        stalls = Stalls(folder / "stalls")
        await ours.settle()
        met = people[WARM::2]  # as everybody is who has agreed to the pledge or answered a check-in
        await ours.prepare(lambda services: _enter(services, met))
        await ours.start(**stalls.environment())
        for person in people[:WARM]:
            await ours.crisis(person)
        message = folder / "message.json"
        message.write_text(json.dumps(ours.last_body), encoding="utf-8")
        await floor.start_empty(WORD, message)
        for person in others[:WARM]:
            await floor.word(person, WORD)
        stalls.begin()
        cards, pages, words, empty = [], [], [], []
        for person, other in zip(people[WARM:], others[WARM:], strict=True):
            card, page, word = await ours.crisis(person)
            cards.append(card)
            pages.append(page)
            words.append(word)
            await asyncio.sleep(PAUSE)
            empty.append(await floor.word(other, WORD))
            await asyncio.sleep(PAUSE)
        alerts = [min(pair) for pair in zip(cards, pages, strict=True)]
        report.line("an empty discord.py bot: frame in, message out", spread(empty))
        for whom, found in (("somebody known to it", alerts[::2]), ("somebody new, entered first", alerts[1::2])):
            over = middle(found) - middle(empty)
            report.line(
                f"ours: frame in, alert out, {whom}",
                spread(found),
                asked=f"p50 {1e3 * over:+.1f} ms over the floor (at most +3), p99 at most 25 ms",
                kept=over <= OVER_FLOOR and late(found) <= LATEST,
            )
        report.line("  the card for responders", spread(cards))
        report.line("  the page to the primary", spread(pages))
        report.line("  the words to the person", spread(words))

        changed = []
        for key in list(ours.cards)[-presses:]:
            changed.append(await ours.taken(key))
            await asyncio.sleep(PAUSE)
        report.line(
            "a press, and the card has changed",
            spread(changed),
            asked="p99 at most 100 ms",
            kept=late(changed) <= CHANGED,
        )
        stalls.tell(report)


async def _enter(services: Services, people: Iterable[Person]) -> None:
    for one in people:
        await services.people.person(one.id)


async def with_the_disk_stalled(folder: Path, size: float, report: Report) -> None:
    """Crises while every transaction takes five seconds."""
    found = []
    async with stand(folder / "ours") as ours:
        ours.discord.requests.limits.on = False
        rounds = max(2, round(ROUNDS * size))
        people = ours.crowd(rounds * EACH + WARM)
        await ours.settle()
        await ours.start()
        for person in people[:WARM]:
            await ours.crisis(person)
        for number in range(rounds):
            ours.orders.write_text(f"stall {STALL}", encoding="utf-8")
            here = people[WARM + number * EACH :][:EACH]
            for card, page, _ in await asyncio.gather(*(ours.crisis(person) for person in here)):
                found.append(min(card, page))
            ours.orders.unlink()
            await asyncio.sleep(STALL + 1)
    report.line(
        "ours, every disk stalled for 5 s: frame in, alert out",
        spread(found),
        asked="at most 150 ms",
        kept=max(found) <= STALLED,
    )
