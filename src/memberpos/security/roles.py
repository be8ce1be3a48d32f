"""Roles and their rights, from `resources/roles.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from memberpos.domain.errors import PosError

OWNER = "owner"
APPROVE = "approve"
_ALL = "*"


@dataclass(frozen=True)
class Roles:
    """Which role has which right. A right or role the file does not name is a bug (KeyError)."""

    names: frozenset[str]
    rights: Mapping[str, frozenset[str]]

    def allows(self, role: str, right: str) -> bool:
        if right not in self.names:
            raise KeyError(right)
        return right in self.rights[role]

    def require(self, role: str, right: str) -> None:
        """PosError not_allowed (right) unless the role has it."""
        if not self.allows(role, right):
            raise PosError("not_allowed", right=right)

    def may_approve(self, role: str, right: str, *, same_person: bool, alone: bool = False) -> bool:
        """Whether someone of `role` may approve another's use of `right`.

        Who asks for an approval does not give it (`same_person`), except an owner `alone` in the shop.
        """
        if same_person and not (alone and role == OWNER):
            return False
        return self.allows(role, APPROVE) and self.allows(role, right)


def parse(text: str) -> Roles:
    """Reads roles.toml: `rights` names every right, `[roles.NAME] rights` some of them or "*". ValueError otherwise."""
    document = tomllib.loads(text)
    names = frozenset(document["rights"])
    rights = {role: _rights_of(role, table["rights"], names) for role, table in document["roles"].items()}
    return Roles(names, rights)


def _rights_of(role: str, wanted: object, names: frozenset[str]) -> frozenset[str]:
    if wanted == _ALL:
        return names
    chosen = frozenset(wanted) if isinstance(wanted, list) else frozenset({str(wanted)})
    if chosen - names:
        raise ValueError(f"role {role} has unknown rights {sorted(chosen - names)}")
    return chosen
