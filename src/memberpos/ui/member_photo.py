"""A member's photo on its way to the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from memberpos.services import photos
from memberpos.ui.context import UiContext


def load_photo(context: UiContext, owner: QWidget, member_id: str, show: Callable[[str, bytes | None], object]) -> None:
    """Reads the photo off the UI thread, then `show(member_id, jpeg or None)`; not when `owner` is gone by then."""
    context.read(lambda db: photos.photo(db, member_id), lambda jpeg: show(member_id, jpeg), None, owner)
