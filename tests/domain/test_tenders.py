"""Paying: what is refused, what goes where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain.errors import PosError
from memberpos.domain.tenders import Cell, Part, PayLine, StoredSplit, Tender, non_cash_fen, resolve, settle

CASH, CARD, SCAN = "cash", "stored_value", "scan_pay"


def refused(action):
    with pytest.raises(PosError) as caught:
        action()
    return caught.value.code


@pytest.mark.parametrize(
    ("tenders", "due_fen", "fens"),
    [
        ([(CASH, 2000)], 1234, [2000]),
        ([(CASH, None)], 1234, [1234]),
        ([(SCAN, 1000), (CASH, None)], 1234, [1000, 234]),
        ([(CARD, None), (CASH, 34)], 1234, [1200, 34]),
        ([(SCAN, 1234), (CASH, None)], 1234, [1234]),
        ([(SCAN, 0), (CASH, 1234)], 1234, [1234]),
        ([], 0, []),
        ([(CASH, None)], 0, []),
        ([(SCAN, 1000), (CASH, 500)], 1234, [1000, 500]),
    ],
)
def test_tenders_are_filled_in(tenders, due_fen, fens):
    assert [tender.fen for tender in resolve([Tender(kind, fen) for kind, fen in tenders], due_fen)] == fens


@pytest.mark.parametrize(
    ("tenders", "code"),
    [
        ([(CASH, 1233)], "tender_mismatch"),
        ([(SCAN, 1235)], "tender_mismatch"),
        ([(SCAN, 1235), (CASH, None)], "tender_mismatch"),
        ([], "tender_mismatch"),
        ([(SCAN, None), (CASH, None)], "tender_mismatch"),
        ([(CARD, 600), (CARD, 634)], "tender_mismatch"),
        ([(CASH, -1), (SCAN, 1235)], "bad_amount"),
        ([("shells", 1234)], "bad_amount"),
        ([(CASH, 10**16)], "bad_amount"),
    ],
)
def test_tenders_that_do_not_pay(tenders, code):
    assert refused(lambda: resolve([Tender(kind, fen) for kind, fen in tenders], 1234)) == code


def test_two_cards_of_two_accounts_may_pay():
    tenders = [Tender(CARD, 600, "a"), Tender(CARD, 634, "b")]
    assert resolve(tenders, 1234) == tuple(tenders)


def test_what_is_known_before_cash_is_rounded():
    assert non_cash_fen([Tender(SCAN, 1000), Tender(CASH, None)]) == 1000
    assert non_cash_fen([Tender(CASH, 2000)]) == 0
    assert non_cash_fen([Tender(SCAN, 1000)]) is None
    assert non_cash_fen([Tender(CARD, None), Tender(CASH, 10)]) is None


def test_bonus_first_then_principal_then_others_then_cash_net_of_change():
    lines = [PayLine(1, 600), PayLine(2, 400, bonus_allowed=False)]
    tenders = resolve([Tender(CASH, 500), Tender(SCAN, 300), Tender(CARD, 400, "acct")], 1000)
    paid = settle(lines, tenders, {2: StoredSplit(100, 300)})
    assert paid.parts == (
        Part("BONUS", 300, 2, "acct"),
        Part("PRINCIPAL", 100, 2, "acct"),
        Part(SCAN, 300, 1),
        Part(CASH, 300, 0),
    )
    assert paid.change_fen == 200
    assert paid.cells == (
        Cell(1, 0, 300),
        Cell(1, 1, 43),
        Cell(2, 1, 57),
        Cell(1, 2, 129),
        Cell(2, 2, 171),
        Cell(1, 3, 128),
        Cell(2, 3, 172),
    )
    assert paid.part_fen("PRINCIPAL") == 100


def test_bonus_only_on_lines_that_allow_it():
    lines = [PayLine(1, 100), PayLine(2, 900, bonus_allowed=False)]
    tenders = resolve([Tender(CARD, 1000, "a")], 1000)
    assert refused(lambda: settle(lines, tenders, {0: StoredSplit(800, 200)})) == "tender_mismatch"


def test_settle_is_given_what_resolve_made():
    with pytest.raises(ValueError, match="made by resolve"):
        settle([PayLine(1, 5)], [Tender(CASH, 5), Tender(SCAN, 0)], {})
    with pytest.raises(ValueError, match="principal and bonus"):
        settle([PayLine(1, 5)], [Tender(CARD, 5)], {0: StoredSplit(3, 1)})


@st.composite
def payments(draw):
    lines = [
        PayLine(n, draw(st.integers(0, 20_000)), draw(st.booleans())) for n in range(1, draw(st.integers(1, 5)) + 1)
    ]
    due_fen = left = sum(line.net_fen for line in lines)
    bonus_room = sum(line.net_fen for line in lines if line.bonus_allowed)
    tenders, stored = [], {}
    for kind in draw(st.lists(st.sampled_from([CARD, SCAN, "bank_card", "on_account"]), max_size=4)):
        fen = draw(st.integers(0, left))
        left -= fen
        if kind == CARD and fen:
            bonus = draw(st.integers(0, min(bonus_room, fen)))
            bonus_room -= bonus
            stored[len(tenders)] = StoredSplit(fen - bonus, bonus)
        if fen:
            tenders.append(Tender(kind, fen, account=f"a{len(tenders)}"))
    change = draw(st.integers(0, 5000)) if left else 0
    if left:
        tenders.append(Tender(CASH, left + change))
    return lines, tenders, stored, due_fen, change


@given(payments())
def test_columns_sum_to_tenders_and_rows_to_lines(payment):
    lines, tenders, stored, due_fen, change = payment
    paid = settle(lines, resolve(tenders, due_fen), stored)
    assert paid.change_fen == change
    assert all(cell.fen > 0 for cell in paid.cells)
    for line in lines:
        assert sum(cell.fen for cell in paid.cells if cell.line == line.line) == line.net_fen
    for number, part in enumerate(paid.parts):
        assert sum(cell.fen for cell in paid.cells if cell.part == number) == part.fen
    forbidden = {line.line for line in lines if not line.bonus_allowed}
    assert not [cell for cell in paid.cells if cell.line in forbidden and paid.parts[cell.part].kind == "BONUS"]
    kinds = [part.kind for part in paid.parts]
    rank = {"BONUS": 0, "PRINCIPAL": 1, CASH: 3}
    assert kinds == sorted(kinds, key=lambda kind: rank.get(kind, 2))
