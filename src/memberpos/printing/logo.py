"""The shop's picture at the head of its papers: `<home>/receipts/logo.png`, black and white, as wide as it fits.

Import this module late: Pillow takes a moment.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from memberpos.domain.errors import PosError
from memberpos.files import write_whole
from memberpos.printing.lines import COLUMN_DOTS, LOGO_FILE, Bits

#: A picture for a receipt, not a photo album.
MAX_BYTES = 4 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_HEIGHT_DOTS = 200
WIDTH_PERCENT = 70
KEPT_WIDTH_DOTS = 48 * COLUMN_DOTS


def keep(source: Path, folder: Path) -> None:
    """Makes `source` the logo of the papers in `folder`. PosError bad_file when it is no picture or too large."""
    picture = _opened(source)
    picture.thumbnail((KEPT_WIDTH_DOTS, 2 * MAX_HEIGHT_DOTS), Image.Resampling.LANCZOS)
    out = BytesIO()
    picture.save(out, "PNG")
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / LOGO_FILE, out.getvalue())


def remove(folder: Path) -> None:
    """Papers have no logo any more."""
    (folder / LOGO_FILE).unlink(missing_ok=True)


def bits(folder: Path | None, columns: int) -> Bits | None:
    """The logo for paper of `columns`; None without one, or when its file cannot be read."""
    image = picture(folder, columns)
    if image is None:
        return None
    wide = (image.width + 7) // 8 * 8
    sheet = Image.new("1", (wide, image.height), 0)
    sheet.paste(image, (0, 0))
    return Bits(wide // 8, image.height, sheet.tobytes())


def picture(folder: Path | None, columns: int) -> Image.Image | None:
    """The logo in ink: 1 = black, dithered; as in `bits`."""
    if folder is None or not (folder / LOGO_FILE).is_file():
        return None
    try:
        found = _opened(folder / LOGO_FILE)
    except PosError:
        return None
    room = (columns * COLUMN_DOTS * WIDTH_PERCENT // 100, MAX_HEIGHT_DOTS)
    found.thumbnail(room, Image.Resampling.LANCZOS)
    return ImageOps.invert(found).convert("1")


def _opened(path: Path) -> Image.Image:
    """The picture in grey on white."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PosError("bad_file", file=path.name, reason="too_large")
        with Image.open(path) as found:
            if found.width * found.height > MAX_PIXELS:
                raise PosError("bad_file", file=path.name, reason="too_large")
            colours = found.convert("RGBA")
    except (OSError, UnidentifiedImageError, ValueError, Image.DecompressionBombError) as error:
        raise PosError("bad_file", file=path.name, reason="no_picture") from error
    white = Image.new("RGBA", colours.size, "white")
    return Image.alpha_composite(white, colours).convert("L")
