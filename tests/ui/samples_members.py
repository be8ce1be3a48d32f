"""What the services say of members, for the gallery: details, history, referrals, an import."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from tests.ui import samples
from tests.ui.stage import NOW_MS

from memberpos.domain.import_map import guess
from memberpos.domain.import_rows import Reading
from memberpos.domain.member_filter import MemberFilter
from memberpos.domain.member_profile import ConsentText, CustomField, Definitions
from memberpos.services.import_reading import Look
from memberpos.services.import_staging import Staged, Sums
from memberpos.services.imports import ImportMap, ImportResult
from memberpos.services.member_details import MemberDetails
from memberpos.services.member_history import HistoryEntry, HistoryNames, HistoryPage
from memberpos.services.merging import MergePreview
from memberpos.services.referrals import ReferralTree
from memberpos.services.staff import StaffView
from memberpos.store.member_consents import ConsentRow
from memberpos.store.member_filters import SavedFilter
from memberpos.store.member_history import Changed
from memberpos.store.referrals import Brought
from memberpos.store.scratch import StagedRow

DAY_MS = 86_400_000
PEOPLE = (StaffView("s1", "1", "周敏", "cashier"), StaffView("s3", "3", "林晓", "owner"))
FIELDS = (
    CustomField("skin", "肤质", "choice", ("干性", "油性", "混合性皮肤", "敏感")), CustomField("plate", "车牌号码"),
    CustomField("pet", "携带宠物", "yes_no", required=True), CustomField("card_day", "办卡纪念日", "date"),
    CustomField("old", "旧系统编号", active=False),
)  # fmt: skip
CONSENTS = (
    ConsentText("membership", "membership", ""), ConsentText("marketing", "促销短信", "我同意接收本店的促销短信与活动邀请。", "3"),
    ConsentText("photo", "photo", ""),
)  # fmt: skip
KNOWN = Definitions(FIELDS, CONSENTS)
PROFILE = replace(
    samples.PROFILE, tags=("VIP", "咖啡师同行"), lunar=True, leap_month=True, ends_on="2027-12-31", referrer_id="m3"
)
FROZEN = replace(PROFILE, blocked="frozen")
CHILD = replace(PROFILE, name="周小乐", birthday="2016-05-01", lunar=False, leap_month=False)
DETAILS = MemberDetails(
    "m1", "上海市徐汇区复兴中路 1331 号 黑石公寓 5 楼 502 室", {"skin": "混合性皮肤", "plate": "沪A 88K27", "pet": "yes"}, "s1", "m3",
    "林小涛",
    (ConsentRow("membership", "1", NOW_MS - 400 * DAY_MS), ConsentRow("marketing", "2", NOW_MS - 300 * DAY_MS, NOW_MS - 9 * DAY_MS)),
    False, (("e77", "林小棠", "2026-12-20"),), KNOWN, PEOPLE,
)  # fmt: skip
CHILD_DETAILS = replace(
    DETAILS, guardian_needed=True, merges=(), consents=(ConsentRow("membership", "1", NOW_MS - DAY_MS, None, "周建国"),)
)
PREVIEW = MergePreview(
    PROFILE, replace(samples.PROFILE, member_id="m9", name="林小棠", phone="+8613900139000", birthday="1990-11-25", sex="", notes="对花生过敏"),
    {("PRINCIPAL", ""): 12_000, ("BONUS", ""): 800, ("POINTS", ""): 1_234, ("GROWTH", ""): 320}, 2, 1, 3,
)  # fmt: skip
LONG_PREVIEW = replace(PREVIEW, winner=samples.LONG, amounts={}, cards=0, passes=0, coupons=0)
SAVED = (
    SavedFilter("f1", "金卡两月未到店", MemberFilter(tiers=("金卡",), away_days=60)),
    SavedFilter("f2", "储值过千 无生日", MemberFilter(stored_min_fen=100_000)),
)
TREE = ReferralTree(
    Brought("m1", "林晓棠", "2024-03-08", "金卡", 48, 3),
    (Brought("m8", "罗翔天", "2023-01-01", "普通", 4, 2), Brought("m3", "林小涛", "2023-06-11", "钻石卡", 80, 11)),
    (
        Brought("m4", "刘欣彤", "2025-02-14", "银卡", 12, 6), Brought("m5", "陆雪婷", "2025-01-09", None, 0, 0),
        Brought("m2", samples.LONG.name, "2024-12-01", samples.LONG.tier, 3, 1),
    ),
    14, 9,
)  # fmt: skip
HISTORY = HistoryPage(
    (
        HistoryEntry(NOW_MS, "member.patch", "e1", "2026-11-21", "周敏", changes=(Changed("phone", "+8613800136021", "+8613900136021"), Changed("custom.plate", "", "沪A 88K27"), Changed("notes", "喜欢靠窗", ""))),
        HistoryEntry(NOW_MS - DAY_MS, "sale", "e2", "2026-11-20", "周敏", "", 9_700, 0, -5_000, 145, "S0000-01-00000318"),
        HistoryEntry(NOW_MS - DAY_MS - 30_000, "elsewhere", "2026-11-19", "2026-11-19", fen=18_600, points=186, data={"times": 2}),
        HistoryEntry(NOW_MS - DAY_MS - 60_000, "call", "c1", "", "周敏", data={"state": "noted", "note": "周六下午两点预约四位，靠窗，自带蛋糕"}),
        HistoryEntry(NOW_MS - 2 * DAY_MS, "refund", "e3", "2026-11-19", "周敏", "欧阳明珠", -3_600, 0, 0, -36, "S0000-01-00000222", data={"reason": "做错了"}),
        HistoryEntry(NOW_MS - 9 * DAY_MS, "recharge", "e4", "2026-11-12", "周敏", "", 50_000, 6_000, 56_000, 0, "S0000-01-00000287"),
        HistoryEntry(NOW_MS - 10 * DAY_MS, "card.replace", "e5", "2026-11-11", "周敏", data={"number": "860000020011", "new_number": "860000027715"}),
        HistoryEntry(NOW_MS - 20 * DAY_MS, "member.consent", "e6", "2026-11-01", "周敏", data={"purpose": "marketing", "version": "2", "withdrawn": True}),
        HistoryEntry(NOW_MS - 30 * DAY_MS, "member.block", "e7", "2026-10-21", "欧阳明珠", "林晓", data={"set": {"frozen": True}}),
        HistoryEntry(NOW_MS - 400 * DAY_MS, "member.import", "e8", "2025-10-17", "林晓", "", None, 0, 70_000, 1_200),
    ),
    None,
    HistoryNames(KNOWN),
    chain=True,
)  # fmt: skip
HEADINGS = (
    "会员卡号",
    "会员姓名",
    "手机号码",
    "余额",
    "赠送余额",
    "积分",
    "等级",
    "生日",
    "办卡日期",
    "推荐人",
    "肤质",
    "备注",
)
ROWS = (
    (
        "00012345",
        "林晓棠",
        "13800138000",
        "120.5",
        "20",
        "88",
        "金卡",
        "1990-05-21",
        "2020/1/2",
        "",
        "干性",
        "喜欢靠窗",
    ),
    ("00012346", "陈默", "13900139000", "0", "0", "0", "普通", "", "2021/3/4", "13800138000", "", ""),
    ("00012347", "欧阳明珠", "1.38E+10", "35", "", "12", "钻石", "5/4/1990", "2021/3/5", "", "油性", ""),
)
LOOK = Look(
    "xlsx", ("会员", "消费明细"), "会员", "", 1, HEADINGS, ROWS, ImportMap({**guess(HEADINGS)}, header_row=1), 102_400
)
STAGED = [
    StagedRow(4, "refused", "bad_phone", "手机号码", [["bad_phone", "phone"]], ROWS[2], {}),
    StagedRow(17, "refused", "bad_date", "生日", [["bad_date", "birthday"]], ROWS[2], {}),
    StagedRow(98, "refused", "number_taken", "会员卡号", [["number_taken", "card"]], ROWS[0], {}),
    StagedRow(1204, "refused", "unknown_tier", "等级", [["unknown_tier", "tier"]], ROWS[2], {}),
    StagedRow(98_311, "refused", "duplicate", "手机号码", [["duplicate", "phone"]], ROWS[1], {}),
]
WARNED = [
    StagedRow(2, "warning", "zeros_restored", "会员卡号", [["zeros_restored", "card"]], ROWS[0], {}),
    StagedRow(3, "warning", "phone_shared", "手机号码", [["phone_shared", "phone"]], ROWS[1], {}),
]


def result(**changes: Any) -> ImportResult:
    """An import of a hundred thousand rows, checked."""
    sums = Sums(101_876, 99_120, 2_345_678_901, 123_456_789, 98_765_432)
    staged = Staged(LOOK, Reading(LOOK.told, {}), None, 102_400, sums)  # type: ignore[arg-type]
    made = ImportResult(102_400, 101_322, 524, 554, sums, staged)
    return replace(made, **changes)


def face(size: tuple[int, int] = (640, 480)) -> bytes:
    """Somebody, roughly."""
    image = Image.new("RGB", size, "#7fa7a1")
    draw = ImageDraw.Draw(image)
    middle, high = size[0] // 2, size[1]
    draw.ellipse((middle - 180, high - 150, middle + 180, high + 240), fill="#30485e")
    draw.ellipse((middle - 90, high // 2 - 140, middle + 90, high // 2 + 80), fill="#f2c9a8")
    draw.arc((middle - 40, high // 2 - 30, middle + 40, high // 2 + 40), 20, 160, fill="#8a4b3a", width=6)
    for eye in (-32, 32):
        draw.ellipse((middle + eye - 8, high // 2 - 50, middle + eye + 8, high // 2 - 34), fill="#2b2b2b")
    out = BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()
