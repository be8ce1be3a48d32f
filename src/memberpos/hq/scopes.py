"""What of a chain a person may see: all of it, or some stores."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from memberpos.domain.errors import PosError
from memberpos.hq.database import Conn


@dataclass(frozen=True)
class Scope:
    """`stores` None: the whole chain. Queries take it as `%s::int[] IS NULL OR store_id = ANY(%s)`."""

    stores: tuple[int, ...] | None = None

    @property
    def everything(self) -> bool:
        return self.stores is None

    @property
    def ids(self) -> list[int] | None:
        """For a query's parameters."""
        return None if self.stores is None else list(self.stores)

    def sees(self, store: int) -> bool:
        """True for a store inside."""
        return self.stores is None or store in self.stores

    def need(self, store: int) -> None:
        """PosError not_found for a store outside: who may not see it does not learn that it is there."""
        if not self.sees(store):
            raise PosError("not_found", what="store")

    def need_chain(self, right: str) -> None:
        """PosError not_allowed for somebody limited to stores: what others read is not theirs to change."""
        if self.stores is not None:
            raise PosError("not_allowed", right=right)

    def narrowed(self, stores: Iterable[int]) -> Scope:
        """Only these of the stores inside; PosError not_found when one lies outside."""
        chosen = tuple(sorted(set(stores)))
        for store in chosen:
            self.need(store)
        return Scope(chosen) if chosen else self


@dataclass(frozen=True)
class Turn:
    """Where a page of a long list lies: behind the row named `mark`, or (`back`) before it; "" is the beginning."""

    mark: str = ""
    back: bool = False


START = Turn()
CHAIN = Scope()
#: No code and no number: in addresses it stands for one to be added.
NEW = "new"


def check_store(conn: Conn, scope: int) -> None:
    """PosError not_found for a scope that is neither the chain (0) nor a store there is."""
    if scope and conn.execute("SELECT 1 FROM store WHERE store_id = %s", (scope,)).fetchone() is None:
        raise PosError("not_found", what="store")
