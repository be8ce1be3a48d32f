from __future__ import annotations

from importlib import import_module

import pytest

from memberpos.devices.catalog import CATALOG, DeviceKind, kinds_of_usb
from memberpos.devices.simulator.bench import IDENTITIES


@pytest.mark.parametrize("kind", CATALOG.values(), ids=lambda kind: kind.name)
def test_every_kind_has_its_modules_and_words(kind: DeviceKind) -> None:
    import_module(f"memberpos.devices.{kind.codec}")
    if kind.driver:
        import_module(f"memberpos.devices.drivers.{kind.driver}")
    assert kind.role in ("reader", "scanner", "caller", "printer", "drawer", "display", "handheld")
    assert kind.words
    assert ("serial" in kind.transports) == bool(kind.baud)
    assert kind.has_port == bool(kind.driver and kind.transports != ("printer",))
    assert not kind.writes_cards or kind.role == "reader"


@pytest.mark.parametrize("name", IDENTITIES)
def test_the_usual_adapters_are_recognised(name: str) -> None:
    port = IDENTITIES[name]
    kind = CATALOG[name]
    assert kind in kinds_of_usb(port.vid.upper(), port.pid) or "serial" not in kind.transports


def test_an_unknown_adapter_is_no_kind() -> None:
    assert kinds_of_usb("ffff", "0000") == ()
    assert kinds_of_usb("1a86", "7523")[0].name == "printer"
