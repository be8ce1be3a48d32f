"""`memberpos hq serve|migrate|enrol-code|events`: run and keep a headquarters."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from memberpos.home import find_home

if TYPE_CHECKING:
    from types import FrameType

    from memberpos.hq.database import Pool

DATABASE_HELP = "PostgreSQL 15 or newer, postgresql://…; without it headquarters runs its own"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("hq", help="run and keep a headquarters")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    serve = actions.add_parser("serve", help="answer tills on this machine")
    serve.add_argument("--database", metavar="URL", help=DATABASE_HELP)
    serve.add_argument("--port", type=int, default=8740, help="loopback port, 0 takes a free one (default 8740)")
    serve.set_defaults(run=run_serve)
    migrate = actions.add_parser("migrate", help="make or upgrade the schema of a PostgreSQL server")
    migrate.add_argument("--database", metavar="URL", required=True, help=DATABASE_HELP)
    migrate.set_defaults(run=run_migrate)
    code = actions.add_parser("enrol-code", help="print a one-time code by which a till joins a store")
    code.add_argument("--store", required=True, help="short name of the store, made if unknown")
    code.add_argument("--name", help="name of a new store and of the till")
    code.add_argument("--database", metavar="URL", help=DATABASE_HELP)
    code.set_defaults(run=run_enrol_code)
    events = actions.add_parser("events", help="list every event held, as JSON lines")
    events.add_argument("--database", metavar="URL", help=DATABASE_HELP)
    events.set_defaults(run=run_events)


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def run_serve(args: argparse.Namespace) -> int:
    """Serves until SIGINT or SIGTERM, then lets open requests end and stops its own database."""
    from memberpos.hq.api import Headquarters
    from memberpos.hq.server import Server, build_app, listen, url_of

    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    signal.signal(signal.SIGTERM, _leave)
    with listen(args.port) as sock, _database(args) as pool:
        _prepare(pool)
        headquarters = Headquarters(pool, now_ms, os.urandom)
        server = Server(build_app(headquarters), lambda: print(f"ready {url_of(sock)}", flush=True))
        try:
            server.run(sockets=[sock])
        except KeyboardInterrupt:
            return 0
    return 0


def _leave(_number: int, _frame: FrameType | None) -> None:
    """SIGTERM unwinds the stack, so that the database is stopped too."""
    raise KeyboardInterrupt


def _prepare(pool: Pool) -> None:
    from memberpos.hq import schema

    schema.migrate(pool)


def run_migrate(args: argparse.Namespace) -> int:
    """Brings the schema to the newest version and tells it."""
    from memberpos.hq import schema
    from memberpos.hq.database import Pool

    pool = Pool(args.database, size=1)
    try:
        steps = schema.migrate(pool)
        print(f"schema {schema.version(pool)}, {steps} steps")
    finally:
        pool.close()
    return 0


def run_enrol_code(args: argparse.Namespace) -> int:
    """Prints the code alone."""
    from memberpos.hq import enrolment

    with _database(args) as pool:
        _prepare(pool)
        print(pool.transact(lambda conn: enrolment.make_code(conn, args.store, args.name, now_ms(), os.urandom)))
    return 0


def run_events(args: argparse.Namespace) -> int:
    """Prints one JSON object an event: device, seq, event, kind, hash."""
    from memberpos.hq import journal

    with _database(args) as pool:
        for event in pool.transact(journal.every_event):
            print(json.dumps(event))
    return 0


@contextmanager
def _database(args: argparse.Namespace) -> Iterator[Pool]:
    """The database named, or the headquarters' own: started here and stopped after, or one that is being served."""
    from memberpos.hq.database import Pool

    with _url(args) as url:
        pool = Pool(url)
        try:
            yield pool
        finally:
            pool.close()


@contextmanager
def _url(args: argparse.Namespace) -> Iterator[str]:
    if args.database:
        yield args.database
        return
    from memberpos.hq.embedded import EmbeddedPostgres
    from memberpos.hq.home import find_hq_home

    server = EmbeddedPostgres(find_hq_home(args.home, find_home(None)))
    if args.run is not run_serve and server.is_running() and server.is_owned():
        yield server.url
        return
    with server:
        yield server.url
