"""A member's profile: own fields, tags, consent, status, photo, referrals, saved filters, history."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from memberpos.domain import member_profile as rules
from memberpos.domain.errors import PosError
from memberpos.domain.member_filter import MemberFilter, member_filter
from memberpos.domain.member_profile import CustomField
from memberpos.services import (
    calls,
    cards,
    consents,
    definitions,
    member_history,
    member_list,
    member_status,
    members,
    merging,
    photos,
    referrals,
    saved_filters,
    staff,
)
from memberpos.services.members import EnrolRequest
from memberpos.services.photos import Crop
from memberpos.services.refunds import RefundRequest, refund
from tests.refusals import code_of
from tests.services.shop import DAY_MS, Shop

SHOE = CustomField("shoe", "鞋码", "number")
FIELDS = (SHOE, CustomField("colour", "颜色", "choice", ("红", "蓝")), CustomField("since", "从业日期", "date"),
          CustomField("vip", "贵宾", "yes_no"), CustomField("hobby", "爱好"))  # fmt: skip


# --- fields of the owner's own, tags ----------------------------------------------------------------------------------


def test_own_fields_are_checked_and_kept(shop: Shop) -> None:
    definitions.set_fields(shop.use(), FIELDS)
    custom = {"shoe": "38.5", "colour": "红", "since": "2020-01-31", "vip": "yes", "hobby": "围棋"}
    made = members.enrol(
        shop.use(), EnrolRequest("林晓棠", custom=custom, tags=(" 常客", "常客", "VIP"), address="上海")
    )
    row = shop.db.one("SELECT custom, tags, address FROM member WHERE id = ?", (made.member_id,))
    assert made.tags == ("常客", "VIP")
    assert row is not None
    assert "围棋" in row[0]
    for bad in ({"shoe": "大"}, {"colour": "绿"}, {"since": "2020-02-30"}, {"vip": "maybe"}, {"what": "x"}):
        assert code_of(members.change, shop.use(), made.member_id, {"custom": bad}) == "bad_setting"
    members.change(shop.use(), made.member_id, {"custom": {"shoe": "39"}})
    entry = member_history.page(shop.db, made.member_id, "changes").entries[0]
    assert {(c.field, c.old, c.new) for c in entry.changes} == {
        ("custom.shoe", "38.5", "39"), ("custom.colour", "红", ""), ("custom.since", "2020-01-31", ""),
        ("custom.vip", "yes", ""), ("custom.hobby", "围棋", ""),
    }  # fmt: skip


def test_definitions_only_grow(shop: Shop) -> None:
    definitions.set_fields(shop.use(), FIELDS)
    assert code_of(definitions.set_fields, shop.use(), FIELDS[1:]) == "bad_setting"
    definitions.set_fields(shop.use(), (*FIELDS[1:], CustomField("shoe", "鞋码", "number", active=False)))
    assert not definitions.current(shop.db).fields[-1].active
    assert code_of(definitions.set_fields, shop.use(), (*FIELDS, SHOE)) == "bad_setting"
    cashier = staff.add(shop.use(), "小周", "cashier", "4321")
    assert code_of(definitions.set_fields, shop.use(cashier), FIELDS) == "needs_approval"


@pytest.mark.parametrize(
    "bad",
    [
        CustomField("Shoe", "x"), CustomField("a", ""), CustomField("a", "x", "colour"), CustomField("a", "x", "choice"),
        CustomField("a", "x", "text", ("1",)),
    ],
)  # fmt: skip
def test_fields_that_are_none(bad: CustomField) -> None:
    with pytest.raises(PosError):
        rules.custom_field(bad.document())


def test_a_required_field_is_asked_for(shop: Shop) -> None:
    definitions.set_fields(shop.use(), [CustomField("shoe", "鞋码", "number", required=True)])
    assert code_of(members.enrol, shop.use(), EnrolRequest("A")) == "bad_setting"
    members.enrol(shop.use(), EnrolRequest("A", custom={"shoe": "40"}))


@given(st.lists(st.text(max_size=30), max_size=30))
def test_tags_are_few_short_and_once(tags: list[str]) -> None:
    try:
        kept = rules.checked_tags(tags)
    except PosError as error:
        assert error.code == "limit_exceeded"
    else:
        assert len(kept) == len(set(kept)) <= rules.MOST_TAGS
        assert rules.checked_tags(kept) == kept
        assert set(kept) == {tag.strip() for tag in tags} - {""}


def test_lunar_birthdays_have_thirty_days_a_month(shop: Shop) -> None:
    made = members.enrol(shop.use(), EnrolRequest("A", birthday="1990-02-30", lunar=True, leap_month=True))
    assert (made.birthday, made.lunar, made.leap_month) == ("1990-02-30", True, True)
    assert code_of(members.change, shop.use(), made.member_id, {"lunar": False}) == "bad_setting"
    plain = members.change(shop.use(), made.member_id, {"lunar": False, "birthday": "1990-03-01"})
    assert (plain.lunar, plain.leap_month) == (False, False)


def test_nobody_is_brought_by_whom_he_brought(shop: Shop) -> None:
    first = shop.enrol("甲").member_id
    second = members.enrol(shop.use(), EnrolRequest("乙", referrer_id=first)).member_id
    third = members.enrol(shop.use(), EnrolRequest("丙", referrer_id=second)).member_id
    assert code_of(members.change, shop.use(), first, {"referrer_id": third}) == "bad_setting"
    assert code_of(members.change, shop.use(), first, {"referrer_id": first}) == "not_found"
    tree = referrals.tree(shop.db, second)
    assert [one.name for one in tree.above] == ["甲"]
    assert [(one.name, one.brought) for one in tree.brought] == [("丙", 0)]
    shop.sell(third)
    top = referrals.tree(shop.db, first)
    assert (top.below, top.below_active, [one.name for one in top.brought]) == (2, 1, ["乙"])
    assert code_of(referrals.tree, shop.db, "nobody") == "not_found"


# --- status -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["frozen", "blacklisted"])
def test_a_blocked_membership_is_not_used(shop: Shop, kind: str) -> None:
    member = shop.enrol().member_id
    shop.recharge(member, 10_000)
    sale = shop.sell(member)
    assert member_status.block(shop.use(), member, kind, "投诉处理中").blocked == kind
    assert code_of(shop.sell, member) == "member_blocked"
    assert code_of(shop.recharge, member, 100) == "member_blocked"
    refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    assert code_of(member_status.block, shop.use(), member, kind, "again") == "bad_setting"
    assert code_of(member_status.unblock, shop.use(), member, kind, " ") == "bad_amount"
    assert member_status.unblock(shop.use(), member, kind, "已解决").blocked == ""
    shop.sell(member)
    shop.assert_books_agree()


def test_a_membership_ends_with_its_last_day(shop: Shop) -> None:
    member = shop.enrol().member_id
    members.change(shop.use(), member, {"ends_on": "2026-01-02"})
    shop.sell(member)
    shop.now_ms += DAY_MS
    shop.sell(member)
    shop.now_ms += DAY_MS
    assert shop.profile(member).blocked == "ended"
    assert code_of(shop.sell, member) == "member_blocked"
    assert code_of(members.change, shop.use(), member, {"ends_on": "soon"}) == "bad_setting"


def test_a_cashier_blocks_nobody(shop: Shop) -> None:
    cashier = staff.add(shop.use(), "小周", "cashier", "4321")
    member = shop.enrol().member_id
    assert code_of(member_status.block, shop.use(cashier), member, "frozen", "x") == "needs_approval"
    assert code_of(member_status.block, shop.use(), "nobody", "frozen", "x") == "not_found"
    assert code_of(member_status.block, shop.use(), member, "asleep", "x") == "bad_setting"


# --- consent ----------------------------------------------------------------------------------------------------------


def test_consent_is_to_the_words_of_a_version(shop: Shop) -> None:
    member = shop.enrol().member_id
    assert consents.give(shop.use(), member, "marketing").text_version == "1"
    assert definitions.set_consent(shop.use(), "marketing", "促销短信", "我同意接收促销短信。").version == "2"
    assert definitions.set_consent(shop.use(), "marketing", "促销短信", "我同意接收促销短信。").version == "2"
    assert consents.holds(shop.db, member, "marketing"), "an older consent holds until it is withdrawn"
    assert consents.give(shop.use(), member, "marketing").text_version == "2"
    rows = consents.of_member(shop.db, member)
    assert [(row.text_version, row.withdrawn_at_ms is None) for row in rows] == [("2", True), ("1", False)]
    consents.withdraw(shop.use(), member, "marketing")
    assert not consents.holds(shop.db, member, "marketing")
    assert code_of(consents.withdraw, shop.use(), member, "marketing") == "not_found"
    assert code_of(consents.give, shop.use(), member, "spam") == "not_found"
    definitions.set_consent(shop.use(), "spam", "电话", "可以打电话")
    consents.give(shop.use(), member, "spam")


def test_a_guardian_consents_for_a_child(shop: Shop) -> None:
    child = members.enrol(shop.use(), EnrolRequest("小明", birthday="2012-01-02")).member_id
    assert consents.guardian_needed(shop.db, child, shop.now_ms)
    assert code_of(consents.give, shop.use(), child, "membership") == "bad_setting"
    assert consents.give(shop.use(), child, "membership", " 王妈妈 ").guardian == "王妈妈"
    shop.now_ms += DAY_MS
    assert not consents.guardian_needed(shop.db, child, shop.now_ms)


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)))
def test_fourteen_on_the_day(born: date) -> None:
    try:
        birthday = date(born.year + 14, born.month, born.day)
    except ValueError:
        birthday = date(born.year + 14, 3, 1)
    before = birthday - birthday.resolution
    assert not rules.needs_guardian(born.isoformat(), birthday)
    assert rules.needs_guardian(born.isoformat(), before)
    assert rules.needs_guardian(born.isoformat(), before, lunar=True)
    assert not rules.needs_guardian(None, before)


# --- photo ------------------------------------------------------------------------------------------------------------


def picture(kind: str = "JPEG", size: tuple[int, int] = (1600, 1200), mode: str = "RGB") -> bytes:
    image = Image.effect_noise(size, 80).convert(mode)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB"), ("BMP", "L")]
)
def test_a_photo_is_cut_out_and_made_small(shop: Shop, kind: str, mode: str) -> None:
    member = shop.enrol().member_id
    working = photos.working_copy(picture(kind, mode=mode))
    jpeg = photos.cut(working, Crop(0.1, 0.2, 0.7, 0.9))
    with Image.open(io.BytesIO(jpeg)) as image:
        assert (image.format, image.mode) == ("JPEG", "RGB")
        assert max(image.size) <= photos.SIDE_PX
    assert len(jpeg) <= photos.MOST_JPEG_BYTES
    photos.keep(shop.use(), member, jpeg)
    assert photos.photo(shop.db, member) == jpeg
    photos.remove(shop.use(), member)
    assert photos.photo(shop.db, member) is None
    assert code_of(photos.remove, shop.use(), member) == "not_found"
    shop.assert_books_agree()


def test_a_photo_taken_upright_stays_so_and_says_nothing_of_where() -> None:
    image = Image.new("RGB", (400, 200), "red")
    image.paste("blue", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Secret Camera"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    working = photos.working_copy(out.getvalue())
    with Image.open(io.BytesIO(working)) as upright:
        assert upright.size == (200, 400)
        assert upright.getpixel((100, 50))[2] > 200
    assert b"Secret" not in working


def bomb() -> bytes:
    """A PNG of 60,000 × 60,000 in two hundred bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.4", bomb(),
     picture()[:3000], b"\xff\xd8\xff\xe0" + b"\0" * 200, b"II*\0" + b"\0" * 60],
)  # fmt: skip
def test_hostile_pictures_are_refused(data: bytes) -> None:
    assert code_of(photos.working_copy, data) == "bad_file"


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=400), st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"BM", b"RIFF\x10\0\0\0WEBPVP8 "])
)
def test_any_bytes_are_a_picture_or_refused(data: bytes, head: bytes) -> None:
    assert code_of(photos.working_copy, head + data) in (None, "bad_file")


def test_only_what_was_cut_is_kept(shop: Shop, tmp_path: Path) -> None:
    member = shop.enrol().member_id
    assert code_of(photos.keep, shop.use(), member, picture(size=(600, 600))) == "bad_file"
    assert code_of(photos.keep, shop.use(), member, picture("PNG", (50, 50))) == "bad_file"
    assert code_of(photos.keep, shop.use(), "nobody", photos.cut(picture(), Crop(0, 0, 1, 1))) == "not_found"
    assert code_of(Crop, 0.5, 0, 0.4, 1) == "bad_amount"
    assert code_of(photos.read_file, tmp_path / "none.jpg") == "not_found"
    (tmp_path / "big.jpg").write_bytes(b"\0" * (photos.MOST_BYTES + 1))
    assert code_of(photos.read_file, tmp_path / "big.jpg") == "bad_file"


# --- lists and filters ------------------------------------------------------------------------------------------------


def named(shop: Shop, wanted: MemberFilter, sort: str = "name", *, descending: bool = False) -> list[str]:
    numbers = member_list.order(shop.db, wanted, shop.now_ms, sort, descending=descending)
    return [line.name for line in member_list.lines(shop.db, numbers, shop.now_ms) if line is not None]


@pytest.fixture
def people(shop: Shop) -> dict[str, str]:
    made = {
        "ann": members.enrol(
            shop.use(), EnrolRequest("ann", "13800000001", "1990-01-15", sex="f", tags=("VIP",))
        ).member_id,
        "bob": members.enrol(shop.use(), EnrolRequest("bob", "13900000002", "1990-02-15", sex="m")).member_id,
        "cid": members.enrol(shop.use(), EnrolRequest("cid")).member_id,
    }
    shop.recharge(made["bob"], 150_000)
    shop.sell(made["ann"], ("BEANS", 3000))
    cards.issue(shop.use(), made["cid"], "42")
    consents.give(shop.use(), made["ann"], "marketing")
    member_status.block(shop.use(), made["cid"], "frozen", "x")
    return made


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (MemberFilter(), ["ann", "bob", "cid"]),
        (MemberFilter(tiers=("金卡",)), ["ann"]),
        (MemberFilter(tags=("VIP",)), ["ann"]),
        (MemberFilter(sex="m"), ["bob"]),
        (MemberFilter(birthday_month=0), ["ann"]),
        (MemberFilter(birthday_month=2), ["bob"]),
        (MemberFilter(stored_min_fen=100_000), ["bob"]),
        (MemberFilter(points_min=1), ["ann"]),
        (MemberFilter(points_max=0), ["bob", "cid"]),
        (MemberFilter(visits_min=1), ["ann"]),
        (MemberFilter(has_card=True), ["cid"]),
        (MemberFilter(has_phone=False), ["cid"]),
        (MemberFilter(blocked="frozen"), ["cid"]),
        (MemberFilter(blocked="any"), ["cid"]),
        (MemberFilter(blocked="blacklisted"), []),
        (MemberFilter(blocked="ended"), []),
        (MemberFilter(consent="marketing"), ["ann"]),
        (MemberFilter(no_consent="marketing"), ["bob", "cid"]),
        (MemberFilter(joined_days=0), ["ann", "bob", "cid"]),
        (MemberFilter(away_days=0), []),
        (MemberFilter(sex="f", stored_min_fen=1), []),
    ],
)
def test_filters(shop: Shop, people: dict[str, str], wanted: MemberFilter, found: list[str]) -> None:
    assert named(shop, wanted) == found
    assert member_filter(wanted.document()) == wanted


@pytest.mark.parametrize(
    ("sort", "rising"),
    [
        ("name", ["ann", "bob", "cid"]), ("phone", ["ann", "bob", "cid"]), ("card", ["cid", "ann", "bob"]),
        ("stored", ["ann", "cid", "bob"]), ("points", ["bob", "cid", "ann"]), ("visit", ["ann", "bob", "cid"]),
        ("joined", ["ann", "bob", "cid"]), ("tier", ["bob", "cid", "ann"]), ("visits", ["bob", "cid", "ann"]),
    ],
)  # fmt: skip
def test_orders(shop: Shop, people: dict[str, str], sort: str, rising: list[str]) -> None:
    assert named(shop, MemberFilter(), sort) == rising
    falling = named(shop, MemberFilter(), sort, descending=True)
    assert sorted(falling) == sorted(rising)
    if sort in ("name", "stored", "points", "tier"):
        assert falling == rising[::-1]
    if sort in ("phone", "visit", "card"):
        assert falling[-1] in ("cid", "bob", "ann")
    assert named(shop, MemberFilter(sex="f"), sort) == ["ann"]


def test_merged_members_are_in_no_list(shop: Shop, people: dict[str, str]) -> None:
    merging.merge(shop.use(), people["ann"], people["bob"])
    for sort in member_list.SORTS:
        assert sorted(named(shop, MemberFilter(), sort)) == ["ann", "cid"]


@pytest.mark.parametrize(
    "document", [{"tierz": []}, {"tiers": "x"}, {"sex": "x"}, {"away_days": -1}, {"has_card": 1}, {"blocked": "no"},
                 {"birthday_month": 13}, {"points_min": True}, {"sex": None}],
)  # fmt: skip
def test_documents_that_are_no_filter(document: dict[str, object]) -> None:
    assert code_of(member_filter, document) == "bad_setting"


def test_filters_are_saved_by_name(shop: Shop) -> None:
    saved_filters.save(shop.use(), "金卡好久没来", MemberFilter(tiers=("金卡",), away_days=60))
    kept = saved_filters.save(shop.use(), " 金卡好久没来 ", MemberFilter(tiers=("金卡",), away_days=90))
    assert [(one.name, one.filter.away_days) for one in saved_filters.everything(shop.db)] == [("金卡好久没来", 90)]
    assert code_of(saved_filters.save, shop.use(), "", MemberFilter(sex="f")) == "bad_setting"
    assert code_of(saved_filters.save, shop.use(), "alle", MemberFilter()) == "bad_setting"
    saved_filters.remove(shop.use(), kept.id)
    assert code_of(saved_filters.remove, shop.use(), kept.id) == "not_found"
    for at in range(saved_filters.MOST):
        saved_filters.save(shop.use(), str(at), MemberFilter(sex="f"))
    assert code_of(saved_filters.save, shop.use(), "one more", MemberFilter(sex="f")) == "limit_exceeded"


# --- history ----------------------------------------------------------------------------------------------------------


def test_everything_in_one_list_by_group(shop: Shop) -> None:
    member = shop.enrol("林晓棠", "13800138000").member_id
    shop.recharge(member, 10_000, 500)
    sale = shop.sell(member)
    refund(shop.use(), RefundRequest(sale.event_id, fen=100))
    cards.issue(shop.use(), member, "42")
    calls.incoming(shop.use(), "13800138000", "1")
    members.change(shop.use(), member, {"name": "林晓", "notes": "少冰", "sex": "f"})
    consents.give(shop.use(), member, "membership")
    everything = member_history.page(shop.db, member)
    assert [entry.kind for entry in everything.entries] == [
        "member.consent", "member.patch", "call", "card.issue", "refund", "sale", "recharge", "member.enrol",
    ]  # fmt: skip
    assert everything.after is None
    groups = {
        name: [e.kind for e in member_history.page(shop.db, member, name).entries] for name in member_history.GROUPS
    }
    assert groups["sales"] == ["sale"]
    assert groups["refunds"] == ["refund"]
    assert groups["value"] == ["recharge"]
    assert groups["cards"] == ["card.issue"]
    assert groups["calls"] == ["call"]
    assert groups["changes"] == ["member.consent", "member.patch", "member.enrol"]
    patch = everything.entries[1]
    assert [(c.field, c.old, c.new) for c in sorted(patch.changes, key=lambda c: c.field)] == [
        ("name", "林晓棠", "林晓"), ("notes", "", "少冰"), ("sex", "", "f"),
    ]  # fmt: skip
    assert patch.staff == "周敏"
    assert everything.names.own.consent("membership")
    top_up = everything.entries[6]
    assert (top_up.fen, top_up.bonus_fen, top_up.stored_fen) == (10_000, 500, 10_500)


def test_pages_follow_one_another(shop: Shop) -> None:
    member = shop.enrol("林晓棠", "13800138000").member_id
    for at in range(7):
        shop.sell(member)
        if at % 2:
            calls.incoming(shop.use(), "13800138000", "1")
    whole = member_history.page(shop.db, member)
    seen, after = [], None
    while True:
        part = member_history.page(shop.db, member, after=after, limit=3)
        seen += part.entries
        after = part.after
        if after is None:
            break
    assert [entry.id for entry in seen] == [entry.id for entry in whole.entries]


def test_a_history_goes_with_the_member(shop: Shop) -> None:
    winner, loser = shop.enrol("甲").member_id, shop.enrol("乙").member_id
    shop.sell(loser)
    merging.merge(shop.use(), winner, loser)
    assert [entry.kind for entry in member_history.page(shop.db, winner).entries] == [
        "member.merge", "sale", "member.enrol", "member.enrol",
    ]  # fmt: skip
