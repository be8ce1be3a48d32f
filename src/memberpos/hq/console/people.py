"""Who works at the console: roles with their rights, and the stores a person is limited to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from memberpos.domain.errors import PosError
from memberpos.hq.console.texts import N_
from memberpos.resources import resource
from memberpos.security.roles import Roles, parse

OWNER, CHAIN, MANAGER, AUDITOR = "owner", "chain", "manager", "auditor"
ROLES = (OWNER, CHAIN, MANAGER, AUDITOR)
INVITED, ACTIVE, DISABLED = "invited", "active", "disabled"
#: These see what their stores do, and nothing else.
_LIMITED = frozenset({MANAGER})


@dataclass(frozen=True)
class Scope:
    """Stores somebody may see; None is the whole chain. Every statement of the console takes `param` as `stores`:
    `(%(stores)s::int[] IS NULL OR store_id = ANY(%(stores)s))`.
    """

    stores: frozenset[int] | None = None

    @property
    def param(self) -> list[int] | None:
        return None if self.stores is None else sorted(self.stores)

    @property
    def is_chain(self) -> bool:
        return self.stores is None

    def sees(self, store_id: int) -> bool:
        return self.stores is None or store_id in self.stores

    def require(self, store_id: int, what: str = "store") -> None:
        """PosError not_found: another's store is not even told to exist."""
        if not self.sees(store_id):
            raise PosError("not_found", what=what)

    def require_chain(self, right: str) -> None:
        """PosError not_allowed for somebody limited to stores."""
        if self.stores is not None:
            raise PosError("not_allowed", right=right)


@dataclass(frozen=True)
class Operator:
    """Somebody who is signed in."""

    operator_id: UUID
    name: str
    role: str
    stores: frozenset[int]

    @property
    def scope(self) -> Scope:
        return Scope(self.stores if self.role in _LIMITED else None)


def load_roles() -> Roles:
    """Rights by role, from `resources/console/roles.toml`."""
    return parse(resource("console", "roles.toml").read_text(encoding="utf-8"))


def is_limited(role: str) -> bool:
    """Whether somebody of this role sees only the stores given to them."""
    return role in _LIMITED


#: Role → its name, to be translated.
ROLE_NAMES: Mapping[str, str] = MappingProxyType(
    {OWNER: N_("Owner"), CHAIN: N_("Chain administrator"), MANAGER: N_("Store manager"), AUDITOR: N_("Auditor")}
)
