"""Proves lots from the tables alone (a part of `verify`): each is the sum of its movements, all of them the balance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from memberpos.store.database import Database
from memberpos.store.difference import Difference
from memberpos.store.verify_holders import LOT_KINDS

Key = tuple[str, str, str]


def lot_sums(db: Database) -> Iterator[Difference]:
    """What is open of a lot is the sum of its movements and of what others did to it. Where nobody else moved it, that
    is never more than was granted, and a debt is never an old grant (others may pay a debt, too, take too much, or
    refund again what a till did before it was put back). No right is more than was granted.
    """
    for row in db.all(
        "SELECT id, account, kind, open, granted, others + coalesce((SELECT sum(amount) FROM lot_move m"
        " WHERE m.lot_id = l.id), 0), held, others <> 0 OR made_seq = 0 FROM lot l"
    ):
        if row[3] != row[5]:
            yield Difference("lot", "lot", row[0], f"{row[1]}:{row[2]}", row[5], row[3])
        alone = not row[7]  # what others did to a lot may come to nothing
        if (alone and (row[3] > row[4] or row[3] < 0 < row[4])) or not 0 <= row[6] <= row[4]:
            yield Difference("lot", "lot", row[0], f"{row[1]}:{row[2]}", row[4], row[3])


def lot_balances(db: Database) -> Iterator[Difference]:
    """Open lots sum to the balance; a debt and open lots never stand together where this till alone made and moved them
    and may take of all of them.

    Lots that a merge elsewhere took along are in the other account as soon as this till hears of it; what it booked
    here before is on the old one until headquarters has it and moves it, too (decision 0178). Until then the accounts
    of one person are proved together.
    """
    sums: dict[Key, tuple[int, int, int]] = {}
    for row in db.all(
        "SELECT account, kind, instance, sum(open), sum(open > 0 AND mine), sum(open < 0 AND mine),"
        " max(others <> 0 OR (open > 0 AND held < open)) FROM lot GROUP BY account, kind, instance"
    ):
        sums[row[0], row[1], row[2]] = (row[3], 0, 0) if row[6] else (row[3], row[4], row[5])
    booked = _booked(db)
    together = _yet_to_follow(db)
    whole: defaultdict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for key in sorted(set(sums) | set(booked)):
        open_sum, grants, debts = sums.get(key, (0, 0, 0))
        person = (together.get(key[0], key[0]), *key[1:])
        whole[person][0] += booked.get(key, 0)
        whole[person][1] += open_sum
        if debts > 1 or (debts and grants):
            yield Difference("lot", "lot", ":".join(key), key[0], "lots or one debt", f"{grants} lots, {debts} debts")
    for key, (want, got) in sorted(whole.items()):
        if want != got:
            yield Difference("lot", "lot", ":".join(key), key[0], want, got)


def _booked(db: Database) -> dict[Key, int]:
    marks = ", ".join("?" * len(LOT_KINDS))
    rows = db.all(
        f"SELECT account, kind, instance, sum(amount) FROM ledger WHERE kind IN ({marks}) AND account NOT LIKE 'shop:%'"
        " GROUP BY account, kind, instance",
        LOT_KINDS,
    )
    booked = {(row[0], row[1], row[2]): int(row[3]) for row in rows}
    for row in db.all(
        f"SELECT account, kind, instance, others FROM balance WHERE others <> 0 AND kind IN ({marks})", LOT_KINDS
    ):
        booked[row[0], row[1], row[2]] = booked.get((row[0], row[1], row[2]), 0) + int(row[3])
    return booked


def _yet_to_follow(db: Database) -> Mapping[str, str]:
    """{account: one of its person} of accounts between which merges elsewhere moved lots, where something that was
    booked on one of them waits to be sent.
    """
    groups: dict[str, set[str]] = {}
    for old, new in db.all("SELECT DISTINCT old, new FROM lot_owner WHERE told"):
        both = groups.get(old, {old}) | groups.get(new, {new})
        groups |= dict.fromkeys(both, both)
    if not groups:
        return {}
    sent = db.value("SELECT coalesce(sum(v), 0) FROM sync_state WHERE k IN ('base_seq', 'acked_seq')")
    waiting = {row[0] for row in db.all("SELECT DISTINCT account FROM ledger WHERE seq > ?", (sent,))}
    return {account: min(group) for account, group in groups.items() if group & waiting}
