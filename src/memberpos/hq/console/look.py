"""The console's colours: the same tokens as the till's window, as CSS variables, light and dark."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

from memberpos.resources import resource


def stylesheet() -> str:
    """Variables of both themes, then `app.css`. Dark by the system's wish unless light was chosen, and by choice."""
    tokens = tomllib.loads(resource("theme", "tokens.toml").read_text(encoding="utf-8"))
    light, dark = _variables(tokens["light"]), _variables(tokens["dark"])
    return "\n".join(
        (
            f":root{{color-scheme:light;{light}}}",
            f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}",
            f":root[data-theme=dark]{{color-scheme:dark;{dark}}}",
            resource("console", "static", "app.css").read_text(encoding="utf-8"),
        )
    )


def _variables(colours: Mapping[str, str]) -> str:
    return "".join(f"--{name}:{_css(value)};" for name, value in colours.items())


def _css(value: str) -> str:
    """`#AARRGGBB` is Qt's way round; CSS wants the alpha last."""
    return f"#{value[3:]}{value[1:3]}" if len(value) == 9 else value
