"""The till as `memberpos` starts it, on the data folder given; says `painted` once somebody may sign in, and ends."""

from __future__ import annotations

import sys
from pathlib import Path

from memberpos import app
from memberpos.app import TillApp


def main(home: Path) -> int:
    """0 once the sign-in was painted."""
    return app.main(home, _watch)


def _watch(till: TillApp) -> None:
    from memberpos.ui.measure import PaintClock

    def ready() -> bool:
        return till.window.place == "sign_in" and till.background.idle

    def painted(_at_s: float) -> None:
        print("painted", flush=True)
        till.app.quit()

    PaintClock(till.window, ready, painted)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
