"""The console's door: who is signed in, may they, and does the form come from our own page."""

from __future__ import annotations

import logging
from urllib.parse import urlencode, urlsplit

from starlette.responses import Response

from memberpos.domain.errors import PosError
from memberpos.hq.admission import TokenBuckets
from memberpos.hq.api import Headquarters
from memberpos.hq.console import audit, sessions
from memberpos.hq.console.page import Page
from memberpos.hq.console.visit import ROOT, Visit

#: A browser's secret of its session, and of its forms before sign-in.
_SESSION, _FORM = "memberpos_console", "memberpos_form"
_SECRET_CHARS = 64
_RATE_PER_S, _BURST = 20.0, 200
_log = logging.getLogger("memberpos.hq")


class Gate:
    """Lets visits in. Thread-safe."""

    def __init__(self, house: Headquarters) -> None:
        self._house = house
        self._buckets = TokenBuckets(house.now_ms, _RATE_PER_S, _BURST)

    def let_in(self, visit: Visit, page: Page) -> Response | None:
        """Fills in who it is; a response when they may not see the page. PosError not_allowed, locked_out."""
        if self._buckets.wait_s(visit.asked.address):
            raise PosError("locked_out", wait_s=1)
        self._recognise(visit)
        if page.right is None:
            return None
        if visit.operator is None:
            return _to_sign_in(visit)
        if not visit.may(page.right):
            self._note_refused(visit, page)
            raise PosError("not_allowed", right=page.right)
        return None

    def check_form(self, visit: Visit) -> None:
        """PosError bad_line for a form that is not ours: from another site, or without this browser's word."""
        asked = visit.asked
        site, origin = asked.headers.get("sec-fetch-site", ""), asked.headers.get("origin", "")
        foreign = site not in ("", "same-origin") or (
            origin not in ("", "null") and urlsplit(origin).netloc != asked.headers.get("host", "")
        )
        if foreign or visit.value("csrf") != visit.csrf:
            raise PosError("bad_line")

    def keep_told(self, visit: Visit) -> None:
        """What was not told on this page is told on the next."""
        if visit.operator is not None and visit.told != visit.told_before:
            told, secret = visit.told, visit.secret
            self._house.transact(lambda tx: sessions.set_flash(tx.conn, secret, told))

    def _recognise(self, visit: Visit) -> None:
        secret = visit.asked.cookies.get(name_of(_SESSION, visit), "")
        if len(secret) == _SECRET_CHARS:
            now_ms = self._house.now_ms()
            found = self._house.transact(lambda tx: sessions.find(tx.conn, secret, now_ms))
            if found is not None:
                visit.operator, visit.secret = found.operator, secret
                visit.told = visit.told_before = found.flash
                return
            visit.cookies[name_of(_SESSION, visit)] = ""
        visit.secret = visit.asked.cookies.get(name_of(_FORM, visit), "")
        if len(visit.secret) != _SECRET_CHARS:
            visit.secret = visit.cookies[name_of(_FORM, visit)] = self._house.random(_SECRET_CHARS // 2).hex()

    def _note_refused(self, visit: Visit, page: Page) -> None:
        """Somebody tried what their role may not do."""
        noise, who = self._house.random(10), visit.who
        facts = {"method": page.method, "path": page.path, "right": page.right or ""}
        self._house.transact(lambda tx: audit.note(tx, noise, who, "refused", facts=facts))
        _log.warning("console: not allowed", extra={"facts": facts})


def keep_session(visit: Visit, secret: str) -> None:
    """The browser is signed in from now on; empty signs it out."""
    visit.cookies[name_of(_SESSION, visit)] = secret
    visit.cookies[name_of(_FORM, visit)] = ""


def name_of(cookie: str, visit: Visit) -> str:
    """`__Host-` lets no other host of the domain set it; browsers take it over HTTPS only."""
    return f"__Host-{cookie}" if visit.asked.secure else cookie


def _to_sign_in(visit: Visit) -> Response:
    wanted = visit.asked.target.removeprefix(ROOT) if visit.asked.method == "GET" else "/"
    return visit.go(f"/sign-in?{urlencode({'next': wanted})}")
