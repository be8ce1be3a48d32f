"""The evening: the blind count, the Z, the end of day and its reports."""

from __future__ import annotations

from pathlib import Path

from memberpos.commands.demo_day.stage import DESK, WIDE, Stage
from memberpos.demo_shop.stock import OWNER

#: Five yuan went wrong with the change today.
SHORT_FEN = 500
REASON = "找零差错"


def the_drawer_is_counted(stage: Stage) -> None:
    """Nobody is told what should be in it before the count is kept."""
    stage.at("21:30")
    stage.hand.key("F10")
    stage.hand.wait(lambda: stage.till.place == "shift", "the shift")
    stage.hand.settle()
    stage.shot("shift", "open")
    stage.hand.key("F12")
    stage.hand.wait(lambda: stage.hand.has("count-cash"), "the count")
    stage.hand.settle()
    for pieces, count in (("pieces-10000", 4), ("pieces-5000", 3), ("pieces-2000", 6)):
        stage.hand.click(pieces)
        stage.hand.type(str(count))
    stage.shot("shift", "shift count")
    stage.hand.click("count-cash")
    stage.hand.clear_field()
    stage.hand.type(yuan(stage.drawer_fen - SHORT_FEN))
    stage.hand.wait(lambda: stage.hand.sees("总部已同步"), "headquarters to be up to date", 60)
    stage.hand.key("F12")
    stage.hand.expect("−5.00")
    stage.shot("shift", "difference")


def the_shift_closes(stage: Stage) -> None:
    """A difference has a reason; the Z is printed."""
    stage.hand.click("difference-reason")
    stage.hand.type(REASON)
    with stage.printing():
        stage.hand.key("F12")
        stage.hand.expect("Z")
    stage.line(do="shift.close", counted={"cash_fen": stage.drawer_fen - SHORT_FEN})
    stage.hand.settle()
    stage.shot("shift", "closed with Z")
    stage.hand.key("Return")
    stage.hand.wait(lambda: stage.till.place == "reports", "the end of day")
    stage.hand.settle()
    stage.shot("end-of-day", "not for a cashier")


def the_owner_sees_the_day(stage: Stage) -> None:
    """Figures, what is owed to members, what was out of the ordinary."""
    stage.at("22:05")
    stage.hand.click("user")
    stage.hand.wait(lambda: stage.till.place == "sign_in", "the sign-in screen")
    stage.hand.settle()
    stage.hand.click(OWNER.name)
    stage.hand.type(OWNER.pin)
    stage.hand.key("Return")
    stage.hand.wait(lambda: stage.till.place == "counter", "the counter")
    stage.hand.click("place-reports")
    stage.hand.expect("2026-11-21", "账实")
    stage.tidy()
    stage.shot("end-of-day", "end of day", DESK)
    stage.shot("end-of-day", "end of day", WIDE)


def the_day_is_exported(stage: Stage) -> None:
    """The same figures as a workbook and as a PDF."""
    folder = (stage.record.folder / "reports").resolve()
    _export(stage, "导出 Excel", folder / "end-of-day.xlsx")
    _export(stage, "PDF", folder / "end-of-day.pdf")


def _export(stage: Stage, button: str, path: Path) -> None:
    stage.hand.click(button)
    stage.hand.wait(lambda: stage.hand.has("path"), "the question where to")
    stage.hand.clear_field()
    stage.hand.type(str(path))
    stage.hand.key("Return")
    stage.hand.wait(lambda: path.is_file() and path.stat().st_size > 0, f"the file {path.name}")
    stage.hand.settle()
    stage.record.reports.append(f"reports/{path.name}")


def yuan(fen: int) -> str:
    """An amount as it is typed."""
    return f"{fen // 100}.{fen % 100:02d}"


STEPS = (the_drawer_is_counted, the_shift_closes, the_owner_sees_the_day, the_day_is_exported)
