"""`memberpos enrol URL CODE`: joins this till to a headquarters."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from memberpos.commands.sync import link_for
from memberpos.files import os_refusal, write_whole
from memberpos.home import open_home
from memberpos.sync.client import CA_FILE


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("enrol", help="join this till to a headquarters")
    parser.add_argument("url", help="address of headquarters, https://… (http only on this machine)")
    parser.add_argument("code", help="one-time code from `memberpos hq enrol-code`")
    parser.add_argument("--ca", metavar="FILE", type=Path, help="the chain's authority, trusted alone from now on")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prints the till's new place; what was sold before is pushed by the next sync."""
    from memberpos import __version__
    from memberpos.sync.client import checked_url
    from memberpos.sync.enrol import enrol

    url = checked_url(args.url)
    with open_home(args.home) as home:
        if args.ca is not None:
            _pin(args.ca, home.folder / CA_FILE)
        writer, link = home.open_writer(), link_for(home.folder)
        try:
            place = enrol(writer, link.post, url, args.code, __version__, os.urandom)
        finally:
            link.close()
            writer.close()
    print(f"store {place.store_id} till {place.till} chain {place.chain_id}")
    return 0


def _pin(source: Path, target: Path) -> None:
    try:
        data = source.read_bytes()
    except OSError as error:
        raise os_refusal(error) from error
    write_whole(target, data)
