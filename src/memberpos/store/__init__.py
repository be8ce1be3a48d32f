"""The only SQL of the till.

sqlite-utils takes `pysqlite3` in place of the standard library's driver when that module is there. Naming sqlcipher3
so before its first import makes both share one set of exception classes; without it sqlite-utils' own error handling
never sees an error of the encrypted connection.
"""

from __future__ import annotations

import sys

import sqlcipher3
import sqlcipher3.dbapi2

sys.modules["pysqlite3"] = sqlcipher3
sys.modules["pysqlite3.dbapi2"] = sqlcipher3.dbapi2
