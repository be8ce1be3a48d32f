"""What devices, their kinds, states and troubles are called, in the user's language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from memberpos.devices.catalog import CATALOG
from memberpos.devices.readings import PrinterState
from memberpos.settings import Devices
from memberpos.ui.message_texts import QT_TRANSLATE_NOOP

#: Slot of the settings → role of the catalogue.
ROLES: Mapping[str, str] = MappingProxyType(
    {
        "card": "reader", "scanner": "scanner", "caller": "caller", "printer": "printer", "label": "printer",
        "display": "display",
    }
)  # fmt: skip
#: Tone of a lamp for each state of a device.
TONES: Mapping[str, str] = MappingProxyType(
    {"ready": "ok", "connecting": "warn", "degraded": "warn", "lost": "bad", "off": ""}
)
#: Every notation of the catalogue.
NOTATIONS = tuple(dict.fromkeys(notation for kind in CATALOG.values() for notation in kind.notations))

_SLOTS = {
    "card": QT_TRANSLATE_NOOP("devices", "Card reader"),
    "scanner": QT_TRANSLATE_NOOP("devices", "Scanner"),
    "caller": QT_TRANSLATE_NOOP("devices", "Caller ID"),
    "printer": QT_TRANSLATE_NOOP("devices", "Receipt printer"),
    "label": QT_TRANSLATE_NOOP("devices", "Label printer"),
    "display": QT_TRANSLATE_NOOP("devices", "Customer display"),
}
_KINDS = {
    "": QT_TRANSLATE_NOOP("devices", "Not used"),
    "msr605": QT_TRANSLATE_NOOP("devices", "MSR605 reader and writer"),
    "pn532": QT_TRANSLATE_NOOP("devices", "PN532 chip card reader"),
    "pcsc": QT_TRANSLATE_NOOP("devices", "PC/SC chip card reader (ACR122U …)"),
    "yhy522": QT_TRANSLATE_NOOP("devices", "YHY522 chip card module"),
    "er302": QT_TRANSLATE_NOOP("devices", "ER302 chip card reader"),
    "m1_library": QT_TRANSLATE_NOOP("devices", "MingHua or Decard reader (vendor library)"),
    "rdm6300": QT_TRANSLATE_NOOP("devices", "ID card reader, 125 kHz (RDM6300 …)"),
    "wedge": QT_TRANSLATE_NOOP("devices", "Keyboard reader (no port)"),
    "scanner": QT_TRANSLATE_NOOP("devices", "Serial scanner"),
    "caller": QT_TRANSLATE_NOOP("devices", "Modem with caller ID"),
    "printer": QT_TRANSLATE_NOOP("devices", "ESC/POS printer"),
    "print_queue": QT_TRANSLATE_NOOP("devices", "System print queue"),
    "msr605x": QT_TRANSLATE_NOOP("devices", "MSR605X reader and writer (USB)"),
    "tcp300": QT_TRANSLATE_NOOP("devices", "Star TCP300 card printer"),
    "tcp310": QT_TRANSLATE_NOOP("devices", "Star TCP310 card printer, 3 tracks"),
    "gm72": QT_TRANSLATE_NOOP("devices", "Scanner module with trigger (GM72 …)"),
    "pen": QT_TRANSLATE_NOOP("devices", "Stock pen"),
    "fsk_box": QT_TRANSLATE_NOOP("devices", "Caller ID box (FSK)"),
    "dtmf_box": QT_TRANSLATE_NOOP("devices", "Caller ID box (DTMF)"),
    "netcallerid": QT_TRANSLATE_NOOP("devices", "NetCallerID box"),
    "whozz": QT_TRANSLATE_NOOP("devices", "Whozz Calling unit"),
    "ncid": QT_TRANSLATE_NOOP("devices", "NCID server (network)"),
    "led8": QT_TRANSLATE_NOOP("devices", "LED8 display, 8 digits"),
    "cd5220": QT_TRANSLATE_NOOP("devices", "CD5220 or VFD220 display, 2 rows"),
    "dm_d": QT_TRANSLATE_NOOP("devices", "Epson DM-D display"),
    "dm_d_behind": QT_TRANSLATE_NOOP("devices", "Epson DM-D behind the printer"),
    "second_screen": QT_TRANSLATE_NOOP("devices", "Second screen of this computer"),
}
_STATES = {
    "ready": QT_TRANSLATE_NOOP("devices", "Ready"),
    "connecting": QT_TRANSLATE_NOOP("devices", "Connecting"),
    "degraded": QT_TRANSLATE_NOOP("devices", "Needs a look"),
    "lost": QT_TRANSLATE_NOOP("devices", "Not there; it is taken up again by itself"),
    "off": QT_TRANSLATE_NOOP("devices", "Off"),
}
#: For each word of `devices.diagnosis` with something to do: what it is.
_STEPS = {
    "not_found": QT_TRANSLATE_NOOP("devices", "Plug it in, switch it on, or choose its port again."),
    "permission": QT_TRANSLATE_NOOP(
        "devices", "This user may not open the port. Run: sudo usermod -aG dialout $USER — then sign out and in again."
    ),
    "busy": QT_TRANSLATE_NOOP(
        "devices", "Another program holds the port. Close it: a driver tool, ModemManager, a second till."
    ),
    "ambiguous": QT_TRANSLATE_NOOP("devices", "Several devices look the same. Choose the port of the one you mean."),
    "refused": QT_TRANSLATE_NOOP("devices", "The address answers, but not on this port. Check the port number."),
    "gone": QT_TRANSLATE_NOOP("devices", "The cable came off. Plug it in again; it is taken up by itself."),
    "gone_at_once": QT_TRANSLATE_NOOP(
        "devices", "Something took the port at once, often brltty. Run: sudo apt remove brltty — then plug it in again."
    ),
    "stalled": QT_TRANSLATE_NOOP("devices", "It takes no data. Look at paper, cover and its flow control."),
    "no_answer": QT_TRANSLATE_NOOP(
        "devices", "Nothing answers. Check power, cable and line speed, or choose another kind."
    ),
    "bad_frame": QT_TRANSLATE_NOOP(
        "devices", "Half an answer came. Swipe again; if it stays, try another USB port or a shorter cable."
    ),
    "not_a_modem": QT_TRANSLATE_NOOP("devices", "It refuses modem commands. Choose the port of the modem."),
    "no_caller_id": QT_TRANSLATE_NOOP("devices", "This modem cannot report callers. Use another one."),
    "no_status": QT_TRANSLATE_NOOP(
        "devices", "It prints but never answers: whether a receipt was printed stays unknown."
    ),
    "queue_stopped": QT_TRANSLATE_NOOP(
        "devices", "The print queue is paused or refuses. Let it go on in the system's settings for printers."
    ),
    "no_second_screen": QT_TRANSLATE_NOOP(
        "devices", "Connect a second screen and let the system extend the desktop to it."
    ),
    "no_hid": QT_TRANSLATE_NOOP(
        "devices", "Support for USB readers is not installed. Run: pip install hidapi — on Linux see docs/hardware.md."
    ),
    "not_host_mode": QT_TRANSLATE_NOOP(
        "devices", "Scan the code for host mode in the scanner's manual: then a scan can be started from here."
    ),
    "no_trigger": QT_TRANSLATE_NOOP(
        "devices", "The scanner reads, but cannot be started from here. Press its own button."
    ),
    "low_battery": QT_TRANSLATE_NOOP("devices", "Charge the pen or change its battery before its memory is lost."),
    "card_jam": QT_TRANSLATE_NOOP("devices", "Open the card printer and take the card out."),
    "paper_out": QT_TRANSLATE_NOOP("devices", "Put in a new roll."),
    "cover_open": QT_TRANSLATE_NOOP("devices", "Close the cover."),
    "offline": QT_TRANSLATE_NOOP("devices", "Press the printer's online button or look at its lamps."),
    "printer_error": QT_TRANSLATE_NOOP("devices", "Switch the printer off and on; look at the cutter."),
    "no_pcsc": QT_TRANSLATE_NOOP(
        "devices", "Support for PC/SC is not installed. Run: pip install pyscard — on Linux see docs/hardware.md."
    ),
    "no_service": QT_TRANSLATE_NOOP(
        "devices", "Start the smart-card service: sudo systemctl start pcscd.socket — then plug it in again."
    ),
    "kernel_driver": QT_TRANSLATE_NOOP(
        "devices", "Linux took the reader. Put “blacklist pn533_usb” into /etc/modprobe.d/memberpos.conf and restart."
    ),
    "wrong_library": QT_TRANSLATE_NOOP(
        "devices", "Choose mwrf32 or dcrf32 of the reader's maker, for the same 32 or 64 bits as this program."
    ),
    "asked_before": QT_TRANSLATE_NOOP("devices", "It did not answer when it was asked. Choose what it is."),
    "cannot_ask": QT_TRANSLATE_NOOP("devices", "This kind only speaks by itself. Go on, then swipe or scan to try it."),
}
_NOTATIONS = {
    "8H-10D": QT_TRANSLATE_NOOP("devices", "10 digits: 0013961168"),
    "2H.4H": QT_TRANSLATE_NOOP("devices", "3+5 digits: 213,02000"),
    "10H": QT_TRANSLATE_NOOP("devices", "Hexadecimal: 0D00D507D0"),
    "6H-8D": QT_TRANSLATE_NOOP("devices", "8 digits: 13961168"),
    "10H-12D": QT_TRANSLATE_NOOP("devices", "12 digits: 055848536016"),
    "4H.4H": QT_TRANSLATE_NOOP("devices", "5+5 digits: 00213,02000"),
    "hex": QT_TRANSLATE_NOOP("devices", "Hexadecimal: 529D06E3"),
    "dec_msb_first": QT_TRANSLATE_NOOP("devices", "Decimal: 1386022627"),
    "dec_lsb_first": QT_TRANSLATE_NOOP("devices", "Decimal, reversed: 3808861522"),
}
_PAPER = {
    "ok": QT_TRANSLATE_NOOP("devices", "paper in"),
    "near_end": QT_TRANSLATE_NOOP("devices", "paper nearly used up"),
    "out": QT_TRANSLATE_NOOP("devices", "no paper"),
}


def used_ports(devices: Devices) -> Mapping[str, str]:
    """Address → slot of the devices that are set up."""
    slots = {slot: getattr(devices, slot) for slot in ROLES}
    return {device.identity or device.port: slot for slot, device in slots.items() if device.kind}


def slot_words(slot: str) -> str:
    """Name of a device by its place in the settings."""
    return _said(_SLOTS, slot)


def kind_words(kind: str) -> str:
    """Name of a kind of the catalogue; "" is "not used"."""
    return _said(_KINDS, kind)


def state_words(state: str) -> str:
    """A state of `DeviceHealth`."""
    return _said(_STATES, state)


def step_words(word: str) -> str:
    """What to do about a word of `devices.diagnosis`; "" when there is nothing to do."""
    return _said(_STEPS, word) if word in _STEPS else ""


def notation_words(notation: str) -> str:
    """How numbers of this notation look."""
    return _said(_NOTATIONS, notation)


def printer_words(state: PrinterState) -> str:
    """What a printer has said of itself; "" when it has said nothing."""
    parts = [_said(_PAPER, state.paper) if state.paper else ""]
    if state.cover_open is not None:
        parts.append(
            QCoreApplication.translate("devices", "cover open")
            if state.cover_open
            else QCoreApplication.translate("devices", "cover closed")
        )
    if state.drawer_open is not None:
        parts.append(
            QCoreApplication.translate("devices", "drawer open")
            if state.drawer_open
            else QCoreApplication.translate("devices", "drawer closed")
        )
    return " · ".join(part for part in parts if part)


def job_words(state: str) -> str:
    """How a print job stands; "" while it is only on its way."""
    return {
        "confirmed": QCoreApplication.translate("devices", "The printer confirmed the page."),
        "unknown": QCoreApplication.translate(
            "devices", "Sent, but the printer did not confirm it. Look at the paper."
        ),
        "failed": QCoreApplication.translate("devices", "Nothing was printed."),
    }.get(state, "")


def fault_words(fault: str) -> str:
    """Why a card has no number."""
    if fault == "random_id":
        return QCoreApplication.translate("devices", "a telephone or bank card")
    if fault:
        return QCoreApplication.translate("devices", "a card that cannot be read")
    return QCoreApplication.translate("devices", "no readable track")


def _said(texts: Mapping[str, str], word: str) -> str:
    return QCoreApplication.translate("devices", texts[word]) if word in texts else word
