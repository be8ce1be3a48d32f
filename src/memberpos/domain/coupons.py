"""Coupons: kinds, the days one is good for, their numbers with a check digit (domain rules §9)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from memberpos.domain.cards import check_digit
from memberpos.domain.conditions import ALL_GOODS, ALWAYS, GoodsFilter, Moment, When
from memberpos.domain.dates import valid_days_end
from memberpos.domain.text import half_width

#: Fen off · percent still paid · `value` pieces free · one piece for `value` fen.
AMOUNT, PERCENT, GOODS, TRIAL = "amount", "percent", "goods", "trial"
KINDS = (AMOUNT, PERCENT, GOODS, TRIAL)
ISSUED, USED, EXPIRED, VOID = "issued", "used", "expired", "void"

#: A number is C, twelve random digits, and a check digit: no product code or payment code looks like it.
_NUMBER = re.compile(r"C(\d{12})(\d)", re.ASCII)
_DIGITS = 12


@dataclass(frozen=True)
class Limits:
    """Most a member may be given in all, may use on one business date, and most given to everybody; None = any."""

    per_member: int | None = None
    per_day: int | None = None
    total: int | None = None


@dataclass(frozen=True)
class CouponKind:
    """What a coupon is worth. `min_fen` is the least spend on the goods it is for, before coupons. With goods named
    (always for goods and trial coupons) it lowers lines, else the order.
    """

    code: str
    kind: str
    value: int
    name: str = ""
    min_fen: int = 0
    valid_days: int | None = None
    when: When = ALWAYS
    goods: GoodsFilter = ALL_GOODS
    group: str = ""
    limits: Limits = Limits()
    transferable: bool = True

    @property
    def label(self) -> str:
        """What people read."""
        return self.name or self.code

    @property
    def on_lines(self) -> bool:
        """Used in step 2; the others in step 4."""
        return not self.goods.everything

    def last_day(self, given_on: date) -> date | None:
        """The last business date of one given on a day (its day not counted); None = no end."""
        days = [] if self.valid_days is None else [valid_days_end(given_on, self.valid_days)]
        return min((*days, *([self.when.to_on] if self.when.to_on else [])), default=None)


@dataclass(frozen=True)
class Coupon:
    """One coupon: its kind, and the days it is good for (inclusive; None = open)."""

    id: str
    number: str
    kind: CouponKind
    valid_from: date | None = None
    valid_to: date | None = None

    def why_not(self, now: Moment) -> str:
        """Why it may not be used: early | late | weekday | hours; "" while it may."""
        own = When(self.valid_from, self.valid_to, self.kind.when.weekdays, self.kind.when.hours)
        return own.why_not(now)


def new_number(random_bytes: bytes) -> str:
    """The number of a new coupon, of eight random bytes or more."""
    digits = f"{int.from_bytes(random_bytes, 'big') % 10**_DIGITS:0{_DIGITS}d}"
    return f"C{digits}{check_digit(digits)}"


def read_number(text: str) -> str | None:
    """The number a scanned or typed text is, None for one that cannot be a coupon's (a wrong check digit as well)."""
    plain = half_width(text).strip().upper().replace(" ", "").replace("-", "")
    match = _NUMBER.fullmatch(plain)
    return plain if match is not None and match[2] == check_digit(match[1]) else None
