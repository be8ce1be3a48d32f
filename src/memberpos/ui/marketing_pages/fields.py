"""Fields of rules: each shows one key of a document and gives it back as the engine reads it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from fractions import Fraction
from typing import Any, Self, TypeVar

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QWidget

from memberpos.ui.settings_pages.base import choice, choose, rename
from memberpos.ui.widgets.buttons import ChoiceChip
from memberpos.ui.widgets.card import FormRow, row
from memberpos.ui.widgets.inputs import Field, MoneyEdit
from memberpos.ui.widgets.painted import Toggle
from memberpos.ui.widgets.text import Text

_SPLIT = re.compile(r"[\s,，、;；]+")
_DECIMALS = 1000
E = TypeVar("E", bound="Entry")


class Entry:
    """One key of a document, called by `word` in `words`. What cannot be read is handed on for the engine to refuse."""

    wide = False

    def __init__(self, key: str, field: QWidget) -> None:
        self.key, self.field, self.word = key, field, key
        field.setObjectName(f"rule-{key}")
        self.box = FormRow(field)

    def value(self) -> Any:
        """As the document holds it."""

    def show(self, value: Any) -> None:
        """Shows a value of a document; None = not set."""

    def watch(self, changed: Callable[[], object]) -> None:
        """Calls `changed` at each change."""

    def set_words(self, name: str, hint: str) -> None:
        """Name and hint."""
        self.box.set(name, hint)

    def named(self, word: str) -> Self:
        """The same entry under another name."""
        self.word = word
        return self

    def mark(self, sentence: str) -> None:
        """What is wrong here; "" = nothing."""
        self.box.set_error(sentence)
        if isinstance(self.field, Field):
            self.field.set_bad(bool(sentence))


class LineEntry(Entry):
    """Entries that are a line of text."""

    line: QLineEdit

    def __init__(self, key: str, *, latin: bool = False, pattern: str = "", edit: QLineEdit | None = None) -> None:
        self.line = edit or Field(latin=latin, pattern=pattern)
        super().__init__(key, self.line)

    def show(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))

    def watch(self, changed: Callable[[], object]) -> None:
        self.line.textChanged.connect(lambda _text: changed())


class TextEntry(LineEntry):
    """Words."""

    def value(self) -> str | None:
        return self.line.text().strip() or None


class WholeEntry(LineEntry):
    """A whole number."""

    def __init__(self, key: str, digits: int = 9) -> None:
        super().__init__(key, latin=True, pattern=rf"\d{{0,{digits}}}")

    def value(self) -> int | None:
        return int(self.line.text()) if self.line.text() else None


class MoneyEntry(LineEntry):
    """Yuan, as fen."""

    def __init__(self, key: str) -> None:
        self._money = MoneyEdit()
        super().__init__(key, edit=self._money)

    def value(self) -> int | None:
        return self._money.fen()

    def show(self, value: Any) -> None:
        self._money.set_fen(value)


class WorthEntry(LineEntry):
    """What a coupon is worth: yuan (as fen), or a whole number when `money` is off."""

    money = True

    def __init__(self, key: str) -> None:
        super().__init__(key, latin=True, pattern=r"\d{0,9}(\.\d{0,2})?")

    def value(self) -> int | None:
        text = self.line.text()
        if not text.strip("."):
            return None
        return round(Fraction(text) * 100) if self.money else int(Fraction(text))

    def show(self, value: Any) -> None:
        self.line.setText("" if value is None else f"{value / 100:g}" if self.money else str(value))


class RateEntry(Entry):
    """For so many yuan so many points: "1/10" is one point for ten yuan."""

    wide = True

    def __init__(self, key: str) -> None:
        self._yuan, self._points = Field(latin=True, pattern=r"\d{0,6}"), Field(latin=True, pattern=r"\d{0,6}")
        holder = QWidget()
        holder.setLayout(row(self._yuan, Text("→"), self._points, spacing=8))
        super().__init__(key, holder)
        self._yuan.setObjectName(f"rule-{key}-yuan")
        self._points.setObjectName(f"rule-{key}-points")

    def value(self) -> str:
        return f"{self._points.text() or 0}/{self._yuan.text() or 0}"

    def show(self, value: Any) -> None:
        points, _, yuan = str(value or "0/1").partition("/")
        self._points.setText(points)
        self._yuan.setText(yuan)

    def watch(self, changed: Callable[[], object]) -> None:
        for field in (self._yuan, self._points):
            field.textChanged.connect(lambda _text: changed())


class RatioEntry(LineEntry):
    """A multiplier: 2, 1.5 or 3/2, as "3/2"."""

    def __init__(self, key: str) -> None:
        super().__init__(key, latin=True, pattern=r"\d{0,4}([./]\d{0,4})?")

    def value(self) -> str | None:
        return ratio_text(self.line.text())

    def show(self, value: Any) -> None:
        self.line.setText(ratio_shown(value))


class DayEntry(LineEntry):
    """A date."""

    def __init__(self, key: str) -> None:
        super().__init__(key, latin=True, pattern=r"[\d-]{0,10}")
        self.line.setPlaceholderText("2026-12-31")

    def value(self) -> str | None:
        return self.line.text() or None


class HoursEntry(LineEntry):
    """Hours of the day."""

    def __init__(self, key: str) -> None:
        super().__init__(key, latin=True, pattern=r"[\d:-]{0,11}")
        self.line.setPlaceholderText("11:00-14:00")

    def value(self) -> str | None:
        return self.line.text() or None


class ListEntry(LineEntry):
    """Several codes or names, with commas or spaces between."""

    def value(self) -> list[str] | None:
        return [each for each in _SPLIT.split(self.line.text()) if each] or None

    def show(self, value: Any) -> None:
        self.line.setText(", ".join(value or ()))


class LimitEntry(Entry):
    """So many in a period: "2/month"."""

    PERIODS = ("day", "week", "month", "year", "ever")

    def __init__(self, key: str) -> None:
        self._count, self._period = Field(latin=True, pattern=r"\d{0,6}"), choice(dict.fromkeys(self.PERIODS, ""))
        holder = QWidget()
        layout = row(self._count, self._period, spacing=6)
        layout.setStretch(1, 2)
        layout.setStretch(0, 1)
        holder.setLayout(layout)
        super().__init__(key, holder)
        self._count.setObjectName(f"rule-{key}-count")

    def value(self) -> str | None:
        return f"{int(self._count.text())}/{self._period.currentData()}" if self._count.text() else None

    def show(self, value: Any) -> None:
        most, _, period = str(value or "").partition("/")
        self._count.setText(most)
        choose(self._period, period or "month")

    def watch(self, changed: Callable[[], object]) -> None:
        self._count.textChanged.connect(lambda _text: changed())
        self._period.currentIndexChanged.connect(lambda _at: changed())

    def rename(self, words: Mapping[str, str]) -> None:
        """Names of the periods."""
        rename(self._period, words)


class ChoiceEntry(Entry):
    """One of few values."""

    def __init__(self, key: str, values: tuple[str, ...]) -> None:
        self.values, self.combo = values, choice(dict.fromkeys(values, ""))
        super().__init__(key, self.combo)

    def value(self) -> str:
        return str(self.combo.currentData())

    def show(self, value: Any) -> None:
        choose(self.combo, self.values[0] if value is None else str(value))

    def watch(self, changed: Callable[[], object]) -> None:
        self.combo.currentIndexChanged.connect(lambda _at: changed())

    def rename(self, words: Mapping[str, str]) -> None:
        """Texts of the values."""
        rename(self.combo, {value: words[value] for value in self.values})


class FlagEntry(Entry):
    """Yes or no; `default` when the document does not say."""

    def __init__(self, key: str, *, default: bool = False) -> None:
        self._toggle, self._default, self._name = Toggle(on=default), default, Text("", "body", wrap=True)
        holder = QWidget()
        layout: QHBoxLayout = row(self._toggle, self._name, spacing=10)
        layout.setStretch(1, 1)
        holder.setLayout(layout)
        super().__init__(key, holder)
        self._toggle.setObjectName(f"rule-{key}-toggle")

    def value(self) -> bool | None:
        on = self._toggle.isChecked()
        return None if on == self._default else on

    def show(self, value: Any) -> None:
        self._toggle.setChecked(self._default if value is None else bool(value))

    def watch(self, changed: Callable[[], object]) -> None:
        self._toggle.toggled.connect(lambda _on: changed())

    def set_words(self, name: str, hint: str) -> None:
        self.box.set("", hint)
        self._name.setText(name)
        self._toggle.setText(name)


class DaysEntry(Entry):
    """Days of the week; none pressed = all."""

    wide = True

    def __init__(self, key: str) -> None:
        self._chips = [ChoiceChip() for _ in range(7)]
        self._group = QButtonGroup()
        self._group.setExclusive(False)
        holder = QWidget()
        holder.setLayout(row(*self._chips, None, spacing=6))
        super().__init__(key, holder)
        for at, chip in enumerate(self._chips, 1):
            chip.setObjectName(f"rule-{key}-{at}")
            self._group.addButton(chip)

    def value(self) -> list[int] | None:
        return [at for at, chip in enumerate(self._chips, 1) if chip.isChecked()] or None

    def show(self, value: Any) -> None:
        for at, chip in enumerate(self._chips, 1):
            chip.setChecked(at in (value or ()))

    def watch(self, changed: Callable[[], object]) -> None:
        for chip in self._chips:
            chip.toggled.connect(lambda _on: changed())

    def rename(self, words: tuple[str, ...]) -> None:
        """Names of the days."""
        for chip, word in zip(self._chips, words, strict=True):
            chip.setText(word)


def ratio_text(text: str) -> str | None:
    """Makes "3/2" of "1.5"; what is no number stays as it was typed, for the engine to refuse."""
    if not text:
        return None
    if "/" in text:
        return text
    with suppress(ValueError):
        value = Fraction(text).limit_denominator(_DECIMALS)
        return f"{value.numerator}/{value.denominator}"
    return text


def ratio_shown(value: Any) -> str:
    """Makes "1.5" of "3/2", but leaves "1/3"."""
    if not value:
        return ""
    number = Fraction(str(value))
    plain = f"{float(number):g}"
    return plain if Fraction(plain) == number else f"{number.numerator}/{number.denominator}"
