"""A program that does nothing but show a window and say `painted`: the floor of a start. Run with `python -m`."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget


class BareWindow(QWidget):
    """Ends the program after its first paint."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, self._say)

    def _say(self) -> None:
        print("painted", flush=True)  # noqa: T201 - this program is only this line
        QApplication.quit()


def main() -> int:
    """0 after the first paint."""
    app = QApplication(sys.argv[:1])
    window = BareWindow()
    window.resize(1366, 768)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
