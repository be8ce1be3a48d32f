"""The same window in other languages and in the dark, as the owner chooses them in the settings."""

from __future__ import annotations

from memberpos.commands.demo_day.selling import REGULAR
from memberpos.commands.demo_day.stage import DESK, WIDE, Stage
from memberpos.demo_shop.stock import OWNER

LANGUAGES = ("zh_CN", "zh_TW", "en")


def the_window_speaks_other_languages(stage: Stage) -> None:
    """Traditional Chinese and English, at once."""
    stage.at("22:20")
    for language in LANGUAGES[1:]:
        _choose(stage, "window-language", "Down")
        stage.language = language
        stage.tidy()
        stage.shot("settings", "this window")
        stage.hand.click("place-reports")
        stage.hand.settle()
        stage.shot("end-of-day", "end of day")
        stage.hand.click("place-counter")
        stage.hand.settle()
        stage.shot("counter", "no shift")
    for _ in LANGUAGES[1:]:
        _choose(stage, "window-language", "Up")
    stage.language = LANGUAGES[0]


def the_window_turns_dark(stage: Stage) -> None:
    """Colours show at the next start: the till is switched off and on."""
    _choose(stage, "window-theme", "Down")
    stage.hand.expect("已保存")
    stage.hand = stage.till.restart()
    stage.theme = "dark"
    stage.hand.wait(lambda: stage.till.place == "sign_in", "the sign-in screen")
    stage.hand.settle()
    stage.shot("sign-in", "staff")
    stage.hand.click(OWNER.name)
    stage.hand.type(OWNER.pin)
    stage.hand.key("Return")
    stage.hand.wait(lambda: stage.till.place == "counter", "the counter")
    stage.swipe(stage.shop.members[REGULAR].track2)
    stage.hand.expect(stage.shop.members[REGULAR].name)
    stage.shot("counter", "member", DESK)
    stage.shot("counter", "member", WIDE)
    stage.hand.click("place-reports")
    stage.hand.expect("2026-11-21")
    stage.shot("end-of-day", "end of day")


def _choose(stage: Stage, box: str, key: str) -> None:
    """Opens the page of the window and moves the choice of one box."""
    stage.hand.click("place-settings")
    stage.hand.click("settings-window")
    for _ in range(40):
        if stage.hand.focus_name() == box:
            break
        stage.hand.key("Tab")
    else:
        stage.fail(f"the Tab key does not reach {box}")
    stage.hand.key(key)


STEPS = (the_window_speaks_other_languages, the_window_turns_dark)
