"""An AT modem with caller ID: silent until told to report, rings in its cadence, number between ring one and two."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.devices.simulator.model import Arguments, Facts, Frames, Model

CADENCE_S = 6.0  # 2 s on, 4 s off
INFO_AFTER = 0.5  # of a cadence
CALLER_ID = ("AT+VCID=1",)


@dataclass(frozen=True)
class _Event:
    due_s: float
    frame: bytes


class ModemModel(Model):
    """`ring number=… [name] [date] [time] [rings=3] [cadence_s=6] [early=false] [withheld="P"|"O"]`, `hangup`.

    `caller_id`: the commands it takes to switch reporting on. `early`: number before the first ring, as by DTMF.
    """

    def __init__(self, caller_id: tuple[str, ...] = CALLER_ID) -> None:
        super().__init__()
        self._caller_id = caller_id
        self.actions = {"ring": self._ring, "hangup": self._hangup}
        self.power_on()

    def power_on(self) -> None:
        self._line = bytearray()
        self._echo, self._reports = True, False
        self._events: list[_Event] = []
        self._rings = 0

    def received(self, data: bytes, now_s: float) -> Frames:
        frames: Frames = [data] if self._echo else []
        for byte in data:
            if byte == 0x0D:
                frames += self._command(self._line.decode("latin-1").strip().upper())
                self._line.clear()
            else:
                self._line.append(byte)
                del self._line[:-256]
        return frames

    def tick(self, now_s: float) -> Frames:
        due = [event for event in self._events if event.due_s <= now_s]
        self._events = [event for event in self._events if event.due_s > now_s]
        self._rings += sum(event.frame.startswith(b"\r\nRING") for event in due)
        return [event.frame for event in due]

    def deadline_s(self) -> float | None:
        return min((event.due_s for event in self._events), default=None)

    def facts(self) -> Facts:
        return {"reports": self._reports, "ringing": bool(self._events), "rings": self._rings}

    def _command(self, line: str) -> Frames:
        at = line.rfind("AT")
        if at < 0:
            return []
        return [b"\r\nOK\r\n" if self._obey(line[at + 2 :]) else b"\r\nERROR\r\n"]

    def _obey(self, command: str) -> bool:
        if command.startswith("Z"):
            self._echo, self._reports = True, False
            return True
        if f"AT{command}" in self._caller_id:
            self._reports = True
            return True
        if command.startswith("E") and command[1:2] in ("0", "1"):
            self._echo = command[1] == "1"
            return True
        return command == "" or command.startswith("+GCI=B5")

    def _ring(self, arguments: Arguments, now_s: float) -> Frames:
        cadence_s = float(arguments.get("cadence_s", CADENCE_S))
        info_s = now_s + cadence_s * (-INFO_AFTER if arguments.get("early") else INFO_AFTER)
        rings = [now_s + at * cadence_s for at in range(int(arguments.get("rings", 3)))]
        self._rings = 0
        events = [_Event(due_s, b"\r\nRING\r\n") for due_s in rings]
        if self._reports:
            events.append(_Event(info_s, _report(arguments)))
        self._events = sorted(events, key=lambda event: event.due_s)
        return self.tick(now_s)

    def _hangup(self, arguments: Arguments, now_s: float) -> Frames:
        self._events.clear()
        return []


def _report(arguments: Arguments) -> bytes:
    number = str(arguments.get("withheld") or arguments.get("number", "O"))
    lines = [f"DATE = {arguments.get('date', '0101')}", f"TIME = {arguments.get('time', '1000')}", f"NMBR = {number}"]
    if arguments.get("name"):
        lines.append(f"NAME = {arguments['name']}")
    return "".join(f"\r\n{line}" for line in lines).encode("gb18030") + b"\r\n"
