"""First run: the shop, its rules that cannot be guessed, the owner, the recovery code."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from memberpos.domain.errors import PosError
from memberpos.services import setup
from memberpos.services.setup import SetupDone, SetupRequest
from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.i18n import spoken
from memberpos.ui.messages import message
from memberpos.ui.screen import Screen
from memberpos.ui.widgets.bars import Logo
from memberpos.ui.widgets.buttons import Button, PrimaryButton
from memberpos.ui.widgets.card import Card, Rule, column, row
from memberpos.ui.widgets.text import Badge, Text
from memberpos.ui.wizard_pages import CodePage, OwnerPage, Page, RulesPage, ShopPage, TradePage


class Wizard(Screen):
    """`language_chosen` carries a language code at once; `finished` the `SetupDone` when the shop stands.

    Of `context.services`: `recovery_code` is shown on the last page ("" = the key was made earlier),
    `use_language(code)` changes the window at once, `begin()` starts the till at the end.
    """

    language_chosen = Signal(str)
    finished = Signal(object)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        code = str(context.services.get("recovery_code") or "")
        self.shop, self.trade, self.rules = ShopPage(), TradePage(), RulesPage()
        self.owner, self.code = OwnerPage(), CodePage(code)
        self._done: SetupDone | None = None
        self._problem: PosError | None = None
        self._build()
        self.shop.language_chosen.connect(self._speak)
        self.code.ready.connect(self._show)
        self._show()

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages in order."""
        return (self.shop, self.trade, self.rules, self.owner, self.code)

    def request(self) -> SetupRequest:
        """What the pages say now."""
        return SetupRequest(
            shop_name=self.shop.name.text().strip(),
            owner_name=self.owner.name.text().strip(),
            owner_pin=self.owner.pin.text(),
            spend_order=self.rules.spend_order(),
            currency=self.shop.currency(),
            zone=self.shop.zone(),
            day_starts_at=self.rules.day_start(),
            language=self.shop.language(),
            columns=self.rules.columns(),
            preset=self.trade.trade(),
        )

    def _build(self) -> None:
        self._stack = QStackedWidget()
        self._heads: list[tuple[Badge, Text]] = []
        self._title, self._remark = Text("", "title"), Text("", "body", "muted", wrap=True)
        self._error = Text("", "strong", "bad", wrap=True)
        self._back, self._next = Button("", "Esc"), PrimaryButton("", "Enter")
        self._back.clicked.connect(self.back)
        self._next.clicked.connect(self.next)
        steps = column(row(Logo(), Text("memberpos", "cta"), None, spacing=12), 20, spacing=14)
        for number, page in enumerate(self.pages, 1):
            self._stack.addWidget(page)
            head = Badge(str(number)), Text("", "body")
            self._heads.append(head)
            steps.addLayout(row(*head, None, spacing=10))
        steps.addStretch(1)
        foot = row(self._error, self._back, self._next, spacing=8)
        foot.setStretch(0, 1)
        body = column(self._title, self._remark, 12, self._stack, Rule(), foot, spacing=6)
        body.setStretch(3, 1)
        body.setSpacing(8)
        sides = row(steps, body, spacing=36)
        sides.setStretch(1, 1)
        card = Card(sides, pad=28)
        card.setFixedSize(920, 660)
        outer = column(None, spacing=0)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        outer.addStretch(1)
        self.setLayout(outer)

    def keys(self) -> Sequence[KeyHint]:
        """Back and on."""
        return (
            KeyHint("Esc", self.tr("Back"), self.back),
            KeyHint("Enter", self.tr("Next"), self.next, self._next.isEnabled()),
        )

    def on_shown(self, **facts: object) -> None:
        """The first field takes the keys."""
        self._page().first.setFocus()

    def retranslate(self) -> None:
        """Set every visible text anew."""
        self.shop.set_language(spoken())
        for page, (_badge, head) in zip(self.pages, self._heads, strict=True):
            page.retranslate()
            head.setText(page.title())
        self._show()

    def next(self) -> None:
        """The next page; after the owner's page the shop is made, after the last the wizard ends."""
        problem = self._page().problem()
        if problem is not None:
            self._say(problem)
        elif self._page() is self.owner and self._done is None:
            self._make()
        elif self._page() is self.code:
            self._finish()
        else:
            if self._page() is self.trade and (start := self.trade.day_start()):
                self.rules.propose_day_start(start)
            self._turn(1)

    def back(self) -> None:
        """The page before; not once the shop is made."""
        if self._stack.currentIndex() > 0 and self._done is None:
            self._turn(-1)

    def _make(self) -> None:
        self._next.setEnabled(False)
        request = self.request()
        self.context.run(lambda use: setup.create_shop(use, request), self._made, self._refused, self)

    def _finish(self) -> None:
        self.finished.emit(self._done)
        if begin := self.context.services.get("begin"):
            begin()

    def _speak(self, language: str) -> None:
        self.language_chosen.emit(language)
        if use_language := self.context.services.get("use_language"):
            use_language(language)

    def _made(self, done: SetupDone) -> None:
        self._done = done
        self._next.setEnabled(True)
        self._turn(1)

    def _refused(self, error: PosError) -> None:
        self._next.setEnabled(True)
        words = message(error)
        self._say(f"{words.sentence} {words.next_step}")

    def _turn(self, step: int) -> None:
        self._stack.setCurrentIndex(self._stack.currentIndex() + step)
        self._show()
        self._page().first.setFocus()

    def _page(self) -> Page:
        return self.pages[self._stack.currentIndex()]

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)

    def _show(self) -> None:
        page, last = self._page(), self._page() is self.code
        self._say("")
        self._title.setText(page.title())
        self._remark.setText(page.remark())
        self._back.setText(self.tr("Back"))
        self._back.setVisible(page is not self.shop and self._done is None)
        self._next.setText(self._next_words(page))
        self._next.setEnabled(not last or self.code.noted())
        for at, (badge, head) in enumerate(self._heads):
            now = self._stack.currentIndex()
            badge.set(str(at + 1), "brand" if at == now else "ok" if at < now else "")
            head.set_tone("" if at == now else "muted")
        self.keys_changed.emit()

    def _next_words(self, page: Page) -> str:
        words: dict[Page, Callable[[], str]] = {
            self.owner: lambda: self.tr("Open the shop"),
            self.code: lambda: self.tr("Start selling"),
        }
        return words.get(page, lambda: self.tr("Next"))()
