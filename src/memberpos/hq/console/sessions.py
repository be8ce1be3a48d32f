"""Signing in and being signed in. Sessions live in the database; the browser holds a random secret, we its hash."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from memberpos.domain.errors import PosError
from memberpos.hq.console import operators, people, totp
from memberpos.hq.console.operators import Account, digest
from memberpos.hq.console.people import Operator
from memberpos.hq.database import Conn
from memberpos.hq.tx import Tx
from memberpos.security import pin
from memberpos.security.pin import Attempts

#: Without a click for so long, and at the latest after a working day, a session is over.
IDLE_MS, LONGEST_MS = 30 * 60 * 1000, 12 * 3600 * 1000
#: `seen_ms` is written at most once in this time.
_SEEN_MS = 60 * 1000
#: Somebody who guesses for another must not shut them out for a day.
LONGEST_LOCK_MS = 15 * 60 * 1000


@dataclass(frozen=True)
class Session:
    """`flash` is what the next page tells: its kind (ok, warn, bad), a line break, the sentence; "" for nothing."""

    operator: Operator
    flash: str


def open_session(tx: Tx, operator: Account, random: Callable[[int], bytes]) -> str:
    """A new session; gives its secret. Old ones of anybody that are over go."""
    secret = random(32).hex()
    now_ms = tx.now_ms
    tx.conn.execute(
        "DELETE FROM console_session WHERE seen_ms < %s OR made_ms < %s", (now_ms - IDLE_MS, now_ms - LONGEST_MS)
    )
    tx.conn.execute(
        "INSERT INTO console_session(token_h, operator_id, made_ms, seen_ms) VALUES(%s, %s, %s, %s)",
        (digest(secret), operator.operator_id, now_ms, now_ms),
    )
    tx.conn.execute("UPDATE operator SET seen_ms = %s WHERE operator_id = %s", (now_ms, operator.operator_id))
    return secret


def find(conn: Conn, secret: str, now_ms: int) -> Session | None:
    """Who is signed in by this secret; None when nobody is (any more). Notes that they were here."""
    row = conn.execute(
        """SELECT o.operator_id, o.name, o.role, s.seen_ms, s.flash,
          ARRAY(SELECT store_id FROM operator_store WHERE operator_id = o.operator_id)
        FROM console_session s JOIN operator o USING(operator_id)
        WHERE s.token_h = %s AND o.state = %s AND s.seen_ms > %s AND s.made_ms > %s""",
        (digest(secret), people.ACTIVE, now_ms - IDLE_MS, now_ms - LONGEST_MS),
    ).fetchone()
    if row is None:
        return None
    if now_ms - int(row[3]) > _SEEN_MS:
        conn.execute("UPDATE console_session SET seen_ms = %s WHERE token_h = %s", (now_ms, digest(secret)))
    return Session(Operator(row[0], row[1], row[2], frozenset(row[5])), row[4])


def set_flash(conn: Conn, secret: str, flash: str) -> None:
    """What the next page tells; empty takes it back."""
    conn.execute("UPDATE console_session SET flash = %s WHERE token_h = %s", (flash, digest(secret)))


def set_password(conn: Conn, operator: UUID, password_h: str, keep: str) -> None:
    """Another password; every session but the one of the secret `keep` ends."""
    conn.execute("UPDATE operator SET password_h = %s WHERE operator_id = %s", (password_h, operator))
    conn.execute("DELETE FROM console_session WHERE operator_id = %s AND token_h <> %s", (operator, digest(keep)))


def close(conn: Conn, secret: str) -> None:
    """Signs out."""
    conn.execute("DELETE FROM console_session WHERE token_h = %s", (digest(secret),))


def candidate(conn: Conn, name: str, now_ms: int) -> Account | None:
    """The account that may try to sign in now, its row locked. PosError locked_out (wait_s) after too many tries."""
    account = operators.by_name(conn, name)
    if account is None or account.state != people.ACTIVE:
        return None
    wait_ms = min(pin.wait_ms(account.attempts, now_ms), LONGEST_LOCK_MS)
    if wait_ms:
        raise PosError("locked_out", wait_s=-(-wait_ms // 1000))
    return account


def try_sign_in(tx: Tx, name: str, seen: Account | None, code: str, *, password_is_right: bool) -> Account | None:
    """The account when the password was right for `seen` and the digits are now; else None, and the try is counted.

    The password was looked at outside the transaction: it takes long. PosError locked_out.
    """
    account = candidate(tx.conn, name, tx.now_ms)
    if account is None or seen is None or account.password_h != seen.password_h:
        return None
    step = totp.matching_step(account.totp_key, code, tx.now_ms, account.totp_step)
    if not password_is_right or step is None:
        _count(tx, account, pin.after_failure(account.attempts, tx.now_ms), account.totp_step)
        return None
    _count(tx, account, Attempts(), step)
    return account


def _count(tx: Tx, account: Account, attempts: Attempts, step: int) -> None:
    until_ms = min(attempts.locked_until_ms, tx.now_ms + LONGEST_LOCK_MS)
    tx.conn.execute(
        "UPDATE operator SET fails = %s, locked_until_ms = %s, totp_step = %s WHERE operator_id = %s",
        (attempts.fails, until_ms, step, account.operator_id),
    )
