"""The agreement is met before the groups open, asked for again when it changes, and never in the way of help."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.guidelines import kept
from bot.guidelines.tables import pledges

Read = Callable[[Any], str]
Speak = Callable[[str], None]


def fields(result: Any) -> str:
    shown = (result.followups or [result.response])[0]
    return "\n".join(f"{one.name}: {one.value}" for embed in shown.embeds for one in embed.fields)


def buttons(result: Any) -> list[str]:
    return [child["label"] for row in result.response.components for child in row["components"]]


def roles_of(world: Any, person: Any) -> set[int]:
    return {role.id for role in world.bot.get_guild(world.guild.id).get_member(person.id).roles}


@pytest.fixture
async def fay(world: Any) -> Any:
    """A facilitator, who may use the command."""
    for command in await world.bot.tree.fetch_commands():
        if command.name == "guidelines":
            allowed = {world.roles[name]: True for name in ("facilitator", "lead", "participant")}
            world.guild.set_command_permissions(command, allowed)
    return world.guild.add_member(world.env.create_user("fay", global_name="Fay"), roles=[world.roles["facilitator"]])


@pytest.fixture
def newcomer(world: Any) -> Any:
    """Somebody without any role."""
    return world.guild.add_member(world.env.create_user("noa", global_name="Noa"), roles=[])


async def publish(world: Any, fay: Any, **changed: str) -> Any:
    form = await fay.slash(world.facilitators, "guidelines edit")
    current = (await world.services.guidelines.versions(world.guild.id))[-1].parts("en")
    shown = await world.submit(fay, form, dict(current) | changed)
    preview = shown.response.content
    return preview, await fay.click(shown.response.message, label="Publish, and ask everybody again")


async def test_a_newcomer_reads_agrees_and_gets_the_role(world: Any, fay: Any, read: Read) -> None:
    posted = await fay.slash(world.lounge, "guidelines post")
    assert read(posted).startswith("The card is here and pinned.")
    door = next(one for one in world.lounge.history() if one.embeds)
    assert "Help does not wait for it" in door.embeds[0].description
    noa = world.guild.add_member(world.env.create_user("noa", global_name="Noa"), roles=[])
    await world.env.settle()

    shown = await noa.click(door, label="Read the agreement")
    assert "If somebody's life is in danger, peers may bring in others" in fields(shown)
    assert "Whether you agree or not, you can talk to someone here at any time." in read(shown)
    assert buttons(shown) == ["I agree", "Talk to someone now", "Who can see what"]
    assert world.roles["participant"].id not in roles_of(world, noa)
    agreed = await noa.click(shown.response.message, label="I agree")
    assert read(agreed).startswith("Thank you. The groups are open to you now.")
    assert world.roles["participant"].id in roles_of(world, noa)


async def test_who_joins_is_asked_privately_in_waking_hours(world: Any, fay: Any) -> None:
    await fay.slash(world.lounge, "guidelines post")
    noa = world.guild.add_member(world.env.create_user("noa", global_name="Noa"), roles=[])
    await world.pass_time(hours=24)
    assert world.inbox(noa)[-1].startswith("Welcome to The Tuesday group. Before the groups open for you")
    await world.press(noa, "Read the agreement")


async def test_before_the_agreement_begins_nobody_is_asked(world: Any, newcomer: Any) -> None:
    await world.pass_time(hours=24)
    assert world.inbox(newcomer) == []


async def test_help_works_without_a_pledge(world: Any, fay: Any, newcomer: Any, read: Read) -> None:
    await fay.slash(world.lounge, "guidelines post")
    shown = await newcomer.slash(world.lounge, "support")
    answer = await newcomer.click(shown.response.message, label="Talk to someone now")
    assert "I am telling Ana" in read(answer)


async def test_a_new_version_asks_again_with_what_changed_and_closes_nothing(
    world: Any, fay: Any, newcomer: Any, read: Read
) -> None:
    await world.services.guidelines.agree(world.guild.id, newcomer.id, 1)
    preview, published = await publish(world, fay, peers="Peers listen.\nPeers never meet you alone.")
    assert "+ Peers never meet you alone." in preview
    assert "~~Speak for yourself" in preview
    assert read(published) == "Version 2 counts from now on. One person is asked again. Nothing closes for them."

    await world.pass_time(hours=24)
    asked = world.inbox(newcomer)[-1]
    assert asked.startswith("The agreement of The Tuesday group has changed. Nothing closes for you")
    assert "+ Peers never meet you alone." in asked
    assert world.roles["participant"].id in roles_of(world, newcomer)
    shown = await world.press(newcomer, "Read the agreement")
    assert "What changed since you agreed:" in read(shown)
    agreed = await newcomer.user.click(shown.response.message, label="I agree")
    assert read(agreed).startswith("Thank you.")
    standing = await world.services.guidelines.standing(world.guild.id, newcomer.id)
    assert standing.up_to_date


async def test_who_agrees_to_an_old_text_is_shown_the_new_one(world: Any, fay: Any, newcomer: Any, read: Read) -> None:
    home = await newcomer.slash(world.lounge, "help")
    shown = await newcomer.click(home.response.message, label="Our agreement")
    await publish(world, fay, peers="Peers listen.")
    again = await newcomer.click(shown.response.message, label="I agree")
    assert "Peers listen." in fields(again)
    assert not (await world.services.guidelines.standing(world.guild.id, newcomer.id)).up_to_date


async def test_a_year_later_it_is_asked_again_and_renewed(world: Any, newcomer: Any, read: Read) -> None:
    await world.services.guidelines.agree(world.guild.id, newcomer.id, 1)
    (record,) = await world.services.storage.read(
        lambda connection: world.services.agenda.history(connection, f"pledge:{world.guild.id}:")
    )
    assert (record.due - world.clock.now()).days in (364, 365)
    soon = world.clock.now() + timedelta(seconds=10)
    services = world.services
    await world.as_bot(services.storage.write(lambda it: services.agenda.reschedule(it, record.key, soon)))
    await world.pass_time(hours=24)
    assert world.inbox(newcomer)[-1].startswith("It has been a year since you agreed")
    shown = await world.press(newcomer, "Read the agreement")
    renewed = await newcomer.user.click(shown.response.message, label="I still agree")
    assert read(renewed).startswith("Thank you.")
    standing = await services.guidelines.standing(world.guild.id, newcomer.id)
    assert world.clock.now() - standing.at < timedelta(hours=1)


async def test_whose_pledge_ran_out_unanswered_is_asked_once_more_before_and_can_leave_after(
    world: Any, fay: Any, newcomer: Any, read: Read
) -> None:
    services, guild = world.services, world.guild.id
    await services.guidelines.agree(guild, newcomer.id, 1)

    async def planned() -> Any:
        (record,) = [
            one
            for one in await services.storage.read(lambda it: services.agenda.history(it, f"pledge:{guild}:"))
            if one.finished_at is None
        ]
        return record

    async def ask(days: int) -> None:
        """Have the pledge be so many days old, and the question come."""
        at, soon, key = (
            world.clock.now() - timedelta(days=days),
            world.clock.now() + timedelta(seconds=10),
            (await planned()).key,
        )

        def work(connection: Any) -> None:
            connection.execute(update(pledges).values(at=at))
            services.agenda.reschedule(connection, key, soon)

        await world.as_bot(services.storage.write(work))
        await world.pass_time(hours=24)

    await ask(365)
    assert 58 <= ((await planned()).due - world.clock.now()).days <= 60, "asked once more before the pledge ends"
    await ask(425)
    assert len([one for one in world.inbox(newcomer) if one.startswith("It has been a year")]) == 2
    assert ((await planned()).due - world.clock.now()).days >= 363, (
        "and each year as long as the groups are open to them"
    )
    await world.as_bot(
        services.storage.write(lambda it: kept.keeper().sweep(it, world.clock.now() + timedelta(days=456)))
    )
    assert (await services.guidelines.standing(guild, newcomer.id)).at is None
    _, asked = await publish(world, fay, peers="Peers listen.")
    assert "One person is asked again" in read(asked)
    await world.pass_time(hours=24)
    assert world.inbox(newcomer)[-1].startswith("The agreement of The Tuesday group has changed.")
    shown = await world.press(newcomer, "Read the agreement")
    sure = await newcomer.user.click(shown.response.message, label="Leave the agreement")
    left = await newcomer.user.click(sure.response.message, label="Leave it")
    assert read(left).startswith("You have left the agreement.")
    assert world.roles["participant"].id not in roles_of(world, newcomer)


async def test_who_comes_back_finds_the_way_in_again(world: Any, fay: Any, read: Read) -> None:
    await fay.slash(world.lounge, "guidelines post")
    door = next(one for one in world.lounge.history() if one.embeds)
    noa = world.guild.add_member(world.env.create_user("noa", global_name="Noa"), roles=[])
    await world.env.settle()
    shown = await noa.click(door, label="Read the agreement")
    await noa.click(shown.response.message, label="I agree")
    world.guild.remove_member(noa)
    await world.env.settle()
    noa = world.guild.add_member(noa.user, roles=[])
    await world.pass_time(hours=24)
    assert world.inbox(noa)[-1].startswith("Welcome to The Tuesday group.")
    shown = await world.press(noa, "Read the agreement")
    again = await noa.user.click(shown.response.message, label="I still agree")
    assert read(again).startswith("Thank you. The groups are open to you now.")
    assert world.roles["participant"].id in roles_of(world, noa)


async def test_counts_name_nobody_and_each_sees_their_own(world: Any, fay: Any, newcomer: Any, read: Read) -> None:
    await world.services.guidelines.agree(world.guild.id, newcomer.id, 1)
    counted = await fay.slash(world.facilitators, "guidelines counts")
    assert "Version 1, which counts now: 1" in read(counted)
    assert "Noa" not in read(counted)
    kept = await newcomer.slash(world.lounge, "privacy")
    assert "the agreement: which version somebody agreed to, and when" in str(kept.response.embeds[0].description)


async def test_leaving_it_closes_the_groups_and_not_the_help(world: Any, newcomer: Any, read: Read) -> None:
    await world.services.guidelines.agree(world.guild.id, newcomer.id, 1)
    home = await newcomer.slash(world.lounge, "help")
    shown = await newcomer.click(home.response.message, label="Our agreement")
    sure = await newcomer.click(shown.response.message, label="Leave the agreement")
    assert "the groups close for you until you agree again" in read(sure)
    left = await newcomer.click(sure.response.message, label="Leave it")
    assert read(left).startswith("You have left the agreement.")
    assert world.roles["participant"].id not in roles_of(world, newcomer)
    support = await newcomer.slash(world.lounge, "support")
    assert "Ana is on call now." in read(support)


async def test_only_staff_of_that_server_edit(world: Any, fay: Any, read: Read) -> None:
    for command in ("guidelines edit", "guidelines post", "guidelines counts"):
        refused = await world.maya.slash(world.lounge, command)
        assert read(refused).startswith("This is for facilitators and leads"), command
    forged = await world.forge(world.maya, f"guide:publish:{world.guild.id}:2")
    assert read(forged).startswith("This is for facilitators and leads")
    elsewhere = await world.forge(world.maya, "pledge:agree:12345:1")
    assert read(elsewhere).startswith("This belongs to a server that you are not in.")


async def test_it_speaks_spanish(world: Any, fay: Any, newcomer: Any, read: Read, speak: Speak) -> None:
    speak("es-ES")
    home = await newcomer.slash(world.lounge, "help")
    shown = await newcomer.click(home.response.message, label="Nuestro acuerdo")
    assert "Lo que se dice aquí se queda aquí" in fields(shown)
    agreed = await newcomer.click(shown.response.message, label="Estoy de acuerdo")
    assert read(agreed).startswith("Gracias. Los grupos ya están abiertos")
    form = await fay.slash(world.facilitators, "guidelines edit", language="es")
    current = (await world.services.guidelines.versions(world.guild.id))[-1].parts("es")
    preview = await world.submit(fay, form, dict(current) | {"peers": "Los compañeros escuchan."})
    assert "+ Los compañeros escuchan." in read(preview)
    published = await fay.click(preview.response.message, label="Publicar y volver a preguntar a todos")
    assert "Se pregunta de nuevo a una persona." in read(published)


async def test_the_limits_are_read_in_ones_own_language_until_the_server_has_words_of_its_own(
    world: Any, fay: Any, newcomer: Any, speak: Speak
) -> None:
    await fay.slash(world.lounge, "guidelines post")
    door = next(one for one in world.lounge.history() if one.embeds)
    speak("de")
    shown = await newcomer.click(door, label="Read the agreement")
    assert "Wenn ein Leben in Gefahr ist, darf das Team andere dazuholen" in fields(shown)
    speak("en-US")
    await publish(world, fay, limits="Our own limits, in our own words.")
    speak("de")
    shown = await newcomer.click(door, label="Read the agreement")
    assert "Our own limits, in our own words." in fields(shown)
    assert "Vertraulichkeit hat Grenzen" not in fields(shown)
