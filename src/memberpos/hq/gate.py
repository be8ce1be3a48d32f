"""Who is at the door: signature, time, nonce, rate, program version; and bodies unpacked within their limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from memberpos.hq import devices
from memberpos.hq.admission import Nonces, TokenBuckets
from memberpos.hq.database import Pool
from memberpos.hq.devices import Device
from memberpos.hq.web import Request
from memberpos.sync import protocol, signing
from memberpos.sync.protocol import WireError


@dataclass(frozen=True)
class Options:
    """What an operator may set. `min_app` as (1, 3) refuses older tills; `next_s` is the wait a till is told when
    nothing is to be done, `wait_s` how long it may wait at the line for news; `busy_at` requests at once are a crowd.
    """

    next_s: int = 15
    min_app: tuple[int, ...] = (0,)
    rate_per_s: float = 20.0
    burst: int = 100
    nonce_keep_s: int = 2 * signing.WINDOW_S
    wait_s: int = 25
    busy_at: int = 32
    most_waiting: int = 10_000


class Gate:
    """Lets requests in. Raises WireError for all it does not."""

    def __init__(self, pool: Pool, now_ms: Callable[[], int], options: Options) -> None:
        self._pool = pool
        self._now_ms = now_ms
        self._options = options
        self._buckets = TokenBuckets(now_ms, options.rate_per_s, options.burst)
        self._nonces = Nonces(now_ms, options.nonce_keep_s)

    def device(self, request: Request) -> Device:
        """The device that signed the request, whatever its state; WireError 401, 403, 426, 429."""
        seen = signing.read_signature(request.headers)
        device_id = uuid_of(seen.keyid)
        device = devices.look_up(self._pool, device_id)
        if device is None or device.status == devices.HQ:
            raise WireError("unknown_device", 401)
        self.check_signature(request, device.pubkey, device_id)
        wait_s = self._buckets.wait_s(str(device.store_id))
        if wait_s:
            raise WireError("busy", 429, retry_s=wait_s)
        if app_version(request.headers.get("user-agent", "")) < self._options.min_app:
            raise WireError("upgrade", 426, min_app=".".join(map(str, self._options.min_app)))
        return device

    def check_signature(self, request: Request, pubkey: bytes, device: UUID) -> None:
        """WireError 401 bad_signature, clock, replayed."""
        seen = signing.read_signature(request.headers)
        if seen.keyid != str(device):
            raise WireError("bad_signature", 401)
        authority = request.headers.get("host", "")
        signing.verify(seen, pubkey, request.method, authority, request.target, request.body)
        if abs(self._now_ms() // 1000 - seen.created_s) > signing.WINDOW_S:
            raise WireError("clock", 401)
        if not self._nonces.fresh(seen.keyid, seen.nonce):
            raise WireError("replayed", 401)


def is_packed(request: Request) -> bool:
    """Whether the body is gzip; WireError 413, 415."""
    encoding = request.headers.get("content-encoding", "identity")
    if len(request.body) > protocol.MAX_REQUEST_BYTES:
        raise WireError("too_large", 413, limit=protocol.MAX_REQUEST_BYTES)
    if encoding not in ("identity", "gzip"):
        raise WireError("bad_encoding", 415)
    return encoding == "gzip"


def unpacked(request: Request) -> bytes:
    """The body as JSON text; WireError 413, 415, 400."""
    return protocol.unsqueeze(request.body) if is_packed(request) else request.body


def uuid_of(text: str) -> UUID:
    """A key id; WireError 401 when it is none."""
    try:
        return UUID(text)
    except ValueError as error:
        raise WireError("bad_signature", 401) from error


def app_version(agent: str) -> tuple[int, ...]:
    """(1, 4, 0) from `memberpos/1.4.0`; (0,) from anything else."""
    name, _, version = agent.partition("/")
    parts = version.split(".")
    if name != "memberpos" or not all(part.isascii() and part.isdigit() and len(part) < 6 for part in parts):
        return (0,)
    return tuple(int(part) for part in parts)
