"""Bugs to be planted: the product's functions are put in the place of wrong ones, from here and only while a run lasts.

A simulation that does not find them proves nothing. Each is a mistake somebody could really make.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from types import MappingProxyType
from typing import Any
from uuid import UUID

from memberpos.hq import allowance, asking, booking, feed, ingest, people, worker
from memberpos.hq.tx import Tx
from memberpos.store import allowances, outbox, rebirth
from memberpos.store.database import Database
from memberpos.sync import enrol, merge, pull

#: Where a wrong function goes: owner, name, and the wrong one made of the right one.
Swap = tuple[Any, str, Callable[[Any], Any]]


@contextmanager
def planted(name: str) -> Iterator[None]:
    """The bug `name` (none for "") is in the product as long as this lasts."""
    with ExitStack() as stack:
        for owner, attribute, wrong in PLANTS[name][1] if name else ():
            right = owner.__dict__[attribute]
            stack.callback(setattr, owner, attribute, right)
            setattr(owner, attribute, wrong(right))
        yield


def _takes_all(right: Callable[..., Any]) -> Callable[..., Any]:
    return lambda tx, device, request, _new, app: right(tx, device, request, request.events, app)


def _books_again(right: Callable[..., Any]) -> Callable[..., Any]:
    def take(tx: Tx, device: Any, request: Any, new: Any, app: str) -> Any:
        again = [event for event in request.events if event.seq <= device.last_seq]
        if again:
            booking.apply(tx, device, again)
        return right(tx, device, request, new, app)

    return take


def _books_all(right: Callable[..., Any]) -> Callable[..., Any]:
    def ledger(conn: Any, device: Any, effects: Sequence[Any]) -> Any:
        right(conn, device, effects)
        return [(effect, one) for effect in effects for one in effect.bookings]

    return ledger


def _refuses(right: Callable[..., Any]) -> Callable[..., Any]:
    def apply(tx: Tx, device: Any, events: Sequence[Any], careful: bool) -> Any:
        return right(tx, device, [event for event in events if event.kind != "refund"], careful)

    return apply


def _keeps_rights(right: Callable[..., Any]) -> Callable[..., Any]:
    def leave(db: Database, new_device: UUID) -> None:
        grants = [tuple(row) for row in db.all("SELECT * FROM escrow")]
        held = [tuple(row) for row in db.all("SELECT held, mine, id FROM lot WHERE held > 0")]
        right(db, new_device)
        for row in grants:
            db.execute(f"INSERT INTO escrow VALUES({', '.join('?' * len(row))})", row)
        for row in held:
            db.execute("UPDATE lot SET held = ?, mine = ? WHERE id = ?", row)

    return leave


def _cursor_first(right: Callable[..., Any]) -> Callable[..., Any]:
    def commit(db: Database, ports: Any, page: Any, rows: Any, at: Any, *rest: Any) -> None:
        if at:
            with db.transaction():
                pull.put_cursor(db, {**pull.cursor(db), **at})
        right(db, ports, page, rows, {}, *rest)

    return commit


def _by_ack(_right: object) -> Callable[..., Any]:
    return lambda db, _incl_seq: outbox.base(db) + outbox.acked(db)


def _first_of_a_tie(right: Callable[..., Any]) -> Callable[..., Any]:
    def set_field(conn: Any, member: UUID, field: str, value: str, hlc: int, device: UUID) -> None:
        same = conn.execute(
            "SELECT 1 FROM member_pii WHERE member_id = %s AND field = %s AND hlc = %s", (member, field, hlc)
        ).fetchone()
        if same is None:
            right(conn, member, field, value, hlc, device)

    return set_field


def _told_uncommitted(right: Callable[..., Any]) -> Callable[..., Any]:
    def authorize(tx: Tx, *rest: Any) -> Any:
        before = tx.told()
        tx.conn.execute("SAVEPOINT told")
        answer = right(tx, *rest)
        tx.conn.execute("ROLLBACK TO told")
        tx.forget_since(before)
        return answer

    return authorize


def _closes_by_time(right: Callable[..., Any]) -> Callable[..., Any]:
    def expire(tx: Tx, random: Any) -> int:
        for account, kind, instance, left in tx.conn.execute(
            """UPDATE escrow e SET state = 'closed', returned = e.amount - e.used FROM escrow o
            WHERE o.account_id = e.account_id AND o.grant_id = e.grant_id AND e.state = 'open' AND e.expires_ms < %s
            RETURNING e.account_id, e.kind, e.instance, o.amount - o.used - o.returned""",
            (tx.now_ms,),
        ).fetchall():
            tx.conn.execute(
                "UPDATE account SET escrowed = escrowed - %s WHERE account_id = %s AND kind = %s AND instance = %s",
                (left, account, kind, instance),
            )
            ver = tx.conn.execute(
                "UPDATE purse SET ver = ver + 1 WHERE account_id = %s RETURNING ver", (account,)
            ).fetchone()
            tx.tell([0], "account", str(account), ver[0] if ver else 1)
        return int(right(tx, random))

    return expire


def _patches_the_erased(right: Callable[..., Any]) -> Callable[..., Any]:
    def set_field(conn: Any, member: UUID, field: str, value: str, hlc: int, device: UUID) -> None:
        conn.execute("UPDATE member SET status = -status WHERE member_id = %s AND status = 9", (member,))
        right(conn, member, field, value, hlc, device)
        conn.execute("UPDATE member SET status = -status WHERE member_id = %s AND status = -9", (member,))

    return set_field


def _feed_later(right: Callable[..., Any]) -> Callable[..., Any]:
    """Positions are given out at once, their rows become visible with the next transaction's."""
    late: list[tuple[Any, ...]] = []

    def write(tx: Tx, shard: int, told: Any) -> None:
        for row in late:
            tx.conn.execute(
                "INSERT INTO feed VALUES(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING", row
            )
        late.clear()
        right(tx, shard, told)
        late.extend(
            tx.conn.execute(
                """DELETE FROM feed WHERE shard = %s AND pos > (SELECT pos FROM feed_head WHERE shard = %s) - %s
                RETURNING shard, pos, bucket, entity, id, ver, base, device_id, mark, at_ms""",
                (shard, shard, len(told)),
            ).fetchall()
        )

    return write


def _grants_anew(_right: object) -> Callable[..., Any]:
    def put(db: Database, grant: Any) -> None:
        db.execute(
            "INSERT OR REPLACE INTO escrow(grant_id, account, kind, instance, lot_id, amount, keep, expires_hlc, state,"
            " ver, asked) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (grant.grant_id, grant.account, grant.kind, grant.instance, grant.lot_id, grant.amount, grant.keep,
             grant.expires_hlc, grant.state, grant.ver, int(grant.asked)),
        )  # fmt: skip

    return put


#: Name → what it is, and the wrong functions.
PLANTS: Mapping[str, tuple[str, tuple[Swap, ...]]] = MappingProxyType(
    {
        "no_watermark": ("events that come again are taken again", ((ingest, "_take", _takes_all),)),
        "effect_twice": (
            "events that come again are booked again",
            ((ingest, "_take", _books_again), (booking, "_ledger", _books_all)),
        ),
        "fact_refused": ("headquarters does not book what it does not like", ((booking, "apply", _refuses),)),
        "same_device_after_restore": (
            "a restored till keeps its device id", ((rebirth, "begin_anew", lambda _: lambda _db, _new: None),),
        ),
        "rights_kept_on_restore": ("and its allowances", ((rebirth, "leave_device", _keeps_rights),)),
        "tail_forgotten": (
            "what a restored till had not sent is not sent any more",
            ((enrol, "_send_old", lambda _: lambda *_: None), (rebirth, "adopt_from", lambda _: lambda *_: 0)),
        ),
        "cursor_before_data": ("the cursor is committed before the rows", ((pull, "_commit", _cursor_first),)),
        "acked_for_incl_seq": (
            "what was acknowledged is taken for what an answer contains", ((pull, "incl_row", _by_ack),),
        ),
        "lot_under_two_grants": (
            "a lot is granted to several tills",
            ((allowance.PlanLot, "free", lambda _: property(lambda lot: lot.open)),),
        ),
        "grant_before_commit": ("an allowance is told and not kept", ((asking, "authorize", _told_uncommitted),)),
        "grant_anew": ("an allowance that is told again is whole again", ((allowances, "put", _grants_anew),)),
        "closed_by_time": ("headquarters ends allowances by its clock", ((worker, "expire", _closes_by_time),)),
        "status_of_last_writer": (
            "a card's state is the one that arrived last", ((merge, "card", lambda _: lambda _one, other: other),),
        ),
        "tie_without_device": (
            "of two values of one moment the first to arrive stays", ((people, "set_field", _first_of_a_tie),),
        ),
        "erase_loses_to_patch": ("an erased member is filled in again", ((people, "set_field", _patches_the_erased),)),
        "clock_goes_back": (
            "the hybrid clock follows the wall clock back",
            ((outbox, "next_hlc", lambda _: lambda _last, ms: ms << 16),),
        ),
        "feed_outside_transaction": (
            "positions of the feed are taken before their rows are there", ((Tx, "_write", _feed_later),),
        ),
        "put_back_unnoticed": (
            "nobody notices that headquarters was put back", ((feed, "_check", lambda _: lambda *_: None),),
        ),
    }
)  # fmt: skip
