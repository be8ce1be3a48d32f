"""Run by the system's own Python, which has pyscard: our PC/SC reader at work, a line of JSON a reading.

Orders come as lines on standard input: `write TEXT`, `end`.
"""

from __future__ import annotations

import dataclasses
import json
import sys
import threading

from memberpos.devices.drivers.kinds import driver_for
from memberpos.devices.drivers.msr605_jobs import WriteCard
from memberpos.devices.pcsc_port import open_reader, reader_names
from memberpos.devices.port_thread import DeviceLoop
from memberpos.devices.readings import Reading


def tell(reading: Reading) -> None:
    print(json.dumps({"is": type(reading).__name__, **dataclasses.asdict(reading)}), flush=True)


def main(address: str) -> None:
    print(json.dumps({"is": "readers", "names": reader_names()}), flush=True)
    loop = DeviceLoop(driver_for("pcsc"), lambda: open_reader(address), tell)
    thread = threading.Thread(target=loop.run)
    thread.start()
    for line in sys.stdin:
        order, _, text = line.strip().partition(" ")
        if order == "end":
            break
        loop.post(WriteCard(("", f";{text}?", "")))
    loop.stop()
    thread.join()


if __name__ == "__main__":
    main(sys.argv[1])
