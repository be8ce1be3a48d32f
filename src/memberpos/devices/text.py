"""Bytes of unknown encoding to text, as scanners, modems and printers send it."""

from __future__ import annotations


def decode_text(raw: bytes) -> str:
    """UTF-8 if it is that, else GB18030 if it is that, else Latin-1 (which never fails)."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")
