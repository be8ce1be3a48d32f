"""The pages of the first-run wizard."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QGridLayout, QLineEdit, QRadioButton, QWidget

from memberpos.domain.money import CURRENCIES
from memberpos.services import presets
from memberpos.services.presets import TRADES
from memberpos.ui import fonts
from memberpos.ui.i18n import LANGUAGES
from memberpos.ui.marketing_pages import words
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import Card, FormRow, column, row
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.painted import Toggle
from memberpos.ui.widgets.text import Text

ZONES = (
    "Asia/Shanghai",
    "Asia/Hong_Kong",
    "Asia/Macau",
    "Asia/Taipei",
    "Asia/Singapore",
    "Asia/Kuala_Lumpur",
    "Asia/Urumqi",
    "UTC",
)
_PIN = r"\d{0,12}"
_LEAST_PIN = 4


class Page(QWidget):
    """One step: `first` takes the keys."""

    first: QWidget

    def title(self) -> str:
        """Name of the step."""
        return ""

    def remark(self) -> str:
        """Why it is asked."""
        return ""

    def problem(self) -> str | None:
        """A sentence when something is missing."""
        return None

    def retranslate(self) -> None:
        """Set every visible text anew."""


def _choice(items: dict[str, str]) -> QComboBox:
    box = QComboBox()
    box.setFont(fonts.role("body"))
    box.view().setFont(fonts.role("body"))
    for value, text in items.items():
        box.addItem(text, value)
    return box


class ShopPage(Page):
    """Language, name, currency, time zone."""

    language_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._language = _choice(dict(LANGUAGES))
        self._language.currentIndexChanged.connect(lambda _at: self.language_chosen.emit(self.language()))
        self.name = Field()
        self.name.setMaxLength(60)
        self._currency = _choice({code: f"{code}  {each.symbol}" for code, each in CURRENCIES.items()})
        self._zone = _choice({zone: zone.replace("_", " ") for zone in ZONES})
        self._rows = [FormRow(field) for field in (self._language, self.name, self._currency, self._zone)]
        pair = row(self._rows[2], self._rows[3], spacing=16)
        self.setLayout(column(self._rows[0], self._rows[1], pair, None, spacing=14))
        self.first = self.name

    def language(self) -> str:
        """Code of the chosen language."""
        return str(self._language.currentData())

    def set_language(self, language: str) -> None:
        """Show `language` as chosen, without a signal."""
        with QSignalBlocker(self._language):
            self._show_language(language)

    def _show_language(self, language: str) -> None:
        self._language.setCurrentIndex(self._language.findData(language))

    def currency(self) -> str:
        """ISO 4217 code."""
        return str(self._currency.currentData())

    def zone(self) -> str:
        """IANA name."""
        return str(self._zone.currentData())

    def title(self) -> str:
        """Name of the step."""
        return self.tr("The shop")

    def remark(self) -> str:
        """Why it is asked."""
        return self.tr("Name, money and clock stand on every receipt. The currency cannot be changed later.")

    def problem(self) -> str | None:
        """The name is needed."""
        missing = not self.name.text().strip()
        self.name.set_bad(missing)
        return self.tr("Enter the name of the shop.") if missing else None

    def retranslate(self) -> None:
        """Set every visible text anew."""
        self._rows[0].set(self.tr("Language"))
        self._rows[1].set(self.tr("Name of the shop"), self.tr("As it is to stand at the top of receipts."))
        self._rows[2].set(self.tr("Currency"))
        self._rows[3].set(self.tr("Time zone"))


class TradePage(Page):
    """Which trade's rules to begin with, or none."""

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._buttons = {trade: _TradeButton(trade) for trade in ("", *TRADES)}
        grid = QGridLayout()
        grid.setSpacing(10)
        for at, (trade, button) in enumerate(self._buttons.items()):
            self._group.addButton(button, at)
            place = at - 1 if trade else len(TRADES)
            grid.addWidget(button, place // 2, place % 2)
        self._buttons[""].setChecked(True)
        self._group.idToggled.connect(lambda _at, _on: self.retranslate())
        self._brings = Text("", "body", "muted", wrap=True)
        self.setLayout(column(grid, 6, self._brings, None, spacing=10))
        self.first = self._buttons["retail"]

    def trade(self) -> str:
        """The chosen one; "" = none."""
        return ("", *TRADES)[self._group.checkedId()]

    def day_start(self) -> str | None:
        """When the trade's day usually begins; None if it says nothing."""
        return presets.contents(self.trade())["settings"].get("day_starts_at") if self.trade() else None

    def title(self) -> str:
        """Name of the step."""
        return self.tr("Your trade")

    def remark(self) -> str:
        """Why it is asked."""
        return self.tr("Whole rules to begin with. Each of them can be changed later under Marketing.")

    def retranslate(self) -> None:
        """Set every visible text anew."""
        for trade, button in self._buttons.items():
            button.setText(words.trade(trade)[0])
        self._brings.setText(words.trade(self.trade())[1])


class _TradeButton(Button):
    """Stays pressed."""

    def __init__(self, trade: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setObjectName(f"trade-{trade or 'none'}")
        self.setMinimumHeight(52)


class RulesPage(Page):
    """What is spent first, when the day begins, how wide the paper is."""

    _ORDERS = ("bonus_first", "principal_first", "proportional")

    def __init__(self) -> None:
        super().__init__()
        self._question = Text("", "strong")
        self._group = QButtonGroup(self)
        self._orders = [_OrderCard(self._group, at) for at in range(len(self._ORDERS))]
        self._start = _choice({f"{hour:02}:00": f"{hour:02}:00" for hour in range(7)})
        self._paper = _choice({"32": "58 mm", "48": "80 mm"})
        self._rows = [FormRow(self._start), FormRow(self._paper)]
        layout = column(self._question, *self._orders, 8, row(*self._rows, spacing=16), None, spacing=10)
        self.setLayout(layout)
        self.first = self._group.buttons()[0]

    def spend_order(self) -> str:
        """The setting `stored_value.spend_order`; "" before a choice."""
        chosen = self._group.checkedId()
        return self._ORDERS[chosen] if chosen >= 0 else ""

    def choose_order(self, order: str) -> None:
        """Choose as if pressed."""
        self._group.button(self._ORDERS.index(order)).setChecked(True)

    def propose_day_start(self, start: str) -> None:
        """Shows another start of the day."""
        self._start.setCurrentIndex(max(self._start.findData(start), 0))

    def day_start(self) -> str:
        """HH:MM."""
        return str(self._start.currentData())

    def columns(self) -> int:
        """Characters a line of the receipt printer."""
        return int(self._paper.currentData())

    def title(self) -> str:
        """Name of the step."""
        return self.tr("Rules")

    def remark(self) -> str:
        """Why it is asked."""
        return self.tr("These can be changed later under Settings; what was booked keeps its rule.")

    def problem(self) -> str | None:
        """The order has no silent default."""
        return None if self.spend_order() else self.tr("Choose what a member spends first.")

    def retranslate(self) -> None:
        """Set every visible text anew."""
        self._question.setText(self.tr("A member topped up 500 and got a bonus of 60. What is spent first?"))
        self._orders[0].set(self.tr("The bonus"), self.tr("A refund of the card later gives back more money."))
        self._orders[1].set(self.tr("The money paid in"), self.tr("The bonus rewards those who use up all."))
        self._orders[2].set(self.tr("Both in proportion"), self.tr("Each sale takes from both, as they were paid in."))
        self._rows[0].set(self.tr("The day begins at"), self.tr("Sales before count to the day before."))
        self._rows[1].set(self.tr("Paper of the receipt printer"))


class _OrderCard(Card):
    def __init__(self, group: QButtonGroup, number: int) -> None:
        super().__init__(tone="quiet", pad=10)
        self._button = QRadioButton()
        self._button.setFont(fonts.role("strong"))
        self._button.setObjectName(f"order-{number}")
        self._remark = Text("", "small", "muted", wrap=True)
        group.addButton(self._button, number)
        self.layout_.setSpacing(0)
        self.layout_.addWidget(self._button)
        self.layout_.addLayout(row(26, self._remark, spacing=0))

    def set(self, text: str, remark: str) -> None:
        self._button.setText(text)
        self._remark.setText(remark)


class OwnerPage(Page):
    """The first person, who may do everything."""

    def __init__(self) -> None:
        super().__init__()
        self.name = Field()
        self.name.setMaxLength(40)
        self.pin, self.again = Field(latin=True, pattern=_PIN), Field(latin=True, pattern=_PIN)
        for field in (self.pin, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self._rows = [FormRow(field) for field in (self.name, self.pin, self.again)]
        self.setLayout(column(self._rows[0], row(self._rows[1], self._rows[2], spacing=16), None, spacing=14))
        self.first = self.name

    def title(self) -> str:
        """Name of the step."""
        return self.tr("The owner")

    def remark(self) -> str:
        """Why it is asked."""
        return self.tr("The owner may do everything and adds the staff.")

    def problem(self) -> str | None:
        """Name and twice the same PIN."""
        named, long = bool(self.name.text().strip()), len(self.pin.text()) >= _LEAST_PIN
        same = self.pin.text() == self.again.text()
        for field, good in ((self.name, named), (self.pin, long), (self.again, same)):
            field.set_bad(not good)
        if not named:
            return self.tr("Enter the owner's name.")
        if not long:
            return self.tr("The PIN needs four digits or more.")
        return None if same else self.tr("The two PINs differ. Enter them again.")

    def retranslate(self) -> None:
        """Set every visible text anew."""
        self._rows[0].set(self.tr("Name of the owner"))
        self._rows[1].set(self.tr("PIN"), self.tr("4 to 12 digits."))
        self._rows[2].set(self.tr("PIN once more"))


class CodePage(Page):
    """The recovery code, shown once."""

    ready = Signal()

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = Text(code, "title", "brand", wrap=True)
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._why = Text("", wrap=True)
        self._noted, self._noted_words = Toggle(), Text("", "strong")
        self._noted.toggled.connect(lambda _on: self.ready.emit())
        self._box = Card(self._code, tone="quiet", pad=24)
        line = row(self._noted, self._noted_words, None, spacing=12)
        self.setLayout(column(self._why, self._box, line, None, spacing=16))
        self._has_code = bool(code)
        self._box.setVisible(self._has_code)
        for part in (self._noted, self._noted_words):
            part.setVisible(self._has_code)
        self.first = self._noted

    def noted(self) -> bool:
        """It was written down (or there is nothing to write down)."""
        return self._noted.isChecked() or not self._has_code

    def title(self) -> str:
        """Name of the step."""
        return self.tr("Recovery code")

    def remark(self) -> str:
        """Why it is asked."""
        return self.tr("The data of the shop are encrypted. If this computer is lost, only this code opens a backup.")

    def retranslate(self) -> None:
        """Set every visible text anew."""
        shown = self.tr("Write it down and keep it away from this computer. It is shown only now.")
        self._why.setText(shown if self._has_code else self.tr("The code was shown when the data folder was made."))
        self._noted_words.setText(self.tr("I have written it down"))
        self._noted.setText(self.tr("I have written it down"))
