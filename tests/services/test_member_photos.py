"""A member's photo: cut out, made small, hostile pictures refused."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from memberpos.services import (
    photos,
)
from memberpos.services.photos import Crop
from tests.refusals import code_of
from tests.services.shop import Shop


def picture(kind: str = "JPEG", size: tuple[int, int] = (1600, 1200), mode: str = "RGB") -> bytes:
    image = Image.effect_noise(size, 80).convert(mode)
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("WEBP", "RGB"), ("BMP", "L")]
)
def test_a_photo_is_cut_out_and_made_small(shop: Shop, kind: str, mode: str) -> None:
    member = shop.enrol().member_id
    working = photos.working_copy(picture(kind, mode=mode))
    jpeg = photos.cut(working, Crop(0.1, 0.2, 0.7, 0.9))
    with Image.open(io.BytesIO(jpeg)) as image:
        assert (image.format, image.mode) == ("JPEG", "RGB")
        assert max(image.size) <= photos.SIDE_PX
    assert len(jpeg) <= photos.MOST_JPEG_BYTES
    photos.keep(shop.use(), member, jpeg)
    assert photos.photo(shop.db, member) == jpeg
    photos.remove(shop.use(), member)
    assert photos.photo(shop.db, member) is None
    assert code_of(photos.remove, shop.use(), member) == "not_found"
    shop.assert_books_agree()


def test_a_photo_taken_upright_stays_so_and_says_nothing_of_where() -> None:
    image = Image.new("RGB", (400, 200), "red")
    image.paste("blue", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Secret Camera"
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    working = photos.working_copy(out.getvalue())
    with Image.open(io.BytesIO(working)) as upright:
        assert upright.size == (200, 400)
        assert upright.getpixel((100, 50))[2] > 200
    assert b"Secret" not in working


def bomb() -> bytes:
    """A PNG of 60,000 × 60,000 in two hundred bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.4", bomb(),
     picture()[:3000], b"\xff\xd8\xff\xe0" + b"\0" * 200, b"II*\0" + b"\0" * 60],
)  # fmt: skip
def test_hostile_pictures_are_refused(data: bytes) -> None:
    assert code_of(photos.working_copy, data) == "bad_file"


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=400), st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"BM", b"RIFF\x10\0\0\0WEBPVP8 "])
)
def test_any_bytes_are_a_picture_or_refused(data: bytes, head: bytes) -> None:
    assert code_of(photos.working_copy, head + data) in (None, "bad_file")


def test_only_what_was_cut_is_kept(shop: Shop, tmp_path: Path) -> None:
    member = shop.enrol().member_id
    assert code_of(photos.keep, shop.use(), member, picture(size=(600, 600))) == "bad_file"
    assert code_of(photos.keep, shop.use(), member, picture("PNG", (50, 50))) == "bad_file"
    assert code_of(photos.keep, shop.use(), "nobody", photos.cut(picture(), Crop(0, 0, 1, 1))) == "not_found"
    assert code_of(Crop, 0.5, 0, 0.4, 1) == "bad_amount"
    assert code_of(photos.read_file, tmp_path / "none.jpg") == "not_found"
    (tmp_path / "big.jpg").write_bytes(b"\0" * (photos.MOST_BYTES + 1))
    assert code_of(photos.read_file, tmp_path / "big.jpg") == "bad_file"
