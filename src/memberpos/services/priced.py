"""A cart priced inside the transaction that sells it."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.domain.pricing import Quote
from memberpos.domain.tenders import Tender
from memberpos.services.shop import Shop
from memberpos.store.members import MemberRow


@dataclass(frozen=True)
class Priced:
    """A quote with the shop and the member it was made for, and the tenders resolved against it."""

    shop: Shop
    member: MemberRow | None
    quote: Quote
    tenders: tuple[Tender, ...]
