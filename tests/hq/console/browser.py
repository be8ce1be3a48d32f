"""A browser without a screen: the real ASGI application, cookies and forms as a browser sends them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from argon2 import PasswordHasher
from tests.hq.world import World

from memberpos.hq.console import operators, totp
from memberpos.hq.console.app import Console
from memberpos.hq.console.passwords import Passwords
from memberpos.hq.server import build_app

PASSWORD = "four words make one"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name.lower()), "")

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="([0-9a-f]{64})"', self.text)
        assert found, self.text
        return found[1]


class Parts(HTMLParser):
    """Tags with their attributes, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))


@dataclass
class Browser:
    """Talks to `app`; keeps cookies; does not follow redirects by itself."""

    app: Any
    host: str = "127.0.0.1:8740"
    scheme: str = "http"
    language: str = "en"
    address: str = "192.0.2.9"
    cookies: dict[str, str] = field(default_factory=dict)
    set_cookies: list[str] = field(default_factory=list)

    def get(self, target: str, **headers: str) -> Answer:
        return self.send("GET", target, b"", headers)

    def post(self, target: str, values: Sequence[tuple[str, str]] | dict[str, str], **headers: str) -> Answer:
        pairs = list(values.items()) if isinstance(values, dict) else list(values)
        return self.send("POST", target, urlencode(pairs).encode(), headers)

    def submit(self, page: str, values: dict[str, str], target: str = "", **headers: str) -> Answer:
        """Opens a page and sends its form with the word it carries."""
        return self.post(target or page, {"csrf": self.get(page).csrf, **values}, **headers)

    def follow(self, answer: Answer) -> Answer:
        """Goes where a redirect points."""
        assert answer.status == 303, answer.text
        return self.get(answer.header("location"))

    def send(self, method: str, target: str, body: bytes, headers: dict[str, str]) -> Answer:
        path, _, query = target.partition("?")
        sent = {"host": self.host, "accept-language": self.language}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            origin = f"{self.scheme}://{self.host}"
            sent |= {"content-type": "application/x-www-form-urlencoded", "origin": origin}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": self.scheme,
            "path": path, "raw_path": path.encode(), "query_string": query.encode(), "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in sent.items() if value],
            "client": (self.address, 5000), "server": (urlsplit(f"//{self.host}").hostname, 80),
        }  # fmt: skip
        answer = asyncio.run(_ask(self.app, scope, body))
        self._keep(answer)
        return answer

    def _keep(self, answer: Answer) -> None:
        self.set_cookies = [value for name, value in answer.headers if name == "set-cookie"]
        for line in self.set_cookies:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies.pop(name, None)
            if value.strip('"') and "Max-Age=0" not in line:
                self.cookies[name] = value


async def _ask(app: Any, scope: dict[str, Any], body: bytes) -> Answer:
    sent = [{"type": "http.request", "body": body, "more_body": False}]
    got: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return sent.pop(0) if sent else {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        got.append(message)

    await app(scope, receive, send)
    data = b"".join(part.get("body", b"") for part in got[1:])
    headers = [(name.decode().lower(), value.decode()) for name, value in got[0]["headers"]]
    return Answer(got[0]["status"], headers, data)


@dataclass
class House:
    """A headquarters with its console; makes people and signs them in."""

    world: World

    def __post_init__(self) -> None:
        self.console = Console(self.world.hq, Passwords(PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)))
        self.app = build_app(self.world.hq, self.console.routes())

    def browser(self, **changes: Any) -> Browser:
        return Browser(self.app, **changes)

    def store(self, slug: str = "S1", name: str = "一号店") -> int:
        """A store, made by a code for it."""
        from memberpos.hq import enrolment

        self.world.run(lambda c: enrolment.make_code(c, slug, name, self.world.clock(), self.world.hq.random))
        return int(self.world.rows("SELECT store_id FROM store WHERE slug = %s", slug)[0][0])

    def invite(self, name: str, role: str = "owner", stores: Sequence[int] = ()) -> str:
        return self.world.act(lambda tx: operators.add(tx, self.world.hq.random, name, role, stores))

    def code(self, name: str) -> str:
        """The digits of this moment; the clock moves on first, so that each is new."""
        self.world.clock.ms += totp.PERIOD_S * 1000
        key = self.world.rows("SELECT totp_key FROM operator WHERE name = %s", name)[0][0]
        return totp.code_at(bytes(key), totp.step_at(self.world.clock()))

    def operator_id(self, name: str) -> UUID:
        return UUID(str(self.world.rows("SELECT operator_id FROM operator WHERE name = %s", name)[0][0]))

    def accept(self, name: str, link: str, browser: Browser | None = None) -> Browser:
        """Goes through the first steps; signed in afterwards."""
        used = browser or self.browser()
        values = {"link": link, "password": PASSWORD, "again": PASSWORD, "code": self.code(name)}
        answer = used.submit(f"/console/welcome?link={link}", values, "/console/welcome")
        assert answer.status == 303, answer.text
        return used

    def person(self, name: str = "olga", role: str = "owner", stores: Sequence[int] = ()) -> Browser:
        """Somebody new, signed in."""
        return self.accept(name, self.invite(name, role, stores))

    def sign_in(self, browser: Browser, name: str, password: str = PASSWORD, code: str = "", **more: str) -> Answer:
        values = {"name": name, "password": password, "code": code or self.code(name), **more}
        return browser.submit("/console/sign-in", values)
