"""How a distributed PostgreSQL (Citus) spreads the tables: what is read together lies together.

Members' accounts with all they hold lie by account, members by member, tills and their events by till, the feed by
shard; small tables stand on every node. No statement joins two of these groups (a test reads all statements).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from memberpos.domain.errors import PosError
from memberpos.hq.database import Pool, is_cluster

#: Group → its tables; the first of each is the one the others lie beside. The value is the distribution column.
GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = MappingProxyType(
    {
        "account": ("account_id", ("purse", "account", "ledger", "lot", "lot_move", "holding", "escrow")),
        "member": ("member_id", ("member", "member_pii", "erase_owed", "member_store")),
        "device": ("device_id", ("device", "event", "event_pii", "dead_letter", "review")),
        "card": ("card_h", ("card",)),
        "phone": ("phone_h", ("phone_idx",)),
        "due": ("event_id", ("due_event",)),
        "shard": ("shard", ("feed_head", "feed")),
        "store": ("store_id", ("store_day", "day_fact")),
        "worker": ("name", ("worker",)),
        "audit": ("audit_id", ("console_audit",)),
    }
)
#: On every node; changed seldom.
EVERYWHERE = (
    "hq_meta", "hq_key", "store", "enrol_code", "catalog", "card_key", "snapshot", "schema_version", "operator",
    "operator_store", "console_session", "member_join",
)  # fmt: skip


_LAID_OUT = b"""SELECT c.relname FROM pg_dist_partition p JOIN pg_class c ON c.oid = p.logicalrelid
WHERE c.relnamespace = current_schema()::regnamespace"""


def distribute(pool: Pool) -> int:
    """Lays the tables out over the nodes of a Citus cluster; gives how many were moved. Safe to repeat.

    PosError not_found when the server is no Citus coordinator.
    """
    moved = 0
    if not pool.transact(is_cluster):
        raise PosError("not_found", what="citus")
    done = {str(row[0]) for row in pool.read(_LAID_OUT)}
    for table in EVERYWHERE:
        moved += _run(pool, table, done, "SELECT create_reference_table(%s)", (table,))
    for column, tables in GROUPS.values():
        for table in tables:
            beside = "none" if table == tables[0] else tables[0]
            query = "SELECT create_distributed_table(%s, %s, colocate_with => %s)"
            moved += _run(pool, table, done, query, (table, column, beside))
    return moved


def _run(pool: Pool, table: str, done: set[str], query: str, params: tuple[str, ...]) -> int:
    if table in done:
        return 0
    pool.transact(lambda conn: conn.execute(query.encode(), params).fetchone())
    return 1
