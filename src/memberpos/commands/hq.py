"""`memberpos hq serve|migrate|enrol-code|events|tls|revoke|release|operator`: run and keep a headquarters."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from memberpos import log
from memberpos.commands import hq_operator
from memberpos.domain.errors import PosError
from memberpos.home import find_home

if TYPE_CHECKING:
    from types import FrameType

    from memberpos.hq.database import Pool
    from memberpos.hq.embedded import EmbeddedPostgres
    from memberpos.hq.tx import Tx

T = TypeVar("T")
Run = Callable[[argparse.Namespace], int]
#: The extra `hq` of pyproject.toml, and how it is had.
PACKAGES = ("starlette", "uvicorn", "psycopg", "msgspec", "jinja2", "babel", "django_htmx")
INSTALL = "pip install 'memberpos[hq]' (in a clone: pip install '.[hq]')"
DATABASE_HELP = "PostgreSQL 15 or newer, postgresql://…; without it headquarters runs its own"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("hq", help="run and keep a headquarters")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    serve = actions.add_parser("serve", help="answer tills on this machine")
    serve.add_argument("--database", metavar="URL", help=DATABASE_HELP)
    serve.add_argument("--port", type=int, default=8740, help="loopback port, 0 takes a free one (default 8740)")
    serve.add_argument("--host", default="127.0.0.1", help="address to answer on; another than loopback needs --cert")
    serve.add_argument("--cert", type=Path, metavar="FILE", help="certificate (see `hq tls`); with --key")
    serve.add_argument("--key", type=Path, metavar="FILE", help="its private key")
    serve.add_argument("--read-from", metavar="URL", help="a replica of the database that answers tills' pulls")
    serve.add_argument("--snapshots", type=Path, metavar="DIR", help="where snapshots are kept (default: the home)")
    serve.add_argument(
        "--bookers", type=int, choices=range(17), metavar="N",
        help="processes that book large pushes beside this one (default: one more than processors, at most 4; 0: none)",
    )  # fmt: skip
    serve.set_defaults(run=_with_packages(run_serve))
    migrate = actions.add_parser("migrate", help="make or upgrade the schema of a PostgreSQL server")
    migrate.add_argument("--database", metavar="URL", help=DATABASE_HELP)
    migrate.add_argument("--distributed", choices=("citus",), help="lay the tables out over the nodes of a cluster")
    migrate.add_argument("--feed-shards", type=int, choices=(16, 64), help="for a new database: 64 for large chains")
    migrate.add_argument("--members", choices=("store", "all"), help="which members a till gets: its store's, or all")
    migrate.add_argument("--zone", metavar="NAME", help="the chain's time zone, such as Asia/Taipei")
    migrate.add_argument("--currency", metavar="CODE", help="the chain's currency, such as TWD")
    migrate.set_defaults(run=_with_packages(run_migrate))
    tls = actions.add_parser("tls", help="make a certificate, and the chain's own authority for it")
    tls.add_argument("hosts", nargs="+", metavar="HOST", help="names and addresses tills use")
    tls.add_argument("--dir", type=Path, metavar="DIR", help="where to keep them (default: the home)")
    tls.set_defaults(run=_with_packages(run_tls))
    for name, words in (("revoke", "shut a lost till out: it wipes itself"), ("release", "let a till in again")):
        action = actions.add_parser(name, help=words)
        action.add_argument("device", type=UUID, help="the till's device id")
        action.add_argument("--database", metavar="URL", help=DATABASE_HELP)
        action.set_defaults(run=_with_packages(run_revoke if name == "revoke" else run_release))
    code = actions.add_parser("enrol-code", help="print a one-time code by which a till joins a store")
    code.add_argument("--store", required=True, help="short name of the store, made if unknown")
    code.add_argument("--name", help="name of a new store and of the till")
    code.add_argument("--database", metavar="URL", help=DATABASE_HELP)
    code.set_defaults(run=_with_packages(run_enrol_code))
    hq_operator.add_parser(actions, _acting, DATABASE_HELP, _with_packages)
    events = actions.add_parser("events", help="list every event held, as JSON lines")
    events.add_argument("--database", metavar="URL", help=DATABASE_HELP)
    events.set_defaults(run=_with_packages(run_events))


def missing() -> list[str]:
    """Headquarters' packages that are not installed."""
    return [name for name in PACKAGES if find_spec(name) is None]


def _with_packages(run: Run) -> Run:
    """Headquarters' packages are an extra: without them a till works, and its commands say what to install."""

    def checked(args: argparse.Namespace) -> int:
        absent = missing()
        if absent:
            print(
                f"not_found: {', '.join(absent)} not installed. Install what headquarters needs: {INSTALL}",
                file=sys.stderr,
            )
            return 1
        return run(args)

    return checked


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def run_serve(args: argparse.Namespace) -> int:
    """Serves until SIGINT or SIGTERM, then lets open requests end and stops its own database."""
    from memberpos.hq.api import Headquarters
    from memberpos.hq.bookers import Bookers, usual_number
    from memberpos.hq.console.app import Console
    from memberpos.hq.downloads import build_wanted
    from memberpos.hq.home import find_hq_home
    from memberpos.hq.server import Server, Tls, build_app, listen, url_of
    from memberpos.hq.worker import Worker

    tls = Tls.of(args.cert, args.key)
    if args.host not in ("127.0.0.1", "::1", "localhost") and tls is None:
        raise PosError("bad_setting", setting="host", why="plain_http")
    log.to_stderr()
    signal.signal(signal.SIGTERM, _leave)
    folder = args.snapshots or find_hq_home(args.home, find_home(None)) / "snapshots"
    with ExitStack() as stack:
        sock = stack.enter_context(listen(args.port, args.host))
        pool, revive = stack.enter_context(_served_database(args))
        reader = stack.enter_context(_reader(args))
        _prepare(pool)
        bookers = stack.enter_context(
            closing(Bookers(pool.url, usual_number() if args.bookers is None else args.bookers))
        )
        headquarters = Headquarters(pool, now_ms, os.urandom, reader=reader, folder=folder, bookers=bookers)
        build = partial(build_wanted, pool, folder)
        worker = Worker(headquarters, os.urandom, lambda: build(now_ms(), os.urandom), revive=revive)
        stack.callback(worker.stop)
        url = url_of(sock, secure=tls is not None)
        app = build_app(headquarters, Console(headquarters).routes())
        server = Server(app, lambda: print(f"ready {url}", flush=True), tls)
        worker.start()
        with suppress(KeyboardInterrupt):
            server.run(sockets=[sock])
    return 0


@contextmanager
def _reader(args: argparse.Namespace) -> Iterator[Pool | None]:
    if not args.read_from:
        yield None
        return
    with _pool(args.read_from) as pool:
        yield pool


def _leave(_number: int, _frame: FrameType | None) -> None:
    """SIGTERM unwinds the stack, so that the database is stopped too."""
    raise KeyboardInterrupt


def _prepare(pool: Pool) -> None:
    from memberpos.hq import schema

    schema.migrate(pool)


def run_migrate(args: argparse.Namespace) -> int:
    """Brings the schema to the newest version and tells it."""
    from memberpos.hq import schema

    with _database(args) as pool:
        steps = schema.migrate(pool)
        schema.choose(
            pool, feed_shards=args.feed_shards, members_to=args.members, zone=args.zone, currency=args.currency
        )
        if args.distributed:
            from memberpos.hq import layout

            print(f"{layout.distribute(pool)} tables laid out")
        print(f"schema {schema.version(pool)}, {steps} steps")
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


def run_tls(args: argparse.Namespace) -> int:
    """Prints the files: the authority for tills (`memberpos enrol --ca`), certificate and key for `hq serve`."""
    from memberpos.hq import certificates
    from memberpos.hq.home import find_hq_home, make_hq_home

    folder = args.dir or make_hq_home(find_hq_home(args.home, find_home(None))) / "tls"
    for file in certificates.make(folder, args.hosts, now_ms()):
        print(file)
    return 0


def run_revoke(args: argparse.Namespace) -> int:
    """Prints what the till could still have spent, a kind a line."""
    from memberpos.hq import authoring

    exposure = _acting(args, lambda tx: authoring.revoke_device(tx, os.urandom, args.device))
    for kind, amount in sorted(exposure.items()):
        print(kind, amount)
    return 0


def run_release(args: argparse.Namespace) -> int:
    """Ends a quarantine or a revocation. PosError not_found."""
    from memberpos.hq import devices

    if not _acting(args, lambda tx: devices.release(tx.conn, args.device)):
        raise PosError("not_found", what="device")
    return 0


def _acting(args: argparse.Namespace, work: Callable[[Tx], T]) -> T:
    from memberpos.hq.api import Headquarters

    with _database(args) as pool:
        _prepare(pool)
        return Headquarters(pool, now_ms, os.urandom).transact(work)


@contextmanager
def _database(args: argparse.Namespace) -> Iterator[Pool]:
    """The database named, or the headquarters' own: started here and stopped after, or one that is being served."""
    if not args.database:
        server = _own_server(args)
        if server.is_running() and server.is_owned():
            with _pool(server.url) as pool:
                yield pool
            return
    with _served_database(args) as (pool, _):
        yield pool


@contextmanager
def _served_database(args: argparse.Namespace) -> Iterator[tuple[Pool, Callable[[], object]]]:
    """The database and how it is brought back when it died; only one's own can be."""
    if args.database:
        with _pool(args.database) as pool:
            yield pool, lambda: None
        return
    with _own_server(args) as server, _pool(server.url) as pool:
        yield pool, server.revive


def _own_server(args: argparse.Namespace) -> EmbeddedPostgres:
    from memberpos.hq.embedded import EmbeddedPostgres
    from memberpos.hq.home import find_hq_home

    return EmbeddedPostgres(find_hq_home(args.home, find_home(None)))


@contextmanager
def _pool(url: str) -> Iterator[Pool]:
    from memberpos.hq.database import Pool

    pool = Pool(url)
    try:
        yield pool
    finally:
        pool.close()
