"""The field of a simulated reader: cards by name, one of them held to it, and the operator who does that."""

from __future__ import annotations

from memberpos.devices import chip_content, ntag
from memberpos.devices.iso7811 import strip_sentinels
from memberpos.devices.simulator.chips import ChipCard, MifareClassic, Type2Card, make_card
from memberpos.devices.simulator.model import Arguments, Facts, Frames, Model
from memberpos.domain.errors import PosError

UIDS = {"m1": 4, "m1_4k": 4, "m1_mini": 4, "cpu": 4, "phone": 4}


class ChipField(Model):
    """`present [card=NAME] [type=m1] [uid=HEX] [text=…] [writes_left=N]`, `remove`.

    A card is made when its name is new and keeps what was written. `text` (or `tracks`, as for a magnetic card) is put
    on it first. `writes_left`: it is pulled away after so many writes.
    """

    def __init__(self) -> None:
        super().__init__()
        self.cards: dict[str, ChipCard] = {}
        self._hand = ""
        self.signals = 0
        self.actions = {"present": self._present, "remove": self._remove}

    @property
    def card(self) -> ChipCard | None:
        """The card in the field, None when there is none, or it was pulled away in the middle of a write."""
        card = self.cards.get(self._hand)
        return None if card is None or (card.writes_left is not None and card.writes_left < 0) else card

    def power_on(self) -> None:
        for card in self.cards.values():
            card.halt()

    def facts(self) -> Facts:
        cards = {
            name: {"type": card.kind, "uid": card.uid.hex(), "text": text_of(card)} for name, card in self._named()
        }
        return {"card": self._hand, "cards": cards, "signals": self.signals}

    def _named(self) -> list[tuple[str, ChipCard]]:
        return list(self.cards.items())

    def _present(self, arguments: Arguments, now_s: float) -> Frames:
        self._hand = str(arguments.get("card", "card"))
        if self._hand not in self.cards:
            self.cards[self._hand] = self._new(str(arguments.get("type", "m1")), str(arguments.get("uid", "")))
        card = self.cards[self._hand]
        card.halt()
        card.writes_left = arguments.get("writes_left")
        text = _text(arguments)
        if text:
            put_text(card, text)
        return self.appeared(card)

    def _new(self, kind: str, uid: str) -> ChipCard:
        length = UIDS.get(kind, 7)
        try:
            given = bytes.fromhex(uid) if uid else b"\x04" + (len(self.cards) + 1).to_bytes(length - 1, "big")
            return make_card(kind, given)
        except (KeyError, ValueError) as error:
            raise PosError("bad_line", key="type" if isinstance(error, KeyError) else "uid") from error

    def _remove(self, arguments: Arguments, now_s: float) -> Frames:
        self._hand = ""
        return []

    def appeared(self, card: ChipCard) -> Frames:
        """What the reader says by itself when a card comes."""
        return []


def _facts(card: ChipCard) -> Facts:
    return {"type": card.kind, "uid": card.uid.hex(), "text": text_of(card)}


def _text(arguments: Arguments) -> str:
    tracks = arguments.get("tracks")
    if tracks is not None:
        if not isinstance(tracks, list | tuple) or len(tracks) != 3:
            raise PosError("bad_line", key="tracks")
        return strip_sentinels(str(tracks[1]))
    return str(arguments.get("text", ""))


def put_text(card: ChipCard, text: str) -> None:
    """Our record on a card as an encoder's work, without keys. PosError bad_line for a text that no card holds."""
    try:
        if isinstance(card, MifareClassic):
            for block, data in zip(chip_content.BLOCKS, chip_content.to_blocks(text), strict=True):
                card.blocks[block][:] = data
        elif isinstance(card, Type2Card):
            for at, byte in enumerate(ntag.ndef_tlv(chip_content.to_message(text))):
                card.pages[4 + at // 4][at % 4] = byte
    except ValueError as error:
        raise PosError("bad_line", key="text") from error


def text_of(card: ChipCard) -> str:
    """Our record on a card, "" for none, "damaged" for half a one."""
    try:
        if isinstance(card, MifareClassic):
            return chip_content.from_blocks(b"".join(bytes(card.blocks[block]) for block in chip_content.BLOCKS)) or ""
        if isinstance(card, Type2Card):
            message = ntag.ndef_message(b"".join(bytes(page) for page in card.pages[4:]))
            return (chip_content.from_message(message) if message else None) or ""
    except chip_content.DamagedError:
        return "damaged"
    return ""
