"""What a page of the console is: an address, the right it needs, and the function that answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import Response

from memberpos.hq.console.visit import Visit

Handler = Callable[[Visit], Response]
GET, POST = "GET", "POST"


@dataclass(frozen=True)
class Page:
    """`path` below /console, with `{name}` for parts (`Visit.part`); `right` None is for everybody, also signed out."""

    method: str
    path: str
    right: str | None
    handler: Handler


@dataclass(frozen=True)
class Place:
    """An entry of the navigation; `label` is an English text of the catalogues, `icon` a file of resources/icons."""

    path: str
    label: str
    icon: str
    right: str
