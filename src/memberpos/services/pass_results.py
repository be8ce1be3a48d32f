"""What the use cases of passes give back: frozen, without rows or connections. Dates are ISO text."""

from __future__ import annotations

from dataclasses import dataclass, field

_CHANGED = frozenset({"member", "pass", "queue"})
_MONEY = _CHANGED | {"shift"}


@dataclass(frozen=True)
class PassSold:
    """A pass that was sold or renewed; `left` None = as many uses as its days allow."""

    event_id: str
    receipt_no: str
    pass_id: str
    code: str
    title: str
    left: int | None
    valid_from: str | None
    valid_to: str | None
    paid_fen: int
    change_fen: int
    points_earned: int
    cash: bool
    changed: frozenset[str] = field(default=_MONEY)


@dataclass(frozen=True)
class PassUsed:
    """A check-in. `left` and `valid_to` are those of the pass used last; `passes` = ((id, code, uses), …)."""

    event_id: str
    member_id: str
    title: str
    persons: int
    left: int | None
    valid_to: str | None
    passes: tuple[tuple[str, str, int], ...]
    points_earned: int
    changed: frozenset[str] = field(default=_CHANGED)


@dataclass(frozen=True)
class PassChanged:
    """A pass after an undo, a freeze or a reactivation."""

    event_id: str
    pass_id: str
    left: int | None
    valid_to: str | None
    changed: frozenset[str] = field(default=_CHANGED)


@dataclass(frozen=True)
class PassRefunded:
    """A pass paid back (or, from `preview`, what either method would pay; `list_price_fen` None: no list price known).

    The customer gets `refund_fen - claw_value_fen`, `cash_fen` of it in cash.
    """

    event_id: str
    receipt_no: str
    pass_id: str
    average_fen: int
    list_price_fen: int | None
    refund_fen: int
    cash_fen: int
    stored_fen: int
    points_clawed: int
    claw_value_fen: int
    changed: frozenset[str] = field(default=_MONEY)
