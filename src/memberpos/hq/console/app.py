"""The console as a part of headquarters' web server: finds the page, lets people in, answers safely."""

from __future__ import annotations

import hashlib
import importlib.util
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from memberpos.domain.errors import PosError
from memberpos.hq import schema
from memberpos.hq.api import Headquarters
from memberpos.hq.console import gate, look, messages, people, texts
from memberpos.hq.console.desk import Desk
from memberpos.hq.console.page import POST, Page
from memberpos.hq.console.pages import PAGES, PLACES
from memberpos.hq.console.passwords import Passwords
from memberpos.hq.console.render import Templates
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import ROOT, Asked, Visit, fields_of
from memberpos.resources import resource

_MOST_BYTES = 1024 * 1024
_YEAR_S = 365 * 24 * 3600
_log = logging.getLogger("memberpos.hq")
#: Scripts and styles come from here only; nothing is framed, nothing is sent elsewhere.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@dataclass(frozen=True)
class _File:
    """A file browsers keep for a year: its address changes with its content."""

    content: bytes
    media_type: str


class Console:
    """All pages over one headquarters."""

    def __init__(self, house: Headquarters, passwords: Passwords | None = None) -> None:
        self.house = house
        self.roles = people.load_roles()
        custom = house.read(schema.custom_of)
        self.languages = texts.load(custom.zone, custom.currency)
        self._files = _files()
        digest = hashlib.sha256(b"".join(file.content for file in self._files.values())).hexdigest()
        self._templates = Templates(self.languages, PLACES, digest[:12])
        self._gate = gate.Gate(house)
        self._desk = Desk(house.now_ms, passwords)

    def routes(self) -> list[BaseRoute]:
        """For the web server, before everything else it knows."""
        files = Route(f"{ROOT}/static/{{name}}", self._file, methods=["GET"])
        start = Route("/", lambda _: RedirectResponse(f"{ROOT}/", 303), methods=["GET"])
        bare = Route(ROOT, lambda _: RedirectResponse(f"{ROOT}/", 303), methods=["GET"])
        pages = [Route(ROOT + page.path, self._endpoint(page), methods=[page.method]) for page in PAGES]
        rest = Route(f"{ROOT}/{{rest:path}}", self._endpoint(_NOWHERE), methods=["GET", "POST"])
        return [start, bare, files, *pages, rest]

    def _endpoint(self, page: Page) -> Callable[[Request], Any]:
        async def endpoint(web: Request) -> Response:
            try:
                body = await _body(web) if web.method == POST else b""
            except ClientDisconnect:
                return PlainTextResponse("timeout", 408)
            if len(body) > _MOST_BYTES:
                return PlainTextResponse("too large", 413)
            return await run_in_threadpool(self._counted, page, web, body)

        return endpoint

    def _counted(self, page: Page, web: Request, body: bytes) -> Response:
        with self.house.metrics.request(ROOT) as done:
            response = self._answer(page, web, body)
            done(response.status_code)
        return response

    def _answer(self, page: Page, web: Request, body: bytes) -> Response:
        visit = self._visit(_asked(web))
        try:
            response = self._gate.let_in(visit, page) or self._page(page, visit, body)
        except PosError as error:
            response = self._refused(visit, error)
        except Exception:  # noqa: BLE001  the one place where a bug becomes a page and a log entry
            _log.exception("a page of the console failed")
            step = N_("It is noted; try again or call support.")
            response = self._plain(visit, 500, N_("Something went wrong."), step)
        return _finish(visit, response, self._gate)

    def _page(self, page: Page, visit: Visit, body: bytes) -> Response:
        if visit.asked.method == POST:
            visit.form = fields_of(body)
            self._gate.check_form(visit)
        return page.handler(visit)

    def _refused(self, visit: Visit, error: PosError) -> Response:
        sentence, step = messages.words_of(error, visit.language)
        return self._plain(visit, messages.status_of(error), sentence, step)

    def _plain(self, visit: Visit, status: int, sentence: str, step: str) -> Response:
        heading = visit.text(N_("Not done"))
        facts = {"heading": heading, "sentence": visit.text(sentence), "step": visit.text(step)}
        return visit.page("plain.html", status=status, **facts)

    def _visit(self, asked: Asked) -> Visit:
        language = self.languages.choose(asked.cookies.get("lang", ""), asked.headers.get("accept-language", ""))
        theme = asked.cookies.get("theme", "")
        visit = Visit(self.house, asked, language, self._templates, self.roles, self._desk)
        visit.theme = theme if theme in ("light", "dark") else ""
        return visit

    async def _file(self, web: Request) -> Response:
        file = self._files.get(web.path_params["name"])
        if file is None:
            return PlainTextResponse("not found", 404, _HEADERS)
        kept = {"Cache-Control": f"public, max-age={_YEAR_S}, immutable"}
        return Response(file.content, 200, _HEADERS | kept, file.media_type)


def _nowhere(_: Visit) -> Response:
    raise PosError("not_found", what="page")


_NOWHERE = Page("GET", "", None, _nowhere)


def _finish(visit: Visit, response: Response, door: gate.Gate) -> Response:
    door.keep_told(visit)
    for name, value in _HEADERS.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "no-store")
    if visit.asked.secure:
        response.headers["Strict-Transport-Security"] = f"max-age={_YEAR_S}"
    for name, value in visit.cookies.items():
        lasting = _YEAR_S if name in ("lang", "theme") else None
        response.set_cookie(
            name, value, max_age=lasting if value else 0, path="/", secure=visit.asked.secure, httponly=True,
            samesite="lax",
        )  # fmt: skip
    return response


def _asked(web: Request) -> Asked:
    host = web.url.hostname or ""
    return Asked(
        web.method, web.url.path, dict(web.query_params), _plain(web.path_params), web.cookies, web.headers,
        web.client.host if web.client else "", f"{web.url.scheme}://{web.url.netloc}",
        secure=web.url.scheme == "https" or host not in ("127.0.0.1", "localhost", "::1"),
    )  # fmt: skip


def _plain(parts: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in parts.items()}


async def _body(web: Request) -> bytes:
    """The body, but never much more than the limit."""
    chunks, size = [], 0
    async for chunk in web.stream():
        chunks.append(chunk)
        size += len(chunk)
        if size > _MOST_BYTES:
            break
    return b"".join(chunks)


def _files() -> dict[str, _File]:
    script = resource("console", "static", "app.js").read_bytes()
    icon = resource("console", "static", "mark.svg").read_bytes()
    return {
        "style.css": _File(look.stylesheet().encode(), "text/css"),
        "app.js": _File(script, "text/javascript"),
        "htmx.js": _File(_htmx(), "text/javascript"),
        "mark.svg": _File(icon, "image/svg+xml"),
    }


def _htmx() -> bytes:
    """htmx as the package django-htmx ships it; Django itself is neither needed nor loaded (decision 0140)."""
    found = importlib.util.find_spec("django_htmx")
    if found is None or found.origin is None:  # pages work without it, and tills must be answered
        _log.warning("console: the package django-htmx is missing, install memberpos[hq]")
        return b""
    return (Path(found.origin).parent / "static" / "django_htmx" / "htmx-2.min.js").read_bytes()
