"""A sale as postings, rows and, read back, as the result screens and receipts use."""

from __future__ import annotations

import json
from collections.abc import Sequence

from memberpos.domain import tenders
from memberpos.domain.cart import Cart
from memberpos.domain.catalog import Product
from memberpos.domain.errors import PosError
from memberpos.domain.events import RowState
from memberpos.domain.ledger import BONUS, CHANGE, GROWTH, POINTS, PRINCIPAL, RECEIVABLE, Posting
from memberpos.domain.lots import Change
from memberpos.domain.pricing import Quote, QuoteLine
from memberpos.domain.quote import LIST
from memberpos.domain.tenders import Part, Settled
from memberpos.services import kept_change, money_moves, numbers
from memberpos.services.booking import Draft
from memberpos.services.earning import Earned
from memberpos.services.members import profile
from memberpos.services.priced import Priced
from memberpos.services.results import SaleDone, SoldLine, TenderDone
from memberpos.services.shop import Shop
from memberpos.services.use import Use
from memberpos.store import activity, badges, members, points_grants, sales, sync_state
from memberpos.store import coupons as coupon_rows
from memberpos.store.database import Database
from memberpos.store.events import EventRow
from memberpos.store.held import ACTIVITY
from memberpos.store.members import MemberRow
from memberpos.store.sales import CellRow, DiscountRow, LineRow, SaleRow, TenderRow


def draft(use: Use, cart: Cart, priced: Priced, settled: Settled, stored: Sequence[Change], earned: Earned) -> Draft:
    """The event of a sale; takes the receipt number."""
    member, quote = priced.member, priced.quote
    receipt_no = numbers.receipt(use.db)
    coupons = priced.coupon_moves
    data = {
        "receipt_no": receipt_no, "total_fen": quote.total_fen, "discount_fen": quote.discount_fen,
        "due_fen": quote.due_fen, "change_fen": settled.change_fen, "rounding_fen": quote.rounding_fen,
        "points_used": quote.points_used, "points_earned": earned.points, "growth_earned": earned.growth,
        "tier": quote.tier, "offers": [{"code": code, "fen": fen} for code, fen in quote.taken_off("offer").items()],
        "coupons": [{"id": each.id, "kind": each.code, "fen": each.fen} for each in quote.coupons if each.fen],
        "lines": [_line_data(line) for line in quote.lines],
        "tenders": [tender_data(t, member.account_id if member else None)
                    for t in tender_rows("", priced.tenders, settled)],
        "note": cart.note, "card": cart.card, "spend_fen": earned.spend_fen,
        **({"points_fen": quote.points_discount_fen} if quote.points_discount_fen else {}),
        **({"off": off} if (off := _other_discounts(quote)) else {}), **({"earn": earned.doc} if earned.doc else {}),
    }  # fmt: skip
    return Draft(
        "sale",
        data,
        [*_postings(priced, settled, earned), *coupons.postings],
        (*stored, *earned.changes, *coupons.lots),
        member.id if member else None,
        member.account_id if member else None,
        rows=[_activity(use, priced.shop, member, earned)] if member else (),
    )


def _activity(use: Use, shop: Shop, member: MemberRow, earned: Earned) -> RowState:
    """The member's day at this till with this sale: other tills reckon tiers with it."""
    device, day = str(sync_state.identity(use.db).device_id), shop.business_date(use.now_ms).isoformat()
    before = activity.own_day(use.db, member.account_id, device, day)
    counts = {
        "spend_fen": before["spend_fen"] + earned.spend_fen, "visits": 1, "times": before["times"] + 1,
        "points": before["points"] + earned.points, "growth": before["growth"] + earned.growth,
    }  # fmt: skip
    return RowState(ACTIVITY, f"{device}/{day}", {"device": device, "day": day, **counts})


def store(use: Use, event: EventRow, cart: Cart, priced: Priced, settled: Settled, earned: Earned) -> None:
    """Header, lines, discounts, tenders and cells of a booked sale; its coupons are used, others of the cart free."""
    quote, member = priced.quote, priced.member
    said = json.loads(event.payload)
    header = SaleRow(
        id=event.id, seq=event.seq, receipt_no=said.get("sale", said)["receipt_no"],
        member_id=member.id if member else None, account_id=member.account_id if member else None,
        card_number=cart.card, total_fen=quote.total_fen, discount_fen=quote.discount_fen, due_fen=quote.due_fen,
        change_fen=settled.change_fen, rounding_fen=quote.rounding_fen, points_used=quote.points_used,
        points_fen=quote.points_discount_fen, points_earned=earned.points, growth_earned=earned.growth,
        spend_fen=earned.spend_fen, tier=quote.tier, earn_doc=json.dumps(earned.doc), note=cart.note,
    )  # fmt: skip
    sales.insert(
        use.db,
        header,
        [_line_row(event.id, line, quote) for line in quote.lines],
        [DiscountRow(line.line, d.source, d.code, d.fen, d.label) for line in quote.lines for d in line.discounts],
        cell_rows(settled.cells, settled.parts),
    )
    sales.add_tenders(use.db, event.seq, tender_rows(event.id, priced.tenders, settled))
    for coupon in priced.coupons:
        coupon_rows.use(use.db, coupon.id, event.id, event.business_date)
    if cart.coupons:
        coupon_rows.release(use.db, cart.id)


def cell_rows(cells: Sequence[tenders.Cell], parts: Sequence[Part]) -> list[CellRow]:
    """Cells as stored: `tender_n` counts tenders from 1, `part` names the part's kind."""
    return [CellRow(cell.line, parts[cell.part].tender + 1, parts[cell.part].kind, cell.fen) for cell in cells]


def tender_rows(event_id: str, given: Sequence[tenders.Tender], settled: Settled) -> list[TenderRow]:
    """The tenders net of change, stored value split into principal and bonus."""
    rows = []
    for index, tender in enumerate(given):
        sums = {part.kind: part.fen for part in settled.parts if part.tender == index}
        net, handed = sum(sums.values()), tender.fen or 0
        rows.append(
            TenderRow(
                event_id, index + 1, tender.kind, net, handed, handed - net, tender.account or None,
                sums.get(PRINCIPAL, 0), sums.get(BONUS, 0), tender.proof, tender.trade_no, tender.card or None,
                tender.pass_id,
            )
        )  # fmt: skip
    return rows


def done(db: Database, sale_id: str, now_ms: int) -> SaleDone:
    """A booked sale read back."""
    row = sales.find(db, sale_id)
    if row is None:
        raise PosError("not_found", what="sale")
    paid = sales.tenders(db, row.id)
    return SaleDone(
        event_id=row.id, receipt_no=row.receipt_no, total_fen=row.total_fen, discount_fen=row.discount_fen,
        due_fen=row.due_fen, change_fen=row.change_fen, rounding_fen=row.rounding_fen,
        points_earned=row.points_earned, points_used=row.points_used, points_fen=row.points_fen,
        stored_principal_fen=sum(t.principal_fen for t in paid), stored_bonus_fen=sum(t.bonus_fen for t in paid),
        lines=tuple(
            SoldLine(line.n, line.sku, line.name, line.qty_milli, line.unit_price_fen, line.gross_fen, line.net_fen)
            for line in sales.lines(db, row.id)
        ),
        tenders=tuple(tender_done(t) for t in paid),
        profile=profile(db, row.member_id, now_ms) if row.member_id else None,
        upgraded_to=members.tier_raised(db, row.id, row.member_id) if row.member_id else None,
        gained=gained_by(db, row.id, row.member_id),
        badges=tuple(badge.name for badge in badges.of_cause(db, row.id)), kept_fen=kept_change.kept_by(db, row.id),
    )  # fmt: skip


def gained_by(db: Database, sale_id: str, member_id: str | None) -> tuple[tuple[str, int], ...]:
    """(source, points) that a sale brought its member besides those of the goods; those of a badge too."""
    if member_id is None:
        return ()
    made = [sale_id, *(badge.event_id for badge in badges.of_cause(db, sale_id))]
    found = [grant for event_id in made for grant in points_grants.of_cause(db, event_id, member_id)]
    return tuple((grant.source, grant.points) for grant in found)


def tender_done(row: TenderRow) -> TenderDone:
    """A stored tender as screens know it."""
    return TenderDone(
        row.kind, row.fen, row.given_fen, row.change_fen, row.principal_fen, row.bonus_fen, row.payer_account
    )


def _postings(priced: Priced, settled: Settled, earned: Earned) -> list[Posting]:
    unit, member = priced.shop.currency, priced.member
    postings = [part_posting(part, unit, -1) for part in settled.parts]
    if settled.parts:
        postings.append(money_moves.shop_side(money_moves.SALES, unit, sum(part.fen for part in settled.parts)))
    if member is None:
        return postings
    moves = (
        (POINTS, "PT", -earned.points_used, money_moves.POINTS_REDEEMED),
        (POINTS, "PT", earned.points, money_moves.POINTS_ISSUED),
        (GROWTH, "GROW", earned.growth, money_moves.GROWTH),
    )
    for kind, points_unit, amount, side in moves:
        if amount:
            postings.append(Posting(member.account_id, kind, points_unit, amount))
            postings.append(money_moves.shop_side(side, points_unit, -amount))
    return postings


def part_posting(part: Part, unit: str, sign: int) -> Posting:
    """The payer's side of a part: sign −1 when it pays, +1 when it goes back."""
    if part.kind in (PRINCIPAL, BONUS):
        return Posting(part.account, part.kind, unit, sign * part.fen)
    if part.kind == tenders.ON_ACCOUNT:
        return Posting(part.account, RECEIVABLE, unit, sign * part.fen)
    if part.kind == tenders.KEPT_CHANGE:
        return Posting(part.account, CHANGE, unit, sign * part.fen)
    if part.kind == tenders.PASS:  # against what had been paid for its uses, which the pass itself posts
        return money_moves.shop_side(money_moves.PASS_COST, unit, sign * part.fen)
    return money_moves.paid_in(part.kind, unit, -sign * part.fen)


def _other_discounts(quote: Quote) -> list[dict[str, object]]:
    """What was taken off by anything but offers and coupons (those have their own keys)."""
    sums: dict[tuple[str, str], int] = {}
    for line in quote.lines:
        for each in line.discounts:
            if each.source not in ("offer", "coupon"):
                sums[each.source, each.code] = sums.get((each.source, each.code), 0) + each.fen
    return [{"source": source, "code": code, "fen": fen} for (source, code), fen in sums.items() if fen]


def tender_data(row: TenderRow, account_id: str | None) -> dict[str, object]:
    """A tender as an event tells it: what was paid, and what is not plain: another payer than the event's account, how
    a payer was known, the pass, card and trade number.
    """
    more = {
        "payer": row.payer_account if row.payer_account != account_id else None, "proof": row.proof,
        "trade_no": row.trade_no, "pass": row.instance, "card": row.card_number,
    }  # fmt: skip
    return {"kind": row.kind, "fen": row.fen, **{name: value for name, value in more.items() if value}}


def _line_data(line: QuoteLine) -> dict[str, object]:
    """A line as the event tells it; of price and goods only what is not the usual."""
    product = line.product
    more: dict[str, object] = {}
    if line.price_source != LIST or line.unit_fen != line.list_unit_fen:
        more |= {"unit_fen": line.unit_fen, "source": line.price_source}
    if product.kind != "goods":
        more["kind"] = product.kind
    flags = {"earns": product.earns, "bonus_allowed": product.bonus_allowed}
    more |= {name: False for name, value in flags.items() if not value}
    return {"sku": product.sku, "qty_milli": line.qty_milli, "list_fen": line.list_fen, "net_fen": line.net_fen, **more}


def _line_row(sale_id: str, line: QuoteLine, quote: Quote) -> LineRow:
    product: Product = line.product
    notes = [{"code": n.code, **n.facts} for n in quote.notes if n.line == line.line]
    return LineRow(
        sale_id=sale_id, n=line.line, sku=product.sku, name=product.name, kind=product.kind, unit=product.unit,
        category=product.category, qty_milli=line.qty_milli, list_fen=line.list_unit_fen,
        unit_price_fen=line.unit_fen, price_source=line.price_source, gross_fen=line.list_fen, net_fen=line.net_fen,
        earns=product.earns, bonus_allowed=product.bonus_allowed, explain=json.dumps(notes, ensure_ascii=False),
    )  # fmt: skip
