"""What a forked process may be."""

from __future__ import annotations

import importlib

from tests.kill import chain_life, hq_life, till_life

#: What is imported late, and would be after each fork.
LATE = (
    "sqlite_utils.migrations", "uvicorn.lifespan.off", "uvicorn.loops.auto", "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
)  # fmt: skip
ROLES = {
    "till": till_life.main, "chain_till": chain_life.main, "hq": hq_life.main, "first_start": till_life.first_start,
    "backup": till_life.back_up,
}  # fmt: skip


def prepare() -> None:
    """Imports everything the roles will need."""
    for name in LATE:
        importlib.import_module(name)
