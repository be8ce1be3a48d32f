"""One filled paper of each kind, to look at while a template is changed; no name is a person's."""

from __future__ import annotations

from dataclasses import replace

from memberpos.printing.documents import (
    CardLabel,
    CardSlip,
    ClosingReceipt,
    DrawSlip,
    Expiring,
    Gained,
    GiftSlip,
    GoodsLine,
    Head,
    Holder,
    Part,
    PassReceipt,
    PassUseLine,
    PassUseSlip,
    RechargeReceipt,
    RechargeRefundReceipt,
    Reduction,
    RefundReceipt,
    SaleReceipt,
    TablePaper,
    TenderRow,
    TextTable,
    TransferReceipt,
    ValueSlip,
)
from memberpos.printing.kinds import Document
from memberpos.printing.shift_papers import Count, MoneyRoll, ShiftReport, ShiftTender, UnitRoll

HEAD = Head(
    shop="阳光美发会员店",
    store="中山路店",
    till="01",
    receipt_no="20260101-010007",
    date="2026-01-01",
    time="10:05",
    cashier="01",
    phone="0571-88880000",
    address="中山路 18 号",
)
MEMBER = Holder(
    name="王*",
    phone="138****8000",
    card_tail="6688",
    tier="金卡",
    points=2345,
    principal_fen=12_050,
    bonus_fen=3_000,
    expiring=(Expiring("2026-01-31", 100), Expiring("2026-02-28", 1250)),
)
LINES = (
    GoodsLine("洗剪吹套餐", 1000, 12_800, 12_800),
    GoodsLine("烫发护理（长发，含进口药水及护理一次）", 1000, 39_950, 35_955),
    GoodsLine("Shampoo 洗发水 500ml", 2000, 4_500, 9_000),
    GoodsLine("散装护发素·斤", 1255, 3_200, 4_016),
)
SALE = SaleReceipt(
    HEAD,
    lines=LINES,
    total_fen=61_771,
    discounts=(Reduction("金卡九折", 3_995), Reduction("满 500 减 50", 5_000)),
    points_fen=1_000,
    points_used=1000,
    rounding_fen=6,
    due_fen=51_770,
    tenders=(TenderRow("stored_value", 30_000, 20_000, 10_000), TenderRow("cash", 30_000)),
    change_fen=8_230,
    member=MEMBER,
    points_earned=626,
    tier_up="铂金卡",
    gained=(Gained("visit", 5), Gained("badge", 50)),
    badges=("十次常客",),
    passes=(PassUseLine("洗剪吹十次卡", 1, "9", "2026-12-31"), PassUseLine("月卡", 0, "", "2026-02-01")),
    qr="https://m.example/r/20260101-010007",
)
EMPTY_SALE = SaleReceipt(Head(shop="小店"))
RECHARGE = RechargeReceipt(
    HEAD,
    MEMBER,
    amount_fen=50_000,
    bonus_fen=6_000,
    points=50,
    gifts=("护理券 1 张",),
    tenders=(TenderRow("scan_pay", 50_000),),
    withdraw_until="2026-01-08",
    contract="2026-01",
    legal_entity="阳光美发有限公司",
    offer="充 500 送 60",
    parts=(Part("2026-02-01", 2_000), Part("2026-03-01", 2_000)),
)
RECHARGE_REFUND = RechargeRefundReceipt(
    HEAD,
    MEMBER,
    original_no="20251231-010044",
    cause="seven_days",
    amount_fen=50_000,
    principal_fen=50_000,
    charge_fen=1_500,
    refund_fen=48_500,
    bonus_fen=4_500,
    points=50,
    called_off_fen=4_000,
    tenders=(TenderRow("scan_pay", 48_500),),
)
CLOSING = ClosingReceipt(
    HEAD,
    MEMBER,
    cards=("*6688", "*0012"),
    method="proportional",
    cause="shop",
    held_fen=40_600,
    principal_fen=40_600,
    bonus_fen=0,
    bonus_first_fen=40_600,
    principal_first_fen=0,
    proportional_fen=30_450,
    refund_fen=30_450,
    change_fen=35,
    paid_fen=30_485,
    forfeited_fen=10_150,
    called_off_fen=4_000,
    tenders=(TenderRow("cash", 30_485),),
)
TRANSFER = TransferReceipt(HEAD, MEMBER, Holder("李*", "139****9000"), 20_000, "8800016688", "转给家人")
VALUE = ValueSlip(HEAD, MEMBER, 1, 3_000, 3_000, 0, "搬家", (TenderRow("cash", 3_000),))
REFUND = RefundReceipt(
    HEAD,
    original_no="20251231-010044",
    lines=LINES[2:3],
    refund_fen=9_000,
    tenders=(TenderRow("cash", 4_000), TenderRow("stored_value", 4_900, 3_900, 1_000)),
    points_clawed=90,
    points_returned=10,
    claw_value_fen=100,
    paid_out_fen=8_900,
    reason="商品破损",
    member=MEMBER,
)
GIFT = GiftSlip(
    HEAD,
    MEMBER,
    name="马克杯（限量）",
    qty=2,
    points=1_600,
    fen=2_000,
    tenders=(TenderRow("cash", 2_000),),
    change_fen=500,
)
DRAW = DrawSlip(
    HEAD,
    MEMBER,
    name="周年转盘",
    cost=50,
    prize="护理券 1 张",
    n=3,
    roll=1_234,
    total=10_000,
    seed_hash="6090b118cd5287d8859a4d9ca3f5ffd90401846012910e31877f9c127e5a575f",
    seed="df526e28c25e3e5ad6e1ffdcb6d8bf8774398b6f6b9edd7f27c1b5bec3adecd4",
    proof="W 019b7748-8cd0-7496-b93b-8d435f300ef8",
    next_hash="d297f75e2292ca2f2f98d1fb43ffb5330c74fa0f4e673ec5a937d4931c2635ff",
)
PASS = PassReceipt(
    HEAD,
    MEMBER,
    name="洗剪吹十次卡（含头皮护理，长发加收差价）",
    uses_paid=10,
    uses_gift=2,
    left="12",
    valid_from="2026-01-01",
    valid_to="2026-12-31",
    weekdays="1 2 3 4 5",
    hours="09:00-17:00",
    price_fen=98_000,
    tenders=(TenderRow("stored_value", 50_000, 40_000, 10_000), TenderRow("cash", 48_000)),
    change_fen=2_000,
    points_earned=880,
)
PASS_BACK = replace(
    PASS, action="refunded", uses_paid=0, uses_gift=0, left="7", refund_fen=29_165, claw_value_fen=1_000,
    paid_out_fen=28_165, tenders=(TenderRow("cash", 28_165),), change_fen=0, points_earned=0, points_clawed=292,
    original_no="20251231-010044", reason="搬家",
)  # fmt: skip
USED = PassUseSlip(
    HEAD, MEMBER, persons=3, service="洗剪吹", served_by="小陈",
    passes=(PassUseLine("洗剪吹十次卡", 2, "0", "2026-01-31"), PassUseLine("洗剪吹十次卡", 1, "9", "2026-12-31"),
            PassUseLine("月卡", 0, "", "2026-02-01")),
    points_earned=41,
)  # fmt: skip
CARD = CardSlip(HEAD, MEMBER, card_number="8800016688", valid_until="2027-12-31", password="482913", qr="8800016688")  # noqa: S106
LABEL = CardLabel(HEAD, "王*", "8800016688", "8800016688", "2027-12-31")
SHIFT = ShiftReport(
    HEAD,
    business_date="2026-01-01",
    shift="早班",
    z_number=128,
    opened="2026-01-01 08:58",
    closed="2026-01-01 21:40",
    float_fen=50_000,
    tenders=(
        ShiftTender("cash", 1_234_550, 89_000, 44, 1_195_550, 1_195_000, -550),
        ShiftTender("stored_value", 880_000, 12_000, 31),
        ShiftTender("scan_pay", 2_210_000, 0, 58, 2_210_000, 2_210_000, 0),
        ShiftTender("bank_card", 99_900, 0, 1, 99_900, 100_000, 100),
    ),
    sales_fen=4_312_050,
    discount_fen=312_000,
    refunds_fen=101_000,
    rounding_fen=345,
    stored_principal_fen=640_000,
    stored_bonus_fen=240_000,
    recharges_fen=1_500_000,
    recharge_bonus_fen=180_000,
    passes_sold_fen=50_000,
    expected_cash_fen=1_195_550,
    points_issued=43_120,
    points_redeemed=12_000,
    points_reversed=1_010,
    points_expired=300,
    money_rolls=(
        MoneyRoll("principal", 12_345_600, 1_500_000, 640_000, 13_205_600),
        MoneyRoll("bonus", 2_000_000, 180_000, 240_000, 1_940_000),
    ),
    unit_rolls=(UnitRoll("points", 988_000, 43_120, 13_310, 1_017_810), UnitRoll("pass_uses", 420, 12, 7, 425)),
    counts=(
        Count("sales", 96),
        Count("refunds", 2),
        Count("voids", 0),
        Count("price_overrides", 3),
        Count("no_sale_drawer", 1),
        Count("reprints", 1),
        Count("manual_points", 0),
    ),
    unsent=12,
    last_hash="9f2c6e5d1b7a40c3",
)
X_REPORT = replace(SHIFT, z_number=None, closed="")
REPORT = TablePaper(
    HEAD,
    title="日结",
    business_date="2026-01-01",
    blocks=(
        TextTable(
            "收款",
            ("方式", "收", "退", "笔"),
            (("现金", "12,345.50", "890.00", "44"), ("扫码支付", "22,100.00", "0.00", "58")),
        ),
        TextTable(
            "储值", ("", "期初", "增", "减", "期末"), (("本金", "123,456.00", "15,000.00", "6,400.00", "132,056.00"),)
        ),
        TextTable("异常", (), (("改价", "3"), ("无销售开钱箱", "1"))),
    ),
)
PAPERS: dict[str, Document] = {
    "sale": SALE,
    "sale_empty": EMPTY_SALE,
    "sale_reprint": replace(SALE, head=replace(HEAD, copy=2)),
    "recharge": RECHARGE,
    "refund": REFUND,
    "gift": GIFT,
    "gift_returned": replace(GIFT, returned=True, original_no="20251231-010044"),
    "draw": DRAW,
    "pass": PASS,
    "pass_renewed": replace(PASS, action="renewed", valid_from="", valid_to="", weekdays="", hours=""),
    "pass_refunded": PASS_BACK,
    "pass_use": USED,
    "recharge_refund": RECHARGE_REFUND,
    "closing": CLOSING,
    "transfer": TRANSFER,
    "value": VALUE,
    "card": CARD,
    "label": LABEL,
    "shift_z": SHIFT,
    "shift_x": X_REPORT,
    "report": REPORT,
}
