"""Kinds of devices: which codec and driver each needs, how it is reached, and how people call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from memberpos.domain.card_notations import CHIP_NOTATIONS, ID_CARD_NOTATIONS


@dataclass(frozen=True)
class DeviceKind:
    """`driver`: module of memberpos.devices.drivers ("" = keys come through the window); `codec`: of memberpos.devices.

    role: reader | scanner | caller | printer | drawer | display | handheld; transports: serial | tcp | udp | hid |
    pcsc | library | queue | keyboard | printer (behind one) | screen (of this machine); notations: how numbers of its
    cards may be written (domain.card_notations), first = usual; baud 0 = no line speed; usb_ids: (vid, pid) in four
    lower hex digits, of adapters that such devices often hang on; words: models and names a search may use.
    """

    name: str
    role: str
    codec: str
    driver: str
    transports: tuple[str, ...]
    baud: int = 0
    usb_ids: tuple[tuple[str, str], ...] = ()
    words: tuple[str, ...] = ()
    notations: tuple[str, ...] = ()

    @property
    def writes_cards(self) -> bool:
        """Whether it is a reader that can write a member card as well."""
        return self.role == "reader" and self.has_port and self.driver != "rdm6300"

    @property
    def has_port(self) -> bool:
        """Whether it is reached over something that can be opened."""
        return bool({"serial", "tcp", "udp", "hid", "pcsc", "library", "queue"} & set(self.transports))


_PL2303 = ("067b", "2303")
_CH340 = ("1a86", "7523")
_CP210X = ("10c4", "ea60")
_FTDI = ("0403", "6001")

_KINDS = (
    DeviceKind(
        "msr605",
        "reader",
        "msr605",
        "msr605",
        ("serial", "tcp"),
        9600,
        (_PL2303,),
        ("MSR605", "MSR606", "MSR206", "MSRE206", "磁卡读写器", "磁卡讀寫器", "写卡器", "magstripe writer"),
    ),
    DeviceKind(
        "pn532",
        "reader",
        "pn532",
        "pn532",
        ("serial", "tcp"),
        115200,
        (_CP210X, _CH340, _FTDI),
        ("PN532", "NFC 模块", "NFC 模組", "IC 卡读写器", "IC 卡讀寫器", "M1", "S50", "NTAG", "Mifare", "RFID"),
        CHIP_NOTATIONS,
    ),
    DeviceKind(
        "pcsc",
        "reader",
        "pcsc_apdu",
        "pcsc",
        ("pcsc", "tcp"),
        words=("PC/SC", "ACR122U", "ACR1255U", "CCID", "智能卡读写器", "智慧卡讀卡機", "IC 卡读写器", "smart card"),
        notations=CHIP_NOTATIONS,
    ),
    DeviceKind(
        "yhy522",
        "reader",
        "yhy522",
        "yhy522",
        ("serial", "tcp"),
        19200,
        (_CP210X, _CH340, _PL2303),
        ("YHY522", "YHY521X", "EHUOYAN", "IC 卡模块", "IC 卡模組", "M1"),
        CHIP_NOTATIONS,
    ),
    DeviceKind(
        "er302",
        "reader",
        "er302",
        "er302",
        ("serial", "tcp"),
        115200,
        (_CP210X, _PL2303, _CH340),
        ("ER302", "YHY632", "YHY638", "YHY523U", "SL500", "IC 卡读写器", "IC 卡讀寫器", "M1"),
        CHIP_NOTATIONS,
    ),
    DeviceKind(
        "m1_library",
        "reader",
        "call_frames",
        "m1_library",
        ("library", "tcp"),
        words=("明华", "明華", "URF-R330", "德卡", "D3", "D8", "T6", "mwrf32", "dcrf32", "M1"),
        notations=CHIP_NOTATIONS,
    ),
    DeviceKind(
        "rdm6300",
        "reader",
        "rdm6300",
        "rdm6300",
        ("serial", "tcp"),
        9600,
        (_FTDI, _CH340, _PL2303),
        ("RDM6300", "RDM630", "EM4100", "ID 卡读卡器", "ID 卡讀卡機", "125 kHz", "感应卡", "感應卡"),
        ID_CARD_NOTATIONS,
    ),
    DeviceKind(
        "wedge",
        "reader",
        "keyboard_wedge",
        "",
        ("keyboard",),
        words=("键盘口", "USB 键盘", "刷卡器", "扫描枪", "刷卡機", "掃描槍", "keyboard wedge", "HID"),
    ),
    DeviceKind(
        "scanner",
        "scanner",
        "scanner_serial",
        "scanner",
        ("serial", "tcp"),
        9600,
        (("0525", "a4a7"), _CH340, _PL2303, _CP210X),
        ("串口扫描枪", "虚拟串口", "扫码盒", "掃描槍", "USB-COM", "barcode scanner"),
    ),
    DeviceKind(
        "caller",
        "caller",
        "cid_modem",
        "caller",
        ("serial", "tcp"),
        115200,
        (("0572", "1329"), ("0572", "1340"), ("0baf", "0303")),
        ("来电显示", "来电盒", "調制解調器", "調變解調器", "数据机", "modem", "caller ID"),
    ),
    DeviceKind(
        "printer",
        "printer",
        "escpos",
        "printer",
        ("serial", "tcp"),
        9600,
        (_CH340, _PL2303, _CP210X, _FTDI),
        ("小票打印机", "热敏打印机", "收據印表機", "XP-80", "XP-58", "佳博", "SPRT", "ESC/POS", "receipt printer"),
    ),
    DeviceKind(
        "print_queue",
        "printer",
        "escpos",
        "print_queue",
        ("queue",),
        words=("打印队列", "列印佇列", "Windows 打印机", "CUPS", "USB 打印机", "print queue", "raw printing"),
    ),
    DeviceKind(
        "drawer",
        "drawer",
        "escpos",
        "printer",
        ("printer",),
        words=("钱箱", "錢箱", "cash drawer"),
    ),
    DeviceKind(
        "fsk_box",
        "caller",
        "cid_fsk",
        "call_box",
        ("serial", "tcp"),
        1200,
        (_CH340, _PL2303),
        ("来电盒", "來電顯示盒", "FSK", "SDMF", "MDMF", "Bellcore", "caller ID box"),
    ),
    DeviceKind(
        "dtmf_box",
        "caller",
        "cid_dtmf",
        "call_box",
        ("serial", "tcp"),
        9600,
        (_CH340, _PL2303),
        ("来电盒", "來電顯示盒", "DTMF", "caller ID box"),
    ),
    DeviceKind(
        "netcallerid",
        "caller",
        "cid_netcallerid",
        "call_box",
        ("serial", "tcp"),
        4800,
        (_PL2303, _FTDI),
        ("NetCallerID", "来电盒", "來電顯示盒", "caller ID box"),
    ),
    DeviceKind(
        "whozz",
        "caller",
        "cid_whozz",
        "call_box",
        ("serial", "udp", "tcp"),
        9600,
        (_FTDI, _PL2303),
        ("Whozz Calling", "CallerID.com", "Ethernet Link", "多路来电盒", "多線來電盒"),
    ),
    DeviceKind(
        "ncid",
        "caller",
        "cid_ncid",
        "call_box",
        ("tcp",),
        words=("NCID", "来电服务器", "來電伺服器", "caller ID server"),
    ),
    DeviceKind(
        "led8",
        "display",
        "led8",
        "display",
        ("serial", "tcp"),
        2400,
        (_CH340, _PL2303),
        ("LED8", "LED8N", "客显", "顾客显示屏", "顧客顯示器", "八位数码管", "pole display"),
    ),
    DeviceKind(
        "cd5220",
        "display",
        "vfd",
        "display",
        ("serial", "tcp"),
        9600,
        (_CH340, _PL2303, _FTDI),
        ("CD5220", "VFD220", "VFD", "客显", "顾客显示屏", "顧客顯示器", "pole display"),
    ),
    DeviceKind(
        "dm_d",
        "display",
        "vfd",
        "display",
        ("serial", "tcp"),
        9600,
        (_PL2303, _FTDI),
        ("Epson DM-D", "DM-D110", "DM-D30", "BCD-1000", "客显", "顧客顯示器", "customer display"),
    ),
    DeviceKind(
        "dm_d_behind",
        "display",
        "vfd",
        "printer",
        ("printer",),
        words=("Epson DM-D", "接在打印机上的客显", "接在印表機上的顧客顯示器", "display behind the printer"),
    ),
    DeviceKind(
        "second_screen",
        "display",
        "customer_view",
        "",
        ("screen",),
        words=("第二屏", "双屏", "副屏", "第二螢幕", "雙螢幕", "second screen"),
    ),
    DeviceKind(
        "msr605x",
        "reader",
        "msr605x",
        "msr605x",
        ("hid", "tcp"),
        usb_ids=(("0801", "0003"),),
        words=("MSR605X", "磁卡读写器", "磁卡讀寫器", "写卡器", "magstripe writer"),
    ),
    DeviceKind(
        "tcp300",
        "reader",
        "tcp300",
        "tcp300",
        ("serial", "tcp"),
        9600,
        (_PL2303, _FTDI),
        ("Star TCP300", "TCP300II", "可视卡", "可視卡", "TRW", "复写卡打印机", "覆寫卡印表機", "rewritable card"),
    ),
    DeviceKind(
        "tcp310",
        "reader",
        "tcp300",
        "tcp300",
        ("serial", "tcp"),
        9600,
        (_PL2303, _FTDI),
        ("Star TCP310", "TCP310II", "可视卡", "可視卡", "TRW", "rewritable card"),
    ),
    DeviceKind(
        "gm72",
        "scanner",
        "ssi",
        "gm72",
        ("serial", "tcp"),
        9600,
        (_CH340, _CP210X),
        ("GM72", "GM73", "扫码模块", "掃碼模組", "扫码盒", "SSI", "scan engine"),
    ),
    DeviceKind(
        "pen",
        "handheld",
        "handheld",
        "handheld",
        ("serial", "tcp"),
        9600,
        (_PL2303, _FTDI),
        ("盘点机", "盤點機", "数据采集器", "CyberPen", "memory pen", "stock pen"),
    ),
)

CATALOG: Mapping[str, DeviceKind] = MappingProxyType({kind.name: kind for kind in _KINDS})


def kinds_of_usb(vid: str, pid: str) -> tuple[DeviceKind, ...]:
    """Kinds that often hang on this adapter (four hex digits each), most likely first; () for an unknown one."""
    wanted = (vid.lower(), pid.lower())
    return tuple(
        sorted((kind for kind in _KINDS if wanted in kind.usb_ids), key=lambda kind: kind.usb_ids.index(wanted))
    )
