"""The paper of a booked event, built from its rows: what is printed is what was committed."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from memberpos.domain.dates import local_time
from memberpos.domain.errors import PosError
from memberpos.domain.masks import mask_name, mask_phone
from memberpos.printing import documents as doc
from memberpos.printing import shift_papers
from memberpos.printing.documents import Head
from memberpos.printing.kinds import Document
from memberpos.services import card_passwords, kept_change, mall_papers, pass_papers, value_receipts
from memberpos.services.members import profile
from memberpos.services.results import MemberProfile
from memberpos.services.shop import Shop, shop_at, shop_of
from memberpos.store import cards, events, members, refunds, sales, shifts, staff, sync_state
from memberpos.store.database import Database
from memberpos.store.events import EventRow

CARD_TAIL = 4
MAX_LINK = 200


def paper(db: Database, event_id: str, copy: int = 0) -> Document:
    """The paper of an event. PosError not_found for events without one.

    An exchange has two: that of the sale under the event's id, that of the refund under the refund's.
    """
    event = event_with_paper(db, event_id)
    shop = shop_at(db, event.rule_version)
    kind = event.kind
    if kind == "exchange":
        kind = "sale" if event.id == event_id else "refund"
    document = _PAPERS[kind](db, replace(event, id=event_id), shop, _head(db, event, shop, copy, kind))
    if isinstance(document, doc.SaleReceipt | doc.RechargeReceipt):
        return replace(document, qr=self_service_link(shop, document.head.receipt_no))
    return document


def has_paper(kind: str) -> bool:
    """Events of this kind print something."""
    return kind in _PAPERS


def event_with_paper(db: Database, event_id: str) -> EventRow:
    """The event whose paper, or whose refund's paper, has this id. PosError not_found."""
    event = events.by_id(db, event_id)
    if event is None and (row := refunds.find(db, event_id)) is not None:
        event = events.by_seq(db, row.seq)
    if event is None or event.kind not in _PAPERS:
        raise PosError("not_found", what="paper")
    return event


def is_link(text: str) -> bool:
    """What a self-service link may be: nothing, or a web address of one word that a code on paper can hold."""
    plain = text.isascii() and text.isprintable() and " " not in text
    return not text or (plain and text.startswith(("https://", "http://")) and len(text) <= MAX_LINK)


def self_service_link(shop: Shop, receipt_no: str) -> str:
    """The shop's link with the number of this receipt; "" when the shop has none."""
    link = str(shop.facts.get("receipt_link", ""))
    return link.replace("{receipt}", receipt_no) if is_link(link) else ""


def x_paper(db: Database, z: Mapping[str, Any], now_ms: int, shop: Shop, staff_id: str) -> Document:
    """An X report as it stands; `z` is its document."""
    when = local_time(now_ms, shop.rules.zone)
    head = _plain_head(db, shop, staff_id, f"{when:%Y-%m-%d}", f"{when:%H:%M}", "", 0)
    return _shift_report(z, head)


def test_page(db: Database, now_ms: int) -> Document:
    """A page to try a printer with: widths, Chinese, amounts, rare characters."""
    shop = shop_of(db)
    when = local_time(now_ms, shop.rules.zone)
    head = _plain_head(db, shop, "", f"{when:%Y-%m-%d}", f"{when:%H:%M}", "", 0)
    rows = (("¥ 1,234.56", "100"), ("会员 會員 Member", "㐂𠮷"), ("0123456789", "ABCabc"))
    return doc.TablePaper(head, "Test 测试 測試", blocks=(doc.TextTable("1 2 3", ("A", "B"), rows),))


def card_label(db: Database, number: str, now_ms: int) -> Document:
    """To stick on a card: its number in full, also as a code to scan. PosError not_found."""
    card = cards.by_number(db, number)
    if card is None:
        raise PosError("not_found", what="card")
    shop = shop_of(db)
    when = local_time(now_ms, shop.rules.zone)
    head = _plain_head(db, shop, "", f"{when:%Y-%m-%d}", f"{when:%H:%M}", "", 0)
    holder = _holder(db, card.member_id, now_ms)
    return doc.CardLabel(head, holder.name if holder else "", number, number, card.expires_on or "")


def _head(db: Database, event: EventRow, shop: Shop, copy: int, kind: str) -> Head:
    when = local_time(event.at_ms, shop.rules.zone)
    said = json.loads(event.payload)
    number = str((said[kind] if event.kind == "exchange" else said).get("receipt_no", ""))
    return _plain_head(db, shop, event.staff_id, f"{when:%Y-%m-%d}", f"{when:%H:%M}", number, copy)


def _plain_head(db: Database, shop: Shop, staff_id: str, date: str, time: str, number: str, copy: int) -> Head:
    me, who = sync_state.identity(db), staff.by_id(db, staff_id)
    return Head(
        shop=shop.facts["name"], store=str(shop.facts.get("branch", "")), till=str(me.till), receipt_no=number,
        date=date, time=time, cashier=who.name if who else "", currency=shop.currency, copy=copy,
        phone=shop.facts.get("phone", ""), address=shop.facts.get("address", ""), footer=shop.facts.get("footer", ""),
    )  # fmt: skip


def _holder(db: Database, member_id: str | None, now_ms: int, card: str | None = None) -> doc.Holder | None:
    if member_id is None:
        return None
    return holder_of(profile(db, member_id, now_ms), card)


def _of_event(db: Database, event: EventRow) -> doc.Holder | None:
    return _holder(db, event.member_id, event.at_ms)


def holder_of(member: MemberProfile, card: str | None = None) -> doc.Holder:
    """The member as paper shows one: name and phone masked, the card's last digits."""
    return doc.Holder(
        name=mask_name(member.name), phone=mask_phone(member.phone),
        card_tail=(card or member.card_number or "")[-CARD_TAIL:], tier=member.tier or "", points=member.points,
        principal_fen=member.principal_fen, bonus_fen=member.bonus_fen,
        expiring=tuple(doc.Expiring(date, count) for date, count in member.expiring),
    )  # fmt: skip


def _sale(db: Database, event: EventRow, _shop: Shop, head: Head) -> Document:
    row = sales.find(db, event.id)
    if row is None:
        raise PosError("not_found", what="sale")
    raised = members.tier_raised(db, row.id, row.member_id) if row.member_id else None
    kept_fen = kept_change.kept_by(db, row.id)
    return doc.SaleReceipt(
        head=head,
        lines=tuple(
            doc.GoodsLine(line.name, line.qty_milli, line.unit_price_fen, line.net_fen, line.note)
            for line in sales.lines(db, row.id)
        ),
        total_fen=row.total_fen, discounts=_reductions(db, row.id, row.tier), points_fen=row.points_fen,
        rounding_fen=row.rounding_fen, due_fen=row.due_fen, tenders=_tenders(db, event.id),
        change_fen=row.change_fen - kept_fen, kept_fen=kept_fen,
        member=_holder(db, row.member_id, event.at_ms, row.card_number), points_earned=row.points_earned,
        points_used=row.points_used, tier_up=raised or "",
        gained=mall_papers.gained(db, row.id, row.member_id), badges=mall_papers.new_badges(db, row.id),
        passes=pass_papers.use_lines(db, json.loads(event.payload)),
        offline=int(bool(json.loads(event.payload).get("on_allowance"))),
    )  # fmt: skip


def _reductions(db: Database, sale_id: str, tier: str | None) -> tuple[doc.Reduction, ...]:
    """Discounts by source with a label; points and rounding have lines of their own."""
    sums: dict[tuple[str, str], int] = {}
    for discount in sales.discounts(db, sale_id):
        if discount.source not in ("points", "rounding"):
            key = (discount.source, discount.label or discount.code)
            sums[key] = sums.get(key, 0) + discount.fen
    return tuple(
        doc.Reduction(tier or code if code in ("tier", "") else code, fen) for (_, code), fen in sums.items() if fen
    )


def _tenders(db: Database, event_id: str) -> tuple[doc.TenderRow, ...]:
    rows = sales.tenders(db, event_id)
    return tuple(doc.TenderRow(row.kind, abs(row.fen), abs(row.principal_fen), abs(row.bonus_fen)) for row in rows)


def _refund(db: Database, event: EventRow, _shop: Shop, head: Head) -> Document:
    row = refunds.find(db, event.id)
    if row is None or row.sale_id is None:
        raise PosError("not_found", what="refund")
    sold = {line.n: line for line in sales.lines(db, row.sale_id)}
    sale = sales.find(db, row.sale_id)
    return doc.RefundReceipt(
        head=head, original_no=sale.receipt_no if sale else "",
        lines=tuple(
            doc.GoodsLine(sold[n].name, qty, sold[n].unit_price_fen, fen)
            for n, qty, fen in refunds.lines_of(db, row.id)
        ),
        refund_fen=row.refund_fen, tenders=_tenders(db, event.id), points_clawed=row.points_clawed,
        points_returned=row.points_returned, claw_value_fen=row.claw_value_fen,
        paid_out_fen=row.refund_fen - row.claw_value_fen, reason=row.reason,
        member=_holder(db, row.member_id, event.at_ms),
    )  # fmt: skip


def _pass(db: Database, event: EventRow, _shop: Shop, head: Head) -> Document:
    return pass_papers.receipt(db, event, head, _known_holder(db, event), _tenders(db, event.id))


def _pass_use(db: Database, event: EventRow, _shop: Shop, head: Head) -> Document:
    return pass_papers.use_slip(db, event, head, _known_holder(db, event))


def _known_holder(db: Database, event: EventRow) -> doc.Holder:
    holder = _holder(db, event.member_id, event.at_ms)
    if holder is None:
        raise PosError("not_found", what="member")
    return holder


def _card(db: Database, event: EventRow, _shop: Shop, head: Head) -> Document:
    data = json.loads(event.payload)
    number = str(data.get("new_number") or data.get("number") or "")
    holder = _holder(db, event.member_id, event.at_ms, number)
    if holder is None:
        raise PosError("not_found", what="card")
    card = cards.by_number(db, number)
    password = card_passwords.first_password(db, card) if card else None
    return doc.CardSlip(
        head=head, member=holder, card_number=number, valid_until=(card.expires_on or "") if card else "",
        password=password or "", qr=number,
    )  # fmt: skip


def _shift(db: Database, event: EventRow, _shop: Shop, head: Head) -> Document:
    number = json.loads(event.payload)["z_number"]
    row = shifts.z_by_number(db, number)
    shift = shifts.by_id(db, event.shift_id or "")
    if row is None or shift is None:
        raise PosError("not_found", what="z_report")
    counted = shifts.last_count(db, shift.id) or {}
    expected = json.loads(event.payload)["expected"]
    return _shift_report(row, head, float_fen=shift.float_fen, counted=counted, expected=expected)


def _shift_report(
    z: Mapping[str, Any],
    head: Head,
    float_fen: int = 0,
    counted: Mapping[str, int] | None = None,
    expected: Mapping[str, int] | None = None,
) -> shift_papers.ShiftReport:
    plain = {
        name: z[name]
        for name in (
            "business_date", "shift", "z_number", "sales_fen", "discount_fen", "refunds_fen", "rounding_fen",
            "stored_principal_fen", "stored_bonus_fen", "recharges_fen", "recharge_bonus_fen", "passes_sold_fen",
            "expected_cash_fen", "unsent", "last_hash",
        )
    }  # fmt: skip
    rolls = z["rollforward"]
    return shift_papers.ShiftReport(
        head=head,
        float_fen=float_fen,
        tenders=tuple(_shift_tender(kind, row, counted or {}, expected or {}) for kind, row in z["tenders"].items()),
        points_issued=z["points"]["issued"],
        points_redeemed=z["points"]["redeemed"],
        points_reversed=z["points"]["reversed"],
        points_expired=z["points"]["expired"],
        money_rolls=tuple(
            shift_papers.MoneyRoll(kind, r["open"], r["in"], r["out"], r["close"])
            for kind, r in rolls.items()
            if kind in _MONEY
        ),
        unit_rolls=tuple(
            shift_papers.UnitRoll(kind, r["open"], r["in"], r["out"], r["close"])
            for kind, r in rolls.items()
            if kind not in _MONEY
        ),
        counts=tuple(shift_papers.Count(kind, n) for kind, n in z["counts"].items()),
        **plain,
    )


def _shift_tender(
    kind: str, row: Mapping[str, int], counted: Mapping[str, int], expected: Mapping[str, int]
) -> shift_papers.ShiftTender:
    name = f"{kind}_fen"
    if name not in counted:
        return shift_papers.ShiftTender(kind, row["in_fen"], row["out_fen"], row["n"])
    return shift_papers.ShiftTender(
        kind, row["in_fen"], row["out_fen"], row["n"], expected[name], counted[name], counted[name] - expected[name]
    )


_MONEY = ("principal", "bonus")
_PAPERS: Mapping[str, Callable[[Database, EventRow, Shop, Head], Document]] = {
    "sale": _sale,
    "refund": _refund,
    "redeem": lambda db, event, _shop, head: mall_papers.gift(db, event, head, _of_event(db, event)),
    "redeem.return": lambda db, event, _shop, head: mall_papers.gift(db, event, head, _of_event(db, event)),
    "draw": lambda db, event, _shop, head: mall_papers.draw(db, event, head, _of_event(db, event)),
    "pass.sell": _pass,
    "pass.renew": _pass,
    "pass.refund": _pass,
    "pass.use": _pass_use,
    "exchange": _sale,
    **value_receipts.makers(_holder),
    "card.issue": _card,
    "card.replace": _card,
    "shift.close": _shift,
}
