"""What a screen is given, and what it may ask of the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.services.allowances import MOST_ASKED
from memberpos.ui.hints import KeyHint as KeyHint  # noqa: PLC0414
from memberpos.ui.theme import Theme

if TYPE_CHECKING:
    from memberpos.services.use import Use
    from memberpos.store.database import Database
    from memberpos.ui.background import Background
    from memberpos.ui.widgets.calls import CallPopup

T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """One entry of the left rail: stable `name`, icon file name, and the text (translated by the one who makes it)."""

    name: str
    icon: str
    label: Callable[[], str]


@dataclass(frozen=True)
class Session:
    """Who works at this till now; `rights` are names of `resources/roles.toml`."""

    staff_id: str = ""
    staff_name: str = ""
    role: str = ""
    rights: frozenset[str] = frozenset()
    shift_id: str | None = None
    shift_name: str = ""
    till: str = ""


class Shell(Protocol):
    """What the window does for screens."""

    def go(self, place: str, **facts: Any) -> None: ...
    def session(self) -> Session: ...
    def set_session(self, session: Session) -> None: ...
    def toast(self, text: str, tone: str = "ok") -> None: ...
    def error(self, error: PosError) -> None: ...
    def open_drawer(self, content: QWidget) -> None: ...
    def close_drawer(self) -> None: ...
    def show_call(self, popup: CallPopup) -> None: ...
    def focus_omnibox(self, text: str = "") -> None: ...


@dataclass(frozen=True)
class UiContext:
    """Given to every screen and dialog. `settings` are the device and window settings as read at start;
    `services` holds callables and objects that `app` passes in by name (printing, devices, sync …).
    """

    runner: Background
    shell: Shell
    theme: Theme = field(default_factory=Theme)
    settings: Mapping[str, Any] = field(default_factory=dict)
    services: Mapping[str, Any] = field(default_factory=dict)
    currency: str = "CNY"
    time_zone: str = "Asia/Shanghai"

    def run(
        self,
        work: Callable[[Use], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[PosError], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """A use case on the writer thread; see `Background.run`. What this till may not take alone (hq_needed) is asked
        of headquarters, and the work done again with what was given.
        """
        ask = self.services.get("authorise")
        told = failed or self.runner.refused.emit
        asked = 0

        def refused(error: PosError) -> None:
            nonlocal asked
            if error.code != "hq_needed" or ask is None or asked == MOST_ASKED:
                told(error)
                return
            asked += 1
            ask(error, lambda given: again() if given else told(error), lambda _away: told(error), owner)

        def again() -> None:
            self.runner.run(work, then, refused, owner)

        again()

    def tell(self, what: frozenset[str]) -> None:
        """Facts changed by a use case whose result does not say so itself, such as {"member"}."""
        self.runner.changed.emit(what)

    def read(
        self,
        work: Callable[[Database], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[PosError], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """A look-up on the reader thread; see `Background.read`."""
        self.runner.read(work, then, failed, owner)

    def scan(
        self,
        work: Callable[[Database], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[PosError], object] | None = None,
        owner: QObject | None = None,
    ) -> None:
        """A look-up through whole tables; see `Background.scan`."""
        self.runner.scan(work, then, failed, owner)
