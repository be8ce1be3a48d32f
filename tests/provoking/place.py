"""Where errors are provoked: a real shop, a folder, and, when asked for, a headquarters with a till that joined it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from memberpos.domain.errors import PosError
from tests.hq.world import Till, World
from tests.services.shop import Shop, new_shop

#: Ends in the error, or gives the one that a reading, a step or an answer line carries.
Provocation = Callable[["Place"], PosError | object]


@dataclass
class Place:
    """Everything is made when it is first asked for."""

    folder: Path
    request: pytest.FixtureRequest

    @cached_property
    def shop(self) -> Shop:
        """A shop with goods, two tiers and an open shift."""
        made = new_shop(self.folder)
        self.request.addfinalizer(made.db.close)
        return made

    @property
    def world(self) -> World:
        """A headquarters."""
        return self.fixture("world")

    @cached_property
    def joined(self) -> Till:
        """A till of that headquarters with four events to send."""
        till: Till = self.fixture("till")
        till.add(4)
        till.join(self.world)
        return till

    def fixture(self, name: str) -> Any:
        """A fixture of the test by name."""
        return self.request.getfixturevalue(name)


def error_of(provoke: Provocation, place: Place) -> PosError:
    """What the provocation ended in."""
    try:
        found = provoke(place)
    except PosError as error:
        return error
    assert isinstance(found, PosError), f"nothing was refused: {found!r}"
    return found
