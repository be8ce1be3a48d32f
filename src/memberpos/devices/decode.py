"""Recorded bytes of any device class to what they mean, under the names of the vector files.

The table DECODERS has one function a class; what it gives depends on the bytes, class, device, direction and pending
command only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from memberpos.devices.decode_callbox import decode_fsk, decode_ncid, decode_netcallerid, decode_whozz
from memberpos.devices.decode_cardprinter import decode_cardprinter
from memberpos.devices.decode_chip import decode_ntag, decode_pcsc, decode_pn532
from memberpos.devices.decode_display import decode_cd5220, decode_led8
from memberpos.devices.decode_entry import Chunks, Entry, Got, entry_of
from memberpos.devices.decode_handheld import decode_handheld, decode_ssi
from memberpos.devices.decode_idcard import decode_em4100, decode_er302, decode_number, decode_yhy522
from memberpos.devices.decode_magstripe import decode_msr, decode_track
from memberpos.devices.decode_magstripe_hid import decode_msr605x
from memberpos.devices.decode_phone import decode_modem
from memberpos.devices.decode_printer import decode_drawer, decode_escpos, decode_status
from memberpos.devices.decode_scan import decode_hid, decode_payment, decode_serial

DECODERS: Mapping[str, Callable[[Entry, Chunks], Got]] = MappingProxyType(
    {
        "msr": decode_msr,
        "msr605x": decode_msr605x,
        "iso7811": decode_track,
        "pn532": decode_pn532,
        "pcsc": decode_pcsc,
        "ntag": decode_ntag,
        "em4100-serial": decode_em4100,
        "card-number": decode_number,
        "yhy522": decode_yhy522,
        "er302": decode_er302,
        "scanner-hid": decode_hid,
        "scanner-serial": decode_serial,
        "scanner-ssi": decode_ssi,
        "handheld": decode_handheld,
        "payment-code": decode_payment,
        "cid-modem": decode_modem,
        "cid-fsk": decode_fsk,
        "cid-netcallerid": decode_netcallerid,
        "ncid": decode_ncid,
        "whozz": decode_whozz,
        "display-led8": decode_led8,
        "display-cd5220": decode_cd5220,
        "cardprinter": decode_cardprinter,
        "escpos": decode_escpos,
        "escpos-status": decode_status,
        "drawer": decode_drawer,
    }
)


def decode_record(record: Mapping[str, Any], chunks: Chunks) -> Got:
    """Meaning of one record of a vector file, its bytes fed as `chunks` cuts them.

    {"reject": reason} for what the codec refuses, {"error": "unknown_class"} for a class without a codec.
    """
    decoder = DECODERS.get(str(record.get("class")))
    if decoder is None:
        return {"error": "unknown_class"}
    entry = entry_of(record)
    if entry is None:
        return {"reject": "bad_entry"}
    return decoder(entry, chunks) or {"reject": "nothing_decoded"}
