"""What staff see of their server's own words."""

from typing import Final

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Message
from bot.moderation.detection import Assessment, Category, Tier
from bot.moderation.incident import Incident
from bot.moderation.wordings import Does, Entry, Preview
from bot.moderation.wordings.entry import NoSuchWording, RuleProtected, quiet_rule
from bot.texts import Speaker

SHOWN: Final = 40
TIERS: Final = {Tier.PAGE: "wording-tier-page", Tier.REVIEW: "wording-tier-review", Tier.NONE: "wording-tier-none"}
DOES: Final = {Does.PAGE: "wording-does-page", Does.REVIEW: "wording-does-review", Does.QUIET: "wording-does-quiet"}
CATEGORIES: Final = {
    Category.ATTEMPT: "wording-category-attempt",
    Category.OVERDOSE: "wording-category-overdose",
    Category.MEANS: "wording-category-means",
    Category.PLAN: "wording-category-plan",
    Category.FAREWELL: "wording-category-farewell",
    Category.ABUSE: "wording-category-abuse",
    Category.VIOLENCE: "wording-category-violence",
    Category.THIRD_PERSON: "wording-category-third-person",
    Category.IDEATION: "wording-category-ideation",
    Category.SELF_HARM: "wording-category-self-harm",
    Category.ASKING_FOR_HELP: "wording-category-asking-for-help",
}


def line(entry: Entry, say: Speaker) -> str:
    """Say one entry in a line."""
    what = f"`{entry.rule}`" if entry.rule is not None else f"“{entry.phrase}”"
    where = say("wording-everywhere") if entry.channel_id is None else f"<#{entry.channel_id}>"
    return say("wording-line", number=entry.id, what=what, does=say(DOES[entry.does]), where=where)


def list_screen(entries: tuple[Entry, ...], say: Speaker) -> Message:
    """Show a server's entries."""
    if not entries:
        return Message(say("wording-none"))
    shown = "\n".join(line(entry, say) for entry in entries[-SHOWN:])
    more = "" if len(entries) <= SHOWN else "\n" + say("wording-more", count=len(entries) - SHOWN)
    return Message(cards=(Card(say("wording-list-title", count=len(entries)), shown[:3800] + more),))


def proposal_screen(entry: Entry, preview: Preview, say: Speaker) -> Message:
    """Ask for a yes to an entry, with what it would have done."""
    counted = say("wording-preview", read=preview.read, page=preview.page, review=preview.review, quiet=preview.quiet)
    never = "" if entry.does is not Does.QUIET else "\n" + say("wording-never-quiet")
    return Message(f"{line(entry, say)}\n{counted}{never}", rows=((yes_button(entry, say), no_button(entry, say)),))


def yes_button(entry: Entry, say: Speaker) -> Button:
    """Make an entry count."""
    return Button(say("button-wording-yes"), button_id("wording", "yes", entry.id), style="primary")


def no_button(entry: Entry, say: Speaker) -> Button:
    """Drop a proposed entry."""
    return Button(say("button-wording-no"), button_id("wording", "no", entry.id))


def tested_screen(found: Assessment, say: Speaker) -> Message:
    """Say what the detector makes of a text."""
    lines = [say(TIERS[found.tier])]
    if found.category is not None and found.rule is not None:
        lines.append(say("wording-tested-rule", rule=f"`{found.rule}`", category=say(CATEGORIES[found.category])))
    if found.lowered_by:
        lines.append(say("wording-tested-lowered", by=", ".join(f"`{name}`" for name in found.lowered_by)))
    return Message("\n".join(lines))


def quiet_offer(incident: Incident, closed: str, say: Speaker) -> Message:
    """Say that a case is closed as none, and offer to have its rule quiet where it was written, if that may be."""
    try:
        quiet_rule(incident.rule)
    except (RuleProtected, NoSuchWording):
        return Message(closed)
    if incident.channel_id is None:
        return Message(closed)
    offer = Button(say("button-wording-offer"), button_id("wording", "offer", incident.key))
    asked = say("wording-offer", rule=f"`{incident.rule}`", channel=f"<#{incident.channel_id}>")
    return Message(f"{closed}\n\n{asked}", rows=((offer,),))
