"""What holds for every incremental codec: the chunking changes nothing, noise neither raises, loops nor piles up."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.devices.codec_streams import CODECS, Codec, cut_at

SIZES = st.lists(st.integers(1, 17), min_size=1, max_size=8)


def streams(codec: Codec) -> st.SearchStrategy[bytes]:
    """Real frames, cut frames and noise in any order."""
    frame = st.sampled_from(codec.frames)
    cut = st.builds(lambda data, at: data[:at], frame, st.integers(0, 40))
    return st.lists(st.one_of(frame, cut, st.binary(max_size=24)), max_size=12).map(b"".join)


@pytest.mark.parametrize("codec", CODECS, ids=lambda codec: codec.name)
@settings(max_examples=50)  # of each of forty codecs; the long run is below
@given(data=st.data())
def test_any_chunking_says_the_same(codec: Codec, data: st.DataObject) -> None:
    stream = data.draw(streams(codec))
    pieces = cut_at(stream, data.draw(SIZES))
    assert codec.hear(pieces)[0] == codec.hear([stream])[0]


@pytest.mark.parametrize("codec", CODECS, ids=lambda codec: codec.name)
@settings(max_examples=30)
@given(noise=st.binary(max_size=4000))
def test_noise_stays_bounded(codec: Codec, noise: bytes) -> None:
    _, most = codec.hear(cut_at(noise, (100,)))
    assert most <= codec.limit


ENDLESS = {
    "msr iso_read": b"\x1bs\x1b\x01",
    "msr host": b"\x1bw\x1bs\x1b\x01",
    "scanner": b"]E0",
    "modem": b"NAME = ",
    "escpos": b"\x1dv0\x00\xff\xff\xff\xff",
    "status": b"_",
    "pn532": b"\x00\x00\xff\xff\xff\x01\x09\xf6\xd5",
    "yhy522": b"\xaa\xbb\x40",
    "er302": b"\xaa\xbb\x50\x00",
    "rdm6300 auto": b"\x02",
    "calls": b"\x01\x04\x00",
    "fsk": b"\x80\xff\x01",
    "dtmf": b"D",
    "netcallerid": b"###DATE",
    "whozz": b"^^<U>123456<S>123456$01 X",
    "ncid": b"CID: *NAME*",
    "led8": b"\x1bQA",
    "vfd": b"\x1b&\x01\x00\xff\xff",
    "ssi": b"\xff\xe4",
    "gm72": b"\x08\xd0",
    "tcp300": b"\x02\x41",
}


@pytest.mark.parametrize("name", ENDLESS)
def test_an_endless_frame_is_given_up(name: str) -> None:
    codec = next(codec for codec in CODECS if codec.name == name)
    _, most = codec.hear([ENDLESS[name], *([b"A" * 1000] * 20)])
    assert most <= min(codec.limit, 5000)


@pytest.mark.parametrize("codec", CODECS, ids=lambda codec: codec.name)
def test_two_frames_glued_say_what_each_says(codec: Codec) -> None:
    for first in codec.frames:
        for second in codec.frames:
            assert codec.hear([first + second])[0] == codec.hear([first, second])[0]


@pytest.mark.parametrize("codec", CODECS, ids=lambda codec: codec.name)
def test_each_codec_hears_its_frames(codec: Codec) -> None:
    assert any(codec.hear([frame])[0] for frame in codec.frames)


LONG_RUN_BYTES = 1_000_000
#: What these say depends on what came long before: rings of a call, a server's greeting, the border between calls
#: inside the process or between reports, which have no mark because USB never cuts them.
REMEMBERING = {"modem", "ncid", "calls", "msr605x"}


def hostile(codec: Codec, source: random.Random, count: int) -> Iterator[bytes]:
    """Random bytes, real frames and frames with a few bytes changed, cut anywhere, `count` bytes in all."""
    sent = 0
    while sent < count:
        data = bytearray(source.choice(codec.frames) if source.random() < 0.7 else source.randbytes(40))
        for _ in range(source.choice((0, 0, 1, 1, 3))):
            data[source.randrange(len(data))] = source.randrange(256)
        piece = bytes(data[: source.randint(1, len(data))] if source.random() < 0.3 else data)
        sent += len(piece)
        yield piece


@pytest.mark.stress
@pytest.mark.parametrize("codec", CODECS, ids=lambda codec: codec.name)
def test_a_million_hostile_bytes(codec: Codec) -> None:
    """No exception, no growth, and after all that each codec still hears as a new one does."""
    decoder, source, most = codec.make(), random.Random(codec.name), 0
    for piece in hostile(codec, source, LONG_RUN_BYTES):
        decoder.feed(piece)
        most = max(most, decoder.buffered)
    assert most <= codec.limit
    decoder.feed(bytes(codec.limit))  # ends whatever frame was open
    codec.end(decoder)
    good = codec.frames[0]
    heard = [event for _ in range(4) for event in decoder.feed(good)]
    assert heard if codec.name in REMEMBERING else heard[-1:] == codec.hear([good] * 4)[0][-1:]


@pytest.mark.parametrize("codec", CODECS, ids=lambda codec: codec.name)
def test_hostile_bytes(codec: Codec) -> None:
    """The short form of the run above."""
    pieces = list(hostile(codec, random.Random(f"{codec.name} short"), 4000))
    events, most = codec.hear(pieces)
    assert most <= codec.limit
    assert events == codec.hear([b"".join(pieces)])[0]
