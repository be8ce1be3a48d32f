"""States of the shift's screen and the end of day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.ui.gallery_counter import front
from tests.ui.stage import NOW_MS, Stage

from memberpos.domain.shift import Counted
from memberpos.reports.end_of_day import EndOfDay, Tiles
from memberpos.reports.table import COUNT, DIFFERENCE, TEXT, WORD, Column, Table, table
from memberpos.services.day_close import DayFacts
from memberpos.services.shift_view import ShiftFacts
from memberpos.store.day_figures import CashMove
from memberpos.store.shifts import ShiftRow
from memberpos.ui.dialogs.cash_move import CashMoveDialog
from memberpos.ui.dialogs.save_as import SaveAsDialog
from memberpos.ui.dialogs.shift_reports import ShiftClosedDialog, XReportDialog
from memberpos.ui.screens.end_of_day import EndOfDayScreen
from memberpos.ui.screens.shift import COUNTED, ShiftScreen

Show = Callable[[Stage], None]
SHIFT = ShiftRow("s", "20261121-A", "open", "s1", NOW_MS - 6_000_000, 1, "2026-11-21", 50000)
MOVES = (
    CashMove(NOW_MS - 600_000, "no_sale", 0, "换零钱", "周敏"),
    CashMove(NOW_MS - 1_800_000, "drop", 200000, "缴款到保险箱", "欧阳明珠"),
    CashMove(NOW_MS - 3_600_000, "paid_out", 3500, "买灯泡,五金店,收据已夹在交班本第十二页,待报销", "周敏"),
    CashMove(NOW_MS - 5_400_000, "paid_in", 20000, "银行换零", "周敏"),
)
FACTS = ShiftFacts(SHIFT, "Asia/Shanghai", "CNY", "周敏", 289, 3, 18, MOVES)
HOURS = (571, 990, 1846, 2302, 1680, 1351, 1236, 2112, 2604, 1769, 912, 380)


def _figures(key: str, columns: str, rows: list[tuple[object, ...]], *, total: bool = False) -> Table:
    kinds = {"n": COUNT, "difference": DIFFERENCE, "z": COUNT, "staff": TEXT, "reason": TEXT, "shift": TEXT}
    made = [
        Column(name, WORD if not at and name not in kinds else kinds.get(name, "money"))
        for at, name in enumerate(columns.split())
    ]
    return table(key, made, rows, total=total)  # type: ignore[arg-type]


def day(*, counted: bool = True) -> EndOfDay:
    """A busy Saturday; not counted: its shift is open."""
    cells = [
        ("cash", 64, 231800, 450000, 681800),
        ("scan_pay", 179, 1061450, 200000, 1261450),
        ("bank_card", 9, 112000, 0, 112000),
    ]
    done = [(*row, row[-1] - 200 if row[0] == "cash" else row[-1], -200 if row[0] == "cash" else 0) for row in cells]
    received = _figures("received", "tender n sales top_ups system counted difference",
                        done if counted else [(*row, None, None) for row in cells], total=True)  # fmt: skip
    value = _figures("sales_value", "tender n sales refunds net", [
        *((name, n, sales, 0, sales) for name, n, sales, *_ in cells),
        ("stored_principal", 88, 401200, 0, 401200), ("stored_bonus", 52, 57800, 0, 57800)], total=True)  # fmt: skip
    value = replace(value, totals=(None, 289, *value.totals[2:]))
    drawer = _figures("drawer", "shift z staff float expected counted difference reason", [
        ("20261121-A", 412, "周敏", 50000, 731800, 731600, -200, "找零有误"),
        ("20261121-B", None, "欧阳明珠", 50000, None, None, None, "")])  # fmt: skip
    exceptions = _figures("exceptions", "item n amount", [
        ("refunds", 3, 12800), ("price_overrides", 2, 1500), ("no_sale_drawer", 4, None), ("paid_out", 1, 3500),
        ("drop", 1, 200000), ("reprints", 6, None), ("manual_points", 1, None), ("lost_cards", 1, None)])  # fmt: skip
    units = table("rolls_units", [Column("item", WORD), *(Column(n, COUNT) for n in ("opening", "in", "out", "closing"))],
                  [("points", 1204310, 15204, 6300, 1213214)])  # fmt: skip
    points = table("points", [Column("item", WORD), Column("points", COUNT)], [("issued", 15204), ("redeemed", 6300)])
    return EndOfDay(
        "2026-11-21", "阳光咖啡", "CNY", Tiles(1864250, 1722900, 289, 1864250, 212, 1368360, 650000, 78000, 15204, 6300, 14, 5),
        (received, value, units, points, drawer, exceptions), tuple((9 + at, fen * 100) for at, fen in enumerate(HOURS)),
        (("opening", 41280600), ("top_ups", 728000), ("spent", -459000), ("returned", 0), ("other", 0), ("closing", 41549600)),
        None if counted else "20261121-B", (412,), "2026-01-01",
    )  # fmt: skip


def _rights(stage: Stage, *rights: str) -> None:
    stage.window.set_session(replace(stage.window.session(), rights=frozenset(rights)))


def end_of_day(facts: DayFacts | None, then: Callable[[EndOfDayScreen], object] | None = None) -> Show:
    def show(stage: Stage) -> None:
        if facts is not None:
            _rights(stage, "report.see", "export.make")
        screen = front(stage, "reports", EndOfDayScreen)
        if facts is not None:
            screen.show_day(facts)
        if then is not None:
            then(screen)

    return show


def shift(facts: ShiftFacts, then: Callable[[ShiftScreen], object] | None = None) -> Show:
    def show(stage: Stage) -> None:
        _rights(stage, "report.x")
        screen = front(stage, "shift", ShiftScreen)
        screen.show_facts(facts)
        if then is not None:
            then(screen)

    return show


def _counting(screen: ShiftScreen) -> None:
    sheet = screen._count._sheet
    for value, n in ((10000, 61), (5000, 12), (2000, 8), (1000, 11), (500, 7), (100, 26), (50, 9), (10, 5)):
        sheet._pieces[value].setText(str(n))
    screen._count._others["scan_pay"].set_fen(1261450)


def _gave_back(screen: ShiftScreen) -> None:
    _counting(screen)
    screen._count._others["bank_card"].set_fen(-112000)


def _counted(screen: ShiftScreen, cash: Counted, card_fen: int = 112000) -> None:
    screen._step = COUNTED
    screen._review.show_count(
        {"cash": cash, "scan_pay": Counted(1261450, 1261450), "bank_card": Counted(card_fen, card_fen)}
    )
    screen._show()


def _closed(screen: ShiftScreen) -> None:
    from memberpos.services.shifts import ShiftClosed

    z = {"sales_fen": 1864250, "recharges_fen": 650000}
    ShiftClosedDialog(screen, screen.context, ShiftClosed(412, 731800, 731600, -200, {}, z, "e")).open()


def _x(screen: ShiftScreen) -> None:
    dialog = XReportDialog(screen, screen.context)
    dialog.open()
    dialog._show(
        {"sales_fen": 1864250, "discount_fen": 112300, "refunds_fen": 12800, "recharges_fen": 650000,
         "tenders": {"cash": {"in_fen": 694600, "out_fen": 12800}, "scan_pay": {"in_fen": 1261450, "out_fen": 0}},
         "expected_cash_fen": 731800, "points": {"issued": 15204}}
    )  # fmt: skip


COUNTING_FACTS = replace(FACTS, shift=replace(SHIFT, state="counting"), stale=True)
STATES: dict[str, Show] = {
    "end-of-day": end_of_day(DayFacts(day(), "2026-11-21", "Asia/Shanghai", ())),
    "end-of-day-open-shift": end_of_day(DayFacts(day(counted=False), "2026-11-21", "Asia/Shanghai", ("balance:a",))),
    "end-of-day-empty": end_of_day(
        DayFacts(
            replace(
                day(), hours=(), tiles=Tiles(*[0] * 12),
                tables=tuple(Table(t.key, t.columns, () if t.key in ("exceptions", "drawer") else t.rows, t.totals) for t in day().tables),
            ),
            "2026-11-21", "Asia/Shanghai", (),
        )
    ),
    "end-of-day-no-right": end_of_day(None),
    "end-of-day-save": end_of_day(
        DayFacts(day(), "2026-11-21", "Asia/Shanghai", ()), lambda screen: screen.export(".xlsx")
    ),
    "shift-none": shift(ShiftFacts(None, "Asia/Shanghai", "CNY")),
    "shift-open": shift(FACTS),
    "shift-open-quiet": shift(replace(FACTS, moves=())),
    "shift-x": shift(FACTS, _x),
    "shift-counting": shift(COUNTING_FACTS, _counting),
    "shift-counting-gave-back": shift(COUNTING_FACTS, _gave_back),
    "shift-gave-back": shift(COUNTING_FACTS, lambda screen: _counted(screen, Counted(731800, 731800), -112000)),
    "shift-count-missing": shift(COUNTING_FACTS, lambda screen: screen.count()),
    "shift-short": shift(COUNTING_FACTS, lambda screen: (_counted(screen, Counted(731800, 731600)), screen.close_shift())),
    "shift-right": shift(COUNTING_FACTS, lambda screen: _counted(screen, Counted(731800, 731800))),
    "shift-closed": shift(FACTS, _closed),
    "shift-pay-out": shift(FACTS, lambda screen: (screen.cash_move("paid_out"), _dialog(screen).accept())),
    "shift-open-drawer": shift(FACTS, lambda screen: screen.cash_move("no_sale")),
}  # fmt: skip


def _dialog(screen: ShiftScreen) -> CashMoveDialog | SaveAsDialog:
    return screen.window().findChildren(CashMoveDialog)[-1]
