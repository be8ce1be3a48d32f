"""Two members made one, and parted again: nothing is lost, nothing is made, verify explains every step."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memberpos.domain.errors import PosError
from memberpos.domain.ledger import GROWTH, POINTS, Lot, LotMove
from memberpos.domain.lots import Change, apply
from memberpos.domain.merging import returned, settle, undone
from memberpos.services import adjust, cards, members, merging
from memberpos.services.checkout import TenderRequest
from memberpos.services.members import EnrolRequest
from memberpos.services.refunds import RefundRequest, refund
from memberpos.store import ledger, merges, replica
from tests.refusals import code_of
from tests.services.shop import DAY_MS, Shop, new_shop

#: Raise for a long run; each example is a shop with two or three members.
EXAMPLES = 12
STORED = (TenderRequest("stored_value", None),)


def two(shop: Shop) -> tuple[str, str]:
    return shop.enrol("林晓棠", "13800138000").member_id, shop.enrol("林小棠", "13900139000").member_id


def two_more(shop: Shop) -> tuple[str, str]:
    return shop.enrol("王小明", "13700137000").member_id, shop.enrol("李小明", "13600136000").member_id


def held(shop: Shop, member_id: str) -> dict[tuple[str, str], int]:
    found = ledger.balances(shop.db, shop.profile(member_id).account_id)
    return {key: amount for key, amount in found.items() if amount}


def lots(shop: Shop) -> list[tuple[object, ...]]:
    return [tuple(row) for row in shop.db.all("SELECT id, account, open FROM lot ORDER BY id")]


def owe(shop: Shop, member_id: str) -> None:
    """Points are spent, then the sale that earned them is refunded: a debt."""
    sale = shop.sell(member_id, ("BEANS", 1000))
    adjust.points(shop.use(), member_id, -shop.profile(member_id).points, "换礼品")
    refund(shop.use(), RefundRequest(sale.event_id, everything=True))


def test_everything_goes_to_the_winner(shop: Shop) -> None:
    winner, loser = two(shop)
    shop.recharge(loser, 10_000, 2_000)
    shop.sell(loser, ("BEANS", 1000))
    cards.issue(shop.use(), loser, "600100000011")
    friend = members.enrol(shop.use(), EnrolRequest("友", referrer_id=loser)).member_id
    preview = merging.preview(shop.db, winner, loser, shop.now_ms)
    assert preview.cards == 1
    done = merging.merge(shop.use(), winner, loser, ("phone",))
    assert (done.profile.principal_fen, done.profile.bonus_fen, done.profile.points) == (10_000, 2_000, 90)
    assert done.profile.phone == "+8613900139000"
    assert [card.number for card in done.profile.cards] == ["600100000011"]
    assert held(shop, loser) == {}
    assert shop.profile(loser).merged_into == winner
    assert shop.profile(friend).referrer_id == winner
    assert {row.kind for row in done.profile.recent} >= {"recharge", "sale", "member.merge"}
    assert [hit.member_id for hit in members.search(shop.db, "林小棠")] == [winner]
    assert cards.look_up(shop.db, "600100000011", shop.now_ms).profile.member_id == winner
    assert members.count(shop.db) == 2
    shop.assert_books_agree()


def test_that_a_coupon_left_is_told_before_where_it_went(shop: Shop) -> None:
    """However what is told is cut, no till hears of it in two accounts."""
    shop.coupon_kind("FIVE", "amount", 500)
    for winner, loser in (two(shop), reversed(two_more(shop))):
        shop.coupon(loser, "FIVE")
        merging.merge(shop.use(), winner, loser)
        told = [json.loads(bytes(row[0])) for row in shop.db.all("SELECT body FROM outbox ORDER BY seq DESC LIMIT 9")]
        coupons = [
            (body["account"], row["f"].get("gone"))
            for body in told
            for row in body.get("rows", ())
            if row["e"] == "coupon"
        ]
        left, came = shop.profile(loser).account_id, shop.profile(winner).account_id
        assert coupons[:2] == [(came, None), (left, "moved")], "the newest first"


def test_sales_of_both_count_for_the_tier(shop: Shop) -> None:
    winner, loser = two(shop)
    for member_id in (winner, loser):
        shop.sell(member_id, ("BEANS", 1500))
        assert shop.profile(member_id).tier == "普卡"
    done = merging.merge(shop.use(), winner, loser)
    assert done.profile.tier == "金卡"
    merging.undo(shop.use(), done.event_id)
    assert (shop.profile(winner).tier, shop.profile(loser).tier) == ("普卡", "普卡")


def test_a_sale_from_before_is_refunded_to_the_winner(shop: Shop) -> None:
    winner, loser = two(shop)
    shop.recharge(loser, 10_000, 2_000)
    sale = shop.sell(loser, ("BEANS", 1000), tenders=STORED)
    before = lots(shop)
    merging.merge(shop.use(), winner, loser)
    refund(shop.use(), RefundRequest(sale.event_id, everything=True))
    profile = shop.profile(winner)
    assert (profile.principal_fen, profile.bonus_fen, profile.points) == (10_000, 2_000, 0)
    assert {row[0] for row in lots(shop)} == {row[0] for row in before}, "it returned to the lots it came from"
    shop.assert_books_agree()


def test_undone_at_once_all_is_as_before(shop: Shop) -> None:
    winner, loser = two(shop)
    shop.recharge(loser, 10_000, 2_000)
    owe(shop, loser)
    shop.sell(winner, ("BEANS", 1000))
    cards.issue(shop.use(), loser, "600100000011")
    before = (lots(shop), held(shop, winner), held(shop, loser))
    done = merging.merge(shop.use(), winner, loser, ("name", "phone"))
    assert done.profile.points == 0
    shop.assert_books_agree()
    undone_ = merging.undo(shop.use(), done.event_id)
    assert (lots(shop), held(shop, winner), held(shop, loser)) == before
    assert (undone_.profile.name, undone_.profile.phone) == ("林晓棠", "+8613800138000")
    assert shop.profile(loser).merged_into is None
    assert [card.number for card in shop.profile(loser).cards] == ["600100000011"]
    shop.assert_books_agree()


def test_what_was_spent_since_stays_spent(shop: Shop) -> None:
    winner, loser = two(shop)
    shop.recharge(winner, 5_000)
    shop.recharge(loser, 10_000)
    done = merging.merge(shop.use(), winner, loser)
    shop.sell(winner, ("BEANS", 1000), tenders=STORED)
    merging.undo(shop.use(), done.event_id)
    assert shop.profile(winner).principal_fen + shop.profile(loser).principal_fen == 15_000 - 9_000
    assert shop.profile(loser).principal_fen >= 0
    shop.assert_books_agree()


def test_a_card_replaced_meanwhile_goes_back_too(shop: Shop) -> None:
    winner, loser = two(shop)
    cards.issue(shop.use(), loser, "600100000011")
    done = merging.merge(shop.use(), winner, loser)
    cards.replace_card(shop.use(), "600100000011", "600100000029")
    merging.undo(shop.use(), done.event_id)
    assert {card.number for card in shop.profile(loser).cards} == {"600100000011", "600100000029"}


def test_merges_one_after_another(shop: Shop) -> None:
    first, second = two(shop)
    third = shop.enrol("林棠").member_id
    shop.recharge(first, 1_000)
    one = merging.merge(shop.use(), second, first)
    two_ = merging.merge(shop.use(), third, second)
    assert merges.ids_of(shop.db, third) == (third, first, second) or set(merges.ids_of(shop.db, third)) == {
        first, second, third,
    }  # fmt: skip
    assert code_of(merging.undo, shop.use(), one.event_id) == "undo_too_late"
    merging.undo(shop.use(), two_.event_id)
    assert (shop.profile(first).merged_into, shop.profile(second).principal_fen) == (second, 1_000)
    merging.undo(shop.use(), one.event_id)
    assert shop.profile(first).principal_fen == 1_000
    shop.assert_books_agree()


def test_a_member_whose_lots_lie_elsewhere_waits_for_headquarters(shop: Shop) -> None:
    """It was put back and has not heard again of a merge that took them along."""
    winner, loser = two(shop)
    told = replica.Balance(POINTS, "", "PT", 105)
    with shop.db.transaction():
        replica.put_whole_balances(shop.db, shop.profile(loser).account_id, [told], whole=True)
    assert code_of(lambda: merging.merge(shop.use(), winner, loser)) == "hq_needed"
    assert (held(shop, loser), held(shop, winner)) == ({(POINTS, ""): 105}, {})


def test_what_others_spent_of_a_lot_is_forgotten_with_a_headquarters_that_was_put_back(shop: Shop) -> None:
    """Neither of the lot nor of the merge has it heard by then: nobody can have taken anything."""
    winner, loser = two(shop)
    shop.recharge(loser, 10_000, 0)
    merging.merge(shop.use(), winner, loser)
    account = shop.profile(winner).account_id
    with shop.db.transaction():
        shop.db.execute("UPDATE lot SET open = open - 325, others = -325")
        shop.db.execute("UPDATE balance SET others = -325 WHERE account = ? AND kind = 'PRINCIPAL'", (account,))
    shop.assert_books_agree()
    with shop.db.transaction():
        shop.db.execute("UPDATE balance SET others = 0 WHERE account = ?", (account,))
        replica.put_lots(shop.db, account, (), 0, whole=True)
    assert held(shop, winner) == {("PRINCIPAL", ""): 10_000}
    assert [(row[0], row[1]) for row in shop.db.all("SELECT open, others FROM lot")] == [(10_000, 0)]
    shop.assert_books_agree()


def test_a_lot_that_headquarters_moves_behind_a_merge_is_not_one_of_it(shop: Shop) -> None:
    winner, loser = two(shop)
    third, fourth = two_more(shop)
    shop.recharge(loser, 10_000, 0)
    shop.recharge(third, 3_000, 0)
    merging.merge(shop.use(), winner, loser)
    seq = shop.db.value("SELECT max(seq) FROM lot_owner")
    going = shop.db.value("SELECT id FROM lot WHERE account = ?", (shop.profile(third).account_id,))
    told = replica.LotState(going, "PRINCIPAL", "", 3_000, 3_000, 0, None, None, None, "", gift=False)
    with shop.db.transaction():
        replica.put_lots(shop.db, shop.profile(fourth).account_id, [told], 10**6, whole=False)
    assert shop.db.value("SELECT count(*) FROM lot_owner WHERE seq = ?", (seq,)) == 2
    assert [open_ for _, _, _, open_ in merges.lots_moved(shop.db, seq)] == [10_000]


def test_refusals(shop: Shop) -> None:
    winner, loser = two(shop)
    assert code_of(merging.merge, shop.use(), winner, winner) == "bad_setting"
    assert code_of(merging.merge, shop.use(), winner, "nobody") == "not_found"
    assert code_of(merging.merge, shop.use(), winner, loser, ("tier",)) == "bad_setting"
    done = merging.merge(shop.use(), winner, loser)
    assert code_of(merging.merge, shop.use(), winner, loser) == "bad_setting"
    assert code_of(merging.undo, shop.use(), "nothing") == "not_found"
    assert [row[1:] for row in merging.undoable(shop.db, winner, shop.now_ms)] == [("林小棠", "2026-01-31")]
    shop.now_ms += 31 * DAY_MS
    assert merging.undoable(shop.db, winner, shop.now_ms) == []
    assert code_of(merging.undo, shop.use(), done.event_id) == "undo_too_late"


steps = st.lists(
    st.tuples(st.sampled_from(("recharge", "sell", "pay", "owe", "points", "refund")), st.integers(0, 1)), max_size=5
)


def play(shop: Shop, people: tuple[str, str], plan: list[tuple[str, int]]) -> None:
    """Whatever of the plan the books allow."""
    for what, who in plan:
        member_id = people[who]
        if shop.profile(member_id).merged_into:
            member_id = people[0]
        try:
            if what == "recharge":
                shop.recharge(member_id, 9_900, 700)
            elif what == "sell":
                shop.sell(member_id, ("BEANS", 1000))
            elif what == "pay":
                shop.sell(member_id, tenders=STORED)
            elif what == "points":
                adjust.points(shop.use(), member_id, 55, "活动")
            elif what == "owe":
                owe(shop, member_id)
            else:
                sale = shop.db.value("SELECT id FROM sale ORDER BY seq DESC LIMIT 1")
                refund(shop.use(), RefundRequest(str(sale), fen=700))
        except PosError:
            continue


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=steps, between=steps)
def test_any_history(before: list[tuple[str, int]], between: list[tuple[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        shop = new_shop(Path(folder))
        try:
            people = two(shop)
            play(shop, people, before)
            was = {one: held(shop, one) for one in people}
            done = merging.merge(shop.use(), *people)
            shop.assert_books_agree()
            assert held(shop, people[1]) == {}
            total = held(shop, people[0])
            assert total == {key: n for key in {*was[people[0]], *was[people[1]]}
                             if (n := was[people[0]].get(key, 0) + was[people[1]].get(key, 0))}  # fmt: skip
            play(shop, people, between)
            merged = held(shop, people[0])
            merging.undo(shop.use(), done.event_id)
            shop.assert_books_agree()
            parted = [held(shop, one) for one in people]
            for key in {*merged, *parted[0], *parted[1]}:
                assert parted[0].get(key, 0) + parted[1].get(key, 0) == merged.get(key, 0)
                assert key[0] in (POINTS, GROWTH) or min(side.get(key, 0) for side in parted) >= 0
            if not between:
                assert parted == [was[one] for one in people]
        finally:
            shop.db.close()


opens = st.lists(st.integers(-50, 50).filter(bool), min_size=1, max_size=6)


@given(opens)
def test_settling_leaves_lots_or_one_debt(amounts: list[int]) -> None:
    from datetime import date

    start = [
        Lot(str(at), "a", POINTS, max(open_, 0), open_, at, expires=f"2026-0{1 + at}-01" if at % 2 else None)
        for at, open_ in enumerate(amounts)
    ]
    moves = settle(start, date(2026, 1, 15))
    assert sum(move.amount for move in moves) == 0
    after = apply(start, Change(moves))
    assert sum(lot.open for lot in after) == sum(amounts)
    debts = [lot for lot in after if lot.open < 0]
    assert len(debts) <= 1
    assert not (debts and any(lot.open > 0 for lot in after))
    back = apply(after, Change(undone(moves)))
    assert [lot.open for lot in back] == amounts


@pytest.mark.parametrize(
    ("moved", "now", "back"), [(10, 20, 10), (10, 4, 4), (10, -3, 0), (-10, -4, -4), (-10, 5, 0), (-10, -30, -10)]
)
def test_what_has_no_lots_goes_back_as_far_as_it_is_there(moved: int, now: int, back: int) -> None:
    assert returned(moved, now) == back


def test_moves_of_one_lot_are_taken_back_in_one() -> None:
    assert undone([LotMove("a", 3), LotMove("b", -3), LotMove("a", -1), LotMove("b", 1)]) == (
        LotMove("b", 2), LotMove("a", -2),
    )  # fmt: skip
    assert replace(LotMove("a", 1), amount=2) == LotMove("a", 2)
