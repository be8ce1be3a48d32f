from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from tests.hq.world import server_url

from memberpos.simulation.tills import Moulds

#: As many tills as the runs of `make test` have.
TILLS = 5


@pytest.fixture(scope="session")
def moulds() -> Moulds:
    """Disks of new shops, made once, and before a bug is planted."""
    made = Moulds()
    for index in range(TILLS):
        made.of(index)
    return made


@pytest.fixture
def server(request: pytest.FixtureRequest) -> str:
    """A real PostgreSQL."""
    return server_url(request.config)


@pytest.fixture(autouse=True)
def quiet_log() -> Iterator[None]:
    """What the product warns of is made on purpose here."""
    log = logging.getLogger("memberpos")
    before = log.propagate
    log.propagate = False
    yield
    log.propagate = before
