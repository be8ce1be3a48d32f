"""Offers, top-ups and cards for the gallery: what services would give the screens."""

from __future__ import annotations

from datetime import date

from memberpos.domain.recharge_gifts import Gifts, Instalments, Pieces, TierGift
from memberpos.domain.recharge_offers import RechargeOffer, Step
from memberpos.domain.stored_value import Closing
from memberpos.services.card_batches import BatchView
from memberpos.services.closings import ClosingFigures
from memberpos.services.recharge_gifts import Used
from memberpos.services.recharge_offers import OfferView
from memberpos.services.recharge_refunds import RechargeRefundDone
from memberpos.services.results import CardView
from memberpos.services.value_view import TopUpView, ValueView
from memberpos.ui.dialogs.recharge import Facts

TODAY = date(2026, 11, 21)
LADDER = RechargeOffer("LADDER", "充值有礼", (
    Step(20_000, Gifts(bonus_fen=1_000)), Step(50_000, Gifts(bonus_fen=6_000, points=500)),
    Step(100_000, Gifts(bonus_fen=15_000, coupons=(Pieces("满50减10", 2),), tier=TierGift("金卡", 12))),
))  # fmt: skip
MONTHLY = RechargeOffer(
    "MONTHLY", "分月返还，每月 1 日到账", (Step(200_000, Gifts(500, 500, instalments=Instalments(36_000, 6, 1, 1))),)
)
PERCENT = RechargeOffer("PERCENT", "店庆", (Step(30_000, bonus_percent=12),))
FIRST = RechargeOffer("FIRST", "首充翻倍", (Step(10_000, Gifts(10_000)),), first_only=True)
GOLD = RechargeOffer("GOLD", "钻石专享", (Step(500_000, Gifts(100_000)),), tiers=("钻石卡",))
OFFERS = Facts(
    (OfferView(LADDER, 3), OfferView(MONTHLY, 1), OfferView(PERCENT, 1), OfferView(FIRST, 1, "first_only"), OfferView(GOLD, 2, "tier")),
    TODAY,
)  # fmt: skip

TOP_UPS = (
    TopUpView("r4", "S0000-01-00000331", "2026-11-20", 50_000, 6_000, 50_000, 6_000, undone=False, withdrawable=True),
    TopUpView("r3", "S0000-01-00000287", "2026-11-02", 50_000, 6_000, 20_000, 0, undone=False, withdrawable=False),
    TopUpView("r2", "S0000-01-00000121", "2026-08-14", 20_000, 1_000, 0, 0, undone=True, withdrawable=False),
    TopUpView("r1", "S0000-01-00000019", "2026-03-01", 10_000, 0, 0, 0, undone=False, withdrawable=False),
)
VALUE = ValueView("m1", False, TOP_UPS, (("2026-12-01", 6_000), ("2027-01-01", 6_000)))
FROZEN = ValueView("m1", True, TOP_UPS[:1], ())
NOTHING = ValueView("m1", False, (), ())
UNDO = RechargeRefundDone(
    "",
    "",
    "r4",
    "m1",
    "cash",
    50_000,
    4_500,
    1_500,
    500,
    2_500,
    47_500,
    12_000,
    (Used("coupon", "满50减10", 1, 1_000),),
)
PLAIN_UNDO = RechargeRefundDone("", "", "r4", "m1", "scan_pay", 50_000, 6_000, 0, 0, 0, 50_000)
FIGURES = ClosingFigures("m1", Closing(40_600, 0, 30_450), "proportional", 40_600, 0, 35, 12_000)
LARGE = ClosingFigures(
    "m2", Closing(123_456_789, 98_765_432, 111_111_111), "bonus_first", 123_456_789, 98_765_432, 0, 0
)
CARDS = (
    CardView("860000027715", "active", "main", has_password=True), CardView("860000020011", "lost", "main"),
    CardView("860000020029", "active", "sub", 20_000, True, "2029-11-21"), CardView("860000020037", "returned", "sub"),
    CardView("860000020045", "replaced", "main"),
)  # fmt: skip
NOW_MS = 1_795_228_920_000
BATCHES = (
    BatchView("b3", "VIP80010031", "VIP80010999", 500, 480, 12, 8, True, True, "generated", NOW_MS - 86_400_000),
    BatchView("b2", "860000030001", "860000030200", 200, 0, 150, 50, False, False, "chosen", NOW_MS - 30 * 86_400_000),
    BatchView("b1", "860000020001", "860000020001", 1, 1, 0, 0, True, False, "", NOW_MS - 400 * 86_400_000),
)
