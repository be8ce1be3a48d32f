"""What a forked process may be."""

from __future__ import annotations

from tests.kill import hq_life, till_life

prepare = hq_life.prepare
ROLES = {"till": till_life.main, "hq": hq_life.main, "first_start": till_life.first_start, "backup": till_life.back_up}
