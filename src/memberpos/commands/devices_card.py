"""`memberpos devices card`: what is on the next card, for finding out why a card is not taken."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from typing import Any

from memberpos.commands.devices_talk import Talk
from memberpos.devices.catalog import CATALOG
from memberpos.devices.drivers.msr605_jobs import ReadRaw
from memberpos.devices.iso7811 import unpacked_bits
from memberpos.devices.port_finder import PortFinder
from memberpos.devices.readings import CardPresented, RawStripes
from memberpos.domain.errors import PosError

READERS = tuple(kind.name for kind in CATALOG.values() if kind.role == "reader" and kind.has_port)
#: Those whose stripes can be read bit by bit.
RAW = ("msr605", "msr605x")


def add_arguments(parser: argparse.ArgumentParser, finder: Callable[[argparse.Namespace], PortFinder]) -> None:
    """`finder`: what finds ports for these arguments."""
    parser.add_argument("port", metavar="PORT", help="where the reader is")
    parser.add_argument("--kind", choices=READERS, default="msr605", help="which reader it is (%(default)s)")
    parser.add_argument("--raw", action="store_true", help="the bits of a magnetic card, also of one that is not ISO")
    parser.add_argument("--wait", type=float, default=30.0, metavar="S", help="seconds to wait for it (%(default)s)")
    parser.set_defaults(run=lambda args: run(args, finder))


def run(args: argparse.Namespace, finder: Callable[[argparse.Namespace], PortFinder]) -> int:
    """Prints one JSON object. PosError device_timeout without a card, bad_setting where raw reading is not possible."""
    if args.raw and args.kind not in RAW:
        raise PosError("bad_setting", setting="kind", value=args.kind)
    with Talk(finder(args), args.port, args.kind) as talk:
        found = _raw(talk, args.wait) if args.raw else _card(talk, args.wait)
    print(json.dumps(found, ensure_ascii=False), flush=True)
    return 0


def _card(talk: Talk, wait_s: float) -> dict[str, Any]:
    card = talk.answer(CardPresented, limit_s=wait_s)
    return {
        "number": card.number, "kind": card.kind, "tracks": list(card.tracks), "uid": card.uid,
        "others": list(card.others), "fault": card.fault,
    }  # fmt: skip


def _raw(talk: Talk, wait_s: float) -> dict[str, Any]:
    talk.post(ReadRaw(wait_s))
    stripes = talk.answer(RawStripes, limit_s=wait_s + 5.0)
    if not stripes.ok:
        raise PosError(stripes.code)
    tracks = [
        {"track": number, "hex": data.hex(), "text": text, "unpacked_bits": unpacked_bits(data)}
        for number, (data, text) in enumerate(zip(stripes.tracks, stripes.texts, strict=True), 1)
    ]
    return {"tracks": tracks}
