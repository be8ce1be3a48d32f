from __future__ import annotations

import pytest

from memberpos.ui.pulled import shown_by


@pytest.mark.parametrize(
    ("entities", "told"),
    [((), {"queue"}), (("member",), {"queue", "member", "card"}), (("case", "product"), {"queue", "task", "goods"}),
     (("of a newer version",), {"queue"})],
)  # fmt: skip
def test_screens_are_told_what_came(entities: tuple[str, ...], told: set[str]) -> None:
    assert shown_by(entities) == told
