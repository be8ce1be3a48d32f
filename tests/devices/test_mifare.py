"""Mifare Classic: access conditions, and what is never written to a card."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.devices import mifare
from memberpos.devices.chip_ops import Authenticate, WriteBlock, WritePage
from memberpos.devices.mifare import Access

GROUPS = st.tuples(*[st.integers(0, 7)] * 4)


@given(GROUPS)
def test_access_conditions_come_back(groups: tuple[int, int, int, int]) -> None:
    assert mifare.parse_access(mifare.access_bytes(Access(groups))) == Access(groups)


def test_the_factory_trailer() -> None:
    assert mifare.access_bytes(Access((0, 0, 0, 1))) == mifare.FACTORY_ACCESS
    assert mifare.trailer().hex() == "ffffffffffffff078069ffffffffffff"


@given(GROUPS, st.integers(0, 23))
def test_one_wrong_bit_is_seen(groups: tuple[int, int, int, int], bit: int) -> None:
    data = bytearray(mifare.access_bytes(Access(groups)))
    data[bit // 8] ^= 1 << bit % 8
    assert mifare.parse_access(bytes(data)) is None


@given(GROUPS)
def test_a_trailer_that_locks_itself_is_refused(groups: tuple[int, int, int, int]) -> None:
    access = mifare.access_bytes(Access(groups))
    locks = groups[3] in (0b010, 0b110, 0b111)
    try:
        data = mifare.trailer(access=access)
    except ValueError as error:
        assert (locks, str(error)) == (True, "trailer_locks_itself")
    else:
        assert not locks
        assert WriteBlock(7, data).data == data


@pytest.mark.parametrize("block", [3, 7, 63, 127, 143, 255])
def test_no_operation_can_brick_a_sector(block: int) -> None:
    assert mifare.is_trailer(block)
    for data in (bytes(16), b"\xff" * 16, mifare.trailer()[:6] + b"\xff\x07\x81\x69" + b"\xff" * 6):
        with pytest.raises(ValueError, match="access_bits"):
            WriteBlock(block, data)


@pytest.mark.parametrize(
    "make",
    [
        lambda: WriteBlock(0, bytes(16)),
        lambda: WriteBlock(-1, bytes(16)),
        lambda: WriteBlock(256, bytes(16)),
        lambda: WriteBlock(4, bytes(15)),
        lambda: WritePage(0, bytes(4)),
        lambda: WritePage(2, bytes(4)),
        lambda: WritePage(3, bytes(4)),
        lambda: WritePage(4, bytes(5)),
        lambda: Authenticate(4, bytes(5)),
    ],
)
def test_operations_that_cannot_be_meant(make) -> None:
    with pytest.raises(ValueError):
        make()


def test_the_capability_page_may_be_written_as_such() -> None:
    assert WritePage(3, bytes.fromhex("e1101200")).page == 3


@pytest.mark.parametrize(
    ("block", "sector", "trailer"), [(0, 0, 3), (4, 1, 7), (63, 15, 63), (127, 31, 127), (128, 32, 143), (255, 39, 255)]
)
def test_sectors_of_4k_cards(block: int, sector: int, trailer: int) -> None:
    assert (mifare.sector_of(block), mifare.trailer_of(sector)) == (sector, trailer)
    assert mifare.sector_of(mifare.first_block(sector)) == sector


@given(st.integers(-(2**31), 2**31 - 1), st.integers(0, 255))
def test_value_blocks(value: int, address: int) -> None:
    data = mifare.value_block(value, address)
    assert mifare.parse_value(data) == (value, address)
    for at in range(16):
        assert mifare.parse_value(data[:at] + bytes((data[at] ^ 1,)) + data[at + 1 :]) is None


def test_the_value_block_of_the_manual() -> None:
    assert mifare.value_block(100, 5).hex() == "640000009bffffff6400000005fa05fa"
    assert mifare.parse_value(bytes.fromhex("650000009affffff6500000005fa05fa")) == (101, 5)


@pytest.mark.parametrize(("sak", "name"), [(8, "Mifare Classic 1K"), (0x18, "Mifare Classic 4K"), (0x99, "")])
def test_type_names(sak: int, name: str) -> None:
    assert mifare.type_name(sak) == name
