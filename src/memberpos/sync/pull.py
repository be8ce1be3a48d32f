"""What comes down: the till's cursor, a page applied in small transactions, members asked for whole.

Each transaction holds the cursor of what it applied, so a till that dies goes on where it was; sales come before each
of them, because the writer takes jobs by priority.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar
from uuid import UUID

from memberpos.domain.errors import PosError
from memberpos.store import allowances, outbox, rebirth, replica, sync_state
from memberpos.store.database import Database
from memberpos.store.writer import SYNC
from memberpos.sync import apply, house, pages
from memberpos.sync.applying import Context, Outcome, incl_row
from memberpos.sync.client import Answer, Signer
from memberpos.sync.pages import Page, PullRequest, decode_page
from memberpos.sync.protocol import WireError

CURSOR, BUCKETS, WANTED, SEEDED = "cursor", "buckets", "wanted_members", "seeded"
#: Members asked for whole in one round.
_MOST_ASKED = 20
T = TypeVar("T")
_LOG = logging.getLogger(__name__)


class Store(Protocol):
    """The till's database on its writer thread (`store.writer.Writer`)."""

    def call(self, work: Callable[[Database], T], priority: int = SYNC) -> T: ...


@dataclass(frozen=True)
class House:
    """What replication is given besides the database: UTC ms, new ids, and how to begin from snapshots: `seed` does
    a piece of that work and gives the seconds until the next one, None once all is here. Without it a till begins with
    the feed.
    """

    now_ms: Callable[[], int]
    new_id: Callable[[], UUID]
    seed: Callable[[str, Signer, Sequence[bytes]], float | None] | None = None


@dataclass(frozen=True)
class Pulled:
    """Rows that changed something, whether more waits, why a page was refused, what changed."""

    rows: int = 0
    more: bool = False
    code: str = ""
    changed: frozenset[str] = frozenset()


def request(db: Database) -> PullRequest | None:
    """The next pull of this till, or None before it knows its buckets, and until what it was brought back with is at
    headquarters.
    """
    buckets = json.loads(sync_state.get(db, BUCKETS, "[]"))
    if not buckets or sends_first(db):
        return None
    return PullRequest(cursor(db), tuple(buckets))


def sends_first(db: Database) -> bool:
    """True while headquarters lacks some of what this till was brought back with: until then it hears nothing."""
    return rebirth.told_before(db, incl_row(db, outbox.acked(db)))


def cursor(db: Database) -> dict[int, tuple[int, int]]:
    """Where the till stands in the feed."""
    return pages.decode_cursor(json.loads(sync_state.get(db, CURSOR, "{}")))


def put_cursor(db: Database, at: Mapping[int, tuple[int, int]]) -> None:
    """Stores it; inside the transaction of what it stands for."""
    sync_state.put(db, CURSOR, json.dumps(pages.encode_cursor(at)))


def set_buckets(db: Database, names: Any) -> None:
    """Headquarters says which buckets this till gets; a new one begins with its snapshot or the feed's beginning."""
    good = isinstance(names, list) and 0 < len(names) <= 8 and all(isinstance(n, str) and len(n) < 16 for n in names)
    text = json.dumps(names)
    if not good or text == sync_state.get(db, BUCKETS):
        return
    with db.transaction():
        sync_state.put(db, BUCKETS, text)
        put_cursor(db, {})
        sync_state.put(db, SEEDED, "")


def reset(db: Database) -> None:
    """Headquarters has another history (it was restored, or this till was away too long): everything is asked anew.

    It may not know the allowances it gave any more, so they end here and are given back.
    """
    with db.transaction():
        allowances.end_all(db)
        put_cursor(db, {})
        sync_state.put(db, SEEDED, "")
        replica.forget_versions(db)


def take(store: Store, ports: House, value: Any, skew_ms: int) -> Pulled:
    """Applies the pull half of an answer; never raises for what headquarters sent."""
    if not isinstance(value, dict):
        return Pulled(code="bad_answer")
    if value.get("code") == "reset":
        store.call(reset, SYNC)
        return Pulled(more=True, code="reset")
    if value.get("code"):
        return Pulled(code=str(value["code"])[:64])
    try:
        page = decode_page(value)
    except WireError:
        return Pulled(code="bad_answer")
    outcome = Outcome()
    for rows, at in page.parts():
        store.call(lambda db, r=rows, a=at: _commit(db, ports, page, r, a, outcome, skew_ms), SYNC)  # type: ignore[misc]
    if outcome.bad:
        _LOG.warning("sync.bad_rows", extra={"facts": {"rows": len(outcome.bad), "first": outcome.bad[0]}})
    if not page.more:
        replay(store, ports)
    code = "bad_rows" if outcome.bad else ""
    return Pulled(outcome.applied, page.more, code, frozenset(outcome.changed))


def _commit(
    db: Database,
    ports: House,
    page: Page,
    rows: Sequence[pages.Row],
    at: Mapping[int, tuple[int, int]],
    outcome: Outcome,
    skew_ms: int,
) -> None:
    erased, cards, newest = len(outcome.erased), len(outcome.cards), incl_row(db, page.incl_seq)
    if rebirth.told_before(db, newest):
        return
    with db.transaction():
        context = Context(db, outcome, newest, ports.now_ms(), skew_ms)
        apply.rows(context, rows)
        if at:
            put_cursor(db, {**cursor(db), **at})
        if outcome.want:
            note_wanted(db, outcome.want)
            outcome.want.clear()
        house.book_erased(db, outcome.erased[erased:], ports.now_ms(), ports.new_id)
        house.book_cards(db, outcome.cards[cards:], ports.now_ms(), ports.new_id)


def note_wanted(db: Database, members: set[str]) -> None:
    """These members are asked for whole in one of the next rounds; inside the caller's transaction."""
    if not members:
        return
    known = set(json.loads(sync_state.get(db, WANTED, "[]")))
    sync_state.put(db, WANTED, json.dumps(sorted(known | members)))


def replay(store: Store, ports: House) -> int:
    """Applies rows that came before what they need, and what an older program did not know; gives how many could be."""
    outcome = Outcome()

    def once(db: Database) -> int:
        with db.transaction():
            newest = incl_row(db, outbox.acked(db))
            return apply.replay_unknown(Context(db, outcome, newest, ports.now_ms()))

    before = -1
    while store.call(once, SYNC) == apply.KEPT_ROWS and outcome.applied > before:
        before = outcome.applied
    return outcome.applied


def ask_wanted(store: Store, get: Callable[[str, str, Signer], Answer], url: str, signer: Signer, ports: House) -> int:
    """Asks for members whose account came with a gap before it; gives how many were answered. Those that were not, for
    whatever reason, are asked for in the next round.
    """
    members = [] if store.call(request, SYNC) is None else store.call(wanted, SYNC)[:_MOST_ASKED]
    done = 0
    for member in members:
        try:
            answer = get(url, f"/v1/members/lookup?member={member}", signer)
        except PosError:
            break
        if answer.status not in (200, 404):
            break
        if answer.status == 200:
            take_rows(store, ports, answer.value)
        store.call(lambda db, m=member: _forget_wanted(db, m), SYNC)  # type: ignore[misc]
        done += 1
    return done


def wanted(db: Database) -> list[str]:
    """Members that are yet to be asked for whole."""
    return list(json.loads(sync_state.get(db, WANTED, "[]")))


def _forget_wanted(db: Database, member: str) -> None:
    with db.transaction():
        left = [one for one in json.loads(sync_state.get(db, WANTED, "[]")) if one != member]
        sync_state.put(db, WANTED, json.dumps(left))


def take_rows(store: Store, ports: House, value: Mapping[str, Any], skew_ms: int = 0) -> Outcome:
    """Applies the rows of a look-up or an authorisation in one transaction; they move no cursor."""
    outcome = Outcome()
    try:
        page = decode_page({**value, "cursor": {}, "more": False})
    except WireError as error:
        outcome.bad.append(str(error))
        return outcome
    store.call(lambda db: _commit(db, ports, page, page.rows, {}, outcome, skew_ms), SYNC)
    return outcome
