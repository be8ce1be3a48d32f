"""The udev rules know every adapter of the catalogue, and leave modems to those who manage modems."""

from __future__ import annotations

import re
from pathlib import Path

from memberpos.devices.catalog import CATALOG

RULES = (Path(__file__).parents[2] / "installer" / "udev" / "60-memberpos.rules").read_text("utf-8")
RULE = re.compile(
    r'ATTRS\{idVendor\}=="([0-9a-f]{4})", ATTRS\{idProduct\}=="([0-9a-f]{4})", ENV\{ID_MM_DEVICE_IGNORE\}="1"'
)
HIDRAW = re.compile(r'SUBSYSTEM=="hidraw", ATTRS\{idVendor\}=="([0-9a-f]{4})", ATTRS\{idProduct\}=="([0-9a-f]{4})"')


def test_every_adapter_is_kept_from_modem_manager_and_no_modem_is() -> None:
    modems = set(CATALOG["caller"].usb_ids)
    lines = [kind for kind in CATALOG.values() if "serial" in kind.transports and kind.role != "caller"]
    adapters = {usb for kind in lines for usb in kind.usb_ids}
    assert set(RULE.findall(RULES)) == adapters - modems


def test_readers_without_a_line_may_be_opened_by_who_sits_there() -> None:
    raw = set(HIDRAW.findall(RULES))
    assert {usb for kind in CATALOG.values() if "hid" in kind.transports for usb in kind.usb_ids} <= raw


def test_each_line_is_a_rule_a_comment_or_a_jump() -> None:
    lines = [line for line in RULES.splitlines() if line and not line.startswith("#")]
    assert lines[0].endswith('GOTO="memberpos_end"')
    assert lines[-1] == 'LABEL="memberpos_end"'
    assert all(
        line.startswith(('SUBSYSTEM=="tty"', 'SUBSYSTEM=="hidraw"')) and line.endswith('TAG+="uaccess"')
        for line in lines[1:-1]
    )
