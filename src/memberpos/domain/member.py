"""What a quote needs to know of the member at the counter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """A member's standing when the cart is quoted: tier name (None without tiers), `points` that may be spent today
    (negative = debt).
    """

    member_id: str
    tier: str | None = None
    points: int = 0
    principal_fen: int = 0
    bonus_fen: int = 0
