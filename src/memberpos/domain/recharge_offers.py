"""Top-up offers of the owner: amount steps with gifts, for whom, when and how often (domain rules §7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from memberpos.domain.errors import PosError
from memberpos.domain.money import MAX_FEN
from memberpos.domain.recharge_gifts import (
    GIFT_KEYS,
    NO_GIFTS,
    Gifts,
    bad,
    gifts_document,
    gifts_from,
    known,
    text,
    whole,
)

EVER, YEAR, MONTH, DAY = "ever", "year", "month", "day"
PERIODS = (EVER, YEAR, MONTH, DAY)


@dataclass(frozen=True)
class Step:
    """From `amount_fen` on: `gifts`, and `bonus_percent` of the amount on top of their bonus."""

    amount_fen: int
    gifts: Gifts = NO_GIFTS
    bonus_percent: int = 0


@dataclass(frozen=True)
class RechargeOffer:
    """One offer. Dates are inclusive; empty `weekdays` (1 = Monday) or `tiers` mean all; limits of None mean none.

    `repeats`: the step's gifts once for each time the step's amount fits. `per`: what the member's limit counts in.
    """

    code: str
    name: str
    steps: tuple[Step, ...]
    from_on: date | None = None
    to_on: date | None = None
    weekdays: tuple[int, ...] = ()
    tiers: tuple[str, ...] = ()
    first_only: bool = False
    member_limit: int | None = None
    per: str = EVER
    total_limit: int | None = None
    repeats: bool = False
    active: bool = True


@dataclass(frozen=True)
class Asked:
    """Who tops up when: earlier top-ups of the account (undone ones left out), and uses of the offer so far, by the
    member in the offer's period and in all.
    """

    amount_fen: int
    today: date
    tier: str | None = None
    top_ups: int = 0
    member_uses: int = 0
    total_uses: int = 0


def step_for(offer: RechargeOffer, amount_fen: int) -> Step | None:
    """The highest step the amount reaches."""
    return next((step for step in reversed(offer.steps) if amount_fen >= step.amount_fen), None)


def why_not(offer: RechargeOffer, asked: Asked) -> str | None:
    """Why the offer does not apply, None if it does: ended | not_yet | over | weekday | tier | first_only |
    member_limit | total_limit | amount.
    """
    reasons = {
        "ended": not offer.active,
        "not_yet": offer.from_on is not None and asked.today < offer.from_on,
        "over": offer.to_on is not None and asked.today > offer.to_on,
        "weekday": bool(offer.weekdays) and asked.today.isoweekday() not in offer.weekdays,
        "tier": bool(offer.tiers) and asked.tier not in offer.tiers,
        "first_only": offer.first_only and asked.top_ups > 0,
        "member_limit": offer.member_limit is not None and asked.member_uses >= offer.member_limit,
        "total_limit": offer.total_limit is not None and asked.total_uses >= offer.total_limit,
        "amount": step_for(offer, asked.amount_fen) is None,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def gifts_for(offer: RechargeOffer, asked: Asked) -> Gifts:
    """What the top-up brings. PosError offer_not_applicable (offer, reason) when it does not apply."""
    reason, step = why_not(offer, asked), step_for(offer, asked.amount_fen)
    if reason is not None or step is None:
        raise PosError("offer_not_applicable", offer=offer.code, reason=reason)
    gifts = step.gifts.times(asked.amount_fen // step.amount_fen if offer.repeats else 1)
    return replace(gifts, bonus_fen=gifts.bonus_fen + asked.amount_fen * step.bonus_percent // 100)


def offer_document(offer: RechargeOffer) -> dict[str, Any]:
    """As JSON, without what is not set; `offer_from` reads it back."""
    document: dict[str, Any] = {
        "name": offer.name,
        "steps": [_step_document(step) for step in offer.steps],
        "from": offer.from_on.isoformat() if offer.from_on else None,
        "to": offer.to_on.isoformat() if offer.to_on else None,
        "weekdays": list(offer.weekdays),
        "tiers": list(offer.tiers),
        "first_only": offer.first_only,
        "member_limit": offer.member_limit,
        "per": None if offer.per == EVER else offer.per,
        "total_limit": offer.total_limit,
        "repeats": offer.repeats,
    }
    kept = {name: value for name, value in document.items() if value not in (None, False, [])}
    return kept if offer.active else {**kept, "active": False}


_KEYS = frozenset(
    {"name", "steps", "from", "to", "weekdays", "tiers", "first_only", "member_limit", "per", "total_limit", "repeats",
     "active"}
)  # fmt: skip


def offer_from(code: str, document: Mapping[str, Any]) -> RechargeOffer:
    """The offer of a JSON object. PosError bad_setting (setting = the key that is wrong)."""
    known(document, _KEYS)
    per = document.get("per", EVER)
    if per not in PERIODS:
        raise bad("per")
    offer = RechargeOffer(
        code=_code(code),
        name=text(document, "name"),
        steps=_steps(document.get("steps")),
        from_on=_day(document, "from"),
        to_on=_day(document, "to"),
        weekdays=tuple(_each(document, "weekdays", lambda day: type(day) is int and 1 <= day <= 7)),
        tiers=tuple(_each(document, "tiers", lambda name: isinstance(name, str) and bool(name))),
        first_only=_flag(document, "first_only"),
        member_limit=_limit(document, "member_limit"),
        per=per,
        total_limit=_limit(document, "total_limit"),
        repeats=_flag(document, "repeats"),
        active=_flag(document, "active", default=True),
    )
    if offer.from_on and offer.to_on and offer.to_on < offer.from_on:
        raise bad("to")
    return offer


def _code(code: str) -> str:
    if not code.strip() or not code.isprintable() or len(code) > 64:
        raise bad("code")
    return code.strip()


def _step_document(step: Step) -> dict[str, Any]:
    percent = {"bonus_percent": step.bonus_percent} if step.bonus_percent else {}
    return {"amount_fen": step.amount_fen, **percent, **gifts_document(step.gifts)}


def _steps(value: Any) -> tuple[Step, ...]:
    """Ascending amounts, at least one."""
    if not isinstance(value, list | tuple) or not value:
        raise bad("steps")
    steps = tuple(_step(entry) for entry in value)
    if any(low.amount_fen >= high.amount_fen for low, high in pairwise(steps)):
        raise bad("steps")
    return steps


def _step(value: Any) -> Step:
    if not isinstance(value, Mapping):
        raise bad("steps")
    known(value, GIFT_KEYS | {"amount_fen", "bonus_percent"})
    gifts = gifts_from({name: entry for name, entry in value.items() if name in GIFT_KEYS})
    return Step(whole(value, "amount_fen", 1, MAX_FEN), gifts, whole(value, "bonus_percent", 0, 1000, 0))


def _day(document: Mapping[str, Any], key: str) -> date | None:
    value = document.get(key)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise bad(key) from None


def _each(document: Mapping[str, Any], key: str, good: Any) -> list[Any]:
    value = document.get(key, [])
    if not isinstance(value, list | tuple) or not all(good(entry) for entry in value):
        raise bad(key)
    return sorted(set(value), key=value.index)


def _flag(document: Mapping[str, Any], key: str, *, default: bool = False) -> bool:
    value = document.get(key, default)
    if not isinstance(value, bool):
        raise bad(key)
    return value


def _limit(document: Mapping[str, Any], key: str) -> int | None:
    return None if document.get(key) is None else whole(document, key, 1, 10**9)
