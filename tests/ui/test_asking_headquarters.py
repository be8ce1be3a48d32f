"""At the counter of a chain: what this till may not spend alone is asked for; a stranger's card is looked up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.ui.floor import CARD, GOODS, Floor, make_floor
from tests.ui.stage import NOW_MS, Stage

from memberpos.devices.readings import CardPresented, Scan
from memberpos.domain.errors import PosError
from memberpos.services import adjust, members
from memberpos.services.allowances import MOST_ASKED
from memberpos.services.headquarters import HqView
from memberpos.services.tasks import TaskView
from memberpos.services.use import Use
from memberpos.store import sync_state
from memberpos.store.database import Database
from memberpos.ui.dialogs.by_hand import PointsByHandDialog
from memberpos.ui.screens.counter import Counter
from memberpos.ui.settings_pages.headquarters import HeadquartersSettings, age_words
from memberpos.ui.widgets.task_list import SHOWN, TaskList, advice_words, news_words, reason_words

CAKE = GOODS[1][3]


class Answers:
    """Headquarters as `app` brings it to the counter; a test says what it answers."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.authorise: Callable[[PosError], bool | PosError] = lambda _error: False
        self.known: Callable[[str], bool | PosError] = lambda _text: False

    def _tell(self, answer: bool | PosError, then: Any, failed: Any) -> None:
        if isinstance(answer, PosError):
            failed(answer)
        else:
            then(answer)

    def ask(self, error: PosError, then: Any, failed: Any, _owner: Any) -> None:
        self.asked.append(error.facts["missing"])
        self._tell(self.authorise(error), then, failed)

    def look_up(self, text: str, then: Any, failed: Any, _owner: Any) -> None:
        self.asked.append(text)
        self._tell(self.known(text), then, failed)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def floor(qtbot, stage: Stage, empty_till, answers: Answers) -> Floor:
    return make_floor(stage, empty_till, authorise=answers.ask, look_up=answers.look_up)


@pytest.fixture
def counter(qtbot, floor: Floor) -> Counter:
    screen = floor.show("counter", Counter)
    qtbot.waitUntil(lambda: screen.model.is_open)
    return screen


def in_a_chain(db: Database) -> None:
    """The till has a headquarters, and the right to what it made is gone."""
    with db.transaction():
        sync_state.join(db, sync_state.identity(db), sync_state.Headquarters("https://hq", (bytes(32),)))
        db.execute("UPDATE lot SET held = 0")


def give(db: Database) -> None:
    with db.transaction():
        db.execute("UPDATE lot SET held = open")


def pay_by_card(qtbot, floor: Floor, counter: Counter) -> None:
    floor.swipe(CARD)
    qtbot.waitUntil(lambda: counter.model.sale.profile is not None)
    floor.stage.window.read(Scan(CAKE))
    qtbot.waitUntil(lambda: not counter.model.sale.cart.empty)
    counter.flow.choose_tender("stored_value")
    floor.press("F12")
    floor.press("F12")


def test_what_is_missing_is_asked_for_and_the_sale_goes_through(
    qtbot, floor: Floor, counter: Counter, answers: Answers
) -> None:
    floor.ask(in_a_chain)
    answers.authorise = lambda _error: floor.ask(give) is None
    pay_by_card(qtbot, floor, counter)
    qtbot.waitUntil(lambda: floor.sales() == 1)
    assert answers.asked == [3_800]


def test_what_is_not_given_is_said(qtbot, floor: Floor, counter: Counter, answers: Answers) -> None:
    floor.ask(in_a_chain)
    pay_by_card(qtbot, floor, counter)
    qtbot.waitUntil(lambda: floor.sees("Only headquarters can answer this."))
    assert (floor.sales(), answers.asked) == (0, [3_800])
    assert not counter.model.busy


def test_a_headquarters_that_gives_nothing_useful_is_not_asked_for_ever(
    qtbot, floor: Floor, counter: Counter, answers: Answers
) -> None:
    floor.ask(in_a_chain)
    answers.authorise = lambda _error: True
    pay_by_card(qtbot, floor, counter)
    qtbot.waitUntil(lambda: floor.sees("Only headquarters can answer this."))
    assert answers.asked == [3_800] * MOST_ASKED


def test_every_use_case_of_the_window_asks(qtbot, floor: Floor, counter: Counter, answers: Answers) -> None:
    def grant(use: Use) -> object:
        return adjust.points(use, floor.member, 500, "start")

    booked: list[object] = []
    floor.context.run(grant, booked.append, None, counter)
    qtbot.waitUntil(lambda: len(booked) == 1)
    floor.ask(in_a_chain)
    answers.authorise = lambda _error: floor.ask(give) is None
    dialog = PointsByHandDialog(counter, floor.context, floor.ask(lambda db: members.profile(db, floor.member, NOW_MS)))
    dialog.open()
    dialog._take.click()
    dialog._count.setText("200")
    dialog._reason.setText("test")
    dialog.accept()
    qtbot.waitUntil(lambda: floor.ask(lambda db: members.profile(db, floor.member, NOW_MS)).points == 300)
    assert answers.asked == [200]


def test_what_nobody_takes_is_told_to_the_window(qtbot, floor: Floor, counter: Counter, answers: Answers) -> None:
    def refuse(_use: Use) -> object:
        raise PosError("hq_needed", account="a", kind="POINTS", missing=5)

    told: list[PosError] = []
    floor.context.runner.refused.connect(told.append)
    for answer, times in ((False, 1), (PosError("hq_unreachable"), 1), (True, MOST_ASKED)):
        answers.asked.clear()
        answers.authorise = lambda _error, answer=answer: answer
        floor.context.run(refuse)
        qtbot.waitUntil(lambda: bool(told))
        assert (told.pop().code, answers.asked) == ("hq_needed", [5] * times)


def test_a_strangers_card_is_looked_up(qtbot, floor: Floor, counter: Counter, answers: Answers) -> None:
    number = "86999999999"
    answers.known = lambda text: floor.ask(lambda db: _known(db, text)) is None
    floor.stage.window.read(CardPresented(number, "magstripe"))
    qtbot.waitUntil(lambda: counter.model.sale.profile is not None)
    assert (answers.asked, counter.model.sale.cart.card) == ([number], number)


def _known(db: Database, number: str) -> None:
    with db.transaction():
        db.execute(
            "INSERT INTO card(number, account_id, member_id, state, state_at_ms) SELECT ?, a.id, m.id, 'active', 1"
            " FROM member m JOIN account a ON a.owner_id = m.id",
            (number,),
        )


@pytest.mark.parametrize("answer", [False, PosError("hq_unreachable")])
def test_a_card_nobody_knows_is_said(
    qtbot, floor: Floor, counter: Counter, answers: Answers, answer: bool | PosError
) -> None:
    answers.known = lambda _text: answer
    floor.stage.window.read(CardPresented("86999999999", "magstripe"))
    qtbot.waitUntil(lambda: floor.sees("Not found: card."))


def test_tasks_are_listed_and_done(qtbot, floor: Floor) -> None:
    def put(db: Database) -> None:
        with db.transaction():
            db.execute(
                "INSERT INTO task(id, why, staff_id, made_at_ms) VALUES('t1', 'card_lost', ?, 1767232800000)",
                (floor.owner,),
            )

    floor.ask(put)
    page = HeadquartersSettings(floor.context)
    qtbot.addWidget(page)
    page.retranslate()
    page.load()
    qtbot.waitUntil(lambda: page._tasks.isVisibleTo(page))
    page._tasks.done.emit("t1")
    qtbot.waitUntil(lambda: not page._tasks.isVisibleTo(page))
    assert floor.ask(lambda db: db.value("SELECT count(*) FROM task WHERE done_at_ms IS NULL")) == 0
    page._show(HqView("https://hq", 1, 1, 0))


def test_more_tasks_than_fit(qtbot) -> None:
    tasks = TaskList("Asia/Shanghai")
    qtbot.addWidget(tasks)
    views = [TaskView(f"t{n}", "fork", 0, "", "", "", "") for n in range(SHOWN + 3)]
    tasks.show_tasks(views, may_finish=False)
    assert tasks._rows.count() == SHOWN
    assert "3" in tasks._more.text()
    tasks.show_tasks([], may_finish=True)
    assert not tasks.isVisible()
    assert reason_words("fork") != reason_words("anything else")
    assert advice_words("fork") != advice_words("anything else")
    ages = (0, 59 * 60_000, 60 * 60_000, 47 * 3_600_000, 48 * 3_600_000)
    assert [age_words(age) for age in ages] == ["for 0 min", "for 59 min", "for 1 h", "for 1 d", "for 2 d"]
    assert news_words()
