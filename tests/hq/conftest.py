from tests.hq.fixtures import clock, database, empty_schema, till, world

__all__ = ["clock", "database", "empty_schema", "till", "world"]
