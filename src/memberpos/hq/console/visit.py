"""One request to the console as its pages see it: who, what was asked, and how to answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol, TypeVar
from urllib.parse import parse_qsl, urlencode

from starlette.responses import RedirectResponse, Response

from memberpos.domain.errors import PosError
from memberpos.hq.api import Headquarters
from memberpos.hq.console import audit
from memberpos.hq.console.desk import Desk
from memberpos.hq.console.people import Operator
from memberpos.hq.console.texts import Language
from memberpos.hq.database import Conn
from memberpos.hq.scopes import Scope
from memberpos.hq.tx import Tx
from memberpos.security.roles import Roles

ROOT = "/console"
T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """The request itself. `secure`: the browser came by HTTPS, or from elsewhere than this machine."""

    method: str
    path: str
    query: Mapping[str, str]
    parts: Mapping[str, str]
    cookies: Mapping[str, str]
    headers: Mapping[str, str]
    address: str
    base_url: str
    secure: bool

    @property
    def target(self) -> str:
        """Path and query, to come back to."""
        return f"{self.path}?{urlencode(self.query)}" if self.query else self.path


class Renderer(Protocol):
    """What makes pages of templates (`render.Templates`)."""

    def page(self, visit: Visit, template: str, status: int, facts: Mapping[str, Any]) -> Response:
        """The page as a response."""


@dataclass
class Visit:
    """`secret` is the browser's own: of its session, or of its forms before sign-in. `cookies` are set with the reply;
    an empty value takes one away.
    """

    house: Headquarters
    asked: Asked
    language: Language
    templates: Renderer
    roles: Roles
    desk: Desk
    secret: str = ""
    operator: Operator | None = None
    theme: str = ""
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    told: str = ""
    told_before: str = ""
    cookies: dict[str, str] = field(default_factory=dict)

    # -- who

    @property
    def who(self) -> Operator:
        """Who is signed in; only for pages that need a right."""
        if self.operator is None:
            raise PosError("not_allowed", right="sign_in")
        return self.operator

    @property
    def scope(self) -> Scope:
        """The stores this person may see."""
        return self.who.scope

    def may(self, right: str) -> bool:
        """Whether this person has a right."""
        return self.operator is not None and self.roles.allows(self.operator.role, right)

    @property
    def csrf(self) -> str:
        """What each form of this browser carries."""
        return csrf_of(self.secret)

    # -- what was asked

    def part(self, name: str) -> str:
        """A part of the address."""
        return self.asked.parts[name]

    def query(self, name: str, default: str = "") -> str:
        """What stands behind the "?"."""
        return self.asked.query.get(name, default)

    def value(self, name: str) -> str:
        """A field of the form, without spaces around; empty when it is not there."""
        found = self.form.get(name, ())
        return found[0].strip() if found else ""

    def form_text(self, name: str) -> str:
        """A field as it was typed, spaces too: a password."""
        found = self.form.get(name, ())
        return found[0] if found else ""

    def values(self, name: str) -> list[str]:
        """All values of a field that may be chosen several times."""
        return list(self.form.get(name, ()))

    # -- the books

    @property
    def now_ms(self) -> int:
        return self.house.now_ms()

    @property
    def today(self) -> date:
        """The chain's date now."""
        return self.language.day_of(self.now_ms)

    def read(self, work: Callable[[Conn], T]) -> T:
        """One transaction that only reads."""
        return self.house.read(work)

    def act(
        self,
        action: str,
        target: str,
        work: Callable[[Tx], T],
        *,
        store_id: int | None = None,
        facts: Mapping[str, str | int] | None = None,
    ) -> T:
        """One use case: what `work` does and its row in the audit are one transaction."""
        noise = self.house.random(10)

        def run(tx: Tx) -> T:
            result = work(tx)
            audit.note(tx, noise, self.who, action, target, store_id, facts)
            return result

        return self.house.transact(run)

    # -- the answer

    def text(self, message: str, **facts: object) -> str:
        """A text in this person's language."""
        return self.language.text(message, **facts)

    def page(self, template: str, *, status: int = 200, **facts: Any) -> Response:
        """A page from `resources/console/templates`."""
        return self.templates.page(self, template, status, facts)

    def go(self, path: str, told: str = "", kind: str = "ok") -> Response:
        """To another page of the console, which begins with the sentence `told` (ok, warn, bad)."""
        if told:
            self.told = f"{kind}\n{told}"
        return RedirectResponse(f"{ROOT}{path}", 303)

    def link(self, **changes: Any) -> str:
        """The same page with other words behind the "?"; None takes one away."""
        query = {**self.asked.query, **changes}
        kept = {name: value for name, value in query.items() if value not in (None, "")}
        return f"{self.asked.path}?{urlencode(kept)}" if kept else self.asked.path


def csrf_of(secret: str) -> str:
    """The word of a browser's forms: nobody makes it from outside, and it betrays nothing of the secret."""
    return hashlib.sha256(f"memberpos-form\n{secret}".encode()).hexdigest()


def fields_of(body: bytes) -> Mapping[str, Sequence[str]]:
    """A form as browsers send it. PosError bad_line for what is none."""
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=2000)
    except (UnicodeDecodeError, ValueError) as error:
        raise PosError("bad_line") from error
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if "\x00" in value:
            raise PosError("bad_line")
        found.setdefault(name, []).append(value)
    return found
