"""Card programs without a reader: each operation goes straight to a simulated card."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from memberpos.devices.chip_ops import (
    AddValue,
    Answer,
    Authenticate,
    Chip,
    CopyValue,
    Op,
    Program,
    ReadBlock,
    Select,
    Transceive,
    WriteBlock,
    WritePage,
)
from memberpos.devices.simulator.chip_field import ChipField
from memberpos.devices.simulator.chips import ChipCard, make_card

T = TypeVar("T")
UID4, UID7 = bytes.fromhex("fb0ee20b"), bytes.fromhex("04a1b2c3d4e5f6")


def card_of(kind: str) -> ChipCard:
    return make_card(kind, UID4 if kind in ("m1", "m1_4k", "m1_mini", "cpu", "phone") else UID7)


def chip_of(card: ChipCard) -> Chip:
    card.select()
    return Chip(card.uid, card.sak, card.atqa)


class Hand:
    """Holds one card; counts operations; `pull_after` writes it is gone."""

    def __init__(self, card: ChipCard, *, through: bool = True) -> None:
        self.field = ChipField()
        self.field.cards["card"] = card
        self.field.operate("present", {"card": "card"}, 0.0)
        self.ops: list[Op] = []
        self._through = through

    def run(self, program: Callable[[Chip], Program[T]]) -> T:
        card = self.field.card
        assert card is not None
        steps = program(chip_of(card))
        try:
            op = next(steps)
            while True:
                self.ops.append(op)
                op = steps.send(self._do(op))
        except StopIteration as stop:
            result: T = stop.value
            return result

    def _do(self, op: Op) -> Answer:
        card = self.field.card
        if card is None:
            return Answer("no_card")
        if isinstance(op, Select):
            if op.fresh:
                card.halt()
            return Answer(chip=chip_of(card))
        if isinstance(op, Authenticate):
            return Answer("" if card.authenticate(op.block, op.key, key_b=op.key_b) else "auth")
        if isinstance(op, ReadBlock):
            found = card.read(op.block)
            return Answer("card") if found is None else Answer(data=found)
        if isinstance(op, Transceive):
            answer = card.transceive(op.data) if self._through else None
            return Answer("card" if self._through else "unsupported") if answer is None else Answer(data=answer)
        return Answer("" if self._change(card, op) else "card")

    def _change(self, card: ChipCard, op: Op) -> bool:
        if isinstance(op, WriteBlock):
            return card.write(op.block, op.data)
        if isinstance(op, WritePage):
            return card.write(op.page, op.data)
        if isinstance(op, AddValue):
            return card.change(op.block, op.delta) and card.transfer(op.block)
        return isinstance(op, CopyValue) and card.change(op.source, 0) and card.transfer(op.target)
