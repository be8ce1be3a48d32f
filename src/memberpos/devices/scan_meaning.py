"""What a scanned text is: a customer's payment code (never looked up or stored as a member), or an ordinary code."""

from __future__ import annotations

import re

#: leading digits and total length as published by the payment services for codes that a merchant scans
_PAYMENT = (
    ("wechat", re.compile(r"1[0-5][0-9]{16}")),
    ("alipay", re.compile(r"(?:2[5-9]|30)[0-9]{14,22}")),
    ("unionpay", re.compile(r"62[0-9]{17}")),
)
_EAN_LENGTHS = frozenset((8, 12, 13, 14))


def payment_kind(text: str) -> str:
    """The service whose payment code `text` is: wechat | alipay | unionpay, "" for any other text."""
    return next((kind for kind, pattern in _PAYMENT if pattern.fullmatch(text)), "")


def purpose(text: str) -> str:
    """`purpose` of a Scan reading: payment | code."""
    return "payment" if payment_kind(text) else "code"


def ean_ok(digits: str) -> bool:
    """True if the last digit of an EAN-8, UPC-A, EAN-13 or GTIN-14 is its check digit (weights 3, 1 from the right)."""
    if len(digits) not in _EAN_LENGTHS or not (digits.isascii() and digits.isdigit()):
        return False
    weighted = sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(reversed(digits)))
    return weighted % 10 == 0


def expand_upc_e(digits: str) -> str:
    """The twelve UPC-A digits of an eight-digit UPC-E, "" if it is none."""
    if len(digits) != 8 or not (digits.isascii() and digits.isdigit()) or digits[0] not in "01":
        return ""
    system, body, check = digits[0], digits[1:7], digits[7]
    last = body[5]
    if last in "012":
        middle = body[:2] + last + "0000" + body[2:5]
    elif last == "3":
        middle = body[:3] + "00000" + body[3:5]
    elif last == "4":
        middle = body[:4] + "00000" + body[4]
    else:
        middle = body[:5] + "0000" + last
    return system + middle + check
