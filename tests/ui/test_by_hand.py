"""Points and tiers by hand in the member's drawer: by whom, why, and what the books say."""

from __future__ import annotations

import pytest
from tests.ui.live import Live, press, type_into, words_of

from memberpos.services import shop_settings, tier_grants
from memberpos.ui.dialogs.approve import ApproveDialog
from memberpos.ui.dialogs.by_hand import PointsByHandDialog, TierByHandDialog
from memberpos.ui.member_drawer import MemberDrawer

TIERS = [{"name": "Silver", "threshold": 0}, {"name": "Gold", "threshold": 500}, {"name": "Black", "threshold": 5000}]


@pytest.fixture
def drawer(live: Live) -> MemberDrawer:
    live.run(lambda use: shop_settings.change(use, {"tiers": TIERS}))
    live.stage.window.go("counter")
    made = MemberDrawer(live.context, live.profile())
    live.stage.window.open_drawer(made)
    return made


@pytest.fixture
def tiers(qtbot, live: Live, drawer: MemberDrawer) -> TierByHandDialog:
    press(drawer, "tier-by-hand")
    dialog = live.dialog(TierByHandDialog)
    qtbot.waitUntil(lambda: bool(dialog._tiles))
    return dialog


def test_points_are_given_and_taken_with_a_reason(qtbot, live: Live, drawer: MemberDrawer) -> None:
    press(drawer, "points-by-hand")
    dialog = live.dialog(PointsByHandDialog)
    dialog.accept()
    assert dialog._count_row._hint.text() == "Enter how many points."
    type_into(dialog, "points-count", "120")
    dialog.accept()
    assert dialog._reason_row._hint.text() == "Give a reason."
    type_into(dialog, "reason", "late order")
    with qtbot.waitSignal(drawer.changed):
        live.stage.window.take_key("F12")
    assert drawer.profile.points == 120
    press(drawer, "points-by-hand")
    dialog = live.dialog(PointsByHandDialog)
    live.stage.window.take_key("F6")
    type_into(dialog, "points-count", "20")
    type_into(dialog, "reason", "mistake")
    with qtbot.waitSignal(drawer.changed):
        live.stage.window.take_key("F12")
    assert drawer.profile.points == 100
    said = live.read(lambda db: [row[0] for row in db.all("SELECT payload FROM event WHERE kind = 'points.adjust'")])
    assert ["late order" in said[0], "mistake" in said[1]] == [True, True]


def test_more_than_there_is_is_not_taken(qtbot, live: Live, drawer: MemberDrawer) -> None:
    press(drawer, "points-by-hand")
    dialog = live.dialog(PointsByHandDialog)
    press(dialog, "points-take")
    type_into(dialog, "points-count", "1")
    type_into(dialog, "reason", "x")
    dialog.accept()
    qtbot.waitUntil(lambda: words_of(dialog).startswith("Not enough points: 0 left, 1 needed."))
    assert dialog.next.isEnabled()


def test_a_cashier_asks_for_approval(qtbot, live: Live, drawer: MemberDrawer) -> None:
    live.sign_in(live.cashier_id)
    press(drawer, "points-by-hand")
    dialog = live.dialog(PointsByHandDialog)
    type_into(dialog, "points-count", "5")
    type_into(dialog, "reason", "x")
    dialog.accept()
    qtbot.waitUntil(lambda: isinstance(live.stage.window._dialog(), ApproveDialog))
    live.dialog(ApproveDialog).reject()
    qtbot.waitUntil(lambda: words_of(dialog).startswith("A manager must approve this."))
    assert live.profile().points == 0


def test_a_tier_is_given_until_a_day_and_taken_back(
    qtbot, live: Live, drawer: MemberDrawer, tiers: TierByHandDialog
) -> None:
    assert list(tiers._tiles) == ["Silver", "Gold", "Black"]
    assert tiers.chosen() == "Gold", "the next one is proposed"
    live.stage.window.take_key("F7")
    type_into(tiers, "tier-until", "2027-02-30")
    tiers.accept()
    assert tiers._until_row._hint.text() == "Enter a day, or leave it empty."
    type_into(tiers, "tier-until", "2027-02-28")
    tiers.accept()
    assert tiers._reason_row._hint.text() == "Give a reason."
    type_into(tiers, "reason", "friend of the house")
    with qtbot.waitSignal(drawer.changed):
        live.stage.window.take_key("F12")
    assert (drawer.profile.tier, drawer.profile.tier_given) == ("Black", True)
    (grant,) = live.read(lambda db: tier_grants.of_member(db, live.member.member_id))
    assert (grant.to_on, grant.reason) == ("2027-02-28", "friend of the house")
    press(drawer, "tier-by-hand")
    again = live.dialog(TierByHandDialog)
    qtbot.waitUntil(lambda: again._given.count() == 1)
    press(again, f"end-{grant.event_id}")
    assert again._reason_row._hint.text() == "Give a reason."
    type_into(again, "reason", "moved")
    with qtbot.waitSignal(drawer.changed):
        press(again, f"end-{grant.event_id}")
    assert (drawer.profile.tier, drawer.profile.tier_given) == ("Silver", False)


def test_a_day_that_has_passed_is_refused(qtbot, live: Live, tiers: TierByHandDialog) -> None:
    type_into(tiers, "tier-until", "2020-01-01")
    type_into(tiers, "reason", "x")
    tiers.accept()
    qtbot.waitUntil(lambda: bool(words_of(tiers)))
    assert live.profile().tier == "Silver"


def test_a_shop_without_tiers_has_none_to_give(live: Live) -> None:
    live.stage.window.go("counter")
    drawer = MemberDrawer(live.context, live.member)
    live.stage.window.open_drawer(drawer)
    assert not drawer._tier_by_hand.isVisible()
    assert drawer._points_by_hand.isVisible()
