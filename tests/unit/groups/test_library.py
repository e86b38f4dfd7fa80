"""The library of prompts: enough, in both languages, gentle, and refused whole when something is wrong in it."""

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.audit import nobody
from bot.groups.errors import ChangedMeanwhile, NoSuchPrompt
from bot.groups.library import THEMES, Prompt, PromptsUnreadable, in_turn, load
from bot.groups.model import PlanState
from bot.groups.tables import prompt_posts
from bot.messenger.port import Sent, Transient
from bot.settings import default_data_dir
from tests.unit.groups.worlds import CHANNEL, FAY, GUILD, World


def test_there_are_prompts_for_every_theme_in_both_languages() -> None:
    library = load(default_data_dir() / "prompts")
    assert len(library) >= 120
    counts = Counter(one.theme for one in library)
    assert counts.keys() == THEMES.keys()
    assert min(counts.values()) >= 10
    for one in library:
        english, spanish = one.text("en"), one.text("es")
        assert english != spanish
        assert not any(sign in english + spanish for sign in "!¡"), one.key
    for language in ("en", "es"):
        assert len({one.text(language) for one in library}) == len(library)


def test_what_touches_loss_says_so() -> None:
    assert all(one.note == "loss" for one in load(default_data_dir() / "prompts") if one.theme == "grief")


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("theme = ", "Invalid value"),
        ('theme = "nowhere"\nprompts = []', "theme"),
        ('theme = "coping"\n[[prompts]]\nid = "coping/x"\ntags = []\nen = "What helps you today?"', "prompts.0.es"),
        (
            'theme = "coping"\n[[prompts]]\nid = "Coping X"\ntags = []\nen = "What helps?"\nes = "¿Qué ayuda?"',
            "prompts.0.id",
        ),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_the_place(tmp_path: Path, written: str, problem: str) -> None:
    (tmp_path / "one.toml").write_text(written, encoding="utf-8")
    with pytest.raises(PromptsUnreadable) as refused:
        load(tmp_path)
    assert problem in str(refused.value.values["problem"])


def test_one_id_twice_is_refused(tmp_path: Path) -> None:
    entry = 'theme = "coping"\n[[prompts]]\nid = "coping/x"\ntags = []\nen = "What helps you?"\nes = "¿Qué te ayuda?"\n'
    for name in ("one.toml", "two.toml"):
        (tmp_path / name).write_text(entry, encoding="utf-8")
    with pytest.raises(PromptsUnreadable):
        load(tmp_path)


def test_all_are_used_once_before_any_is_used_twice_and_themes_take_turns() -> None:
    library = load(default_data_dir() / "prompts")
    used: list[str] = []
    themes: list[str] = []
    for _ in range(2 * len(library)):
        following = in_turn(library, used)
        assert isinstance(following, Prompt)
        used.append(following.key)
        themes.append(following.theme)
    assert set(Counter(used).values()) == {2}
    assert len(set(used[: len(library)])) == len(library)
    assert all(len(set(themes[start : start + 8])) == 8 for start in range(0, 80, 8))


async def test_two_plans_at_one_time_post_two_prompts_and_none_comes_again(world: World) -> None:
    group, rota = await world.group(), world.groups.rota
    for _ in range(2):
        plan = await rota.propose(group, theme=None, rhythm="daily", when="19:00", until="")
        await rota.become(plan, plan.version, PlanState.ACTIVE, nobody)
    await world.passing(days=5)
    used = [one.prompt for one in await world.groups.prompts.used(group)]
    assert (len(used), len(set(used))) == (10, 10)


async def test_a_prompt_that_was_removed_for_good_between_two_tries_gives_its_turn_to_the_next(world: World) -> None:
    group, prompts = await world.group(), world.groups.prompts
    world.messenger.will(CHANNEL, Transient(), Sent(0, 0))
    await prompts.post(group, None, occasion="evening", note=nobody)
    await world.storage.write(
        lambda connection: connection.execute(update(prompt_posts).values(prompt="own/999")).rowcount
    )
    assert isinstance(await prompts.post(group, None, occasion="evening", note=nobody), Sent)
    (used,) = await prompts.used(group)
    assert used.prompt != "own/999"
    with pytest.raises(NoSuchPrompt):
        await prompts.find(group.guild_id, "own/999")


async def test_a_plan_that_is_deleted_is_not_deleted_again_and_comes_back_as_it_was(world: World) -> None:
    group, rota = await world.group(), world.groups.rota
    plan = await rota.propose(group, theme=None, rhythm="daily", when="19:00", until="")
    plan = await rota.become(plan, plan.version, PlanState.ACTIVE, nobody)
    plan = await rota.become(plan, plan.version, PlanState.DELETED, nobody)
    for state in (PlanState.DELETED, PlanState.PAUSED):
        with pytest.raises(ChangedMeanwhile):
            await rota.become(plan, plan.version, state, nobody)
    assert (await rota.become(plan, plan.version, PlanState.ACTIVE, nobody)).state is PlanState.ACTIVE


async def test_a_prompt_of_ones_own_that_was_removed_comes_back_within_the_week_however_often_it_is_pressed(
    world: World,
) -> None:
    prompts = world.groups.prompts
    own = await prompts.add(GUILD, FAY, text="What is on your mind?", theme="coping", note=nobody)
    await prompts.remove(GUILD, own.key, nobody)
    with pytest.raises(NoSuchPrompt):
        await prompts.remove(GUILD, own.key, nobody)
    await world.passing(days=6)
    await prompts.remove(GUILD, own.key, nobody, back=True)
    assert await prompts.find(GUILD, own.key) == own
    await prompts.remove(GUILD, own.key, nobody)
    await world.passing(days=8)
    with pytest.raises(NoSuchPrompt):
        await prompts.remove(GUILD, own.key, nobody, back=True)
