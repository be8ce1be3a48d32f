"""Stored value: principal and bonus by recharge, spending orders, closing (domain rules §7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from memberpos.domain.errors import PosError
from memberpos.domain.ledger import BONUS, PRINCIPAL, Lot, LotMove
from memberpos.domain.lots import Change, drain, spending_order
from memberpos.domain.money import split
from memberpos.domain.rules import Rules
from memberpos.domain.tenders import PayLine

BONUS_FIRST, PRINCIPAL_FIRST, PROPORTIONAL = "bonus_first", "principal_first", "proportional"
SPEND_ORDERS = (BONUS_FIRST, PRINCIPAL_FIRST, PROPORTIONAL)
CONSUMER, SHOP, SEVEN_DAYS = "consumer", "shop", "seven_days"
CAUSES = (CONSUMER, SHOP, SEVEN_DAYS)


@dataclass(frozen=True)
class Spend:
    """What a payment took; the changes are on PRINCIPAL and on BONUS lots."""

    principal_fen: int
    bonus_fen: int
    principal: Change
    bonus: Change


def bonus_limit(due_fen: int, lines: Sequence[PayLine], rules: Rules) -> int:
    """Most bonus a sale takes: ⌊due × cap percent⌋, not above the net of lines that allow it."""
    allowed = sum(line.net_fen for line in lines if line.bonus_allowed)
    return min(due_fen * rules.stored_value_bonus_cap_percent // 100, allowed)


def spendable(lots: Sequence[Lot], today: date, bonus_limit_fen: int) -> int:
    """What an account can pay today within a bonus limit; 0 while its principal or bonus is a debt."""
    principal, bonus = _held(lots, PRINCIPAL, today), _held(lots, BONUS, today)
    return sum(lot.open for lot in principal) + min(sum(lot.open for lot in bonus), bonus_limit_fen)


def spend(lots: Sequence[Lot], amount_fen: int, order: str, bonus_limit_fen: int, today: date) -> Spend:
    """Takes `amount_fen` from an account's PRINCIPAL and BONUS lots in a spend order, at most the limit from bonus.

    PosError insufficient_stored_value (have_fen, asked_fen): a tender that is not covered is refused as a whole.
    """
    have = spendable(lots, today, bonus_limit_fen)
    if amount_fen > have:
        raise PosError("insufficient_stored_value", have_fen=have, asked_fen=amount_fen)
    principal, bonus = _held(lots, PRINCIPAL, today), _held(lots, BONUS, today)
    if order == PROPORTIONAL:
        from_principal, from_bonus = _proportional(principal, bonus, amount_fen, bonus_limit_fen)
    else:
        bonus_fen = _bonus_share(order, principal, bonus, amount_fen, bonus_limit_fen)
        from_bonus = tuple(drain(bonus, bonus_fen))
        from_principal = tuple(drain(principal, amount_fen - bonus_fen))
    return Spend(_taken(from_principal), _taken(from_bonus), Change(from_principal), Change(from_bonus))


def _bonus_share(order: str, principal: Sequence[Lot], bonus: Sequence[Lot], amount_fen: int, limit_fen: int) -> int:
    if order == PRINCIPAL_FIRST:
        return max(amount_fen - sum(lot.open for lot in principal), 0)
    return min(amount_fen, limit_fen, sum(lot.open for lot in bonus))


def _proportional(
    principal: Sequence[Lot], bonus: Sequence[Lot], amount_fen: int, limit_fen: int
) -> tuple[tuple[LotMove, ...], tuple[LotMove, ...]]:
    """Recharge by recharge, inside one by `split` over what is left of it; bonus above the limit from principal."""
    from_principal: list[LotMove] = []
    from_bonus: list[LotMove] = []
    for recharge in _recharges([*principal, *bonus]):
        own = [lot for lot in principal if _recharge(lot) == recharge]
        gift = [lot for lot in bonus if _recharge(lot) == recharge]
        held, gifted = sum(lot.open for lot in own), sum(lot.open for lot in gift)
        principal_fen, bonus_fen = split(min(amount_fen, held + gifted), (held, gifted))
        if bonus_fen > limit_fen:
            principal_fen, bonus_fen = min(held, principal_fen + bonus_fen - limit_fen), limit_fen
        from_principal += drain(own, principal_fen)
        from_bonus += drain(gift, bonus_fen)
        amount_fen -= principal_fen + bonus_fen
        limit_fen -= bonus_fen
    return tuple(from_principal), tuple(from_bonus)


def _held(lots: Iterable[Lot], kind: str, today: date) -> list[Lot]:
    """Spendable lots of a kind, oldest recharge first; none while the kind is in debt."""
    of_kind = [lot for lot in lots if lot.kind == kind]
    if any(lot.open < 0 for lot in of_kind):
        return []
    return sorted(spending_order(of_kind, today), key=lambda lot: (lot.made_at_ms, _recharge(lot), lot.id))


def _recharge(lot: Lot) -> str:
    """The recharge of a lot; one without (an opening balance, a return) stands for itself."""
    return lot.recharge_id or lot.id


def _recharges(lots: Iterable[Lot]) -> list[str]:
    """Recharges in order of age: that of their oldest lot."""
    first: dict[str, tuple[int, str]] = {}
    for lot in lots:
        age = (lot.made_at_ms, lot.id)
        first[_recharge(lot)] = min(first.get(_recharge(lot), age), age)
    return sorted(first, key=first.__getitem__)


def _taken(moves: Iterable[LotMove]) -> int:
    return -sum(move.amount for move in moves)


@dataclass(frozen=True)
class RechargeUse:
    """One recharge of an account: granted (less what left unconsumed) and still open principal and bonus, in fen."""

    principal_fen: int
    bonus_fen: int
    principal_open_fen: int
    bonus_open_fen: int

    @property
    def exhausted(self) -> bool:
        return self.principal_open_fen <= 0 and self.bonus_open_fen <= 0


@dataclass(frozen=True)
class Closing:
    """What is paid back by each method, in fen; all three are shown and printed."""

    bonus_first_fen: int
    principal_first_fen: int
    proportional_fen: int

    def by(self, method: str, cause: str) -> int:
        """What `method` pays; for cause `shop` at least proportional. PosError bad_setting for an unknown method."""
        figures = {
            BONUS_FIRST: self.bonus_first_fen,
            PRINCIPAL_FIRST: self.principal_first_fen,
            PROPORTIONAL: self.proportional_fen,
        }
        if method not in figures or cause not in CAUSES:
            raise PosError("bad_setting", setting="card_close", method=method, cause=cause)
        return max(figures[method], self.proportional_fen) if cause == SHOP else figures[method]


def closing(recharges: Sequence[RechargeUse]) -> Closing:
    """All three figures for closing an account; exhausted recharges drop out."""
    alive = [recharge for recharge in recharges if not recharge.exhausted]
    paid = sum(recharge.principal_fen for recharge in alive)
    gift = sum(recharge.bonus_fen for recharge in alive)
    consumed = paid + gift - sum(r.principal_open_fen + r.bonus_open_fen for r in alive)
    spread = consumed * paid // (paid + gift) if paid + gift else 0
    return Closing(paid - max(0, consumed - gift), max(0, paid - consumed), paid - spread)


def recharge_uses(lots: Iterable[Lot], gone: Mapping[str, int] | None = None) -> Mapping[str, RechargeUse]:
    """The recharges behind an account's PRINCIPAL and BONUS lots, spent lots included; debts are left out.

    `gone`: {lot id: fen that left it without being consumed (transferred, paid out)}; it counts as never granted.
    """
    sums: defaultdict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for lot in lots:
        if lot.open >= 0 and lot.kind in (PRINCIPAL, BONUS):
            entry = sums[_recharge(lot)]
            entry[lot.kind] += lot.granted - (gone or {}).get(lot.id, 0)
            entry[f"{lot.kind}_open"] += lot.open
    return {
        key: RechargeUse(s[PRINCIPAL], s[BONUS], s[f"{PRINCIPAL}_open"], s[f"{BONUS}_open"]) for key, s in sums.items()
    }


def recharge_lots(
    recharge_id: str, account: str, event_id: str, at_ms: int, principal: tuple[str, int], bonus: tuple[str, int]
) -> tuple[Lot, ...]:
    """The PRINCIPAL and BONUS lots of a top-up, each given as (new lot id, fen); none of 0 fen."""
    return tuple(
        Lot(lot_id, account, kind, fen, fen, at_ms, recharge_id=recharge_id, event_id=event_id, gift=kind == BONUS)
        for kind, (lot_id, fen) in ((PRINCIPAL, principal), (BONUS, bonus))
        if fen > 0
    )
