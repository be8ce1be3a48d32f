"""From a call to its pop-up, and what its buttons do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from memberpos.domain.errors import PosError
from memberpos.domain.search import national_digits, normalise_phone
from memberpos.services import calls, members
from memberpos.services.calls import CallCard
from memberpos.services.results import MemberProfile
from memberpos.store.calls import CallRow
from memberpos.store.database import Database
from memberpos.ui.context import UiContext
from memberpos.ui.dialogs.call_note import CallNoteDialog
from memberpos.ui.dialogs.pick import Choice, PickDialog
from memberpos.ui.format import amount, count, money, person
from memberpos.ui.theme import Theme
from memberpos.ui.widgets.calls import CallFacts, CallPopup

SOON_DAYS = 7
OPEN, PICK, ENROL, NOTE, LATER = "open", "pick", "enrol", "note", "later"


def popup_of(card: CallCard, _theme: Theme, currency: str) -> CallPopup:
    """The pop-up of a call: the member, how many have this number, or how to enrol it."""
    return CallPopup(facts_of(card, currency))


def facts_of(card: CallCard, currency: str) -> CallFacts:
    """What the pop-up says."""
    profile = card.profile
    return CallFacts(
        key=card.call_id,
        head=QCoreApplication.translate("calls", "Call · line {line}").format(line=card.line),
        number=spoken(card.number),
        name=person(profile.name) if profile else "",
        remark=_remark(profile, currency) if profile else "",
        badges=_badges(profile) if profile else (),
        facts=_facts(card, profile),
        member_id=profile.member_id if profile else "",
        actions=_actions(card),
        line=card.line,
    )


def spoken(number: str | None) -> str:
    """A number as people say it, in groups; words for a withheld one."""
    if not number:
        return QCoreApplication.translate("calls", "Number withheld")
    try:
        digits = national_digits(normalise_phone(number))
    except PosError:
        return number
    if len(digits) == 11 and digits[0] == "1":
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    return number if number.startswith("0") else digits


def _remark(p: MemberProfile, currency: str) -> str:
    words = QCoreApplication.translate("calls", "Stored {stored} · {points} points").format(
        stored=money(p.stored_fen, currency), points=count(p.points)
    )
    if p.last_visit_on is None:
        return words
    last = QCoreApplication.translate("calls", "last visit {date}").format(date=p.last_visit_on[5:])
    return f"{words} · {last}"


def _badges(p: MemberProfile) -> tuple[tuple[str, str], ...]:
    found = [(p.tier, "gold")] if p.tier else []
    if p.birthday_in_days is not None and p.birthday_in_days <= SOON_DAYS:
        found.append((Counted().birthday(p.birthday_in_days), "warn"))
    return tuple(found)


class Counted(QObject):
    """Texts with a number in them: only an object's own `tr` knows plurals."""

    def birthday(self, days: int) -> str:
        """How far a birthday is."""
        return self.tr("Birthday in %n day(s)", "", days) if days else self.tr("Birthday today")

    def members(self, many: int) -> str:
        """How many members."""
        return self.tr("%n member(s)", "", many)


def _facts(card: CallCard, profile: MemberProfile | None) -> tuple[tuple[str, str], ...]:
    facts = []
    if profile is None and card.profiles:
        names = ", ".join(person(each.name) for each in card.profiles[:3])
        facts.append((Counted().members(len(card.profiles)), names))
    elif profile is None and card.number:
        facts.append(
            (QCoreApplication.translate("calls", "Member"), QCoreApplication.translate("calls", "Not a member yet"))
        )
    if card.last_call is not None:
        facts.append((QCoreApplication.translate("calls", "Last call"), call_words(card.last_call)))
    if profile is not None and profile.expiring:
        date, points = profile.expiring[0]
        words = QCoreApplication.translate("calls", "{points} on {date}")
        facts.append(
            (QCoreApplication.translate("calls", "Points expire"), words.format(points=count(points), date=date[5:]))
        )
    if profile is not None and profile.notes:
        facts.append((QCoreApplication.translate("calls", "Notes"), profile.notes.replace("\n", " ")))
    return tuple(facts)


def call_words(row: CallRow) -> str:
    """A call in a few words: its note, else what became of it."""
    return row.note or state_words(row.state)


def state_words(state: str) -> str:
    """What became of a call, in the user's language."""
    return {
        "ringing": QCoreApplication.translate("calls", "Ringing"),
        "missed": QCoreApplication.translate("calls", "Missed"),
        "later": QCoreApplication.translate("calls", "Call back"),
        "opened": QCoreApplication.translate("calls", "Opened"),
        "noted": QCoreApplication.translate("calls", "Noted"),
    }.get(state, state)


def _actions(card: CallCard) -> tuple[tuple[str, str, str], ...]:
    note = (NOTE, QCoreApplication.translate("calls", "Note"), "")
    later = (LATER, QCoreApplication.translate("calls", "Later"), "")
    if card.profile is not None:
        return (OPEN, QCoreApplication.translate("calls", "Open member"), "F8"), note, later
    if card.profiles:
        return (PICK, QCoreApplication.translate("calls", "Which one?"), "F8"), note, later
    if card.number:
        return (ENROL, QCoreApplication.translate("calls", "New member"), "F8"), note, later
    return (NOTE, QCoreApplication.translate("calls", "Note"), "F8"), later


# --- what the buttons do ---------------------------------------------------------------------------------------------


def act(context: UiContext, key: str, action: str) -> None:
    """Runs `action` (open | pick | enrol | note | later) of the logged call `key`."""
    context.read(lambda db: calls.one(db, key), lambda row: act_on(context, row, action), None, context.runner)


def act_on(context: UiContext, row: CallRow, action: str) -> None:
    """`act` for a call already read."""
    if action == OPEN and row.member_id:
        open_member(context, row, row.member_id)
    elif action == PICK:
        _pick(context, row)
    elif action == ENROL:
        _handle(context, row, "opened")
        context.shell.go("counter", phone=national_digits(_e164(row.number)))
    elif action == NOTE:
        _note(context, row)
    elif action == LATER:
        _handle(context, row, "later")
        context.shell.toast(QCoreApplication.translate("calls", "Kept under Calls: call back later."), "info")


def missed(context: UiContext, keys: Sequence[str]) -> None:
    """The callers hung up before anybody did anything: these calls are missed ones."""
    for key in keys:
        context.run(lambda use, key=key: calls.handle(use, key, "missed"))  # type: ignore[misc]
    context.tell(frozenset({"call"}))


def open_member(context: UiContext, row: CallRow, member_id: str) -> None:
    """The call is this member's, who comes to the counter."""
    _handle(context, row, "opened", member_id=member_id)
    context.shell.go("counter", member_id=member_id)


def _pick(context: UiContext, row: CallRow) -> None:
    """Several members have this number."""
    number, window = row.number or "", cast("QWidget", context.shell)
    now_ms = int(context.services["now_ms"]())

    def choose(found: Sequence[MemberProfile]) -> None:
        choices = [Choice(p.member_id, person(p.name), p.tier or "", amount(p.stored_fen)) for p in found]
        dialog = PickDialog(window, context, QCoreApplication.translate("calls", "Who is calling?"), choices)
        dialog.picked.connect(lambda member_id: open_member(context, row, member_id))
        dialog.open()

    def look(db: Database) -> list[MemberProfile]:
        return members.by_phone(db, number, now_ms)

    context.read(look, choose, None, window)


def _note(context: UiContext, row: CallRow) -> None:
    dialog = CallNoteDialog(cast("QWidget", context.shell), spoken(row.number), row.note)
    dialog.noted.connect(lambda note: _handle(context, row, "noted", note))
    dialog.closed.connect(lambda saved: None if saved or row.state != "ringing" else _handle(context, row, "later"))
    dialog.open()


def _handle(context: UiContext, row: CallRow, state: str, note: str = "", member_id: str | None = None) -> None:
    def done(_none: None) -> None:
        context.tell(frozenset({"call"}))

    context.run(lambda use: calls.handle(use, row.id, state, note, member_id), done, None, context.runner)


def _e164(number: str | None) -> str:
    try:
        return normalise_phone(number or "")
    except PosError:
        return number or ""
