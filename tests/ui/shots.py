"""Pictures of all examples: `python -m tests.ui.shots FOLDER [language] [theme] [touch]`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication
from shiboken6 import delete
from tests.ui.gallery import CODE, EXAMPLES, Example
from tests.ui.stage import Stage, make_stage, speaking

from memberpos.ui.theme import Theme

SIZES = ((1366, 768), (1920, 1080))


def staged(example: Example, theme: Theme, size: tuple[int, int]) -> Stage:
    """The window in the state of `example`, laid out and painted."""
    stage = make_stage(theme, {"recovery_code": CODE})
    stage.window.resize(*size)
    stage.window.show()
    example.show(stage)
    settle()
    return stage


def strike(stage: Stage) -> None:
    """Take the window down at once: leftovers would be polished again with each new theme."""
    stage.window.close()
    settle()
    delete(stage.window)


def settle() -> None:
    """Let layouts and polishing finish."""
    for _ in range(3):
        QApplication.processEvents()


def shoot(folder: Path, language: str, theme: Theme) -> list[Path]:
    """A picture of each example at each size."""
    folder.mkdir(parents=True, exist_ok=True)
    with speaking(language):
        return [path for example in EXAMPLES for path in _shoot_one(folder, example, language, theme)]


def _shoot_one(folder: Path, example: Example, language: str, theme: Theme) -> Iterator[Path]:
    for size in SIZES:
        stage = staged(example, theme, size)
        path = folder / f"{example.name}-{size[0]}-{language}-{theme.name}.png"
        stage.window.grab().save(str(path))
        strike(stage)
        yield path


def main(arguments: list[str]) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    language = next((a for a in arguments[1:] if a in ("zh_CN", "zh_TW", "en")), "zh_CN")
    theme = Theme("dark" if "dark" in arguments else "light", touch="touch" in arguments)
    for path in shoot(Path(arguments[0]), language, theme):
        print(path)
    app.processEvents()


if __name__ == "__main__":
    main(sys.argv[1:])
