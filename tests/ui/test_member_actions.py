"""Photo, consents, stopping, merging, referrals, history and own fields, as somebody at the window does them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from tests.ui.live import Live, press, type_into, words_of

from memberpos.domain.member_profile import ConsentText, CustomField, Definitions
from memberpos.services import consents, definitions, member_details, members, merging, photos
from memberpos.services.member_history import HistoryEntry, HistoryNames
from memberpos.services.members import EnrolRequest
from memberpos.store.member_history import Changed
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.block import BlockDialog
from memberpos.ui.dialogs.consents import ConsentsDialog
from memberpos.ui.dialogs.enrol import EnrolDialog
from memberpos.ui.dialogs.member_history import MemberHistoryDialog
from memberpos.ui.dialogs.merge import MergeDialog
from memberpos.ui.dialogs.photo import PhotoDialog
from memberpos.ui.dialogs.pick import Choice, PickDialog
from memberpos.ui.dialogs.referrals import ReferralsDialog
from memberpos.ui.member_drawer import EDIT, MemberDrawer
from memberpos.ui.member_history_words import detail_words, entry_words
from memberpos.ui.widgets.crop import CropBox


@pytest.fixture
def drawer(qtbot, live: Live) -> MemberDrawer:
    made = MemberDrawer(live.context, live.member)
    live.stage.window.open_drawer(made)
    qtbot.waitUntil(lambda: live.till.runner.idle and made._details is not None)
    return made


def settled(qtbot: Any, live: Live) -> None:
    qtbot.waitUntil(lambda: live.till.runner.idle)


def details(live: Live) -> member_details.MemberDetails:
    return live.read(lambda db: member_details.details(db, live.member.member_id, live.till.now_ms))


def picture(path: Path) -> Path:
    Image.effect_noise((900, 600), 90).convert("RGB").save(path)
    return path


# --- photo ------------------------------------------------------------------------------------------------------------


def test_a_photo_from_a_file_is_cut_out_and_kept(qtbot, live: Live, drawer: MemberDrawer, tmp_path: Path) -> None:
    path = live.read(lambda _db: picture(tmp_path / "face.png"))
    drawer._actions.do("photo")
    dialog = live.dialog(PhotoDialog)
    assert not dialog.next.isEnabled()
    dialog.take_file(path)
    qtbot.waitUntil(lambda: not dialog._box.empty)
    QTest.keyClick(dialog._box, Qt.Key.Key_Minus)
    QTest.keyClick(dialog._box, Qt.Key.Key_Right)
    dialog.accept()
    qtbot.waitUntil(lambda: live.quiet)
    jpeg = live.read(lambda db: photos.photo(db, live.member.member_id))
    with Image.open(io.BytesIO(jpeg)) as image:
        assert image.size[0] == image.size[1] <= 480
    assert drawer._avatar._photo is not None
    drawer._actions.do("photo")
    live.dialog(PhotoDialog)._remove.click()
    qtbot.waitUntil(lambda: live.quiet)
    assert drawer._avatar._photo is None


def test_a_picture_is_dropped_or_pasted(qtbot, live: Live, drawer: MemberDrawer, tmp_path: Path) -> None:
    path = live.read(lambda _db: picture(tmp_path / "face.jpg"))
    dialog = PhotoDialog(drawer, live.context, live.member.member_id, has_photo=False)
    dialog.open()
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    dialog._take_data(dropped)
    qtbot.waitUntil(lambda: bool(dialog._working))
    image = QImage(3000, 2000, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    pasted, dialog._working = QMimeData(), b""
    pasted.setImageData(image)
    dialog._take_data(pasted)
    qtbot.waitUntil(lambda: bool(dialog._working))
    dialog._take_data(QMimeData())
    assert "no picture" in words_of(dialog)
    dialog.reject()


def test_what_is_no_picture_is_said(qtbot, live: Live, drawer: MemberDrawer, tmp_path: Path) -> None:
    path = tmp_path / "evil.jpg"
    live.read(lambda _db: path.write_bytes(b"\xff\xd8\xff not a picture"))
    dialog = PhotoDialog(drawer, live.context, live.member.member_id, has_photo=False)
    dialog.open()
    dialog.take_file(path)
    qtbot.waitUntil(lambda: "no picture" in words_of(dialog))
    assert not dialog.next.isEnabled()
    dialog.reject()


def test_the_square_stays_in_the_picture(qtbot) -> None:
    box = CropBox()
    qtbot.addWidget(box)
    box.resize(400, 400)
    box.show()
    raw = io.BytesIO()
    Image.new("RGB", (800, 400), "white").save(raw, "JPEG")
    box.set_picture(raw.getvalue())
    assert box.crop() == pytest.approx((0.25, 0, 0.75, 1))
    QTest.mousePress(box, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    QTest.mouseMove(box, QPoint(900, 200))
    QTest.mouseRelease(box, Qt.MouseButton.LeftButton, pos=QPoint(900, 200))
    assert box.crop() == pytest.approx((0.5, 0, 1, 1))
    for turn in (1, -1, -1, -1):
        wheel = QWheelEvent(QPointF(200, 200), QPointF(200, 200), QPoint(), QPoint(0, 120 * turn), Qt.MouseButton.NoButton,
                            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
        box.wheelEvent(wheel)
        left, top, right, bottom = box.crop()
        assert 0 <= left < right <= 1
        assert 0 <= top < bottom <= 1
        assert (right - left) * 2 == pytest.approx(bottom - top)


# --- consents and status ----------------------------------------------------------------------------------------------


def test_a_switch_gives_and_withdraws_a_consent(qtbot, live: Live, drawer: MemberDrawer) -> None:
    drawer._actions.do("consents")
    dialog = live.dialog(ConsentsDialog)
    press(dialog, "consent-marketing")
    qtbot.waitUntil(lambda: details(live).holds("marketing"))
    qtbot.waitUntil(lambda: any("version 1" in text.text() for _, _, _, text in dialog._texts))
    press(dialog, "consent-marketing")
    qtbot.waitUntil(lambda: not details(live).holds("marketing"))
    qtbot.waitUntil(lambda: any("Withdrawn" in text.text() for _, _, _, text in dialog._texts))
    dialog.reject()


def test_a_child_needs_a_guardian(qtbot, live: Live, drawer: MemberDrawer) -> None:
    live.run(lambda use: members.change(use, live.member.member_id, {"birthday": "2020-01-01"}))
    drawer.reload()
    settled(qtbot, live)
    drawer._actions.do("consents")
    dialog = live.dialog(ConsentsDialog)
    press(dialog, "consent-membership")
    qtbot.waitUntil(lambda: "guardian" in words_of(dialog))
    assert not dialog._switches["membership"].isChecked()
    type_into(dialog, "guardian", "Mother")
    press(dialog, "consent-membership")
    qtbot.waitUntil(lambda: live.read(lambda db: consents.holds(db, live.member.member_id, "membership")))
    dialog.reject()


def test_a_membership_is_stopped_and_allowed_again(qtbot, live: Live, drawer: MemberDrawer) -> None:
    drawer._actions.do("block")
    dialog = live.dialog(BlockDialog)
    dialog.accept()
    assert "reason" in words_of(dialog)
    press(dialog, "block-blacklisted")
    type_into(dialog, "reason", "took things")
    dialog.accept()
    qtbot.waitUntil(lambda: live.quiet and drawer._tier.text() == "Blacklisted")
    assert live.profile().blocked == "blacklisted"
    drawer._actions.do("block")
    again = live.dialog(BlockDialog)
    type_into(again, "reason", "paid")
    again.accept()
    qtbot.waitUntil(lambda: live.quiet and live.profile().blocked == "")


def test_a_cashier_needs_a_manager_for_it(qtbot, live: Live, drawer: MemberDrawer) -> None:
    live.sign_in(live.cashier_id)
    drawer._actions.do("block")
    dialog = live.dialog(BlockDialog)
    type_into(dialog, "reason", "x")
    dialog.accept()
    qtbot.waitUntil(lambda: isinstance(live.stage.window._dialog(), ApproveDialog))
    live.dialog(ApproveDialog).reject()
    qtbot.waitUntil(lambda: "manager" in words_of(dialog))
    dialog.reject()


# --- merging ----------------------------------------------------------------------------------------------------------


def test_two_are_merged_and_parted(qtbot, live: Live, drawer: MemberDrawer) -> None:
    twin = live.run(lambda use: members.enrol(use, EnrolRequest("林小棠", "13900139000", "1991-01-01"))).member_id
    drawer._actions.do("merge")
    live.dialog(PickDialog)._take_value = None
    pick = live.dialog(PickDialog)
    pick.picked.emit(Choice(twin, "林小棠"))
    pick.reject()
    dialog = live.dialog(MergeDialog)
    qtbot.waitUntil(lambda: dialog.next.isEnabled())
    dialog.swap()
    qtbot.waitUntil(lambda: dialog._seen is not None and dialog._seen.winner.member_id == twin)
    assert any("200.00" in value for _, value in dialog._moves(dialog._seen))
    dialog.swap()
    qtbot.waitUntil(lambda: dialog._seen is not None and dialog._seen.loser.member_id == twin)
    press(dialog, "take-phone")
    dialog.accept()
    qtbot.waitUntil(lambda: live.quiet and bool(details(live).merges))
    assert live.profile().phone == "+8613900139000"
    qtbot.waitUntil(lambda: drawer._details is not None and bool(drawer._details.merges))
    event_id = drawer._details.merges[0][0]
    press(drawer, f"undo-{event_id}")
    qtbot.waitUntil(lambda: live.quiet and not details(live).merges)
    assert live.profile().phone == "+8613800136021"


def test_the_same_member_is_not_merged(qtbot, live: Live, drawer: MemberDrawer) -> None:
    dialog = MergeDialog(drawer, live.context, live.member.member_id, live.member.member_id)
    dialog.open()
    qtbot.waitUntil(lambda: "cannot be merged" in words_of(dialog))
    assert not dialog.next.isEnabled()
    dialog.reject()


# --- referrals and history --------------------------------------------------------------------------------------------


def test_up_and_down_the_tree(qtbot, live: Live, drawer: MemberDrawer) -> None:
    child = live.run(lambda use: members.enrol(use, EnrolRequest("Child", referrer_id=live.member.member_id))).member_id
    live.run(lambda use: members.enrol(use, EnrolRequest("Grandchild", referrer_id=child)))
    drawer._actions.do("referrals")
    dialog = live.dialog(ReferralsDialog)
    qtbot.waitUntil(lambda: dialog._tree is not None)
    assert "Brought 1; in all below 2" in dialog._sums.text()
    dialog.accept()
    qtbot.waitUntil(lambda: dialog._tree.member.member_id == child)
    assert [one.name for one in dialog._tree.above] == [live.member.name]
    live.stage.window.take_key("Backspace")
    qtbot.waitUntil(lambda: dialog._tree.member.member_id == live.member.member_id)
    dialog.reject()


def test_the_whole_history_with_a_filter(qtbot, live: Live, drawer: MemberDrawer) -> None:
    live.sell()
    live.run(lambda use: members.change(use, live.member.member_id, {"notes": "no ice"}))
    live.stage.window.take_key("Ctrl+H")
    dialog = live.dialog(MemberHistoryDialog)
    qtbot.waitUntil(lambda: len(dialog._entries) == 5)
    assert [entry.kind for entry in dialog._entries] == [
        "member.patch",
        "sale",
        "recharge",
        "card.issue",
        "member.enrol",
    ]
    assert dialog._whole.text() == "Notes: empty → no ice"
    live.stage.window.take_key("Right")
    qtbot.waitUntil(lambda: [entry.kind for entry in dialog._entries] == ["sale"])
    went: list[dict[str, Any]] = []
    live.stage.window.go = lambda place, **facts: went.append({"place": place, **facts})
    dialog._open(0)
    assert went[0]["place"] == "refund"


def test_older_lines_are_read_on(qtbot, live: Live, drawer: MemberDrawer, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        live.sell()
    from memberpos.services import member_history

    real = member_history.page
    monkeypatch.setattr(member_history, "page", lambda db, who, group, after: real(db, who, group, after, 3))
    dialog = MemberHistoryDialog(drawer, live.context, live.member.member_id, "x")
    dialog.open()
    qtbot.waitUntil(lambda: len(dialog._entries) == 3 and not dialog._reading)
    while dialog._after is not None:
        before = len(dialog._entries)
        dialog._scrolled(dialog._table.verticalScrollBar().maximum())
        qtbot.waitUntil(
            lambda before=before: not dialog._reading and (len(dialog._entries) > before or dialog._after is None)
        )
    assert len(dialog._entries) == 7
    dialog.reject()


# --- editing ----------------------------------------------------------------------------------------------------------


def test_all_fields_are_edited(qtbot, live: Live, drawer: MemberDrawer) -> None:
    fields = (
        CustomField("shoe", "Shoe", "number"),
        CustomField("vip", "VIP", "yes_no"),
        CustomField("since", "Since", "date"),
    )
    live.run(lambda use: definitions.set_fields(use, fields))
    drawer._read_more()
    qtbot.waitUntil(lambda: drawer._details is not None and len(drawer._details.definitions.fields) == 3)
    drawer.turn(EDIT)
    extras = drawer._extras
    extras._calendar["leap"].click()
    drawer._form.birthday.setText("1990-5-15")
    extras._address.setText("1 Main Street")
    extras._tags.setText("VIP， regular")
    extras._ends.setText("2030-12-31")
    extras._seller.setCurrentIndex(1)
    type_into(drawer, "own-shoe", "38.5")
    type_into(drawer, "own-since", "2020-13-01")
    drawer.save()
    assert not extras.check(), "there is no thirteenth month"
    type_into(drawer, "own-since", "2020-12-01")
    drawer.save()
    qtbot.waitUntil(lambda: live.quiet and live.profile().lunar)
    after, more = live.profile(), details(live)
    assert (after.birthday, after.leap_month, after.tags, after.ends_on) == (
        "1990-05-15",
        True,
        ("VIP", "regular"),
        "2030-12-31",
    )
    assert (more.address, more.custom, more.seller_name) == (
        "1 Main Street",
        {"shoe": "38.5", "since": "2020-12-01"},
        "Owner",
    )
    drawer._extras._referred(Choice(live.member.member_id, "x"))
    assert drawer._extras.values()["referrer_id"] is None


def test_what_every_member_must_have_is_asked_at_enrolment(qtbot, live: Live) -> None:
    live.run(lambda use: definitions.set_fields(use, [CustomField("shoe", "Shoe", "number", required=True)]))
    dialog = EnrolDialog(live.stage.window, live.context, "13900001111")
    dialog.open()
    qtbot.waitUntil(lambda: not dialog._own.isHidden())
    dialog._card.setChecked(False)
    dialog.accept()
    assert dialog.isVisible()
    type_into(dialog, "own-shoe", "41")
    dialog.accept()
    qtbot.waitUntil(lambda: live.quiet)
    assert (
        live.read(lambda db: db.value("SELECT custom FROM member WHERE phone = '+8613900001111'")) == '{"shoe": "41"}'
    )


def test_a_member_of_another_system_is_called_so(live: Live) -> None:
    def words(entry: HistoryEntry) -> str:
        return detail_words(entry, HistoryNames(), see_phone=True)

    assert entry_words(HistoryEntry(0, "member.import", "1")) == "Came over from another system"
    stopped = HistoryEntry(0, "member.block", "1", data={"set": {"frozen": True}})
    assert words(stopped) == "Frozen"
    assert live.read(lambda db: merging.undoable(db, live.member.member_id, live.till.now_ms)) == []


def test_a_history_speaks_of_the_owners_fields_and_of_people_by_their_names(live: Live) -> None:
    own = Definitions((CustomField("shoe", "Shoe size"),), (ConsentText("news", "Newsletter", "We write.", "3"),))
    names = HistoryNames(own, {"s1": "Zhou Min"})

    def words(kind: str, *changes: Changed, see_phone: bool = False, **data: object) -> str:
        return detail_words(HistoryEntry(0, kind, "1", changes=changes, data=data), names, see_phone=see_phone)

    phone = Changed("phone", "+8613800136021", "")
    assert words("member.patch", phone, see_phone=True) == "Phone: 13800136021 → empty"
    assert words("member.patch", phone) == "Phone: 138 **** 6021 → empty"
    changes = (Changed("custom.shoe", "41", "42"), Changed("seller_id", "", "s1"), Changed("lunar", "", "yes"))
    assert words("member.patch", *changes) == "Shoe size: 41 → 42 · Sold by: empty → Zhou Min · Lunar: empty → Yes"
    assert words("member.patch", Changed("sex", "f", "")) == "Sex: Female → empty"
    assert words("member.consent", purpose="news", version="3") == "Newsletter: version 3"
    assert words("member.consent", purpose="gone", withdrawn=True) == "gone: withdrawn"
