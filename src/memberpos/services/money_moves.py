"""The shop's own side of money: which account a tender goes to, with the ledger's sign (assets are negative)."""

from __future__ import annotations

from memberpos.domain.errors import PosError
from memberpos.domain.ledger import Posting

#: Tender kind → the shop's account that holds the money.
SHOP_SIDE = {
    "cash": ("shop:cash", "CASH"),
    "scan_pay": ("shop:scan_pay", "SCAN_PAY"),
    "bank_card": ("shop:bank", "BANK"),
}
SALES = ("shop:sales", "SALES")
FEES = ("shop:fees", "FEES")
BONUS_COST = ("shop:bonus_cost", "BONUS_COST")
FORFEITED = ("shop:forfeited", "FORFEITED")
DEDUCTED = ("shop:deducted", "DEDUCTED")
GIFTS_CHARGED = ("shop:gifts_charged", "GIFTS_CHARGED")
#: What is on its way from one member's account to another's: 0 after each transfer.
TRANSFERS = ("shop:transfers", "TRANSFERS")
POINTS_ISSUED = ("shop:points_issued", "POINTS_ISSUED")
POINTS_REDEEMED = ("shop:points_redeemed", "POINTS_REDEEMED")
POINTS_EXPIRED = ("shop:points_expired", "POINTS_EXPIRED")
GROWTH = ("shop:growth", "GROWTH")
#: What was paid for passes and not had yet, by pass; what was had of it; and by how much the goods that passes paid in
#: sales cost more (negative: less) than what had been paid for those uses.
PASS_PREPAID = ("shop:passes", "PASS_PREPAID")
PASS_REVENUE = ("shop:pass_revenue", "PASS_REVENUE")
PASS_COST = ("shop:pass_cost", "PASS_COST")
PASS_USES = ("shop:pass_uses", "PASS_USES")
COUPONS_ISSUED = ("shop:coupons_issued", "COUPONS_ISSUED")
COUPONS_USED = ("shop:coupons_used", "COUPONS_USED")
COUPONS_EXPIRED = ("shop:coupons_expired", "COUPONS_EXPIRED")
COUPONS_VOID = ("shop:coupons_void", "COUPONS_VOID")


def paid_in(kind: str, unit: str, fen: int, line: int = 0) -> Posting:
    """`fen` taken in by a tender kind (negative = paid out). PosError bad_amount for a kind that holds no money."""
    if kind not in SHOP_SIDE:
        raise PosError("bad_amount", reason="tender_kind", kind=kind)
    account, ledger_kind = SHOP_SIDE[kind]
    return Posting(account, ledger_kind, unit, -fen, line=line)


def shop_side(side: tuple[str, str], unit: str, amount: int) -> Posting:
    """A posting on one of the shop's own accounts."""
    return Posting(side[0], side[1], unit, amount)
