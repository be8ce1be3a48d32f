"""Growth: what each sale gave, less what refunds took and reviews cleared (domain rules §3, §5, §6)."""

from __future__ import annotations

from tests.oracle.book import Fact, Row, Shop, row


def grant(member: str, sale: str, n: int) -> list[Row]:
    return [row("growth", member, lot_of(sale), n)] if n else []


def lot_of(sale: str) -> str:
    return f"growth of {sale}"


def claw(shop: Shop, sale: Fact, remaining: int) -> list[Row]:
    """Growth is clawed like points (domain rules §5): what a review has cleared since counts as clawed."""
    lot = lot_of(sale["sale"])
    gone = -sum(r["n"] for r in shop.rows("growth", sale["member"]) if r["lot"] == lot and r["n"] < 0)
    return grant(sale["member"], sale["sale"], -max(0, sale["growth"] - remaining - gone))


def reset(shop: Shop, member: str) -> list[Row]:
    """`growth_resets` clears growth at a review (domain rules §6)."""
    return [row("growth", member, lot, -n) for lot, n in shop.left("growth", member).items()]
