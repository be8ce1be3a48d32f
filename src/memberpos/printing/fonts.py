"""Font files that can draw Chinese: the system's, else the one of the `manimgx-fonts-cjk` package."""

from __future__ import annotations

import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from memberpos.domain.errors import PosError


@dataclass(frozen=True)
class Face:
    """A face inside a font file; `weight` is set on the `wght` axis of a variable font."""

    path: Path
    index: int = 0
    weight: int | None = None


_LINUX = (
    "opentype/noto/NotoSansCJK-Regular.ttc",
    "noto-cjk/NotoSansCJK-Regular.ttc",
    "google-noto-cjk/NotoSansCJK-Regular.ttc",
    "opentype/source-han-sans/SourceHanSansSC-Regular.otf",
    "truetype/wqy/wqy-microhei.ttc",
    "truetype/wqy/wqy-zenhei.ttc",
    "truetype/droid/DroidSansFallbackFull.ttf",
)
_WINDOWS = ("msyh.ttc", "simhei.ttf", "simsun.ttc")
_WINDOWS_TW = ("msjh.ttc", "mingliu.ttc")
_MACOS = ("PingFang.ttc", "Hiragino Sans GB.ttc", "STHeiti Light.ttc")
_SYMBOLS = (
    "truetype/noto/NotoEmoji-Regular.ttf",
    "truetype/ancient-scripts/Symbola_hint.ttf",
    "truetype/dejavu/DejaVuSans.ttf",
    "seguisym.ttf",
    "seguiemj.ttf",
    "Apple Symbols.ttf",
)
#: In Noto Sans CJK collections: Japanese, Korean, simplified, traditional, Hong Kong.
_NOTO_SC, _NOTO_TC = 2, 3
_PACKAGE_FONT = "NotoSansCJK-VF.otf.ttc"


def faces(language: str = "zh_CN") -> tuple[Face, ...]:
    """The faces to try for a character, best first; PosError not_found when there is none for Chinese."""
    traditional = language == "zh_TW"
    names = {"linux": _LINUX, "win32": (_WINDOWS_TW + _WINDOWS) if traditional else _WINDOWS, "darwin": _MACOS}
    found = [_face(path, traditional) for path in _existing(names.get(sys.platform, _LINUX))][:1]
    found += _package_face(traditional)
    if not found:
        raise PosError("not_found", what="font")
    return (*found, *(Face(path) for path in _existing(_SYMBOLS)))


def _folders() -> tuple[Path, ...]:
    if sys.platform == "win32":
        return (Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",)
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/System/Library/Fonts/Supplemental"), Path("/Library/Fonts"))
    return (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")


def _existing(names: tuple[str, ...]) -> list[Path]:
    return [folder / name for name in names for folder in _folders() if (folder / name).is_file()]


def _face(path: Path, traditional: bool) -> Face:
    collection = path.name.startswith("NotoSansCJK")
    return Face(path, (_NOTO_TC if traditional else _NOTO_SC) if collection else 0)


def _package_face(traditional: bool) -> list[Face]:
    """The font package stays unimported: only its folder is needed."""
    spec = importlib.util.find_spec("manimgx_fonts_cjk")
    folders = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
    index = _NOTO_TC if traditional else _NOTO_SC
    return [Face(folder / _PACKAGE_FONT, index, 400) for folder in folders if (folder / _PACKAGE_FONT).is_file()]
