"""The demo shop in a window, for a person to play with."""

from __future__ import annotations

import signal
import tempfile
import time
from pathlib import Path

from memberpos.commands.demo_day.bench import make_bench, ports_of
from memberpos.demo_shop.stock import GOODS, OWNER, STAFF
from memberpos.demo_shop.till import DemoTill, make_home
from memberpos.ui.measure import application, quit_soon
from memberpos.ui.simulators import Simulators


def open_window(seed: int) -> int:
    """Opens the till; says where the devices' operator listens and with which PINs to sign in; ends with the window."""
    app = application()
    with tempfile.TemporaryDirectory(prefix="memberpos-demo-") as folder, make_bench(Path(folder) / "devices") as bench:
        today_ms = time.time_ns() // 1_000_000
        home, shop = make_home(Path(folder) / "till", ports_of(bench), today_ms, seed, "")
        simulators = Simulators(
            bench.operator_address,
            cards={f"{member.name} {member.card}": member.track2 for member in shop.members if member.card},
            codes={f"{product.name} {product.barcode}": product.barcode for product in GOODS},
            phones={f"{member.name} {member.phone}": member.phone.removeprefix("+86") for member in shop.members},
        )
        till = DemoTill(home, bench.ports, seed, simulators=simulators)
        till.start()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: quit_soon(app))
        print(f"operator {bench.operator_address}", flush=True)
        for person in (OWNER, *STAFF):
            print(f"{person.name} ({person.role}) PIN {person.pin}", flush=True)
        for member in shop.members[:3]:
            print(f"card {member.card} {member.name} {member.phone} track 2 {member.track2}", flush=True)
        print("Ctrl+D in the window shows the simulated devices", flush=True)
        code = app.exec()
        till.close()
    return int(code)
