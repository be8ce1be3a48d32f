"""What the shop asks of its members beside name and phone: fields of its own, and the words they agree to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from memberpos.domain.errors import PosError
from memberpos.domain.member_profile import CHOICE, FIELD_KINDS, ConsentText, CustomField, Definitions
from memberpos.services import definitions
from memberpos.ui import fonts
from memberpos.ui.consent_words import consent_words, purpose_words
from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.messages import message
from memberpos.ui.settings_pages.base import Page, choice, choose, rename
from memberpos.ui.widgets.buttons import Button, PrimaryButton
from memberpos.ui.widgets.card import Card, EmptyState, FormRow, column, row
from memberpos.ui.widgets.inputs import Field
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.painted import Toggle
from memberpos.ui.widgets.table import Cell, Column, Line, Table
from memberpos.ui.widgets.text import Text

_NOT_LATIN = re.compile(r"[^a-z0-9]+")


def kind_words(kind: str) -> str:
    """What a field holds."""
    return {
        "text": QCoreApplication.translate("field_kinds", "Text"),
        "number": QCoreApplication.translate("field_kinds", "Number"),
        "date": QCoreApplication.translate("field_kinds", "Date"),
        "choice": QCoreApplication.translate("field_kinds", "One of several"),
        "yes_no": QCoreApplication.translate("field_kinds", "Yes or no"),
    }.get(kind, kind)


class MemberFieldsSettings(Page):
    """Two lists; Enter opens a line, F4 adds a field, F6 a consent."""

    right = "settings.change"

    def __init__(self, context: UiContext) -> None:
        super().__init__(context)
        self._known = Definitions()
        self._empty = EmptyState("tag")
        columns = (Column("label"), Column("kind", 150), Column("required", 110), Column("active", 110))
        self._fields = Table(columns, context.theme, self._empty)
        self._consents = Table((Column("title", 200), Column("words"), Column("version", 90)), context.theme)
        self._fields.opened.connect(self._open_field)
        self._consents.opened.connect(self._open_consent)
        self._add, self._add_consent = PrimaryButton("", "F4"), Button("", "F6")
        self._add.clicked.connect(lambda: self._open_field(None))
        self._add_consent.clicked.connect(lambda: self._open_consent(None))
        self._heads = (Text("", "heading"), Text("", "heading"))
        layout = column(
            row(self._heads[0], None, self._add), Card(self._fields, pad=1),
            row(self._heads[1], None, self._add_consent), Card(self._consents, pad=1), spacing=12,
        )  # fmt: skip
        layout.setStretch(1, 1)
        layout.setStretch(3, 1)
        self.setLayout(layout)
        self.setFocusProxy(self._fields)

    @staticmethod
    def title() -> str:
        return QCoreApplication.translate("MemberFieldsSettings", "Members")

    def keys(self) -> Sequence[KeyHint]:
        """F4 and F6 add."""
        return (
            KeyHint("F4", self.tr("Add a field"), lambda: self._open_field(None)),
            KeyHint("F6", self.tr("Add a consent"), lambda: self._open_consent(None)),
        )

    def load(self) -> None:
        """What is defined."""
        self.context.read(definitions.current, self.show_known, None, self)

    def retranslate(self) -> None:
        self._heads[0].setText(self.tr("Fields of your own"))
        self._heads[1].setText(self.tr("What members agree to"))
        self._add.setText(self.tr("Add a field"))
        self._add_consent.setText(self.tr("Add a consent"))
        self._fields.set_heads(self.tr("Name"), self.tr("Holds"), self.tr("Needed"), self.tr("In use"))
        self._consents.set_heads(self.tr("Purpose"), self.tr("Words"), self.tr("Version"))
        self._empty.set(self.tr("No fields of your own"), self.tr("F4 adds one: skin type, shoe size, licence plate …"))
        self.show_known(self._known)

    def show_known(self, known: Definitions) -> None:
        """The lists."""
        self._known = known
        yes, no = self.tr("Yes"), Cell(self.tr("No"), "faint")
        fields = [
            Line(each.code, (Cell(each.label, strong=True), kind_words(each.kind), yes if each.required else no,
                             yes if each.active else no))
            for each in known.fields
        ]  # fmt: skip
        self._fields.set_lines(fields, fields[0].id if fields else None)
        consents = [
            Line(
                text.purpose, (Cell(purpose_words(text), strong=True), Cell(consent_words(text), "muted"), text.version)
            )
            for text in known.consents
        ]
        self._consents.set_lines(consents, consents[0].id if consents else None)

    def _open_field(self, code: object) -> None:
        dialog = FieldDialog(self, self.context, self._known, str(code) if code else "")
        dialog.saved.connect(self.load)
        dialog.open()

    def _open_consent(self, purpose: object) -> None:
        text = next((text for text in self._known.consents if text.purpose == purpose), None)
        dialog = ConsentTextDialog(self, self.context, text)
        dialog.saved.connect(self.load)
        dialog.open()


class FieldDialog(Dialog):
    """A new field, or a known one: its name, whether it is needed, whether it is in use."""

    saved = Signal()

    def __init__(self, window: QWidget, context: UiContext, known: Definitions, code: str) -> None:
        super().__init__(window, width_px=480, accept_key="F12")
        self._context, self._known = context, known
        self._field = next((each for each in known.fields if each.code == code), None)
        self._label = Field(self._field.label if self._field else "")
        self._kind = choice(dict.fromkeys(FIELD_KINDS, ""))
        self._choices = Field(", ".join(self._field.choices) if self._field else "")
        self._required, self._active = Toggle(), Toggle(on=True)
        self._names = (Text("", "body"), Text("", "body"))
        if self._field is not None:
            choose(self._kind, self._field.kind)
            self._required.setChecked(self._field.required)
            self._active.setChecked(self._field.active)
        self._kind.setEnabled(self._field is None)
        self._rows = {"label": FormRow(self._label), "kind": FormRow(self._kind), "choices": FormRow(self._choices)}
        for name, line in self._rows.items():
            line.field.setObjectName(f"field-{name}")
            self.body.addWidget(line)
        self.body.addLayout(row(self._names[0], None, self._required))
        self.body.addLayout(row(self._names[1], None, self._active))
        self._kind.currentIndexChanged.connect(lambda _at: self._show_choices())
        self.retranslate()
        self._show_choices()

    def retranslate(self) -> None:
        """All words anew."""
        title = self.tr("Field of your own")
        self.set_texts(
            title, self.tr("Save"), self.tr("Back"), self.tr("A field stays for ever; one not in use is hidden.")
        )
        self._rows["label"].set(self.tr("Name"))
        self._rows["kind"].set(self.tr("Holds"))
        self._rows["choices"].set(self.tr("Choices"), self.tr("Commas between choices"))
        self._names[0].setText(self.tr("Every new member needs it"))
        self._names[1].setText(self.tr("In use"))
        for toggle, name in zip((self._required, self._active), self._names, strict=True):
            toggle.setText(name.text())
        rename(self._kind, {kind: kind_words(kind) for kind in FIELD_KINDS})

    def _show_choices(self) -> None:
        self._rows["choices"].setVisible(self._kind.currentData() == CHOICE)
        self.arrange()

    def first_field(self) -> QWidget | None:
        return self._label

    def keys(self) -> Sequence[KeyHint]:
        """F12 saves."""
        return (KeyHint("F12", self.tr("Save"), self.accept), KeyHint("Esc", self.tr("Back"), self.reject))

    def accept(self) -> None:
        """Saves it among the others."""
        label = self._label.text().strip()
        choices = [one.strip() for one in self._choices.text().replace("，", ",").split(",") if one.strip()]
        kind = str(self._kind.currentData())
        if not label:
            self.set_problem(self.tr("Enter a name."))
            return
        if kind == CHOICE and not choices:
            self.set_problem(self.tr("Enter the choices."))
            return
        if not self.next.isEnabled():
            return
        base = self._field or CustomField(self._new_code(label), label, kind)
        made = replace(
            base, label=label, choices=tuple(choices) if kind == CHOICE else (), required=self._required.isChecked(),
            active=self._active.isChecked(),
        )  # fmt: skip
        others = self._known.fields
        fields = [made if each.code == made.code else each for each in others]
        fields += [made] if self._field is None else []
        self.hold(booking=True)
        self._context.run(lambda use: definitions.set_fields(use, fields), self._saved, self._refused, self)

    def _new_code(self, label: str) -> str:
        """A code that no field has: of the name if it is Latin, else a number."""
        plain = _NOT_LATIN.sub("_", label.lower()).strip("_")[:24]
        stem = plain if plain[:1].isalpha() else "field"
        taken = {each.code for each in self._known.fields}
        found = stem
        number = 2
        while found in taken:
            found, number = f"{stem}_{number}", number + 1
        return found

    def _saved(self, _version: object) -> None:
        self.finish(True)
        self.saved.emit()

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")


class ConsentTextDialog(Dialog):
    """The words of a purpose; other words are a new version, and who agreed to the old ones stays on record."""

    saved = Signal()

    def __init__(self, window: QWidget, context: UiContext, text: ConsentText | None) -> None:
        super().__init__(window, width_px=560, accept_key="F12")
        self._context, self._text = context, text
        self._title_field = Field(purpose_words(text) if text else "")
        self._words = QPlainTextEdit(consent_words(text) if text else "")
        self._words.setFont(fonts.role("body"))
        self._words.setTabChangesFocus(True)
        self._words.setMinimumHeight(140)
        self._title_row, self._words_row = FormRow(self._title_field), FormRow(self._words)
        self._title_field.setObjectName("consent-title")
        self._words.setObjectName("consent-words")
        self.body.addWidget(self._title_row)
        self.body.addWidget(self._words_row)
        self.retranslate()

    def retranslate(self) -> None:
        """All words anew."""
        remark = self.tr("Changed words are a new version. Who agreed before stays on record with the old one.")
        self.set_texts(self.tr("What members agree to"), self.tr("Save"), self.tr("Back"), remark)
        self._title_row.set(self.tr("Purpose"))
        self._words_row.set(self.tr("Words"))

    def first_field(self) -> QWidget | None:
        return self._title_field

    def keys(self) -> Sequence[KeyHint]:
        """F12 saves."""
        return (KeyHint("F12", self.tr("Save"), self.accept), KeyHint("Esc", self.tr("Back"), self.reject))

    def accept(self) -> None:
        """Saves the words."""
        title, words = self._title_field.text().strip(), self._words.toPlainText().strip()
        if not title or not words:
            self.set_problem(self.tr("Enter the purpose and the words."))
            return
        if not self.next.isEnabled():
            return
        plain = _NOT_LATIN.sub("_", title.lower()).strip("_")[:24]
        stamp = int(self._context.services["now_ms"]()) // 1000
        code = self._text.purpose if self._text else plain if plain[:1].isalpha() else f"purpose_{stamp}"
        self.hold(booking=True)
        self._context.run(
            lambda use: definitions.set_consent(use, code, title, words), self._saved, self._refused, self
        )

    def _saved(self, _text: object) -> None:
        self.finish(True)
        self.saved.emit()

    def _refused(self, error: PosError) -> None:
        self.hold(booking=False)
        words = message(error, self._context.currency)
        self.set_problem(f"{words.sentence} {words.next_step}")
