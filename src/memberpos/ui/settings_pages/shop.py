"""Facts of the shop that stand on its papers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from memberpos.domain.errors import PosError
from memberpos.services import receipts, shop_settings
from memberpos.services.shop import Shop
from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.settings_pages.base import Page, form
from memberpos.ui.widgets.buttons import PrimaryButton
from memberpos.ui.widgets.card import Card, FormRow, row
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.text import Text

FACTS = ("name", "phone", "address", "footer", "receipt_link")


class ShopSettings(Page):
    """Name, phone, address and last line of receipts."""

    right = "settings.change"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._fields = {name: Field(latin=name in ("phone", "receipt_link")) for name in FACTS}
        for name, field in self._fields.items():
            field.setObjectName(f"shop-{name}")
        self._rows = [FormRow(field) for field in self._fields.values()]
        self._save, self._fixed = PrimaryButton("", "Ctrl+S"), Text("", "small", "muted", wrap=True)
        self._save.clicked.connect(self.save)
        top = row(self._rows[0], self._rows[1], spacing=16)
        self.setLayout(form(Card(top, *self._rows[2:], self._fixed, spacing=16), foot=row(None, self._save)))

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("ShopSettings", "Shop")

    def keys(self) -> Sequence[KeyHint]:
        """Ctrl+S saves."""
        return (KeyHint("Ctrl+S", self.tr("Save"), self.save),)

    def load(self) -> None:
        """The facts in force."""
        self.context.read(shop_settings.current, self._show, None, self)

    def retranslate(self) -> None:
        names = (
            self.tr("Name of the shop"), self.tr("Telephone of the shop"), self.tr("Address"),
            self.tr("Last line of receipts"), self.tr("Self-service link (as a code on receipts)"),
        )  # fmt: skip
        for form_row, name in zip(self._rows, names, strict=True):
            form_row.set(name)
        self._rows[-1].set(names[-1], self.tr("For example https://shop.example/r/{receipt}: the receipt's number."))
        self._save.setText(self.tr("Save"))

    def save(self) -> None:
        """Keeps them; papers printed from now on carry them."""
        facts = {name: field.text().strip() for name, field in self._fields.items()}
        self._rows[0].set_error("" if facts["name"] else self.tr("Enter the name of the shop."))
        good_link = receipts.is_link(facts["receipt_link"])
        self._rows[-1].set_error("" if good_link else self.tr("A link begins with https:// and has no blanks."))
        if facts["name"] and good_link:
            self.context.run(lambda use: shop_settings.change_shop(use, facts), self._saved, self._refused, self)

    def _saved(self, _version: int) -> None:
        self.context.shell.toast(self.tr("Saved."))
        self.context.tell(frozenset({"settings"}))

    def _refused(self, error: PosError) -> None:
        self.context.shell.error(error)

    def _show(self, shop: Shop) -> None:
        for name, field in self._fields.items():
            field.setText(str(shop.facts.get(name, "")))
        self._fixed.setText(
            self.tr("Currency {currency} and time zone {zone} were fixed at set-up.").format(
                currency=shop.currency, zone=shop.rules.zone
            )
        )
