from __future__ import annotations

import pytest

from memberpos.reports.table import COUNT, WORD, Column, table

COLUMNS = (Column("tender", WORD, "tender"), Column("n", COUNT), Column("fen"))


def test_totals_sum_figures_and_leave_names_out() -> None:
    made = table("t", COLUMNS, [["cash", 2, 150], ["scan_pay", 1, None]], total=True)
    assert made.totals == (None, 3, 150)
    assert (made.total("n"), made.total("fen")) == (3, 150)


def test_a_column_without_figures_has_no_total() -> None:
    assert table("t", COLUMNS, [["cash", 2, None]], total=True).totals == (None, 2, None)


def test_nothing_has_no_totals() -> None:
    assert table("t", COLUMNS, [], total=True).totals is None
    assert table("t", COLUMNS, [["cash", 1, 1]]).total("n") is None


def test_a_figure_is_found_by_row_and_column() -> None:
    made = table("t", COLUMNS, [["cash", 2, 150]])
    assert made.figure("cash", "fen") == 150
    assert made.figure("bank_card", "fen") is None
    with pytest.raises(KeyError):
        made.place("points")
