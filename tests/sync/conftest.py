from tests.hq.fixtures import clock, database, till, world
from tests.sync.chain import chain, member

__all__ = ["chain", "clock", "database", "member", "till", "world"]
