"""Skeleton."""

from __future__ import annotations

from memberpos.ui.screen import Screen


class Calls(Screen):
    """Skeleton."""
