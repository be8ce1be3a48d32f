from __future__ import annotations

from pathlib import Path

from memberpos.ui.instance import SingleInstance


def test_the_second_start_raises_the_first_window(qtbot, tmp_path: Path) -> None:
    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.first()
    with qtbot.waitSignal(first.raised):
        assert not second.first()
    first.close()
    assert second.first()
    second.close()


def test_each_home_has_its_window(qapp, tmp_path: Path) -> None:
    one, other = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert one.first()
    assert other.first()
    one.close()
    other.close()
