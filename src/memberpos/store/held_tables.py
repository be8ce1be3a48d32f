"""Tables whose rows belong to a member and go to other shops' tills as states (docs/protocol.md, An event's body).

Triggers note in `changed_row` which of them a transaction changed; `services.booking` tells them at its end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

#: Account of a member, of a pass: for rows that name the member or the pass only.
_OF_MEMBER = "(SELECT id FROM account WHERE owner_id = {r}.member_id)"
_OF_ITS_PASS = "(SELECT account_id FROM pass WHERE id = {r}.pass_id)"  # noqa: S105


#: A card has something that other tills must know besides its state.
_TERMS = "coalesce({r}.expires_on, {r}.password_hash, {r}.day_limit_fen, nullif({r}.password_new, 0)) IS NOT NULL"


@dataclass(frozen=True)
class HeldTable:
    """`keys` name a row, joined by "/"; `texts` and `numbers` are the columns that travel besides; `fixed` those that
    mean something on the writing till only, with what stands in them elsewhere. `account` gives whose the row is ({r}
    is the row). A row of `needs` (table, column) must be there first. `update_only`: rows are never added or taken
    away; `watched`: columns that do not travel, but move a row; `condition`: which rows are told at all.
    """

    table: str
    keys: tuple[str, ...]
    texts: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    account: str = "{r}.account_id"
    owner: str = "account_id"
    fixed: tuple[tuple[str, int], ...] = ()
    needs: tuple[str, str] | None = None
    update_only: bool = False
    condition: str = "1"
    watched: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Everything that travels."""
        return (*self.keys, *self.texts, *self.numbers)


HELD: Mapping[str, HeldTable] = MappingProxyType(
    {
        "pass": HeldTable(
            "pass", ("id",), ("code", "state", "valid_from", "valid_to", "terms", "made_event"),
            ("paid_fen", "uses_paid", "uses_gift", "ended", "refunded", "made_at_ms"),
            needs=("pass_kind", "code"),
        ),
        "pass_use": HeldTable(
            "pass_use", ("event_id", "pass_id"), ("on_date", "service", "staff_id", "undone_by"),
            ("persons", "uses", "back"), account=_OF_ITS_PASS, owner="", needs=("pass", "id"),
        ),
        "pass_freeze": HeldTable(
            "pass_freeze", ("pass_id", "from_on"), ("to_on", "event_id"), account=_OF_ITS_PASS, owner="",
            needs=("pass", "id"),
        ),
        "coupon": HeldTable(
            "coupon", ("id",),
            ("number", "code", "state", "valid_from", "valid_to", "made_event", "terms", "used_event", "used_on"),
            ("made_at_ms",), needs=("coupon_kind", "code"),
        ),
        "standing": HeldTable(
            "member", ("id",), ("tier", "tier_own", "tier_from", "tier_to", "tier_grant", "tier_due"),
            account="(SELECT id FROM account WHERE owner_id = {r}.id)", owner="id", update_only=True,
        ),
        "tier_grant": HeldTable(
            "tier_grant", ("id",), ("tier", "reason", "from_on", "to_on", "event_id", "ended_event"),
            account=_OF_MEMBER, owner="member_id",
        ),
        "badge": HeldTable(
            "member_badge", ("event_id",), ("code", "name", "awarded_on", "undone_event"), account=_OF_MEMBER,
            owner="member_id", fixed=(("seq", 0),),
        ),
        "points_grant": HeldTable(
            "points_grant", ("event_id",),
            ("source", "subject", "lot_id", "business_date", "cause_event_id", "undone_event"), ("points", "taken"),
            account=_OF_MEMBER, owner="member_id", fixed=(("seq", 0),),
        ),
        "consent": HeldTable(
            "member_consent", ("purpose", "given_at_ms"), ("text_version",), ("withdrawn_at_ms",), account=_OF_MEMBER,
            owner="member_id",
        ),
        "account_state": HeldTable(
            "account", ("id",), (), ("frozen", "closed_at_ms"), account="{r}.id", owner="", update_only=True,
        ),
        "card_terms": HeldTable(
            "card", ("number",), ("expires_on", "password_hash"), ("day_limit_fen", "password_new"), owner="",
            update_only=True, watched=("account_id",), condition=_TERMS,
        ),
    }
)  # fmt: skip


def triggers() -> Iterator[str]:
    """Statements that make the triggers of `changed_row`."""
    for entity, held in HELD.items():
        watched = dict.fromkeys(name for name in (*held.columns, held.owner, *held.watched) if name)
        notes = f"{_note(entity, held, 'OLD')} {_note(entity, held, 'NEW')}"
        yield (
            f"CREATE TRIGGER {held.table}_{entity}_changed AFTER UPDATE OF {', '.join(watched)} ON {held.table}"
            f" WHEN {held.condition.format(r='NEW')} OR {held.condition.format(r='OLD')} BEGIN {notes} END"
        )
        if not held.update_only or held.condition != "1":
            yield (
                f"CREATE TRIGGER {held.table}_{entity}_added AFTER INSERT ON {held.table}"
                f" WHEN {held.condition.format(r='NEW')} BEGIN {_note(entity, held, 'NEW')} END"
            )
        if not held.update_only:
            yield (
                f"CREATE TRIGGER {held.table}_{entity}_gone AFTER DELETE ON {held.table}"
                f" BEGIN {_note(entity, held, 'OLD')} END"
            )

    yield from _ACTIVITY


_DAY_KEYS = "json_object('device', e.device_id, 'day', e.business_date)"
_DAY = f"INSERT INTO changed_row(entity, keys, account) SELECT 'activity', {_DAY_KEYS}, a.id"
_NEW_DAY = (
    "NOT EXISTS (SELECT 1 FROM changed_row c WHERE c.entity = 'activity' AND c.account = a.id"
    f" AND c.keys = {_DAY_KEYS})"
)
#: A refund is taken off the day of its sale, and a use of a pass is a visit; a sale tells of its day itself.
_ACTIVITY = (
    (
        f"CREATE TRIGGER refund_activity AFTER INSERT ON refund WHEN NEW.member_id IS NOT NULL BEGIN {_DAY} FROM sale s"
        " JOIN event e ON e.seq = s.seq JOIN account a ON a.owner_id = s.member_id WHERE s.id = NEW.sale_id"
        f" AND {_NEW_DAY}; END"
    ),
    *(
        f"CREATE TRIGGER pass_use_activity_{name} AFTER {what} ON pass_use BEGIN {_DAY}"
        f" FROM event e JOIN account a ON a.owner_id = e.member_id WHERE e.id = NEW.event_id AND e.kind = 'pass.use'"
        f" AND {_NEW_DAY}; END"
        for name, what in (("added", "INSERT"), ("undone", "UPDATE OF undone_by"))
    ),
)


def _note(entity: str, held: HeldTable, row: str) -> str:
    """Coupons of a pool and stock cards belong to no member: no other till needs them yet."""
    keys = ", ".join(f"'{name}', {row}.{name}" for name in held.keys)
    account = held.account.format(r=row)
    return (
        f"INSERT INTO changed_row(entity, keys, account) SELECT '{entity}', json_object({keys}), a.id FROM account a"
        f" WHERE a.id = {account} AND a.owner_kind = 'member' AND {_unknown(entity, f'json_object({keys})')};"
    )


def _unknown(entity: str, keys: str) -> str:
    """Not noted yet. OR IGNORE would give way to how the outer statement meets conflicts."""
    return (
        f"NOT EXISTS (SELECT 1 FROM changed_row c WHERE c.entity = '{entity}' AND c.keys = {keys} AND c.account = a.id)"
    )
