"""`memberpos hq operator add|list|reset|disable`: who may use the console of headquarters."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from memberpos.domain.errors import PosError

if TYPE_CHECKING:
    from memberpos.hq.tx import Tx

T = TypeVar("T")
Run = Callable[[argparse.Namespace], int]
Acting = Callable[[argparse.Namespace, Callable[["Tx"], T]], T]


def add_parser(
    actions: argparse._SubParsersAction[argparse.ArgumentParser],
    acting: Acting[str],
    help_: str,
    checked: Callable[[Run], Run],
) -> None:
    """`acting(args, work)` runs one transaction of headquarters; `help_` explains `--database`; `checked` is put around
    each command.
    """
    parser = actions.add_parser("operator", help="who may use the console")
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    for name, words, work in (
        ("add", "print a one-time link for a new person", _add),
        ("reset", "print a new link for somebody who lost password or phone", _reset),
        ("disable", "shut somebody out at once", _disable),
        ("list", "print name, role and state of everybody", _list),
    ):
        verb = verbs.add_parser(name, help=words)
        if name != "list":
            verb.add_argument("name", help="the name to sign in with")
        if name == "add":
            verb.add_argument("--role", required=True, choices=("owner", "chain", "manager", "auditor"))
            verb.add_argument("--store", action="append", default=[], metavar="SLUG", help="a store a manager may see")
        if name in ("add", "reset"):
            verb.add_argument("--url", default="http://127.0.0.1:8740", help="where browsers find headquarters")
        verb.add_argument("--database", metavar="URL", help=help_)
        verb.set_defaults(run=checked(_runner(work, acting)))


def _runner(work: Callable[[argparse.Namespace, Tx], str], acting: Acting[str]) -> Run:
    def run(args: argparse.Namespace) -> int:
        sys.stdout.write(acting(args, lambda tx: work(args, tx)))
        return 0

    return run


def _add(args: argparse.Namespace, tx: Tx) -> str:
    """PosError bad_setting, number_taken, not_found (a store)."""
    from memberpos.hq.console import operators

    rows = tx.conn.execute("SELECT store_id FROM store WHERE slug = ANY(%s)", (args.store,)).fetchall()
    if len(rows) != len(set(args.store)):
        raise PosError("not_found", what="store")
    secret = operators.add(tx, os.urandom, args.name, args.role, [row[0] for row in rows])
    _note(tx, "operator.add", args.name, role=args.role)
    return _link(args.url, secret)


def _reset(args: argparse.Namespace, tx: Tx) -> str:
    """The server's own people may: they hold the database anyway. PosError not_found."""
    from memberpos.hq.console import operators

    secret = operators.reset(tx, os.urandom, _id_of(tx, args.name), by_hand=True)
    _note(tx, "operator.reset", args.name)
    return _link(args.url, secret)


def _disable(args: argparse.Namespace, tx: Tx) -> str:
    from memberpos.hq.console import operators

    operators.disable(tx, _id_of(tx, args.name))
    _note(tx, "operator.disable", args.name)
    return ""


def _list(_: argparse.Namespace, tx: Tx) -> str:
    rows = tx.conn.execute("SELECT name, role, state FROM operator ORDER BY name").fetchall()
    return "".join(f"{name} {role} {state}\n" for name, role, state in rows)


def _link(url: str, secret: str) -> str:
    return f"{url.rstrip('/')}/console/welcome?link={secret}\n"


def _id_of(tx: Tx, name: str) -> UUID:
    from memberpos.hq.console import operators

    account = operators.by_name(tx.conn, name)
    if account is None:
        raise PosError("not_found", what="operator")
    return account.operator_id


def _note(tx: Tx, action: str, target: str, **facts: str) -> None:
    from memberpos.hq.console import audit

    audit.note(tx, os.urandom(10), "command line", action, target, facts=facts)
