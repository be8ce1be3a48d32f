"""Pages from templates. Everything is escaped; nothing in a template runs but what it shows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from memberpos.domain.money import CURRENCIES
from memberpos.hq.console.page import Place
from memberpos.hq.console.people import ROLE_NAMES
from memberpos.hq.console.texts import LANGUAGES, Language, Languages
from memberpos.hq.console.visit import Visit
from memberpos.resources import resource

_NAME = re.compile(r"[a-z-]+")


class Templates:
    """The templates, an environment a language. `version` follows addresses of files that browsers keep."""

    def __init__(self, languages: Languages, places: Sequence[Place], version: str) -> None:
        self._places = places
        self._envs = {code: _environment(language, version) for code, language in languages.by_code.items()}

    def page(self, visit: Visit, template: str, status: int, facts: Mapping[str, Any]) -> Response:
        """The page as a response."""
        kind, _, told = visit.told.partition("\n")
        visit.told = ""
        html = (
            self._envs[visit.language.code]
            .get_template(template)
            .render(
                visit=visit,
                lang=visit.language,
                operator=visit.operator,
                may=visit.may,
                places=[place for place in self._places if visit.may(place.right)],
                told=(kind, told) if told else None,
                **facts,
            )
        )
        return HTMLResponse(html, status)


def _environment(language: Language, version: str) -> Environment:
    env = Environment(
        loader=FileSystemLoader(resource("console", "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    env.policies["ext.i18n.trimmed"] = True
    env.globals.update(currencies=CURRENCIES, icon=icon, languages=LANGUAGES, role_names=ROLE_NAMES, version=version)
    words = language.words
    env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: words.get(text, text), lambda one, many, n: one if n == 1 else many, newstyle=True
    )
    return env


def icon(name: str) -> Markup:
    """A line icon of the till's window, in the colour of the text around it."""
    if not _NAME.fullmatch(name):
        raise ValueError(f"no icon {name!r}")
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    return Markup(svg.replace("<svg ", '<svg class="icon" aria-hidden="true" ', 1))  # noqa: S704 - a file of ours
