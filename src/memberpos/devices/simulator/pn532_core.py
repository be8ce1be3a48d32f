"""The PN532 itself: commands in, answers out, cards in its field. Its wire is elsewhere (a serial line, an ACR122U)."""

from __future__ import annotations

from collections.abc import Callable

from memberpos.devices import mifare
from memberpos.devices.pn532_commands import STATUS_AUTH, STATUS_TIMEOUT, Code
from memberpos.devices.simulator.chip_field import ChipField
from memberpos.devices.simulator.chips import ChipCard

FIRMWARE = bytes.fromhex("32010607")
#: Registers whose value changes what the chip does: CRC on receiving (bit 7).
RX_MODE = 0x6303
CRC_ERROR, WRONG_FORMAT, WRONG_CONTEXT, RELEASED = 0x02, 0x13, 0x27, 0x29
ENDLESS = 0xFF


def crc_a(data: bytes) -> bytes:
    """The CRC of ISO 14443 A, low byte first."""
    crc = 0x6363
    for byte in data:
        mixed = byte ^ crc & 0xFF
        mixed = (mixed ^ mixed << 4) & 0xFF
        crc = (crc >> 8 ^ mixed << 8 ^ mixed << 3 ^ mixed >> 4) & 0xFFFF
    return crc.to_bytes(2, "little")


class Pn532Core:
    """`command` gives code and data of the answer, None while the chip waits for a card, () for a syntax error."""

    def __init__(self, field: ChipField) -> None:
        self._field = field
        self.passive_retries = ENDLESS
        self._registers: dict[int, int] = {RX_MODE: 0x80}
        self._selected: ChipCard | None = None

    def command(self, code: int, data: bytes) -> bytes | tuple[()] | None:
        """The data of the answer (its code is the command's plus one)."""
        handlers: dict[int, Callable[[bytes], bytes | tuple[()] | None]] = {
            Code.Diagnose: lambda data: data if data[:1] == b"\0" else b"\0",
            Code.GetFirmwareVersion: lambda data: FIRMWARE,
            Code.GetGeneralStatus: lambda data: b"\0\1\0\x80",
            Code.ReadRegister: self._read_registers,
            Code.WriteRegister: self._write_registers,
            Code.SetParameters: lambda data: b"",
            Code.SAMConfiguration: lambda data: b"" if data[:1] in (b"\1", b"\2", b"\3", b"\4") else (),
            Code.SetSerialBaudRate: lambda data: b"" if data and data[0] <= 8 else (),
            Code.PowerDown: lambda data: b"\0",
            Code.RFConfiguration: self._rf,
            Code.InListPassiveTarget: self._list,
            Code.InDataExchange: self._exchange,
            Code.InCommunicateThru: self._through,
            Code.InDeselect: self._release,
            Code.InRelease: self._release,
            Code.InSelect: lambda data: b"\0" if self._selected else bytes((WRONG_CONTEXT,)),
            Code.InAutoPoll: lambda data: b"\0",
            Code.InJumpForDEP: lambda data: bytes((STATUS_TIMEOUT,)),
            Code.InATR: lambda data: bytes((STATUS_TIMEOUT,)),
        }
        handler = handlers.get(code)
        return handler(data) if handler else ()

    def adopt(self, card: ChipCard) -> None:
        """A card that the reader around the chip has selected itself."""
        self._selected = card

    def _read_registers(self, data: bytes) -> bytes:
        addresses = [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data) - 1, 2)]
        return bytes(self._registers.get(address, 0) for address in addresses)

    def _write_registers(self, data: bytes) -> bytes:
        for at in range(0, len(data) - 2, 3):
            self._registers[int.from_bytes(data[at : at + 2], "big")] = data[at + 2]
        return b""

    def _rf(self, data: bytes) -> bytes | tuple[()]:
        if not data:
            return ()
        if data[0] == 0x01 and data[1:2] != b"\x01":
            self._drop()
        if data[0] == 0x05 and len(data) == 4:
            self.passive_retries = data[3]
        return b""

    def _drop(self) -> None:
        """Field off: cards forget their state."""
        if self._selected is not None:
            self._selected.halt()
        self._selected = None

    def _list(self, data: bytes) -> bytes | tuple[()] | None:
        if len(data) < 2:
            return ()
        self._registers[RX_MODE] = 0x80
        card = self._field.card if data[1] == 0 else None
        wanted = data[2:]
        if card is not None and wanted and len(wanted) in (4, 7) and wanted != card.uid:
            card = None
        if card is None:
            self._drop()
            return None if self.passive_retries == ENDLESS and data[1] == 0 else b"\0"
        card.halt()
        card.select()
        self._selected = card
        target = b"\1" + card.atqa.to_bytes(2, "big") + bytes((card.sak, len(card.uid))) + card.uid
        return b"\1" + target + (b"\x05\x78\x80\x70\x02" if card.sak & 0x20 else b"")

    def _release(self, data: bytes) -> bytes:
        self._drop()
        return b"\0"

    def _present(self) -> ChipCard | None:
        """The card that was listed, if it is still the one in the field."""
        return self._selected if self._selected is not None and self._selected is self._field.card else None

    def _exchange(self, data: bytes) -> bytes:
        if self._selected is None:
            return bytes((WRONG_CONTEXT,))
        card = self._present()
        if card is None or len(data) < 2:
            return bytes((STATUS_TIMEOUT,))
        return self._mifare(card, data[1], data[2:])

    def _mifare(self, card: ChipCard, command: int, data: bytes) -> bytes:
        block, rest = (data[0], data[1:]) if data else (0, b"")
        if command in (mifare.KEY_A, mifare.KEY_B) and len(rest) >= 6:
            good = card.authenticate(block, rest[:6], key_b=command == mifare.KEY_B) and rest[6:] == card.uid[-4:]
            return b"\0" if good else bytes((STATUS_AUTH,))
        if command == mifare.READ:
            found = card.read(block)
            return bytes((STATUS_TIMEOUT,)) if found is None else b"\0" + found
        done = self._write(card, command, block, rest)
        if done is None:
            answer = card.transceive(bytes((command,)) + data)
            return bytes((STATUS_TIMEOUT,)) if answer is None else b"\0" + answer
        return b"\0" if done else bytes((STATUS_TIMEOUT,))

    def _write(self, card: ChipCard, command: int, block: int, data: bytes) -> bool | None:
        """None = not a command of a memory card."""
        if command in (mifare.WRITE, mifare.WRITE_PAGE):
            return card.write(block, data)
        if command in (mifare.INCREMENT, mifare.DECREMENT):
            amount = int.from_bytes(data[:4], "little")
            return card.change(block, amount if command == mifare.INCREMENT else -amount)
        if command == mifare.RESTORE:
            return card.change(block, 0)
        return card.transfer(block) if command == mifare.TRANSFER else None

    def _through(self, data: bytes) -> bytes:
        """Bytes as they are: with the CRC check off the CRC is part of the answer, and a 4-bit ACK is one byte."""
        card = self._present()
        if card is None or not data:
            return bytes((STATUS_TIMEOUT,))
        checked = bool(self._registers[RX_MODE] & 0x80)
        if data[0] == mifare.WRITE_PAGE:
            good = card.write(data[1], data[2:6])
            return bytes((CRC_ERROR,)) if checked else (b"\0\x0a" if good else b"\0\0")
        answer = card.read(data[1]) if data[0] == mifare.READ and len(data) > 1 else card.transceive(data)
        if answer is None:
            return bytes((STATUS_TIMEOUT,))
        return b"\0" + answer + (b"" if checked else crc_a(answer))
