"""Setting the times by which a scanner that types is told from a person: three scans, one line typed, a picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from memberpos.devices.keyboard_wedge import Key, terminator_of
from memberpos.devices.wedge_times import KeyTimes, Proposal, propose, times_of
from memberpos.settings import Wedge
from memberpos.ui.context import UiContext
from memberpos.ui.hints import KeyHint
from memberpos.ui.keys import wedge_settings
from memberpos.ui.widgets.card import FactRow, Rule
from memberpos.ui.widgets.key_times import KeyTimesChart
from memberpos.ui.widgets.overlay import Dialog
from memberpos.ui.widgets.steps import Steps

SCANS = 3
#: A burst has ended when no key came for this long; no scanner pauses so, and every person does.
REST_MS = 400
TYPING_REST_MS = 1500


class CalibrateDialog(Dialog):
    """`measured` carries the settings to keep. While it measures, typed keys come here and nowhere else."""

    measured = Signal(object)

    def __init__(self, window: QWidget, context: UiContext, now: Wedge) -> None:
        super().__init__(window, width_px=640)
        self._context = context
        self._now = wedge_settings(now)
        self._keys: list[Key] = []
        self._scans: list[KeyTimes] = []
        self._typing: KeyTimes | None = None
        self._steps, self._chart = Steps(SCANS + 1), KeyTimesChart()
        self._facts = [FactRow() for _ in range(3)]
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._burst)
        self.body.addWidget(self._steps)
        self.body.addWidget(self._chart)
        self.body.addWidget(Rule())
        for fact in self._facts:
            self.body.addWidget(fact)
        self.retranslate()

    def open(self) -> None:
        """Show it; from now on keys are measured."""
        super().open()
        self._watch(self._key)
        self._show()

    def finish(self, accepted: bool) -> None:
        """Keys go where they belong again."""
        self._watch(None)
        super().finish(accepted)

    def retranslate(self) -> None:
        """All words anew."""
        scan = self.tr("Scan")
        self._steps.set_names((scan, scan, scan, self.tr("Type")))
        self._show()

    def keys(self) -> Sequence[KeyHint]:
        """Start over, leave the typing out."""
        again = KeyHint("F5", self.tr("Start over"), self.again)
        skip = KeyHint("F9", self.tr("Skip typing"), self.skip, enabled=self._at == SCANS)
        return (again, skip, KeyHint("Esc", self.tr("Back"), self.reject))

    def again(self) -> None:
        """Forgets what was measured."""
        self._keys, self._scans, self._typing = [], [], None
        self._watch(self._key)
        self._show()

    def skip(self) -> None:
        """Nobody types for comparison."""
        if self._at == SCANS:
            self._end(KeyTimes(0, ()))

    def accept(self) -> None:
        """Keeps what was measured."""
        if self._done and self._proposal.problem not in ("untimed", "slow"):
            settings = self._proposal.settings
            self.measured.emit(Wedge(settings.max_gap_ms, settings.mean_gap_ms, settings.prefix))
            self.finish(True)

    @property
    def _at(self) -> int:
        return len(self._scans) + (self._typing is not None)

    @property
    def _done(self) -> bool:
        return self._typing is not None

    @property
    def _proposal(self) -> Proposal:
        return propose(self._scans, self._typing, self._now)

    def _watch(self, watcher: object) -> None:
        self._context.services["watch_keys"](watcher)

    def _key(self, key: Key) -> None:
        self._keys.append(key)
        typing = self._at == SCANS
        if terminator_of(key) and len(self._keys) > 1:
            self._rest.start(0 if typing else REST_MS)  # CR LF is one end
        else:
            self._rest.start(TYPING_REST_MS if typing else REST_MS)

    def _burst(self) -> None:
        keys, self._keys = self._keys, []
        times = times_of(keys)
        if times.characters < 2:
            return
        self._chart.set_times(times.gaps_ms, self._now.max_gap_ms)
        if self._at < SCANS:
            self._scans.append(times)
        else:
            self._end(times)
        self._show()

    def _end(self, typing: KeyTimes) -> None:
        self._typing = typing
        self._watch(None)
        if self._scans and not typing.gaps_ms:
            self._chart.set_times(self._scans[-1].gaps_ms, self._proposal.settings.max_gap_ms)
        self._show()
        self.next.setFocus()

    def _show(self) -> None:
        self._steps.show_at(self._at, failed=self._done and bool(self._proposal.problem))
        remark = (
            self.tr("Scan the same code three times, at your usual pace.") if self._at < SCANS
            else self.tr("Now type a telephone number as fast as you do at work, then Enter.") if not self._done
            else self.tr("Measured. Keep these times, or start over.")
        )  # fmt: skip
        self.set_texts(self.tr("Scanner that types"), self.tr("Keep"), self.tr("Back"), remark)
        self._show_facts()
        self.set_problem(self._problem_words() if self._done else "")
        self.next.setEnabled(self._done and self._proposal.problem not in ("untimed", "slow"))

    def _show_facts(self) -> None:
        measured = [*self._scans, *([self._typing] if self._typing is not None and self._typing.gaps_ms else [])]
        pattern = self.tr("{mean} ms on average, {longest} ms at most")
        last = measured[-1] if measured else KeyTimes(0, ())
        said = pattern.format(mean=last.mean_ms, longest=last.longest_ms) if measured else "–"
        self._facts[0].set(self.tr("Measured last, between keys"), said)
        set_now = pattern.format(mean=self._now.mean_gap_ms, longest=self._now.max_gap_ms)
        self._facts[1].set(self.tr("A scan so far"), set_now)
        found = self._proposal.settings
        new = pattern.format(mean=found.mean_gap_ms, longest=found.max_gap_ms) if self._scans else "–"
        self._facts[2].set(self.tr("A scan from now on"), new, "brand" if self._scans else "")

    def _problem_words(self) -> str:
        return {
            "untimed": self.tr(
                "These keys have no times of their own. Switch off input methods and remote control, or set the scanner"
                " to USB-COM."
            ),
            "slow": self.tr("This scanner types as slowly as a person. Set it to a higher speed or to USB-COM."),
            "like_typing": self.tr("Somebody here types as fast as this scanner. Better set the scanner to USB-COM."),
        }.get(self._proposal.problem, "")
