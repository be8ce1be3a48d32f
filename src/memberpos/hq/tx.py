"""One transaction of headquarters: its connection and time, and what it changed, told to tills at its end.

Positions of the feed are taken last, from the head rows of one device's shards: the rows stay locked until the commit,
so positions are dense and in order of commit, and two transactions never wait for each other in a circle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any
from uuid import UUID

from memberpos.hq.database import Conn

#: Buckets: what every till gets; all members of a small chain; a positive number is a store's.
GENERAL, EVERYBODY = 0, -1
#: A store is told about a member for so long after its last visit there.
SEEN_DAYS = 180


#: Sorts ids: the order of their text and of the database, at a fraction of the time `UUID`'s own comparison takes.
number_of = attrgetter("int")


@dataclass(frozen=True)
class Chain:
    """What is fixed for a headquarters: shards of one lane of the feed, and whether all tills get all members."""

    shards: int
    all_members: bool = False


@dataclass(frozen=True)
class _Told:
    bucket: int
    entity: str
    id: str
    ver: int
    base: int
    device: UUID | None


@dataclass
class Tx:
    """`mark` is a random number that tells this transaction's positions from those of another history; `shard_key`
    chooses the shards of the feed (a till's id for its push, else the mark).
    """

    conn: Conn
    now_ms: int
    chain: Chain
    mark: int
    shard_key: UUID | None = None
    #: Movements (event, place → account) and returns (event, right → account, amount) that name an account from which a
    #: merge has taken the lot: for `hq.following`.
    strays: dict[tuple[UUID, int], UUID] = field(default_factory=dict)
    strayed: dict[tuple[UUID, UUID], tuple[UUID, int]] = field(default_factory=dict)
    #: (account, entity, id) of rows (`merging.HELD`) that tills told of as that account's.
    held: dict[tuple[UUID, str, str], None] = field(default_factory=dict)
    #: By (event, kind, instance): a merge from an account to another moved so much more in lots than in its postings.
    uneven: dict[tuple[UUID, str, str], tuple[UUID, UUID, int]] = field(default_factory=dict)
    _told: dict[tuple[bool, int, str, str], _Told] = field(default_factory=dict)

    def tell(
        self,
        buckets: Iterable[int],
        entity: str,
        row_id: str,
        ver: int,
        *,
        base: int | None = None,
        device: UUID | None = None,
        urgent: bool = False,
    ) -> None:
        """A row is now at `ver`; `base` is the version its listed changes begin behind. `urgent` goes before sales."""
        for bucket in buckets:
            key = (not urgent, bucket, entity, row_id)
            before = self._told.get(key)
            since = ver - 1 if base is None else base
            since = min(since, before.base) if before else since
            self._told[key] = _Told(bucket, entity, row_id, ver, since, device)

    def told(self) -> tuple[dict[Any, Any], ...]:
        """What would be told and done now, to go back to (`forget_since`) when a part of the work is undone."""
        return dict(self._told), dict(self.strays), dict(self.strayed), dict(self.held), dict(self.uneven)

    def forget_since(self, told: tuple[dict[Any, Any], ...]) -> None:
        """Back to what `told()` gave."""
        self._told, self.strays, self.strayed, self.held, self.uneven = told

    @property
    def touched(self) -> frozenset[int]:
        """Buckets with news."""
        return frozenset(told.bucket for told in self._told.values())

    def publish(self) -> None:
        """Writes the feed; the last statement of the transaction: nothing is locked after the heads."""
        key = self.shard_key or UUID(int=self.mark % 2**128)
        lanes: defaultdict[int, list[_Told]] = defaultdict(list)
        for (late, *_), told in sorted(self._told.items(), key=lambda item: item[0]):
            lanes[shard_of(key, self.chain.shards, urgent=not late)].append(told)
        for shard in sorted(lanes):
            self._write(shard, lanes[shard])

    def _write(self, shard: int, told: list[_Told]) -> None:
        row = self.conn.execute(
            "UPDATE feed_head SET pos = pos + %s WHERE shard = %s RETURNING pos", (len(told), shard)
        ).fetchone()
        if row is None:
            raise RuntimeError("the feed has no such shard")
        first = int(row[0]) - len(told)
        self.conn.execute(
            """INSERT INTO feed(shard, pos, bucket, entity, id, ver, base, device_id, mark, at_ms)
            SELECT %s, %s + t.n, t.bucket, t.entity, t.id, t.ver, t.base, t.device, %s, %s
            FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::bigint[], %s::uuid[])
              WITH ORDINALITY AS t(bucket, entity, id, ver, base, device, n)""",
            (
                shard,
                first,
                self.mark,
                self.now_ms,
                [one.bucket for one in told],
                [one.entity for one in told],
                [one.id for one in told],
                [one.ver for one in told],
                [one.base for one in told],
                [one.device for one in told],
            ),
        )


def shard_of(device: UUID, shards: int, *, urgent: bool) -> int:
    """The urgent lane has the first `shards` shards, everything else the second half."""
    return device.int % shards + (0 if urgent else shards)


def buckets_of(tx: Tx, members: Iterable[UUID]) -> dict[UUID, list[int]]:
    """Which buckets hear of each member: all tills in a small chain, else the stores where the member is known."""
    wanted = sorted(set(members), key=number_of)
    if tx.chain.all_members:
        return {member: [EVERYBODY] for member in wanted}
    found: dict[UUID, list[int]] = {member: [] for member in wanted}
    rows = tx.conn.execute(
        """SELECT s.member_id, s.store_id FROM member_store s JOIN member m USING(member_id)
        WHERE s.member_id = ANY(%s) AND (s.store_id = m.home_store
          OR s.seen_on >= (to_timestamp(%s / 1000.0) AT TIME ZONE 'UTC')::date - %s)
        ORDER BY s.member_id, s.store_id""",
        (wanted, tx.now_ms, SEEN_DAYS),
    ).fetchall()
    for member, store in rows:
        found[member].append(int(store))
    return found
