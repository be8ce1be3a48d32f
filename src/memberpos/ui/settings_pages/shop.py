"""The shop's own facts: what stands on receipts and how the window looks."""

from __future__ import annotations

from dataclasses import replace

from memberpos.domain.errors import PosError
from memberpos.services import shop_settings
from memberpos.services.shop import Shop
from memberpos.settings import Settings
from memberpos.ui.context import UiContext
from memberpos.ui.i18n import LANGUAGES
from memberpos.ui.settings_pages.base import Page, choice, choose, rename
from memberpos.ui.widgets.buttons import PrimaryButton
from memberpos.ui.widgets.card import Card, FormRow, column, row, scrolled
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.text import Text

THEMES = ("light", "dark")
SIZES = ("desk", "touch")


class ShopPage(Page):
    """Name, phone, address and last line of receipts; language, colours and size of the window."""

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._name, self._phone, self._address, self._footer = Field(), Field(latin=True), Field(), Field()
        self._name.setObjectName("shop-name")
        self._rows = [FormRow(field) for field in (self._name, self._phone, self._address, self._footer)]
        self._language = choice(dict(LANGUAGES))
        self._theme, self._size = choice(dict.fromkeys(THEMES, "")), choice(dict.fromkeys(SIZES, ""))
        self._window_rows = [FormRow(box) for box in (self._language, self._theme, self._size)]
        self._save, self._window_head, self._fixed = PrimaryButton("", "Ctrl+S"), Text("", "heading"), Text("", "small", "muted", wrap=True)
        self._save.clicked.connect(self.save)
        first = Card(*self._rows, self._fixed)
        second = Card(self._window_head, row(*self._window_rows, spacing=16))
        body = Card(column(first, second, None, spacing=14), pad=0, tone="plain")
        area = scrolled(body)
        self.setLayout(column(area, row(None, self._save)))

    def title(self) -> str:
        return self.tr("Shop")

    def load(self) -> None:
        """Facts from the database, looks from this machine's settings."""
        self.context.read(shop_settings.current, self._show, None, self)
        settings: Settings = self.context.settings["read"]()
        choose(self._language, settings.window.language or self.context.services["language"]())
        choose(self._theme, settings.window.theme)
        choose(self._size, settings.window.size)

    def retranslate(self) -> None:
        names = (self.tr("Name of the shop"), self.tr("Telephone of the shop"), self.tr("Address"), self.tr("Last line of receipts"))
        for form_row, name in zip(self._rows, names, strict=True):
            form_row.set(name)
        for form_row, name in zip(self._window_rows, (self.tr("Language"), self.tr("Colours"), self.tr("Size")), strict=True):
            form_row.set(name)
        rename(self._theme, {"light": self.tr("Light"), "dark": self.tr("Dark")})
        rename(self._size, {"desk": self.tr("Mouse and keyboard"), "touch": self.tr("Touch screen")})
        self._window_head.setText(self.tr("This window"))
        self._save.setText(self.tr("Save"))

    def save(self) -> None:
        """Keeps both; colours and size show at the next start."""
        facts = {
            "name": self._name.text().strip(), "phone": self._phone.text().strip(),
            "address": self._address.text().strip(), "footer": self._footer.text().strip(),
        }  # fmt: skip
        if not facts["name"]:
            self._rows[0].set_error(self.tr("Enter the name of the shop."))
            return
        self._rows[0].set_error("")
        self.context.run(lambda use: shop_settings.change_shop(use, facts), lambda _version: self._saved(), self._refused, self)

    def _saved(self) -> None:
        settings: Settings = self.context.settings["read"]()
        window = replace(
            settings.window, language=str(self._language.currentData()), theme=str(self._theme.currentData()),
            size=str(self._size.currentData()),
        )  # fmt: skip
        looks = (window.theme, window.size) != (settings.window.theme, settings.window.size)
        self.context.services["change_settings"](replace(settings, window=window))
        self.context.services["use_language"](window.language)
        self.context.shell.toast(
            self.tr("Saved. Colours and size show at the next start.") if looks else self.tr("Saved.")
        )

    def _refused(self, error: PosError) -> None:
        self.context.shell.error(error)

    def _show(self, shop: Shop) -> None:
        for field, name in ((self._name, "name"), (self._phone, "phone"), (self._address, "address"), (self._footer, "footer")):
            field.setText(str(shop.facts.get(name, "")))
        self._fixed.setText(
            self.tr("Currency {currency} and time zone {zone} were fixed at set-up.").format(
                currency=shop.currency, zone=shop.rules.zone
            )
        )
