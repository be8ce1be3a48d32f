"""The audit chain: any change of what it covers is found."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.security.audit import GENESIS, AuditRow, chain, first_break

TEXT = st.text(max_size=20)
ROWS = st.lists(st.tuples(st.integers(-(2**62), 2**62), TEXT, TEXT, TEXT, TEXT), min_size=1, max_size=12)


def chained(contents):
    rows, previous = [], GENESIS
    for seq, content in enumerate(contents, start=1):
        row = AuditRow(seq, *content)
        previous = chain(previous, row)
        rows.append((row, previous))
    return rows


def test_a_known_hash():
    row = AuditRow(1, 1_767_225_600_000, "s", "sign_in", "s", "{}")
    data = bytes(32) + (1).to_bytes(8, "big") + (1_767_225_600_000).to_bytes(8, "big")
    for text in (b"s", b"sign_in", b"s", b"{}"):
        data += len(text).to_bytes(4, "big") + text
    assert chain(GENESIS, row) == hashlib.sha256(data).digest()


def test_a_previous_hash_has_32_bytes():
    with pytest.raises(ValueError):
        chain(b"", AuditRow(1, 0, "", "", "", ""))


@given(ROWS)
def test_a_whole_chain(contents):
    assert first_break(chained(contents)) is None


@given(ROWS, st.data())
def test_any_changed_field_is_found_at_its_row(contents, data):
    rows = chained(contents)
    at = data.draw(st.integers(0, len(rows) - 1))
    field = data.draw(st.sampled_from(["at_ms", "staff_id", "action", "subject", "detail"]))
    old = getattr(rows[at][0], field)
    new = old + 1 if field == "at_ms" else old + "x"
    rows[at] = (replace(rows[at][0], **{field: new}), rows[at][1])
    assert first_break(rows) == at + 1


@given(ROWS, st.data())
def test_a_row_taken_out_is_found(contents, data):
    rows = chained(contents)
    at = data.draw(st.integers(0, len(rows) - 1))
    del rows[at]
    assert first_break(rows) == (at + 1 if at < len(rows) else None)


@given(ROWS)
def test_moving_text_between_fields_is_found(contents):
    rows = chained(contents)
    row, digest = rows[0]
    moved = replace(row, action=row.action + row.subject, subject="")
    expected = None if moved == row else 1
    assert first_break([(moved, digest), *rows[1:]]) == expected
