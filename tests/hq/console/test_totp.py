"""The second factor, by the vectors of RFC 4226 appendix D and RFC 6238 appendix B."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from memberpos.hq.console import totp

KEY = b"12345678901234567890"
HOTP = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"]


@pytest.mark.parametrize(("step", "code"), list(enumerate(HOTP)))
def test_codes_of_rfc_4226(step: int, code: str) -> None:
    assert totp.code_at(KEY, step) == code


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_of_rfc_6238(seconds: int, code: str) -> None:
    assert totp.code_at(KEY, totp.step_at(seconds * 1000)) == code


@pytest.mark.parametrize("drift", [-2, -1, 0, 1, 2])
def test_one_step_of_drift_is_taken(drift: int) -> None:
    now_ms = 1_000 * 30_000
    code = totp.code_at(KEY, 1_000 + drift)
    assert totp.matching_step(KEY, code, now_ms, 0) == (1_000 + drift if abs(drift) <= 1 else None)


def test_a_code_is_taken_once() -> None:
    code = totp.code_at(KEY, 1_000)
    step = totp.matching_step(KEY, f" {code[:3]} {code[3:]}", 1_000 * 30_000, 999)
    assert step == 1_000
    assert totp.matching_step(KEY, code, 1_000 * 30_000, step) is None


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３４５６", "12345\x00"])
def test_other_things_are_no_code(typed: str) -> None:
    assert totp.matching_step(KEY, typed, 30_000, 0) is None


def test_an_app_reads_the_address() -> None:
    parts = urlsplit(totp.address(KEY, "memberpos", "李雷"))
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert query == {
        "secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "issuer": "memberpos", "digits": "6", "period": "30",
    }  # fmt: skip
    assert totp.key_text(KEY).replace(" ", "") == query["secret"]
