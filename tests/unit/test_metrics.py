"""Counts are lines of codes and numbers, answered on the machine itself only."""

import socket
from collections.abc import Iterator

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.metrics import HOST, Metrics, Sample


def two() -> Iterator[Sample]:
    yield Sample("cases_open", 2)
    yield Sample("errors_total", 1, (("event", 'a "quoted"\ncode'),))


def test_a_line_a_count_and_nothing_breaks_out_of_a_label() -> None:
    assert Metrics(None, two).text() == (
        'alongside_cases_open 2\nalongside_errors_total{event="a \\"quoted\\"\\ncode"} 1\n'
    )


async def test_it_answers_on_the_machine_itself_until_it_is_closed() -> None:
    metrics = Metrics(0, two)
    await metrics.start()
    await metrics.start()
    address = metrics.address
    assert address is not None
    assert address.startswith(f"http://{HOST}:")
    async with aiohttp.ClientSession() as session:
        async with session.get(address) as answer:
            assert answer.status == 200
            assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
            assert await answer.text() == metrics.text()
        await metrics.close()
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(address)


async def test_without_a_port_nothing_is_published() -> None:
    metrics = Metrics(None, two)
    await metrics.start()
    assert metrics.address is None
    await metrics.close()


async def test_a_port_that_is_taken_stops_nothing_and_is_said() -> None:
    with socket.create_server((HOST, 0)) as other, capture_logs() as logs:
        metrics = Metrics(other.getsockname()[1], two)
        await metrics.start()
        await metrics.close()
    assert [one["event"] for one in logs] == ["metrics.port_taken"]
