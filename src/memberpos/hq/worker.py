"""Work between requests: allowances for accounts that changed, expiry, pruning, snapshots; by one process at a time.

The feed says which accounts changed; the position read so far and the work done for it commit together.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from memberpos.domain.errors import PosError
from memberpos.domain.ids import derived_id
from memberpos.domain.ledger import Posting
from memberpos.hq import allowance, authoring, feed, joining, missing_lots
from memberpos.hq.api import Headquarters
from memberpos.hq.database import REFUSED
from memberpos.hq.effects import MAX_AMOUNT
from memberpos.hq.granting import Random
from memberpos.hq.tx import Tx

_log = logging.getLogger("memberpos.hq")
_ALLOCATOR = "allocator"
_ROWS, _LOTS = 200, 100
#: So many times as long as a step took the worker rests while tills are being answered.
_REST = 19
FEED_DAYS = 30


class Worker:
    """Steps on a thread of its own, or called by a simulation. `build` makes snapshots somebody asked for; `revive` is
    tried whenever the database does not answer; `feed_days` a till may be away before it begins from a snapshot.
    """

    def __init__(
        self,
        hq: Headquarters,
        random: Random,
        build: Callable[[], int] = lambda: 0,
        every_s: float = 1.0,
        revive: Callable[[], object] = lambda: None,
        feed_days: int = FEED_DAYS,
    ) -> None:
        self._hq, self._random, self._build, self._every_s, self._revive = hq, random, build, every_s, revive
        self._feed_ms = feed_days * 86_400_000
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._main, name="hq-worker", daemon=True)

    def start(self) -> None:
        """Begins; call once."""
        self._thread.start()

    def stop(self) -> None:
        """Ends after the step it is in."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _main(self) -> None:
        while not self._stop.wait(self._every_s):
            try:
                self._round()
            except Exception:  # noqa: BLE001  the one place where a bug of the worker becomes a log entry
                _log.exception("worker failed")

    def _round(self) -> None:
        try:
            self._work_off()
            self._hq.news.tell_all()
        except PosError as error:
            _log.warning("worker waits", extra={"facts": {"error": str(error)}})
            self._try_to_revive()

    def _work_off(self) -> None:
        """Until nothing is left; while tills are being answered it takes a twentieth of the time at most."""
        while not self._stop.is_set():
            begun_s = time.perf_counter()
            if not self.step():
                return
            if self._hq.metrics.in_flight:
                self._stop.wait(_REST * (time.perf_counter() - begun_s))

    def _try_to_revive(self) -> None:
        try:
            self._revive()
        except PosError as error:
            _log.warning("database does not start", extra={"facts": {"error": str(error)}})

    def step(self) -> int:
        """Does some of what is due; gives how much, 0 when nothing is left. What the database does not take of one
        kind of work (a hostile till's figures) holds up no other: it is raised at the end.
        """
        done, failed = 0, list[Exception]()
        for work in (
            lambda tx: allocate(tx, self._random),
            lambda tx: expire(tx, self._random),
            lambda tx: joining.step(tx, self._random),
            missing_lots.step,
            lambda tx: feed.prune(tx.conn, tx.now_ms - self._feed_ms),
        ):
            try:
                done += self._hq.transact(work)
            except REFUSED as error:
                failed.append(error)
        done += self._build()
        if failed:
            raise failed[0]
        return done


def allocate(tx: Tx, random: Random) -> int:
    """Plans accounts that changed behind the worker's cursor; the cursor moves in the same transaction."""
    tx.conn.execute("INSERT INTO worker(name, state) VALUES(%s, '{}') ON CONFLICT DO NOTHING", (_ALLOCATOR,))
    row = tx.conn.execute("SELECT state FROM worker WHERE name = %s FOR UPDATE SKIP LOCKED", (_ALLOCATOR,)).fetchone()
    if row is None:
        return 0  # another process does it
    cursor = {int(shard): int(pos) for shard, pos in json.loads(row[0]).items()}
    newest = feed.heads(tx.conn)
    behind = [shard for shard, pos in newest.items() if pos > cursor.get(shard, 0)]
    if not behind:
        return 0
    accounts, seen = set[UUID](), 0
    most = max(1, _ROWS // len(behind))  # in all: pushes of these accounts wait for this transaction
    for shard in behind:
        rows = tx.conn.execute(
            "SELECT pos, entity, id FROM feed WHERE shard = %s AND pos > %s ORDER BY pos LIMIT %s",
            (shard, cursor.get(shard, 0), most),
        ).fetchall()
        accounts |= {UUID(name) for _, entity, name in rows if entity == "account"}
        seen += len(rows)
        cursor[shard] = int(rows[-1][0]) if len(rows) == most else newest[shard]
    allowance.allocate(tx, accounts, allowance.policy_of(tx), random)
    tx.conn.execute("UPDATE worker SET state = %s WHERE name = %s", (json.dumps(cursor), _ALLOCATOR))
    return seen


def expire(tx: Tx, random: Random) -> int:
    """Points whose day has passed and that no till holds; a till expires what it holds itself."""
    today = (datetime.fromtimestamp(tx.now_ms / 1000, UTC) - timedelta(days=1)).date()
    rows = tx.conn.execute(
        """SELECT * FROM (
          SELECT l.account_id, l.lot_id, l.expires, (l.open - l.held - coalesce((SELECT sum(amount - used - returned)
            FROM escrow e WHERE e.account_id = l.account_id AND e.lot_id = l.lot_id AND e.state = 'open'), 0))::bigint
            AS free, p.member_id
          FROM lot l JOIN purse p USING(account_id)
          WHERE l.kind = 'POINTS' AND l.expires IS NOT NULL AND l.expires < %s AND l.open > l.held
            AND l.open <= %s) AS due
        WHERE free > 0 ORDER BY expires LIMIT %s""",
        (today, MAX_AMOUNT, _LOTS),
    ).fetchall()
    for account, lot, expires, free, member in sorted(rows, key=lambda row: row[:2]):
        _expire(tx, random, account, lot, int(free), expires.isoformat(), member)
    return len(rows)


def _expire(tx: Tx, random: Random, account: UUID, lot: UUID, points: int, expires: str, member: UUID | None) -> None:
    postings = [
        Posting(str(account), "POINTS", "PT", -points),
        Posting("shop:points_expired", "POINTS_EXPIRED", "PT", points),
    ]
    lots = [{"account": str(account), "new": [], "moves": [[str(lot), str(-points), ""]]}]
    made = derived_id("points.expire.hq", str(lot), f"{expires}/{tx.now_ms}")
    authoring.post(
        tx, random, "points.expire", {"points": points, "expires": expires}, member=member, account=account,
        postings=postings, lots=lots, event_id=made,
    )  # fmt: skip
