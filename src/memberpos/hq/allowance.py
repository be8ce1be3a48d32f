"""Allowances: what a till may spend without asking, planned from lots, the stores that know a member, and policy.

Rules that keep every balance above its limit (docs/protocol.md, Allowances): a grant is cut only from what no right
covers, is committed before any till hears of it, and ends only when its till gives it back or an owner revokes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from memberpos.domain.ids import uuid7
from memberpos.hq import devices
from memberpos.hq.database import Conn
from memberpos.hq.tx import Tx, buckets_of

KINDS = ("PRINCIPAL", "BONUS", "CHANGE", "POINTS", "PASS", "COUPON")
Random = Callable[[int], bytes]


@dataclass(frozen=True)
class Policy:
    """Percent of an account that the tills of the home store and of the last other store may spend alone, each at most
    the cap (None: no cap); the rest waits at headquarters for whoever is online. `days` a grant lasts.
    """

    home_percent: int = 70
    other_percent: int = 20
    cap_fen: int | None = None
    cap_points: int | None = None
    days: int = 30
    recall_percent: int = 25


@dataclass(frozen=True)
class Holding:
    """What one till may take of a lot: an allowance, or (grant None) its right by birth."""

    device: UUID
    grant: UUID | None
    left: int


@dataclass
class PlanLot:
    """A lot with the rights to it; `open` > 0, in spending order among its fellows."""

    lot_id: UUID
    open: int
    holdings: list[Holding] = field(default_factory=list)

    @property
    def free(self) -> int:
        """What no right covers."""
        return self.open - sum(held.left for held in self.holdings)


@dataclass(frozen=True)
class Cut:
    """A new allowance of `amount` from a lot."""

    device: UUID
    lot_id: UUID
    amount: int


@dataclass(frozen=True)
class Recall:
    """A till shall give back what it holds of a lot above `keep`."""

    device: UUID
    lot_id: UUID
    grant: UUID | None
    keep: int


def plan(
    lots: Sequence[PlanLot], shares: Mapping[UUID, int], limit: int, policy: Policy, cap: int | None
) -> tuple[list[Cut], list[Recall]]:
    """What to grant and what to ask back for one kind of an account. `shares`: percent a till; `limit`: the most that
    may be granted anew (balance and overdraft less what is out).
    """
    total = sum(lot.open for lot in lots)
    held: defaultdict[UUID, int] = defaultdict(int)
    for lot in lots:
        for one in lot.holdings:
            held[one.device] += one.left
    targets = {device: _target(total, percent, cap) for device, percent in shares.items()}
    cuts, unmet = _cuts(lots, targets, held, max(0, limit))
    return cuts, _recalls(lots, targets, held, unmet, total * policy.recall_percent // 100)


def _target(total: int, percent: int, cap: int | None) -> int:
    share = total if percent >= 100 else total * percent // 100
    return share if cap is None else min(share, cap)


def _cuts(
    lots: Sequence[PlanLot], targets: Mapping[UUID, int], held: Mapping[UUID, int], limit: int
) -> tuple[list[Cut], int]:
    """Grants for tills that hold less than half of their share; gives what they still lack, too."""
    free = {lot.lot_id: lot.free for lot in lots}
    cuts, unmet = [], 0
    for device in sorted(targets, key=lambda one: (-targets[one], one)):
        need = targets[device] - held.get(device, 0)
        if 2 * need < targets[device] or need <= 0:
            continue
        for lot in lots:
            part = min(need, free[lot.lot_id], limit)
            if part > 0:
                cuts.append(Cut(device, lot.lot_id, part))
                free[lot.lot_id], limit, need = free[lot.lot_id] - part, limit - part, need - part
        unmet += need
    return cuts, unmet


def _recalls(
    lots: Sequence[PlanLot], targets: Mapping[UUID, int], held: Mapping[UUID, int], unmet: int, step: int
) -> list[Recall]:
    """Who holds more than its share gives back: what others lack at once, else only when it is a good deal more."""
    recalls = []
    for device in sorted(held):
        excess = held[device] - targets.get(device, 0)
        if excess <= 0 or (unmet <= 0 and excess <= step):
            continue
        for lot in reversed(lots):
            for one in lot.holdings:
                part = min(excess, one.left) if one.device == device else 0
                if part > 0:
                    recalls.append(Recall(device, lot.lot_id, one.grant, one.left - part))
                    excess -= part
    return recalls


# -- the same on tables


def allocate(tx: Tx, accounts: Iterable[UUID], policy: Policy, random: Random) -> int:
    """Plans the named accounts anew and stores what is to change; gives how many grants and recalls were made."""
    wanted = sorted(set(accounts))
    heads = tx.conn.execute(
        "SELECT account_id, member_id FROM purse WHERE account_id = ANY(%s) ORDER BY account_id FOR UPDATE", (wanted,)
    ).fetchall()
    owners = {account: member for account, member in heads if member is not None}
    shares = _shares(tx, owners, policy)
    lots = load(tx.conn, sorted(owners))
    limits = _limits(tx.conn, sorted(owners))
    changes = 0
    for key in sorted(lots, key=str):
        account, kind, _ = key
        cap = policy.cap_points if kind == "POINTS" else policy.cap_fen if kind in KINDS[:3] else None
        who = _whole(shares[account]) if kind == "COUPON" else shares[account]
        cuts, recalls = plan(lots[key], who, limits.get(key, 0), policy, cap)
        until_ms = tx.now_ms + policy.days * 86_400_000
        for cut in cuts:
            grant(tx, key, cut, until_ms, random)
        changes += len(cuts) + sum(_recall(tx, key, recall) for recall in recalls)
    return changes


def _whole(shares: Mapping[UUID, int]) -> dict[UUID, int]:
    """What cannot be divided belongs to one till: the one with the largest share."""
    best = min(shares, key=lambda device: (-shares[device], device), default=None)
    return {} if best is None else {best: 100}


def _shares(tx: Tx, owners: Mapping[UUID, UUID], policy: Policy) -> dict[UUID, dict[UUID, int]]:
    """Percent of each account for each till: the home store's, and those of the other store seen last."""
    tills: defaultdict[int, list[UUID]] = defaultdict(list)
    rows = tx.conn.execute(
        "SELECT device_id, store_id FROM device WHERE status = %s ORDER BY device_id", (devices.ACTIVE,)
    ).fetchall()
    for device, store in rows:
        tills[int(store)].append(device)
    if len(rows) == 1:
        return {account: {rows[0][0]: 100} for account in owners}
    homes: dict[UUID, int] = dict(
        tx.conn.execute(
            "SELECT member_id, home_store FROM member WHERE member_id = ANY(%s)", (sorted(set(owners.values())),)
        ).fetchall()
    )
    others: dict[UUID, int] = dict(
        tx.conn.execute(
            """SELECT DISTINCT ON (s.member_id) s.member_id, s.store_id
            FROM member_store s JOIN member m USING(member_id)
            WHERE s.member_id = ANY(%s) AND s.store_id <> m.home_store
            ORDER BY s.member_id, s.seen_on DESC, s.store_id""",
            (sorted(set(owners.values())),),
        ).fetchall()
    )
    found: dict[UUID, dict[UUID, int]] = {}
    for account, member in owners.items():
        found[account] = _split(tills[homes.get(member, 0)], policy.home_percent)
        if member in others:
            found[account] |= _split(tills[others[member]], policy.other_percent)
    return found


def _split(tills: Sequence[UUID], percent: int) -> dict[UUID, int]:
    return {till: percent // len(tills) for till in tills}


def load(conn: Conn, accounts: Sequence[UUID]) -> dict[tuple[UUID, str, str], list[PlanLot]]:
    """Open lots with the rights to them, in spending order, by (account, kind, instance)."""
    found: defaultdict[tuple[UUID, str, str], list[PlanLot]] = defaultdict(list)
    by_id: dict[tuple[UUID, UUID], PlanLot] = {}
    for account, kind, instance, lot_id, open_, held, device in conn.execute(
        """SELECT account_id, kind, instance, lot_id, open::bigint, held::bigint, device_id FROM lot
        WHERE account_id = ANY(%s) AND open > 0 AND kind = ANY(%s)
        ORDER BY account_id, kind, instance, expires NULLS LAST, made_ms, lot_id""",
        (list(accounts), list(KINDS)),
    ):
        lot = PlanLot(lot_id, open_, [Holding(device, None, held)] if held > 0 else [])
        by_id[account, lot_id] = lot
        found[account, kind, instance].append(lot)
    for account, grant_id, lot_id, device, left in conn.execute(
        """SELECT account_id, grant_id, lot_id, device_id, amount - used - returned FROM escrow
        WHERE account_id = ANY(%s) AND state = 'open' ORDER BY account_id, grant_id""",
        (list(accounts),),
    ):
        if (account, lot_id) in by_id and left > 0:
            by_id[account, lot_id].holdings.append(Holding(device, grant_id, int(left)))
    return found


def _limits(conn: Conn, accounts: Sequence[UUID]) -> dict[tuple[UUID, str, str], int]:
    rows = conn.execute(
        """SELECT account_id, kind, instance, (balance + overdraft - escrowed)::bigint FROM account
        WHERE account_id = ANY(%s)""",
        (list(accounts),),
    ).fetchall()
    return {(row[0], row[1], row[2]): int(row[3]) for row in rows}


def grant(tx: Tx, key: tuple[UUID, str, str], cut: Cut, until_ms: int, random: Random) -> UUID:
    """Stores an allowance and tells its till; the caller holds the account's lock and looked at what is free."""
    account, kind, instance = key
    grant_id = uuid7(tx.now_ms, random(10))
    store = _store_of(tx.conn, cut.device)
    tx.conn.execute(
        """INSERT INTO escrow(account_id, grant_id, kind, instance, lot_id, device_id, store_id, amount, state, made_ms,
          expires_ms) VALUES(%s, %s, %s, %s, %s, %s, %s, %s, 'open', %s, %s)""",
        (account, grant_id, kind, instance, cut.lot_id, cut.device, store, cut.amount, tx.now_ms, until_ms),
    )
    _escrowed(tx.conn, key, cut.amount)
    tx.tell([store], "grant", f"{account}/{grant_id}", 1, device=cut.device, urgent=True)
    return grant_id


def _store_of(conn: Conn, device: UUID) -> int:
    row = conn.execute("SELECT store_id FROM device WHERE device_id = %s", (device,)).fetchone()
    if row is None:
        raise RuntimeError("an allowance for a till that is not known")
    return int(row[0])


def _escrowed(conn: Conn, key: tuple[UUID, str, str], amount: int) -> None:
    conn.execute(
        "UPDATE account SET escrowed = escrowed + %s WHERE account_id = %s AND kind = %s AND instance = %s",
        (amount, *key),
    )


def _recall(tx: Tx, key: tuple[UUID, str, str], recall: Recall) -> int:
    """Asks for a right back; 1 when that is news. The till answers with `grant.return`."""
    if recall.grant is None:
        row = tx.conn.execute(
            """UPDATE lot l SET keep = %s, ver = p.ver + 1 FROM purse p
            WHERE p.account_id = l.account_id AND l.account_id = %s AND l.lot_id = %s AND l.keep IS DISTINCT FROM %s
            RETURNING p.ver + 1, p.member_id""",
            (recall.keep, key[0], recall.lot_id, recall.keep),
        ).fetchone()
        if row is None:
            return 0
        tx.conn.execute("UPDATE purse SET ver = %s WHERE account_id = %s", (row[0], key[0]))
        tx.tell(buckets_of(tx, [row[1]])[row[1]], "account", str(key[0]), int(row[0]))
        return 1
    row = tx.conn.execute(
        """UPDATE escrow SET keep = %s, ver = ver + 1 WHERE account_id = %s AND grant_id = %s
          AND keep IS DISTINCT FROM %s RETURNING store_id, ver""",
        (recall.keep, key[0], recall.grant, recall.keep),
    ).fetchone()
    if row is None:
        return 0
    name = f"{key[0]}/{recall.grant}"
    tx.tell([int(row[0])], "grant", name, int(row[1]), device=recall.device, urgent=True)
    return 1


def at_risk(conn: Conn, device: UUID) -> dict[str, int]:
    """What a till may spend at this moment without asking, {kind: amount}: its exposure if it were revoked now."""
    rows = conn.execute(
        """SELECT kind, sum(amount - used - returned) FROM escrow WHERE device_id = %s AND state = 'open' GROUP BY kind
        UNION ALL SELECT kind, sum(held) FROM lot WHERE device_id = %s AND held > 0 GROUP BY kind""",
        (device, device),
    ).fetchall()
    sums: defaultdict[str, int] = defaultdict(int)
    for kind, amount in rows:
        sums[kind] += int(amount)
    return {kind: amount for kind, amount in sums.items() if amount}


def revoke(tx: Tx, device: UUID) -> dict[str, int]:
    """Takes all rights of a till away (stolen, replaced): what it held is exposure until it is settled, {kind: amount}.

    The freed amounts may be granted to others, so the bound on an overdraft grows by exactly this sum.
    """
    rows = tx.conn.execute(
        """SELECT account_id FROM escrow WHERE device_id = %s AND state = 'open'
        UNION SELECT account_id FROM lot WHERE device_id = %s AND held > 0""",
        (device, device),
    ).fetchall()
    accounts = sorted(row[0] for row in rows)
    tx.conn.execute("SELECT 1 FROM purse WHERE account_id = ANY(%s) ORDER BY account_id FOR UPDATE", (accounts,))
    tx.conn.execute(
        """INSERT INTO escrow(account_id, grant_id, kind, instance, lot_id, device_id, store_id, amount, state, made_ms,
          expires_ms)
        SELECT l.account_id, l.lot_id, l.kind, l.instance, l.lot_id, l.device_id, %s, l.held, 'open', %s, %s
        FROM lot l WHERE l.device_id = %s AND l.held > 0
        ON CONFLICT DO NOTHING""",
        (_store_of(tx.conn, device), tx.now_ms, tx.now_ms, device),
    )
    tx.conn.execute("UPDATE lot SET held = 0, keep = NULL WHERE device_id = %s AND held > 0", (device,))
    sums: defaultdict[str, int] = defaultdict(int)
    for account, kind, instance, left in tx.conn.execute(
        """UPDATE escrow SET state = 'revoked', ver = ver + 1 WHERE device_id = %s AND state = 'open'
        RETURNING account_id, kind, instance, amount - used - returned""",
        (device,),
    ).fetchall():
        sums[kind] += int(left)
        _escrowed(tx.conn, (account, kind, instance), -int(left))
    money = sum(amount for kind, amount in sums.items() if kind in ("PRINCIPAL", "BONUS", "CHANGE"))
    tx.conn.execute("UPDATE device SET exposure = exposure + %s WHERE device_id = %s", (money, device))
    _retell(tx, accounts)
    return dict(sums)


def _retell(tx: Tx, accounts: Sequence[UUID]) -> None:
    """A new version of each account, so that what became free is planned anew."""
    rows = tx.conn.execute(
        "UPDATE purse SET ver = ver + 1 WHERE account_id = ANY(%s) RETURNING account_id, ver, member_id", (accounts,)
    ).fetchall()
    buckets = buckets_of(tx, [row[2] for row in rows if row[2] is not None])
    for account, ver, member in rows:
        if member is not None:
            tx.tell(buckets[member], "account", str(account), int(ver))
