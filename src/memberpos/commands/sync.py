"""`memberpos sync [--once] [--json]`: sends waiting events to headquarters and fetches its news."""

from __future__ import annotations

import argparse
import json
import os
import random
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memberpos import __version__
from memberpos.home import Home, open_home

if TYPE_CHECKING:
    from memberpos.store.writer import Writer
    from memberpos.sync.client import HqLink
    from memberpos.sync.loop import Status
    from memberpos.sync.pull import House
    from memberpos.sync.push import Step
    from memberpos.sync.seed import Seeder


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("sync", help="send waiting events to headquarters and fetch its news")
    parser.add_argument("--once", action="store_true", help="send what is waiting and end (default: until interrupted)")
    parser.add_argument("--json", action="store_true", help="one JSON value on stdout")
    parser.set_defaults(run=run)


def link_for(home: Path) -> HqLink:
    """The way to headquarters; the authority of its certificate may be pinned (`client.ca_file_of`)."""
    from memberpos.sync.client import ca_file_of, system_link

    return system_link(__version__, ca_file_of(home))


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when headquarters refuses or could not be reached."""
    with open_home(args.home) as home:
        writer, link = home.open_writer(), link_for(home.folder)
        ports, seeder = _house(home, writer, link)
        try:
            done = _once(writer, link, ports) if args.once else _until_interrupted(writer, link, ports)
        finally:
            seeder.close()
            link.close()
            writer.close()
    value = {"pushed": done.pushed, "pulled": done.pulled, "queued": done.queued, "state": done.state}
    print(json.dumps(value) if args.json else _sentence(value, done.code))
    return 0 if done.state in ("standalone", "idle", "pushing") else 1


def _sentence(value: dict[str, Any], code: str) -> str:
    why = f" ({code})" if code else ""
    return f"{value['state']}{why}: {value['pushed']} sent, {value['pulled']} fetched, {value['queued']} waiting"


def _once(writer: Writer, link: HqLink, ports: House) -> Step:
    from memberpos.sync import exchange

    return exchange.drain(writer, link, ports)


def _house(home: Home, writer: Writer, link: HqLink) -> tuple[House, Seeder]:
    from memberpos.domain.ids import IdSource
    from memberpos.store.checkpointing import Checkpointer
    from memberpos.sync.pull import House
    from memberpos.sync.seed import Seeder
    from memberpos.till import system_now_ms

    ids = IdSource(os.urandom)
    new_id = lambda: ids.new(system_now_ms())  # noqa: E731
    checkpoints = Checkpointer(writer, home.open_database)
    seeder = Seeder(writer, link, home.folder / "snapshots", system_now_ms, new_id, checkpoints)
    return House(system_now_ms, new_id, seeder.step), seeder


def _until_interrupted(writer: Writer, link: HqLink, ports: House) -> Status:
    """A till without headquarters has nothing to wait for and ends at once."""
    from memberpos.sync.loop import Status, SyncLoop
    from memberpos.sync.pace import Pacer

    seen, changed = [Status("offline", 0)], threading.Event()

    def note(status: Status) -> None:
        seen.append(status)
        changed.set()

    ear = link.twin()
    loop = SyncLoop(writer, link, note, Pacer(random.random), ports, ear)
    loop.start()
    try:
        changed.wait()
        if seen[-1].state != "standalone":
            threading.Event().wait()
    except KeyboardInterrupt:
        pass
    finally:
        loop.stop()
        ear.close()
    return seen[-1]
