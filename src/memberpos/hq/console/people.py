"""Who works at the console: roles with their rights, and the stores a person is limited to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from memberpos.hq.console.texts import N_
from memberpos.hq.scopes import CHAIN as CHAIN_SCOPE
from memberpos.hq.scopes import Scope
from memberpos.resources import resource
from memberpos.security.roles import Roles, parse

OWNER, CHAIN, MANAGER, AUDITOR = "owner", "chain", "manager", "auditor"
ROLES = (OWNER, CHAIN, MANAGER, AUDITOR)
INVITED, ACTIVE, DISABLED = "invited", "active", "disabled"
#: These see what their stores do, and nothing else.
_LIMITED = frozenset({MANAGER})


@dataclass(frozen=True)
class Operator:
    """Somebody who is signed in."""

    operator_id: UUID
    name: str
    role: str
    stores: frozenset[int]

    @property
    def scope(self) -> Scope:
        return Scope(tuple(sorted(self.stores))) if self.role in _LIMITED else CHAIN_SCOPE


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
