"""Two members who are one person: everything of the loser goes to the winner; undone within 30 days (decision 0101)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from memberpos.domain import lots as lot_rules
from memberpos.domain import merging as rules
from memberpos.domain.errors import PosError
from memberpos.domain.events import MEMBER_MERGE, MEMBER_UNMERGE
from memberpos.domain.ledger import Lot, Posting
from memberpos.domain.lots import Change
from memberpos.domain.told_profile import PATCH
from memberpos.services import due, earning, members, standing
from memberpos.services.booking import Draft, book
from memberpos.services.results import MemberProfile
from memberpos.services.rights import require
from memberpos.services.shop import Shop, shop_of
from memberpos.services.use import Use
from memberpos.store import ledger, merges, replica, rights
from memberpos.store import members as rows
from memberpos.store.cards import by_number
from memberpos.store.database import Database
from memberpos.store.events import EventRow
from memberpos.store.members import MemberRow
from memberpos.store.merges import MergeRow

TABLES = ("pass", "coupon")


@dataclass(frozen=True)
class MergePreview:
    """What a merge would move: `amounts` {(kind, instance): amount}, how many cards, passes, coupons."""

    winner: MemberProfile
    loser: MemberProfile
    amounts: dict[tuple[str, str], int]
    cards: int
    passes: int
    coupons: int


@dataclass(frozen=True)
class Merged:
    """A merge that was made or undone; `profile` is the winner's."""

    event_id: str
    profile: MemberProfile
    changed: frozenset[str] = field(default=frozenset({"member", "card", "queue"}))


def preview(db: Database, winner_id: str, loser_id: str, now_ms: int) -> MergePreview:
    """What `merge` would do. PosError as it."""
    winner, loser = _two(db, winner_id, loser_id)
    amounts = {key: amount for key, amount in ledger.balances(db, loser.account_id).items() if amount}
    owned = {table: len(merges.owned(db, table, loser.account_id)) for table in TABLES}
    return MergePreview(
        members.profile_of(db, winner, now_ms), members.profile_of(db, loser, now_ms), amounts,
        len(merges.cards_of(db, loser.id, loser.account_id)), owned["pass"], owned["coupon"],
    )  # fmt: skip


def merge(use: Use, winner_id: str, loser_id: str, take: Sequence[str] = ()) -> Merged:
    """Merges the loser into the winner; `take` names profile fields the winner gets from the loser.

    PosError not_found, bad_setting (the same member, one that was merged before, a field not in TAKEN), not_allowed;
    hq_needed while something of the loser is another till's to take, or not where its lots are.
    """
    if set(take) - set(rules.TAKEN):
        raise PosError("bad_setting", setting=min(set(take) - set(rules.TAKEN)))
    with use.db.transaction():
        require(use, "member.merge")
        shop = shop_of(use.db)
        winner, loser = _due_done(use, shop, *_two(use.db, winner_id, loser_id))
        event, moved = _book_merge(use, shop, winner, loser)
        doc = _move_rest(use, winner, loser)
        before = {name: getattr(winner, name) for name in take}
        if take:
            members.patch(use, winner, {name: getattr(loser, name) for name in take})
        earning.move_tier(use, shop, _again(use.db, winner_id), event)
        doc |= {
            "before": before,
            "amounts": moved,
            "tier": [winner.tier_own or winner.tier, winner.tier_from, winner.tier_to],
        }
        until = shop.business_date(use.now_ms) + timedelta(days=rules.UNDO_DAYS)
        merges.add(use.db, MergeRow(event.id, winner.id, loser.id, event.seq, until.isoformat(), doc))
        return Merged(event.id, members.profile(use.db, winner.id, use.now_ms))


def undo(use: Use, event_id: str) -> Merged:
    """Parts two members again: the loser's lots go back with what is left of them, and so do cards, passes, coupons.

    What was spent since stays spent. PosError not_found, undo_too_late (30 days over, or merged again since).
    """
    with use.db.transaction():
        require(use, "member.merge")
        shop = shop_of(use.db)
        row = merges.find(use.db, event_id)
        if row is None or row.undone_by is not None:
            raise PosError("not_found", what="merge")
        if shop.business_date(use.now_ms).isoformat() > row.undo_until:
            raise PosError("undo_too_late", until=row.undo_until)
        winner, loser = _again(use.db, row.winner_id), _again(use.db, row.loser_id)
        if winner.alias_of is not None or loser.alias_of != winner.id:
            raise PosError("undo_too_late", reason="merged_again")
        due.run_account(use, winner, shop)
        event = _book_undo(use, shop, row, winner, loser)
        _return_rest(use, row, winner, loser)
        _tier_back(use, shop, row, event)
        merges.mark_undone(use.db, row.event_id, event.id)
        return Merged(event.id, members.profile(use.db, winner.id, use.now_ms))


def undoable(db: Database, member_id: str, now_ms: int) -> list[tuple[str, str, str]]:
    """(event, loser's name, last day) of the merges into a member that may still be undone, the newest first."""
    today = shop_of(db).business_date(now_ms).isoformat()
    found = [(row, rows.by_id(db, row.loser_id)) for row in merges.into(db, member_id) if row.undo_until >= today]
    return [(row.event_id, loser.name, row.undo_until) for row, loser in found if loser is not None]


# --- money, points, uses --------------------------------------------------------------------------------------------


def _book_merge(use: Use, shop: Shop, winner: MemberRow, loser: MemberRow) -> tuple[EventRow, list[list[Any]]]:
    held = [row for row in ledger.balance_rows(use.db, loser.account_id) if row[3]]
    lots = merges.lots_of(use.db, loser.account_id)
    rights.require_all(use.db, [lot_id for lot_id, _, _, _ in lots])
    if (apart := merges.apart(use.db, loser.account_id)) is not None:
        kind, instance, missing = apart
        raise PosError("hq_needed", account=loser.account_id, kind=kind, instance=instance, missing=missing)
    today = shop.business_date(use.now_ms)
    changes = []
    for key in sorted({(kind, instance) for _, kind, instance, _ in lots}):
        both = [*_open(use.db, winner.account_id, key), *_open(use.db, loser.account_id, key)]
        if moves := rules.settle(both, today):
            changes.append(Change(moves))
    gives = _gives(use.db, loser, winner) | {"lots": [lot_id for lot_id, _, _, open_ in lots if open_]}
    draft = Draft(
        MEMBER_MERGE, {"winner": winner.id, "loser": loser.id, "gives": gives},
        _across(held, loser.account_id, winner.account_id), changes, winner.id, winner.account_id,
    )  # fmt: skip
    event = book(use, draft, shop)
    opened = [(lot_id, open_) for lot_id, _, _, open_ in lots]
    merges.give_lots(use.db, event.seq, opened, loser.account_id, winner.account_id)
    return event, [[kind, instance, unit, amount] for kind, instance, unit, amount in held]


def _book_undo(use: Use, shop: Shop, row: MergeRow, winner: MemberRow, loser: MemberRow) -> EventRow:
    today = shop.business_date(use.now_ms)
    lots = merges.lots_moved(use.db, row.seq)
    rights.require_all(use.db, [lot_id for lot_id, _, _, _ in lots])
    back = rules.undone([move for move, _, _ in ledger.moves_of(use.db, row.seq)])
    reopened = ledger.lots_by_id(use.db, [move.lot_id for move in back])
    back = rules.within_debts(back, reopened)
    mine = {lot_id for lot_id, _, _, _ in lots}
    changes = [Change(back)] if back else []
    going: dict[tuple[str, str], int] = {}
    for key in sorted({(kind, instance) for _, kind, instance, _ in lots}):
        held = {lot.id: lot for lot in _open(use.db, winner.account_id, key)}
        held |= {lot.id: lot for lot in reopened.values() if (lot.kind, lot.instance) == key}
        now = lot_rules.apply(list(held.values()), Change(back))
        going[key] = sum(lot.open for lot in now if lot.id in mine)
        for ours in (True, False):
            moves = rules.settle([lot for lot in now if (lot.id in mine) == ours], today)
            changes.extend([Change(moves)] if moves else [])
    said = {
        "winner": winner.id, "loser": loser.id, "gives": _gives(use.db, winner, loser), "merge": row.event_id,
        "aliases": row.doc["aliases"], "cards": row.doc["cards"],
    }  # fmt: skip
    draft = Draft(
        MEMBER_UNMERGE, said,
        _across(_returning(use.db, row, winner, going), winner.account_id, loser.account_id), changes, winner.id,
        winner.account_id, reverses=row.event_id,
    )  # fmt: skip
    event = book(use, draft, shop)
    opened = [(lot_id, open_) for lot_id, _, _, open_ in lots]
    merges.give_lots(use.db, event.seq, opened, winner.account_id, loser.account_id)
    return event


def _gives(db: Database, source: MemberRow, target: MemberRow) -> dict[str, Any]:
    """From which account to which lots go, and up to which word of headquarters this till knew of the first."""
    ver = replica.account_ver(db, source.account_id)
    return {"from": source.account_id, "to": target.account_id, "ver": ver or 0}


def _returning(
    db: Database, row: MergeRow, winner: MemberRow, going: dict[tuple[str, str], int]
) -> list[tuple[str, str, str, int]]:
    """What goes back of each balance: of those with lots what their lots hold, of the others what is left."""
    held = ledger.balances(db, winner.account_id)
    units = {(kind, instance): unit for kind, instance, unit, _ in ledger.balance_rows(db, winner.account_id)}
    found = [(kind, instance, units[kind, instance], amount) for (kind, instance), amount in going.items() if amount]
    for kind, instance, unit, moved in row.doc["amounts"]:
        if (kind, instance) not in going and (amount := rules.returned(moved, held.get((kind, instance), 0))):
            found.append((kind, instance, unit, amount))
    return sorted(found)


def _across(amounts: Sequence[tuple[str, str, str, int]], old: str, new: str) -> list[Posting]:
    postings = []
    for kind, instance, unit, amount in amounts:
        postings += [Posting(old, kind, unit, -amount, instance), Posting(new, kind, unit, amount, instance)]
    return postings


def _open(db: Database, account: str, key: tuple[str, str]) -> list[Lot]:
    return ledger.open_lots(db, account, (key[0],), key[1])


# --- cards, passes, coupons, people ---------------------------------------------------------------------------------


def _move_rest(use: Use, winner: MemberRow, loser: MemberRow) -> dict[str, Any]:
    """Moves what is not money and gives what moved, for the way back."""
    db = use.db
    cards = merges.cards_of(db, loser.id, loser.account_id)
    for number, member_id, account_id in cards:
        new_member = winner.id if member_id == loser.id else member_id
        new_account = winner.account_id if account_id == loser.account_id else account_id
        merges.put_card(db, number, new_member, new_account)
    doc: dict[str, Any] = {"cards": [list(card) for card in cards]}
    for table in TABLES:
        doc[table] = merges.owned(db, table, loser.account_id)
        merges.give_owned(db, table, doc[table], winner.account_id)
    above = {winner.id, *rows.referrers(db, winner.id)}  # nobody is brought by whom he brought
    doc["referred"] = [one for one in merges.referred_by(db, loser.id) if one not in above]
    _refer(use, doc["referred"], winner.id)
    doc["aliases"] = list(merges.ids_of(db, loser.id)[1:])
    merges.set_alias(db, [loser.id, *doc["aliases"]], winner.id)
    return doc


def _refer(use: Use, member_ids: Sequence[str], referrer_id: str) -> None:
    """Members were brought by another one: changed here, and told to other shops like any change of a profile."""
    merges.refer(use.db, member_ids, referrer_id)
    for one in member_ids:
        data = {"member": one, "fields": ["referrer_id"], "set": {"referrer_id": referrer_id}}
        book(use, Draft(PATCH, data, member_id=one, account_id=_again(use.db, one).account_id))


def _return_rest(use: Use, row: MergeRow, winner: MemberRow, loser: MemberRow) -> None:
    db, doc = use.db, row.doc
    for number, member_id, account_id in doc["cards"]:
        for one in _with_replacements(db, number):
            merges.put_card(db, one, member_id, account_id)
    for table in TABLES:
        merges.give_owned(db, table, doc[table], loser.account_id)
    _refer(use, doc["referred"], loser.id)
    merges.set_alias(db, [loser.id], None)
    merges.set_alias(db, doc["aliases"], loser.id)
    restored = {
        name: value for name, value in doc["before"].items() if getattr(winner, name) == getattr(loser, name) != value
    }
    if restored:
        members.patch(use, winner, restored)


def _tier_back(use: Use, shop: Shop, row: MergeRow, event: EventRow) -> None:
    """The tier that the merge had led to goes back to the one before, unless it has moved since."""
    db, fresh = use.db, _again(use.db, row.winner_id)
    moved, held = rows.tier_before(db, row.event_id, fresh.id), standing.of(fresh)
    if moved is not None and moved[1] == fresh.tier and held is not None:
        own, since, valid_to = row.doc["tier"]
        last_day = date.fromisoformat(valid_to) if valid_to else None
        before = replace(held, tier=own, since=date.fromisoformat(since), valid_to=last_day)
        standing.change(db, fresh, event, (held, before), shop.rules, "grant_end")


def _with_replacements(db: Database, number: str) -> list[str]:
    """A card and the cards it was replaced by since."""
    found: list[str] = []
    at: str | None = number
    while at is not None and at not in found:
        found.append(at)
        card = by_number(db, at)
        at = card.replaced_by if card else None
    return found


def _two(db: Database, winner_id: str, loser_id: str) -> tuple[MemberRow, MemberRow]:
    if winner_id == loser_id:
        raise PosError("bad_setting", setting="merge", reason="same")
    winner, loser = _again(db, winner_id), _again(db, loser_id)
    if winner.alias_of is not None or loser.alias_of is not None:
        raise PosError("bad_setting", setting="merge", reason="merged")
    return winner, loser


def _due_done(use: Use, shop: Shop, winner: MemberRow, loser: MemberRow) -> tuple[MemberRow, MemberRow]:
    due.run_account(use, winner, shop)
    due.run_account(use, loser, shop)
    return _again(use.db, winner.id), _again(use.db, loser.id)


def _again(db: Database, member_id: str) -> MemberRow:
    member = rows.by_id(db, member_id)
    if member is None:
        raise PosError("not_found", what="member")
    return member
