"""What `verify` finds. A module of its own, for the parts of the check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """Something that is not as the rest of the books say. `kind`: balance | lot | unit_sum | rollforward |
    audit_chain | event_chain; `id` names the row, `account` the ledger key if there is one.
    """

    kind: str
    table: str
    id: str
    account: str
    want: Any
    got: Any
