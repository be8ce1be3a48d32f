"""Reading the feed: what changed behind a till's cursor, as the present state of each changed row.

A cursor is a position and its mark for every shard. Positions are dense and in order of commit (`hq.tx`), so a reader
that sees one position of a shard has seen all before it, on a replica too. A mark that differs means: this is another
history (headquarters was restored), and the till begins anew from a snapshot.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from memberpos.hq import entities
from memberpos.hq.database import Conn
from memberpos.hq.entities import Wanted
from memberpos.sync.pages import PAGE_BYTES, STEP_ROWS
from memberpos.sync.protocol import dump

Cursor = Mapping[int, tuple[int, int]]
#: Positions of one shard that are forgotten in one transaction.
PRUNED_ROWS = 1000


@dataclass(frozen=True)
class Reset:
    """The cursor does not belong to this feed: `why` history (another past) or pruned (too old)."""

    why: str


@dataclass(frozen=True)
class Page:
    """Rows in the order they should be applied, the cursor behind them, and the last event of the asking till that
    the rows contain. `steps`: after so many rows, these shards stand there.
    """

    cursor: dict[int, tuple[int, int]]
    rows: tuple[dict[str, Any], ...]
    more: bool
    incl_seq: int
    steps: tuple[tuple[int, dict[int, tuple[int, int]]], ...] = ()


@dataclass(frozen=True)
class _FeedRow:
    shard: int
    pos: int
    entity: str
    id: str
    ver: int
    base: int


@dataclass
class _Cut:
    """Where each shard is read to; a shard that was cut is not read further in this page."""

    at: dict[int, int] = field(default_factory=dict)
    cut: set[int] = field(default_factory=set)
    steps: list[tuple[int, dict[int, int]]] = field(default_factory=list)
    moved: dict[int, int] = field(default_factory=dict)

    def step(self, rows: int) -> None:
        """So many rows are out: a till may commit here."""
        if self.moved:
            self.steps.append((rows, self.moved))
            self.moved = {}


def heads(conn: Conn) -> dict[int, int]:
    """The newest position of every shard."""
    return {int(row[0]): int(row[1]) for row in conn.execute("SELECT shard, pos FROM feed_head")}


def read(conn: Conn, device: UUID, cursor: Cursor, buckets: Sequence[int], most: int) -> Page | Reset:
    """One page for a till; inside a transaction that sees one state (REPEATABLE READ)."""
    newest = heads(conn)
    refused = _check(conn, cursor, newest)
    if refused is not None:
        return refused
    behind = {shard: cursor.get(shard, (0, 0))[0] for shard in newest}
    rows, bounds = _changed(conn, device, behind, newest, buckets, most)
    docs = entities.load(conn, device, [Wanted(row.entity, row.id, row.base) for row in _once(rows)])
    cut = _Cut(dict(behind))
    out = _fill(rows[:most], docs, cut)
    for row in rows[most:]:
        cut.cut.add(row.shard)
    for shard, head in newest.items():
        if shard not in cut.cut:
            cut.at[shard] = bounds.get(shard, head)
    more = any(cut.at[shard] < head for shard, head in newest.items())
    steps = tuple((count, _marked(conn, moved, {})) for count, moved in cut.steps)
    return Page(_marked(conn, cut.at, cursor), tuple(out), more, _included(conn, device), steps)


def _check(conn: Conn, cursor: Cursor, newest: Mapping[int, int]) -> Reset | None:
    if any(shard not in newest or pos > newest[shard] for shard, (pos, _) in cursor.items()):
        return Reset("history")
    known = _marks(conn, {shard: pos for shard, (pos, _) in cursor.items() if pos})
    for shard, (pos, mark) in cursor.items():
        if pos and (shard, pos) not in known:
            return Reset("pruned")
        if pos and known[shard, pos] != mark:
            return Reset("history")
    fresh = [shard for shard, pos in newest.items() if pos and not cursor.get(shard, (0, 0))[0]]
    first = _marks(conn, dict.fromkeys(fresh, 1))
    return Reset("pruned") if len(first) < len(fresh) else None


def _marks(conn: Conn, positions: Mapping[int, int]) -> dict[tuple[int, int], int]:
    if not positions:
        return {}
    rows = conn.execute(
        "SELECT shard, pos, mark FROM feed JOIN unnest(%s::int[], %s::bigint[]) AS c(s, p)"
        " ON shard = c.s AND pos = c.p",
        (list(positions), list(positions.values())),
    ).fetchall()
    return {(int(row[0]), int(row[1])): int(row[2]) for row in rows}


def _changed(
    conn: Conn,
    device: UUID,
    behind: Mapping[int, int],
    newest: Mapping[int, int],
    buckets: Sequence[int],
    most: int,
) -> tuple[list[_FeedRow], dict[int, int]]:
    """Feed rows behind the cursor in the order of lanes, and for a shard that has more how far it was read."""
    news = [shard for shard in sorted(newest) if newest[shard] > behind[shard]]
    if not news:
        return [], {}
    places = [(shard, bucket, behind[shard], newest[shard]) for shard in news for bucket in buckets]
    found = _behind(conn, places, most)
    counts: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for row in found:
        counts[int(row[0]), int(row[7])].append(int(row[1]))
    bounds: dict[int, int] = {}
    for (shard, _), positions in counts.items():
        if len(positions) == most:
            bounds[shard] = min(bounds.get(shard, positions[-1]), max(positions))
    rows = [
        _FeedRow(int(row[0]), int(row[1]), row[2], row[3], int(row[4]), int(row[5]))
        for row in found
        if row[6] in (None, device) and int(row[1]) <= bounds.get(int(row[0]), int(row[1]))
    ]
    return sorted(rows, key=lambda row: (row.shard, row.pos)), bounds


_PART = """(SELECT shard, pos, entity, id, ver, base, device_id, bucket FROM feed
WHERE shard = (%(shards)s::int[])[{n}] AND bucket = (%(buckets)s::bigint[])[{n}]
  AND pos > (%(behind)s::bigint[])[{n}] AND pos <= (%(heads)s::bigint[])[{n}]
ORDER BY pos LIMIT %(most)s::bigint)"""


def _behind(conn: Conn, places: Sequence[tuple[int, int, int, int]], most: int) -> list[tuple[Any, ...]]:
    """The first `most` feed rows of each (shard, bucket) behind a position and up to the head; a part for each, because
    a distributed database has no LIMIT for each row of a join.
    """
    query = " UNION ALL ".join([_PART.format(n=n) for n in range(1, len(places) + 1)])
    shards, of, behind, upto = ([place[column] for place in places] for column in range(4))
    values = {"shards": shards, "buckets": of, "behind": behind, "heads": upto, "most": most}
    return conn.execute(query.encode(), values).fetchall()


def _once(rows: Sequence[_FeedRow]) -> list[_FeedRow]:
    """One of the feed rows of each entity row, with the oldest base."""
    kept: dict[tuple[str, str], _FeedRow] = {}
    for row in rows:
        before = kept.get((row.entity, row.id))
        if before is None or row.base < before.base:
            kept[row.entity, row.id] = row
    return list(kept.values())


def _fill(rows: Sequence[_FeedRow], docs: Mapping[tuple[str, str], dict[str, Any]], cut: _Cut) -> list[dict[str, Any]]:
    """The documents, as many as one answer holds; a row whose state is not visible yet stops its shard."""
    out: list[dict[str, Any]] = []
    done: set[tuple[str, str]] = set()
    size, full = 0, False
    for row in rows:
        if full or row.shard in cut.cut:
            cut.cut.add(row.shard)
            continue
        key = (row.entity, row.id)
        doc = docs.get(key)
        if doc is not None and int(doc["ver"]) < row.ver and row.entity in entities.VERSIONED:
            cut.cut.add(row.shard)
            continue
        if doc is not None and key not in done:
            size += len(dump(doc))
            if out and size > PAGE_BYTES:
                full = True
                cut.cut.add(row.shard)
                continue
            if out and len(out) % STEP_ROWS == 0:
                cut.step(len(out))
            out.append(doc)
            done.add(key)
        cut.at[row.shard] = cut.moved[row.shard] = row.pos
    return out


def _marked(conn: Conn, at: Mapping[int, int], cursor: Cursor) -> dict[int, tuple[int, int]]:
    moved = {shard: pos for shard, pos in at.items() if pos and cursor.get(shard, (0, 0))[0] != pos}
    marks = _marks(conn, moved)
    kept = {shard: value for shard, value in cursor.items() if shard not in moved and value[0]}
    return kept | {shard: (pos, marks[shard, pos]) for shard, pos in moved.items()}


def _included(conn: Conn, device: UUID) -> int:
    row = conn.execute("SELECT last_seq FROM device WHERE device_id = %s", (device,)).fetchone()
    return 0 if row is None else int(row[0])


def marked(conn: Conn, at: Mapping[int, int]) -> dict[int, tuple[int, int]]:
    """A cursor at the named positions."""
    return _marked(conn, at, {})


def prune(conn: Conn, before_ms: int, most: int = PRUNED_ROWS) -> int:
    """Forgets feed rows older than `before_ms` whose next row of the shard is as old, at most `most` positions of each
    shard; a till that needs them begins anew. The newest of the old ones stays: a till that stands there has missed
    nothing, however quiet the shard was. Gives how many went.
    """
    gone = 0
    for shard in sorted(heads(conn)):
        oldest = conn.execute("SELECT pos, at_ms FROM feed WHERE shard = %s ORDER BY pos LIMIT 1", (shard,)).fetchone()
        if oldest is not None and oldest[1] < before_ms:
            gone += conn.execute(
                """DELETE FROM feed f WHERE f.shard = %s AND f.pos < %s AND f.at_ms < %s AND EXISTS (
                  SELECT 1 FROM feed g WHERE g.shard = f.shard AND g.pos = f.pos + 1 AND g.at_ms < %s)""",
                (shard, int(oldest[0]) + most, before_ms, before_ms),
            ).rowcount
    return gone
