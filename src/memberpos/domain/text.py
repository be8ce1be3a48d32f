"""Text as Chinese keyboards and Excel sheets give it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_HALF: Mapping[int, int] = MappingProxyType(
    {**{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}, 0x3000: 0x20, 0xFFE5: 0xA5, 0x2212: 0x2D}
)


def half_width(text: str) -> str:
    """Full-width letters, digits, signs and spaces as ASCII; nothing else changes (² stays ²)."""
    return text.translate(_HALF)
