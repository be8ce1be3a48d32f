"""The member at the left of the counter: who it is, what is on the account, what was bought lately."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from memberpos.services.results import MemberProfile, PassView
from memberpos.ui.format import amount, count, grouped, money, person, phone
from memberpos.ui.history_words import MONEY_KINDS, history_line
from memberpos.ui.member_cells import blocked_words
from memberpos.ui.theme import Theme
from memberpos.ui.widgets.badge_row import BadgeRow
from memberpos.ui.widgets.buttons import Button
from memberpos.ui.widgets.card import Card, EmptyState, FactRow, StatTile, column, row
from memberpos.ui.widgets.painted import Avatar, ProgressBar
from memberpos.ui.widgets.table import Column, Table
from memberpos.ui.widgets.text import Badge, ElidedText, Text

SOON_DAYS = 7
#: Beside the avatar; a tier that does not fit beside the name stands below it.
NAME_ROOM_PX = 232
MONEY = 100
LEAST_ROWS = 1
#: Passes shown, and how much of a title or of a note.
MOST_PASSES, PASS_CHARS, LONGEST_BADGE = 2, 8, 14


class MemberPanel(Card):
    """Shows a profile, or how to find one. `asked` carries new | recharge | profile | leave; not `at_counter` the last
    is counter: bring this member there.
    """

    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, at_counter: bool = True) -> None:
        super().__init__(pad=0, parent=parent)
        self._at_counter = at_counter
        self._currency = "CNY"
        self._profile: MemberProfile | None = None
        self._see_phone = True
        self._build(theme)

    def _build(self, theme: Theme) -> None:
        self._new = Button("", "F4")
        self._empty = EmptyState("card", button=self._new)
        self._new.clicked.connect(lambda: self.asked.emit("new"))
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._filled(theme))
        self.layout_.addWidget(holder)

    def _filled(self, theme: Theme) -> QWidget:
        self._avatar = Avatar("", 72)
        self._name, self._tier, self._long_tier = ElidedText("", "title"), Badge("", "gold"), Badge("", "gold")
        self._phone, self._card = ElidedText("", "body", "muted"), ElidedText("", "body", "faint")
        self._since = ElidedText("", "small", "faint")
        below = row(self._phone, self._long_tier, spacing=8)
        below.setStretch(0, 1)
        words = column(row(self._name, self._tier, None), below, self._card, self._since, None, spacing=1)
        self._stored, self._points = StatTile(tone="brand"), StatTile(tone="gold")
        self._badges = BadgeRow()
        self._to_tier, self._bar = FactRow(), ProgressBar()
        self._recent_head = Text("", "heading")
        columns = (
            Column("date", 58),
            Column("what"),
            Column("fen", 88, number=True),
            Column("points", 62, number=True),
        )
        self._nothing = EmptyState("receipt")
        self._recent = Table(columns, theme, self._nothing)
        self._recent.setMinimumHeight(LEAST_ROWS * theme.size("row"))
        self._recent.horizontalHeader().hide()
        self._recent.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._recharge, self._more = Button("", "F6"), Button("", "F3")
        self._leave = Button("", kind="quiet")
        leave = "leave" if self._at_counter else "counter"
        for button, what in ((self._recharge, "recharge"), (self._more, "profile"), (self._leave, leave)):
            button.clicked.connect(lambda _on=False, what=what: self.asked.emit(what))
        head = row(self._avatar, words, spacing=14)
        head.setAlignment(self._avatar, Qt.AlignmentFlag.AlignTop)
        head.setStretch(1, 1)
        tiles = row(self._stored, self._points, spacing=10)
        tiles.setStretch(0, 1)
        tiles.setStretch(1, 1)
        foot = row(self._recharge, self._more, self._leave, spacing=8)
        foot.setStretch(0, 1)
        foot.setStretch(1, 1)
        body, self._spare = QWidget(), QWidget()
        self._spare.hide()
        layout = column(
            head, tiles, self._badges, self._to_tier, self._bar, self._recent_head, self._recent, self._spare, foot,
            spacing=10, margins=(16, 16, 16, 16),
        )  # fmt: skip
        layout.setStretch(6, 1)
        layout.setStretch(7, 1)
        body.setLayout(layout)
        return body

    def show_recent(self, shown: bool) -> None:
        """With or without what was bought lately, where room is short."""
        self._recent_head.setVisible(shown)
        self._recent.setVisible(shown)
        self._spare.setVisible(not shown)

    @property
    def profile(self) -> MemberProfile | None:
        """The member shown."""
        return self._profile

    def show_profile(self, profile: MemberProfile | None, currency: str, *, see_phone: bool = True) -> None:
        """Shows another member, or nobody."""
        if profile is None or self._profile is None or profile.member_id != self._profile.member_id:
            self._avatar.set_photo(None)
        self._profile, self._currency, self._see_phone = profile, currency, see_phone
        self._stack.setCurrentIndex(0 if profile is None else 1)
        if profile is not None:
            self._fill(profile)

    def show_photo(self, member_id: str, jpeg: bytes | None) -> None:
        """The photo of the member shown; one that comes late for another is passed over."""
        if self._profile is not None and self._profile.member_id == member_id:
            self._avatar.set_photo(jpeg)

    def retranslate(self) -> None:
        """All words anew."""
        if self._at_counter:
            self._empty.set(
                self.tr("Swipe a card or enter a phone number"), self.tr("Walk-in customers: just add goods")
            )
        else:
            self._empty.set(self.tr("Nobody chosen"), self.tr("Choose a member at the left, or swipe a card"))
        self._new.setText(self.tr("New member"))
        self._recent_head.setText(self.tr("Recent"))
        self._nothing.set(self.tr("Nothing bought yet"))
        self._recharge.setText(self.tr("Top up"))
        self._more.setText(self.tr("Profile"))
        self._leave.setText(self.tr("Walk-in") if self._at_counter else self.tr("Sell"))
        if self._profile is not None:
            self._fill(self._profile)

    def _fill(self, p: MemberProfile) -> None:
        self._avatar.set_name(person(p.name))
        self._name.setText(person(p.name))
        self._show_tier_name(p.tier or "")
        number = (p.phone or "").removeprefix("+86")
        self._phone.setText(number if self._see_phone and number else phone(number) or self.tr("No phone number"))
        self._card.setText(
            self.tr("Card {number}").format(number=grouped(p.card_number)) if p.card_number else self.tr("No card")
        )
        self._since.setText(self.tr("Member since {date}").format(date=p.joined_on))
        self._stored.set(
            self.tr("Stored value"),
            money(p.stored_fen, self._currency),
            self._stored_words(p),
        )
        self._points.set(self.tr("Points"), count(p.points), *self._expiring(p))
        self._show_badges(p)
        self._show_tier(p)
        self._recent.set_lines([history_line(h) for h in p.recent if h.kind in MONEY_KINDS])

    def _stored_words(self, p: MemberProfile) -> str:
        words = self.tr("Principal {principal} · bonus {bonus}").format(
            principal=amount(p.principal_fen), bonus=amount(p.bonus_fen)
        )
        kept = self.tr("change {fen}").format(fen=amount(p.change_fen))
        return f"{words} · {kept}" if p.change_fen else words

    def _expiring(self, p: MemberProfile) -> tuple[str, str]:
        if p.points < 0:
            return self.tr("In debt: the next points pay it"), "bad"
        if not p.expiring:
            return self.tr("None expire soon"), "muted"
        date, points = p.expiring[0]
        return self.tr("{points} expire on {date}").format(points=count(points), date=date[5:]), "warn"

    def _missing(self, p: MemberProfile) -> str:
        """What is missing to the next tier, in the criterion's unit."""
        missing = p.to_next if p.to_next is not None else max((p.tier_target or 0) - p.tier_measure, 0)
        if p.criterion == "spend":
            return self.tr("{amount} more").format(amount=money(missing, self._currency).removesuffix(".00"))
        if p.criterion == "visits":
            return self.tr("%n visit(s) more", "", missing)
        if p.criterion == "points":
            return self.tr("{points} points more").format(points=count(missing))
        return self.tr("{growth} growth more").format(growth=count(missing))

    def _show_tier_name(self, tier: str) -> None:
        for badge in (self._tier, self._long_tier):
            badge.setText(tier)
        fits = self._name.sizeHint().width() + self._tier.sizeHint().width() <= NAME_ROOM_PX
        self._tier.setVisible(bool(tier) and fits)
        self._long_tier.setVisible(bool(tier) and not fits)

    def _show_badges(self, p: MemberProfile) -> None:
        self._badges.set(self._badges_of(p))

    def _badges_of(self, p: MemberProfile) -> list[tuple[str, str]]:
        """(words, tone), the most urgent first."""
        found = []
        if p.blocked:
            found.append((blocked_words(p.blocked), "bad"))
        if p.birthday_in_days is not None and p.birthday_in_days <= SOON_DAYS:
            text = (
                self.tr("Birthday today")
                if p.birthday_in_days == 0
                else self.tr("Birthday in %n day(s)", "", p.birthday_in_days)
            )
            found.append((text, "warn"))
        if p.badges:
            newest = p.badges[-1].name
            more = f"{newest} +{len(p.badges) - 1}" if len(p.badges) > 1 else newest
            found.append((f"★ {more}", "gold"))
        if p.coupons:
            found.append((self.tr("%n coupon(s)", "", len(p.coupons)), "info"))
        found += [(self._pass_words(view), "ok") for view in p.passes if not view.refusal][:MOST_PASSES]
        said = [*p.tags, *p.notes.splitlines()[:1]]
        return [*found, *((text[:LONGEST_BADGE], "") for text in said)]

    def _pass_words(self, view: PassView) -> str:
        title = view.title if len(view.title) <= PASS_CHARS else view.title[: PASS_CHARS - 1] + "…"
        return (
            title if view.left is None else self.tr("{title}: {left} left").format(title=title, left=count(view.left))
        )

    def _show_tier(self, p: MemberProfile) -> None:
        shown = p.next_tier is not None and p.tier_target is not None
        self._to_tier.setVisible(shown)
        self._bar.setVisible(shown)
        if not shown or p.tier_target is None:
            return
        self._to_tier.set(self.tr("To {tier}").format(tier=p.next_tier), self._missing(p))
        self._bar.set_part(p.progress)
