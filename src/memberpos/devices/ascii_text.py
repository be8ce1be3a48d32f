"""Text for displays that know ASCII only: Chinese in pinyin, accents left off, anything else as `?`."""

from __future__ import annotations

import re
import unicodedata

from memberpos.domain.text import half_width

_CHINESE = re.compile(r"[㐀-鿿𠀀-𯿿]+")
_SIGNS = str.maketrans({"￥": "Y", "¥": "Y", "×": "x", "·": ".", "…": ".", "—": "-", "–": "-", "、": ","})


def ascii_text(text: str) -> str:
    """`洗发水 2×` → `XiFaShui 2x`."""
    spelled = _CHINESE.sub(lambda match: _pinyin(match[0]), half_width(text).translate(_SIGNS))
    plain = "".join(char for char in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(char))
    return "".join(char if " " <= char <= "~" else "?" for char in plain)


def _pinyin(text: str) -> str:
    from pypinyin import lazy_pinyin  # late: its tables take 100 ms to load

    return "".join(part.capitalize() for part in lazy_pinyin(text))
