"""Allowances: what a till may spend without asking, planned from lots, the stores that know a member, and policy.

Rules that keep every balance above its limit (docs/protocol.md, Allowances): a grant is cut only from what no right
covers, is committed before any till hears of it, and ends only when its till gives it back or an owner revokes it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

from memberpos.hq import devices, granting, joins
from memberpos.hq.database import Conn
from memberpos.hq.effects import MAX_AMOUNT
from memberpos.hq.granting import Cut, Key, Random, Recall
from memberpos.hq.tx import Tx

KINDS = ("PRINCIPAL", "BONUS", "CHANGE", "POINTS", "PASS", "COUPON")


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


def policy_of(tx: Tx) -> Policy:
    """The owner's parameters `allowance.*` of the chain that hold by now; defaults where none is set."""
    rows = tx.conn.execute(
        "SELECT doc FROM catalog WHERE entity = 'setting' AND scope = 0 AND NOT gone AND id LIKE 'allowance.%%'"
    ).fetchall()
    docs = [json.loads(row[0]) for row in rows]
    begun = [doc for doc in docs if int(doc.get("starts_at_ms") or 0) <= tx.now_ms]
    begun.sort(key=lambda doc: int(doc.get("starts_at_ms") or 0))
    values = {str(doc["name"]).removeprefix("allowance."): doc["value"] for doc in begun}
    known = {name: value for name, value in values.items() if name in Policy.__dataclass_fields__}
    return Policy(**{name: int(value) for name, value in known.items() if str(value).isdigit()})


def allocate(tx: Tx, accounts: Iterable[UUID], policy: Policy, random: Random) -> int:
    """Plans the named accounts anew and stores what is to change; gives how many grants and recalls were made."""
    wanted = sorted(set(accounts))
    owners = {account: member for account, member in granting.lock(tx.conn, wanted) if member is not None}
    shares = _shares(tx, owners, policy)
    lots = load(tx.conn, sorted(owners))
    limits = _limits(tx.conn, sorted(owners))
    called = joins.called_back(tx.conn, sorted(owners))
    cuts, recalls = list[tuple[Key, Cut]](), list[tuple[Key, Recall]]()
    for key in sorted(lots, key=str):
        account, kind, _ = key
        cap = policy.cap_points if kind == "POINTS" else policy.cap_fen if kind in KINDS[:3] else None
        who = _whole(shares[account]) if kind == "COUPON" else shares[account]
        given, asked = (
            plan(lots[key], {}, 0, replace(policy, recall_percent=0), cap)
            if account in called
            else plan(lots[key], who, limits.get(key, 0), policy, cap)
        )
        cuts += [(key, cut) for cut in given]
        recalls += [(key, recall) for recall in asked]
    made = granting.grant(tx, cuts, tx.now_ms + policy.days * 86_400_000, random)
    return len(made) + granting.recall(tx, recalls)


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


def load(conn: Conn, accounts: Sequence[UUID]) -> dict[Key, list[PlanLot]]:
    """Open lots with the rights to them, in spending order, by (account, kind, instance)."""
    found: defaultdict[Key, list[PlanLot]] = defaultdict(list)
    by_id: dict[tuple[UUID, UUID], PlanLot] = {}
    for account, kind, instance, lot_id, open_, held, device in conn.execute(
        """SELECT account_id, kind, instance, lot_id, open, held, device_id FROM lot
        WHERE account_id = ANY(%s) AND open > 0 AND kind = ANY(%s)
        ORDER BY account_id, kind, instance, expires NULLS LAST, made_ms, lot_id""",
        (list(accounts), list(KINDS)),
    ):
        lot = PlanLot(lot_id, _bounded(open_), [Holding(device, None, _bounded(held))] if held > 0 else [])
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


def _limits(conn: Conn, accounts: Sequence[UUID]) -> dict[Key, int]:
    rows = conn.execute(
        """SELECT account_id, kind, instance, balance + overdraft - escrowed FROM account
        WHERE account_id = ANY(%s)""",
        (list(accounts),),
    ).fetchall()
    return {(row[0], row[1], row[2]): _bounded(row[3]) for row in rows}


def _bounded(amount: Decimal) -> int:
    """No more than any shop has: a hostile till's sums may be beyond 64 bits, and the plan goes on all the same."""
    return max(-MAX_AMOUNT, min(MAX_AMOUNT, int(amount)))


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
    granting.lock(tx.conn, accounts)
    tx.conn.execute(
        """INSERT INTO escrow(account_id, grant_id, kind, instance, lot_id, device_id, store_id, amount, state, made_ms,
          expires_ms)
        SELECT l.account_id, l.lot_id, l.kind, l.instance, l.lot_id, l.device_id, %s, l.held, 'open', %s, %s
        FROM lot l WHERE l.device_id = %s AND l.held > 0
        ON CONFLICT DO NOTHING""",
        (granting.stores_of(tx.conn, [device])[device], tx.now_ms, tx.now_ms, device),
    )
    tx.conn.execute("UPDATE lot SET held = 0, keep = NULL WHERE device_id = %s AND held > 0", (device,))
    sums: defaultdict[str, int] = defaultdict(int)
    freed: defaultdict[Key, int] = defaultdict(int)
    for account, kind, instance, left in tx.conn.execute(
        """UPDATE escrow SET state = 'revoked', ver = ver + 1 WHERE device_id = %s AND state = 'open'
        RETURNING account_id, kind, instance, amount - used - returned""",
        (device,),
    ).fetchall():
        sums[kind] += int(left)
        freed[account, kind, instance] -= int(left)
    granting.escrowed(tx.conn, freed)
    money = sum(amount for kind, amount in sums.items() if kind in ("PRINCIPAL", "BONUS", "CHANGE"))
    tx.conn.execute("UPDATE device SET exposure = exposure + %s WHERE device_id = %s", (money, device))
    granting.retell(tx, accounts)
    return dict(sums)
