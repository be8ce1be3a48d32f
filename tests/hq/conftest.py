from tests.hq.fixtures import clock, database, till, world

__all__ = ["clock", "database", "till", "world"]
