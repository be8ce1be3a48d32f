"""`memberpos verify`: proves the books of a home or of a database file."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from memberpos.home import open_db_file, open_home
from memberpos.store.verify import Proof, verify


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("verify", help="recompute every balance and chain of the books")
    parser.add_argument("--db", type=Path, metavar="FILE", help="this database file instead of the home's")
    parser.add_argument("--json", action="store_true", help="print the proof as JSON")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """0 when everything agrees, 1 with the differences otherwise. Works beside an open till (reads only)."""
    opened = (
        open_home(args.home, exclusive=False)
        if args.db is None
        else open_db_file(args.db, create=False, exclusive=False)
    )
    with opened as home:
        db = home.open_database(read_only=True)
        try:
            proof = verify(db)
        finally:
            db.close()
    print(json.dumps(document(proof), ensure_ascii=False) if args.json else _words(proof))
    return 0 if proof.ok else 1


def document(proof: Proof) -> dict[str, object]:
    """The proof as the contract's JSON."""
    return {
        "ok": proof.ok,
        "events": proof.events,
        "sales": proof.sales,
        "ledger_rows": proof.ledger_rows,
        "differences": [asdict(difference) for difference in proof.differences],
    }


def _words(proof: Proof) -> str:
    head = f"{proof.events} events, {proof.sales} sales, {proof.ledger_rows} ledger rows: "
    if proof.ok:
        return head + "everything agrees"
    rows = [f"  {d.kind} {d.table} {d.id} {d.account}: want {d.want}, got {d.got}" for d in proof.differences]
    return "\n".join([head + f"{len(rows)} differences", *rows])
