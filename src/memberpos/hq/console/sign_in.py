"""Coming in and going: sign-in, the one-time link of a new person, sign-out, language and theme."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from memberpos.domain.errors import PosError
from memberpos.hq.console import audit, gate, messages, operators, passwords, sessions, totp
from memberpos.hq.console.operators import Account
from memberpos.hq.console.page import GET, POST, Page
from memberpos.hq.console.qr import picture
from memberpos.hq.console.texts import LANGUAGES, N_
from memberpos.hq.console.visit import ROOT, Visit
from memberpos.hq.tx import Tx

_ISSUER = "memberpos"
_WHY = {"length": N_("A password has 10 to 128 characters."), "weak": N_("This password is too easy to guess.")}


def _form(visit: Visit) -> Response:
    if visit.operator is not None:
        return visit.go(inside(visit.query("next")))
    return visit.page("sign_in.html", name="", next=inside(visit.query("next")), error=None)


def _try(visit: Visit) -> Response:
    try:
        secret = _signed_in(visit, visit.value("name")[:64])
    except PosError as error:
        sentence, step = messages.words_of(error, visit.language)
        return _again(visit, messages.status_of(error), f"{sentence} {step}")
    if secret is None:
        return _again(visit, 422, visit.text(N_("Name, password or digits are wrong.")))
    gate.keep_session(visit, secret)
    return visit.go(inside(visit.value("next")))


def _again(visit: Visit, status: int, error: str) -> Response:
    facts = {"name": visit.value("name"), "next": inside(visit.value("next")), "error": error}
    return visit.page("sign_in.html", status=status, **facts)


def _signed_in(visit: Visit, name: str) -> str | None:
    """The secret of a new session; None when something was wrong. PosError locked_out, db_busy."""
    visit.desk.count_try(visit.asked.address)
    seen = visit.house.transact(lambda tx: sessions.candidate(tx.conn, name, tx.now_ms))
    right = visit.desk.passwords.matches(seen.password_h if seen else "", visit.form_text("password"))
    random, noise, code = visit.house.random, visit.house.random(10), visit.value("code")

    def work(tx: Tx) -> str | None:
        account = sessions.try_sign_in(tx, name, seen, code, password_is_right=right)
        if account is not None:
            audit.note(tx, noise, account.name, "sign_in")
            return sessions.open_session(tx, account, random)
        if seen is not None:
            audit.note(tx, noise, seen.name, "sign_in.refused")
        return None

    return visit.house.transact(work)


def _welcome(visit: Visit) -> Response:
    account = _invited(visit, visit.query("link"))
    return _welcome_page(visit, account, visit.query("link"))


def _accept(visit: Visit) -> Response:
    link, password = visit.value("link"), visit.form_text("password")
    account = _invited(visit, link)
    try:
        passwords.check_new(password, account.name)
        if password != visit.form_text("again"):
            raise PosError("bad_setting", setting="again")
        secret = _accepted(visit, link, visit.desk.passwords.hash(password))
    except PosError as error:
        words = visit.text(words_of_new_password(error)) or " ".join(messages.words_of(error, visit.language))
        return _welcome_page(visit, account, link, words, messages.status_of(error))
    gate.keep_session(visit, secret)
    return visit.go("/")


def words_of_new_password(error: PosError) -> str:
    """What is wrong with a chosen password, as a text of the catalogues; empty when it is something else."""
    why = {"again": N_("The two passwords differ.")}.get(error.facts.get("setting", ""), "")
    return _WHY.get(error.facts.get("why", ""), why)


def _invited(visit: Visit, link: str) -> Account:
    visit.desk.count_try(visit.asked.address)
    return visit.read(lambda conn: operators.invited(conn, link, visit.now_ms))


def _accepted(visit: Visit, link: str, password_h: str) -> str:
    random, noise, code = visit.house.random, visit.house.random(10), visit.value("code")

    def work(tx: Tx) -> str:
        account = operators.accept(tx, link, password_h, code)
        audit.note(tx, noise, account.name, "operator.accept")
        return sessions.open_session(tx, account, random)

    return visit.house.transact(work)


def _welcome_page(visit: Visit, account: Account, link: str, error: str = "", status: int = 200) -> Response:
    address = totp.address(account.totp_key, _ISSUER, account.name)
    return visit.page(
        "welcome.html", status=status, account=account, link=link, error=error, qr=picture(address),
        key=totp.key_text(account.totp_key),
    )  # fmt: skip


def _sign_out(visit: Visit) -> Response:
    visit.act("sign_out", "", lambda tx: sessions.close(tx.conn, visit.secret))
    gate.keep_session(visit, "")
    return visit.go("/sign-in")


def _look(visit: Visit) -> Response:
    """Keeps a language or theme in the browser, and goes back to the page."""
    language, theme = visit.query("lang"), visit.query("theme")
    if language in LANGUAGES:
        visit.cookies["lang"] = language
    if theme in ("light", "dark", "auto"):
        visit.cookies["theme"] = "" if theme == "auto" else theme
    return RedirectResponse(ROOT + inside(visit.query("next")), 303)


def inside(path: str) -> str:
    """A path of the console to go on to; anything else is its start."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else "/"


PAGES = (
    Page(GET, "/sign-in", None, _form),
    Page(POST, "/sign-in", None, _try),
    Page(GET, "/welcome", None, _welcome),
    Page(POST, "/welcome", None, _accept),
    Page(POST, "/sign-out", "overview.see", _sign_out),
    Page(GET, "/look", None, _look),
)
