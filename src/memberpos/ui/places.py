"""The places of the left rail."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from memberpos.ui.context import Place


def place_text(name: str) -> str:
    """Name of a place in the user's language; KeyError for an unknown one."""
    return {
        "counter": QCoreApplication.translate("places", "Counter"),
        "members": QCoreApplication.translate("places", "Members"),
        "cards": QCoreApplication.translate("places", "Cards"),
        "calls": QCoreApplication.translate("places", "Calls"),
        "refund": QCoreApplication.translate("places", "Refund"),
        "marketing": QCoreApplication.translate("places", "Offers"),
        "reports": QCoreApplication.translate("places", "Reports"),
        "devices": QCoreApplication.translate("places", "Devices"),
        "settings": QCoreApplication.translate("places", "Settings"),
    }[name]


def place(name: str, icon: str = "") -> Place:
    """The rail entry `name`; its icon has the same name unless given."""
    return Place(name, icon or name, lambda: place_text(name))
