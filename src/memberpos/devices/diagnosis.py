"""The machine words of device health, and what a person at the machine can do about each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

#: Every `detail` of a DeviceHealth and every `word` of a TransportError, with the next step ("" = nothing to do).
NEXT_STEPS: Mapping[str, str] = MappingProxyType(
    {
        "": "",
        "not_found": "Plug the device in, switch it on, or choose its port again.",
        "permission": "Run `sudo usermod -aG dialout $USER`, then sign out and in again.",
        "busy": "Another program holds the port. Close it (a driver tool, ModemManager, a second till).",
        "ambiguous": "Several devices look the same. Choose the one meant by its place (location=…).",
        "refused": "The address answers, but not on this port. Check the port number of the printer.",
        "gone": "The cable came off. Plug it in again; the device is taken up by itself.",
        "gone_at_once": "Something took the port at once, often brltty: `sudo apt remove brltty`, then plug in again.",
        "stalled": "The device takes no data. Look at paper, cover and its flow control.",
        "no_answer": "Nothing answers. Check power, cable and line speed, or choose another kind of device.",
        "bad_frame": "Half an answer came. Swipe again; if it stays, try another USB port or a shorter cable.",
        "not_a_modem": "It refuses modem commands. Choose the port of the modem.",
        "no_caller_id": "This modem cannot report callers. Use one that can, on a line with caller ID.",
        "no_status": "The printer prints but never answers: what becomes of a receipt stays unknown.",
        "queue_stopped": "The print queue is paused or refuses: let it go on in the system's settings for printers.",
        "write_only": "",
        "no_second_screen": "Connect a second screen and let the system extend the desktop to it.",
        "no_hid": "Install hidapi: `pip install hidapi`; on Linux the udev rule of docs/hardware.md gives the rights.",
        "not_host_mode": "Scan the code for host mode in the scanner's manual: then this program can start a scan.",
        "no_trigger": "The scanner reads, but cannot be started from here. Press its button.",
        "low_battery": "Charge the pen or change its battery before its memory is lost.",
        "card_jam": "Open the card printer and take the card out.",
        "paper_out": "Put in a new roll.",
        "cover_open": "Close the cover.",
        "offline": "Press the printer's online button or look at its lamps.",
        "printer_error": "Switch the printer off and on; look at the cutter.",
        "no_pcsc": "Install pyscard: `pip install pyscard` (Linux: first `sudo apt install gcc swig libpcsclite-dev`).",
        "no_service": "Start the smart-card service (`sudo systemctl start pcscd.socket`) and plug in again.",
        "kernel_driver": "Linux took the reader: put `blacklist pn533_usb` into /etc/modprobe.d and restart.",
        "wrong_library": "Choose mwrf32 or dcrf32 of the reader's maker, for the same 32 or 64 bits as this program.",
        "asked_before": "It did not answer when it was asked. Choose what it is, then try it.",
        "cannot_ask": "This kind only speaks by itself. Choose it, save, then swipe or scan to try it.",
        "stopped": "",
    }
)


def next_step(word: str) -> str:
    """What to do; "" when there is nothing to do or the word is not known."""
    return NEXT_STEPS.get(word, "")
