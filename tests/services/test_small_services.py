"""Numbers of papers, the shop's side of money, who is asked for a card's password, points of a pass."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from memberpos.domain.tenders import Tender
from memberpos.services import cards, money_moves, numbers, pass_books, pass_points, payers, standing
from memberpos.services.checkout import TenderRequest
from memberpos.services.pass_points import Earned
from memberpos.services.shop import shop_of
from memberpos.store import members
from tests.refusals import code_of, refused
from tests.services.passes import check_in, sell
from tests.services.shop import Shop

TODAY = date(2026, 1, 1)


def test_numbers_count_on_without_a_gap(shop: Shop) -> None:
    first, second = numbers.receipt(shop.db), numbers.receipt(shop.db)
    assert (first[:-8], int(second[-8:]) - int(first[-8:])) == (second[:-8], 1)
    assert [numbers.z(shop.db) for _ in range(2)] == [1, 2]


def test_money_taken_in_is_an_asset_of_the_shop() -> None:
    posting = money_moves.paid_in("cash", "CNY", 100, 2)
    assert (posting.account, posting.kind, posting.amount, posting.line) == ("shop:cash", "CASH", -100, 2)
    assert refused(lambda: money_moves.paid_in("pass", "CNY", 1)).facts == {"reason": "tender_kind", "kind": "pass"}
    assert money_moves.shop_side(money_moves.FEES, "CNY", 5).account == "shop:fees"


def test_the_standing_of_a_member_follows_the_shops_tiers(shop: Shop) -> None:
    row = members.by_id(shop.db, shop.enrol().member_id)
    assert row is not None
    rules = shop_of(shop.db).rules
    assert standing.held(row, rules, TODAY) == "普卡"
    assert standing.reached(shop.db, row, rules, TODAY) == 0
    shop.sell(row.id, ("BEANS", 3000))
    row = members.by_id(shop.db, row.id)
    assert row is not None
    assert standing.held(row, rules, TODAY) == "金卡"
    assert standing.reached(shop.db, row, rules, TODAY) == 27_000
    assert [each.tier for each in standing.past(shop.db, row, rules)] == ["普卡"]
    shop.set(tiers=[])
    assert standing.held(row, shop_of(shop.db).rules, TODAY) is None


def test_a_card_with_a_password_asks_for_it_and_others_do_not(shop: Shop) -> None:
    member = shop.enrol().member_id
    cards.issue(shop.use(), member, "7001", password="271828")
    tender = TenderRequest("stored_value", 100)
    cart = shop.cart(member, ("LATTE", 1000))
    assert payers.shown(shop.use(), cart, (TenderRequest("cash", None),)) == (payers.Shown("", ""),)
    assert refused(lambda: payers.shown(shop.use(), cart, (tender,))).facts == {"at": 0, "number": "7001"}
    known = TenderRequest("stored_value", 100, password="271828")
    assert payers.shown(shop.use(), cart, (known,)) == (payers.Shown("7001", "password"),)
    wrong = TenderRequest("stored_value", 100, password="314159")
    assert code_of(payers.shown, shop.use(), cart, (wrong,)) == "wrong_pin"


def test_a_lost_card_and_a_days_limit_hold_in_the_sale_itself(shop: Shop) -> None:
    member = shop.enrol()
    cards.issue(shop.use(), member.member_id, "7001", "sub", 500)

    def pays(fen: int) -> Tender:
        return Tender("stored_value", fen, account=member.account_id, card="7001")

    payers.allow(shop.db, pays(500), TODAY)
    assert refused(lambda: payers.allow(shop.db, pays(501), TODAY)).facts == {"limit_fen": 500, "left_fen": 500}
    cards.lost(shop.use(), "7001")
    assert code_of(payers.allow, shop.db, pays(1), TODAY) == "card_lost"


def test_what_a_pass_earned_is_read_back_and_clawed_by_its_base(desk: Shop, member: str) -> None:
    earned = Earned(750, 50_000, Fraction(3, 2), "lot")
    assert pass_points.earned_from(earned.data) == Earned(750, 50_000, Fraction(3, 2), "lot")
    rules = shop_of(desk.db).rules
    assert pass_points.to_claw(desk.use(), earned, 50_000, 0, rules) == 750
    assert pass_points.to_claw(desk.use(), earned, 25_000, 0, rules) == 375
    assert pass_points.to_claw(desk.use(), earned, 50_000, 740, rules) == 10
    assert pass_points.to_claw(desk.use(), earned, 50_000, 800, rules) == 0
    assert pass_points.postings("a", ()) == []


def test_a_pass_is_found_by_number_kind_and_id_where_it_is_the_only_one(desk: Shop, member: str) -> None:
    one = sell(desk, member)
    assert pass_books.only(desk.db, one.pass_id).id == pass_books.only(desk.db, one.receipt_no).id == one.pass_id
    assert pass_books.only(desk.db, "TEN").id == one.pass_id
    assert pass_books.holder(desk.db, pass_books.only(desk.db, "TEN")).id == member
    sell(desk, member)
    assert code_of(pass_books.only, desk.db, "TEN") == "not_found"
    check_in(desk, member, one.pass_id)
    change = pass_books.taken(desk.db, pass_books.only(desk.db, one.pass_id), 12 - 1)
    assert change.amount == -11
    amounts = [p.amount for p in pass_books.postings(None, pass_books.only(desk.db, one.pass_id), "CNY", None)]
    assert amounts == [11, -11, 50_000 - 4_167]
