"""One request of the bot's, from its arrival to its answer."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from aiohttp import web

from bot.clock import Clock
from bot.rehearsal.discord.faults import Drop, Faults, When
from bot.rehearsal.discord.happenings import Happenings
from bot.rehearsal.discord.limits import Limits
from bot.rehearsal.discord.rule import Rule
from bot.rehearsal.discord.simulated import Refused, Store, Unknown, Upload
from bot.rehearsal.discord.traffic import UNAUTHORIZED, Answer, Request, refusal

Checking = Callable[[Request], list[str]]


class Requests:
    """Carries requests out, and keeps each of them."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        happenings: Happenings,
        rules: Sequence[Rule],
        checks: Sequence[Checking],
        *,
        token: Callable[[], str],
        content: Callable[[], bool],
    ) -> None:
        """Take a world, its rules, and what every request is checked against."""
        self._store, self._clock, self._happenings = store, clock, happenings
        self._rules, self._checks = tuple(rules), tuple(checks)
        self._token, self._content = token, content
        self.limits = Limits(clock)
        self.faults: Faults[Request] = Faults()
        self.all: list[Request] = []
        self.wrong: list[str] = []

    def matching(self, pattern: str) -> list[Request]:
        """Return the requests so far that are such as `POST /channels/*/messages`."""
        return [one for one in self.all if one.is_(pattern)]

    async def handle(self, http: web.Request) -> web.StreamResponse:
        """Answer a request, or leave it unanswered."""
        request = await self._read(http)
        self.all.append(request)
        self._happenings.tell("request", request=request)
        answer = await self._answer(request)
        if isinstance(answer, Drop):
            self._happenings.tell("dropped", request=request)
            return _cut(http)
        request.status, request.answer = answer.status, answer.body
        response = _response(answer)
        await response.prepare(http)
        await response.write_eof()
        self._happenings.tell("answer", request=request)
        await self.faults.meet(request, When.TOLD)
        return response

    async def _read(self, http: web.Request) -> Request:
        body: Any = None
        files: list[Upload] = []
        if http.content_type == "multipart/form-data":
            form = await http.post()
            body = json.loads(str(form["payload_json"])) if "payload_json" in form else None
            about = {str(one["id"]): one.get("description") for one in (body or {}).get("attachments", ())}
            for name, part in form.items():
                if isinstance(part, web.FileField):
                    number = name.removeprefix("files[").removesuffix("]")
                    files.append(Upload(part.filename, part.file.read(), about.get(number)))
        elif http.can_read_body:
            text = await http.text()
            body = json.loads(text) if text else None
        given = http.headers.get("Authorization")
        return Request(
            number=len(self.all),
            method=http.method,
            path="/" + http.match_info["path"],
            query=dict(http.query),
            body=body,
            files=files,
            reason=http.headers.get("X-Audit-Log-Reason"),
            token=None if given is None else given.removeprefix("Bot "),
            at=self._clock.monotonic(),
        )

    async def _answer(self, request: Request) -> Answer | Drop:
        failing = await self.faults.meet(request, When.BEFORE)
        if failing is not None:
            return failing
        headers, limited = self.limits.take(request)
        if limited is not None:
            return limited
        self.wrong += [f"{request.method} {request.path}: {one}" for check in self._checks for one in check(request)]
        answer = self._carry_out(request)
        request.changed = answer.status < 400
        failing = await self.faults.meet(request, When.AFTER)
        if failing is not None:
            return failing
        return Answer(answer.status, answer.body, {**headers, **answer.headers})

    def _carry_out(self, request: Request) -> Answer:
        try:
            self._know(request)
            for rule in self._rules:
                answer = rule.before(request)
                if answer is not None:
                    return answer
            made = self._store.answer(
                request.method,
                request.path,
                body=request.body,
                query=request.query,
                files=request.files,
                reason=request.reason,
                content=self._content(),
            )
            for rule in self._rules:
                made = rule.after(request, made)
        except Unknown as unknown:
            self.wrong.append(f"{request.method} {request.path}: {unknown.message}")
            return Answer(501, {"code": 0, "message": unknown.message})
        except Refused as refused:
            for rule in self._rules:
                rule.failed(request)
            return refusal(refused)
        return Answer(204) if made is None else Answer(200, made)

    def _know(self, request: Request) -> None:
        """Refuse who is not our bot; interactions carry a token of their own in their path."""
        if request.parts[0] not in ("interactions", "webhooks") and request.token != self._token():
            raise Refused(*UNAUTHORIZED)


def _response(answer: Answer) -> web.Response:
    if answer.body is None:
        return web.Response(status=answer.status, headers=answer.headers)
    # discord.py reads JSON only under this very name, as Discord gives it.
    headers = {"Content-Type": "application/json", **answer.headers}
    return web.Response(body=json.dumps(answer.body).encode(), status=answer.status, headers=headers)


def _cut(http: web.Request) -> web.StreamResponse:
    if http.transport is not None:
        http.transport.abort()
    return web.Response()
