"""How passes are found and what a change of one posts; what falls due; what other tenders have left to pay."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.ledger import LotMove
from memberpos.domain.lots import Change
from memberpos.domain.tenders import PayLine, Tender
from memberpos.services import due, pass_books, pass_desk, pass_expiry, pass_tenders
from memberpos.services.money_moves import PASS_REVENUE
from memberpos.services.pass_points import Earned, earned_from, to_claw
from memberpos.services.shop import shop_of
from memberpos.store import ledger, members, passes
from tests.refusals import refused
from tests.services.passes import check_in, refund, sell
from tests.services.shop import DAY_MS, Shop


def test_a_pass_is_named_by_id_receipt_or_kind(desk: Shop, member: str) -> None:
    sold = sell(desk, member)
    row = members.by_id(desk.db, member)
    assert {pass_books.only(desk.db, key, row).id for key in (sold.pass_id, sold.receipt_no, "TEN")} == {sold.pass_id}
    assert pass_books.only(desk.db, "TEN").id == sold.pass_id, "the only one of its kind needs no member"
    other = members.by_id(desk.db, desk.enrol("乙").member_id)
    assert refused(lambda: pass_books.named(desk.db, sold.pass_id, other)).facts == {"what": "pass"}
    second = sell(desk, member)
    assert {one.id for one in pass_books.named(desk.db, "TEN", row)} == {sold.pass_id, second.pass_id}
    assert refused(lambda: pass_books.named(desk.db, "TEN")).code == "not_found"
    assert refused(lambda: pass_books.only(desk.db, "TEN", row)).code == "not_found"
    refund(desk, second.pass_id)
    assert [one.id for one in pass_books.named(desk.db, "TEN", row)] == [sold.pass_id], "what was paid back steps aside"
    refund(desk, sold.pass_id)
    assert [one.state for one in pass_books.named(desk.db, "TEN", row)] == ["refunded"], "or is all there is"


def test_uses_come_back_to_the_lot_that_gave_them_last(desk: Shop, member: str) -> None:
    """11 of 12 take all paid uses and one gift use; two come back: the gift one, then a paid one."""
    one = passes.find(desk.db, sell(desk, member).pass_id).one  # type: ignore[union-attr]
    taken = pass_books.taken(desk.db, one, 11)
    assert [move.amount for move in taken.moves] == [-10, -1]
    change, paid, gift = pass_books.returned(desk.db, one, taken.moves, 2)
    assert ([move.amount for move in change.moves], paid, gift) == ([1, 1], 1, 1)
    again = pass_books.returned(desk.db, one, (*taken.moves, *change.moves), 9)
    assert again[1:] == (9, 0), "the gift use that came back is not given twice"
    foreign = LotMove("another-lot", -5)
    assert pass_books.returned(desk.db, one, [foreign], 5) == (Change(), 0, 0)


def test_what_is_due_and_when(desk: Shop, member: str) -> None:
    """TEN ends on 2026-01-31, MONTHLY on 2026-02-01, ENDLESS never; each is due the day after."""
    for code in ("TEN", "MONTHLY", "ENDLESS"):
        sell(desk, member, code)
    used_up = sell(desk, (nobody := desk.enrol("乙").member_id))
    check_in(desk, nobody, used_up.pass_id, 12)
    last, day_after, later = date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 10)
    row = members.by_id(desk.db, member)
    assert row is not None
    assert (pass_expiry.WORK.members(desk.db, last), pass_expiry.WORK.next_due(desk.db, row, last)) == ([], None)
    assert pass_expiry.WORK.members(desk.db, day_after) == [member], "nothing is left of the other one"
    assert pass_expiry.WORK.next_due(desk.db, row, later) == day_after
    desk.now_ms += 40 * DAY_MS
    with desk.db.transaction():
        use = desk.use()
        shop = shop_of(desk.db)
        assert pass_expiry.WORK.run(use, row, shop, day_after)
        assert not pass_expiry.WORK.run(use, row, shop, day_after), "done once"
    assert pass_expiry.WORK.next_due(desk.db, row, later) == date(2026, 2, 2)
    due.run_all(desk.use())
    rows = desk.db.all("SELECT business_date FROM event WHERE kind = 'pass.expire' ORDER BY seq")
    assert [tuple(one) for one in rows] == [("2026-02-01",), ("2026-02-02",)]


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.fractions(0, 5, max_denominator=100), st.text(max_size=8))
def test_what_was_earned_survives_the_event(points: int, base_fen: int, multiplier: Fraction, lot: str) -> None:
    earned = Earned(points, base_fen, multiplier, lot)
    assert earned_from(earned.data) == earned


def test_points_that_expired_are_not_taken_back(desk: Shop, member: str) -> None:
    """500 points earned by 500.00; half the base refunded owes 250, less what was taken before or expired."""
    sold = Earned(500, 50000, Fraction(1), "")
    rules = shop_of(desk.db).rules
    assert to_claw(desk.use(), sold, 25000, 0, rules) == 250
    assert to_claw(desk.use(), sold, 25000, 100, rules) == 150
    assert to_claw(desk.use(), sold, 50000, 600, rules) == 0
    desk.set(points__expiry="months:1:end_of_month")
    pass_id = sell(desk, member, "ENDLESS").pass_id
    lot = desk.db.value("SELECT id FROM lot WHERE kind = 'POINTS'")
    desk.now_ms += 70 * DAY_MS
    due.run_all(desk.use())
    assert ledger.expired_of_lot(desk.db, lot) == 99
    assert refund(desk, pass_id).points_clawed == 0


def test_other_tenders_pay_what_passes_leave() -> None:
    """Line 1 is paid whole, line 2 in part by two passes, line 3 not at all."""
    given_by = (
        Tender("pass", 500, pays=((1, 300), (2, 200))),
        Tender("cash", None),
        Tender("pass", 50, pays=((2, 50),)),
    )
    spending = pass_tenders.PassSpending(given_by, (), "CNY")
    lines = [PayLine(1, 300), PayLine(2, 1000, bonus_allowed=False), PayLine(3, 70)]
    assert spending.left_to_pay(lines) == [PayLine(1, 0), PayLine(2, 750, bonus_allowed=False), PayLine(3, 70)]


def test_an_undone_first_use_starts_anew_and_moves_no_money(desk: Shop, member: str) -> None:
    one = sell(desk, member, "FIRST")
    before = passes.find(desk.db, one.pass_id).one  # type: ignore[union-attr]
    used = check_in(desk, member, one.pass_id)
    after = passes.find(desk.db, one.pass_id).one  # type: ignore[union-attr]
    posted = pass_books.postings(before, after, "CNY", PASS_REVENUE)
    assert sum(posting.amount for posting in posted if posting.unit == "USE") == 0
    assert sum(posting.amount for posting in posted if posting.unit == "CNY") == 0
    pass_desk.undo(desk.use(), used.event_id)
    assert passes.find(desk.db, one.pass_id).one == before  # type: ignore[union-attr]
