from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ui.floor import Floor, make_floor
from tests.ui.stage import Stage

from memberpos.devices.readings import Scan
from memberpos.domain.errors import PosError
from memberpos.services import shop_settings, staff
from memberpos.settings import Device, Devices, Settings
from memberpos.ui.screens.counter import Counter
from memberpos.ui.screens.devices import DevicesScreen
from memberpos.ui.screens.settings import PAGES, SettingsScreen
from memberpos.ui.settings_pages.base import Page
from memberpos.ui.settings_pages.goods import GoodsDialog
from memberpos.ui.settings_pages.recovery import RenewDialog
from memberpos.ui.settings_pages.shop import ShopSettings
from memberpos.ui.settings_pages.staff import StaffDialog
from memberpos.ui.settings_pages.window import WindowSettings

CODE = "7Q2M-9XKD-4TRW-H0ZB-C6NE-1PVS-83GA"


@pytest.fixture
def floor(qtbot, stage: Stage, empty_till) -> Floor:
    return make_floor(stage, empty_till)


@pytest.fixture
def settings(floor: Floor) -> SettingsScreen:
    return floor.show("settings", SettingsScreen)


def test_a_page_is_made_when_it_is_asked_for(floor: Floor, settings: SettingsScreen) -> None:
    assert [type(page) for page in settings.findChildren(Page)] == [ShopSettings]
    settings.show_page("window")
    assert [type(page) for page in settings.findChildren(Page)] == [ShopSettings, WindowSettings]
    floor.work_as(floor.cashier, "cashier")
    settings.show_page("rules")
    assert len(settings.findChildren(Page)) == 2


def test_the_shop_s_facts_are_kept(qtbot, floor: Floor, settings: SettingsScreen) -> None:
    qtbot.waitUntil(lambda: floor.field("shop-name").text() == "Shop")
    floor.field("shop-name").setText("")
    floor.press("Ctrl+S")
    assert floor.sees("Enter the name of the shop.")
    floor.field("shop-name").setText("Corner")
    floor.press("Ctrl+S")
    qtbot.waitUntil(lambda: floor.ask(shop_settings.current).facts["name"] == "Corner")


def test_a_link_on_receipts_is_a_link(qtbot, floor: Floor, settings: SettingsScreen) -> None:
    qtbot.waitUntil(lambda: floor.field("shop-name").text() == "Shop")
    floor.field("shop-receipt_link").setText("shop.example")
    floor.press("Ctrl+S")
    assert floor.sees("A link begins with https:// and has no blanks.")
    floor.field("shop-receipt_link").setText("https://shop.example/{receipt}")
    floor.press("Ctrl+S")
    wanted = "https://shop.example/{receipt}"
    qtbot.waitUntil(lambda: floor.ask(shop_settings.current).facts.get("receipt_link") == wanted)


def test_rules_are_a_new_version(qtbot, floor: Floor, settings: SettingsScreen) -> None:
    settings.show_page("rules")
    rules = settings._pages["rules"]
    qtbot.waitUntil(lambda: rules.facts is not None)
    tiers = [{"name": "Gold", "threshold": 0, "birthday_points": 9, "benefits": ["tea"]}]
    floor.till.writer.call(lambda db: shop_settings.change(floor.till.use(db), {"tiers": tiers}))
    assert "are paid with ¥\u00a030.00 principal and ¥\u00a020.00 bonus." in rules.example.text()
    entries = rules.form.entries
    entries["day_starts_at"].line.setText("25:00")
    floor.press("Ctrl+S")
    assert floor.sees("Mend the field that is marked.")
    entries["day_starts_at"].line.setText("04:00")
    entries["rounding.mode"].show("drop_jiao")
    entries["stored_value.bonus_cap_percent"].line.setText("30")
    qtbot.waitUntil(lambda: "becomes ¥\u00a012.00 in cash" in rules.example.text())
    assert "¥\u00a035.00 principal and ¥\u00a015.00 bonus" in rules.example.text()
    floor.press("Ctrl+S")
    qtbot.waitUntil(lambda: floor.ask(shop_settings.all_values)["rounding.mode"] == "drop_jiao")
    kept = floor.ask(shop_settings.all_values)
    assert (kept["day_starts_at"], kept["stored_value.bonus_cap_percent"]) == ("04:00", 30)
    assert (kept["tiers"][0]["birthday_points"], kept["tiers"][0]["benefits"]) == (9, ["tea"]), "left as they were"


def test_goods_added_can_be_scanned(qtbot, floor: Floor, settings: SettingsScreen) -> None:
    settings.show_page("goods")
    qtbot.waitUntil(lambda: bool(settings._pages["goods"]._known))
    floor.press("F4")
    for name, text in (("sku", "6901"), ("name", "Tea"), ("price", "24"), ("barcode", "6901000000030")):
        floor.field(f"goods-{name}").setText(text)
    dialog = floor.dialog(GoodsDialog)
    dialog.accept()
    assert floor.sees("This number is taken.")
    floor.field("goods-sku").setText("6903")
    with qtbot.waitSignal(dialog.saved):
        dialog.accept()
    counter = floor.show("counter", Counter)
    qtbot.waitUntil(lambda: counter.model.is_open)
    floor.stage.window.read(Scan("6901000000030"))
    qtbot.waitUntil(lambda: not counter.model.sale.cart.empty)
    assert counter.model.quote.due_fen == 2_400


def test_somebody_new_may_sign_in(qtbot, floor: Floor, settings: SettingsScreen) -> None:
    settings.show_page("staff")
    floor.press("F4")
    dialog = floor.dialog(StaffDialog)
    floor.field("staff-name").setText("New")
    floor.field("staff-pin").setText("12")
    dialog.accept()
    assert floor.sees("A PIN has at least four digits.")
    floor.field("staff-pin").setText("8642")
    with qtbot.waitSignal(dialog.saved):
        dialog.accept()
    new = next(one for one in floor.ask(staff.everyone) if one.name == "New")
    assert floor.ask(lambda db: staff.sign_in(floor.till.use(db), new.id, "8642")).role == "cashier"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PosError("wrong_code", what="enrolment"), "code"),
        (PosError("hq_unreachable"), "Headquarters cannot be reached."),
    ],
)
def test_joining_that_fails_says_what_to_do(qtbot, stage: Stage, empty_till, error: PosError, said: str) -> None:
    asked = []

    def enrol(url: str, code: str, _then, failed) -> None:
        asked.append((url, code))
        failed(error)

    floor = make_floor(stage, empty_till, enrol=enrol)
    screen = floor.show("settings", SettingsScreen)
    screen.show_page("headquarters")
    qtbot.waitUntil(lambda: floor.sees("This till stands alone"))
    floor.click("hq-join")
    assert floor.sees("Enter the address and the code.")
    floor.field("hq-url").setText("https://hq.example.com")
    floor.field("hq-code").setText("7Q2M9XKD")
    floor.click("hq-join")
    assert asked == [("https://hq.example.com", "7Q2M9XKD")]
    assert floor.sees(said)
    assert floor.field("hq-join").isEnabled()


@pytest.mark.parametrize("page", [name for name, page in PAGES.items() if page.right])
def test_a_cashier_is_told_before_typing(floor: Floor, settings: SettingsScreen, page: str) -> None:
    floor.work_as(floor.cashier, "cashier")
    settings.show_page(page)
    assert floor.sees("Ask the owner, or sign in as somebody who may.")
    assert {hint.key for hint in floor.stage.window.hints()} == {"F2", "Ctrl+Tab", "Esc"}


def test_a_new_recovery_code_is_shown_once(qtbot, stage: Stage, empty_till) -> None:
    floor = make_floor(stage, empty_till, renew_code=lambda then, _failed: then(CODE))
    screen = floor.show("settings", SettingsScreen)
    screen.show_page("recovery")
    floor.click("renew-code")
    floor.dialog(RenewDialog).reject()
    assert not floor.sees(CODE)
    floor.click("renew-code")
    floor.dialog(RenewDialog).accept()
    assert floor.sees(CODE)
    screen.show_page("shop")
    screen.show_page("recovery")
    assert not floor.sees(CODE)


def test_window_choices_are_kept_and_spoken(stage: Stage, empty_till) -> None:
    kept, spoken = [], []
    floor = make_floor(stage, empty_till, change_settings=kept.append, use_language=spoken.append)
    screen = floor.show("settings", SettingsScreen)
    screen.show_page("window")
    box = floor.field("window-language")
    box.setCurrentIndex(box.findData("zh_TW"))
    box.activated.emit(box.currentIndex())
    assert [one.window.language for one in kept] == spoken == ["zh_TW"]


def test_devices_are_chosen_and_a_cashier_only_tries_them(stage: Stage, empty_till) -> None:
    kept: list[Settings] = []
    floor = make_floor(stage, empty_till, change_settings=kept.append)
    screen = floor.show("devices", DevicesScreen)
    kind, port = floor.field("kind-card"), floor.field("port-card")
    assert not port.isEnabled()
    kind.setCurrentIndex(kind.findData("msr605"))
    port.setEditText("/dev/ttyUSB0")
    floor.press("Ctrl+S")
    assert kept[0] == replace(Settings(), devices=Devices(card=Device("msr605", "/dev/ttyUSB0")))
    floor.work_as(floor.cashier, "cashier")
    screen.on_shown()
    assert not kind.isEnabled()
    assert "Ctrl+S" not in {hint.key for hint in floor.stage.window.hints()}
