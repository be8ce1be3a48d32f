"""What a till that had not heard of a merge does with a lot follows the lot to the account it is in now.

The till booked it on the account it knew: that stays. Headquarters moves the same amount between the two accounts by an
event of its own, with the lot, and uses up the right that the till used: it went along with the lot.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from memberpos.domain.ids import derived_id
from memberpos.domain.ledger import Posting
from memberpos.hq import authoring, granting, ingest, lots, merging
from memberpos.hq.database import Conn
from memberpos.hq.effects import Move
from memberpos.hq.ingest import Outcome
from memberpos.hq.lots import LotState, Rights, pair
from memberpos.hq.tx import Tx
from memberpos.sync.protocol import PushRequest

#: Merges in a row that a lot is followed through.
_MOST_MERGES = 100


def push(tx: Tx, request: PushRequest, app: str, careful: bool = True) -> Outcome:
    """`ingest.push`, and what follows of it."""
    outcome = ingest.push(tx, request, app, careful)
    if tx.strayed:
        _give_up(tx, request.device)
    if tx.strays:
        _follow(tx, request.device)
        if tx.strayed:  # a refund that followed may have made the right
            _give_up(tx, request.device)
    if tx.held:
        _follow_rows(tx)
    if tx.uneven:
        _even(tx)
    return outcome


def _follow(tx: Tx, device: UUID) -> None:
    moves = _booked(tx)
    tx.strays.clear()
    places = _places(tx.conn, {(move.account_id, move.lot_id) for move in moves})
    moves = [move for move in moves if (move.account_id, move.lot_id) in places]
    targets = sorted({(places[move.account_id, move.lot_id], move.lot_id) for move in moves})
    vers = _locked(tx.conn, {account for account, _ in (*targets, *places)})
    here = [
        (places[move.account_id, move.lot_id], UUID(move.right)) for move in moves if len(move.right) > len(lots.OWN)
    ]
    rights = Rights(lots.load_lots(tx.conn, targets)(), lots.load_grants(tx.conn, here)())
    for move in moves:
        target = places[move.account_id, move.lot_id]
        lot = rights.lots[pair(target, move.lot_id)]
        if move.right:
            lots.unheard_of(tx, device, lot, lots.use(rights, device, lot, move._replace(account_id=target)))
            rights.touched_lots.add(pair(target, move.lot_id))
    lots.store(tx, rights, vers)
    by_accounts: defaultdict[tuple[UUID, UUID], list[Move]] = defaultdict(list)
    for move in moves:
        by_accounts[move.account_id, places[move.account_id, move.lot_id]].append(move)
    for (source, target), some in sorted(by_accounts.items()):
        moved = {rights.lots[pair(target, move.lot_id)].key[1:] for move in some}
        merging.make_balances(tx, source, target, sorted(moved))
    granting.escrowed(tx.conn, rights.escrowed)
    for (source, target), some in sorted(by_accounts.items()):
        _post(tx, source, target, some, {lot.lot_id: lot for lot in rights.lots.values() if lot.account == target})


def _booked(tx: Tx) -> list[Move]:
    """The movements that were written down, in order."""
    keys = sorted(tx.strays.items())
    rows = tx.conn.execute(
        """SELECT account_id, n, lot_id, amount, by_right FROM lot_move
        JOIN unnest(%s::uuid[], %s::uuid[], %s::int[]) AS w(account_id, event_id, n) USING(account_id, event_id, n)
        ORDER BY event_id, n""",
        ([account for _, account in keys], [event for (event, _), _ in keys], [n for (_, n), _ in keys]),
    ).fetchall()
    return [Move(*row) for row in rows]


def _places(conn: Conn, wanted: set[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], UUID]:
    """{(account, lot): the account it is in now} of those that have gone."""
    found = {}
    for account, lot in sorted(wanted):
        at = account
        for _ in range(_MOST_MERGES):
            row = conn.execute("SELECT moved_to FROM lot WHERE account_id = %s AND lot_id = %s", (at, lot)).fetchone()
            if row is None or row[0] is None:
                break
            at = row[0]
        if at != account:
            found[account, lot] = at
    return found


def _locked(conn: Conn, accounts: Iterable[UUID]) -> dict[UUID, int]:
    wanted = sorted(set(accounts))
    granting.lock(conn, wanted)
    return dict(conn.execute("SELECT account_id, ver FROM purse WHERE account_id = ANY(%s)", (wanted,)).fetchall())


def _post(tx: Tx, source: UUID, target: UUID, moves: list[Move], known: dict[UUID, LotState]) -> None:
    sums: Counter[UUID] = Counter()
    for move in moves:
        sums[move.lot_id] += move.amount
    changed = [(known[lot_id], amount) for lot_id, amount in sorted(sums.items()) if amount]
    back = [[str(lot.lot_id), str(-amount), ""] for lot, amount in changed]
    along = [[str(lot.lot_id), str(amount), ""] for lot, amount in changed]
    said = [{"account": str(source), "new": [], "moves": back}, {"account": str(target), "new": [], "moves": along}]
    _book(tx, source, target, [(lot.kind, lot.instance, amount) for lot, amount in changed], said)


def _follow_rows(tx: Tx) -> None:
    """Passes and coupons that were told of as of an account from which a merge has taken their lots."""
    told = {(account, row_id): entity for account, entity, row_id in sorted(tx.held)}
    tx.held.clear()
    gone = tx.conn.execute(
        """SELECT l.account_id, l.lot_id, l.instance FROM lot l JOIN holding h ON h.account_id = l.account_id
          AND h.id = l.instance AND NOT h.doc::jsonb ? 'gone'
        WHERE l.account_id = ANY(%s) AND l.instance = ANY(%s) AND l.moved_to IS NOT NULL""",
        (sorted({account for account, _ in told}), sorted({row_id for _, row_id in told})),
    ).fetchall()
    lots_of = {(row[0], row[1]): row[2] for row in gone if (row[0], row[2]) in told}
    rows: defaultdict[tuple[UUID, UUID], set[tuple[str, str]]] = defaultdict(set)
    for (source, lot), target in _places(tx.conn, set(lots_of)).items():
        rows[source, target].add((told[source, lots_of[source, lot]], lots_of[source, lot]))
    if rows:
        _locked(tx.conn, {account for pair_ in rows for account in pair_})
    for (source, target), some in sorted(rows.items()):
        _say(tx, source, target, [], [], "rows", sorted(map(list, some)))


def _even(tx: Tx) -> None:
    """Merges that moved more in lots, or less, than in their postings."""
    by_accounts: defaultdict[tuple[UUID, UUID], list[tuple[str, str, int]]] = defaultdict(list)
    for (_, kind, instance), (source, target, amount) in sorted(tx.uneven.items()):
        by_accounts[source, target].append((kind, instance, amount))
    tx.uneven.clear()
    for (source, target), amounts in sorted(by_accounts.items()):
        _book(tx, source, target, amounts, [])


def _book(
    tx: Tx, source: UUID, target: UUID, amounts: list[tuple[str, str, int]], said: Sequence[Mapping[str, object]]
) -> None:
    units: dict[str, str] = dict(
        tx.conn.execute("SELECT kind, unit FROM account WHERE account_id = ANY(%s)", ([source, target],)).fetchall()
    )
    postings = []
    for kind, instance, amount in amounts:
        postings.append(Posting(str(source), kind, units[kind], -amount, instance))
        postings.append(Posting(str(target), kind, units[kind], amount, instance))
    if postings:
        _say(tx, source, target, postings, said, str(len(said)), [])


def _say(
    tx: Tx, source: UUID, target: UUID, postings: Sequence[Posting], said: Sequence[Mapping[str, object]], name: str,
    rows: Sequence[Sequence[str]],
) -> None:  # fmt: skip
    owner = tx.conn.execute("SELECT member_id FROM purse WHERE account_id = %s", (target,)).fetchone()
    made = derived_id(lots.FOLLOW, str(source), f"{target}/{tx.now_ms}/{tx.mark}/{name}")
    data = {"from": str(source), "to": str(target)} | ({"rows": rows} if rows else {})
    authoring.post(
        tx, lambda count: made.bytes[:count], lots.FOLLOW, data,
        member=None if owner is None else owner[0], account=target, postings=postings, lots=said, event_id=made,
    )  # fmt: skip


def _give_up(tx: Tx, device: UUID) -> None:
    """Rights that a till gave back under the account they were in before a merge; those that are not there (yet) are
    left in `tx.strayed`. What it names and nobody knows was given by a headquarters that was put back since: nothing is
    lost by it.
    """
    waiting = sorted(tx.strayed.items())
    named = sorted({right for (_, right), _ in waiting})
    found = tx.conn.execute(
        "SELECT grant_id, account_id FROM escrow WHERE device_id = %s AND state = 'open' AND grant_id = ANY(%s)",
        (device, named),
    ).fetchall()
    born = _places(tx.conn, {(account, right) for (_, right), (account, _) in waiting})
    places = dict(found) | {lot: target for (_, lot), target in born.items()}
    if not places:
        return
    vers = _locked(tx.conn, places.values())
    pairs = [(account, right) for right, account in places.items()]
    rights = Rights(lots.load_lots(tx.conn, pairs)(), lots.load_grants(tx.conn, pairs)())
    for (event, right), (_, amount) in waiting:
        if right in places and lots.give_up(rights, device, places[right], right, amount):
            del tx.strayed[event, right]
    lots.store(tx, rights, vers)
    granting.escrowed(tx.conn, rights.escrowed)
