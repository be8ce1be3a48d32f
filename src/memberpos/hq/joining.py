"""Members made one, or parted again, by headquarters: an event of its own, booked like a till's (decision 0173).

A till merges when it holds the rights to everything (`services.merging`). Headquarters asks the rights back from all
tills and waits; as soon as nobody may spend of the account alone, the worker books it. Until then nothing has changed,
and it can be called off.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import UUID

from memberpos.domain import merging as rules
from memberpos.domain.errors import PosError
from memberpos.domain.ids import uuid7
from memberpos.domain.ledger import Posting
from memberpos.hq import allowance, authoring, card_states, granting, joins, people
from memberpos.hq.database import Conn
from memberpos.hq.granting import Random
from memberpos.hq.joins import DONE, OFF, OPEN, PARTED, PARTING, WAITING, Join, account_of
from memberpos.hq.merging import HELD
from memberpos.hq.tx import Tx


def ask(tx: Tx, random: Random, winner: UUID, loser: UUID) -> UUID:
    """The loser shall go up in the winner, or what came to a loser since. Gives the id.

    PosError not_found; bad_setting (`merge`: the same member, or one that is somebody else's); not_now while either
    waits already, or when nothing came since.
    """
    if winner == loser:
        raise PosError("bad_setting", setting="merge", reason="same")
    people.lock(tx.conn, (winner, loser))
    account_of(tx.conn, winner)
    account = account_of(tx.conn, loser, winner)
    rest = _alias_of(tx.conn, loser) is not None
    if joins.of_members(tx.conn, (winner, loser)) or (rest and not joins.balances(tx.conn, account)):
        raise PosError("not_now")
    made = uuid7(tx.now_ms, random(10))
    tx.conn.execute(
        """INSERT INTO member_join(join_id, winner, loser, called, state, asked_ms, doc)
        VALUES(%s, %s, %s, %s, %s, %s, %s)""",
        (made, winner, loser, [account], WAITING, tx.now_ms, json.dumps({"rest": True} if rest else {})),
    )
    _plan(tx, [account], random)
    return made


def ask_to_part(tx: Tx, random: Random, join_id: UUID) -> None:
    """The two shall be two again. PosError not_found; undo_too_late after 30 days or when either was merged since."""
    join = joins.lock(tx.conn, join_id)
    if join.state != DONE:
        raise PosError("not_now")
    if not join.may_part(tx.now_ms) or not _still_one(tx.conn, join):
        raise PosError("undo_too_late")
    winner = account_of(tx.conn, join.winner)
    if joins.of_members(tx.conn, (join.winner, join.loser)):
        raise PosError("not_now")
    tx.conn.execute(
        "UPDATE member_join SET state = %s, called = %s, asked_ms = %s WHERE join_id = %s",
        (PARTING, [winner], tx.now_ms, join_id),
    )
    _plan(tx, [winner], random)


def call_off(tx: Tx, random: Random, join_id: UUID) -> None:
    """What was asked for and waits shall not be. PosError not_found, not_now."""
    join = joins.lock(tx.conn, join_id)
    if join.state not in OPEN:
        raise PosError("not_now")
    joins.end(tx, join, OFF if join.state == WAITING else DONE, join.done_ms)
    _plan(tx, join.called, random)


def step(tx: Tx, random: Random) -> int:
    """Books one of those whose rights have all come back; 0 when there is none."""
    for one in joins.read(tx.conn, "state = ANY(%s) ORDER BY asked_ms, join_id", (list(OPEN),)):
        if joins.holders(tx.conn, one.called) and not _is_over(tx.conn, one):
            continue
        join = joins.lock(tx.conn, one.join_id)
        if join.state not in OPEN:
            continue  # another process was here, or it was called off
        if _is_over(tx.conn, join):
            joins.end(tx, join, OFF if join.state == WAITING else DONE, join.done_ms)
            return 1
        if (_merge if join.state == WAITING else _part)(tx, random, join):
            return 1
    return 0


# -- booking


def _merge(tx: Tx, random: Random, join: Join) -> bool:
    """False when a till came to hold something meanwhile."""
    winner, loser = _account(tx.conn, join.winner), _account(tx.conn, join.loser)
    ver = _locked(tx, join, loser, winner)
    if winner not in join.called and _owes(tx.conn, loser):  # to pay it of the winner's, that must be free, too
        tx.conn.execute("UPDATE member_join SET called = %s WHERE join_id = %s", ([*join.called, winner], join.join_id))
        _plan(tx, [winner], random)
        return True
    if joins.holders(tx.conn, join.called):
        return False
    held = joins.balances(tx.conn, loser)
    lots = _open_lots(tx.conn, loser)
    rows = _rows(tx.conn, loser)
    doc = {
        **join.doc, "cards": _cards(tx.conn, join.loser, loser), "aliases": _aliases(tx.conn, join.loser), "rows": rows,
        "amounts": [[kind, instance, unit, str(amount)] for kind, instance, unit, amount in held],
    }  # fmt: skip
    gives = {"from": str(loser), "to": str(winner), "ver": ver, "lots": lots}
    data = {"winner": str(join.winner), "loser": str(join.loser), "gives": gives, "rows": rows}
    tx.conn.execute("UPDATE purse SET owes = true WHERE account_id = %s", (winner,))
    authoring.post(
        tx, random, people.MERGE, data, member=join.winner, account=winner, postings=_across(held, loser, winner),
        event_id=join.join_id,
    )  # fmt: skip
    joins.end(tx, join, DONE, tx.now_ms, doc)
    return True


def _part(tx: Tx, random: Random, join: Join) -> bool:
    """The loser's lots go back with what is left of them, those that came later, too; what was spent since stays spent,
    a debt that was paid paid.
    """
    winner, loser = _account(tx.conn, join.winner), _account(tx.conn, join.loser)
    ver = _locked(tx, join, winner, loser)
    if joins.holders(tx.conn, join.called):
        return False
    rest = joins.read(
        tx.conn, "winner = %s AND loser = %s AND state = %s AND done_ms >= %s ORDER BY done_ms DESC",
        (join.winner, join.loser, DONE, join.done_ms),
    )  # fmt: skip
    for one in (*rest, join):
        gives = {"from": str(winner), "to": str(loser), "ver": ver}
        data = {
            "winner": str(join.winner), "loser": str(join.loser), "gives": gives, "merge": str(one.join_id),
            "aliases": one.doc["aliases"], "cards": _going_cards(tx.conn, join.winner, one.doc["cards"]),
            "rows": one.doc["rows"],
        }  # fmt: skip
        authoring.post(
            tx, random, people.UNMERGE, data, member=join.winner, account=winner,
            postings=_across(_returning(tx.conn, one, winner), winner, loser),
        )  # fmt: skip
        joins.end(tx, one, PARTED, tx.now_ms, one.doc)
    return True


def _locked(tx: Tx, join: Join, source: UUID, target: UUID) -> int:
    """Locks both members and accounts, in the order in which events are booked; gives the version of the first."""
    authoring.take_turn(tx)
    people.lock(tx.conn, (join.winner, join.loser))
    granting.lock(tx.conn, sorted((source, target)))
    row = tx.conn.execute("SELECT ver FROM purse WHERE account_id = %s", (source,)).fetchone()
    return 0 if row is None else int(row[0])


def _owes(conn: Conn, account: UUID) -> bool:
    found = conn.execute(
        "SELECT 1 FROM lot WHERE account_id = %s AND open < 0 AND moved_to IS NULL LIMIT 1", (account,)
    ).fetchone()
    return found is not None


def _open_lots(conn: Conn, account: UUID) -> list[str]:
    rows = conn.execute(
        "SELECT lot_id FROM lot WHERE account_id = %s AND open <> 0 AND moved_to IS NULL ORDER BY lot_id", (account,)
    ).fetchall()
    return [str(row[0]) for row in rows]


def _rows(conn: Conn, account: UUID) -> list[list[str]]:
    """[entity, id] of the rows that belong to whoever has the account: passes, coupons, terms of cards."""
    rows = conn.execute(
        """SELECT entity, id FROM holding WHERE account_id = %s AND entity = ANY(%s) AND NOT doc::jsonb ? 'gone'
        ORDER BY entity, id""",
        (account, sorted(HELD)),
    ).fetchall()
    return [[row[0], row[1]] for row in rows]


def _returning(conn: Conn, join: Join, winner: UUID) -> list[tuple[str, str, str, int]]:
    """What goes back of each balance: of those with lots what their lots hold, of the others what is left."""
    going: dict[tuple[str, str], int] = {
        (kind, instance): int(amount)
        for kind, instance, amount in conn.execute(
            """SELECT kind, instance, sum(open)::bigint FROM lot
            WHERE account_id = %s AND given_by = %s AND moved_to IS NULL GROUP BY 1, 2""",
            (winner, join.join_id),
        ).fetchall()
    }
    held = {(kind, instance): amount for kind, instance, _, amount in joins.balances(conn, winner)}
    units = {
        (kind, instance): unit
        for kind, instance, unit in conn.execute(
            "SELECT kind, instance, unit FROM account WHERE account_id = %s", (winner,)
        ).fetchall()
    }
    found = [(*key, units[key], amount) for key, amount in going.items() if amount]
    for kind, instance, unit, moved in join.doc["amounts"]:
        there = held.get((kind, instance), 0)
        if (kind, instance) not in going and (amount := rules.returned(int(moved), there)):
            found.append((kind, instance, unit, amount))
    return sorted(found)


def _across(amounts: Sequence[tuple[str, str, str, int]], old: UUID, new: UUID) -> list[Posting]:
    postings = []
    for kind, instance, unit, amount in amounts:
        postings += [Posting(str(old), kind, unit, -amount, instance), Posting(str(new), kind, unit, amount, instance)]
    return postings


# -- members


def _cards(conn: Conn, member: UUID, account: UUID) -> list[list[str | None]]:
    rows = conn.execute(
        "SELECT number, account_id FROM card WHERE member_id = %s ORDER BY number", (member,)
    ).fetchall()
    return [[row[0], str(member), str(row[1] or account)] for row in rows]


def _going_cards(conn: Conn, winner: UUID, cards: Sequence[Sequence[str]]) -> list[list[str]]:
    """Each card, and the cards it was replaced by since, as far as they are still the winner's."""
    found: dict[str, list[str]] = {}
    for number, member, account in cards:
        at: str | None = number
        while at is not None and at not in found:
            row = conn.execute(
                "SELECT member_id, replaced_by FROM card WHERE card_h = %s", (card_states.card_hash(at),)
            ).fetchone()
            if row is None or row[0] != winner:
                break
            found[at] = [at, member, account]
            at = row[1]
    return list(found.values())


def _aliases(conn: Conn, member: UUID) -> list[str]:
    rows = conn.execute("SELECT member_id FROM member WHERE alias_of = %s ORDER BY member_id", (member,)).fetchall()
    return [str(row[0]) for row in rows]


def _alias_of(conn: Conn, member: UUID) -> UUID | None:
    row = conn.execute("SELECT alias_of FROM member WHERE member_id = %s", (member,)).fetchone()
    return None if row is None else row[0]


def _account(conn: Conn, member: UUID) -> UUID:
    row = conn.execute("SELECT account_id FROM member WHERE member_id = %s", (member,)).fetchone()
    assert row is not None
    account: UUID = row[0]
    return account


def _still_one(conn: Conn, join: Join) -> bool:
    """The loser is the winner, who was not merged into somebody else since; nobody was erased."""
    rows = conn.execute(
        "SELECT member_id, alias_of, status FROM member WHERE member_id = ANY(%s)", ([join.winner, join.loser],)
    ).fetchall()
    known = {row[0]: row[1] for row in rows if row[2] != people.ERASED}
    return known == {join.winner: None, join.loser: join.winner}


def _is_over(conn: Conn, join: Join) -> bool:
    """Whether what was waited for can no longer be: somebody was erased, or merged at a till."""
    if join.state == PARTING:
        return not _still_one(conn, join)
    try:
        account_of(conn, join.winner)
        account_of(conn, join.loser, join.winner if join.is_rest else None)
    except PosError:
        return True
    return False


def _plan(tx: Tx, accounts: Sequence[UUID], random: Random) -> None:
    """Rights are asked back at once, or given anew."""
    allowance.allocate(tx, accounts, allowance.policy_of(tx), random)
