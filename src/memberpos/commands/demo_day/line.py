"""The line to headquarters: joining it, a morning without it, and the queue that drains at noon."""

from __future__ import annotations

from memberpos.commands.demo_day.stage import Stage
from memberpos.demo_shop.stock import OWNER

#: Page of the settings.
HQ_PAGE = "settings-headquarters"
WRONG_CODE = "AAAA-BBBB"
NOWHERE = "http://127.0.0.1:9"


def the_owner_joins_headquarters(stage: Stage) -> None:
    """Address and one-time code are typed in; a wrong code and a wrong address are refused with a sentence."""
    stage.at("08:20")
    stage.hq.start()
    stage.hand.click(OWNER.name)
    stage.hand.type(OWNER.pin)
    stage.hand.key("Return")
    stage.hand.wait(lambda: stage.till.place == "counter", "the counter")
    stage.hand.click("place-settings")
    stage.hand.settle()
    stage.shot("settings", "shop")
    stage.hand.click(HQ_PAGE)
    stage.hand.settle()
    _join(stage, NOWHERE, WRONG_CODE)
    stage.hand.expect("连不上总部")
    stage.shot("settings", "error headquarters unreachable")
    _join(stage, stage.hq.url, WRONG_CODE)
    stage.hand.expect("代码不对")
    stage.shot("settings", "error wrong enrolment code")
    _join(stage, stage.hq.url, stage.hq.code())
    stage.hand.wait(lambda: stage.hand.sees("总部已同步"), "everything to be sent", 60)


def _join(stage: Stage, url: str, code: str) -> None:
    for field, text in (("hq-url", url), ("hq-code", code)):
        stage.hand.click(field)
        stage.hand.clear_field()
        stage.hand.type(text)
    stage.hand.key("Return")


def the_network_goes_down(stage: Stage) -> None:
    """Headquarters is gone before the shop opens; the owner leaves."""
    stage.at("08:40")
    stage.hq.stop()
    stage.hand.settle()
    stage.shot("settings", "headquarters")
    stage.hand.click("user")
    stage.hand.wait(lambda: stage.till.place == "sign_in", "the sign-in screen")


def at_noon_the_queue_drains(stage: Stage) -> None:
    """Headquarters answers again, under the same address."""
    stage.at("12:00")
    stage.hand.wait(lambda: stage.hand.sees("待传"), "events to wait")
    stage.shot("counter", "headquarters offline, events wait")
    stage.hq.start()
    stage.hand.click("place-settings")
    stage.hand.click(HQ_PAGE)
    stage.hand.settle()
    stage.hand.click("立即上传")
    stage.hand.wait(lambda: stage.hand.sees("总部已同步"), "the queue to drain", 60)
    stage.hand.click("place-counter")
    stage.hand.settle()
    stage.shot("counter", "queue drained")


JOINING = (the_owner_joins_headquarters, the_network_goes_down)
NOON = (at_noon_the_queue_drains,)
