"""The buttons of a case: those on the responders' card and those in the person's messages."""

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from discord.ext import commands

from bot.errors import StorageUnavailable
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.port import Sent
from bot.moderation.cards import answer_form, case_name, hand_over_menu, note_form, resolve_form
from bot.moderation.errors import AlreadyResolved, NoSuchCase
from bot.moderation.incident import Incident, Outcome
from bot.ui.case_screens import danger_panel, log_screen, words_screen
from bot.ui.conversations import support_screen
from bot.ui.router import Handler
from bot.ui.turn import Turn
from bot.ui.wording_screens import quiet_offer

if TYPE_CHECKING:
    from bot.client import AlongsideClient

# What changes something, and changes nothing more when it is done twice. An answer to the person is not among them: it
# would be said twice, so whoever wrote one writes it again.
KEPT: Final = frozenset({"take", "cannot", "reach", "danger", "calmed", "resolved", "handed", "noted", "still"})


class Crisis(commands.Cog):
    """Leads presses to the crisis path."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Register every way."""
        self._services = client.services
        self._files = client.services.files
        self._response = client.services.response
        self._care = client.services.care
        self._answers = client.services.answers
        for verb, handler in (
            ("take", self._take),
            ("cannot", self._cannot),
            ("why", self._why),
            ("words", self._turn_words),
            ("space", self._offer_space),
            ("answer", self._ask_answer),
            ("answered", self._answered),
            ("reach", self._reach),
            ("danger", self._danger),
            ("outside", self._outside),
            ("calm", self._not_a_crisis),
            ("calmed", self._not_a_crisis_after_all),
            ("resolve", self._ask_resolve),
            ("resolved", self._resolved),
            ("hand", self._ask_hand_over),
            ("handed", self._handed),
            ("note", self._ask_note),
            ("noted", self._noted),
            ("still", self._still),
            ("log", self._log),
        ):
            client.services.router.on("case", verb, handler, kept=verb in KEPT)
        for verb, handler in (
            ("talk", self._talk),
            ("other", self._other),
            ("not-now", self._not_now),
            ("meant", self._meant),
            ("space-yes", self._space_yes),
            ("space-no", self._space_no),
            ("follow-yes", self._follow_yes),
            ("follow-no", self._follow_no),
            ("follow-fine", self._follow_fine),
        ):
            client.services.router.on("me", verb, self._as_they_speak(handler), kept=True)

    # -- the responders' card -------------------------------------------------------------------------------------

    async def _take(self, turn: Turn) -> None:
        incident = await self._response.take(turn.number, turn.user_id, pressed=turn.message_id)
        await self._show(turn, incident)

    async def _cannot(self, turn: Turn) -> None:
        incident = await self._response.cannot(turn.number, turn.user_id)
        await turn.answer(turn.say("case-passed-on", case=case_name(turn.say, incident)))

    async def _why(self, turn: Turn) -> None:
        incident, words = await self._files.words(turn.number, turn.user_id)
        await turn.answer(words_screen(incident, words, turn.say))

    async def _turn_words(self, turn: Turn) -> None:
        key, page = (int(part) for part in turn.args[:2])
        incident, words = await self._files.words(key, turn.user_id)
        await turn.update(words_screen(incident, words, turn.say, page))

    async def _offer_space(self, turn: Turn) -> None:
        incident, outcome = await self._care.offer_space(turn.number, turn.user_id)
        key = "space-offered" if isinstance(outcome, Sent) else "reply-not-reached"
        await turn.answer(turn.say(key, case=case_name(turn.say, incident)))

    async def _ask_answer(self, turn: Turn) -> None:
        incident = await self._files.open_case(turn.number, turn.user_id)
        await turn.form(answer_form(incident, turn.say))

    async def _answered(self, turn: Turn) -> None:
        words = turn.fields["words"]
        incident, outcome = await self._care.answer(turn.number, turn.user_id, words)
        if isinstance(outcome, Sent):
            await turn.answer(turn.say("answer-sent", case=case_name(turn.say, incident)))
        else:
            # What was written is given back, so that nothing is lost.
            await turn.answer(f"{turn.say('reply-not-reached', case=case_name(turn.say, incident))}\n\n{words}")

    async def _reach(self, turn: Turn) -> None:
        incident = await self._care.reach(turn.number, turn.user_id, pressed=turn.message_id)
        await self._show(turn, incident)

    async def _danger(self, turn: Turn) -> None:
        incident, told = await self._care.danger(turn.number, turn.user_id)
        await turn.answer(danger_panel(incident, self._services, turn.say, told=told))

    async def _outside(self, turn: Turn) -> None:
        incident, decided = await self._care.outside(turn.number, turn.user_id)
        key = "outside-decided" if decided else "outside-second-person"
        await turn.answer(turn.say(key, case=case_name(turn.say, incident)))

    async def _not_a_crisis(self, turn: Turn) -> None:
        incident = await self._files.open_case(turn.number, turn.user_id)
        sure = Button(turn.say("button-not-crisis-sure"), button_id("case", "calmed", incident.key), style="primary")
        await turn.answer(Message(turn.say("not-crisis-ask", case=case_name(turn.say, incident)), rows=((sure,),)))

    async def _not_a_crisis_after_all(self, turn: Turn) -> None:
        incident = await self._response.resolve(turn.number, turn.user_id, Outcome.FALSE_ALARM)
        closed = turn.say("case-closed", case=case_name(turn.say, incident))
        await turn.update(quiet_offer(incident, closed, turn.say))

    async def _ask_resolve(self, turn: Turn) -> None:
        incident = await self._files.open_case(turn.number, turn.user_id)
        await turn.form(resolve_form(incident, turn.say))

    async def _resolved(self, turn: Turn) -> None:
        fields = turn.fields
        incident = await self._response.resolve(
            turn.number, turn.user_id, Outcome(fields["outcome"]), note=fields.get("note", "")
        )
        await turn.answer(turn.say("case-closed", case=case_name(turn.say, incident)))

    async def _ask_hand_over(self, turn: Turn) -> None:
        incident = await self._files.open_case(turn.number, turn.user_id)
        able = self._files.able(incident, turn.user_id)
        if able:
            await turn.answer(hand_over_menu(incident, turn.say, able))
        else:
            await turn.answer(turn.say("hand-over-nobody"))

    async def _handed(self, turn: Turn) -> None:
        to = int(turn.chosen[0])
        incident, outcomes = await self._response.hand_over(turn.number, turn.user_id, to)
        key = "hand-over-asked" if any(isinstance(outcome, Sent) for outcome in outcomes) else "hand-over-unreached"
        await turn.update(turn.say(key, name=self._services.desk.name(incident.guild_id, to)))

    async def _ask_note(self, turn: Turn) -> None:
        incident = await self._files.case(turn.number, turn.user_id)
        await turn.form(note_form(incident, turn.say))

    async def _noted(self, turn: Turn) -> None:
        incident = await self._response.note(turn.number, turn.user_id, turn.fields["note"])
        await turn.answer(turn.say("note-kept", case=case_name(turn.say, incident)))

    async def _still(self, turn: Turn) -> None:
        incident = await self._response.still(turn.number, turn.user_id)
        await turn.update(turn.say("still-noted", case=case_name(turn.say, incident)))

    async def _log(self, turn: Turn) -> None:
        incident, entries = await self._files.log(turn.number, turn.user_id)
        desk = self._services.desk
        await turn.answer(log_screen(incident, entries, turn.say, lambda user: desk.name(incident.guild_id, user)))

    def _as_they_speak(self, handler: Handler) -> Handler:
        """Answer the person of a case in the language in which the bot wrote to them, whatever their Discord is set to."""

        async def handle(turn: Turn) -> None:
            with suppress(NoSuchCase, StorageUnavailable):
                incident = await self._services.desk.cases.get(turn.number)
                if incident.user_id == turn.user_id:
                    turn.say = self._services.desk.speaker(incident)
            await handler(turn)

        return handle

    # -- the person's messages ------------------------------------------------------------------------------------

    async def _talk(self, turn: Turn) -> None:
        try:
            incident = await self._answers.talk(turn.number, turn.user_id)
        except AlreadyResolved:
            await self._open_again(turn)
            return
        if incident.holder is None:
            await turn.answer(turn.say("person-talk-soon"))
        else:
            name = self._services.desk.name(incident.guild_id, incident.holder)
            await turn.answer(turn.say("person-talk-holder", name=name))

    async def _other(self, turn: Turn) -> None:
        try:
            await self._answers.someone_else(turn.number, turn.user_id)
        except AlreadyResolved:
            await self._open_again(turn)
            return
        await turn.answer(turn.say("person-other-soon"))

    async def _open_again(self, turn: Turn) -> None:
        """A person may come back at any time: where their case is closed, the way to a new one is shown."""
        incident = await self._services.desk.cases.get(turn.number)
        await turn.answer(support_screen(self._services, incident.guild_id, turn.user_id, turn.say))

    async def _not_now(self, turn: Turn) -> None:
        incident = await self._answers.not_now(turn.number, turn.user_id)
        back = Button(turn.say("person-button-talk-after-all"), button_id("me", "talk", incident.key), style="primary")
        await turn.answer(Message(turn.say("person-not-now"), rows=((back,),)))

    async def _meant(self, turn: Turn) -> None:
        _, lowered = await self._answers.meant_otherwise(turn.number, turn.user_id)
        await turn.answer(turn.say("person-meant-lowered" if lowered else "person-meant-kept"))

    async def _space_yes(self, turn: Turn) -> None:
        offered = next((int(part) for part in turn.args[1:] if part.isdigit()), None)
        await self._answers.accept_space(turn.number, turn.user_id, offered=offered)
        if turn.again:
            return  # nobody would hear that it failed, and what was planned with the yes goes on trying
        await turn.wait(visibly=True)
        incident = await self._answers.open_space(turn.number, turn.user_id, offered=offered)
        if incident.space_id is None:
            await turn.answer(turn.say("person-space-failed"))
        else:
            await turn.answer(turn.say("person-space-open", space=f"<#{incident.space_id}>"))

    async def _space_no(self, turn: Turn) -> None:
        await self._answers.refuse_space(turn.number, turn.user_id)
        await turn.answer(turn.say("person-space-refused"))

    async def _follow_yes(self, turn: Turn) -> None:
        await self._answers.follow_up(turn.number, turn.user_id, wanted=True)
        await turn.answer(turn.say("person-follow-planned"))

    async def _follow_no(self, turn: Turn) -> None:
        await self._answers.follow_up(turn.number, turn.user_id, wanted=False)
        await turn.answer(turn.say("person-follow-none"))

    async def _follow_fine(self, turn: Turn) -> None:
        await turn.answer(turn.say("person-follow-thanks"))

    async def _show(self, turn: Turn, incident: Incident) -> None:
        board = self._services.board
        try:
            await turn.update(await board.render(incident))
        except Exception:
            board.refresh_soon(incident)  # the presser's own copy was left to this answer
            raise


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(Crisis(client))
