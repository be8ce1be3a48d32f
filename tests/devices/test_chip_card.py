"""Reading and writing member cards, on cards that behave as cards do: keys, locks, and a hand that pulls them away."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.devices.chips_by_hand import Hand, card_of

from memberpos.devices import chip_card, chip_content, mifare, ntag
from memberpos.devices.chip_card import Content
from memberpos.devices.chip_ops import Authenticate, Chip, ChipError, WriteBlock
from memberpos.devices.mifare import DEFAULT_KEYS
from memberpos.devices.simulator.chip_field import put_text, text_of
from memberpos.devices.simulator.chips import MifareClassic, Type2Card
from memberpos.domain import cards as card_rules

WRITABLE = ["m1", "m1_4k", "m1_mini", "ultralight", "ntag213", "ntag215", "ntag216"]
TEXT = card_rules.track2("80000123", b"key")[1:-1]
KEY = bytes.fromhex("112233445566")
NUMBERS = st.text(st.sampled_from("0123456789"), min_size=1, max_size=card_rules.MAX_NUMBER)


def read(hand: Hand) -> Content:
    return hand.run(lambda chip: chip_card.read_content(chip, DEFAULT_KEYS))


def write(hand: Hand, text: str = TEXT, *, overwrite: bool = False) -> None:
    hand.run(lambda chip: chip_card.write_content(chip, text, DEFAULT_KEYS, overwrite=overwrite))
    hand.run(lambda chip: chip_card.prove_content(chip, text, DEFAULT_KEYS))


def word(call) -> str:
    with pytest.raises(ChipError) as caught:
        call()
    return caught.value.word


@pytest.mark.parametrize("kind", WRITABLE)
def test_what_is_written_is_read(kind: str) -> None:
    hand = Hand(card_of(kind))
    assert read(hand) == Content()
    write(hand)
    assert read(hand) == Content(TEXT)
    assert text_of(hand.field.cards["card"]) == TEXT


@given(NUMBERS, st.binary(min_size=32, max_size=32))
@settings(max_examples=40)
def test_any_number_comes_back_with_its_proof(number: str, key: bytes) -> None:
    text = card_rules.track2(number, key)[1:-1]
    for kind in ("m1", "ntag213"):
        hand = Hand(card_of(kind))
        write(hand, text)
        found = card_rules.parse_track(f";{read(hand).text}?", key)
        assert (found.number, found.verdict) == (number, card_rules.OK)


@pytest.mark.parametrize("kind", ["m1", "ntag213"])
def test_a_card_with_another_number_is_not_written_over_unless_asked(kind: str) -> None:
    hand = Hand(card_of(kind))
    write(hand, "11=2")
    assert word(lambda: write(hand)) == "other_number"
    assert read(hand) == Content("11=2")
    write(hand, "11=2")
    write(hand, overwrite=True)
    assert read(hand) == Content(TEXT)


@pytest.mark.parametrize("kind", WRITABLE)
def test_a_card_pulled_away_never_holds_a_wrong_number(kind: str) -> None:
    """After any number of writes: the old content, nothing, or damage that is seen; then it can be written again."""
    for writes in range(60):
        card = card_of(kind)
        put_text(card, "7654321=11111111")
        hand = Hand(card)
        card.writes_left = writes
        try:
            hand.run(lambda chip: chip_card.write_content(chip, TEXT, DEFAULT_KEYS, overwrite=True))
        except ChipError:
            card.writes_left = None
            assert read(hand) in (Content(), Content("7654321=11111111"), Content(damaged=True))
            write(hand, overwrite=True)
            assert read(hand) == Content(TEXT)
        else:
            break
    else:
        pytest.fail("the write needs more than 60 writes")


@pytest.mark.parametrize("kind", ["m1", "ntag213"])
def test_a_card_is_erased(kind: str) -> None:
    hand = Hand(card_of(kind))
    write(hand)
    hand.run(lambda chip: chip_card.erase_content(chip, DEFAULT_KEYS))
    assert read(hand) == Content()


def test_other_cards_hold_nothing_and_are_not_written() -> None:
    hand = Hand(card_of("cpu"))
    assert read(hand) == Content()
    assert word(lambda: write(hand)) == "unsupported"
    assert word(lambda: hand.run(lambda chip: chip_card.erase_content(chip, DEFAULT_KEYS))) == "unsupported"


@pytest.mark.parametrize("text", ["", "12a", "1" * 38, "卡"])
def test_texts_that_no_card_holds(text: str) -> None:
    hand = Hand(card_of("m1"))
    with pytest.raises(ValueError, match="text"):
        write(hand, text)
    assert read(hand) == Content()


# --- keys


def locked(key_a: bytes = KEY, key_b: bytes = KEY, access: bytes = mifare.FACTORY_ACCESS) -> Hand:
    card = card_of("m1")
    assert isinstance(card, MifareClassic)
    card.set_keys(chip_content.SECTOR, key_a, key_b, access)
    return Hand(card)


def test_keys_are_tried_in_order_with_a_new_selection_after_each_failure() -> None:
    hand = locked()
    found = hand.run(lambda chip: chip_card.authenticate(chip, 4, (*DEFAULT_KEYS, KEY)))
    assert found == KEY
    assert [type(op).__name__ for op in hand.ops] == ["Authenticate", "Select"] * 4 + ["Authenticate"]


def test_a_sector_with_strange_keys_is_a_foreign_card() -> None:
    hand = locked()
    assert read(hand) == Content()
    assert word(lambda: write(hand)) == "auth"


def test_key_b_is_tried_after_key_a() -> None:
    only_b = mifare.access_bytes(mifare.Access((0, 0, 0, 0b011)))
    hand = locked(key_b=mifare.FACTORY_KEY, access=only_b)
    write(hand)
    assert read(hand) == Content(TEXT)
    keys = [op for op in hand.ops if isinstance(op, Authenticate) and op.key == mifare.FACTORY_KEY]
    assert {op.key_b for op in keys} == {False, True}


def test_blocks_that_may_not_be_written() -> None:
    read_only = mifare.access_bytes(mifare.Access((0b010, 0b010, 0b010, 0b001)))
    hand = locked(mifare.FACTORY_KEY, access=read_only)
    assert word(lambda: write(hand)) == "card"


def test_another_card_in_the_hand_is_noticed() -> None:
    hand = Hand(card_of("m1"))
    stranger = Chip(b"\1\2\3\4", 0x08)
    assert word(lambda: hand.run(lambda _chip: chip_card.select_again(stranger))) == "changed"


def test_trailers_are_written_only_when_they_verify() -> None:
    hand = Hand(card_of("m1"))
    new = mifare.trailer(KEY, mifare.FACTORY_ACCESS, KEY)
    hand.run(lambda chip: chip_card.write_trailer(chip, 1, new, DEFAULT_KEYS))
    assert hand.run(lambda chip: chip_card.authenticate(chip, 4, (KEY,))) == KEY
    before = len(hand.ops)
    with pytest.raises(ValueError, match="access_bits"):
        hand.run(lambda chip: chip_card.write_trailer(chip, 1, bytes(16), (KEY,)))
    assert len(hand.ops) == before, "nothing was sent"


# --- value blocks


@given(st.lists(st.integers(-(10**6), 10**6), max_size=8))
@settings(max_examples=30)
def test_value_blocks_add_up(deltas: list[int]) -> None:
    hand = Hand(card_of("m1"))

    def program(chip: Chip):
        yield from chip_card.authenticate(chip, 8, DEFAULT_KEYS)
        yield from chip_card.put_value(8, 500)
        total = 500
        for delta in deltas:
            total = yield from chip_card.add_value(8, delta)
        yield from chip_card.copy_value(8, 9)
        return total, (yield from chip_card.read_value(9))

    want = 500 + sum(deltas)
    assert hand.run(program) == (want, want)


def test_a_block_without_a_value() -> None:
    hand = Hand(card_of("m1"))

    def program(chip: Chip):
        yield from chip_card.authenticate(chip, 8, DEFAULT_KEYS)
        return (yield from chip_card.read_value(8))

    assert word(lambda: hand.run(program)) == "damaged"


# --- NTAG, Ultralight


def ntag_card(kind: str = "ntag213") -> Type2Card:
    card = card_of(kind)
    assert isinstance(card, Type2Card)
    return card


def test_what_an_ntag_came_with_stays() -> None:
    card = ntag_card()
    write(Hand(card))
    assert bytes(card.pages[4]) + bytes(card.pages[5][:1]) == bytes.fromhex("0103a00c34")
    assert bytes(card.pages[3]) == bytes.fromhex("e1101200")


def test_a_blank_ultralight_gets_a_capability() -> None:
    card = ntag_card("ultralight")
    write(Hand(card))
    assert bytes(card.pages[3]) == bytes.fromhex("e1100600")


def test_a_message_of_somebody_else_is_written_over() -> None:
    card = ntag_card()
    for at, byte in enumerate(ntag.ndef_tlv(bytes.fromhex("d1010b5504676f6f676c652e636f6d"))):
        card.pages[4 + at // 4][at % 4] = byte
    hand = Hand(card)
    assert read(hand) == Content()
    write(hand)
    assert read(hand) == Content(TEXT)


def test_locked_and_full_cards() -> None:
    locked_card = ntag_card()
    locked_card.pages[3][3] = 0x0F
    assert word(lambda: write(Hand(locked_card))) == "read_only"
    bits = ntag_card()
    bits.pages[2][2:] = b"\xff\xff"
    assert word(lambda: write(Hand(bits))) == "card"
    small = ntag_card("ultralight")
    text = "1" * 28 + "=" + "2" * 8
    assert word(lambda: write(Hand(small), text)) == "full"
    assert text_of(small) == ""


def test_passwords() -> None:
    card = ntag_card()
    card.protect(4, b"pass", b"OK")
    hand = Hand(card)
    assert word(lambda: write(hand)) == "card"
    assert word(lambda: hand.run(lambda _chip: chip_card.unlock(b"nope"))) == "auth"

    def program(chip: Chip):
        pack = yield from chip_card.unlock(b"pass")
        yield from chip_card.write_content(chip, TEXT, ())
        return pack

    assert hand.run(program) == b"OK"
    assert read(hand) == Content(TEXT)
    card.protect(4, b"pass", b"OK", reads=True)
    assert word(lambda: read(hand)) == "card"


@pytest.mark.parametrize(("kind", "name"), [("ntag213", "NTAG213"), ("ntag215", "NTAG215"), ("ntag216", "NTAG216")])
def test_ntags_say_what_they_are(kind: str, name: str) -> None:
    product = Hand(card_of(kind)).run(chip_card.identify)
    assert product is not None
    assert product.name == name


def test_cards_that_do_not_say_it_are_taken_up_again() -> None:
    hand = Hand(card_of("ultralight"))
    assert hand.run(chip_card.identify) is None
    assert hand.run(lambda _chip: chip_card.read_block(0))[:3] == bytes.fromhex("04a1b2")
    assert Hand(card_of("ntag213"), through=False).run(chip_card.identify) is None


# --- the record itself


@given(st.binary(max_size=64))
def test_no_bytes_are_taken_for_a_card_by_chance(data: bytes) -> None:
    head = b"MP\x01" + data
    for raw in (data, head):
        try:
            text = chip_content.from_blocks(raw)
        except chip_content.DamagedError:
            continue
        assert text is None or b"".join(chip_content.to_blocks(text)).startswith(raw[: 4 + len(text)])


def test_a_changed_bit_of_a_record_is_damage() -> None:
    data = b"".join(chip_content.to_blocks(TEXT))
    for bit in range(8 * 3, 8 * (6 + len(TEXT))):
        changed = bytearray(data)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(chip_content.DamagedError):
            chip_content.from_blocks(bytes(changed))


def test_a_record_of_ours_with_other_characters_is_damage() -> None:
    with pytest.raises(chip_content.DamagedError):
        chip_content.from_message(ntag.external_record(chip_content.RECORD_TYPE, b"abc"))


def test_member_cards_never_touch_block_0_or_trailers() -> None:
    hand = Hand(card_of("m1"))
    write(hand)
    assert {op.block for op in hand.ops if isinstance(op, WriteBlock)} == set(chip_content.BLOCKS)
