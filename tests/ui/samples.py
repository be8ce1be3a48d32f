"""A busy shop's data for the gallery: what services would give the screens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO

from PIL import Image
from tests.ui.stage import NOW_MS

from memberpos.domain.catalog import Product
from memberpos.domain.coupons import Coupon
from memberpos.domain.offer_documents import coupon_kind_from, offer_from
from memberpos.domain.rules import Rate, Rules, Tier
from memberpos.services.calls import CallCard
from memberpos.services.counter import CounterFacts
from memberpos.services.results import (
    CardView,
    CouponView,
    HistoryRow,
    MemberProfile,
    RefundDone,
    SaleDone,
    SoldLine,
    TenderDone,
)
from memberpos.services.sale_view import RefundableLine, SaleView
from memberpos.services.shop import Shop
from memberpos.store.calls import CallRow
from memberpos.store.held_carts import HeldRow
from memberpos.store.member_list import MemberLine
from memberpos.store.shifts import ShiftRow

HOUR_MS = 3_600_000
PROFILE = MemberProfile(
    member_id="m1", account_id="a1", name="林晓棠", phone="+8613800136021", joined_on="2024-03-08", sex="f",
    birthday="1990-11-24", birthday_in_days=3, tier="金卡", tier_to="2027-03-31", tier_multiplier="3/2",
    tier_price_percent=90, next_tier="钻石卡", tier_measure=724_000, tier_target=1_000_000, progress=0.724, points=3480,
    growth=7240, principal_fen=70_000, bonus_fen=16_250, expiring=(("2026-11-30", 120), ("2026-12-31", 800)),
    cards=(CardView("860000027715", "active", "main"), CardView("860000020011", "lost", "main")),
    card_number="860000027715", notes="喜欢靠窗、少冰", last_visit_on="2026-11-14", visits=48,
    recent=(
        HistoryRow("2026-11-14", "sale", "e1", 12_800, 128, 0, "S0000-01-00000311"),
        HistoryRow("2026-11-02", "recharge", "e2", 50_000, 0, 6_000, "S0000-01-00000287"),
        HistoryRow("2026-10-25", "points.adjust", "e3", None, -900),
        HistoryRow("2026-10-20", "card.replace", "e4"),
        HistoryRow("2026-10-02", "refund", "e5", -3_600, -36, 0, "S0000-01-00000222"),
    ),
)  # fmt: skip
LONG = replace(
    PROFILE, member_id="m2", name="Alexandra Konstantinopoulou-Featherstonehaugh", phone="+8618677027702", tier="白金尊享至尊会员",
    points=-1_250, principal_fen=123_456_789, bonus_fen=98_765_432, expiring=(), next_tier="Diamond Excellence", tier_target=99_999_900,
    tier_measure=12_345_600, birthday_in_days=None, cards=(), card_number=None, recent=(), notes="",
)  # fmt: skip
PRODUCTS = tuple(
    Product(sku, name, fen)
    for sku, name, fen in (
        ("6001", "拿铁", 2800), ("6002", "美式", 2200), ("6901", "手冲咖啡 耶加", 3600), ("6004", "冷萃", 3000),
        ("6933", "抹茶蛋糕", 3800), ("6006", "可颂", 1800), ("7002", "杯套", 600), ("6008", "燕麦拿铁", 3200),
        ("6009", "柠檬气泡水", 2400), ("6010", "提拉米苏", 4200), ("6011", "巧克力曲奇", 1500), ("6012", "桂花乌龙", 2600),
        ("6013", "咖啡豆 250 克 耶加雪菲 水洗 中浅烘焙", 12_800), ("6014", "挂耳 10 包", 6800), ("6015", "保温杯", 15_800),
        ("6016", "手冲壶", 32_800), ("6017", "滤纸 100 张", 4500), ("6018", "芝士蛋糕", 3900), ("6019", "三明治", 2900),
    )
)  # fmt: skip
TIERS = (Tier("普通", 0), Tier("金卡", 3000, 90, Fraction(3, 2)), Tier("钻石卡", 10_000, 85, Fraction(2)))
RULES = Rules(tiers=TIERS, points_rate=Rate(1, 1))
SHOP = Shop(RULES, {"name": "街角咖啡"})
SHIFT = ShiftRow("shift", "20261121-A", "open", "s1", NOW_MS - 2 * HOUR_MS, 1, "2026-11-21", 50_000)
HELD = (HeldRow("h1", "7K2M", None, NOW_MS - HOUR_MS, 2), HeldRow("h2", "9XQD", "m1", NOW_MS - 600_000, 5))
FACTS = CounterFacts(SHOP, PRODUCTS, SHIFT, HELD, 3)
#: What the shop offers, some of it not now or not for these goods.
OFFERS = tuple(
    offer_from({"code": f"O{at}", **doc}, lambda _sku: None)
    for at, doc in enumerate(
        (
            {"kind": "special_price", "name": "下午茶特价", "sku": "6933", "price_fen": 2900},
            {"kind": "spend_save", "name": "双十一满减", "steps": [[8000, 800], [20000, 2500]], "group": "season"},
            {"kind": "percent", "name": "全场 95 折", "percent": 95, "min_fen": 30000, "group": "season"},
            {"kind": "second_half", "name": "第二件半价", "skus": ["6901"]},
            {"kind": "multiplier", "name": "会员日双倍积分", "multiplier": "2/1"},
            {"kind": "bundle", "name": "早餐组合", "skus": ["6001", "6006"], "fen": 3900},
            {"kind": "special_price", "name": "深夜特惠", "sku": "6933", "price_fen": 1900, "hours": "21:00-23:00"},
            {"kind": "percent", "name": "钻石卡专享九折", "percent": 90, "min_fen": 1, "tiers": ["钻石卡"]},
            {"kind": "add_on", "name": "积分换购杯套", "sku": "7002", "points": 200, "price_fen": 100},
        )
    )
)
FACTS_WITH_OFFERS = replace(FACTS, offers=OFFERS)


def _coupon(at: int, last: str | None, **doc: object) -> Coupon:
    kind = coupon_kind_from({"code": f"K{at}", **doc})
    return Coupon(f"c{at}", f"C00000000000{at}", kind, None, date.fromisoformat(last) if last else None)


COUPONS = (
    _coupon(1, "2026-11-30", kind="amount", value=1000, min_fen=5000, name="迎新券"),
    _coupon(2, "2026-12-31", kind="percent", value=85, name="咖啡八五折", skus=["6901", "6001"]),
    _coupon(3, None, kind="goods", value=1, name="可颂兑换券", skus=["6006"]),
    _coupon(4, "2026-12-24", kind="amount", value=5000, min_fen=50_000, name="满五百减五十 圣诞限定 会员专享券"),
)
MEMBERS = [
    MemberLine("m1", "林晓棠", "+8613800136021", "金卡", "2026-11-14", "860000027715", False, 86_250, 3_480),
    MemberLine("m3", "林小涛", "+8613900131188", "普通", "2026-09-30", "860000010933", False, 0, 120),
    MemberLine("m4", "刘欣彤", "+8618600137702", "银卡", "2026-11-19", "860000032218", False, 12_000, 860),
    MemberLine("m5", "陆雪婷", "+8615000134410", None, "2025-12-01", None, False, 3_500, 42),
    MemberLine("m6", "罗翔天", "+8617700139035", "普通", None, "860000004471", True, 230_000, -18_904),
    MemberLine("m2", LONG.name, LONG.phone, LONG.tier, "2026-11-20", None, False, 222_222_221, 1_234_567),
]
DEBT = replace(
    PROFILE,
    name="罗翔天",
    phone="+8617700139035",
    points=-18_904,
    principal_fen=0,
    bonus_fen=0,
    expiring=(),
    birthday_in_days=0,
    tier="普通",
    tier_price_percent=100,
    tier_multiplier="1/1",
    progress=0.0,
    tier_measure=0,
)
DONE = SaleDone(
    "e9", "S0000-01-00000318", 11_600, 1_900, 9_700, 300, 0, 145, 800, 800, 0, 0,
    (SoldLine(1, "6901", "手冲咖啡 耶加", 2000, 3600, 7200, 6480), SoldLine(2, "6933", "抹茶蛋糕", 1000, 3800, 3800, 3420)),
    (TenderDone("cash", 9_700, 10_000, 300),), replace(PROFILE, points=3_625), "钻石卡",
)  # fmt: skip
COUPON_VIEWS = tuple(
    CouponView(c.id, c.kind.code, c.valid_to.isoformat() if c.valid_to else None, c.number, c.kind.label)
    for c in COUPONS
)
RICH = replace(PROFILE, coupons=COUPON_VIEWS, change_fen=67)
DONE_KEPT = replace(DONE, kept_fen=67)
DONE_WALK_IN = replace(
    DONE, tenders=(TenderDone("scan_pay", 9_700),), change_fen=0, profile=None, points_earned=0, upgraded_to=None
)
SALES = [
    SaleView(
        "s1", "S0000-01-00000318", NOW_MS - 600_000, "m1", "林晓棠", 9_700, 9_700,
        (
            RefundableLine(1, "6901", "手冲咖啡 耶加", 2000, 6480, 2000, 6480),
            RefundableLine(2, "6933", "抹茶蛋糕", 1000, 3420, 0, 0),
            RefundableLine(3, "6013", "咖啡豆 250 克 耶加雪菲 水洗 中浅烘焙 礼盒装", 1235, 12_800, 1235, 12_800),
        ),
        (TenderDone("stored_value", 5_000), TenderDone("cash", 4_700, 5_000, 300)), 145, 800,
    ),
    SaleView("s2", "S0000-01-00000317", NOW_MS - 900_000, None, "", 2_800, 2_800,
             (RefundableLine(1, "6001", "拿铁", 1000, 2800, 1000, 2800),), (TenderDone("scan_pay", 2_800),)),
    SaleView("s3", "S0000-01-00000316", NOW_MS - HOUR_MS, "m3", "林小涛", 1_800, 0,
             (RefundableLine(1, "6006", "可颂", 1000, 1800, 0, 0),), (TenderDone("cash", 1_800, 2_000, 200),)),
]  # fmt: skip
PLAN = RefundDone(
    "", "", "s1", 3_240, 1_200, 1_800, 200,
    (TenderDone("stored_value", 2_000, principal_fen=1_800, bonus_fen=200), TenderDone("cash", 1_200)), 48, 260, 40,
    lines=((1, 1000, 3_240),),
)  # fmt: skip
PLAN_COUPONS = replace(PLAN, coupons_back=("K1",), coupons_lost=("K2", "K3"))
CALLS = [
    (CallRow("c1", NOW_MS - 60_000, "1", "13800136021", "m1", "ringing"), "林晓棠"),
    (CallRow("c2", NOW_MS - 900_000, "2", "13900137788", None, "missed"), ""),
    (
        CallRow("c3", NOW_MS - HOUR_MS, "1", "13900131188", "m3", "noted", "周六下午两点预约四位，靠窗，自带蛋糕"),
        "林小涛",
    ),
    (CallRow("c4", NOW_MS - 2 * HOUR_MS, "1", None, None, "later"), ""),
    (CallRow("c5", NOW_MS - 30 * HOUR_MS, "1", "02166668888", "m2", "opened"), LONG.name),
]
KNOWN = CallCard("k1", NOW_MS, "13800136021", "1", (PROFILE,), CALLS[2][0])
UNKNOWN = CallCard("k2", NOW_MS, "13900137788", "2")
SEVERAL = CallCard("k3", NOW_MS, "13800136021", "1", (PROFILE, LONG))
WITHHELD = CallCard("k4", NOW_MS, None, "1")


def receipt_png() -> bytes:
    """A paper as long as a long receipt."""
    out = BytesIO()
    paper = Image.new("1", (576, 1400), 1)
    for top in range(40, 1360, 40):
        paper.paste(0, (40, top, 40 + (top * 7) % 460, top + 14))
    paper.save(out, "PNG")
    return out.getvalue()
