"""Nothing is cut off in the language of most shops; also with the larger targets of touch."""

from __future__ import annotations

import pytest
from tests.ui.walks import LIGHT, LIMIT_S, TOUCH, problems_of, title

from memberpos.ui.theme import Theme


@pytest.mark.timeout(LIMIT_S)
@pytest.mark.parametrize("theme", [LIGHT, TOUCH], ids=title)
def test_everything_has_its_room(qtbot, theme: Theme) -> None:
    assert problems_of("zh_CN", theme) == []
