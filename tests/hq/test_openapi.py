"""The OpenAPI document against the real server: what it describes is what is answered, whatever is sent.

schemathesis makes the requests, good ones and broken ones, from the document served; every one is signed as a till
signs. After each refusal every table must be as it was.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import requests
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import EngineFinished, NonFatalError, ScenarioFinished
from tests.hq.test_api import signer
from tests.hq.test_hostile import ACCOUNT, event, move, new, posted
from tests.hq.world import Clock, Till, World, cluster, served

from memberpos.hq import downloads, openapi
from memberpos.hq.gate import Options
from memberpos.sync import signing
from memberpos.sync.client import Signer

#: Requests of an operation and kind in the suite; under stress so many times more.
EXAMPLES, MORE = 12, 40
#: These change something although they refuse, and are meant to: a fork shuts the till out, a wrong code is counted.
CHANGES_ON_PURPOSE = {"fork", "wrong_code"}
#: One of three questions; events that are a chain: forms that a document cannot tell in full.
NOT_ALL_IN_THE_FORM = ("/v1/members/lookup", "/v1/push", "/v1/pull", "/v1/enrol", "/v1/chain")


#: How a broken request may be refused.
REFUSALS = ["400", "401", "403", "404", "405", "409", "410", "413", "415", "416", "426"]


class Signing(requests.auth.AuthBase):
    """Signs a request as it leaves."""

    def __init__(self, who: Signer, clock: Clock) -> None:
        self._who, self._clock = who, clock

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        parts = urlsplit(str(request.url))
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        body = request.body or b""
        data = body.encode() if isinstance(body, str) else body
        request.headers["Host"] = parts.netloc
        request.headers["User-Agent"] = "memberpos/0.1.0"
        who, now_s, nonce = self._who, self._clock() // 1000, uuid4().hex
        request.headers.update(
            signing.signature_headers(who.key, who.keyid, str(request.method), parts.netloc, target, data, now_s, nonce)
        )
        return request


@pytest.fixture
def world(database: str, clock: Clock, tmp_path: Path) -> Iterator[World]:
    """A headquarters whose tills never wait for news, with a snapshot of one store."""
    made = World(database, Options(rate_per_s=1e6, burst=10**6, wait_s=0), clock, tmp_path)
    yield made
    made.pool.close()


@pytest.fixture
def joined(world: World, till: Till, tmp_path: Path) -> Till:
    till.join(world)
    event(till, postings=posted(100), lots=[{"account": ACCOUNT, "new": [new()], "moves": [move(100)]}])
    till.sync(world)
    world.get("hq", "/v1/snapshot?bucket=s:1", signer(till))
    downloads.build_wanted(world.pool, tmp_path, world.clock(), os.urandom)
    return till


def narrowed(document: dict[str, Any], till: Till) -> dict[str, Any]:
    """The document for one till: its own id and account, so that requests come past the first look."""
    forms = document["components"]["schemas"]
    forms["Push"]["properties"]["device"] = {"enum": [str(till.device)]}
    forms["Authorize"]["properties"]["account"] = {"enum": [ACCOUNT]}
    forms["Pull"]["properties"]["buckets"]["items"] = {"enum": ["g", "s:1"]}
    return document


def config(url: str, examples: int) -> SchemathesisConfig:
    """Every check but those a signature of the whole request makes meaningless: `test_nothing_is_told_unsigned`."""
    checks: dict[str, Any] = {
        name: {"enabled": False} for name in ("ignored_auth", "missing_required_header", "use_after_free")
    }
    checks["negative_data_rejection"] = {"expected-statuses": REFUSALS}
    loose = [
        {"include-path": path, "checks": {"positive_data_acceptance": {"enabled": False}}}
        for path in NOT_ALL_IN_THE_FORM
    ]
    # A half that fails has its own status, in an answer of 200.
    half = {"include-path": "/v1/sync", "checks": {"negative_data_rejection": {"enabled": False}}}
    return SchemathesisConfig.from_dict(
        {
            "seed": int(os.environ.get("MEMBERPOS_SEED", "1")),
            "base-url": url,
            "checks": checks,
            "operations": [*loose, half],
            "phases": {"stateful": {"enabled": False}},
            "generation": {
                "max-examples": examples,
                "database": "none",
                "no-shrink": True,
                "with-security-parameters": False,
            },
        }
    )


def tables(world: World) -> list[str]:
    found = world.rows(
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')"
        " AND NOT relispartition"
    )
    return sorted(name for (name,) in found)


class Watch:
    """Signs what schemathesis sends, and compares all tables after each refusal."""

    def __init__(self, world: World, till: Till) -> None:
        self._world, self._auth = world, Signing(signer(till), world.clock)
        self._query = " UNION ALL ".join(
            f"SELECT '{name}', md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) FROM {name} t"
            for name in tables(world)
        )
        self._written = ""
        self.before: dict[str, str] = {}
        self.before = self.state()
        self.changed: list[str] = []
        self.statuses: dict[int, int] = {}

    def state(self) -> dict[str, str]:
        """A digest of every table; the last one as long as the server wrote nothing at all: it writes everything ahead."""
        written = str(self._world.rows("SELECT pg_current_wal_insert_lsn()"))
        if written == self._written and not cluster():  # there others write, too
            return self.before
        self._written = written
        return dict(self._world.rows(self._query))

    def sign(self, kwargs: dict[str, Any]) -> None:
        kwargs["auth"] = self._auth

    def compare(self, case: Any, response: Any) -> None:
        self.statuses[response.status_code] = self.statuses.get(response.status_code, 0) + 1
        after = self.state()
        if 400 <= response.status_code < 500 and code_of(response.content) not in CHANGES_ON_PURPOSE:
            names = [name for name in after if after[name] != self.before[name]]
            self.changed += [f"{response.status_code} {case.method} {case.path} changed {name}" for name in names]
        self.before = after


def code_of(body: bytes) -> str:
    """The code of a refusal; "" for a HEAD, which has no body, and for what is no HTTP at all."""
    return str(json.loads(body)["code"]) if body.startswith(b"{") else ""


@contextmanager
def hooked(watch: Watch) -> Iterator[None]:
    def before_call(context: Any, case: Any, kwargs: dict[str, Any]) -> None:
        watch.sign(kwargs)

    def after_call(context: Any, case: Any, response: Any) -> None:
        watch.compare(case, response)

    schemathesis.hook(before_call)
    schemathesis.hook(after_call)
    try:
        yield
    finally:
        schemathesis.hooks.unregister_all()


def found_by_schemathesis(world: World, till: Till, examples: int) -> tuple[list[str], Watch]:
    """Everything that is not as the document says; and what was seen on the way."""
    watch, failures = Watch(world, till), []
    with served(world.hq) as url, hooked(watch):
        document = narrowed(requests.get(f"{url}/v1/openapi.json", timeout=10).json(), till)
        schema = schemathesis.openapi.from_dict(document, config=config(url, examples))
        for one in from_schema(schema).execute():
            if isinstance(one, NonFatalError):
                failures.append(f"{one.label}: {one.info.format()}")
            if isinstance(one, ScenarioFinished):
                failures += [
                    f"{one.label}: {check.name}: {check.failure_info.failure} {case.value.as_curl_command()}"
                    for case_id, checks in one.recorder.checks.items()
                    for check in checks
                    if check.failure_info is not None and (case := one.recorder.cases[case_id])
                ]
            if isinstance(one, EngineFinished):
                watch.statuses[0] = 1
    return sorted(set(failures)), watch


def is_as_described(world: World, till: Till, examples: int) -> None:
    failures, watch = found_by_schemathesis(world, till, examples)
    assert failures == [], "\n".join(failures[:20])
    assert watch.changed == []
    assert watch.statuses.keys() >= {0, 200, 400, 401, 403, 404, 405}, "all of them were met"


def test_what_is_described_is_what_is_answered(world: World, joined: Till) -> None:
    is_as_described(world, joined, EXAMPLES)


@pytest.mark.stress
def test_what_is_described_is_what_is_answered_at_length(world: World, joined: Till) -> None:
    is_as_described(world, joined, EXAMPLES * MORE)


def test_what_is_written_is_seen(world: World, joined: Till) -> None:
    watch = Watch(world, joined)
    assert watch.state() == watch.before
    world.run(lambda conn: conn.execute("UPDATE hq_meta SET v = v || '!' WHERE k = 'chain_id'"))
    assert {name for name, digest in watch.state().items() if digest != watch.before[name]} == {"hq_meta"}


def test_nothing_is_told_unsigned(world: World, joined: Till) -> None:
    paths = openapi.document()["paths"].items()
    signed = [(path, method) for path, how in paths for method in how if how[method].get("security")]
    assert len(signed) == 8
    joining = {"code": "AAAA-AAAA", "pubkey": "A" * 43 + "=", "app": "", "proto": [1, 1], "device_id": str(uuid4())}
    with served(world.hq) as url:
        answers = [requests.request(method, url + path, json=joining, timeout=10) for path, method in signed]
    assert {answer.status_code for answer in answers} == {401}
    assert {answer.json()["code"] for answer in answers} == {"bad_signature"}
