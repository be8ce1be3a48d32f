"""What was plugged in or pulled out between two looks at the ports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from memberpos.devices.port_finder import Port, usb_address


@dataclass(frozen=True)
class Change:
    """Ports that came and went. A port that only got another name is in neither."""

    came: tuple[Port, ...] = ()
    went: tuple[Port, ...] = ()


def changed(before: Sequence[Port], now: Sequence[Port]) -> Change:
    """Compares by what is plugged in (identity and place), not by the name of the port."""
    old, new = {_plug(port): port for port in before}, {_plug(port): port for port in now}
    return Change(
        tuple(port for plug, port in new.items() if plug not in old),
        tuple(port for plug, port in old.items() if plug not in new),
    )


def _plug(port: Port) -> tuple[str, str]:
    return usb_address(port), port.location if port.vid else ""
