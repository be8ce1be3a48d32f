"""Boxes and servers that tell who is calling, each in its own words."""

from __future__ import annotations

from abc import abstractmethod

from memberpos.devices import cid_dtmf, cid_fsk, cid_ncid, cid_netcallerid, cid_whozz
from memberpos.devices.simulator.model import Arguments, Facts, Frames, Model

#: What stands before a message on the line: channel seizure and marks.
SEIZURE = b"\x55" * 30 + b"\xff" * 8


class CallBoxModel(Model):
    """`ring number=… [name] [line=1] [date=MMDD] [time=HHMM] [withheld="P"|"O"]`, `hangup [line]`."""

    def __init__(self) -> None:
        super().__init__()
        self._calls = 0
        self.actions = {"ring": self._ring, "hangup": self._hangup}

    def facts(self) -> Facts:
        return {"calls": self._calls}

    def _ring(self, arguments: Arguments, now_s: float) -> Frames:
        self._calls += 1
        return self.tell(arguments)

    def _hangup(self, arguments: Arguments, now_s: float) -> Frames:
        return self.over(arguments)

    @abstractmethod
    def tell(self, arguments: Arguments) -> Frames:
        """The call in the box's own words."""

    def over(self, arguments: Arguments) -> Frames:
        """Its end, where a box tells it."""
        return []


def _when(arguments: Arguments) -> tuple[str, str]:
    return str(arguments.get("date", "0101")), str(arguments.get("time", "1000"))


def _text(arguments: Arguments, key: str) -> str:
    return str(arguments.get(key) or "")


class FskBoxModel(CallBoxModel):
    """`ring … [form="single"] [wrong_checksum=true]`; the form is MDMF otherwise."""

    def tell(self, arguments: Arguments) -> Frames:
        number, withheld = _text(arguments, "number"), _text(arguments, "withheld")
        date, time = _when(arguments)
        if arguments.get("form") == "single":
            frame = cid_fsk.single(date + time, withheld or number)
        else:
            parts = [(cid_fsk.DATE, (date + time).encode())]
            kind = cid_fsk.NO_NUMBER if withheld else cid_fsk.NUMBER
            parts.append((kind, (withheld or number).encode()))
            name = _text(arguments, "name")
            parts += [(cid_fsk.NAME, name.encode("gb18030"))] if name else []
            frame = cid_fsk.multiple(*parts)
        if arguments.get("wrong_checksum"):
            frame = frame[:-1] + bytes((frame[-1] ^ 0x5A,))
        return [SEIZURE + frame]


class DtmfBoxModel(CallBoxModel):
    """`ring … [start="D"] [end="C"]`."""

    def tell(self, arguments: Arguments) -> Frames:
        start, end = str(arguments.get("start", "D")), str(arguments.get("end", "C"))
        withheld = _text(arguments, "withheld")
        if withheld:
            return [cid_dtmf.encode("10" if withheld == "P" else "00", "B", end)]
        return [cid_dtmf.encode(_text(arguments, "number"), start, end)]


class NetCallerIdModel(CallBoxModel):
    """`ring …`; `lamp [on=true]` for messages that wait."""

    def __init__(self) -> None:
        super().__init__()
        self.actions |= {"lamp": self._lamp}

    def tell(self, arguments: Arguments) -> Frames:
        return [cid_netcallerid.encode(_number(arguments), _text(arguments, "name"), "".join(_when(arguments)))]

    def _lamp(self, arguments: Arguments, now_s: float) -> Frames:
        state = "ON" if arguments.get("on", True) else "OFF"
        return [cid_netcallerid.encode("", f"   -MSG {state}-")]


class WhozzModel(CallBoxModel):
    """`ring … [twice=true]` (start of a call, as a packet that came twice), `hangup` (its end)."""

    def __init__(self) -> None:
        super().__init__()
        self._packets = False
        self._last: dict[int, tuple[str, str, str]] = {}

    def on_datagrams(self) -> None:
        self._packets = True

    def tell(self, arguments: Arguments) -> Frames:
        line = int(arguments.get("line", 1))
        self._last[line] = _number(arguments), _text(arguments, "name"), _when_by_half_days(arguments)
        frame = self._frame(line, "S")
        return [frame, frame] if arguments.get("twice") else [frame]

    def over(self, arguments: Arguments) -> Frames:
        line = int(arguments.get("line", 1))
        return [self._frame(line, "E")] if line in self._last else []

    def _frame(self, line: int, se: str) -> bytes:
        number, name, when = self._last[line]
        record = cid_whozz.call_line(line, number, name, se=se, when=when)
        return cid_whozz.packet(record) if self._packets else record + b"\r\n"


def _number(arguments: Arguments) -> str:
    """The number, or the word for why there is none."""
    words = {"P": "PRIVATE", "O": "OUT-OF-AREA"}
    return words.get(_text(arguments, "withheld")) or _text(arguments, "number")


def _when_by_half_days(arguments: Arguments) -> str:
    date, time = _when(arguments)
    hour = int(time[:2])
    half = "PM" if hour >= 12 else "AM"
    return f"{date[:2]}/{date[2:]} {(hour + 11) % 12 + 1:02d}:{time[2:]} {half}"


class NcidModel(CallBoxModel):
    """`ring … [kind="CID"]`, `hangup [line]`, `say text=…` (a line as it is). Greets each client with its list."""

    def __init__(self) -> None:
        super().__init__()
        self.actions |= {"say": self._say}

    def met(self, now_s: float) -> Frames:
        old = cid_ncid.call_line("CIDLOG", "-", "13900000000", "NO NAME", "01012026", "0900")
        return [b"200 Server: ncidd (simulated)\r\n", old, b"300 end of server startup\r\n"]

    def tell(self, arguments: Arguments) -> Frames:
        line, number = str(arguments.get("line", "-")), _number(arguments)
        date, time = _when(arguments)
        name = _text(arguments, "name") or "NO NAME"
        call = cid_ncid.call_line(str(arguments.get("kind", "CID")), line, number, name, f"{date}2026", time)
        return [call, cid_ncid.rings_line(line, 1, f"{time[:2]}:{time[2:]}:00")]

    def over(self, arguments: Arguments) -> Frames:
        return [cid_ncid.rings_line(str(arguments.get("line", "-")), 0, "10:00:00")]

    def _say(self, arguments: Arguments, now_s: float) -> Frames:
        return [f"{arguments.get('text', '')}\r\n".encode()]
