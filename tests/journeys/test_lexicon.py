"""A server teaches the bot its own words, and what should be quiet; and words are heard as part of a conversation."""

from collections.abc import Callable
from typing import Any

from bot.audit import Act
from bot.moderation.detection import Category, Tier
from bot.moderation.watch import Level
from bot.moderation.wordings import Does
from tests.journeys.record import acts

Read = Callable[[Any], str]


async def test_a_lead_adds_a_phrase_after_seeing_what_it_would_have_done(world: Any, read: Read) -> None:
    await world.sam.send(world.lounge, "the blue door is open again")
    await world.sam.send(world.lounge, "lunch?")

    shown = await world.lea.slash(world.alerts, "lexicon add", phrase="blue door", does="page", category="plan")
    assert "Of the last 2 messages: 1 would now wake somebody" in read(shown)
    await world.maya.send(world.lounge, "blue door, everyone")
    assert not world.services.desk.cases.open_in(world.guild.id)

    await world.lea.click(shown.followups[-1] if shown.followups else shown.response.message, label="Yes, from now on")
    await world.maya.send(world.lounge, "I am at the bl\u200bue do0r")
    assert world.open_case().category == Category.PLAN
    assert world.direct(world.ana)
    await world.sam.send_dm("I can see the blue door from here")
    assert len(world.services.desk.cases.open_in(world.guild.id)) == 2, "said to the bot alone, it counts as well"


async def test_only_leads_change_words_and_protected_families_stay_loud(world: Any, read: Read) -> None:
    refused = await world.ana.slash(world.alerts, "lexicon add", phrase="anything here", does="quiet")
    assert "lead" in read(refused).lower()
    refused = await world.lea.slash(world.alerts, "lexicon quiet", rule="en.overdose.took-too-much")
    assert read(refused).startswith(
        "A plan, means at hand, an attempt, a farewell and an overdose cannot be made quiet."
    )
    refused = await world.lea.slash(world.alerts, "lexicon add", phrase="* *", does="page")
    assert read(refused).startswith("I cannot look for that.")
    tested = await world.ana.slash(world.alerts, "lexicon test", text="I took all my pills")
    assert read(tested).startswith("This would wake somebody now.")
    assert "an overdose" in read(tested)


async def test_a_phrase_made_quiet_is_quiet_only_in_its_channel_and_never_for_a_plan(world: Any) -> None:
    await world.services.watches.agree(world.guild.id, world.lounge.id, Level.FULL)
    entry = await world.as_bot(
        world.services.wordings.propose(
            world.guild.id,
            does=Does.QUIET,
            phrase="everyone would be better off without me",
            channel_id=world.lounge.id,
        )
    )
    await world.as_bot(world.services.wordings.confirm(world.guild.id, entry.id, by=world.lea.id))

    def tier(text: str, channel: Any) -> Any:
        return world.services.wordings.assess(world.guild.id, channel.id, text).tier

    assert tier("everyone would be better off without me", world.lounge) is Tier.NONE
    assert tier("everyone would be better off without me", world.support) is Tier.REVIEW
    assert tier("everyone would be better off without me. I took all my pills", world.lounge) is Tier.PAGE


async def test_not_a_crisis_suggests_quiet_and_a_lead_decides(world: Any, read: Read, restart: Any) -> None:
    await world.maya.send(world.lounge, "I want to kill myself")
    asked = await world.press(world.ana, "Not a crisis", world.card)
    closed = await world.ana.click(asked.response.message, label="Yes, close it")
    assert "You can suggest that it stays quiet there." in closed.response.content
    await world.ana.click(closed.response.message, label="Suggest it")

    proposed = world.cards()[-1]
    assert "en.ideation.want-to-kill-myself" in proposed.content
    assert 'myself"' not in proposed.content
    refused = await world.ana.click(proposed, label="Yes, from now on")
    assert "lead" in read(refused).lower()
    await world.lea.click(proposed, label="Yes, from now on")

    world = await restart()
    await world.sam.send(world.lounge, "I want to kill myself")
    assert [case.user_id for case in world.services.desk.cases.open_in(world.guild.id)] == []
    await world.sam.send(world.lounge, "I am going to kill myself tonight")
    assert world.open_case().user_id == world.sam.id


async def test_words_travel_to_a_file_and_back(world: Any, read: Read) -> None:
    wordings = world.services.wordings
    for phrase, does in (("blue door", Does.PAGE), ("grey * sky", Does.REVIEW)):
        entry = await world.as_bot(wordings.propose(world.guild.id, does=does, phrase=phrase))
        await world.as_bot(wordings.confirm(world.guild.id, entry.id, by=world.lea.id))
    listed = await world.ana.slash(world.alerts, "lexicon list")
    assert "“blue door” wakes somebody now" in str(listed.response.embeds[0].to_dict())
    exported = await world.ana.slash(world.alerts, "lexicon export")
    assert "lexicon.csv" in str(exported.response.attachments)
    table = await exported.response.attachments[0].read()

    removed = await world.lea.slash(world.alerts, "lexicon remove", entry=wordings.entries(world.guild.id)[0].id)
    assert "is gone" in read(removed)
    taken = await world.lea.slash(world.alerts, "lexicon import", file=("lexicon.csv", table))
    assert read(taken) == world.services.texts.speaker("en")("wording-imported", count=1)
    assert (await acts(world))[-1] == (Act.WORDS_IMPORTED, "2", world.lea.id)
    assert wordings.assess(world.guild.id, world.lounge.id, "a grey and heavy sky").tier is Tier.REVIEW
    assert wordings.assess(world.guild.id, world.lounge.id, "blue door").tier is Tier.PAGE


async def test_two_lines_of_one_person_are_read_as_one(world: Any) -> None:
    await world.maya.send(world.lounge, "im done")
    await world.sam.send(world.lounge, "same, what a match")
    assert not world.services.desk.cases.open_in(world.guild.id)
    await world.maya.send(world.lounge, "goodbye everyone")
    case = world.open_case()
    assert case.user_id == world.maya.id
    assert case.category == Category.FAREWELL


async def test_lines_that_lie_far_apart_are_not_read_as_one(world: Any) -> None:
    await world.maya.send(world.lounge, "im done")
    await world.pass_time(minutes=10)
    await world.maya.send(world.lounge, "goodbye everyone")
    assert not world.services.desk.cases.open_in(world.guild.id)


async def test_who_answers_a_crisis_is_taken_for_helping_first(world: Any) -> None:
    await world.maya.send(world.lounge, "I want to kill myself")
    await world.sam.send(world.lounge, "my sister tried to kill herself last night too. you are not alone, talk to me")
    assert world.open_case().user_id == world.maya.id
    await world.sam.send(world.lounge, "I took all my pills")
    assert {case.user_id for case in world.services.desk.cases.open_in(world.guild.id)} == {world.maya.id, world.sam.id}


async def test_two_people_in_crisis_at_once_are_both_heard(world: Any) -> None:
    await world.maya.send(world.lounge, "I want to kill myself")
    await world.sam.send(world.lounge, "me too, I want to kill myself")
    assert {case.user_id for case in world.services.desk.cases.open_in(world.guild.id)} == {world.maya.id, world.sam.id}
