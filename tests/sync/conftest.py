from tests.hq.fixtures import clock, database, till, world
from tests.sync.chain import chain, member
from tests.sync.seeds import filled, new
from tests.sync.two_tills import far, two

__all__ = ["chain", "clock", "database", "far", "filled", "member", "new", "till", "two", "world"]
