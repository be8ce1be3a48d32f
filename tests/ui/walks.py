"""Every example of the gallery in a language, theme and size, looked at for text without room."""

from __future__ import annotations

from tests.ui.gallery import EXAMPLES
from tests.ui.shots import SIZES, settle, staged, strike
from tests.ui.stage import speaking
from tests.ui.text_fit import problems

from memberpos.ui.theme import Theme

#: Room is the same in both (`test_theme.py`): each language is walked in one of them.
LIGHT, DARK = Theme("light"), Theme("dark")
#: The larger targets of touch.
TOUCH = Theme("light", touch=True)
#: Seconds one walk may take where much else is going on.
LIMIT_S = 900


def title(theme: Theme) -> str:
    """A theme in the name of a test."""
    return f"{theme.name}-touch" if theme.touch else theme.name


def problems_of(language: str, theme: Theme) -> list[str]:
    """What has no room, as `example width: problem`."""
    found = []
    with speaking(language):
        for example in EXAMPLES:
            stage = staged(example, theme, SIZES[0])
            for size in SIZES:
                stage.window.resize(*size)
                settle()
                found += [f"{example.name} {size[0]}: {problem}" for problem in problems(stage.window)]
            strike(stage)
    return found
