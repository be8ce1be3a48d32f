"""Nothing is cut off in traditional Chinese."""

from __future__ import annotations

import pytest
from tests.ui.walks import DARK, LIMIT_S, problems_of, title

from memberpos.ui.theme import Theme


@pytest.mark.timeout(LIMIT_S)
@pytest.mark.parametrize("theme", [DARK], ids=title)
def test_everything_has_its_room(qtbot, theme: Theme) -> None:
    assert problems_of("zh_TW", theme) == []
