"""States of the members' list, the profile and its dialogs, the import and its settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.ui import samples
from tests.ui import samples_members as people
from tests.ui.gallery_counter import counter, front
from tests.ui.gallery_settings import OWNER, page
from tests.ui.stage import Stage

from memberpos.domain.errors import PosError
from memberpos.domain.member_filter import MemberFilter
from memberpos.services.imports import Progress
from memberpos.ui.dialogs.block import BlockDialog
from memberpos.ui.dialogs.consents import ConsentsDialog
from memberpos.ui.dialogs.enrol import EnrolDialog
from memberpos.ui.dialogs.member_filter import FilterDialog
from memberpos.ui.dialogs.member_history import MemberHistoryDialog
from memberpos.ui.dialogs.members_more import MoreDialog
from memberpos.ui.dialogs.merge import MergeDialog
from memberpos.ui.dialogs.photo import PhotoDialog
from memberpos.ui.dialogs.referrals import ReferralsDialog
from memberpos.ui.member_cells import Found
from memberpos.ui.member_drawer import CARDS, EDIT, HISTORY, OVERVIEW, MemberDrawer
from memberpos.ui.models.member_rows import MemberRows
from memberpos.ui.screens.import_members import RUNNING, ImportScreen
from memberpos.ui.screens.members import Members
from memberpos.ui.settings_pages.member_fields import ConsentTextDialog, FieldDialog

Show = Callable[[Stage], None]


def owner(stage: Stage) -> None:
    """The owner works here."""
    session = stage.window.session()
    stage.window.set_session(replace(session, role="owner", rights=OWNER | {"import.make", "export.make"}))


def members(*, some: bool = True, text: str = "", saved: bool = False, photo: bool = False) -> Show:
    """The list, with the first rows read and the others still to come."""

    def show(stage: Stage) -> None:
        screen = front(stage, "members", Members)
        screen._wanted = replace(screen._wanted, text=text)
        lines = [*samples.MEMBERS, replace(samples.MEMBERS[1], member_id="m7", name="章子义", blocked="blacklisted")]
        rows: MemberRows = screen.rows
        rows._fetch = lambda _numbers, then: then(lines)
        total = 1_024_518 if some or text else 0
        screen._take(screen._asked, Found(range(1, len(lines) + 30) if some else (), total, 0), keep=True)
        screen._show_saved(people.SAVED if saved else ())
        profile = people.PROFILE if photo else samples.PROFILE
        screen._show_member(profile if some else None)
        if photo:
            screen._panel.show_photo("m1", people.face())

    return show


def drawer(tab: str, profile: Any = samples.PROFILE, details: Any = None, *, photo: bool = False) -> Show:
    """The profile at the right of the counter."""

    def show(stage: Stage) -> None:
        counter(stage)
        content = MemberDrawer(stage.context, profile)
        stage.window.open_drawer(content)
        if details is not None:
            content.show_details(details)
        if photo:
            content._show_photo("m1", people.face())
        content.turn(tab)

    return show


def over(open_: Callable[[Any], Any]) -> Show:
    """A dialog over the members' list."""

    def show(stage: Stage) -> None:
        owner(stage)
        members()(stage)
        open_(stage.window.screen("members"))

    return show


def narrow(wanted: MemberFilter, problem: PosError | None = None) -> Show:
    def open_(screen: Members) -> None:
        dialog = FilterDialog(screen, screen.context, wanted)
        dialog._show_known((samples.SHOP, people.KNOWN))
        dialog.open()
        if problem is not None:
            dialog._refused(problem)

    return over(open_)


def more(screen: Members) -> None:
    MoreDialog(screen, screen.context, people.SAVED, MemberFilter(), lambda _left: None).open()


def photo(*, given: bool, bad: bool = False) -> Show:
    def open_(screen: Members) -> None:
        dialog = PhotoDialog(screen, screen.context, "m1", has_photo=given)
        dialog.open()
        if given:
            dialog._show(people.face())
            dialog._box.stretch(0.7)
        if bad:
            dialog._refused(PosError("bad_file", reason="photo"))

    return over(open_)


def consents(details: Any, *, no_guardian: bool = False) -> Show:
    def open_(screen: Members) -> None:
        dialog = ConsentsDialog(screen, screen.context, details)
        dialog.open()
        if no_guardian:
            dialog._refused("marketing", PosError("bad_setting", setting="guardian"))

    return over(open_)


def merge(preview: Any, *, wrong: bool = False) -> Show:
    def open_(screen: Members) -> None:
        dialog = MergeDialog(screen, screen.context, "m1", "m9")
        dialog.show_preview(preview)
        dialog.open()
        if wrong:
            dialog._refused(PosError("bad_setting", setting="merge"))

    return over(open_)


def block(profile: Any, *, empty: bool = False) -> Show:
    def open_(screen: Members) -> None:
        dialog = BlockDialog(screen, screen.context, profile)
        dialog.open()
        if empty:
            dialog.accept()

    return over(open_)


def referrals(screen: Members) -> None:
    dialog = ReferralsDialog(screen, screen.context, "m1")
    dialog.show_tree(people.TREE)
    dialog.open()


def nobody_brought(screen: Members) -> None:
    dialog = ReferralsDialog(screen, screen.context, "m1")
    dialog.show_tree(replace(people.TREE, above=(), brought=(), below=0, below_active=0))
    dialog.open()


def history(*, some: bool = True) -> Show:
    def open_(screen: Members) -> None:
        dialog = MemberHistoryDialog(screen, screen.context, "m1", "林晓棠")
        dialog.show_page(people.HISTORY if some else replace(people.HISTORY, entries=()))
        dialog.open()

    return over(open_)


def enrol_own(screen: Members) -> None:
    dialog = EnrolDialog(screen, screen.context, "13800136021")
    dialog._show_own(people.KNOWN)
    dialog.open()
    dialog.accept()


# --- import -----------------------------------------------------------------------------------------------------------


def importing(fill: Callable[[ImportScreen], object] = lambda _screen: None) -> Show:
    """The screen of the import in a state."""

    def show(stage: Stage) -> None:
        owner(stage)
        screen = front(stage, "import", ImportScreen)
        screen._path = Path("/home/shop/下载/旧系统会员导出 2026-11.xlsx")
        fill(screen)

    return show


def columns(screen: ImportScreen) -> None:
    screen._looked((people.LOOK, people.KNOWN))


def columns_missing(screen: ImportScreen) -> None:
    columns(screen)
    screen._refused(PosError("bad_setting", setting="import_map", field="name"))


def checked(screen: ImportScreen) -> None:
    columns(screen)
    screen.show_result(people.result())
    screen._checked.show_rows(people.STAGED)


def warned(screen: ImportScreen) -> None:
    columns(screen)
    screen.show_result(people.result(refused=0))
    screen._checked._chips["warning"].setChecked(True)
    screen._checked.show_rows(people.WARNED)


def clean(screen: ImportScreen) -> None:
    columns(screen)
    screen.show_result(people.result(refused=0, warnings=0))
    screen._checked.show_rows([])


def running(phase: str, done: int = 48_200) -> Callable[[ImportScreen], None]:
    def fill(screen: ImportScreen) -> None:
        screen._turn(RUNNING)
        screen._running.show_progress(Progress(phase, done, 102_400))

    return fill


def done(screen: ImportScreen) -> None:
    screen.show_done(people.result())


def done_clean(screen: ImportScreen) -> None:
    screen.show_done(people.result(refused=0))


def no_table(screen: ImportScreen) -> None:
    screen._refused(PosError("bad_file", reason="html"))


def fields(screen: Any) -> None:
    screen.show_known(people.KNOWN)


def field(code: str, *, wrong: bool = False) -> Callable[[Any], None]:
    def fill(screen: Any) -> None:
        fields(screen)
        dialog = FieldDialog(screen, screen.context, people.KNOWN, code)
        dialog.open()
        if wrong:
            dialog.accept()

    return fill


def consent_text(screen: Any) -> None:
    fields(screen)
    ConsentTextDialog(screen, screen.context, people.CONSENTS[1]).open()


STATES: dict[str, Show] = {
    "drawer": drawer(OVERVIEW),
    "drawer-more": drawer(OVERVIEW, people.PROFILE, people.DETAILS, photo=True),
    "drawer-frozen": drawer(OVERVIEW, people.FROZEN, people.DETAILS),
    "drawer-cards": drawer(CARDS),
    "drawer-edit": drawer(EDIT, people.PROFILE, people.DETAILS),
    "drawer-history": drawer(HISTORY),
    "drawer-long-name": drawer(OVERVIEW, samples.LONG),
    "members": members(),
    "members-photo": members(saved=True, photo=True),
    "members-none": members(some=False),
    "members-not-found": members(some=False, text="zzz"),
    "members-filter": narrow(
        MemberFilter(tiers=("金卡",), stored_min_fen=100_000, no_consent="marketing", away_days=60)
    ),
    "members-filter-refused": narrow(MemberFilter(), PosError("limit_exceeded", what="filters", limit=30)),
    "members-more": over(more),
    "photo": photo(given=True),
    "photo-none": photo(given=False, bad=True),
    "consents": consents(people.DETAILS),
    "consents-child": consents(people.CHILD_DETAILS, no_guardian=True),
    "merge": merge(people.PREVIEW),
    "merge-refused": merge(people.LONG_PREVIEW, wrong=True),
    "block": block(people.PROFILE, empty=True),
    "unblock": block(people.FROZEN),
    "referrals": over(referrals),
    "referrals-none": over(nobody_brought),
    "history": history(),
    "history-none": history(some=False),
    "enrol-own-fields": over(enrol_own),
    "import": importing(),
    "import-no-table": importing(no_table),
    "import-columns": importing(columns),
    "import-columns-missing": importing(columns_missing),
    "import-checked": importing(checked),
    "import-warned": importing(warned),
    "import-clean": importing(clean),
    "import-reading": importing(running("read")),
    "import-waiting": importing(running("wait", 0)),
    "import-done": importing(done),
    "import-done-clean": importing(done_clean),
    "settings-members": page("members", fields),
    "settings-members-none": page("members"),
    "settings-member-field": page("members", field("skin")),
    "settings-member-field-new": page("members", field("", wrong=True)),
    "settings-consent": page("members", consent_text),
}
