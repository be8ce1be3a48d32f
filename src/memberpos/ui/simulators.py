"""The devices that are not there: what a person may do to each, through the operator's socket."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QCoreApplication

from memberpos.domain.errors import PosError
from memberpos.ui.hints import KeyHint


@dataclass(frozen=True)
class Simulators:
    """Where the operator listens, and what there is to swipe, scan and ring: what it says → what it sends."""

    address: str
    cards: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    phones: Mapping[str, str] = field(default_factory=dict)

    def samples(self, act: Act) -> Mapping[str, str]:
        """Proposals for the argument of an action; any other value may be typed."""
        known = {"cards": self.cards, "codes": self.codes, "phones": self.phones, "ids": {ID_CARD: ID_CARD}}
        return known.get(act.samples, {})

    def devices(self) -> dict[str, dict[str, Any]]:
        """Facts of all devices by name. PosError device_lost when the bench is gone; blocks a moment."""
        found: dict[str, dict[str, Any]] = self._ask({"do": "list"})["devices"]
        return found

    def act(self, device: str, act: Act, value: str = "") -> dict[str, Any]:
        """Does something to a device. PosError when it refuses; blocks a moment."""
        request: dict[str, Any] = {"do": act.do, "device": device}
        if act.argument == "tracks":
            request["tracks"] = ["", value, ""]
        elif act.argument:
            request[act.argument] = value.strip(";?") if act.argument == "track" else value
        return self._ask(request | dict(act.fixed))

    def _ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        from memberpos.devices.simulator.operator_socket import ask  # only demos have simulated devices

        try:
            answer = ask(self.address, request)
        except OSError as error:
            raise PosError("device_lost", port=self.address) from error
        if not answer.pop("ok"):
            raise PosError("bad_line" if answer["error"] != "not_found" else "not_found", device=str(request["device"]))
        return answer


@dataclass(frozen=True)
class Act:
    """One action of the operator: its name on the socket, the argument a person chooses ("" = none), and from what;
    `fixed` goes along.
    """

    do: str
    argument: str = ""
    samples: str = ""
    fixed: tuple[tuple[str, Any], ...] = ()


def simulators_key(toggle: Callable[[], object]) -> KeyHint:
    """The key that shows and hides their panel, everywhere."""
    return KeyHint("Ctrl+D", QCoreApplication.translate("simulators", "Simulated devices"), toggle)


UNPLUG, REPLUG = Act("unplug"), Act("replug")
_SWIPE = (Act("swipe", "tracks", "cards"),)
_RING = (Act("ring", "number", "phones"), Act("hangup"))
_FACE = (Act("insert", "track", "cards"), Act("take"), Act("cover-open"), Act("cover-close"))
_CARD = (Act("present", "tracks", "cards"), Act("remove"))
ID_CARD = "0D00D507D0"
#: Kind of device → what may be done to it beside pulling its plug.
ACTS: Mapping[str, tuple[Act, ...]] = MappingProxyType(
    {
        "msr605": _SWIPE,
        "msr605x": _SWIPE,
        "tcp300": _FACE,
        "tcp310": _FACE,
        "pn532": _CARD,
        "pcsc": _CARD,
        "yhy522": _CARD,
        "er302": _CARD,
        "m1_library": _CARD,
        "rdm6300": (Act("present", "code", "ids"), Act("remove")),
        "scanner": (Act("scan", "text", "codes"),),
        "gm72": (Act("scan", "text", "codes", (("button", True),)),),
        "pen": (Act("scan", "text", "codes"),),
        "caller": _RING,
        "fsk_box": _RING,
        "dtmf_box": _RING,
        "netcallerid": _RING,
        "whozz": _RING,
        "ncid": _RING,
        "printer": (
            Act("paper-out"), Act("paper-low"), Act("paper-in"), Act("cover-open"), Act("cover-close"),
            Act("drawer-close"),
        ),
    }
)  # fmt: skip


def acts_of(name: str) -> tuple[Act, ...]:
    """What may be done to a device of the bench (`caller-2` is a second `caller`)."""
    return ACTS.get(name.partition("-")[0], ())
