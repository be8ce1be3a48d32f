"""The recovery code as people read, type and scan it."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.refusals import code_of

from memberpos.security.recovery import from_code, qr_text, to_code

SECRETS = st.binary(min_size=16, max_size=16)


def test_known_codes():
    assert to_code(bytes(16)) == "0000-0000-0000-0000-0000-0000-013F"
    assert to_code(bytes(range(16))) == "000G-40R4-0M30-E209-185G-R38E-1WFX"


@given(SECRETS)
def test_there_and_back(secret):
    code = to_code(secret)
    assert [len(group) for group in code.split("-")] == [4] * 7
    assert from_code(code) == secret


@given(SECRETS)
def test_as_people_type_it(secret):
    code = to_code(secret)
    sloppy = " " + code.lower().replace("-", " ").replace("0", "o").replace("1", "l") + "\n"
    assert from_code(sloppy) == secret


@given(SECRETS, st.data())
def test_one_wrong_letter_is_found(secret, data):
    code = to_code(secret)
    at = data.draw(st.sampled_from([i for i, letter in enumerate(code) if letter != "-"]))
    letter = data.draw(st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
    assume(letter != code[at])
    slipped = code[:at] + letter + code[at + 1 :]
    # 12 bits of checksum: one slip in 4096 passes, and then opens nothing.
    assert code_of(from_code, slipped) == "wrong_code" or from_code(slipped) != secret


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_refused(text):
    assert code_of(from_code, text) in {None, "wrong_code"}


@pytest.mark.parametrize("secret", [b"", bytes(15), bytes(17)])
def test_only_sixteen_bytes(secret):
    with pytest.raises(ValueError):
        to_code(secret)


def test_the_qr_text_is_the_symbol():
    import segno

    code = to_code(bytes(range(16)))
    symbol = [list(row) for row in segno.make(code, error="m", micro=False).matrix_iter(border=2)]
    lines = qr_text(code).split("\n")
    dark = {"█": (0, 0), "▀": (0, 1), "▄": (1, 0), " ": (1, 1)}
    for y, row in enumerate(symbol):
        assert [dark[lines[y // 2][x]][y % 2] for x in range(len(row))] == [int(bool(cell)) for cell in row]
