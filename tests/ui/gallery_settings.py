"""States of the settings, the devices and the messages of an ordinary day, filled with the data of `samples`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from tests.ui import samples
from tests.ui.samples_rules import facts_of
from tests.ui.stage import Stage

from memberpos.devices.port_finder import Port
from memberpos.devices.readings import CardPresented, DeviceHealth, Scan
from memberpos.domain.errors import PosError
from memberpos.printing import preview
from memberpos.services.headquarters import HqView
from memberpos.services.staff import StaffView
from memberpos.services.tasks import TaskView
from memberpos.settings import Device, Devices, Printer, Settings
from memberpos.sync.loop import Status
from memberpos.ui.screens.devices import DevicesScreen
from memberpos.ui.screens.settings import PAGES, SettingsScreen
from memberpos.ui.settings_pages.goods import GoodsDialog
from memberpos.ui.settings_pages.recovery import RenewDialog
from memberpos.ui.settings_pages.staff import StaffDialog

NOWHERE = Path("/nowhere")
Show = Callable[[Stage], None]
OWNER = frozenset(
    {"settings.change", "offer.change", "goods.change", "staff.change", "device.change", "hq.enrol", "member.see_phone"}
)
PEOPLE = [
    StaffView("s1", "1", "周敏", "cashier"),
    StaffView("s2", "2", "欧阳明珠", "manager"),
    StaffView("s3", "3", "Alexandra Konstantinopoulou-Featherstonehaugh", "owner"),
]
CODE = "7Q2M-9XKD-4TRW-H0ZB-C6NE-1PVS-83GA"
SET_UP = Settings(
    devices=Devices(
        Device("msr605", "", "usb:067b:2303,location=1-1"), Device("scanner", "/dev/ttyACM0"), Device("caller", "/dev/ttyUSB1"),
        Printer("printer", "tcp://192.168.1.87:9100"),
    )
)  # fmt: skip
WITH_CARDS = [
    replace(SET_UP, devices=replace(SET_UP.devices, card=card))
    for card in (
        Device("pn532", "", "usb:1a86:7523,location=1-3", notation="dec_lsb_first"),
        Device("rdm6300", "/dev/ttyUSB2", notation="2H.4H"),
        Device("m1_library", "library:mwrf32.dll,port=0"),
    )
]
PORTS = [
    Port("/dev/ttyUSB0", "067b", "2303", "", "1-1", "Prolific USB-Serial Controller"),
    Port("/dev/ttyACM0", "0c2e", "0b61", "", "1-2", "Barcode Scanner"),
]


def front(stage: Stage, name: str, factory: Callable[..., Any], **facts: object) -> Any:
    """The screen `name` in front, freshly made and told `facts`; the owner works here."""
    stage.window.set_session(replace(stage.window.session(), role="owner", rights=OWNER))
    stage.window._factories[name] = lambda: factory(stage.context)
    stage.window.go(name, **facts)
    return stage.window.screen(name)


def page(name: str, fill: Callable[[Any], object] = lambda _page: None) -> Show:
    """A page of the settings, filled."""

    def show(stage: Stage) -> None:
        fill(front(stage, "settings", SettingsScreen, page=name)._pages[name])

    return show


def locked(stage: Stage) -> None:
    front(stage, "settings", SettingsScreen)
    stage.window.set_session(replace(stage.window.session(), rights=frozenset()))
    stage.window.go("settings", page="rules")


def after_all(recovery: Any) -> None:
    """All pages were opened before: each keeps its place in the window."""
    screen = recovery.context.shell.screen("settings")
    for name in (*PAGES, "recovery"):
        screen.show_page(name)


def rules_wrong(rules: Any) -> None:
    rules._arrived(facts_of("restaurant"))
    rules.form.entries["day_starts_at"].line.setText("25:00")
    rules.changed()


def join(error: PosError | None) -> Callable[[Any], None]:
    def fill(headquarters: Any) -> None:
        headquarters._show(HqView("", 1, 1, 128))
        headquarters._url.setText("https://hq.example.com:8443")
        headquarters._code.setText("7Q2M9XKD")
        if error is not None:
            headquarters._refused(error)

    return fill


def joined(headquarters: Any) -> None:
    headquarters._show(HqView("https://hq.example.com:8443", 12, 3, 128))


def waiting_long(headquarters: Any) -> None:
    """Headquarters is away, and since when."""
    status = Status("offline", 12_408, 1_767_232_800_000, "hq_unreachable")
    headquarters.context = replace(
        headquarters.context, services={**headquarters.context.services, "hq_status": lambda: status}
    )
    joined(headquarters)


def to_look_at(headquarters: Any) -> None:
    """Cases that headquarters found, more than fit."""
    joined(headquarters)
    at_ms = 1_767_232_800_000
    views = [
        TaskView(
            f"t{n}", why, at_ms - n * 3_600_000, f"S0012-03-{n:08d}", "欧阳明珠", "T3", "人民广场旗舰店 2 号收银台"
        )
        for n, why in enumerate(("below_limit", "double_coupon", "card_lost", "beyond_rights", "clock_ahead", "x") * 2)
    ]
    headquarters._tasks.show_tasks(views, may_finish=True)


def may_not_join(stage: Stage) -> None:
    screen = front(stage, "settings", SettingsScreen)
    stage.window.set_session(replace(stage.window.session(), rights=frozenset()))
    screen.show_page("headquarters")
    screen._pages["headquarters"]._show(HqView("", 1, 1, 128))


def goods_wrong(goods: Any) -> None:
    goods._show(samples.PRODUCTS)
    dialog = GoodsDialog(goods, goods.context, None, frozenset({"6001"}))
    dialog.open()
    dialog._sku.setText("6001")
    dialog._name.setText("拿铁")
    dialog._price.set_fen(2800)
    dialog.accept()


def staff_wrong(staff: Any) -> None:
    staff._show(PEOPLE)
    dialog = StaffDialog(staff, staff.context, None)
    dialog.open()
    dialog._name.setText("新店员")
    dialog._refused(PosError("bad_setting", setting="pin"))


def papers(papers: Any) -> None:
    """The sale's template, drawn at once."""
    text, _ = preview.source("sale", NOWHERE)
    papers.show_source((text, False))
    papers.show_picture(_picture("zh_CN"))


@cache
def _picture(language: str) -> bytes:
    return preview.picture("sale", preview.source("sale", NOWHERE)[0], 80, language, NOWHERE)


def papers_wrong(page: Any) -> None:
    papers(page)
    page.show_source(('[[row]]\ntext = "{member.shoe_size}"\n', True))
    page._not_drawn(PosError("bad_file", file="sale.toml", row=12, reason="unknown_name", name="member.shoe_size"))


def devices(settings: Settings, *states: tuple[str, str], rights: frozenset[str] = OWNER) -> Show:
    """The devices with these settings; `states` are (role, state)."""

    def show(stage: Stage) -> None:
        health = {role: DeviceHealth(role, role, state) for role, state in states}
        services = {
            **stage.context.services,
            "device_health": lambda: health,
            "has_device": lambda role: role in health,
            "has_writer": lambda: "card" in health,
        }
        stage.context = replace(stage.context, settings={"read": lambda: settings}, services=services)
        screen = front(stage, "devices", DevicesScreen)
        stage.window.set_session(replace(stage.window.session(), rights=rights))
        screen.on_shown()
        screen.show_ports(PORTS)
        if states:
            screen.on_reading(CardPresented("860000027715", "magstripe", source="msr605"))
            screen.on_reading(Scan("6901234567892"))
        for one in health.values():
            stage.window.read(one)

    return show


READY = tuple((role, "ready") for role in ("reader", "scanner", "caller", "printer"))
LOST = (("reader", "lost"), ("scanner", "ready"), ("caller", "connecting"), ("printer", "degraded"))
STATES: dict[str, Show] = {
    "settings-shop": page("shop", lambda shop: shop._show(samples.SHOP)),
    "settings-shop-wrong": page("shop", lambda shop: shop.save()),
    "settings-rules": page("rules", lambda rules: rules._arrived(facts_of("restaurant"))),
    "settings-rules-wrong": page("rules", rules_wrong),
    "settings-goods": page("goods", lambda goods: goods._show(samples.PRODUCTS)),
    "settings-goods-none": page("goods"),
    "settings-goods-wrong": page("goods", goods_wrong),
    "settings-staff": page("staff", lambda staff: staff._show(PEOPLE)),
    "settings-staff-wrong": page("staff", staff_wrong),
    "settings-hq": page("headquarters", joined),
    "settings-hq-away": page("headquarters", waiting_long),
    "settings-hq-tasks": page("headquarters", to_look_at),
    "settings-hq-join": page("headquarters", join(None)),
    "settings-hq-wrong-code": page("headquarters", join(PosError("wrong_code", what="enrolment"))),
    "settings-hq-unreachable": page("headquarters", join(PosError("hq_unreachable"))),
    "settings-hq-ask": may_not_join,
    "settings-window": page("window"),
    "settings-papers": page("papers", papers),
    "settings-papers-wrong": page("papers", papers_wrong),
    "settings-recovery": page("recovery", after_all),
    "settings-recovery-ask": page("recovery", lambda recovery: RenewDialog(recovery).open()),
    "settings-recovery-code": page("recovery", lambda recovery: recovery._say(code=CODE, problem="")),
    "settings-locked": locked,
    "devices-none": devices(Settings()),
    "devices-ready": devices(SET_UP, *READY),
    "devices-chips": devices(WITH_CARDS[0], *READY),
    "devices-id-cards": devices(WITH_CARDS[1], *READY),
    "devices-library": devices(WITH_CARDS[2], *READY),
    "devices-lost": devices(SET_UP, *LOST),
    "devices-ask": devices(SET_UP, *READY, rights=frozenset()),
}
