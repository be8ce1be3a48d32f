"""The statistics' table: what new events add to it, in the transaction that books them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from memberpos.hq.database import Conn
from memberpos.hq.day_facts import facts
from memberpos.hq.devices import Device
from memberpos.hq.effects import Effect
from memberpos.hq.purses import Line


def add(conn: Conn, device: Device, effects: Sequence[Effect], booked: Sequence[Line]) -> None:
    """Adds what the events say, in order of key. An event whose postings stood in the ledger before was counted then
    (a restored till sends it under its new id); one without postings cannot be told from a new one.
    """
    new = {effect.event_id for effect, _ in booked}
    sums: defaultdict[tuple[date, str, str, int], list[int]] = defaultdict(lambda: [0, 0])
    for effect in effects:
        if effect.bookings and effect.event_id not in new:
            continue
        day = effect.business_date
        for measure, item, hour, n, amount in facts(effect):
            if n or amount:
                total = sums[day, measure, item, hour]
                total[0] += n
                total[1] += amount
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
