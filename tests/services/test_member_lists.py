"""Members in lists: filters, orders, pages, saved filters; and the history that goes with a member."""

from __future__ import annotations

import pytest

from memberpos.domain.member_filter import MemberFilter, member_filter
from memberpos.services import (
    calls,
    cards,
    consents,
    member_history,
    member_list,
    member_status,
    members,
    merging,
    saved_filters,
)
from memberpos.services.members import EnrolRequest
from memberpos.services.refunds import RefundRequest, refund
from tests.refusals import code_of
from tests.services.shop import Shop


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
