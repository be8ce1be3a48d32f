"""How a sale is paid: tenders, change, and which tender paid how much of which line (domain rules §2, step 7)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from memberpos.domain.errors import PosError
from memberpos.domain.ledger import BONUS, CHANGE, PRINCIPAL
from memberpos.domain.money import MAX_FEN, split

CASH, STORED_VALUE, SCAN_PAY, BANK_CARD = "cash", "stored_value", "scan_pay", "bank_card"
PASS, ON_ACCOUNT, GIFT_CARD, KEPT_CHANGE = "pass", "on_account", "gift_card", "kept_change"
KINDS = (CASH, STORED_VALUE, SCAN_PAY, BANK_CARD, PASS, ON_ACCOUNT, GIFT_CARD, KEPT_CHANGE)
#: Kinds that an account pays, and those of them that what it holds here pays.
OF_ACCOUNTS = (STORED_VALUE, KEPT_CHANGE, ON_ACCOUNT)
HELD = (STORED_VALUE, KEPT_CHANGE)
#: Kind of a part → kind of the lots it is taken from; other kinds are taken from none.
LOT_KINDS: Mapping[str, str] = MappingProxyType({PRINCIPAL: PRINCIPAL, BONUS: BONUS, KEPT_CHANGE: CHANGE})


@dataclass(frozen=True)
class Tender:
    """What was handed over. `fen` None = the rest; `account` pays for the kinds OF_ACCOUNTS, `pass_id` for pass;
    `card` is the payer's card, `proof` how the payer showed to be one (card, password, signature).

    `lines`: the lines a pass is to pay (empty = whichever fit). `pays`: (line, fen) of a tender that pays given lines.
    """

    kind: str
    fen: int | None
    account: str = ""
    pass_id: str = ""
    proof: str = ""
    trade_no: str = ""
    card: str = ""
    lines: tuple[int, ...] = ()
    pays: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class StoredSplit:
    """What a stored-value tender takes from principal and from bonus."""

    principal_fen: int
    bonus_fen: int


@dataclass(frozen=True)
class PayLine:
    """A priced line as the tenders see it; `line` from 1."""

    line: int
    net_fen: int
    bonus_allowed: bool = True


@dataclass(frozen=True)
class Part:
    """One column of the matrix: BONUS, PRINCIPAL (ledger kinds), or a tender kind; `tender` = index of its tender.

    `fen` is net of change. `instance`: the pass of a pass tender, `pays` the (line, fen) it is for.
    """

    kind: str
    fen: int
    tender: int
    account: str = ""
    instance: str = ""
    pays: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Cell:
    """`fen` of line `line` was paid by part number `part` (index into `Settled.parts`)."""

    line: int
    part: int
    fen: int


@dataclass(frozen=True)
class Settled:
    """A paid sale: Σ part fen = due, cells sum to parts by column and to lines by row; zero cells are left out.

    Parts stand in the order they were spread: passes, BONUS, PRINCIPAL, other non-cash as entered, cash.
    """

    parts: tuple[Part, ...]
    cells: tuple[Cell, ...]
    change_fen: int

    def part_fen(self, kind: str) -> int:
        """Sum of the parts of one kind."""
        return sum(part.fen for part in self.parts if part.kind == kind)


def resolve(tenders: Sequence[Tender], due_fen: int) -> tuple[Tender, ...]:
    """The tenders with `rest` (fen None, at most one) filled in, those of 0 fen dropped, and checked against the due.

    PosError tender_mismatch (due_fen, given_fen) unless Σ tenders = due, except that cash may be above it; also for
    two stored-value tenders of one account. bad_amount for a tender below 0 or of an unknown kind.
    """
    _check(tenders)
    given = sum(tender.fen or 0 for tender in tenders)
    rest = max(due_fen - given, 0)
    filled = [replace(tender, fen=rest) if tender.fen is None else tender for tender in tenders]
    total = sum(tender.fen or 0 for tender in filled)
    non_cash = sum(tender.fen or 0 for tender in filled if tender.kind != CASH)
    if total < due_fen or non_cash > due_fen or (total > due_fen and total == non_cash):
        raise PosError("tender_mismatch", due_fen=due_fen, given_fen=total)
    return tuple(tender for tender in filled if tender.fen)


def non_cash_fen(tenders: Sequence[Tender]) -> int | None:
    """What is paid otherwise than in cash; None if nothing is paid in cash or the rest is not cash.

    Rounding of the cash part (`rounding.scope` = cash) needs this before `resolve`.
    """
    _check(tenders)
    others = [tender.fen for tender in tenders if tender.kind != CASH]
    if None in others or len(others) == len(tenders):
        return None
    return sum(fen or 0 for fen in others)


def settle(lines: Sequence[PayLine], tenders: Sequence[Tender], stored: Mapping[int, StoredSplit]) -> Settled:
    """Spreads tenders made by `resolve` over lines; `stored` splits each stored-value tender by its index.

    PosError tender_mismatch if the tenders do not pay the lines, or if bonus is more than the lines allow.
    """
    due_fen = sum(line.net_fen for line in lines)
    resolved = resolve(tenders, due_fen)
    if len(resolved) != len(tenders):
        raise ValueError("settle takes tenders made by resolve")
    parts = _parts(resolved, due_fen, stored)
    change = sum(tender.fen or 0 for tender in resolved) - due_fen
    return Settled(parts, _spread(lines, parts), change)


def _check(tenders: Sequence[Tender]) -> None:
    for tender in tenders:
        if tender.kind not in KINDS or not 0 <= (tender.fen or 0) <= MAX_FEN:
            raise PosError("bad_amount", tender=tender.kind)
    if sum(tender.fen is None for tender in tenders) > 1:
        raise PosError("tender_mismatch", reason="two_rests")
    payers = [(tender.kind, tender.account) for tender in tenders if tender.kind in HELD]
    if len(set(payers)) < len(payers):
        raise PosError("tender_mismatch", reason="same_account_twice")


def _parts(tenders: Sequence[Tender], due_fen: int, stored: Mapping[int, StoredSplit]) -> tuple[Part, ...]:
    """The columns in spreading order; cash loses the change, from the last cash tender backwards.

    What pays given lines comes first: the others pay what is left of them.
    """
    passes: list[Part] = []
    others: list[Part] = []
    bonus, principal, cash = [], [], []
    cash_due = due_fen - sum(tender.fen or 0 for tender in tenders if tender.kind != CASH)
    for index, tender in enumerate(tenders):
        fen = tender.fen or 0
        if tender.kind == STORED_VALUE:
            spent = stored[index]
            if spent.principal_fen + spent.bonus_fen != fen or min(spent.principal_fen, spent.bonus_fen) < 0:
                raise ValueError("a stored-value tender is the sum of its principal and bonus")
            bonus.append(Part(BONUS, spent.bonus_fen, index, tender.account))
            principal.append(Part(PRINCIPAL, spent.principal_fen, index, tender.account))
        elif tender.kind == CASH:
            net = min(fen, cash_due)
            cash_due -= net
            cash.append(Part(CASH, net, index))
        else:
            part = Part(tender.kind, fen, index, tender.account, tender.pass_id, tender.pays)
            (passes if part.pays else others).append(part)
    return tuple(part for part in (*passes, *bonus, *principal, *others, *cash) if part.fen)


def _spread(lines: Sequence[PayLine], parts: Sequence[Part]) -> tuple[Cell, ...]:
    owes = [line.net_fen for line in lines]
    cells: list[Cell] = []
    for number, part in enumerate(parts):
        allowed = [part.kind != BONUS or line.bonus_allowed for line in lines]
        weights = [owed if may else 0 for owed, may in zip(owes, allowed, strict=True)]
        if part.fen > sum(weights):
            raise PosError("tender_mismatch", reason="bonus_not_allowed", fen=part.fen, allowed_fen=sum(weights))
        fixed = dict(part.pays)
        shares = tuple(fixed.get(line.line, 0) for line in lines) if fixed else split(part.fen, weights)
        if any(share > owed for share, owed in zip(shares, owes, strict=True)) or sum(shares) != part.fen:
            raise PosError("tender_mismatch", reason="pays_more_than_the_line", fen=part.fen)
        owes = [owed - share for owed, share in zip(owes, shares, strict=True)]
        cells += [Cell(line.line, number, share) for line, share in zip(lines, shares, strict=True) if share]
    return tuple(cells)
