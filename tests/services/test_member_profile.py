"""A member's profile: own fields, tags, consent, status, referrals."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain import member_profile as rules
from memberpos.domain.errors import PosError
from memberpos.domain.member_profile import CustomField
from memberpos.services import (
    consents,
    definitions,
    member_history,
    member_status,
    members,
    referrals,
    staff,
)
from memberpos.services.members import EnrolRequest
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
    made = members.enrol(shop.use(), EnrolRequest("A", birthday="1990-02-30", lunar=True))
    assert (made.birthday, made.lunar, made.leap_month) == ("1990-02-30", True, False)
    assert code_of(members.change, shop.use(), made.member_id, {"lunar": False}) == "bad_setting"
    plain = members.change(shop.use(), made.member_id, {"lunar": False, "birthday": "1990-03-01"})
    assert (plain.lunar, plain.leap_month) == (False, False)
    leap = members.enrol(shop.use(), EnrolRequest("B", birthday="1990-05-15", lunar=True, leap_month=True))
    assert (leap.birthday, leap.lunar, leap.leap_month) == ("1990-05-15", True, True)
    wrong = EnrolRequest("C", birthday="1990-02-15", lunar=True, leap_month=True)
    assert code_of(members.enrol, shop.use(), wrong) == "bad_setting", "1990 had no second second month"


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
