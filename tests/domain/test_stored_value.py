"""Spending orders and closing."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.errors import PosError
from memberpos.domain.ledger import Lot, LotMove
from memberpos.domain.lots import apply
from memberpos.domain.rules import Rules
from memberpos.domain.stored_value import (
    SPEND_ORDERS,
    Closing,
    RechargeUse,
    bonus_limit,
    closing,
    recharge_lots,
    recharge_uses,
    spend,
    spendable,
)
from memberpos.domain.tenders import PayLine

TODAY = date(2026, 1, 31)
MUCH = 10**12


def recharge(name, principal_fen, bonus_fen, at_ms):
    return recharge_lots(name, "acct", "e", at_ms, (f"{name}p", principal_fen), (f"{name}b", bonus_fen))


TWO = [*recharge("r1", 100, 20, 1), *recharge("r2", 100, 50, 2)]


@pytest.mark.parametrize(
    ("order", "fen", "principal", "bonus"),
    [
        ("proportional", 180, 140, 40),
        ("bonus_first", 180, 110, 70),
        ("principal_first", 180, 180, 0),
        ("principal_first", 230, 200, 30),
        ("bonus_first", 60, 0, 60),
        ("proportional", 270, 200, 70),
    ],
)
def test_spending_orders(order, fen, principal, bonus):
    spent = spend(TWO, fen, order, MUCH, TODAY)
    assert (spent.principal_fen, spent.bonus_fen) == (principal, bonus)


def test_oldest_recharge_first():
    assert spend(TWO, 60, "bonus_first", MUCH, TODAY).bonus.moves == (LotMove("r1b", -20), LotMove("r2b", -40))
    late_first = [*recharge("r2", 100, 0, 2), *recharge("r1", 100, 0, 1)]
    assert spend(late_first, 150, "principal_first", MUCH, TODAY).principal.moves == (
        LotMove("r1p", -100),
        LotMove("r2p", -50),
    )


@pytest.mark.parametrize(
    ("order", "limit", "principal", "bonus"),
    [
        ("bonus_first", 30, 150, 30),
        ("principal_first", 30, 180, 0),
        ("proportional", 30, 150, 30),
        ("proportional", 0, 180, 0),
    ],
)
def test_the_bonus_limit_leaves_the_rest_to_principal(order, limit, principal, bonus):
    spent = spend(TWO, 180, order, limit, TODAY)
    assert (spent.principal_fen, spent.bonus_fen) == (principal, bonus)


def test_a_tender_that_is_not_covered_is_refused_as_a_whole():
    for limit, have in ((MUCH, 270), (30, 230)):
        with pytest.raises(PosError) as caught:
            spend(TWO, 271, "bonus_first", limit, TODAY)
        assert (caught.value.code, caught.value.facts["have_fen"]) == ("insufficient_stored_value", have)


def test_instalments_count_from_their_day_and_a_debt_stops_its_kind():
    later = Lot("later", "acct", "BONUS", 40, 40, 1, available_from="2026-02-01", recharge_id="r1")
    assert spendable([*TWO, later], TODAY, MUCH) == 270
    assert spendable([*TWO, later], date(2026, 2, 1), MUCH) == 310
    assert spendable([Lot("d", "acct", "PRINCIPAL", 0, -5, 1), *TWO], TODAY, MUCH) == 70


def test_the_bonus_limit_of_a_sale():
    lines = [PayLine(1, 1000), PayLine(2, 500, bonus_allowed=False)]
    assert bonus_limit(1500, lines, Rules()) == 1000
    assert bonus_limit(1500, lines, Rules(stored_value_bonus_cap_percent=50)) == 750
    assert bonus_limit(1501, lines, Rules(stored_value_bonus_cap_percent=33)) == 495


def test_closing_vector_of_the_rules():
    done = closing([RechargeUse(300_000, 100_000, 0, 40_600)])
    assert done == Closing(40_600, 0, 30_450)
    assert [done.by(method, "consumer") for method in SPEND_ORDERS] == [40_600, 0, 30_450]
    assert [done.by(method, "shop") for method in SPEND_ORDERS] == [40_600, 30_450, 30_450]


def test_exhausted_recharges_drop_out_of_a_closing():
    spent = RechargeUse(50_000, 5_000, 0, 0)
    fresh = RechargeUse(10_000, 0, 10_000, 0)
    assert closing([spent, fresh]) == closing([fresh]) == Closing(10_000, 10_000, 10_000)
    assert closing([]) == Closing(0, 0, 0)


@pytest.mark.parametrize(("method", "cause"), [("average", "consumer"), ("bonus_first", "weather")])
def test_methods_and_causes_are_a_fixed_set(method, cause):
    with pytest.raises(PosError):
        closing([]).by(method, cause)


def test_the_uses_behind_lots():
    lots = apply(TWO, spend(TWO, 180, "proportional", MUCH, TODAY).principal)
    assert recharge_uses([*lots, Lot("d", "acct", "BONUS", 0, -5, 1)]) == {
        "r1": RechargeUse(100, 20, 0, 20),
        "r2": RechargeUse(100, 50, 60, 50),
    }


recharges = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=5)


@given(recharges, st.sampled_from(SPEND_ORDERS), st.integers(0, 2000), st.data())
def test_a_spend_takes_exactly_its_amount_within_the_limit(entries, order, limit, data):
    lots = [lot for n, (p, b) in enumerate(entries) for lot in recharge(f"r{n}", p, b, n)]
    fen = data.draw(st.integers(0, spendable(lots, TODAY, limit)))
    spent = spend(lots, fen, order, limit, TODAY)
    assert spent.principal_fen + spent.bonus_fen == fen
    assert (spent.principal.amount, spent.bonus.amount) == (-spent.principal_fen, -spent.bonus_fen)
    assert spent.bonus_fen <= limit
    after = apply(apply(lots, spent.principal), spent.bonus)
    assert all(0 <= lot.open <= lot.granted for lot in after)
    kinds = {lot.id: lot.kind for lot in lots}
    assert {kinds[move.lot_id] for move in spent.bonus.moves} <= {"BONUS"}
    assert {kinds[move.lot_id] for move in spent.principal.moves} <= {"PRINCIPAL"}


@given(recharges, st.integers(0, 5000), st.integers(0, 2000), st.integers(0, 2000))
def test_two_spends_in_one_kind_first_take_what_one_would(entries, limit, first, second):
    lots = [lot for n, (p, b) in enumerate(entries) for lot in recharge(f"r{n}", p, b, n)]
    if first + second > spendable(lots, TODAY, limit):
        return
    for order in ("bonus_first", "principal_first"):
        once = spend(lots, first + second, order, limit, TODAY)
        one = spend(lots, first, order, limit, TODAY)
        rest = apply(apply(lots, one.principal), one.bonus)
        two = spend(rest, second, order, limit - one.bonus_fen, TODAY)
        assert one.bonus_fen + two.bonus_fen == once.bonus_fen


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.data())
def test_closings_lie_between_nothing_and_the_principal(paid, gift, data):
    consumed = data.draw(st.integers(0, paid + gift - 1))
    left = paid + gift - consumed
    done = closing([RechargeUse(paid, gift, left, 0)])
    assert 0 <= done.principal_first_fen <= done.proportional_fen <= done.bonus_first_fen <= paid
