"""Card numbers, what is written on a card, and the states of a card (domain rules §11)."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from memberpos.domain.errors import PosError

STOCK, ENCODED, READY, ACTIVE = "stock", "encoded", "ready", "active"
LOST, REPLACED, RETURNED, VOID = "lost", "replaced", "returned", "void"

OK, BAD_MAC, NO_MAC = "ok", "bad_mac", "no_mac"
MAC_DIGITS = 8
#: Of a password that a batch generates.
PASSWORD_DIGITS = 6
MAX_BATCH = 100_000
MAX_FIRST = 79
#: A track 2 holds 37 digits between its sentinels: number, check digit, separator, MAC.
MAX_NUMBER = 37 - MAC_DIGITS - 2

_TAIL = re.compile(r"(.*?)(\d+)", re.ASCII)
_OWN_TRACK = re.compile(rf"(\d{{1,{MAX_NUMBER}}})(\d)=(\d{{{MAC_DIGITS}}})", re.ASCII)

#: From each state to those a card may go next. A card a shop did not encode itself is issued from stock.
MOVES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        STOCK: frozenset({ENCODED, READY, ACTIVE, VOID}),
        ENCODED: frozenset({ENCODED, READY, ACTIVE, STOCK, VOID}),
        READY: frozenset({ENCODED, ACTIVE, STOCK, VOID}),
        ACTIVE: frozenset({LOST, REPLACED, RETURNED, VOID}),
        LOST: frozenset({ACTIVE, REPLACED, RETURNED, VOID}),
        REPLACED: frozenset({RETURNED, VOID}),
        RETURNED: frozenset({STOCK, VOID}),
        VOID: frozenset(),
    }
)
#: Event that says a card's state → that state.
TOLD_BY: Mapping[str, str] = MappingProxyType(
    {
        "card.issue": ACTIVE, "card.replace": ACTIVE, "card.lost": LOST, "card.found": ACTIVE, "card.return": RETURNED,
        "card.void": VOID, "card.restock": STOCK,
    }
)  # fmt: skip
_SEVERITY: Mapping[str, int] = MappingProxyType(
    {STOCK: 0, ENCODED: 1, READY: 2, ACTIVE: 3, LOST: 4, REPLACED: 5, RETURNED: 5, VOID: 6}
)


def severity(state: str) -> int:
    """How bad a state is, for merging: ready < active < lost < replaced = returned < void. PosError card_state."""
    if state not in _SEVERITY:
        raise PosError("card_state", state=state, to=state)
    return _SEVERITY[state]


@dataclass(frozen=True)
class CardNumber:
    """What a swipe says: the card number, and whether its MAC proves it: ok | bad_mac | no_mac (not one of ours)."""

    number: str
    verdict: str


def number_range(first: str, count: int, skip_four: bool = False, *, check: bool = False) -> tuple[str, ...]:
    """`count` numbers from `first` upwards, prefix and width kept, numbers with a 4 passed over if asked.

    With `check` each gets a Luhn digit at its end, over all its digits; a 4 there counts too.
    PosError bad_amount for a number without digits at its end, a count outside 1 … MAX_BATCH, or too few numbers
    of that width.
    """
    match = _TAIL.fullmatch(first)
    if match is None or not 1 <= count <= MAX_BATCH or len(first) > MAX_FIRST:
        raise PosError("bad_amount", reason="card_range")
    prefix, width, value = match[1], len(match[2]), int(match[2])
    numbers: list[str] = []
    while len(numbers) < count:
        value = _without_four(value) if skip_four else value
        if value >= 10**width:
            raise PosError("bad_amount", reason="card_range", possible=len(numbers))
        number = f"{prefix}{value:0{width}d}"
        digit = check_digit("".join(filter(_is_digit, number))) if check else ""
        if not (skip_four and digit == "4"):
            numbers.append(number + digit)
        value += 1
    return tuple(numbers)


def _is_digit(ch: str) -> bool:
    return ch.isascii() and ch.isdigit()


def _without_four(value: int) -> int:
    """The smallest number from `value` on that has no 4: behind the first 4 everything starts again at 0."""
    digits = str(value)
    at = digits.find("4")
    return value if at < 0 else int(digits[:at] + "5" + "0" * (len(digits) - at - 1))


def check_digit(number: str) -> str:
    """Luhn check digit of a number of digits."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def mac(number: str, key: bytes) -> str:
    """Eight digits of HMAC-SHA256 over the number with the chain's card key."""
    digest = hmac.new(key, number.encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**MAC_DIGITS:0{MAC_DIGITS}d}"


def first_password(number: str, batch: str, key: bytes) -> str:
    """The six digits a batch gave a card, made anew from the chain's card key whenever they are needed."""
    digest = hmac.new(key, f"password\n{batch}\n{number}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8], 'big') % 10**PASSWORD_DIGITS:0{PASSWORD_DIGITS}d}"


def track2(number: str, key: bytes) -> str:
    """What is written on track 2, sentinels included: `;<number><check>=<mac>?`. PosError bad_amount if not digits."""
    if not (number.isascii() and number.isdigit() and len(number) <= MAX_NUMBER):
        raise PosError("bad_amount", reason="card_number")
    return f";{number}{check_digit(number)}={mac(number, key)}?"


def parse_track(text: str, key: bytes | None, *others: bytes | None) -> CardNumber:
    """The number in a track-2 text, with or without sentinels, and the verdict on it; `others` are keys of tills that
    made cards for the same chain.

    A text that is not of our layout (an old or foreign card) is a number up to the first separator, `no_mac`; so is
    everything in a shop without a card key (None).
    """
    plain = text.strip().removeprefix(";").removesuffix("?")
    match = _OWN_TRACK.fullmatch(plain)
    if match is None:
        return CardNumber(plain.split("=", 1)[0], NO_MAC)
    number = match[1]
    if key is None:
        return CardNumber(number, NO_MAC)
    keys = [one for one in (key, *others) if one is not None]
    proved = any(hmac.compare_digest(match[3], mac(number, one)) for one in keys)
    sound = match[2] == check_digit(number) and proved
    return CardNumber(number, OK if sound else BAD_MAC)


def move(state: str, to: str) -> str:
    """`to` if a card may go there from `state`; PosError card_state (state, to)."""
    if to not in MOVES.get(state, frozenset()):
        raise PosError("card_state", state=state, to=to)
    return to


def check_usable(state: str) -> None:
    """PosError card_lost for a lost card, card_state for one that is not active."""
    if state == LOST:
        raise PosError("card_lost", state=state)
    if state != ACTIVE:
        raise PosError("card_state", state=state)


def worse(a: str, b: str) -> str:
    """The more severe of two states when two stores' views of a card are merged."""
    return max(a, b, key=lambda state: (_SEVERITY[state], state))
