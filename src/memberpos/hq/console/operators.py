"""The accounts of the console: invited by a one-time link, which sets the password and hands over the second factor.

Each public function is one use case inside the caller's transaction.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from memberpos.domain.errors import PosError
from memberpos.domain.ids import uuid7
from memberpos.hq.console import people, totp
from memberpos.hq.database import Conn
from memberpos.hq.tx import Tx
from memberpos.security.pin import Attempts

Random = Callable[[int], bytes]
INVITE_LIFE_MS = 24 * 3600 * 1000
_NAME = re.compile(r"\w[\w.@+-]{1,39}")
_COLUMNS = b"operator_id, name, role, state, password_h, totp_key, totp_step, fails, locked_until_ms"


@dataclass(frozen=True)
class Account:
    """A row of `operator`."""

    operator_id: UUID
    name: str
    role: str
    state: str
    password_h: str
    totp_key: bytes
    totp_step: int
    attempts: Attempts


def add(tx: Tx, random: Random, name: str, role: str, stores: Collection[int] = ()) -> str:
    """A new person; gives the secret of the one-time link, of which only a hash is kept.

    PosError bad_setting (name, role, stores), number_taken for a name in use.
    """
    if not _NAME.fullmatch(name):
        raise PosError("bad_setting", setting="name")
    _check_role(tx.conn, role, stores)
    if tx.conn.execute("SELECT 1 FROM operator WHERE lower(name) = lower(%s)", (name,)).fetchone() is not None:
        raise PosError("number_taken", what="name")
    made = uuid7(tx.now_ms, random(10))
    tx.conn.execute(
        "INSERT INTO operator(operator_id, name, role, state, totp_key, made_ms) VALUES(%s, %s, %s, %s, %s, %s)",
        (made, name, role, people.INVITED, random(totp.KEY_BYTES), tx.now_ms),
    )
    _give_stores(tx.conn, made, stores)
    return _invite(tx, random, made)


def reset(tx: Tx, random: Random, operator: UUID, *, by_hand: bool = False) -> str:
    """A new link with a new second factor; password and sessions end. Gives its secret.

    PosError not_found; not_allowed for the last owner, unless on the server itself (`by_hand`).
    """
    found = lock(tx.conn, operator)
    if not by_hand:
        keep_an_owner(tx.conn, found)
    tx.conn.execute(
        """UPDATE operator SET state = %s, password_h = '', totp_key = %s, totp_step = 0, fails = 0, locked_until_ms = 0
        WHERE operator_id = %s""",
        (people.INVITED, random(totp.KEY_BYTES), operator),
    )
    end_sessions(tx.conn, operator)
    return _invite(tx, random, operator)


def change(tx: Tx, operator: UUID, role: str, stores: Collection[int]) -> None:
    """Another role, other stores. PosError not_found, bad_setting; not_allowed for the last owner."""
    found = lock(tx.conn, operator)
    _check_role(tx.conn, role, stores)
    if role != people.OWNER:
        keep_an_owner(tx.conn, found)
    tx.conn.execute("UPDATE operator SET role = %s WHERE operator_id = %s", (role, operator))
    _give_stores(tx.conn, operator, stores)


def disable(tx: Tx, operator: UUID) -> None:
    """Shuts somebody out at once. PosError not_found; not_allowed for the last owner."""
    keep_an_owner(tx.conn, lock(tx.conn, operator))
    tx.conn.execute(
        "UPDATE operator SET state = %s, invite_h = NULL WHERE operator_id = %s", (people.DISABLED, operator)
    )
    end_sessions(tx.conn, operator)


def keep_an_owner(conn: Conn, leaving: Account) -> None:
    """PosError not_allowed when nobody else could give rights any more."""
    if leaving.role != people.OWNER or leaving.state != people.ACTIVE:
        return
    others = conn.execute(
        "SELECT 1 FROM operator WHERE role = %s AND state = %s AND operator_id <> %s LIMIT 1 FOR UPDATE",
        (people.OWNER, people.ACTIVE, leaving.operator_id),
    ).fetchone()
    if others is None:
        raise PosError("not_allowed", right="operator.change", why="last_owner")


def invited(conn: Conn, secret: str, now_ms: int) -> Account:
    """Whose link this is. PosError wrong_code for one that is wrong, used or older than a day."""
    row = conn.execute(
        b"SELECT " + _COLUMNS + b" FROM operator WHERE invite_h = %s AND invite_ends_ms > %s AND state = %s",
        (digest(secret), now_ms, people.INVITED),
    ).fetchone()
    if row is None:
        raise PosError("wrong_code")
    return _account(row)


def accept(tx: Tx, secret: str, password_h: str, code: str) -> Account:
    """Ends the link: from now on password and second factor let in. Of two who use one link at once the first does.

    PosError wrong_code, wrong_pin (the digits).
    """
    account = invited(tx.conn, secret, tx.now_ms)
    step = totp.matching_step(account.totp_key, code, tx.now_ms, 0)
    if step is None:
        raise PosError("wrong_pin", what="code")
    taken = tx.conn.execute(
        """UPDATE operator SET state = %s, password_h = %s, totp_step = %s, invite_h = NULL, fails = 0,
          locked_until_ms = 0 WHERE operator_id = %s AND invite_h = %s""",
        (people.ACTIVE, password_h, step, account.operator_id, digest(secret)),
    )
    if taken.rowcount != 1:
        raise PosError("wrong_code")
    return account


def by_name(conn: Conn, name: str) -> Account | None:
    """The account, its row locked."""
    query = b"SELECT " + _COLUMNS + b" FROM operator WHERE lower(name) = lower(%s) FOR UPDATE"
    row = conn.execute(query, (name,)).fetchone()
    return None if row is None else _account(row)


def lock(conn: Conn, operator: UUID) -> Account:
    """The account, its row locked. PosError not_found."""
    query = b"SELECT " + _COLUMNS + b" FROM operator WHERE operator_id = %s FOR UPDATE"
    row = conn.execute(query, (operator,)).fetchone()
    if row is None:
        raise PosError("not_found", what="operator")
    return _account(row)


def end_sessions(conn: Conn, operator: UUID) -> None:
    """Signs somebody out everywhere."""
    conn.execute("DELETE FROM console_session WHERE operator_id = %s", (operator,))


def digest(secret: str) -> bytes:
    """Secrets of links and sessions are kept as this hash only; they are random, so it needs no salt."""
    return hashlib.sha256(secret.encode()).digest()


def _account(row: tuple[Any, ...]) -> Account:
    return Account(row[0], row[1], row[2], row[3], row[4], bytes(row[5]), int(row[6]), Attempts(row[7], row[8]))


def _check_role(conn: Conn, role: str, stores: Collection[int]) -> None:
    if role not in people.ROLES:
        raise PosError("bad_setting", setting="role")
    if people.is_limited(role) and not stores:
        raise PosError("bad_setting", setting="stores")
    known = conn.execute("SELECT count(*) FROM store WHERE store_id = ANY(%s)", (sorted(stores),)).fetchone()
    if known is None or known[0] != len(set(stores)):
        raise PosError("not_found", what="store")


def _give_stores(conn: Conn, operator: UUID, stores: Collection[int]) -> None:
    conn.execute("DELETE FROM operator_store WHERE operator_id = %s", (operator,))
    conn.execute(
        "INSERT INTO operator_store(operator_id, store_id) SELECT %s, s FROM unnest(%s::int[]) AS t(s)",
        (operator, sorted(set(stores))),
    )


def _invite(tx: Tx, random: Random, operator: UUID) -> str:
    secret = random(24).hex()
    tx.conn.execute(
        "UPDATE operator SET invite_h = %s, invite_ends_ms = %s WHERE operator_id = %s",
        (digest(secret), tx.now_ms + INVITE_LIFE_MS, operator),
    )
    return secret
