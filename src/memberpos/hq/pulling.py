"""A till's pull: which buckets it may have, and one page of them."""

from __future__ import annotations

from typing import Any

from memberpos.hq import feed
from memberpos.hq.database import Pool
from memberpos.hq.devices import Device
from memberpos.hq.tx import EVERYBODY, GENERAL, Chain
from memberpos.sync import pages
from memberpos.sync.protocol import WireError


def names(chain: Chain, store_id: int) -> list[str]:
    """The buckets of a store's tills, as they are named on the wire."""
    return ["g", *(["m"] if chain.all_members else []), f"s:{store_id}"]


def bucket_number(chain: Chain, store_id: int, name: str) -> int:
    """A bucket's number; WireError 403 for one that is not this store's."""
    if name not in names(chain, store_id):
        raise WireError("not_allowed", 403, where="bucket")
    return {"g": GENERAL, "m": EVERYBODY}.get(name, store_id)


def buckets(chain: Chain, device: Device, value: Any) -> list[int]:
    """The buckets a pull asks for."""
    return [bucket_number(chain, device.store_id, name) for name in pages.decode_pull(value).buckets]


def wait_s(value: Any) -> int:
    """How long a pull would wait for news."""
    return pages.decode_pull(value).wait_s


def page(pool: Pool, chain: Chain, device: Device, value: Any) -> dict[str, Any]:
    """One page as JSON; WireError 410 reset when the cursor does not belong to this feed."""
    request = pages.decode_pull(value)
    wanted = [bucket_number(chain, device.store_id, name) for name in request.buckets]
    found = pool.snapshot(lambda conn: feed.read(conn, device.device_id, request.cursor, wanted, request.most))
    if isinstance(found, feed.Reset):
        raise WireError("reset", 410, why=found.why)
    return {
        "cursor": pages.encode_cursor(found.cursor), "rows": list(found.rows), "more": found.more,
        "incl_seq": found.incl_seq, "steps": [[count, pages.encode_cursor(at)] for count, at in found.steps],
    }  # fmt: skip
