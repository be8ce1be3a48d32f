"""What members are asked to agree to: the owner's words, or the window's own until there are any."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from memberpos.domain.member_profile import ConsentText
from memberpos.services.definitions import MARKETING, MEMBERSHIP, PHOTO


def purpose_words(text: ConsentText) -> str:
    """The name of a purpose."""
    own = {
        MEMBERSHIP: QCoreApplication.translate("consents", "Membership"),
        MARKETING: QCoreApplication.translate("consents", "Messages and offers"),
        PHOTO: QCoreApplication.translate("consents", "Photo"),
    }
    return own.get(text.purpose, text.title) if text.title == text.purpose else text.title


def consent_words(text: ConsentText) -> str:
    """What is agreed to."""
    own = {
        MEMBERSHIP: QCoreApplication.translate(
            "consents", "The shop keeps name, phone and purchases to run the membership and the stored value."
        ),
        MARKETING: QCoreApplication.translate("consents", "The shop may call or write about offers and events."),
        PHOTO: QCoreApplication.translate("consents", "The shop keeps a photo to recognise the member at the counter."),
    }
    return text.text or own.get(text.purpose, "")
