"""One's own account: another password. Needs the old one and the digits of the moment, and ends all other sessions."""

from __future__ import annotations

from starlette.responses import Response

from memberpos.domain.errors import PosError
from memberpos.hq.console import audit, messages, passwords, sessions
from memberpos.hq.console.page import GET, POST, Page
from memberpos.hq.console.sign_in import words_of_new_password
from memberpos.hq.console.texts import N_
from memberpos.hq.console.visit import Visit
from memberpos.hq.tx import Tx


def _form(visit: Visit, error: str = "", status: int = 200) -> Response:
    return visit.page("account.html", status=status, error=error)


def _change(visit: Visit) -> Response:
    try:
        changed = _changed(visit, visit.form_text("new"))
    except PosError as error:
        words = visit.text(words_of_new_password(error)) or " ".join(messages.words_of(error, visit.language))
        return _form(visit, words, messages.status_of(error))
    if not changed:
        return _form(visit, visit.text(N_("The present password or the digits are wrong.")), 422)
    return visit.go("/", visit.text(N_("The password is changed; other sessions have ended.")))


def _changed(visit: Visit, new: str) -> bool:
    """Whether the old password and the digits were right. PosError bad_setting, locked_out, db_busy."""
    passwords.check_new(new, visit.who.name)
    if new != visit.form_text("again"):
        raise PosError("bad_setting", setting="again")
    visit.desk.count_try(visit.asked.address)
    who, code, secret = visit.who, visit.value("code"), visit.secret
    seen = visit.house.transact(lambda tx: sessions.candidate(tx.conn, who.name, tx.now_ms))
    right = visit.desk.passwords.matches(seen.password_h if seen else "", visit.form_text("password"))
    password_h, noise = visit.desk.passwords.hash(new), visit.house.random(10)

    def work(tx: Tx) -> bool:
        account = sessions.try_sign_in(tx, who.name, seen, code, password_is_right=right)
        audit.note(tx, noise, who, "operator.password" if account else "sign_in.refused")
        if account is not None:
            sessions.set_password(tx.conn, account.operator_id, password_h, secret)
        return account is not None

    return visit.house.transact(work)


PAGES = (
    Page(GET, "/me", "overview.see", _form),
    Page(POST, "/me", "overview.see", _change),
)
