"""Ten thousand check-ins are being posted, somebody is in need, and charts are drawn."""

import asyncio
from datetime import timedelta
from pathlib import Path

from bot.clock import SystemClock
from bot.messenger.pacing import BULK_RATE, CHANNEL_MOST, CHANNEL_WITHIN
from tests.benchmarks.many_checkins import EACH, plan_many
from tests.benchmarks.wire.figures import Report, late, spread
from tests.benchmarks.wire.stalls import Stalls
from tests.benchmarks.wire.stand import Stand, stand

CHANNELS, CRISES = 500, 90
# Seconds between two crises: Discord takes five changes in five seconds in one channel, and a page that is taken has three.
PAUSE = 2.3
ALERT, ANSWER, PACE = 0.25, 1.0, 0.95  # seconds, seconds, share
SECOND = 1.0


async def while_check_ins_are_posted(folder: Path, size: float, report: Report) -> None:
    """Crises and presses, with Discord's limits on, while the bulk lane has more to do than it can."""
    channels, crises = max(20, round(CHANNELS * size)), max(10, round(CRISES * size))
    async with stand(folder / "ours") as ours:
        people = ours.crowd(crises)
        places = [ours.discord.people.channel(ours.town.guild_id, f"g-{number}") for number in range(channels)]
        await ours.settle()
        stalls = Stalls(folder / "stalls")
        due = SystemClock().now() + timedelta(seconds=5)
        await ours.prepare(
            lambda services: plan_many(services.groups.parts, guild_id=ours.town.guild_id, channels=places, due=due)
        )
        await ours.start(**stalls.environment())
        await ours.until(lambda: ours.discord.requests.matching("PUT /applications/*/commands"))
        ours.discord.people.open_commands(ours.town.guild_id, [ours.town.roles["lead"]], "insights")
        stalls.begin()
        await ours.until(lambda: len(ours.posts) > 50)
        alerts, answers = [], []
        first = len(ours.posts)
        for person in people:
            card, page, _ = await ours.crisis(person)
            alerts.append(min(card, page))
            answers.append(await ours.answered(await person.command(ours.town.places["lounge"], "help")))
            card_message = await ours.shown(list(ours.cards)[-1])
            answers.append(await ours.answered(await ours.town["ana"].press(card_message, "Why")))
            answers.append(await ours.answered(await ours.town["ana"].press(card_message, "I'm on it")))
            looked = await ours.town["lea"].command(ours.town.places["lounge"], "insights", group=1)
            answers.append(await ours.answered(looked))
            await asyncio.sleep(PAUSE)
        await ours.until(lambda: any(one.attachments for one in looked.private))  # a chart was drawn
        posted = ours.posts[first:]
        left = channels * EACH - len(ours.posts)
        took = posted[-1] - posted[0]
        read = sum(
            posted[0] <= one.at <= posted[-1] for one in ours.discord.requests.matching("GET /channels/*/messages")
        )
        pace = (len(posted) - 1 + read) / took
        at_once = busiest(ours)
    what = f"while {channels * EACH} check-ins are being posted and {crises} charts drawn"
    report.line(f"{what}: frame in, alert out", spread(alerts), asked="p99 at most 250 ms", kept=late(alerts) <= ALERT)
    report.line(
        "  first answer to a press or a command", spread(answers), asked="at most 1 s", kept=max(answers) <= ANSWER
    )
    floor = min(BULK_RATE, channels * CHANNEL_MOST / CHANNEL_WITHIN, channels * EACH / 60)  # due within a minute
    report.line(
        "  the bulk lane's pace",
        f"{pace:.1f} a second of {floor:.0f}, {read} of them readings of channels; {left} were left at the end",
        asked=f"at least {PACE:.0%} while there is enough to do",
        kept=left <= 0 or pace >= PACE * floor,
    )
    report.line(
        "  most requests in any second; refused",
        f"{at_once}; {ours.discord.requests.limits.refused.total()}",
        asked="none refused",
        kept=not ours.discord.requests.limits.refused.total(),
    )
    stalls.tell(report)


def busiest(ours: Stand) -> int:
    """The most requests that came in any second; those about interactions do not count."""
    at = sorted(one.at for one in ours.discord.requests.all if one.parts[0] not in ("interactions", "webhooks"))
    most = first = 0
    for last, moment in enumerate(at):
        while moment - at[first] >= SECOND:
            first += 1
        most = max(most, last - first + 1)
    return most
