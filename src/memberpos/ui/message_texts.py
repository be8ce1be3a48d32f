"""Source texts of `messages.py`. A sentence has variants: the first whose facts are all known is used."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Variants = tuple[tuple[frozenset[str], str], ...]


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:
    """Marks a text for lupdate, which knows this name. (Qt's own is typed as giving an object.)"""
    return text


def _plain(text: str) -> Variants:
    return ((frozenset(), text),)


def _with(needed: str, better: str, plain: str) -> Variants:
    return ((frozenset(needed.split()), better), (frozenset(), plain))


#: Code → what happened.
SENTENCES: Mapping[str, Variants] = MappingProxyType(
    {
        "account_frozen": _plain(QT_TRANSLATE_NOOP("messages", "This account is frozen.")),
        "already_open": _plain(QT_TRANSLATE_NOOP("messages", "This is open already.")),
        "bad_amount": _plain(QT_TRANSLATE_NOOP("messages", "This amount cannot be used.")),
        "bad_file": _plain(QT_TRANSLATE_NOOP("messages", "This file cannot be read.")),
        "bad_line": _plain(QT_TRANSLATE_NOOP("messages", "This line is not an action.")),
        "bad_setting": _plain(QT_TRANSLATE_NOOP("messages", "This value cannot be used here.")),
        "cancelled": _plain(QT_TRANSLATE_NOOP("messages", "Cancelled. Nothing was changed.")),
        "card_lost": _plain(QT_TRANSLATE_NOOP("messages", "This card is reported lost.")),
        "card_mismatch": _plain(QT_TRANSLATE_NOOP("messages", "The card reads back something else than was written.")),
        "card_not_blank": _plain(QT_TRANSLATE_NOOP("messages", "This card holds another number already.")),
        "card_state": _plain(QT_TRANSLATE_NOOP("messages", "The card cannot be used in its present state.")),
        "card_write_failed": _plain(QT_TRANSLATE_NOOP("messages", "The card could not be written.")),
        "clock_back": _plain(QT_TRANSLATE_NOOP("messages", "The clock of this till is behind the last booking.")),
        "coupon_expired": _plain(QT_TRANSLATE_NOOP("messages", "This coupon is past its last day.")),
        "coupon_not_applicable": _with(
            "missing_fen",
            QT_TRANSLATE_NOOP("messages", "For this coupon the goods must cost {missing_fen} more."),
            QT_TRANSLATE_NOOP("messages", "This coupon cannot be used for this sale."),
        ),
        "coupon_used": _plain(QT_TRANSLATE_NOOP("messages", "This coupon is used already.")),
        "db_busy": _plain(QT_TRANSLATE_NOOP("messages", "Another program holds the database.")),
        "db_corrupt": _plain(QT_TRANSLATE_NOOP("messages", "The database is damaged.")),
        "db_newer": _plain(QT_TRANSLATE_NOOP("messages", "A newer version of this program wrote the database.")),
        "device_busy": _plain(QT_TRANSLATE_NOOP("messages", "Another program holds this device.")),
        "device_denied": _plain(QT_TRANSLATE_NOOP("messages", "This user may not open the device.")),
        "device_lost": _plain(QT_TRANSLATE_NOOP("messages", "The device is disconnected.")),
        "device_timeout": _plain(QT_TRANSLATE_NOOP("messages", "The device did not answer in time.")),
        "disk_error": _plain(QT_TRANSLATE_NOOP("messages", "The disk could not be read or written.")),
        "disk_full": _with(
            "free_bytes",
            QT_TRANSLATE_NOOP("messages", "The disk is full ({free_bytes} free). Nothing was saved."),
            QT_TRANSLATE_NOOP("messages", "The disk is full. Nothing was saved."),
        ),
        "empty_cart": _plain(QT_TRANSLATE_NOOP("messages", "There is nothing in the cart.")),
        "expect": _plain(QT_TRANSLATE_NOOP("messages", "The result differs from what was expected.")),
        "fork": _plain(QT_TRANSLATE_NOOP("messages", "Headquarters knows another history of this till.")),
        "gap": _plain(QT_TRANSLATE_NOOP("messages", "Headquarters misses earlier bookings of this till.")),
        "home_locked": _plain(QT_TRANSLATE_NOOP("messages", "Another window works with this data folder.")),
        "hq_needed": _plain(QT_TRANSLATE_NOOP("messages", "Only headquarters can answer this.")),
        "hq_refused": _plain(QT_TRANSLATE_NOOP("messages", "Headquarters refused this.")),
        "hq_unreachable": _plain(QT_TRANSLATE_NOOP("messages", "Headquarters cannot be reached.")),
        "insufficient_points": _with(
            "have asked",
            QT_TRANSLATE_NOOP("messages", "Not enough points: {have} left, {asked} needed."),
            QT_TRANSLATE_NOOP("messages", "Not enough points."),
        ),
        "insufficient_stored_value": _with(
            "have_fen asked_fen",
            QT_TRANSLATE_NOOP("messages", "Not enough stored value: {have_fen} left, {asked_fen} needed."),
            QT_TRANSLATE_NOOP("messages", "Not enough stored value."),
        ),
        "key_missing": _plain(QT_TRANSLATE_NOOP("messages", "The key of the database is not on this computer.")),
        "law_limit": _with(
            "limit_fen",
            QT_TRANSLATE_NOOP("messages", "The law allows no more than {limit_fen} here."),
            QT_TRANSLATE_NOOP("messages", "The law allows no more here."),
        ),
        "limit_exceeded": _with(
            "limit_fen",
            QT_TRANSLATE_NOOP("messages", "The shop's limit is {limit_fen}."),
            QT_TRANSLATE_NOOP("messages", "The shop's limit is passed."),
        ),
        "locked_out": _with(
            "wait_s",
            QT_TRANSLATE_NOOP("messages", "Too many wrong PINs. Locked for {wait_s}."),
            QT_TRANSLATE_NOOP("messages", "Too many wrong PINs. Locked for a while."),
        ),
        "member_blocked": _plain(QT_TRANSLATE_NOOP("messages", "This membership is frozen, blacklisted or over.")),
        "needs_approval": _plain(QT_TRANSLATE_NOOP("messages", "A manager must approve this.")),
        "no_shift": _plain(QT_TRANSLATE_NOOP("messages", "No shift is open.")),
        "not_allowed": _plain(QT_TRANSLATE_NOOP("messages", "Your role may not do this.")),
        "not_empty": _plain(QT_TRANSLATE_NOOP("messages", "There is data here already.")),
        "not_enrolled": _plain(QT_TRANSLATE_NOOP("messages", "This till belongs to no headquarters yet.")),
        "not_found": _with(
            "what",
            QT_TRANSLATE_NOOP("messages", "Not found: {what}."),
            QT_TRANSLATE_NOOP("messages", "Nothing was found."),
        ),
        "not_now": _plain(QT_TRANSLATE_NOOP("messages", "This cannot be had now or by this member.")),
        "nothing_to_refund": _plain(QT_TRANSLATE_NOOP("messages", "All of this is refunded already.")),
        "number_taken": _plain(QT_TRANSLATE_NOOP("messages", "This number is in use already.")),
        "offer_not_applicable": _plain(QT_TRANSLATE_NOOP("messages", "This offer does not apply now.")),
        "out_of_stock": _plain(QT_TRANSLATE_NOOP("messages", "There is not enough in stock.")),
        "over_refund": _with(
            "left_fen",
            QT_TRANSLATE_NOOP("messages", "Only {left_fen} is left to refund."),
            QT_TRANSLATE_NOOP("messages", "This is more than is left to refund."),
        ),
        "paper_out": _plain(QT_TRANSLATE_NOOP("messages", "The receipt printer is out of paper.")),
        "pass_expired": _with(
            "valid_to",
            QT_TRANSLATE_NOOP("messages", "The last day of this pass was {valid_to}."),
            QT_TRANSLATE_NOOP("messages", "This pass is past its last day."),
        ),
        "pass_frozen": _with(
            "until",
            QT_TRANSLATE_NOOP("messages", "This pass is frozen up to {until}."),
            QT_TRANSLATE_NOOP("messages", "This pass is frozen."),
        ),
        "pass_no_end": _plain(QT_TRANSLATE_NOOP("messages", "This pass has no last day that a freeze could move.")),
        "pass_not_now": _plain(QT_TRANSLATE_NOOP("messages", "This pass does not hold at this time.")),
        "pass_used_up": _with(
            "left asked",
            QT_TRANSLATE_NOOP("messages", "Not enough uses: {left} left, {asked} needed."),
            QT_TRANSLATE_NOOP("messages", "Nothing is left on this pass."),
        ),
        "password_change": _plain(QT_TRANSLATE_NOOP("messages", "The card still has its first password.")),
        "password_needed": _plain(QT_TRANSLATE_NOOP("messages", "The card has a password.")),
        "points_debt": _plain(QT_TRANSLATE_NOOP("messages", "The points stand below zero.")),
        "printer_offline": _plain(QT_TRANSLATE_NOOP("messages", "The receipt printer does not answer.")),
        "quote_changed": _plain(QT_TRANSLATE_NOOP("messages", "A price or balance has changed.")),
        "read_only": _plain(QT_TRANSLATE_NOOP("messages", "The data folder cannot be written.")),
        "revoked": _plain(QT_TRANSLATE_NOOP("messages", "Headquarters has shut out this till.")),
        "shift_open": _plain(QT_TRANSLATE_NOOP("messages", "A shift is open already.")),
        "tender_mismatch": _with(
            "due_fen given_fen",
            QT_TRANSLATE_NOOP("messages", "The payments come to {given_fen}; {due_fen} is due."),
            QT_TRANSLATE_NOOP("messages", "The payments do not fit the amount due."),
        ),
        "undo_too_late": _plain(QT_TRANSLATE_NOOP("messages", "This can no longer be undone.")),
        "wrong_code": _plain(QT_TRANSLATE_NOOP("messages", "The code is wrong, used or too old.")),
        "wrong_pin": _with(
            "left",
            QT_TRANSLATE_NOOP("messages", "Wrong PIN. Tries left: {left}."),
            QT_TRANSLATE_NOOP("messages", "Wrong PIN."),
        ),
    }
)

#: Code → what to do now.
STEPS: Mapping[str, str] = MappingProxyType(
    {
        "account_frozen": QT_TRANSLATE_NOOP("messages", "Let it go first, or pay another way."),
        "already_open": QT_TRANSLATE_NOOP("messages", "Go on with the one that is open."),
        "bad_amount": QT_TRANSLATE_NOOP("messages", "Enter an amount above zero with at most two decimals."),
        "bad_file": QT_TRANSLATE_NOOP("messages", "Check the file, or choose another one."),
        "bad_line": QT_TRANSLATE_NOOP("messages", "Correct the line and try again."),
        "bad_setting": QT_TRANSLATE_NOOP("messages", "Correct the marked field and try again."),
        "cancelled": QT_TRANSLATE_NOOP("messages", "Begin again when you are ready."),
        "card_lost": QT_TRANSLATE_NOOP(
            "messages", "Keep the card and ask for identification; it can be reported found."
        ),
        "card_mismatch": QT_TRANSLATE_NOOP("messages", "Write the card again, or take a new one."),
        "card_not_blank": QT_TRANSLATE_NOOP("messages", "Take a blank card, or issue this one under its own number."),
        "card_state": QT_TRANSLATE_NOOP("messages", "Look up the card, or take another one."),
        "card_write_failed": QT_TRANSLATE_NOOP("messages", "Swipe it again evenly, or take another card."),
        "clock_back": QT_TRANSLATE_NOOP("messages", "Set date and time of the computer right, then go on."),
        "coupon_expired": QT_TRANSLATE_NOOP("messages", "Leave the coupon out."),
        "coupon_not_applicable": QT_TRANSLATE_NOOP(
            "messages", "Leave it out, or look at its days, goods and owner in the list of coupons."
        ),
        "coupon_used": QT_TRANSLATE_NOOP("messages", "Leave the coupon out."),
        "db_busy": QT_TRANSLATE_NOOP("messages", "End the other program, then try again."),
        "db_corrupt": QT_TRANSLATE_NOOP("messages", "Do not sell on. Restore the last backup or call for help."),
        "db_newer": QT_TRANSLATE_NOOP("messages", "Install that version or a later one."),
        "device_busy": QT_TRANSLATE_NOOP("messages", "End the other program; the device is then taken up by itself."),
        "device_denied": QT_TRANSLATE_NOOP(
            "messages", "Add the user to the group dialout, then sign in to the computer again."
        ),
        "device_lost": QT_TRANSLATE_NOOP("messages", "Check plug and power; it is taken up again by itself."),
        "device_timeout": QT_TRANSLATE_NOOP("messages", "Check its power, then try again."),
        "disk_error": QT_TRANSLATE_NOOP("messages", "Check the disk before you sell on."),
        "disk_full": QT_TRANSLATE_NOOP("messages", "Free some space on the disk, then try again."),
        "empty_cart": QT_TRANSLATE_NOOP("messages", "Scan or choose an article first."),
        "expect": QT_TRANSLATE_NOOP("messages", "Compare the differences."),
        "fork": QT_TRANSLATE_NOOP("messages", "Do not sell on this till; call headquarters."),
        "gap": QT_TRANSLATE_NOOP("messages", "They are sent again by themselves; go on selling."),
        "home_locked": QT_TRANSLATE_NOOP("messages", "Use the window that is open."),
        "hq_needed": QT_TRANSLATE_NOOP("messages", "Try again when headquarters can be reached."),
        "hq_refused": QT_TRANSLATE_NOOP("messages", "Go on selling and call headquarters."),
        "hq_unreachable": QT_TRANSLATE_NOOP(
            "messages", "Go on selling: all is kept and sent later. Check network and address."
        ),
        "insufficient_points": QT_TRANSLATE_NOOP("messages", "Use fewer points."),
        "insufficient_stored_value": QT_TRANSLATE_NOOP("messages", "Top up, or pay the rest another way."),
        "key_missing": QT_TRANSLATE_NOOP("messages", "Enter the recovery code, or restore a backup."),
        "law_limit": QT_TRANSLATE_NOOP("messages", "Lower the amount."),
        "limit_exceeded": QT_TRANSLATE_NOOP("messages", "Lower the amount, or ask a manager."),
        "locked_out": QT_TRANSLATE_NOOP("messages", "Wait, or let somebody else sign in."),
        "member_blocked": QT_TRANSLATE_NOOP(
            "messages", "Sell without the member, or have a manager look at the profile first."
        ),
        "needs_approval": QT_TRANSLATE_NOOP("messages", "Let a manager enter a PIN."),
        "no_shift": QT_TRANSLATE_NOOP("messages", "Count the cash in the drawer and open a shift."),
        "not_allowed": QT_TRANSLATE_NOOP("messages", "Ask somebody with this right to sign in."),
        "not_empty": QT_TRANSLATE_NOOP("messages", "Choose an empty place."),
        "not_enrolled": QT_TRANSLATE_NOOP("messages", "Join a headquarters under Settings."),
        "not_found": QT_TRANSLATE_NOOP("messages", "Check name or number and try again."),
        "not_now": QT_TRANSLATE_NOOP("messages", "Look at its dates, hours and tiers, or choose something else."),
        "nothing_to_refund": QT_TRANSLATE_NOOP("messages", "Choose another sale."),
        "number_taken": QT_TRANSLATE_NOOP("messages", "Enter another number."),
        "offer_not_applicable": QT_TRANSLATE_NOOP("messages", "Choose another offer, or none."),
        "out_of_stock": QT_TRANSLATE_NOOP("messages", "Take fewer, or correct the stock."),
        "over_refund": QT_TRANSLATE_NOOP("messages", "Lower quantity or amount."),
        "paper_out": QT_TRANSLATE_NOOP("messages", "Put in a new roll; waiting receipts then print by themselves."),
        "pass_expired": QT_TRANSLATE_NOOP("messages", "Sell or renew a pass."),
        "pass_frozen": QT_TRANSLATE_NOOP("messages", "End the freeze first."),
        "pass_no_end": QT_TRANSLATE_NOOP("messages", "Leave it as it is: it does not run out."),
        "pass_not_now": QT_TRANSLATE_NOOP("messages", "Look at the days and hours of the pass."),
        "pass_used_up": QT_TRANSLATE_NOOP("messages", "Sell or renew a pass."),
        "password_change": QT_TRANSLATE_NOOP("messages", "Let the holder choose another one, then pay."),
        "password_needed": QT_TRANSLATE_NOOP("messages", "Let the holder enter it."),
        "points_debt": QT_TRANSLATE_NOOP("messages", "They must be earned back first."),
        "printer_offline": QT_TRANSLATE_NOOP(
            "messages", "Check power, cover and cable; waiting receipts then print by themselves."
        ),
        "quote_changed": QT_TRANSLATE_NOOP("messages", "Look at the new total, then confirm again."),
        "read_only": QT_TRANSLATE_NOOP("messages", "Check the rights of the folder and its disk."),
        "revoked": QT_TRANSLATE_NOOP("messages", "Call headquarters."),
        "shift_open": QT_TRANSLATE_NOOP("messages", "Count and close it first."),
        "tender_mismatch": QT_TRANSLATE_NOOP("messages", "Correct the payments."),
        "undo_too_late": QT_TRANSLATE_NOOP("messages", "Ask a manager."),
        "wrong_code": QT_TRANSLATE_NOOP("messages", "Ask headquarters for a new code and enter it exactly."),
        "wrong_pin": QT_TRANSLATE_NOOP("messages", "Enter it again."),
    }
)

# (code, its `what`) → sentence and next step, where the usual ones would send somebody the wrong way.
OWN_WORDS: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType(
    {
        ("wrong_code", "recovery"): (
            QT_TRANSLATE_NOOP("messages", "This is not the recovery code of this data."),
            QT_TRANSLATE_NOOP("messages", "Enter it exactly as it was written down when the shop was set up."),
        ),
        ("limit_exceeded", "persons"): (
            QT_TRANSLATE_NOOP("messages", "This pass lets in {limit} person(s) at once."),
            QT_TRANSLATE_NOOP("messages", "Lower the number of persons, or use another pass."),
        ),
        ("law_limit", "not_in_cash"): (
            QT_TRANSLATE_NOOP("messages", "From {limit_fen} on the law takes no cash."),
            QT_TRANSLATE_NOOP("messages", "Choose another way to pay."),
        ),
        ("law_limit", "refund_in_cash"): (
            QT_TRANSLATE_NOOP("messages", "By law no more than {limit_fen} goes back in cash."),
            QT_TRANSLATE_NOOP("messages", "Pay it back to an account of the same name."),
        ),
        ("law_limit", "identity"): (
            QT_TRANSLATE_NOOP("messages", "From {limit_fen} on the law asks for an identity document."),
            QT_TRANSLATE_NOOP("messages", "Enter the document of the one who pays."),
        ),
        ("undo_too_late", "withdraw"): (
            QT_TRANSLATE_NOOP("messages", "The last day to withdraw, {until}, has passed."),
            QT_TRANSLATE_NOOP("messages", "Close the card instead."),
        ),
        ("wrong_pin", "card"): (
            QT_TRANSLATE_NOOP("messages", "Wrong card password. Tries left: {left}."),
            QT_TRANSLATE_NOOP("messages", "Let the holder enter it again."),
        ),
        ("locked_out", "card"): (
            QT_TRANSLATE_NOOP("messages", "Too many wrong card passwords. Locked for {wait_s}."),
            QT_TRANSLATE_NOOP("messages", "Wait, or pay another way."),
        ),
        ("card_state", "no_mac"): (
            QT_TRANSLATE_NOOP("messages", "This card does not prove that it is one of ours."),
            QT_TRANSLATE_NOOP("messages", "Take another card, or let the owner allow such cards."),
        ),
        ("card_state", "expired"): (
            QT_TRANSLATE_NOOP("messages", "This card is past its last day."),
            QT_TRANSLATE_NOOP("messages", "Reactivate it in the member's cards."),
        ),
        ("bad_setting", "same_password"): (
            QT_TRANSLATE_NOOP("messages", "This is the password the card has already."),
            QT_TRANSLATE_NOOP("messages", "Choose another one."),
        ),
        ("bad_amount", "reason"): (
            QT_TRANSLATE_NOOP("messages", "A reason is missing."),
            QT_TRANSLATE_NOOP("messages", "Give a reason."),
        ),
        ("bad_amount", "same_member"): (
            QT_TRANSLATE_NOOP("messages", "This is the same member."),
            QT_TRANSLATE_NOOP("messages", "Choose another member."),
        ),
        ("limit_exceeded", "coupons_per_day"): (
            QT_TRANSLATE_NOOP("messages", "Coupons of this kind used today: {limit}, which is the most."),
            QT_TRANSLATE_NOOP("messages", "Leave the coupon out; it can be used on another day."),
        ),
        ("limit_exceeded", "coupons_per_member"): (
            QT_TRANSLATE_NOOP("messages", "The member has had {limit} coupons of this kind, which is the most."),
            QT_TRANSLATE_NOOP("messages", "Choose another kind of coupon."),
        ),
        ("limit_exceeded", "coupons_total"): (
            QT_TRANSLATE_NOOP("messages", "All {limit} coupons of this kind have been given."),
            QT_TRANSLATE_NOOP("messages", "Choose another kind of coupon, or ask the owner to make more."),
        ),
        ("not_found", "font"): (
            QT_TRANSLATE_NOOP("messages", "This computer has no font with Chinese characters."),
            QT_TRANSLATE_NOOP("messages", "Install one, such as Noto Sans CJK; receipts then print by themselves."),
        ),
        ("not_found", "database"): (
            QT_TRANSLATE_NOOP("messages", "The database is not where it should be."),
            QT_TRANSLATE_NOOP("messages", "Check the disk, or restore the last backup."),
        ),
    }
)

#: The `what` of an error → a noun; "" for any other.
NOUNS: Mapping[str, str] = MappingProxyType(
    {
        "": QT_TRANSLATE_NOOP("messages", "entry"),
        "member": QT_TRANSLATE_NOOP("messages", "member"),
        "card": QT_TRANSLATE_NOOP("messages", "card"),
        "coupon": QT_TRANSLATE_NOOP("messages", "coupon"),
        "coupon_kind": QT_TRANSLATE_NOOP("messages", "kind of coupon"),
        "sale": QT_TRANSLATE_NOOP("messages", "sale"),
        "product": QT_TRANSLATE_NOOP("messages", "article"),
        "staff": QT_TRANSLATE_NOOP("messages", "staff"),
        "referrer": QT_TRANSLATE_NOOP("messages", "referrer"),
        "recharge": QT_TRANSLATE_NOOP("messages", "top-up"),
        "offer": QT_TRANSLATE_NOOP("messages", "offer"),
        "receipt": QT_TRANSLATE_NOOP("messages", "receipt"),
        "shift": QT_TRANSLATE_NOOP("messages", "shift"),
        "shop": QT_TRANSLATE_NOOP("messages", "shop"),
        "pass": QT_TRANSLATE_NOOP("messages", "pass"),
        "pass_kind": QT_TRANSLATE_NOOP("messages", "kind of pass"),
        "use": QT_TRANSLATE_NOOP("messages", "use of a pass"),
        "freeze": QT_TRANSLATE_NOOP("messages", "freeze"),
    }
)
