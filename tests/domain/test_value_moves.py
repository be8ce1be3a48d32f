"""Lots that go to another account, and undoing a top-up."""

from datetime import date
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.errors import PosError
from memberpos.domain.ledger import Lot, LotMove
from memberpos.domain.lots import apply, balance
from memberpos.domain.stored_value import RechargeUse, closing, recharge_lots, recharge_uses, spend
from memberpos.domain.value_moves import carry_all, carry_principal, take_principal, undo

TODAY = date(2026, 1, 31)


def ids():
    return (f"new{n}" for n in count())


def recharge(name, principal_fen, bonus_fen, at_ms):
    return recharge_lots(name, "a", "e", at_ms, (f"{name}p", principal_fen), (f"{name}b", bonus_fen))


TWO = [*recharge("r1", 100, 20, 1), *recharge("r2", 100, 50, 2)]


def test_a_transfer_takes_the_oldest_principal_and_keeps_top_up_and_date():
    carried = carry_principal(TWO, (), 130, TODAY, "b", ids())
    assert carried.out.moves == (LotMove("r1p", -100), LotMove("r2p", -30))
    assert [(lot.account, lot.kind, lot.recharge_id, lot.made_at_ms, lot.open) for lot in carried.arrived.new] == [
        ("b", "PRINCIPAL", "r1", 1, 100), ("b", "PRINCIPAL", "r2", 2, 30),
    ]  # fmt: skip
    assert carried.fen == 130


def test_a_transfer_never_takes_bonus_nor_pays_with_what_is_not_there():
    with pytest.raises(PosError) as caught:
        carry_principal(TWO, (), 201, TODAY, "b", ids())
    assert (caught.value.code, caught.value.facts) == ("insufficient_stored_value", {"have_fen": 200, "asked_fen": 201})
    with pytest.raises(PosError, match="insufficient_stored_value"):
        take_principal([Lot("d", "a", "PRINCIPAL", 0, -5, 1), *TWO], 1, TODAY)


def test_what_arrives_pays_a_debt_first():
    debt = Lot("d", "b", "PRINCIPAL", 0, -30, 1)
    carried = carry_principal(TWO, (debt,), 40, TODAY, "b", ids())
    assert balance(apply((debt,), carried.arrived)) == 10
    assert [lot.open for lot in carried.arrived.new] == [10]


def test_a_card_takes_along_what_was_used_of_its_top_ups():
    spent = spend(TWO, 150, "bonus_first", 10**9, TODAY)
    lots = apply(apply(TWO, spent.bonus), spent.principal)
    before = closing(tuple(recharge_uses(lots).values()))
    carried = carry_all(lots, {}, (), "b", ids())
    there = apply((), carried.arrived)
    assert closing(tuple(recharge_uses(there).values())) == before
    assert balance(apply(lots, carried.out)) == 0
    assert {lot.account for lot in there} == {"b"}


def test_what_had_left_before_is_not_carried():
    lots = apply(TWO, carry_principal(TWO, (), 130, TODAY, "c", ids()).out)
    carried = carry_all(lots, {"r1p": 100, "r2p": 30}, (), "b", ids())
    assert [(lot.recharge_id, lot.kind, lot.granted, lot.open) for lot in carried.arrived.new] == [
        ("r1", "BONUS", 20, 20), ("r2", "PRINCIPAL", 70, 70), ("r2", "BONUS", 50, 50),
    ]  # fmt: skip


def test_what_was_transferred_is_not_consumed():
    lots = apply(TWO, carry_principal(TWO, (), 60, TODAY, "b", ids()).out)
    uses = recharge_uses(lots, {"r1p": 60})
    assert uses["r1"] == RechargeUse(40, 20, 40, 20)
    assert closing(tuple(uses.values())).principal_first_fen == 140


@pytest.mark.parametrize(
    ("spent", "order", "figures"),
    [
        (0, "bonus_first", (100, 20, 0, 0, 100)),
        (15, "bonus_first", (100, 5, 15, 15, 85)),
        (50, "bonus_first", (70, 0, 20, 20, 50)),
        (50, "principal_first", (50, 20, 0, 0, 50)),
        (60, "proportional", (50, 10, 10, 10, 40)),
        (105, "bonus_first", (15, 0, 20, 15, 0)),
    ],
)
def test_used_bonus_is_charged_to_the_principal_that_is_left(spent, order, figures):
    lots = [*recharge("r1", 100, 20, 1)]
    taken = spend(lots, spent, order, 10**9, TODAY)
    done = undo(apply(apply(lots, taken.bonus), taken.principal), {})
    assert (done.principal_fen, done.bonus_fen, done.bonus_used_fen, done.charge_fen, done.refund_fen) == figures


def test_used_up_principal_cannot_be_undone():
    with pytest.raises(PosError, match="nothing_to_refund"):
        undo([Lot("p", "a", "PRINCIPAL", 100, 0, 1), Lot("b", "a", "BONUS", 20, 20, 1)], {})


@given(
    st.lists(st.tuples(st.integers(1, 500), st.integers(0, 300)), min_size=1, max_size=4),
    st.sampled_from(["bonus_first", "principal_first", "proportional"]),
    st.data(),
)
def test_a_transfer_there_and_back_leaves_every_figure(entries, order, data):
    lots = [lot for n, (p, b) in enumerate(entries) for lot in recharge(f"r{n}", p, b, n)]
    fen = data.draw(st.integers(0, sum(p + b for p, b in entries)))
    taken = spend(lots, fen, order, 10**9, TODAY)
    lots = list(apply(apply(lots, taken.bonus), taken.principal))
    left = sum(lot.open for lot in lots if lot.kind == "PRINCIPAL")
    moved = data.draw(st.integers(0, left))
    there = carry_principal(lots, (), moved, TODAY, "b", ids())
    after = apply(lots, there.out)
    assert sum(lot.open for lot in there.arrived.new) == moved
    assert balance([lot for lot in after if lot.kind == "PRINCIPAL"]) == left - moved
    gone = {move.lot_id: -move.amount for move in there.out.moves}
    uses = recharge_uses(after, gone)
    for name, use in recharge_uses(lots).items():
        out = sum(-m.amount for m in there.out.moves if m.lot_id == f"{name}p")
        assert uses[name].principal_fen == use.principal_fen - out
        assert uses[name].principal_open_fen == use.principal_open_fen - out


@given(st.integers(1, 500), st.integers(0, 500), st.data())
def test_undoing_pays_back_what_was_paid_less_what_was_had(paid, gift, data):
    lots = [*recharge("r", paid, gift, 1)]
    fen = data.draw(st.integers(0, paid + gift))
    order = data.draw(st.sampled_from(["bonus_first", "principal_first", "proportional"]))
    taken = spend(lots, fen, order, 10**9, TODAY)
    after = apply(apply(lots, taken.bonus), taken.principal)
    if taken.principal_fen == paid:
        return
    done = undo(after, {})
    assert done.refund_fen == max(0, paid - fen)
    assert done.refund_fen + done.charge_fen == done.principal_fen
