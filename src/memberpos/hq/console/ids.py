"""Ids in addresses and forms."""

from __future__ import annotations

from uuid import UUID

from memberpos.domain.errors import PosError


def uuid_of(text: str, what: str = "id") -> UUID:
    """PosError not_found (`what`) for something that is no id."""
    try:
        return UUID(text)
    except ValueError as error:
        raise PosError("not_found", what=what) from error
