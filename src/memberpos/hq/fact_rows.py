"""The statistics' table: what new events add to it, in the transaction that books them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from memberpos.hq.database import Conn
from memberpos.hq.day_facts import Fact, facts
from memberpos.hq.devices import Device
from memberpos.hq.effects import Effect
from memberpos.hq.purses import Line


def add(conn: Conn, device: Device, effects: Sequence[Effect], booked: Sequence[Line]) -> None:
    """Adds what the events say, in order of key. An event whose postings stood in the ledger before was counted then
    (a restored till sends it under its new id); one without postings cannot be told from a new one.
    """
    new = {effect.seq for effect, _ in booked}
    told: defaultdict[date, list[Fact]] = defaultdict(list)
    for effect in effects:
        if not effect.bookings or effect.seq in new:
            told[effect.business_date] += facts(effect)
    sums: defaultdict[tuple[date, str, str, int], list[int]] = defaultdict(lambda: [0, 0])
    for day, said in told.items():
        for (measure, item, hour, n, amount), times in Counter(said).items():  # most say the same
            if n or amount:
                total = sums[day, measure, item, hour]
                total[0] += n * times
                total[1] += amount * times
    if not sums:
        return
    keys = sorted(sums)
    conn.execute(
        """INSERT INTO day_fact AS old(store_id, device_id, business_date, measure, item, hour, n, amount)
        SELECT %s, %s, f.*
        FROM unnest(%s::date[], %s::text[], %s::text[], %s::smallint[], %s::numeric[], %s::numeric[])
          AS f(day, measure, item, hour, n, amount)
        ON CONFLICT(store_id, business_date, device_id, measure, item, hour)
        DO UPDATE SET n = old.n + excluded.n, amount = old.amount + excluded.amount""",
        (
            device.store_id,
            device.device_id,
            *([key[column] for key in keys] for column in range(4)),
            [sums[key][0] for key in keys],
            [sums[key][1] for key in keys],
        ),
    )
