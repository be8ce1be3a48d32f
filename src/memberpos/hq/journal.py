"""Every event headquarters holds, as a list: to be compared with a till's own journal."""

from __future__ import annotations

from memberpos.hq.database import Conn


def every_event(conn: Conn) -> list[dict[str, object]]:
    """{device, seq, event, kind, hash} of each event, by till and sequence; ids as text, `hash` in hex."""
    rows = conn.execute("SELECT device_id, seq, event_id, kind, hash FROM event ORDER BY device_id, seq").fetchall()
    return [
        {"device": str(device), "seq": seq, "event": str(event), "kind": kind, "hash": bytes(digest).hex()}
        for device, seq, event, kind, digest in rows
    ]
