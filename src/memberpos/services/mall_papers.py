"""Papers of the points mall and of draws, built from their rows; and what a sale brought besides its own points."""

from __future__ import annotations

import json

from memberpos.domain.errors import PosError
from memberpos.printing import documents as doc
from memberpos.printing.documents import Head
from memberpos.printing.kinds import Document
from memberpos.services import draws, sale_rows
from memberpos.store import badges, gifts, sales
from memberpos.store.database import Database
from memberpos.store.events import EventRow


def gift(db: Database, event: EventRow, head: Head, holder: doc.Holder | None) -> Document:
    """The slip of a redemption, or of its return."""
    returned = event.kind != "redeem"
    row = gifts.find(db, str(json.loads(event.payload)["redemption"]) if returned else event.id)
    if row is None or holder is None:
        raise PosError("not_found", what="redemption")
    paid = sales.tenders(db, event.id)
    return doc.GiftSlip(
        head=head, member=holder, name=row.name, qty=row.qty, points=row.points, fen=row.fen,
        tenders=tuple(
            doc.TenderRow(one.kind, abs(one.fen), abs(one.principal_fen), abs(one.bonus_fen)) for one in paid
        ),
        change_fen=sum(one.change_fen for one in paid), returned=returned,
        original_no=row.receipt_no if returned else "",
    )  # fmt: skip


def draw(db: Database, event: EventRow, head: Head, holder: doc.Holder | None) -> Document:
    """The slip of a play, with all that proves it."""
    if holder is None:
        raise PosError("not_found", what="draw")
    done, said = draws.done(db, event.id), json.loads(event.payload)
    return doc.DrawSlip(
        head=head, member=holder, name=done.name, cost=done.cost, prize=done.prize_name, n=done.n, roll=done.roll,
        total=done.total, seed_hash=done.seed_hash, seed=done.seed, next_hash=said["next_hash"],
        proof=f"{done.code} {done.member_id}",
    )  # fmt: skip


def gained(db: Database, sale_id: str, member_id: str | None) -> tuple[doc.Gained, ...]:
    """Points that a sale brought its member besides those of the goods."""
    return tuple(doc.Gained(source, points) for source, points in sale_rows.gained_by(db, sale_id, member_id))


def new_badges(db: Database, sale_id: str) -> tuple[str, ...]:
    """Names of the badges a sale brought."""
    return tuple(row.name for row in badges.of_cause(db, sale_id))
