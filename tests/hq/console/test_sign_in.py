"""Coming in: the one-time link, password with second factor, lock-out, sessions, forms of other sites, headers."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from tests.hq.console.browser import PASSWORD, Browser, House, Parts
from tests.refusals import code_of
from tests.waiting import wait_until

from memberpos.hq.console import operators, passwords, sessions, totp
from memberpos.hq.console.sign_in import inside
from memberpos.hq.tx import Tx


def signed_in(browser: Browser) -> bool:
    return browser.get("/console/").status == 200


def actions(house: House) -> list[tuple[str, str]]:
    return [tuple(row) for row in house.world.rows("SELECT operator, action FROM console_audit ORDER BY at_ms")]


def test_without_a_session_there_is_only_the_sign_in(house: House) -> None:
    browser = house.browser()
    answer = browser.get("/console/?q=1")
    assert (answer.status, answer.header("location")) == (303, "/console/sign-in?next=%2F%3Fq%3D1")
    assert browser.get("/").header("location") == "/console/"
    assert browser.get("/console").header("location") == "/console/"
    assert browser.get("/console/nothing/here").status == 404
    assert browser.get("/healthz").status == 200
    assert 'hq_requests_total{path="/console",status="404"} 1' in browser.get("/metrics").text


def test_the_first_steps_set_password_and_second_factor(house: House) -> None:
    link = house.invite("olga")
    browser = house.browser()
    page = browser.get(f"/console/welcome?link={link}")
    assert page.status == 200
    assert 'class="qr"' in page.text
    key = house.world.rows("SELECT totp_key FROM operator")[0][0]
    assert totp.key_text(bytes(key)) in page.text
    assert signed_in(house.accept("olga", link, browser))
    assert house.browser().get(f"/console/welcome?link={link}").status == 404
    assert actions(house) == [("olga", "operator.accept")]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"password": "short"}, "10 to 128"),
        ({"password": "olga olga olga", "again": "olga olga olga"}, "too easy"),
        ({"password": "aaaaaaaaaaaaa", "again": "aaaaaaaaaaaaa"}, "too easy"),
        ({"again": "another sentence"}, "differ"),
        ({"code": "000000"}, "six digits"),
    ],
)
def test_first_steps_that_are_refused_can_be_repeated(house: House, changes: dict[str, str], words: str) -> None:
    link = house.invite("olga")
    browser = house.browser()
    values = {"link": link, "password": PASSWORD, "again": PASSWORD, "code": house.code("olga"), **changes}
    answer = browser.submit(f"/console/welcome?link={link}", values, "/console/welcome")
    assert answer.status == 422
    assert words in answer.text
    assert signed_in(house.accept("olga", link, browser))


def test_a_link_ends_after_a_day(house: House) -> None:
    link = house.invite("olga")
    house.world.clock.ms += operators.INVITE_LIFE_MS
    assert house.browser().get(f"/console/welcome?link={link}").status == 404


def test_of_two_who_use_one_link_at_once_the_second_is_refused(house: House) -> None:
    world, link = house.world, house.invite("olga")
    code = house.code("olga")

    def take(password: str) -> str | None:
        return code_of(world.act, lambda tx: operators.accept(tx, link, password, code))

    with ThreadPoolExecutor(1) as pool:

        def first(tx: Tx) -> Future[str | None]:
            operators.accept(tx, link, "first", code)
            mine = tx.conn.execute("SELECT pg_backend_pid()").fetchone()
            second = pool.submit(take, "second")
            wait_until(lambda: second.done() or world.holds_up(mine and mine[0]))
            return second

        second = world.act(first)
        assert second.result() == "wrong_code"
    assert world.rows("SELECT password_h, state FROM operator") == [("first", "active")]


def test_only_hashes_of_secrets_are_kept(house: House) -> None:
    link = house.invite("olga")
    browser = house.accept("olga", link)
    kept = str(house.world.rows("SELECT * FROM operator")) + str(house.world.rows("SELECT * FROM console_session"))
    assert link not in kept
    assert PASSWORD not in kept
    assert browser.cookies["memberpos_console"] not in kept
    assert "$argon2id$" in kept


def test_signing_in_and_out(house: House) -> None:
    house.person("olga")
    browser = house.browser()
    answer = house.sign_in(browser, "OLGA", code=house.code("olga"), next="/?q=2")
    assert (answer.status, answer.header("location")) == (303, "/console/?q=2")
    page = browser.get("/console/")
    assert page.status == 200
    stolen = Browser(house.app, cookies=dict(browser.cookies))
    house.world.clock.ms += 1
    assert browser.post("/console/sign-out", {"csrf": page.csrf}).status == 303
    assert not signed_in(browser)
    assert not signed_in(stolen)
    assert [action for _, action in actions(house)] == ["operator.accept", "sign_in", "sign_out"]


@pytest.mark.parametrize("wrong", ["name", "password", "code"])
def test_what_was_wrong_is_not_told(house: House, wrong: str) -> None:
    house.person("olga")
    browser = house.browser()
    values = {"name": "olga", "password": PASSWORD, "code": house.code("olga")}
    answer = browser.submit("/console/sign-in", values | {wrong: "000000"})
    assert answer.status == 422
    assert "Name, password or digits are wrong." in answer.text
    assert PASSWORD not in answer.text
    assert not signed_in(browser)


def test_digits_let_in_once(house: House) -> None:
    house.person("olga")
    code = house.code("olga")
    assert house.sign_in(house.browser(), "olga", code=code).status == 303
    assert house.sign_in(house.browser(), "olga", code=code).status == 422


def test_too_many_tries_lock_and_unlock(house: House) -> None:
    house.person("olga")
    browser = house.browser()
    for _ in range(5):
        assert house.sign_in(browser, "olga", "wrong password").status == 422
    locked = house.sign_in(browser, "olga", code="123456")
    assert locked.status == 429
    assert "Too many wrong tries" in locked.text
    house.world.clock.ms += 60_000
    assert house.sign_in(browser, "olga").status == 303


def test_a_stranger_shuts_nobody_out_for_long(house: House) -> None:
    house.person("olga")
    for turn in range(12):
        browser = house.browser(address=f"192.0.2.{turn}")
        house.sign_in(browser, "olga", "wrong password")
        house.world.clock.ms += 20 * 60_000
    house.sign_in(house.browser(), "olga", "wrong password")
    house.world.clock.ms += sessions.LONGEST_LOCK_MS
    assert house.sign_in(house.browser(), "olga").status == 303


def test_an_address_that_guesses_is_sent_away(house: House) -> None:
    browser = house.browser()
    seen = [house.browser().get("/console/welcome?link=guess").status for _ in range(31)]
    assert seen == [404] * 30 + [429]
    assert browser.get("/console/sign-in").status == 200


def test_a_session_ends_by_rest_and_after_a_day_of_work(house: House) -> None:
    browser = house.person("olga")
    for _ in range(25):
        house.world.clock.ms += sessions.IDLE_MS - 1_000
        if not signed_in(browser):
            break
    spent = house.world.clock() - house.world.rows("SELECT seen_ms FROM operator")[0][0]
    assert sessions.LONGEST_MS <= spent < sessions.LONGEST_MS + sessions.IDLE_MS
    other = house.browser()
    house.sign_in(other, "olga")
    house.world.clock.ms += sessions.IDLE_MS
    assert not signed_in(other)


def test_who_is_disabled_is_out_at_once(house: House) -> None:
    browser = house.person("mia", "chain")
    house.person("olga")
    house.world.act(lambda tx: operators.disable(tx, house.operator_id("mia")))
    assert not signed_in(browser)
    assert house.sign_in(house.browser(), "mia").status == 422


def test_the_last_owner_stays(house: House) -> None:
    house.person("olga")
    house.invite("otto")
    me = house.operator_id("olga")
    act, random = house.world.act, house.world.hq.random
    assert code_of(act, lambda tx: operators.disable(tx, me)) == "not_allowed"
    assert code_of(act, lambda tx: operators.change(tx, me, "auditor", ())) == "not_allowed"
    assert code_of(act, lambda tx: operators.reset(tx, random, me)) == "not_allowed"
    assert act(lambda tx: operators.reset(tx, random, me, by_hand=True))


def test_two_owners_who_shut_each_other_out_leave_one(house: House) -> None:
    house.person("olga")
    house.person("otto")
    ids, together = [house.operator_id("olga"), house.operator_id("otto")], Barrier(2)

    def disable(other: UUID) -> str | None:
        together.wait(60)
        return code_of(house.world.act, lambda tx: operators.disable(tx, other))

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(disable, ids), key=str)
    assert answers == [None, "not_allowed"]
    assert house.world.rows("SELECT count(*) FROM operator WHERE state = 'active'") == [(1,)]


@pytest.mark.parametrize(
    ("name", "role", "stores", "code"),
    [
        ("a b", "owner", [], "bad_setting"),
        ("x", "owner", [], "bad_setting"),
        ("mia", "king", [], "bad_setting"),
        ("mia", "manager", [], "bad_setting"),
        ("mia", "manager", [77], "not_found"),
        ("OLGA", "owner", [], "number_taken"),
    ],
)
def test_people_that_cannot_be_made(house: House, name: str, role: str, stores: list[int], code: str) -> None:
    house.invite("olga")
    assert code_of(house.invite, name, role, stores) == code


def test_forms_of_other_sites_do_nothing(house: House) -> None:
    browser = house.person("olga")
    csrf = browser.get("/console/").csrf
    for answer in (
        browser.post("/console/sign-out", {}),
        browser.post("/console/sign-out", {"csrf": "0" * 64}),
        browser.post("/console/sign-out", {"csrf": house.browser().get("/console/sign-in").csrf}),
        browser.post("/console/sign-out", {"csrf": csrf}, origin="https://evil.example"),
        browser.post("/console/sign-out", {"csrf": csrf}, sec_fetch_site="cross-site"),
        browser.send("POST", "/console/sign-out", b"\xff\xfe", {}),
        browser.send("POST", "/console/sign-out", b"csrf=%00", {}),
    ):
        assert answer.status == 400
    assert browser.send("POST", "/console/sign-out", b"x" * (1024 * 1024 + 1), {}).status == 413
    assert signed_in(browser)
    assert browser.post("/console/sign-out", {"csrf": csrf}, sec_fetch_site="same-origin").status == 303


def test_every_answer_is_closed_to_other_sites(house: House) -> None:
    browser = house.person("olga")
    for target in ("/console/", "/console/sign-in", "/console/none", "/console/static/style.css", "/console/static/x"):
        answer = browser.get(target)
        assert "default-src 'none'" in answer.header("content-security-policy")
        assert "unsafe" not in answer.header("content-security-policy")
        assert answer.header("x-frame-options") == "DENY"
        assert answer.header("referrer-policy") == "no-referrer"
    assert browser.get("/console/").header("cache-control") == "no-store"
    assert "immutable" in browser.get("/console/static/app.js").header("cache-control")


def test_pages_hold_no_inline_script_or_style(house: House) -> None:
    browser = house.person("olga")
    for page in (browser.get("/console/"), house.browser().get("/console/sign-in")):
        for tag, attributes in Parts(page.text).tags:
            assert tag != "style"
            assert tag != "script" or attributes.get("src")
            assert not {name for name in attributes if name == "style" or name.startswith("on")}


def test_cookies_by_http_on_loopback_and_by_https(house: House) -> None:
    browser = house.person("olga")
    assert browser.cookies.keys() == {"memberpos_console"}
    far = house.browser(host="hq.example", scheme="https")
    house.sign_in(far, "olga")
    line = next(line for line in far.set_cookies if line.startswith("__Host-memberpos_console="))
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(line.split("; "))
    assert far.get("/console/").header("strict-transport-security")
    behind_a_silent_proxy = house.browser(host="hq.example", scheme="http")
    behind_a_silent_proxy.get("/console/sign-in")
    assert all("Secure" in line for line in behind_a_silent_proxy.set_cookies)


@pytest.mark.parametrize(
    ("accepted", "words"),
    [("de,en;q=0.8", "Sign in"), ("zh-CN,zh", "登录"), ("zh-HK", "登入"), ("zh-Hant", "登入"), ("", "登录")],
)
def test_the_language_of_a_browser(house: House, accepted: str, words: str) -> None:
    page = house.browser(language=accepted).get("/console/sign-in")
    assert f">{words}</button>" in page.text


def test_language_and_theme_are_kept(house: House) -> None:
    browser = house.browser()
    answer = browser.get("/console/look?lang=zh_TW&next=%2Fsign-in")
    assert answer.header("location") == "/console/sign-in"
    browser.get("/console/look?theme=dark")
    page = browser.get("/console/sign-in")
    assert 'lang="zh-TW" data-theme="dark"' in page.text
    browser.get("/console/look?theme=auto&lang=xx")
    assert 'lang="zh-TW">' in browser.get("/console/sign-in").text


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "https://evil.example", "/a\nb", ""])
def test_one_goes_on_inside_only(path: str) -> None:
    assert inside(path) == "/"


def test_too_many_passwords_at_once_are_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = passwords.Passwords()
    monkeypatch.setattr(passwords, "_WAIT_S", 0.01)
    with desk._slot(), desk._slot():
        assert code_of(desk.matches, "", "x") == "db_busy"
    assert desk.matches(desk.hash("Ａbc def"), "Abc def")
    assert not desk.matches("", "nobody has this password")


def test_the_own_password_is_changed(house: House) -> None:
    browser, other = house.person("olga"), house.browser()
    house.sign_in(other, "olga")
    new = "another long sentence"

    def change(**values: str) -> int:
        given = {"password": PASSWORD, "new": new, "again": new, "code": house.code("olga"), **values}
        return browser.submit("/console/me", given).status

    assert change(new="short", again="short") == 422
    assert change(again="something else") == 422
    assert change(password="wrong password") == 422
    assert change(code="000000") == 422
    assert signed_in(other)
    assert change() == 303
    assert signed_in(browser)
    assert not signed_in(other)
    assert house.sign_in(house.browser(), "olga").status == 422
    assert house.sign_in(house.browser(), "olga", new).status == 303
    assert ("olga", "operator.password") in actions(house)
    for _ in range(5):
        change(password="wrong password")
    assert change(password=new, new=PASSWORD, again=PASSWORD) == 429
