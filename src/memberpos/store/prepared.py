"""Rows of an import in the form they will have in the books, prepared in the scratch, then taken over by SQLite itself.

One number `n` stands for one member with its one event. Only what depends on the moment of booking is added then:
sequence, clock, hashes, and the running balances of the shop's own accounts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from memberpos.domain.chain import chain_hash, next_hlc
from memberpos.domain.search import phone_parts
from memberpos.security.audit import GENESIS, AuditRow, chain
from memberpos.store import outbox, sync_state
from memberpos.store.bulk import COLUMNS, NewMember
from memberpos.store.database import Database
from memberpos.store.events import EventRow

_HEAD = tuple(name for name in EventRow.__dataclass_fields__ if name not in ("seq", "device_id"))
_LOT = (
    "id", "account", "kind", "instance", "granted", "open", "made_at_ms", "expires", "available_from", "recharge_id",
    "event_id", "gift", "held",
)  # fmt: skip
_LEDGER = ("account", "kind", "instance", "unit", "amount", "line")
#: Table of the scratch → its columns after `n`.
TABLES = {
    "p_event": ("event_id", "body", *_HEAD),
    "p_pii": ("field", "salt", "value"),
    "p_ledger": (*_LEDGER, "running"),
    "p_lot": _LOT,
    "p_move": ("lot_id", "amount", "by_right"),
    "p_member": ("account_id", *COLUMNS),
    "p_part": ("part",),
    "p_card": ("number", "state", "account_id", "member_id", "replaced_by"),
}
ATTACHED = "scratch"
BalanceKey = tuple[str, str, str, str]


@dataclass(frozen=True)
class PreparedEvent:
    """An event but for its place in the chain. `postings`: account, kind, instance, unit, amount, line; `lots`: the
    columns of new lots as `_LOT` lists them; `moves`: lot, amount, right; `pii`: field, salt, value.
    """

    event_id: bytes
    body: bytes
    row: EventRow
    pii: Sequence[tuple[str, bytes, str]]
    postings: Sequence[tuple[Any, ...]]
    lots: Sequence[tuple[Any, ...]]
    moves: Sequence[tuple[str, int, str]]


@dataclass(frozen=True)
class PreparedMember:
    """A member with its cards (number, state, replaced by) and its event."""

    member: NewMember
    member_id: str
    cards: Sequence[tuple[str, str, str | None]]
    event: PreparedEvent


class Preparation:
    """Fills the tables of the scratch; `running` sums each balance since the first row."""

    def __init__(self, db: Database) -> None:
        self._db, self._n = db, 0
        self.running: dict[BalanceKey, int] = {}
        for table, columns in TABLES.items():
            db.execute(f"DROP TABLE IF EXISTS {table}")
            key = " PRIMARY KEY" if table in ("p_event", "p_member") else ""
            db.execute(f"CREATE TABLE {table}(n INTEGER{key}, {', '.join(columns)})")

    @property
    def count(self) -> int:
        """How many members are prepared."""
        return self._n

    def add(self, made: Sequence[PreparedMember]) -> None:
        """Appends members."""
        rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in TABLES}
        for each in made:
            self._n += 1
            self._event(rows, each.event)
            member = each.member
            rows["p_member"].append((self._n, member.account_id, *member.values))
            rows["p_part"].extend((self._n, part) for part in phone_parts(member.phone))
            rows["p_card"].extend((self._n, number, state, member.account_id, each.member_id, after)
                                  for number, state, after in each.cards)  # fmt: skip
        self._db.execute("BEGIN")
        for table, values in rows.items():
            if values:
                self._db.executemany(f"INSERT INTO {table} VALUES({', '.join('?' * len(values[0]))})", values)
        self._db.execute("COMMIT")

    def index(self) -> None:
        """Makes ranges of `n` quick to find, once all is there."""
        for table in ("p_pii", "p_ledger", "p_lot", "p_move", "p_part", "p_card"):
            self._db.execute(f"CREATE INDEX {table}_n ON {table}(n)")

    def _event(self, rows: dict[str, list[tuple[Any, ...]]], event: PreparedEvent) -> None:
        n, head = self._n, tuple(getattr(event.row, name) for name in _HEAD)
        rows["p_event"].append((n, event.event_id, event.body, *head))
        rows["p_pii"].extend((n, *each) for each in event.pii)
        rows["p_lot"].extend((n, *lot) for lot in event.lots)
        rows["p_move"].extend((n, *move) for move in event.moves)
        own: dict[BalanceKey, int] = {}
        for account, kind, instance, unit, amount, line in event.postings:
            key = (account, kind, instance, unit)
            sums = self.running if account.startswith("shop:") else own
            sums[key] = sums.get(key, 0) + amount
            rows["p_ledger"].append((n, account, kind, instance, unit, amount, line, sums[key]))


@contextmanager
def attached(db: Database, path: str, key: str) -> Iterator[None]:
    """The scratch beside the books on one connection, outside any transaction."""
    db.execute(f"ATTACH DATABASE ? AS {ATTACHED} KEY ?", (path, key))
    try:
        yield
    finally:
        db.execute(f"DETACH DATABASE {ATTACHED}")


class Takeover:
    """Takes prepared members into the books, a range at a time, in the caller's transaction. `running` is the
    preparation's. Nobody else may book before `finish`.
    """

    def __init__(self, db: Database, running: dict[BalanceKey, int], now_ms: int, staff_id: str) -> None:
        self._db, self._now_ms, self._staff_id = db, now_ms, staff_id
        self._base_seq, self._first_row = outbox.last(db)[0], outbox.base(db)
        self._hash = outbox.head(db)[1]
        self._hlc = outbox.latest_hlc(db)
        self._device = sync_state.identity(db).device_id
        row = db.one("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
        self._audit_seq, self._audit_hash = (0, GENESIS) if row is None else (int(row[0]), bytes(row[1]))
        self._first_n = int(db.value("SELECT coalesce(max(n), 0) FROM member"))
        self._bases = {key: self._balance(key) for key in running}
        self._running = running

    def take(self, first: int, last: int, details: str) -> int:
        """Books the members `first` to `last`; `details` is the audit's detail with `{seq}`. Gives the cards taken."""
        span = (first, last)
        self._people(span)
        self._chain(span, details)
        self._insert(
            "event", ("seq", "device_id", *_HEAD), "p_event", f"n + {self._base_seq}, '{self._device}'", _HEAD, span
        )
        self._insert(
            "outbox_pii", ("seq", "field", "salt", "value"), "p_pii", f"n + {self._base_seq}", TABLES["p_pii"], span
        )
        self._ledger(span)
        self._insert("lot", ("made_seq", *_LOT), "p_lot", f"n + {self._base_seq}", _LOT, span)
        self._insert("lot_move", ("seq", *TABLES["p_move"]), "p_move", f"n + {self._base_seq}", TABLES["p_move"], span)
        return self._cards(span)

    def finish(self) -> None:
        """The shop's own balances and the clock, as they are now."""
        self._db.executemany(
            "INSERT INTO balance(account, kind, instance, unit, amount) VALUES(?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET amount = excluded.amount",
            [(*key, self._bases[key] + amount) for key, amount in self._running.items()],
        )
        sync_state.put(self._db, "hlc", self._hlc)

    def _balance(self, key: BalanceKey) -> int:
        found = self._db.value(
            "SELECT amount FROM balance WHERE account = ? AND kind = ? AND instance = ? AND unit = ?", key
        )
        return 0 if found is None else int(found)

    def _insert(
        self, table: str, columns: Sequence[str], source: str, given: str, taken: Sequence[str], span: tuple[int, int]
    ) -> int:
        """Copies a range: `given` are expressions for the first columns, `taken` the source's columns for the rest."""
        wanted = ", ".join(part for part in (given, *taken) if part)
        cursor = self._db.execute(
            f"INSERT INTO main.{table}({', '.join(columns)}) SELECT {wanted} FROM {ATTACHED}.{source}"
            " WHERE n BETWEEN ? AND ? ORDER BY n, rowid",
            span,
        )
        return int(cursor.rowcount)

    def _people(self, span: tuple[int, int]) -> None:
        self._insert("member", ("n", *COLUMNS), "p_member", f"n + {self._first_n}", COLUMNS, span)
        self._db.execute(
            "INSERT INTO main.account(id, owner_kind, owner_id, made_at_ms)"
            f" SELECT account_id, 'member', id, joined_at_ms FROM {ATTACHED}.p_member"
            " WHERE n BETWEEN ? AND ? ORDER BY n",
            span,
        )
        self._db.execute(
            f"INSERT INTO main.member_phone_part(part, n) SELECT part, n + {self._first_n} FROM {ATTACHED}.p_part"
            " WHERE n BETWEEN ? AND ? ORDER BY part",
            span,
        )

    def _chain(self, span: tuple[int, int], details: str) -> None:
        """Outbox and audit rows: the only ones with a hash of what came before."""
        events, audits = [], []
        for n, event_id, kind, kv, body, subject in self._db.all(
            f"SELECT n, event_id, kind, kv, body, id FROM {ATTACHED}.p_event WHERE n BETWEEN ? AND ? ORDER BY n", span
        ):
            seq = self._base_seq + n
            self._hlc = next_hlc(self._hlc, self._now_ms)
            self._hash = chain_hash(self._hash, self._device, seq - self._first_row, self._hlc, kind, kv, body)
            events.append((seq, kind, kv, event_id, self._hlc, body, self._hash))
            self._audit_seq += 1
            row = AuditRow(
                self._audit_seq, self._now_ms, self._staff_id, kind, subject, details.replace("{seq}", str(seq))
            )
            self._audit_hash = chain(self._audit_hash, row)
            audits.append((row.seq, row.at_ms, row.staff_id, row.action, row.subject, row.detail, self._audit_hash))
        self._db.executemany(
            "INSERT INTO outbox(seq, kind, kv, event_id, hlc, body, hash) VALUES(?, ?, ?, ?, ?, ?, ?)", events
        )
        self._db.executemany(
            "INSERT INTO audit(seq, at_ms, staff_id, action, subject, detail, hash) VALUES(?, ?, ?, ?, ?, ?, ?)", audits
        )

    def _ledger(self, span: tuple[int, int]) -> None:
        bases = [(f"{key[0]}\n{key[1]}\n{key[2]}\n{key[3]}", amount) for key, amount in self._bases.items()]
        case = "CASE account || char(10) || kind || char(10) || instance || char(10) || unit"
        base = f"{case} {' '.join('WHEN ? THEN ?' for _ in bases)} ELSE 0 END" if bases else "0"
        self._db.execute(
            f"INSERT INTO main.ledger(seq, {', '.join(_LEDGER)}, balance_after) SELECT n + {self._base_seq},"
            f" {', '.join(_LEDGER)}, running + {base} FROM {ATTACHED}.p_ledger"
            " WHERE n BETWEEN ? AND ? ORDER BY n, rowid",
            (*(value for pair in bases for value in pair), *span),
        )
        self._db.execute(
            "INSERT INTO main.balance(account, kind, instance, unit, amount)"
            f" SELECT account, kind, instance, unit, amount FROM {ATTACHED}.p_ledger"
            " WHERE n BETWEEN ? AND ? AND account NOT GLOB 'shop:*' ORDER BY n, rowid",
            span,
        )

    def _cards(self, span: tuple[int, int]) -> int:
        """New cards, and cards of the stock that get a holder."""
        cursor = self._db.execute(
            "INSERT INTO main.card(number, state, account_id, member_id, replaced_by, state_at_ms)"
            f" SELECT number, state, account_id, member_id, replaced_by, {int(self._now_ms)} FROM {ATTACHED}.p_card"
            " WHERE n BETWEEN ? AND ? ORDER BY n, rowid"
            " ON CONFLICT(number) DO UPDATE SET state = excluded.state, account_id = excluded.account_id,"
            " member_id = excluded.member_id, replaced_by = excluded.replaced_by, state_at_ms = excluded.state_at_ms",
            span,
        )
        return int(cursor.rowcount)
