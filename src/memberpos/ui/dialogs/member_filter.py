"""Conditions for the list of members, put together by the shop, and kept under a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from memberpos.domain.errors import PosError
from memberpos.domain.member_filter import BLOCKED, MemberFilter
from memberpos.domain.member_profile import Definitions
from memberpos.services import definitions, saved_filters, shop_settings
from memberpos.services.shop import Shop
from memberpos.store.database import Database
from memberpos.store.member_filters import SavedFilter
from memberpos.ui.consent_words import purpose_words
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.approve import run_approved
from memberpos.ui.hints import KeyHint
from memberpos.ui.member_cells import blocked_words
from memberpos.ui.messages import message
from memberpos.ui.settings_pages.base import choice, choose, rename
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import FormRow, row
from memberpos.ui.widgets.inputs import Field, MoneyEdit
from memberpos.ui.widgets.overlay import Dialog

ANY = ""
_MONTHS = 12


class FilterDialog(Dialog):
    """`narrowed` carries the filter, `saved` the SavedFilter when a name was given. Empty fields ask for nothing."""

    narrowed = Signal(object)
    saved = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, wanted: MemberFilter) -> None:
        super().__init__(window, width_px=720, accept_key="F12")
        self._context, self._wanted = context, wanted
        self._tier, self._sex = choice({ANY: ""}), choice({ANY: "", "f": "", "m": ""})
        self._month = choice({ANY: "", "0": "", **{str(month): "" for month in range(1, _MONTHS + 1)}})
        self._state = choice({ANY: "", BLOCKED: "", "frozen": "", "blacklisted": "", "ended": ""})
        self._card = choice({ANY: "", "yes": "", "no": ""})
        self._consent = choice({ANY: ""})
        self._away, self._joined, self._expiring = (Field(latin=True, pattern=r"\d{0,5}") for _ in range(3))
        self._stored_from, self._stored_to = MoneyEdit(), MoneyEdit()
        self._points_from, self._points_to = (Field(latin=True, pattern=r"-?\d{0,9}") for _ in range(2))
        self._tags, self._name = Field(), Field()
        self._rows = {
            "tier": FormRow(self._tier), "tags": FormRow(self._tags), "sex": FormRow(self._sex),
            "month": FormRow(self._month), "away": FormRow(self._away), "joined": FormRow(self._joined),
            "stored": FormRow(_pair(self._stored_from, self._stored_to)),
            "points": FormRow(_pair(self._points_from, self._points_to)), "expiring": FormRow(self._expiring),
            "card": FormRow(self._card), "state": FormRow(self._state), "consent": FormRow(self._consent),
        }  # fmt: skip
        self._name_row, self._reset = FormRow(self._name), Button("", "F8")
        self._lay_out()
        self.retranslate()
        self._fill(wanted)
        context.read(_known, self._show_known, None, self)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for at, line in enumerate(self._rows.values()):
            grid.addWidget(line, at // 3, at % 3)
        for place in range(3):
            grid.setColumnStretch(place, 1)
        for name, line in self._rows.items():
            line.field.setObjectName(f"filter-{name}")
        self._name.setObjectName("filter-name")
        self._reset.clicked.connect(self.reset)
        self.body.addLayout(grid)
        self.body.addWidget(self._name_row)
        self.foot.insertWidget(0, self._reset)

    def retranslate(self) -> None:
        """All words anew."""
        self.set_texts(self.tr("Filter members"), self.tr("Show"), self.tr("Back"))
        self._reset.setText(self.tr("Empty all"))
        for name, words in (
            ("tier", self.tr("Tier")), ("tags", self.tr("Tags")), ("sex", self.tr("Sex")),
            ("month", self.tr("Birthday")),
            ("away", self.tr("No visit for … days")), ("joined", self.tr("Joined in the last … days")),
            ("stored", self.tr("Stored value from … to …")), ("points", self.tr("Points from … to …")),
            ("expiring", self.tr("Points end within … days")), ("card", self.tr("Card")), ("state", self.tr("State")),
            ("consent", self.tr("Consent")),
        ):  # fmt: skip
            self._rows[name].set(words)
        self._name_row.set(self.tr("Keep as"), self.tr("With a name it stays beside the other filters."))
        self._tags.setPlaceholderText(self.tr("Commas between tags"))
        nothing = self.tr("Any")
        months = {str(month): self.tr("Month {number}").format(number=month) for month in range(1, _MONTHS + 1)}
        rename(self._tier, {ANY: nothing})
        rename(self._sex, {ANY: nothing, "f": self.tr("Female"), "m": self.tr("Male")})
        rename(self._month, {ANY: nothing, "0": self.tr("This month"), **months})
        rename(self._card, {ANY: nothing, "yes": self.tr("With a card"), "no": self.tr("Without a card")})
        states = {kind: blocked_words(kind) for kind in ("frozen", "blacklisted", "ended")}
        rename(self._state, {ANY: nothing, BLOCKED: self.tr("Not to be used"), **states})
        rename(self._consent, {ANY: nothing})

    def _show_known(self, known: tuple[Shop, Definitions]) -> None:
        shop, own = known
        for tier in shop.rules.tiers:
            _offer(self._tier, tier.name, tier.name)
        for text in own.consents:
            words = purpose_words(text)
            _offer(self._consent, words, text.purpose)
            _offer(self._consent, self.tr("Without: {purpose}").format(purpose=words), f"-{text.purpose}")
        self._fill(self._wanted)

    def _fill(self, wanted: MemberFilter) -> None:
        """Shows a filter; what these fields cannot say (several tiers) is shown by its first part."""
        choose(self._tier, wanted.tiers[0] if wanted.tiers else ANY)
        choose(self._sex, wanted.sex or ANY)
        choose(self._month, ANY if wanted.birthday_month is None else str(wanted.birthday_month))
        choose(self._state, wanted.blocked or ANY)
        choose(self._card, ANY if wanted.has_card is None else "yes" if wanted.has_card else "no")
        choose(self._consent, wanted.consent or (f"-{wanted.no_consent}" if wanted.no_consent else ANY))
        self._tags.setText(", ".join(wanted.tags))
        for field, number in (
            (self._away, wanted.away_days), (self._joined, wanted.joined_days), (self._expiring, wanted.expiring_days),
            (self._points_from, wanted.points_min), (self._points_to, wanted.points_max),
        ):  # fmt: skip
            field.setText("" if number is None else str(number))
        self._stored_from.set_fen(wanted.stored_min_fen)
        self._stored_to.set_fen(wanted.stored_max_fen)

    def first_field(self) -> QWidget | None:
        return self._tier

    def keys(self) -> Sequence[KeyHint]:
        """F12 shows, F8 empties."""
        return (
            KeyHint("F12", self.tr("Show"), self.accept),
            KeyHint("F8", self.tr("Empty all"), self.reset),
            KeyHint("Esc", self.tr("Back"), self.reject),
        )

    def reset(self) -> None:
        """Every field empty."""
        self._fill(MemberFilter())

    def filter(self) -> MemberFilter:
        """What the fields ask for."""
        month, consent, card = (str(box.currentData()) for box in (self._month, self._consent, self._card))
        tier = str(self._tier.currentData())
        tags = (tag.strip() for tag in self._tags.text().replace("，", ",").split(","))
        return MemberFilter(
            tiers=(tier,) if tier else (), tags=tuple(tag for tag in tags if tag),
            sex=str(self._sex.currentData()) or None, birthday_month=int(month) if month else None,
            away_days=_number(self._away), joined_days=_number(self._joined),
            expiring_days=_number(self._expiring), stored_min_fen=self._stored_from.fen(),
            stored_max_fen=self._stored_to.fen(), points_min=_number(self._points_from),
            points_max=_number(self._points_to), has_card={"yes": True, "no": False}.get(card),
            blocked=str(self._state.currentData()) or None,
            consent=consent if consent and not consent.startswith("-") else None,
            no_consent=consent[1:] if consent.startswith("-") else None,
        )  # fmt: skip

    def accept(self) -> None:
        """Shows the list, and keeps the filter if it was given a name."""
        wanted, name = self.filter(), self._name.text().strip()
        if not name:
            self.finish(True)
            self.narrowed.emit(wanted)
        elif self.next.isEnabled():
            self.hold(booking=True)
            work = lambda use: saved_filters.save(use, name, wanted)  # noqa: E731 - captured for a second try
            run_approved(self._context, self, work, self._kept, self._refused)

    def _kept(self, made: SavedFilter) -> None:
        self.finish(True)
        self.saved.emit(made)

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")


def _known(db: Database) -> tuple[Shop, Definitions]:
    return shop_settings.current(db), definitions.current(db)


def _number(field: Field) -> int | None:
    text = field.text().strip()
    return int(text) if text not in ("", "-") else None


def _pair(first: QWidget, second: QWidget) -> QWidget:
    """Two fields side by side."""
    holder = QWidget()
    layout = row(first, second, spacing=8)
    layout.setStretch(0, 1)
    layout.setStretch(1, 1)
    holder.setLayout(layout)
    holder.setFocusProxy(first)
    return holder


def _offer(box: QComboBox, words: str, value: str) -> None:
    """An entry; one that stands there without its words gets them."""
    if box.findData(value) < 0:
        box.addItem(words, value)
    rename(box, {value: words})
