"""Members, cards, accounts and allowances from headquarters, by the rules of `sync.merge`."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from memberpos.domain.cards import ACTIVE, severity
from memberpos.domain.search import keys_of, pinyin_of
from memberpos.store import allowances, cards, held, inbox, replica, sync_state
from memberpos.store.allowances import Grant
from memberpos.store.database import Database
from memberpos.store.held_tables import HELD
from memberpos.store.replica import Balance, LotState, MemberState
from memberpos.sync import merge
from memberpos.sync.applying import Context, amount_of, int_of, uuid_text
from memberpos.sync.merge import CardStatus, Stamp, Value
from memberpos.sync.pages import Fields, Row, long, storable
from memberpos.sync.protocol import WireError

#: Longest profile text headquarters may send.
_LONGEST = 4096
#: Passes come before their uses and freezes.
_PLACES = {entity: place for place, entity in enumerate(HELD)}


def member(context: Context, row: Row) -> bool:
    db, fields = context.db, Fields(row.fields)
    if replica.is_erased(db, row.id) or (replica.member_ver(db, row.id) or 0) >= row.ver:
        return False
    uuid_text(row.id)
    account = fields.text_or_none("account")
    told = {name: _value(name, value) for name, value in fields.map("fields").items()}
    context.seen_hlc = max([context.seen_hlc, *(value.stamp.hlc for value in told.values())])
    merged = merge.fields(told, _pending(context, row.id))
    values = {name: value.value for name, value in merged.items()}
    state = MemberState(
        row.id, row.ver, int_of(row.fields.get("home"), "home"), account and uuid_text(account),
        int_of(row.fields.get("epoch", 0), "epoch"), fields.text_or_none("alias"), values, _search_keys(values),
    )  # fmt: skip
    replica.put_member(db, state, context.now_ms)
    for card in fields.list("cards"):
        _card(context, row.id, Fields(card))
    if account:
        _put_waiting(db, account)
    return True


def _put_waiting(db: Database, account: str) -> None:
    """Rows of an account that came before its member."""
    waiting = inbox.waiting(db, account)
    waiting.sort(key=lambda one: _PLACES.get(one[0].removeprefix("held."), len(_PLACES)))
    for entity, row_id, raw in waiting:
        if held.put(db, entity.removeprefix("held."), account, raw["f"]["row"]):
            inbox.forget_unknown(db, entity, row_id)


def _value(name: str, value: Any) -> Value:
    if not isinstance(value, list) or len(value) != 3 or not all(isinstance(part, str) for part in value):
        raise WireError("bad_request", where=name)
    if len(value[0]) > _LONGEST or not value[1].isascii() or not value[1].isdigit() or len(value[1]) > 19:
        raise WireError("bad_request", where=name)
    return Value(storable(value[0], name), Stamp(int(value[1]), UUID(uuid_text(value[2]))))


def _pending(context: Context, member: str) -> dict[str, Value]:
    """The till's own newer values that headquarters does not have yet."""
    device = sync_state.identity(context.db).device_id
    found: dict[str, Value] = {}
    for row, hlc in replica.pending(context.db, member, context.incl_row):
        for name, value in replica.pending_values(context.db, row).items():
            found[name] = Value(value, Stamp(hlc, device))
    return found


def _search_keys(values: Mapping[str, str]) -> dict[str, str]:
    name = values.get("name") or values.get("phone") or ""
    keys = keys_of(name, values.get("phone", ""), pinyin_of)
    return {
        "k_name": keys.name, "k_given": keys.given, "k_pinyin": keys.pinyin, "k_initials": keys.initials,
        "k_phone": keys.phone, "k_phone_rev": keys.phone_reversed,
    }  # fmt: skip


def _card(context: Context, member: str, fields: Fields) -> None:
    number, account = fields.text("number", 79), fields.text_or_none("account")
    told = CardStatus.of(int_of(fields.any("epoch"), "epoch"), fields.text("state", 16))
    local = cards.by_number(context.db, number)
    nobodys = local is None or (local.member_id is None and severity(local.state) < severity(ACTIVE))  # in stock
    status = told if local is None or nobodys else _merged(context, local, told)
    if account is not None and replica.account_ver(context.db, uuid_text(account)) is None:
        replica.put_account(context.db, account, member, 0, context.now_ms)
    role, replaced = fields.text("role", 16) or "main", fields.text_or_none("replaced_by")
    if local is not None and status != told:
        replaced = local.replaced_by or replaced
    known = local or cards.CardRow(number, status.state)
    _put_card(
        context,
        local,
        dataclasses.replace(
            known, state=status.state, account_id=account, member_id=member, role=role, status_epoch=status.epoch,
            replaced_by=replaced,
        ),
        fields.long("at_ms", 0) or context.now_ms,
    )  # fmt: skip


def _merged(context: Context, local: cards.CardRow, told: CardStatus) -> CardStatus:
    """Where the till's own is above, though headquarters has heard all this till told of the card, the till was told so
    by a headquarters that was put back since: it says so in its turn. Of a card in stock its own till does.
    """
    own = CardStatus.of(local.status_epoch, local.state)
    status = merge.card(own, told)
    above = status != told and own.severity >= severity(ACTIVE)
    if above and not replica.pending_card(context.db, local.number, context.incl_row):
        context.outcome.cards.append(local.number)
    return status


def _put_card(context: Context, local: cards.CardRow | None, card: cards.CardRow, at_ms: int) -> None:
    """What this till knows besides (chip, password, batch) stays."""
    if card != local:
        cards.put(context.db, card, at_ms)
        held.mark_told(context.db, "card", card.number)


def lost_card(context: Context, row: Row) -> bool:
    """A blocked card is blocked in every shop, also where nobody knows whose it is."""
    if inbox.ver(context.db, "lost_card", row.id) >= row.ver:
        return False
    number, fields = storable(row.id, "id"), Fields(row.fields)
    told = CardStatus.of(int_of(fields.any("epoch"), "epoch"), fields.text("state", 16))
    local = cards.by_number(context.db, number)
    status = told if local is None else _merged(context, local, told)
    known = local or cards.CardRow(number, status.state)
    nobodys = known.member_id is None and known.batch_id is None
    if nobodys and status == told and status.state == "active":  # if not told yet, it was found here
        cards.forget(context.db, number)  # good again, and nobody's here: it is looked up when it comes
    else:
        changed = dataclasses.replace(known, state=status.state, status_epoch=status.epoch)
        _put_card(context, local, changed, context.now_ms)
    inbox.keep(context.db, "lost_card", row.id, row.ver, {}, gone=False)
    return True


def erase(context: Context, row: Row) -> bool:
    """Said once to headquarters, also by a till that never had the member: it keeps a list of who owes it."""
    if replica.is_erased(context.db, row.id) or inbox.ver(context.db, "erase", row.id) >= row.ver:
        return False
    inbox.keep(context.db, "erase", uuid_text(row.id), row.ver, {}, gone=True)
    context.outcome.erased.append(row.id)
    return replica.erase_member(context.db, row.id, row.ver)


def account(context: Context, row: Row) -> bool:
    db, fields = context.db, Fields(row.fields)
    member = fields.text_or_none("member")
    have = replica.account_ver(db, uuid_text(row.id))
    if member is None or (have or 0) >= row.ver:
        return False
    if row.base > (have or 0):
        context.outcome.want.add(uuid_text(member))
        return False
    if context.nothing_pending and have is not None:
        return _account_quickly(context, row, fields)
    balances = [_balance(item) for item in fields.list("balances")]
    lots = [_lot(Fields(item)) for item in fields.list("lots")]
    replica.put_account(db, row.id, uuid_text(member), row.ver, context.now_ms)
    own, after = replica.own_balances(db, row.id), replica.own_after(db, row.id, context.incl_row)
    replica.put_others(db, row.id, merge.others({one.key: one.amount for one in balances}, own, after))
    replica.put_lots(db, row.id, lots, context.incl_row, whole=row.base == 0)
    _hold(context, row, fields)
    return True


def _account_quickly(context: Context, row: Row, fields: Fields) -> bool:
    """The same where headquarters' word contains everything we ever booked: the usual case."""
    balances = [_balance(item) for item in fields.list("balances")]
    lots = [_lot(Fields(item)) for item in fields.list("lots")]
    replica.set_account_ver(context.db, row.id, row.ver)
    replica.put_whole_balances(context.db, row.id, balances, whole=row.base == 0)
    if lots or row.base == 0:
        replica.put_lots(context.db, row.id, lots, context.incl_row, whole=row.base == 0)
    _hold(context, row, fields)
    return True


def _hold(context: Context, row: Row, fields: Fields) -> None:
    """Rows of an account, passes before their uses."""
    told = [Fields(item) for item in fields.list("rows")]
    told.sort(key=lambda one: _PLACES.get(one.text("e", 64), len(_PLACES)))
    rows = [(row.id, one.text("e", 64), one.text("id", 160), one.long("hlc", 0), one.map("f")) for one in told]
    context.seen_hlc = max([context.seen_hlc, *(hlc for _, _, _, hlc, _ in rows)])
    held_rows(context, rows)


def held_rows(context: Context, rows: Sequence[tuple[str, str, str, int, Mapping[str, Any]]]) -> None:
    """(account, entity, id, hybrid clock, fields) of rows as headquarters has them; those whose kind is not known yet
    wait for it.
    """
    pending: dict[str, dict[tuple[str, str], int]] = {}
    for account, entity, row_id, hlc, fields in rows:
        if account not in pending:
            pending[account] = (
                {} if context.nothing_pending else replica.pending_rows(context.db, account, context.incl_row)
            )
        if pending[account].get((entity, row_id), 0) > hlc:
            continue  # changed here since; headquarters will hear of it
        if not held.put(context.db, entity, account, fields):
            _wait(context.db, entity, account, row_id, fields)


def _wait(db: Database, entity: str, account: str, row_id: str, fields: Mapping[str, Any]) -> None:
    """What a row needs is not here yet. Two accounts may have rows of one name."""
    name = f"{account}/{row_id}"
    raw = {"e": f"held.{entity}", "id": name, "ver": 1, "f": {"account": account, "row": dict(fields)}}
    inbox.put_unknown(db, f"held.{entity}", name, 1, raw)


def held_again(context: Context, row: Row) -> bool:
    """A pass or coupon that came before its kind was known."""
    fields = Fields(row.fields)
    entity = row.entity.removeprefix("held.")
    if not held.put(context.db, entity, uuid_text(fields.text("account")), fields.map("row")):
        inbox.put_unknown(context.db, row.entity, row.id, row.ver, row.raw)
        return False
    return True


def _balance(item: Any) -> Balance:
    if type(item) is not list or len(item) != 4:
        raise WireError("bad_request", where="balances")
    kind, instance, unit, amount = item
    if type(kind) is not str or type(instance) is not str or type(unit) is not str:
        raise WireError("bad_request", where="balances")
    storable(kind + instance + unit, "balances")
    return Balance(kind, instance, unit, long(amount, "amount"))


def _lot(fields: Fields) -> LotState:
    return LotState(
        id=uuid_text(fields.text("id")), kind=fields.text("kind", 64), instance=fields.text("instance", 128),
        granted=fields.long("granted"), open=fields.long("open"), made_at_ms=fields.long("made_at_ms"),
        expires=fields.text_or_none("expires"), available_from=fields.text_or_none("available_from"),
        recharge_id=fields.text_or_none("recharge"), event_id=fields.text("event", 64), gift=fields.flag("gift"),
        keep=fields.long("keep") if fields.has("keep") else None, moved=fields.flag("moved"),
    )  # fmt: skip


def grant(context: Context, row: Row) -> bool:
    fields = Fields(row.fields)
    account, _, grant_id = row.id.partition("/")
    expires_ms = fields.long("expires_ms") + context.skew_ms
    state = fields.text("state", 16)
    grant = Grant(
        uuid_text(grant_id), uuid_text(account), fields.text("kind", 64), fields.text("instance", 128),
        uuid_text(fields.text("lot")), amount_of(fields.long("amount")),
        fields.long("keep") if fields.has("keep") else None, max(0, expires_ms) << 16,
        state if state in (allowances.OPEN, allowances.REVOKED) else allowances.CLOSED, row.ver, fields.flag("asked"),
    )  # fmt: skip
    return allowances.put(context.db, grant)
