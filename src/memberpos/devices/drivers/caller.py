"""An AT modem that reports who is calling. One modem is one line; two lines are two modems."""

from __future__ import annotations

from dataclasses import dataclass

from memberpos.devices import cid_modem
from memberpos.devices.drivers.base import Driver, Outputs, Send, earliest
from memberpos.devices.readings import CallEnded

ANSWER_S = 2.0
QUIET_S = 0.3  # after opening, for what ModemManager has stirred up
RETRY_S = 5.0
REFRESH_S = 300.0  # a modem that lost power answers, but has forgotten that it should report callers
TICK_S = 0.1
TRIES = 3


@dataclass(frozen=True)
class Stage:
    """Commands of which the first accepted one counts; `word`: complaint when none is, "" = it does not matter."""

    commands: tuple[bytes, ...]
    word: str


STAGES: tuple[Stage, ...] = (
    *(Stage((command,), "not_a_modem") for command in cid_modem.RESET_COMMANDS),
    Stage(cid_modem.REGION_COMMANDS, ""),
    Stage(cid_modem.CALLER_ID_COMMANDS, "no_caller_id"),
)


class CallerDriver(Driver):
    """Rings and caller-ID lines → `IncomingCall`, `CallEnded`. `line` names the telephone line in them."""

    role = "caller"

    def __init__(self, name: str = "caller", *, line: str = "1") -> None:
        super().__init__(name)
        self._line = line
        self._forget()

    def _forget(self) -> None:
        self._decoder = cid_modem.CallerIdDecoder()
        self._stage = self._choice = self._tries = 0
        self._asking = self._in_call = False
        self._complaints = 0
        self._due_s: float | None = None  # of the command in flight, or of the next start-up
        self._heard_s = 0.0
        self._tick_s: float | None = None  # when the decoder wants to hear of silence

    def start(self, now_s: float) -> Outputs:
        self._forget()
        self._due_s = now_s + QUIET_S
        return []

    def received(self, data: bytes, now_s: float) -> Outputs:
        self._heard_s, self._tick_s = now_s, now_s + TICK_S
        return self._events(self._decoder.feed(data), now_s)

    def tick(self, now_s: float) -> Outputs:
        outputs: Outputs = []
        if self._tick_s is not None and now_s >= self._tick_s:
            outputs += self._silence(now_s)
        if self._due_s is not None and now_s >= self._due_s:
            outputs += self._no_answer(now_s) if self._asking else self._set_up(now_s)
        return outputs

    def deadline_s(self) -> float | None:
        return earliest((self._due_s, self._tick_s))

    def give_up(self, now_s: float) -> Outputs:
        ended: Outputs = [CallEnded(self._line)] if self._in_call else []
        self._forget()
        return ended

    def _silence(self, now_s: float) -> Outputs:
        idle_s = now_s - self._heard_s
        outputs = self._events(self._decoder.tick(round(idle_s * 1000)), now_s)
        self._tick_s = now_s + TICK_S if self._in_call or idle_s < 1.0 else None
        return outputs

    def _events(self, events: list[cid_modem.ModemEvent], now_s: float) -> Outputs:
        outputs: Outputs = []
        for event in events:
            if isinstance(event, cid_modem.Answer):
                outputs += self._answer(event.text, now_s)
                continue
            self._in_call = not isinstance(event, cid_modem.CallEnd)
            reading = cid_modem.to_reading(event, self._line)
            outputs += [reading] if reading is not None else []
        return outputs

    def _set_up(self, now_s: float) -> Outputs:
        """(Re)start the commands, but never in the middle of a call."""
        if self._in_call:
            self._due_s = now_s + RETRY_S
            return []
        refresh = self.health.state == "ready"  # without ATZ: a call must not fall into a gap
        self._stage, self._choice, self._tries = len(STAGES) - 1 if refresh else 0, 0, 0
        return self._ask(now_s)

    def _ask(self, now_s: float) -> Outputs:
        self._asking, self._due_s = True, now_s + ANSWER_S
        return [Send(STAGES[self._stage].commands[self._choice])]

    def _answer(self, text: str, now_s: float) -> Outputs:
        if not self._asking:
            if text != "ERROR":
                return []
            self._due_s = now_s + QUIET_S  # of a command that a stray OK seemed to have answered: start over
            return self.say("connecting")
        return self._accepted(now_s) if text == "OK" else self._refused(now_s)

    def _accepted(self, now_s: float) -> Outputs:
        self._stage, self._choice, self._tries = self._stage + 1, 0, 0
        if self._stage < len(STAGES):
            return self._ask(now_s)
        self._asking, self._due_s, self._complaints = False, now_s + REFRESH_S, 0
        return self.say("ready")

    def _refused(self, now_s: float) -> Outputs:
        stage = STAGES[self._stage]
        self._choice, self._tries = self._choice + 1, 0
        if self._choice < len(stage.commands):
            return self._ask(now_s)
        return self._complain(stage.word, now_s) if stage.word else self._accepted(now_s)

    def _no_answer(self, now_s: float) -> Outputs:
        self._tries += 1
        return self._ask(now_s) if self._tries < TRIES else self._complain("no_answer", now_s)

    def _complain(self, word: str, now_s: float) -> Outputs:
        self._asking, self._complaints = False, self._complaints + 1
        if self._complaints == 1 and word != "no_answer":  # likely an answer to ModemManager
            self._due_s = now_s + QUIET_S
            return []
        self._due_s = now_s + RETRY_S
        return self.say("degraded", word)
