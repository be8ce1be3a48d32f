"""`memberpos devices list|probe|monitor|card|codes|simulate`: what is plugged in, and what is not."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from memberpos.commands import devices_card, devices_codes
from memberpos.commands.devices_port import listen, probe
from memberpos.devices.catalog import kinds_of_usb
from memberpos.devices.drivers.kinds import DRIVERS
from memberpos.devices.port_finder import Port, PortFinder, denied_ports, usb_address, with_simulators
from memberpos.devices.simulator.bench import MODELS, SimulatorBench
from memberpos.devices.simulator.knobs import Knobs
from memberpos.domain.errors import PosError


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("devices", help="list, watch or simulate devices")
    actions = parser.add_subparsers(metavar="ACTION", required=True, title="actions")
    _add_list(actions.add_parser("list", help="ports of this machine and what they may be"))
    _add_probe(actions.add_parser("probe", help="find out what hangs on a port (talks to it)"))
    _add_monitor(actions.add_parser("monitor", help="show the bytes of a port with direction and time"))
    _add_card(actions.add_parser("card", help="show what is on the next card"))
    _add_codes(actions.add_parser("codes", help="read out a stock pen or a collector's file"))
    _add_simulate(actions.add_parser("simulate", help="run simulated devices until interrupted"))


def _add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--folder", type=Path, default=default_folder(), metavar="DIR", help="folder of the simulators (%(default)s)"
    )


def _add_list(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON array")
    _add_folder(parser)
    parser.set_defaults(run=run_list)


def _add_port(parser: argparse.ArgumentParser, kind_help: str) -> None:
    parser.add_argument("port", metavar="PORT", help="/dev/…, COM3, host:9100 or usb:VID:PID[,serial=…][,location=…]")
    parser.add_argument("--kind", choices=list(DRIVERS), default="", help=kind_help)
    parser.add_argument("--baud", type=int, default=0, help="line speed (default: the kind's own)")
    _add_folder(parser)


def _add_probe(parser: argparse.ArgumentParser) -> None:
    _add_port(parser, "try this kind only")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.set_defaults(run=run_probe)


def _add_monitor(parser: argparse.ArgumentParser) -> None:
    _add_port(parser, "run this driver and show both directions and its readings (default: only listen)")
    parser.add_argument("--seconds", type=float, default=None, metavar="N", help="stop after N seconds")
    parser.set_defaults(run=run_monitor)


def _add_card(parser: argparse.ArgumentParser) -> None:
    devices_card.add_arguments(parser, _finder)
    _add_folder(parser)


def _add_codes(parser: argparse.ArgumentParser) -> None:
    devices_codes.add_arguments(parser, _finder)
    _add_folder(parser)


def _add_simulate(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("names", nargs="+", metavar="NAME", help=f"{' '.join(MODELS)}; a second one: caller-2")
    parser.add_argument("--tcp", action="store_true", help="listen on TCP ports instead of ptys")
    parser.add_argument("--udp", action="store_true", help="send UDP packets, as boxes on a network do")
    parser.add_argument("--seed", type=int, default=0, help="of all random faults")
    parser.add_argument("--chunking", choices=["whole", "one", "random", "glue"], default="whole")
    parser.add_argument("--noise", action="store_true", help="garbage before the first answer")
    parser.add_argument("--late", type=float, default=0.0, metavar="S", help="every answer comes so much later")
    parser.add_argument("--silent", action="store_true", help="no answer at all")
    parser.add_argument("--line-baud", type=int, default=0, metavar="N", help="at any other speed there is garbage")
    parser.add_argument("--seconds", type=float, default=None, metavar="N", help="stop after N seconds")
    _add_folder(parser)
    parser.set_defaults(run=run_simulate)


def default_folder() -> Path:
    """Where simulators of this user meet their clients."""
    return Path(tempfile.gettempdir()) / f"memberpos-sim-{getpass.getuser()}"


def run_list(args: argparse.Namespace) -> int:
    """Print every port; nothing is opened."""
    ports = _finder(args).ports()
    denied = denied_ports(ports)
    entries = [_entry(port, denied=port.device in denied) for port in ports]
    if args.json:
        print(json.dumps(entries, ensure_ascii=False))
        return 0
    for entry in entries:
        kinds = " ".join(entry["kinds"]) or "unknown"
        print(f"{entry['port']}  {entry['address']}  {kinds}  {entry['rights']}  {entry['description']}")
    return 0


def _entry(port: Port, *, denied: bool) -> dict[str, Any]:
    return {
        "port": port.device,
        "address": usb_address(port),
        "vid": port.vid,
        "pid": port.pid,
        "serial_number": port.serial_number,
        "location": port.location,
        "description": port.description,
        "kinds": [kind.name for kind in kinds_of_usb(port.vid, port.pid)],
        "rights": "denied" if denied else "ok",
    }


def run_probe(args: argparse.Namespace) -> int:
    """Print what answers; 1 when nothing known did."""
    found = probe(_finder(args), args.port, args.kind, args.baud)
    line = (
        f"{args.port}: {found['kind'] or 'nothing known'} {found['state']} {found['detail']} {found['next']}".rstrip()
    )
    print(json.dumps(found, ensure_ascii=False) if args.json else line)
    return 0 if found["kind"] else 1


def run_monitor(args: argparse.Namespace) -> int:
    """Print traffic until interrupted."""
    with _until_signal() as stopped:
        listen(_finder(args), args.port, args.kind, args.baud, print_line, stopped, args.seconds)
    return 0


def print_line(line: str) -> None:
    print(line, flush=True)


def run_simulate(args: argparse.Namespace) -> int:
    """Run the bench; one line a device, the operator socket, then `ready`."""
    folder = _own_folder(args.folder)
    knobs = dict.fromkeys(args.names, faults(args))
    tcp, udp = (args.names if wanted else () for wanted in (args.tcp, args.udp))
    bench = SimulatorBench(folder, args.names, knobs=knobs, tcp=tcp, udp=udp)
    with _until_signal() as stopped, bench:
        for name in bench.names:
            print_line(f"{name} {bench.port(name)} {bench.address(name)}")
        print_line(f"operator {bench.operator_address}")
        print_line("ready")
        stopped.wait(args.seconds)
    return 0


def faults(args: argparse.Namespace) -> Knobs:
    """How all the wires of `simulate` misbehave."""
    return Knobs(
        seed=args.seed, chunking=args.chunking, noise=args.noise, late_s=args.late, silent=args.silent,
        line_baud=args.line_baud,
    )  # fmt: skip


def _own_folder(folder: Path) -> Path:
    """The folder, made for this user only; PosError not_allowed when it is somebody else's."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
        raise PosError("not_allowed", folder=str(folder))
    return folder


def _finder(args: argparse.Namespace) -> PortFinder:
    return PortFinder(with_simulators(args.folder))


@contextmanager
def _until_signal() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set; the handlers before are put back."""
    stopped = threading.Event()
    before = {number: signal.signal(number, lambda *_: stopped.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
