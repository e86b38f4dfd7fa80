"""Personal details draw one private word, which the author may use to take them back; nothing of it is kept."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.guidelines.details import Detail, digits_of, find
from bot.moderation.helplines import Helplines
from bot.moderation.watch import Level
from bot.settings import default_data_dir

Read = Callable[[Any], str]
NUMBER = "you can call me on 612 34 56 78 if you like"
PILLS = "I have the pills in front of me, my number is 612 34 56 78"


@pytest.fixture
async def circle(world: Any) -> Any:
    """The lounge is a group's channel, Maya and Sam are in it, and it is midday."""
    world.clock.jumped = timedelta(hours=11)
    groups = world.services.groups
    group = await groups.upkeep.create(world.guild.id, world.lea.id, name="Open circle", channel_id=world.lounge.id)
    for person in (world.maya, world.sam):
        await groups.places.join(group, person.id)
    await world.env.settle()
    return group


def written(world: Any) -> list[Any]:
    """What people wrote in the lounge."""
    return [one for one in world.lounge.history() if not one.author.bot]


@pytest.mark.parametrize(
    ("text", "country", "kinds"),
    [
        ("call me on 06 12 34 56 78 if you like", "FR", {Detail.PHONE}),
        ("my number is +34 612 345 678", None, {Detail.PHONE}),
        ("write to maya.lopez@example.org", "ES", {Detail.EMAIL}),
        ("I live at 221B Baker Street with my mum", "GB", {Detail.STREET}),
        ("vivo en la calle de Alcalá, 45", "ES", {Detail.STREET}),
        ("Laura Sanchez has bipolar, she told me", "US", {Detail.NAME}),
        ("Marta García tiene depresión", "ES", {Detail.NAME}),
        ("come to discord.gg/abc123", "US", {Detail.INVITE}),
        ("write to maya dot lopez at example dot org", "ES", {Detail.EMAIL}),
        ("maya arroba ejemplo punto es", "ES", {Detail.EMAIL}),
        ("join https://chat.whatsapp.com/Ab12cd", "US", {Detail.INVITE}),
        ("Peter Miller from work has schizophrenia", "US", {Detail.NAME}),
        ("a Carlos Pérez le diagnosticaron bipolaridad", "ES", {Detail.NAME}),
        ("look at that dot on the map, I stare at it", "US", set()),
        ("nos vemos at night, punto", "ES", set()),
        ("call 116 123 or 988", "GB", set()),
        ("1-800-273-8255 saved me", "US", set()),
        ("see you at 20:00 on 2026-05-04, room 12", "ES", set()),
        ("I was diagnosed with bipolar", "US", set()),
        ("we played 24 hours on Friday street fair", "US", set()),
    ],
)
def test_what_is_a_detail_and_what_is_not(text: str, country: str | None, kinds: set[Detail]) -> None:
    assert find(text, country=country) == kinds


def test_ones_own_name_is_ones_own_to_say() -> None:
    assert find("Maya Lopez is autistic", country="US", author="Maya Lopez") == set()
    assert find("Maya Lopez is autistic", country="US", author="Sam") == {Detail.NAME}


def test_a_helpline_that_the_bot_knows_is_no_detail_in_its_own_country_nor_from_abroad() -> None:
    helplines = Helplines.load(default_data_dir() / "helplines.toml")
    lines = (*helplines.all, *helplines.emergencies)
    numbers = digits_of((line.number, line.country) for line in lines)

    def public() -> frozenset[str]:
        return numbers

    drawn = [
        (line.country, line.number)
        for line in lines
        if Detail.PHONE in find(f"please call {line.number}, they are kind", country=line.country, public=public)
    ]
    assert drawn == []
    assert find("llama al 717 003 717", country="ES", public=public) == set()
    assert find("call +34 717003717", country="US", public=public) == set()
    assert find("call 717 003 717 or me on 612 34 56 78", country="ES", public=public) == {Detail.PHONE}


@pytest.mark.usefixtures("circle")
async def test_a_private_word_and_a_press_that_takes_it_back(world: Any) -> None:
    await world.maya.send(world.lounge, NUMBER)
    word = world.direct(world.maya)[-1]
    assert word.content.startswith("You wrote a telephone number in The Tuesday group")
    assert "I keep nothing of what you wrote" in word.content
    assert "612" not in word.content
    assert [one.label for one in word.components[0].children] == ["Show me", "Remove it for me"]
    assert [one.author.id for one in written(world)] == [world.maya.id]

    await world.press(world.maya, "Remove it for me")
    assert world.inbox(world.maya)[-1] == "It is removed. Thank you."
    assert written(world) == []
    assert not world.services.desk.cases.open_in(world.guild.id)


@pytest.mark.usefixtures("circle")
async def test_only_the_author_can_have_it_removed(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, NUMBER)
    (message,) = written(world)
    forged = await world.forge(world.sam, f"nudge:remove:{world.guild.id}:{world.lounge.id}:{message.id}")
    assert read(forged) == "Only who wrote a message can have me remove it."
    assert len(written(world)) == 1


@pytest.mark.usefixtures("circle")
async def test_with_closed_direct_messages_nothing_happens(world: Any) -> None:
    channel = world.maya.user.dm_channel
    world.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50007, times=5)
    await world.maya.send(world.lounge, NUMBER)
    assert world.inbox(world.maya) == []
    assert len(written(world)) == 1


@pytest.mark.usefixtures("circle")
async def test_never_beside_a_crisis_nor_where_the_group_wants_no_reading(world: Any) -> None:
    await world.services.watches.agree(world.guild.id, world.lounge.id, Level.PEOPLE)
    await world.sam.send(world.lounge, NUMBER)
    assert world.inbox(world.sam) == []
    await world.services.watches.agree(world.guild.id, world.lounge.id, Level.URGENT)
    await world.maya.send(world.lounge, PILLS)
    await world.maya.send(world.lounge, NUMBER)
    assert not any("telephone number" in text for text in world.inbox(world.maya))


@pytest.mark.usefixtures("circle")
async def test_without_the_permission_there_is_no_button_to_remove(world: Any) -> None:
    mine = {world.guild.me: discord.PermissionOverwrite(view_channel=True, manage_messages=False)}
    annex = world.guild.create_text_channel("annex", overwrites=mine)
    await world.env.settle()
    await world.services.groups.upkeep.create(world.guild.id, world.lea.id, name="Annex", channel_id=annex.id)
    await world.maya.send(annex, NUMBER)
    assert [one.label for one in world.direct(world.maya)[-1].components[0].children] == ["Show me"]


@pytest.mark.usefixtures("circle")
async def test_it_speaks_the_servers_language(world: Any) -> None:
    await world.save_server(locale="es")
    await world.maya.send(world.lounge, "escríbeme a maya@example.org")
    assert world.inbox(world.maya)[-1].startswith("Has escrito una dirección de correo en The Tuesday group")


@pytest.mark.usefixtures("circle")
async def test_one_a_day_and_none_at_night(world: Any) -> None:
    for _ in range(3):
        await world.maya.send(world.lounge, NUMBER)
    assert len([one for one in world.inbox(world.maya) if "telephone number" in one]) == 1
    world.clock.jumped = timedelta(hours=23)
    await world.sam.send(world.lounge, NUMBER)
    assert world.inbox(world.sam) == []


@pytest.mark.usefixtures("circle")
async def test_only_where_the_agreement_says_so_and_who_is_unknown_stays_so(world: Any) -> None:
    annex = world.guild.create_text_channel("annex")
    noa = world.guild.add_member(world.env.create_user("noa", global_name="Noa"), roles=[])
    await world.env.settle()
    await world.maya.send(annex, NUMBER)
    assert world.inbox(world.maya) == [], "no group's channel"
    await noa.send(world.lounge, NUMBER)
    assert world.inbox(noa) == []
    assert world.services.people.known(noa.id) is None
