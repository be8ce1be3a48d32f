"""Signed HTTP requests to headquarters: TLS verified, plain HTTP to this machine only, everything bounded."""

from __future__ import annotations

import ipaddress
import json
import os
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from memberpos.domain.errors import PosError
from memberpos.sync import protocol, signing
from memberpos.sync.pages import MAX_ANSWER_BYTES

if TYPE_CHECKING:
    import urllib3

_CONNECT_S, _READ_S = 5.0, 40.0
#: Somebody stands at the counter and waits for the answer; a dead line must not hold them up.
AT_THE_COUNTER_S = 8.0
_PIECE_BYTES = 256 * 1024


@dataclass(frozen=True)
class Answer:
    """Status, lower-case headers, and the JSON object of the body ({} when it is none)."""

    status: int
    headers: Mapping[str, str]
    value: Mapping[str, Any]

    @property
    def code(self) -> str:
        """The error code headquarters gave, or ""."""
        code = self.value.get("code", "")
        return code if isinstance(code, str) else ""

    @property
    def hq_time_ms(self) -> int | None:
        """Headquarters' clock, where the answer tells it."""
        text = self.value.get("hq_time")
        return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 19 else None


@dataclass(frozen=True)
class Signer:
    """Who signs: the key's id (device id) and its 32 private bytes."""

    keyid: str
    key: bytes


def checked_url(url: str) -> str:
    """The base URL without a trailing slash. PosError bad_setting: no address, or plain HTTP to another machine."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname if parts.port is None or parts.port > 0 else None
    except ValueError as error:
        raise PosError("bad_setting", setting="hq_url") from error
    if parts.scheme not in ("https", "http") or not host or parts.path not in ("", "/"):
        raise PosError("bad_setting", setting="hq_url")
    if parts.scheme == "http" and not _is_loopback(host):
        raise PosError("bad_setting", setting="hq_url", why="plain_http")
    if parts.query or parts.fragment or "@" in parts.netloc:
        raise PosError("bad_setting", setting="hq_url")
    return f"{parts.scheme}://{parts.netloc}"


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class HqClient:
    """One headquarters. `now_s` is the time signed into requests, `nonce()` 16–64 URL-safe characters.

    `ca_file` pins the authority that signed headquarters' certificate; without it the system's are used. `patience_s`:
    so long each next byte of an answer is waited for.
    """

    def __init__(
        self,
        url: str,
        now_s: Callable[[], int],
        nonce: Callable[[], str],
        app: str,
        ca_file: str | None = None,
        patience_s: float = _READ_S,
    ) -> None:
        self._url = checked_url(url)
        self._now_s = now_s
        self._nonce = nonce
        self._app = app
        self._offset_s = 0
        #: Seconds this till's clock is ahead of headquarters', by the last answer; None before one.
        self.skew_s: int | None = None
        self._ca_file, self._patience_s = ca_file, patience_s

    @cached_property
    def _http(self) -> urllib3.PoolManager:
        """The connection, opened by the first request."""
        import ssl  # late, with urllib3: a till without headquarters starts a quarter of a second sooner

        import urllib3

        timeout = urllib3.Timeout(connect=_CONNECT_S, read=self._patience_s)
        context = ssl.create_default_context(cafile=self._ca_file)
        return urllib3.PoolManager(maxsize=1, timeout=timeout, retries=False, ssl_context=context)

    @cached_property
    def _lost(self) -> tuple[type[Exception], ...]:
        """What the connection raises when the other side is not there."""
        import urllib3

        return (urllib3.exceptions.HTTPError, OSError)

    def post(self, path: str, value: dict[str, Any], signer: Signer) -> Answer:
        """Sends a signed, compressed JSON request. PosError hq_unreachable when no answer came.

        A till whose clock is wrong is told headquarters' time and signs with that from then on.
        """
        return self.send(path, protocol.dump(value), signer)

    def send(self, path: str, data: bytes, signer: Signer) -> Answer:
        """`post` of a JSON text that is there already."""
        body = protocol.squeeze(data)
        answer = self._post_once(path, body, signer)
        if answer.status == 401 and answer.code == "clock" and answer.hq_time_ms is not None:
            self._offset_s = answer.hq_time_ms // 1000 - self._now_s()
            answer = self._post_once(path, body, signer)
        if answer.hq_time_ms is not None:
            self.skew_s = self._now_s() - answer.hq_time_ms // 1000
        return answer

    def _post_once(self, path: str, body: bytes, signer: Signer) -> Answer:
        authority = urlsplit(self._url).netloc
        headers = {
            "Host": authority,
            "User-Agent": f"memberpos/{self._app}",
            "Content-Type": "application/json",
            "Content-Encoding": "gzip",
            "Accept-Encoding": "gzip",
        }
        created_s = self._now_s() + self._offset_s
        headers |= signing.signature_headers(
            signer.key, signer.keyid, "POST", authority, path, body, created_s, self._nonce()
        )
        return self._request("POST", path, headers, body)

    def get(self, target: str, signer: Signer | None = None) -> Answer:
        """A question such as `/v1/time`; signed when `signer` is given. PosError hq_unreachable."""
        headers = {"User-Agent": f"memberpos/{self._app}", "Accept-Encoding": "gzip"}
        if signer is not None:
            authority = urlsplit(self._url).netloc
            created_s = self._now_s() + self._offset_s
            headers["Host"] = authority
            headers |= signing.signature_headers(
                signer.key, signer.keyid, "GET", authority, target, b"", created_s, self._nonce()
            )
        return self._request("GET", target, headers, None)

    def download(self, target: str, start: int, end: int, sink: Callable[[bytes], object]) -> int:
        """Bytes `start` … `end` (exclusive) of a file, given to `sink` as they come; how many came.

        PosError hq_unreachable (also: cut short, what came was given), hq_refused for another answer than the range.
        """
        headers = {"User-Agent": f"memberpos/{self._app}", "Range": f"bytes={start}-{end - 1}"}
        got = 0
        try:
            response = self._http.request(
                "GET", self._url + target, headers=headers, redirect=False, preload_content=False
            )
            if response.status != 206:
                response.close()
                raise PosError("hq_refused", status=response.status, why="range")
            for data in response.stream(_PIECE_BYTES, decode_content=False):
                got += len(data)
                if got > end - start:
                    response.close()
                    raise PosError("hq_refused", why="too_long")
                sink(data)
            response.release_conn()
        except self._lost as error:
            raise PosError("hq_unreachable", why=type(error).__name__) from error
        return got

    def close(self) -> None:
        """Closes the connection; the next request opens another."""
        if "_http" in self.__dict__:
            self._http.clear()

    def _request(self, method: str, path: str, headers: Mapping[str, str], body: bytes | None) -> Answer:
        try:
            response = self._http.request(
                method, self._url + path, headers=headers, body=body, redirect=False, preload_content=False
            )
            data = response.read(MAX_ANSWER_BYTES + 1, decode_content=False)
            if len(data) > MAX_ANSWER_BYTES:
                response.close()
            elif response.length_remaining != 0 and not response.chunked:  # None: cut within the headers
                raise PosError("hq_unreachable", why="cut_short")
            response.release_conn()
        except self._lost as error:
            raise PosError("hq_unreachable", why=type(error).__name__) from error
        found = {k.lower(): v for k, v in response.headers.items()}
        return Answer(response.status, found, _object(data, found.get("content-encoding", "")))


class HqLink:
    """Requests to whichever headquarters the till belongs to at the moment; used by one thread at a time.

    `make_client(url, patience_s)`.
    """

    def __init__(self, make_client: Callable[[str, float], HqClient], patience_s: float = _READ_S) -> None:
        self._make_client, self._patience_s = make_client, patience_s
        self._client: HqClient | None = None
        self._url = ""

    def post(self, url: str, path: str, value: dict[str, Any], signer: Signer) -> Answer:
        """As `HqClient.post`, to the headquarters at `url`."""
        return self._to(url).post(path, value, signer)

    def get(self, url: str, target: str, signer: Signer) -> Answer:
        """A signed question to the headquarters at `url`."""
        return self._to(url).get(target, signer)

    def download(self, url: str, target: str, start: int, end: int, sink: Callable[[bytes], object]) -> int:
        """As `HqClient.download`, from the headquarters at `url`."""
        return self._to(url).download(target, start, end, sink)

    def _to(self, url: str) -> HqClient:
        if self._client is None or url != self._url:
            self.close()
            self._client, self._url = self._make_client(url, self._patience_s), url
        return self._client

    def twin(self, patience_s: float = _READ_S) -> HqLink:
        """Another link to the same headquarters, for another thread."""
        return HqLink(self._make_client, patience_s)

    @property
    def skew_s(self) -> int | None:
        """Seconds this till's clock is ahead of headquarters', or None before an answer."""
        return None if self._client is None else self._client.skew_s

    def close(self) -> None:
        """Closes the connection; a later request opens another."""
        if self._client is not None:
            self._client.close()
            self._client = None


#: The authority of the chain's certificate, in a till's home; without it the system's authorities are trusted.
CA_FILE, CA_VARIABLE = "hq-ca.pem", "MEMBERPOS_CA_FILE"


def ca_file_of(home: Path) -> str | None:
    """Whom the till in `home` trusts to certify its headquarters: $MEMBERPOS_CA_FILE, the home's own file, or None."""
    named, own = os.environ.get(CA_VARIABLE), home / CA_FILE
    return named or (str(own) if own.is_file() else None)


def system_link(app: str, ca_file: str | None = None) -> HqLink:
    """A link on the system's clock and randomness for the program version `app`."""

    def make_client(url: str, patience_s: float) -> HqClient:
        return HqClient(url, lambda: int(time.time()), lambda: secrets.token_urlsafe(18), app, ca_file, patience_s)

    return HqLink(make_client)


def _object(data: bytes, encoding: str) -> dict[str, Any]:
    if len(data) > MAX_ANSWER_BYTES:
        return {}
    try:
        value = json.loads(protocol.unsqueeze(data, MAX_ANSWER_BYTES) if encoding == "gzip" else data)
    except (ValueError, RecursionError, protocol.WireError):
        return {}
    return value if isinstance(value, dict) else {}
