"""pyscard's plain functions over a simulated reader, with the failures of the real service."""

from __future__ import annotations

from typing import Any

from memberpos.devices.simulator.pcsc import PcscModel

SUCCESS = "SCARD_S_SUCCESS"
FAILURES = (
    *("SCARD_E_TIMEOUT", "SCARD_E_READER_UNAVAILABLE", "SCARD_E_UNKNOWN_READER", "SCARD_E_NO_SERVICE"),
    *("SCARD_E_SERVICE_STOPPED", "SCARD_E_INVALID_HANDLE", "SCARD_E_SHARING_VIOLATION", "SCARD_E_NO_SMARTCARD"),
    *("SCARD_W_REMOVED_CARD", "SCARD_E_PROTO_MISMATCH", "SCARD_E_NO_READERS_AVAILABLE"),
)
READER = "ACS ACR122U PICC Interface 00 00"


class FakeScard:
    """`model` is the reader with its card. `fails`: function name → what it answers next instead of success."""

    SCARD_SCOPE_USER = 0
    SCARD_SHARE_SHARED = 2
    SCARD_PROTOCOL_T0, SCARD_PROTOCOL_T1 = 1, 2
    SCARD_LEAVE_CARD, SCARD_RESET_CARD = 0, 1
    SCARD_STATE_UNAWARE, SCARD_STATE_UNKNOWN, SCARD_STATE_UNAVAILABLE = 0, 4, 8
    SCARD_STATE_EMPTY, SCARD_STATE_PRESENT, SCARD_STATE_MUTE = 16, 32, 512

    def __init__(self, model: PcscModel, *, only_t0: bool = False) -> None:
        for code, name in enumerate((SUCCESS, *FAILURES)):
            setattr(self, name, code)
        self.model = model
        self.readers = [READER]
        self.fails: dict[str, str] = {}
        self.calls: list[str] = []
        self.open = 0
        self._only_t0 = only_t0
        self._present = b""

    def _result(self, name: str) -> int:
        self.calls.append(name)
        return int(getattr(self, self.fails.pop(name, SUCCESS)))

    def SCardEstablishContext(self, _scope: int) -> tuple[int, object]:
        result = self._result("context")
        self.open += result == 0
        return result, "context"

    def SCardReleaseContext(self, _context: object) -> int:
        self.open -= 1
        return 0

    def SCardListReaders(self, _context: object, _groups: list[str]) -> tuple[int, list[str]]:
        return self._result("list"), self.readers

    def SCardGetStatusChange(self, _context: object, _ms: int, states: list[Any]) -> tuple[int, list[Any]]:
        result = self._result("status change")
        name = states[0][0]
        if name not in self.readers:
            return result, [(name, self.SCARD_STATE_UNKNOWN, [])]
        state = self.SCARD_STATE_PRESENT if self.model.card else self.SCARD_STATE_EMPTY
        return result, [(name, state, [])]

    def SCardConnect(self, _context: object, _reader: str, _share: int, protocols: int) -> tuple[int, object, int]:
        result = self._result("connect")
        if result == 0 and self._only_t0 and not protocols & self.SCARD_PROTOCOL_T0:
            result = self._code("SCARD_E_PROTO_MISMATCH")
        if result == 0:
            self._present = self.model.atr(reset=True)
        return result, "card", self.SCARD_PROTOCOL_T0 if self._only_t0 else self.SCARD_PROTOCOL_T1

    def SCardReconnect(self, _card: object, _share: int, _protocols: int, _what: int) -> tuple[int, int]:
        result = self._result("reconnect")
        self._present = self.model.atr(reset=True)
        return result, self.SCARD_PROTOCOL_T1

    def SCardStatus(self, _card: object) -> tuple[int, str, int, int, list[int]]:
        return self._result("status"), READER, 0, 0, list(self._present)

    def SCardTransmit(self, _card: object, protocol: int, apdu: list[int]) -> tuple[int, list[int]]:
        assert protocol in (self.SCARD_PROTOCOL_T0, self.SCARD_PROTOCOL_T1)
        result = self._result("transmit")
        answer = self.model.transmit(bytes(apdu))
        return (result if answer else self._code("SCARD_W_REMOVED_CARD")), list(answer)

    def SCardDisconnect(self, _card: object, _what: int) -> int:
        return self._result("disconnect")

    def _code(self, name: str) -> int:
        return int(getattr(self, name))
