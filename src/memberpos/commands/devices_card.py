"""`memberpos devices card`: what is on the next card, for finding out why a card is not taken; its bits, put back."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from memberpos.commands.devices_talk import Talk, talk
from memberpos.devices.catalog import CATALOG
from memberpos.devices.drivers.msr605_jobs import USUAL_BPC, USUAL_BPI, ReadRaw, WriteRaw
from memberpos.devices.iso7811 import unpacked_bits
from memberpos.devices.port_finder import PortFinder
from memberpos.devices.readings import CardPresented, RawStripes, WriteProgress, WriteResult
from memberpos.domain.errors import PosError
from memberpos.files import os_refusal

READERS = tuple(kind.name for kind in CATALOG.values() if kind.role == "reader" and kind.has_port)
#: Those whose stripes can be read and written bit by bit.
RAW = ("msr605", "msr605x")
MAX_BYTES = 64 * 1024
_STEPS = {"swipe_to_write": "swipe the card to be written", "swipe_to_verify": "swipe it once more, to be read back"}


def add_arguments(parser: argparse.ArgumentParser, finder: Callable[[argparse.Namespace], PortFinder]) -> None:
    """`finder`: what finds ports for these arguments."""
    parser.add_argument("port", metavar="PORT", help="where the reader is")
    parser.add_argument("--kind", choices=READERS, default="msr605", help="which reader it is (%(default)s)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--raw", action="store_true", help="the bits of a magnetic card, also of one that is not ISO")
    what.add_argument(
        "--write-raw", type=Path, metavar="FILE", help="write the bits that --raw printed on the next card, and check"
    )
    parser.add_argument("--low-coercivity", action="store_true", help="with --write-raw: a brown stripe, no black one")
    parser.add_argument("--wait", type=float, default=30.0, metavar="S", help="seconds to wait for it (%(default)s)")
    parser.set_defaults(run=lambda args: run(args, finder))


def run(args: argparse.Namespace, finder: Callable[[argparse.Namespace], PortFinder]) -> int:
    """Prints one JSON object. PosError device_timeout without a card, bad_setting where raw reading is not possible,
    bad_file for a file of no bits, card_write_failed or card_mismatch.
    """
    if (args.raw or args.write_raw) and args.kind not in RAW:
        raise PosError("bad_setting", setting="kind", value=args.kind)
    job = raw_job(args.write_raw, hico=not args.low_coercivity, wait_s=args.wait) if args.write_raw else None
    with talk(finder(args), args.port, args.kind) as reader:
        if job is not None:
            found = _write(reader, job)
        else:
            found = _raw(reader, args.wait) if args.raw else _card(reader, args.wait)
    print(json.dumps(found, ensure_ascii=False), flush=True)
    return 0


def raw_job(path: Path, *, hico: bool, wait_s: float) -> WriteRaw:
    """The order to write what a file of `--raw` holds. PosError bad_file, or why it cannot be read."""
    try:
        text = path.read_bytes()[: MAX_BYTES + 1]
    except OSError as error:
        raise os_refusal(error) from error
    try:
        facts = json.loads(text)
        stripes = {int(each["track"]): bytes.fromhex(each["hex"]) for each in facts["tracks"]}
        bpi, bpc = _three(facts.get("bpi", USUAL_BPI)), _three(facts.get("bpc", USUAL_BPC))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise PosError("bad_file", what="stripes") from error
    if not any(stripes.values()) or not set(stripes) <= {1, 2, 3}:
        raise PosError("bad_file", what="stripes")
    one, two, three = (stripes.get(number, b"") for number in (1, 2, 3))
    return WriteRaw((one, two, three), hico, bpi, bpc, wait_s)


def _three(values: Any) -> tuple[int, int, int]:
    one, two, three = (int(value) for value in values)
    return one, two, three


def _write(reader: Talk, job: WriteRaw) -> dict[str, Any]:
    """Each swipe that is wanted is said on stderr."""
    reader.post(job)
    while True:
        said = reader.answer(object, limit_s=job.timeout_s + 10.0)
        if isinstance(said, WriteProgress):
            print(_STEPS.get(said.step, said.step), file=sys.stderr, flush=True)
        elif isinstance(said, WriteResult) and not said.ok:
            raise PosError(said.code, **said.facts)
        elif isinstance(said, WriteResult):
            return {"written": [number for number, data in enumerate(job.tracks, 1) if data]}


def _card(reader: Talk, wait_s: float) -> dict[str, Any]:
    card = reader.answer(CardPresented, limit_s=wait_s)
    return {
        "number": card.number, "kind": card.kind, "tracks": list(card.tracks), "uid": card.uid,
        "others": list(card.others), "fault": card.fault,
    }  # fmt: skip


def _raw(reader: Talk, wait_s: float) -> dict[str, Any]:
    reader.post(ReadRaw(wait_s))
    stripes = reader.answer(RawStripes, limit_s=wait_s + 5.0)
    if not stripes.ok:
        raise PosError(stripes.code)
    tracks = [
        {"track": number, "hex": data.hex(), "text": text, "unpacked_bits": unpacked_bits(data)}
        for number, (data, text) in enumerate(zip(stripes.tracks, stripes.texts, strict=True), 1)
    ]
    return {"tracks": tracks}
