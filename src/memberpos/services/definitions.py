"""Fields and consent texts the owner defined for members; kept with the shop's facts, so every change is a version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from memberpos.domain import member_profile as rules
from memberpos.domain.errors import PosError
from memberpos.domain.member_profile import ConsentText, CustomField, Definitions
from memberpos.services import shop_settings
from memberpos.services.shop import Shop, shop_of
from memberpos.services.use import Use
from memberpos.store.database import Database

MEMBERSHIP, MARKETING, PHOTO = "membership", "marketing", "photo"
#: Purposes every shop has; without words of the owner's the window shows its own.
PURPOSES = (MEMBERSHIP, MARKETING, PHOTO)
MOST_FIELDS = 40


def of(shop: Shop) -> Definitions:
    """What this shop's members may hold beside the fields all have."""
    fields = tuple(rules.custom_field(each) for each in shop.facts.get("member_fields", ()))
    own = {each.purpose: each for each in map(rules.consent_text, shop.facts.get("consents", ()))}
    builtin = [own.pop(name, ConsentText(name, name, "")) for name in PURPOSES]
    return Definitions(fields, (*builtin, *own.values()))


def current(db: Database) -> Definitions:
    """The definitions in force."""
    return of(shop_of(db))


def set_fields(use: Use, fields: Sequence[CustomField]) -> int:
    """Keeps the owner's fields in this order; a field once used stays, at most inactive. Gives the settings version.

    PosError bad_setting (twice the same code or label, a field taken away), limit_exceeded, not_allowed.
    """
    checked = [rules.custom_field(each.document()) for each in fields]
    codes = {each.code for each in checked}
    gone = {each.code for each in current(use.db).fields} - codes
    if gone or len(codes) < len(checked) or len({each.label for each in checked}) < len(checked):
        raise PosError("bad_setting", setting="member_fields", field=min(gone, default=""))
    if len(checked) > MOST_FIELDS:
        raise PosError("limit_exceeded", what="member_fields", limit=MOST_FIELDS)
    return shop_settings.change_shop(use, {"member_fields": [each.document() for each in checked]})


def set_consent(use: Use, purpose: str, title: str, text: str) -> ConsentText:
    """New words for a purpose, or a new purpose: the next version of it. PosError bad_setting, not_allowed."""
    known = {each.purpose: each for each in current(use.db).consents}
    old = known.get(purpose)
    made = ConsentText(purpose, title.strip(), text.strip(), old.version if old else "1")
    if old is not None and old.text != made.text:
        made = replace(made, version=str(int(old.version) + 1))
    made = rules.consent_text(made.document())
    own = [each.document() for each in (known | {purpose: made}).values() if each.text or each.purpose == purpose]
    shop_settings.change_shop(use, {"consents": own})
    return made
