"""A field for names behind the till's key filter on a real X display: `python -m tests.e2e.x_field`.

One JSON object a line: each key as the system brought it before any input method, each reading, each text of the
field, "ready" once the field has the keys. Runs until its standard input ends.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from memberpos.devices.keyboard_wedge import Key, WedgeSettings
from memberpos.ui.keys import KeyRouter


def say(what: str, value: Any) -> None:
    print(json.dumps({what: value}, ensure_ascii=False), flush=True)


def main() -> int:
    app = QApplication([])
    field = QLineEdit()
    router = KeyRouter(lambda _name: False)
    router.use(WedgeSettings())
    seen = router.native._see

    def see(key: Key) -> None:
        say("key", key.text or key.name)
        seen(key)

    router.native._see = see
    router.install(app)
    router.read.connect(lambda reading: say("reading", reading.text))
    field.textChanged.connect(lambda text: say("text", text))
    field.resize(400, 40)
    field.show()
    field.activateWindow()
    field.setFocus()
    looker = QTimer()
    looker.timeout.connect(lambda: field.hasFocus() and (looker.stop(), say("ready", True)))
    looker.start(20)
    ended = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ended.activated.connect(lambda: app.quit() if not os.read(sys.stdin.fileno(), 64) else None)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
