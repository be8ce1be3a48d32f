"""Stored value from one member to another: some principal, or a card with everything on it (domain rules §7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from memberpos.domain import cards as card_rules
from memberpos.domain import law as law_rules
from memberpos.domain import value_moves
from memberpos.domain.errors import PosError
from memberpos.domain.events import TRANSFER
from memberpos.domain.ledger import PRINCIPAL, Lot, Posting
from memberpos.domain.lots import Change
from memberpos.domain.money import check_fen
from memberpos.services import due, freezing, law, money_moves, numbers
from memberpos.services.allowances import asking
from memberpos.services.booking import Draft, book
from memberpos.services.rights import require
from memberpos.services.shop import Shop, shop_of
from memberpos.services.use import Use
from memberpos.store import cards, events, ledger, members, recharges, value_lots
from memberpos.store.members import MemberRow


@dataclass(frozen=True)
class TransferDone:
    """A booked transfer; the balances are the principal of both after it."""

    event_id: str
    fen: int
    from_fen: int
    to_fen: int
    changed: frozenset[str] = field(default=frozenset({"member", "card", "queue"}))


def transfer(
    use: Use, from_id: str, to_id: str, fen: int, reason: str = "", event_id: str | None = None
) -> TransferDone:
    """Moves principal only; each part keeps its top-up and date. `event_id` makes a repeat harmless.

    PosError bad_amount (also: to the same member), not_found, insufficient_stored_value, law_limit (what the other may
    hold), account_frozen, not_allowed, needs_approval.
    """
    check_fen(fen, 1, "fen")
    with use.db.transaction():
        if event_id and events.exists(use.db, event_id):
            return _again(use, event_id, from_id, to_id, fen)
        require(use, "value.transfer")
        shop, giver, taker = _both(use, from_id, to_id)
        _obey(use, shop, taker, fen)
        held = ledger.open_lots(use.db, giver.account_id, (PRINCIPAL,))
        target = ledger.open_lots(use.db, taker.account_id, (PRINCIPAL,))
        today = shop.business_date(use.now_ms)
        with asking(use.db, giver.account_id, (PRINCIPAL,)):
            carried = value_moves.carry_principal(held, target, fen, today, taker.account_id, _ids(use))
        data = {"receipt_no": numbers.receipt(use.db), "fen": fen, "reason": reason.strip()}
        key = Posting(giver.account_id, PRINCIPAL, shop.currency, 0)
        made = _book(use, shop, TRANSFER, (giver, taker), data, [(carried, key)], event_id)
    return _done(use, made, giver.account_id, taker.account_id, fen)


def move_card(use: Use, number: str, to_id: str, reason: str) -> TransferDone:
    """A card with its account's everything to another member (转卡): every lot of every kind, passes, coupons, and all
    cards of the account; growth and tier stay.

    PosError not_found, card_state, card_lost, points_debt (a debt does not move), bad_amount, law_limit,
    account_frozen, not_allowed, needs_approval.
    """
    if not reason.strip():
        raise PosError("bad_amount", what="reason")
    with use.db.transaction():
        require(use, "card.transfer")
        card = cards.by_number(use.db, number)
        if card is None or card.member_id is None:
            raise PosError("not_found", what="card")
        card_rules.check_usable(card.state)
        shop, giver, taker = _both(use, card.member_id, to_id)
        lots = value_lots.movable(use.db, giver.account_id)
        if any(lot.open < 0 for lot in lots):
            raise PosError("points_debt")
        fen = sum(lot.open for lot in lots if lot.kind == PRINCIPAL)
        _obey(use, shop, taker, fen)
        data = {"receipt_no": numbers.receipt(use.db), "number": number, "reason": reason.strip()}
        made = _book(use, shop, "card.transfer", (giver, taker), data, _everything(use, lots, giver, taker))
        value_lots.move_instances(use.db, giver.account_id, taker.account_id)
        recharges.hand_over(use.db, giver.account_id, taker.account_id)
        for each in cards.of_account(use.db, giver.account_id):
            cards.put(use.db, replace(each, account_id=taker.account_id, member_id=taker.id), use.now_ms)
    return _done(use, made, giver.account_id, taker.account_id, fen)


def _everything(
    use: Use, lots: Sequence[Lot], giver: MemberRow, taker: MemberRow
) -> list[tuple[value_moves.Carried, Posting]]:
    units, gone, carried = ledger.units(use.db, giver.account_id), value_lots.gone(use.db, giver.account_id), []
    for kind, instance in sorted({(lot.kind, lot.instance) for lot in lots}):
        own = [lot for lot in lots if (lot.kind, lot.instance) == (kind, instance)]
        target = ledger.open_lots(use.db, taker.account_id, (kind,), instance)
        moved = value_moves.carry_all(own, gone, target, taker.account_id, _ids(use))
        unit = units.get((kind, instance), shop_of(use.db).currency)  # a gift spent before it came: lots, no balance
        carried.append((moved, Posting(giver.account_id, kind, unit, 0, instance)))
    return carried


def _both(use: Use, from_id: str, to_id: str) -> tuple[Shop, MemberRow, MemberRow]:
    shop, both = shop_of(use.db), [members.by_id(use.db, member_id) for member_id in (from_id, to_id)]
    giver, taker = both
    if giver is None or taker is None:
        raise PosError("not_found", what="member")
    if giver.account_id == taker.account_id:
        raise PosError("bad_amount", what="same_member")
    for member in (giver, taker):
        due.run_account(use, member, shop)
        freezing.refuse_frozen(use.db, member.account_id)
    return shop, giver, taker


def _obey(use: Use, shop: Shop, taker: MemberRow, fen: int) -> None:
    ruled = law.in_force(shop, shop.business_date(use.now_ms))
    if ruled is not None:
        held = ledger.balances(use.db, taker.account_id).get((PRINCIPAL, ""), 0)
        law_rules.check_balance(ruled, held + fen, named=law.named(taker))


def _ids(use: Use) -> Iterator[str]:
    while True:
        yield str(use.new_id())


def _book(
    use: Use, shop: Shop, kind: str, both: tuple[MemberRow, MemberRow], data: Mapping[str, object],
    carried: list[tuple[value_moves.Carried, Posting]], event_id: str | None = None,
) -> str:  # fmt: skip
    """Two events, one an account: what leaves the one is on its way until it arrives at the other."""
    giver, taker = both
    leaves, arrives = _postings(carried, giver, -1), _postings(carried, taker, +1)
    out = tuple(each.out for each, _ in carried if each.out.moves)
    come = tuple(each.arrived for each, _ in carried if each.arrived.moves or each.arrived.new)
    left = book(use, Draft(kind, {**data, "to": taker.id}, leaves, out, giver.id, giver.account_id,
                           UUID(event_id) if event_id else None), shop)  # fmt: skip
    book(use, Draft(f"{kind}.in", {**data, "from": giver.id}, arrives, _under(come, left.id), taker.id,
                    taker.account_id, cause=left.id), shop)  # fmt: skip
    return left.id


def _under(changes: tuple[Change, ...], event_id: str) -> tuple[Change, ...]:
    """Lots that arrive were made by the transfer."""
    return tuple(
        replace(change, new=tuple(replace(lot, event_id=event_id) for lot in change.new)) for change in changes
    )


def _postings(carried: list[tuple[value_moves.Carried, Posting]], who: MemberRow, sign: int) -> list[Posting]:
    postings = []
    for moved, key in carried:
        if moved.fen:
            postings.append(replace(key, account=who.account_id, amount=sign * moved.fen))
            on_its_way = money_moves.shop_side(money_moves.TRANSFERS, key.unit, -sign * moved.fen)
            postings.append(replace(on_its_way, instance=key.kind))
    return postings


def _done(use: Use, event_id: str, from_account: str, to_account: str, fen: int) -> TransferDone:
    left, come = (ledger.balances(use.db, account).get((PRINCIPAL, ""), 0) for account in (from_account, to_account))
    return TransferDone(event_id, fen, left, come)


def _again(use: Use, event_id: str, from_id: str, to_id: str, fen: int) -> TransferDone:
    both = [members.by_id(use.db, member_id) for member_id in (from_id, to_id)]
    giver, taker = both
    if giver is None or taker is None:
        raise PosError("not_found", what="member")
    return _done(use, event_id, giver.account_id, taker.account_id, fen)
