from tests.hq.fixtures import clock, database, till, world
from tests.sync.chain import chain, member
from tests.sync.two_tills import far, two

__all__ = ["chain", "clock", "database", "far", "member", "till", "two", "world"]
