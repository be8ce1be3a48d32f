"""Headquarters until somebody kills it: the real server on the real PostgreSQL, telling where each push stands.

Options: page, url (of the database), port, plant.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import Any

from tests.kill import plants
from tests.kill.page import Page, Slot, Stage

from memberpos.hq import ingest, schema
from memberpos.hq.api import Headquarters, Options, Reply
from memberpos.hq.database import Pool
from memberpos.hq.server import Server, build_app, listen
from memberpos.till import system_now_ms


class MarkedHeadquarters(Headquarters):
    """Tells when a push is inside its transaction and when it is committed but not answered."""

    page: Page
    here = threading.local()

    def _take(self, *arguments: Any, **keys: Any) -> Reply:
        self.here.news = False
        return super()._take(*arguments, **keys)

    def _answer(self, device: Any, outcome: ingest.Outcome) -> Reply:
        if self.here.news:
            self.page.add(Slot.UNANSWERED, 1)
            self.page.reach(Stage.HQ_DONE)
        reply = super()._answer(device, outcome)
        return Reply(reply.status, reply.value, {**reply.headers, "X-News": str(int(self.here.news))})


def mark_push(page: Page) -> None:
    """Tells the inside of the push transaction."""
    plain = ingest.push

    def push(conn: Any, request: Any, *rest: Any) -> ingest.Outcome:
        page.add(Slot.PUSHES, 1)
        try:
            page.reach(Stage.HQ_PUSH)
            outcome = plain(conn, request, *rest)
            MarkedHeadquarters.here.news = isinstance(outcome, ingest.Accepted) and bool(request.events)
            page.reach(Stage.HQ_COMMIT)
        finally:
            page.add(Slot.PUSHES, -1)
        return outcome

    ingest.push = push


def answering(page: Page, app: Any) -> Any:
    """The ASGI application; a push counts as answered when its last byte was handed to the network."""

    async def marked(scope: Any, receive: Any, send: Any) -> None:
        news = False

        async def told(message: Any) -> None:
            nonlocal news
            await send(message)
            news = news or (b"x-news", b"1") in message.get("headers", [])
            if message["type"] == "http.response.body" and news:
                page.add(Slot.UNANSWERED, -1)

        await app(scope, receive, told)

    return marked


def main(options: dict[str, Any]) -> None:
    """One life."""
    page = Page(Path(options["page"]))
    mark_push(page)
    plants.plant_hq(options.get("plant", ""), page)
    pool = Pool(options["url"])
    schema.migrate(pool)
    MarkedHeadquarters.page = page
    headquarters = MarkedHeadquarters(pool, system_now_ms, os.urandom, Options(rate_per_s=1e6, burst=10**6))
    app: Any = answering(page, build_app(headquarters))
    with listen(options["port"]) as sock:
        Server(app, lambda: page.__setitem__(Slot.READY, 1)).run(sockets=[sock])
