from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget, QWidget
from tests.ui.text_fit import problems


@pytest.fixture
def box(qtbot, english) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(300, 100)
    return made


def test_text_wider_than_its_label_is_found(box: QWidget) -> None:
    label = QLabel("A rather long sentence", box)
    label.setGeometry(0, 0, 50, 20)
    box.show()
    assert [problem for problem in problems(box) if "needs" in problem]
    label.setGeometry(0, 0, 290, 30)
    assert problems(box) == []


def test_text_higher_than_its_label_is_found(box: QWidget) -> None:
    label = QLabel("A rather long sentence that wraps into several lines", box)
    label.setWordWrap(True)
    label.setGeometry(0, 0, 120, 20)
    box.show()
    assert [problem for problem in problems(box) if "height" in problem]


def test_overlapping_siblings_are_found(box: QWidget) -> None:
    for left in (0, 40):
        QPushButton("OK", box).setGeometry(left, 0, 90, 44)
    box.show()
    assert [problem for problem in problems(box) if "lies on" in problem]


def test_what_sticks_out_is_found(box: QWidget) -> None:
    QPushButton("OK", box).setGeometry(250, 0, 90, 44)
    box.show()
    assert [problem for problem in problems(box) if "sticks out" in problem]


def test_a_narrow_column_is_found(box: QWidget) -> None:
    table = QTableWidget(1, 1, box)
    table.setHorizontalHeaderLabels(["A rather long title"])
    table.setGeometry(0, 0, 290, 90)
    table.setColumnWidth(0, 40)
    box.show()
    assert [problem for problem in problems(box) if problem.startswith("header")]
