"""What a person does with each kind of device."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from memberpos.devices.customer_view import GOODS, CustomerView, ShowCustomer
from memberpos.devices.drivers.gm72 import StartScan
from memberpos.devices.drivers.handheld import ClearCodes, FetchCodes
from memberpos.devices.drivers.printer import PrintJob
from memberpos.devices.drivers.tcp300 import PrintFace

if TYPE_CHECKING:
    from tests.soak.crew import Hand

#: Readings without a word of their own: they come again and again.
GONE, PRINTED, CLEARED = "a card was taken away", "a face was printed", "the pen has forgotten"
MANY = frozenset({GONE, PRINTED, CLEARED})
GONE_S = 2.0


def _nothing(_hand: Hand) -> None: ...


@dataclass(frozen=True)
class Turn:
    """`begin` does something with a number that is new and gives the word its reading must carry ("" = it has been
    seen at the device itself); `then` is the rest of a turn whose reading came, `after` clears up in any case. When the
    plug was pulled `cut` is done before it is back, `mend` after that.
    """

    begin: Callable[[Hand, str], str]
    then: Callable[[Hand], None] = _nothing
    after: Callable[[Hand], None] = _nothing
    cut: Callable[[Hand], None] = _nothing
    mend: Callable[[Hand], None] = _nothing


def _swipe(hand: Hand, number: str) -> str:
    hand.fact(lambda facts: facts["armed"] == "iso_read")
    hand.bench.swipe(hand.device, ["", f";{number}=1?", ""])
    return number


def _hold(hand: Hand, number: str) -> str:
    hand.do("present", card="one", text=f"{number}=1")
    return number


def _hold_id(hand: Hand, number: str) -> str:
    hand.do("present", code=f"{int(number):010X}")
    return f"{int(number):010d}"


def _take_away(hand: Hand) -> None:
    """A card that comes back before it was missed is the same one."""
    before = hand.ears.count(hand.device, GONE)
    hand.do("remove")
    hand.ears.wait(hand.device, GONE, before, GONE_S)


def _insert(hand: Hand, number: str) -> str:
    hand.do("insert", card="a", track=number)
    return number


def _print_face(hand: Hand) -> None:
    gone = hand.ears.count(hand.device, GONE)
    hand.hears_more(PRINTED, lambda: hand.post(PrintFace(("会员", str(gone)))))
    hand.ears.wait(hand.device, GONE, gone)


def _scan(hand: Hand, number: str) -> str:
    hand.bench.scan(hand.device, number)
    return number


def _scan_when_told(hand: Hand, number: str) -> str:
    hand.post(StartScan())
    hand.fact(lambda facts: bool(facts["looking"]))
    return _scan(hand, number)


def _ring(hand: Hand, number: str) -> str:
    hand.bench.ring(hand.device, number)
    return number


def _hang_up(hand: Hand) -> None:
    hand.bench.hangup(hand.device)


def _print(hand: Hand, number: str) -> str:
    word = f"job-{number}"
    hand.post(PrintJob(word, b"\x1b@" + word.encode() + b"\n\x1dVB\x00"))
    return word


def _show(hand: Hand, number: str) -> str:
    amount = f"{int(number) % 100_000}.00"  # what eight digits can show with its fraction
    hand.post(ShowCustomer(CustomerView(GOODS, due=amount)))
    hand.fact(lambda facts: amount in str(facts))
    return ""


def _read_out(hand: Hand, number: str) -> str:
    hand.do("scan", text=number, times=3)
    hand.post(FetchCodes())
    return number


def _pull_out(hand: Hand) -> None:
    hand.do("take")


def _forget(hand: Hand) -> None:
    hand.hears_more(CLEARED, lambda: hand.post(ClearCodes()))


def _lift(hand: Hand) -> None:
    """Nobody waits: the reader has no plug."""
    hand.do("remove")


_CARD, _CHIP, _GLASS = Turn(_swipe), Turn(_hold, after=_take_away, cut=_lift), Turn(_show)
_CALL = Turn(_ring, after=_hang_up, mend=_hang_up)
TURNS: Mapping[str, Turn] = {
    "msr605": _CARD, "msr605x": _CARD, "pn532": _CHIP, "pcsc": _CHIP, "yhy522": _CHIP, "er302": _CHIP,
    "m1_library": _CHIP, "rdm6300": Turn(_hold_id, after=_take_away, cut=_lift),
    "tcp300": Turn(_insert, then=_print_face, cut=_pull_out), "scanner": Turn(_scan), "gm72": Turn(_scan_when_told),
    "caller": _CALL, "fsk_box": _CALL, "dtmf_box": _CALL, "netcallerid": _CALL, "whozz": _CALL, "ncid": _CALL,
    "led8": _GLASS, "cd5220": _GLASS, "dm_d": _GLASS, "printer": Turn(_print),
    "pen": Turn(_read_out, after=_forget, mend=_forget),
}  # fmt: skip
