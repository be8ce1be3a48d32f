"""Fields and verdicts of an import in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from memberpos.domain.errors import PosError
from memberpos.services.imports import Progress
from memberpos.ui.format import count


def target_words(name: str) -> str:
    """What a column of a table can be; an own field by its label is the caller's."""
    return {
        "": QCoreApplication.translate("import", "— not taken over —"),
        "name": QCoreApplication.translate("import", "Name"),
        "phone": QCoreApplication.translate("import", "Phone"),
        "card": QCoreApplication.translate("import", "Card number"),
        "old_card": QCoreApplication.translate("import", "Old card number"),
        "sex": QCoreApplication.translate("import", "Sex"),
        "birthday": QCoreApplication.translate("import", "Birthday"),
        "lunar": QCoreApplication.translate("import", "Birthday is lunar"),
        "address": QCoreApplication.translate("import", "Address"),
        "notes": QCoreApplication.translate("import", "Notes"),
        "tags": QCoreApplication.translate("import", "Tags"),
        "joined": QCoreApplication.translate("import", "Member since"),
        "ends": QCoreApplication.translate("import", "Membership until"),
        "tier": QCoreApplication.translate("import", "Tier"),
        "stored": QCoreApplication.translate("import", "Stored value, gift in it"),
        "principal": QCoreApplication.translate("import", "Stored value: principal"),
        "bonus": QCoreApplication.translate("import", "Stored value: gift"),
        "points": QCoreApplication.translate("import", "Points"),
        "growth": QCoreApplication.translate("import", "Growth"),
        "visits": QCoreApplication.translate("import", "Visits"),
        "last_visit": QCoreApplication.translate("import", "Last visit"),
        "referrer": QCoreApplication.translate("import", "Brought by (phone or card)"),
    }.get(name, name)


def verdict_words(code: str) -> str:
    """What is wrong with a row, or was mended in it."""
    return {
        "bad_phone": QCoreApplication.translate("import", "No phone number"),
        "bad_date": QCoreApplication.translate("import", "Date not understood: write 1990-05-21"),
        "bad_amount": QCoreApplication.translate("import", "Amount not understood, or negative"),
        "bad_count": QCoreApplication.translate("import", "Number not understood, or not whole"),
        "bad_word": QCoreApplication.translate("import", "Word not understood"),
        "bad_custom": QCoreApplication.translate("import", "The shop's own field does not take this"),
        "no_name": QCoreApplication.translate("import", "No name, phone or card"),
        "too_long": QCoreApplication.translate("import", "Too long"),
        "unknown_tier": QCoreApplication.translate("import", "No such tier: set it up first, or name it here"),
        "number_taken": QCoreApplication.translate("import", "Card number in use"),
        "duplicate": QCoreApplication.translate("import", "This member is here already"),
        "bonus_above_stored": QCoreApplication.translate("import", "The gift is more than the balance"),
        "phone_shared": QCoreApplication.translate("import", "Another member has this phone"),
        "unknown_referrer": QCoreApplication.translate("import", "Who brought the member was not found"),
        "phone_repaired": QCoreApplication.translate("import", "Phone restored from a number"),
        "date_repaired": QCoreApplication.translate("import", "Date worked out: please check"),
        "amount_rounded": QCoreApplication.translate("import", "Amount without needless digits"),
        "zeros_restored": QCoreApplication.translate("import", "Leading zeros put back"),
    }.get(code, code)


def progress_words(progress: Progress) -> str:
    """How far it is."""
    words = {
        "read": QCoreApplication.translate("import", "Reading and checking rows: {done} of {total}"),
        "prepare": QCoreApplication.translate("import", "Preparing members: {done} of {total}"),
        "book": QCoreApplication.translate("import", "Booking members: {done} of {total}"),
        "wait": QCoreApplication.translate(
            "import", "Waiting for a quiet moment at the counter. Nothing is booked yet."
        ),
    }[progress.phase]
    return words.format(done=count(progress.done), total=count(progress.total) if progress.total else "…")


def refusal_words(error: PosError) -> str:
    """Why a file cannot be taken; "" for what has a sentence of its own elsewhere."""
    if error.code == "bad_file":
        return {
            "empty": QCoreApplication.translate("import", "The file is empty."),
            "html": QCoreApplication.translate(
                "import", "This is a web page with another name. Open it in a spreadsheet and save it as XLSX."
            ),
            "encrypted": QCoreApplication.translate("import", "The workbook has a password. Save it without one."),
            "encoding": QCoreApplication.translate(
                "import", "The text is in no known encoding. Save the table as XLSX."
            ),
            "no_headings": QCoreApplication.translate(
                "import", "There is no row of headings. Put names above the columns."
            ),
            "too_big": QCoreApplication.translate(
                "import", "The table is too big. Delete stray cells far right and below, or split it."
            ),
        }.get(
            str(error.facts.get("reason")),
            QCoreApplication.translate("import", "This is no XLSX, XLS or CSV that can be read."),
        )
    if error.facts.get("setting") == "import_map":
        return QCoreApplication.translate("import", "Say which column is the name, the phone or the card number.")
    return ""
