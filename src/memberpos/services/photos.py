"""A member's photo: whatever a file, a drop or the clipboard brought, cut out and made small (decision 0100).

Pictures come from outside and are read with care: few formats, a limit of bytes and of pixels before anything is
decoded, nothing of the original kept but its pixels.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from memberpos.domain.errors import PosError
from memberpos.files import os_refusal
from memberpos.services.booking import Draft, book
from memberpos.services.rights import require
from memberpos.services.use import Use
from memberpos.store import member_photos as rows
from memberpos.store import members
from memberpos.store.database import Database

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "WEBP", "BMP")
MOST_BYTES, MOST_PIXELS = 32 * 1024 * 1024, 80_000_000
SIDE_PX, MOST_JPEG_BYTES = 480, 60 * 1024
#: What the cropping window works on.
WORK_SIDE_PX = 1200
_QUALITIES = (90, 84, 78, 70, 62, 54, 46, 38, 30)


@dataclass(frozen=True)
class Crop:
    """The part of a picture to keep, as fractions of its width and height."""

    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        if not (0 <= self.left < self.right <= 1 and 0 <= self.top < self.bottom <= 1):
            raise PosError("bad_amount", reason="crop")


def read_file(path: Path) -> bytes:
    """The bytes of a picture file. PosError bad_file (too big), not_found, read_only …"""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise os_refusal(error) from error
    if len(data) > MOST_BYTES:
        raise PosError("bad_file", reason="photo_bytes", limit=MOST_BYTES)
    return data


def working_copy(data: bytes) -> bytes:
    """The picture upright, in RGB, at most WORK_SIDE_PX wide and high, as JPEG: what the window shows for cropping.

    PosError bad_file (photo: no picture, damaged, another format; photo_bytes, photo_pixels: too big).
    """
    image = _decoded(data)
    image.thumbnail((WORK_SIDE_PX, WORK_SIDE_PX))
    return _jpeg(image, 92)


def cut(working: bytes, crop: Crop) -> bytes:
    """The cropped part of a working copy as kept: JPEG, at most SIDE_PX and MOST_JPEG_BYTES. PosError bad_file."""
    image = _decoded(working)
    width, height = image.size
    box = (int(crop.left * width), int(crop.top * height), round(crop.right * width), round(crop.bottom * height))
    if box[2] - box[0] < 1 or box[3] - box[1] < 1:
        raise PosError("bad_amount", reason="crop")
    image = image.crop(box)
    image.thumbnail((SIDE_PX, SIDE_PX))
    for quality in _QUALITIES:
        jpeg = _jpeg(image, quality)
        if len(jpeg) <= MOST_JPEG_BYTES:
            return jpeg
    image.thumbnail((SIDE_PX // 2, SIDE_PX // 2))
    return _jpeg(image, _QUALITIES[-1])


def photo(db: Database, member_id: str) -> bytes | None:
    """A member's photo as JPEG."""
    return rows.get(db, member_id)


def keep(use: Use, member_id: str, jpeg: bytes) -> None:
    """Keeps a photo that `cut` made. PosError not_found, bad_file (not such a JPEG)."""
    _check(jpeg)
    with use.db.transaction():
        _book(use, member_id, {"sha256": hashlib.sha256(jpeg).hexdigest(), "bytes": len(jpeg)})
        rows.put(use.db, member_id, jpeg)


def remove(use: Use, member_id: str) -> None:
    """Takes the photo away. PosError not_found (member, or no photo)."""
    with use.db.transaction():
        _book(use, member_id, {"removed": True})
        if not rows.remove(use.db, member_id):
            raise PosError("not_found", what="photo")


def _book(use: Use, member_id: str, data: dict[str, object]) -> None:
    require(use, "member.change")
    member = members.by_id(use.db, member_id)
    if member is None:
        raise PosError("not_found", what="member")
    draft = Draft("member.photo", {"member": member_id, **data}, member_id=member_id, account_id=member.account_id)
    book(use, draft)


def _check(jpeg: bytes) -> None:
    image = _decoded(jpeg)
    if len(jpeg) > MOST_JPEG_BYTES or max(image.size) > SIDE_PX or not jpeg.startswith(b"\xff\xd8"):
        raise PosError("bad_file", reason="photo")


def _decoded(data: bytes) -> Image:
    """The picture, upright, in RGB on white. Pillow raises almost anything on a damaged file."""
    from PIL import Image, ImageOps

    if len(data) > MOST_BYTES:
        raise PosError("bad_file", reason="photo_bytes", limit=MOST_BYTES)
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PosError("bad_file", reason="photo_pixels", limit=MOST_PIXELS)
            return _on_white(ImageOps.exif_transpose(opened))
    except PosError:
        raise
    except Exception as error:  # what a damaged picture ends in is not for us to list
        raise PosError("bad_file", reason="photo") from error


def _on_white(image: Image) -> Image:
    from PIL import Image

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        ground = Image.new("RGB", rgba.size, "white")
        ground.paste(rgba, mask=rgba.getchannel("A"))
        return ground
    return image.convert("RGB")


def _jpeg(image: Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
