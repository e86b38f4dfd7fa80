"""Set-up from screen to screen: what each press shows, stores or does."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord

from bot.audit import Act
from bot.clock import Clock
from bot.errors import Refusal
from bot.readiness import ready_for_live
from bot.servers import Ages, Server
from bot.texts import WHOLE
from bot.ui.readiness_facts import LiveFacts
from bot.ui.setup.cities import UNIVERSAL, city, country_for, territory, usual_zone, zones_for
from bot.ui.setup.errors import (
    MemberGone,
    NoHelplinesThere,
    NoLeadRole,
    RoleAboveBot,
    RoleAboveYou,
)
from bot.ui.setup.picks import Ground, Picks
from bot.ui.setup.place import managed, save
from bot.ui.setup.plan import Step, plan
from bot.ui.setup.plan_screens import preview_screen, result_screen, working_screen
from bot.ui.setup.ready_screens import lead_screen, ready_screen
from bot.ui.setup.rooms import MAKING_ROLES_NEEDS, ROOMS, SLOTS, missing_everywhere
from bot.ui.setup.screens import (
    country_form,
    helplines_screen,
    roles_screen,
    rooms_screen,
    where_form,
    where_screen,
    which_zone_screen,
)
from bot.ui.setup.work import Work
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient


class Flow:
    """Every way of set-up but the announcement's. Each checks anew that the person manages this very server."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Lead the buttons of set-up here."""
        self._client = client
        self._services = client.services
        self._clock: Clock = client.services.clock
        self._work = Work(client.services.servers, client.services.audit)
        ways = {
            "open": self.open,
            "where": self._where,
            "form": self._form,
            "said": self._said,
            "zone": self._zone,
            "lines": self._lines,
            "lines-ok": self._lines_right,
            "country": self._country,
            "country-said": self._country_said,
            "rooms": self._rooms,
            "roles": self._roles,
            "pick": self._pick,
            "preview": self._preview,
            "do": self._do,
            "ready": self._ready,
            "lead": self._lead,
            "lead-pick": self._lead_picked,
            "live": self._live,
            "pause": self._pause,
        }
        for verb, handler in ways.items():
            client.services.router.on("setup", verb, handler)

    async def open(self, turn: Turn) -> None:
        """Show the first screen as a message of its own."""
        guild, _ = managed(self._client, turn)
        await turn.answer(where_screen(self._server(guild), self._clock.now(), turn.say))

    # -- where and who --------------------------------------------------------------------------------------------

    async def _where(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        await turn.update(where_screen(self._server(guild), self._clock.now(), turn.say))

    async def _form(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        await turn.form(where_form(self._server(guild), turn.say))

    async def _said(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        before, fields, notice = self._server(guild), turn.fields, ""
        typed = fields.get("city", "").strip()
        unchanged = typed == city(before.zone, turn.say.locale) and before.zone != UNIVERSAL
        zones = (before.zone,) if unchanged else zones_for(typed)
        language = fields.get("language") if fields.get("language") in WHOLE else before.locale
        ages = Ages(fields["ages"]) if fields.get("ages") in set(Ages) else before.ages
        zone = zones[0] if len(zones) == 1 else before.zone
        server = await self._save(turn, guild, zone=zone, locale=language, ages=ages)
        if len(zones) > 1:
            await turn.update(which_zone_screen(zones, turn.say))
            return
        if not zones:
            notice = turn.say("setup-zone-unknown")
        await turn.update(where_screen(server, self._clock.now(), turn.say, notice=notice))

    async def _zone(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        zones = zones_for(turn.chosen[0]) if turn.chosen else ()
        server = await self._settled(turn, guild, zone=zones[0]) if len(zones) == 1 else self._server(guild)
        await turn.update(where_screen(server, self._clock.now(), turn.say))

    # -- helplines ------------------------------------------------------------------------------------------------

    async def _lines(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        server = self._server(guild)
        country = next(iter(turn.args), None) or server.country or self._guess_country(guild, server)
        await turn.update(helplines_screen(self._services.helplines, country, server, turn.say))

    async def _lines_right(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        country = next(iter(turn.args), "")
        if not self._services.helplines.for_country(country):
            raise NoHelplinesThere
        server = await self._settled(turn, guild, country=country)
        await turn.update(helplines_screen(self._services.helplines, country, server, turn.say))

    async def _country(self, turn: Turn) -> None:
        managed(self._client, turn)
        await turn.form(country_form(turn.say))

    async def _country_said(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        country = country_for(turn.fields.get("country", ""), self._services.helplines.countries())
        if country is None or not self._services.helplines.for_country(country):
            raise NoHelplinesThere
        await turn.update(helplines_screen(self._services.helplines, country, self._server(guild), turn.say))

    def _guess_country(self, guild: discord.Guild, server: Server) -> str | None:
        near = territory(server.zone)
        known = self._services.helplines.countries()
        return near if near in known else self._services.helplines.country_for(guild.preferred_locale.value, None)

    # -- channels and roles ---------------------------------------------------------------------------------------

    async def _rooms(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        server = await self._settled(turn, guild)
        await turn.update(rooms_screen(Ground(guild), server, self._picks(turn), turn.say))

    async def _roles(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        await turn.update(roles_screen(Ground(guild), self._server(guild), self._picks(turn), turn.say))

    async def _pick(self, turn: Turn) -> None:
        """Take one pick in; one that cannot be is refused beside the screen, which keeps what it had."""
        guild, _ = managed(self._client, turn)
        ground, server, before = Ground(guild), self._server(guild), self._picks(turn)
        slot = SLOTS[turn.number % len(SLOTS)]
        picks = before.put(slot, int(turn.chosen[0]) if turn.chosen else 0)
        screen = rooms_screen if slot in ROOMS else roles_screen
        notice = ""
        try:
            if picks.of(slot):
                ground.check(server, picks, slot)
        except Refusal as refusal:
            picks, notice = before, turn.say(refusal.text, **refusal.values)
        await turn.update(screen(ground, server, picks, turn.say, notice=notice))

    async def _preview(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        await self._show_preview(turn, guild, self._picks(turn))

    async def _do(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        picks = self._picks(turn)
        if Ground(guild).without_gone(picks) != picks:
            # What would be done now is not what was shown, so it is shown again.
            await self._show_preview(turn, guild, picks)
            return
        server = await self._settled(turn, guild)
        await turn.update(working_screen(0, 0, None, turn.say))

        async def progress(number: int, count: int, step: Step) -> None:
            await turn.update(working_screen(number, count, step, turn.say))

        speaker = self._services.texts.speaker(server.locale)
        result = await self._work.carry_out(guild, picks, speaker, progress, by=turn.user_id)
        await turn.update(result_screen(result, picks, turn.say))

    async def _show_preview(self, turn: Turn, guild: discord.Guild, picks: Picks) -> None:
        ground, server = Ground(guild), self._server(guild)
        left = ground.without_gone(picks)
        notice = "" if left == picks else turn.say("setup-pick-gone")
        for slot in SLOTS:
            if left.of(slot):
                ground.check(server, left, slot)
        names = self._services.texts.speaker(server.locale)
        screen = preview_screen(plan(ground, server, left), left, turn.say, names=names, notice=notice)
        await turn.update(screen)

    # -- ready for live -------------------------------------------------------------------------------------------

    async def _ready(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        await turn.update(ready_screen(LiveFacts(self._client).server(guild.id), turn.say))

    async def _lead(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        await turn.update(lead_screen(LiveFacts(self._client).server(guild.id), turn.say))

    async def _lead_picked(self, turn: Turn) -> None:
        """Give the lead role, to whom and by whom Discord itself would let it be given."""
        guild, presser = managed(self._client, turn)
        role = guild.get_role(self._server(guild).lead_role_id or 0)
        member = guild.get_member(int(turn.chosen[0])) if turn.chosen else None
        if role is None:
            raise NoLeadRole
        if member is None or member.bot:
            raise MemberGone
        owner = guild.owner_id == presser.id
        if not owner and (not presser.guild_permissions.manage_roles or presser.top_role <= role):
            raise RoleAboveYou(role=role.mention)
        if missing_everywhere(guild.me, MAKING_ROLES_NEEDS) or guild.me.top_role <= role:
            raise RoleAboveBot(role=role.mention)
        await member.add_roles(
            role, reason=self._services.texts.speaker(self._server(guild).locale)("setup-audit-reason")
        )
        await self._services.audit.add(guild.id, presser.id, Act.SETUP_CHANGED, about="lead", subject=member.id)
        facts = LiveFacts(self._client).server(guild.id)
        # The cache hears of the role a moment later.
        facts = replace(facts, leads=tuple(sorted({*facts.leads, member.id})))
        notice = turn.say("setup-lead-done", who=member.mention)
        await turn.update(ready_screen(facts, turn.say, notice=notice))

    async def _live(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        facts = LiveFacts(self._client).server(guild.id)
        if not ready_for_live(facts):
            await turn.update(ready_screen(facts, turn.say, notice=turn.say("setup-not-ready")))
            return
        await self._save(turn, guild, live=True)
        await self._services.coverage.noticed(guild.id)
        await self._services.blind.keep(guild.id)
        notice = turn.say("setup-live-now" if facts.on_shift else "setup-live-now-nobody")
        await turn.update(ready_screen(replace(facts, live=True), turn.say, notice=notice))

    async def _pause(self, turn: Turn) -> None:
        guild, _ = managed(self._client, turn)
        if self._services.servers.get(guild.id) is not None:
            await self._save(turn, guild, live=False)
        facts = LiveFacts(self._client).server(guild.id)
        await turn.update(ready_screen(facts, turn.say, notice=turn.say("setup-paused")))

    # -- shared ---------------------------------------------------------------------------------------------------

    def _server(self, guild: discord.Guild) -> Server:
        return self._services.servers.get(guild.id) or draft(guild)

    async def _save(self, turn: Turn, guild: discord.Guild, **changes: Any) -> Server:  # noqa: ANN401
        return await save(self._services.servers, self._services.audit, guild.id, turn.user_id, **changes)

    async def _settled(self, turn: Turn, guild: discord.Guild, **changes: str) -> Server:
        """Return the server with what the first screen showed stored, whoever pressed on without the form."""
        known = self._services.servers.get(guild.id)
        if known is None:
            shown = self._server(guild)
            changes = {"zone": shown.zone, "locale": shown.locale, **changes}
        elif not changes:
            return known
        return await self._save(turn, guild, **changes)

    def _picks(self, turn: Turn) -> Picks:
        return Picks.unpack(turn.args[-1]) if turn.args else Picks()


def draft(guild: discord.Guild) -> Server:
    """Return what can be guessed of a server that was never set up."""
    locale = guild.preferred_locale.value
    language = locale.split("-")[0]
    return Server(guild.id, zone=usual_zone(locale) or UNIVERSAL, locale=language if language in WHOLE else WHOLE[0])
