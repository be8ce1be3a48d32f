"""Charts as SVG, drawn by the server: upright or lying bars with a title, a description and figures a reader reads out.

No script and no style attribute: classes of the console's stylesheet give colour, so charts follow light and dark.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH, HEIGHT = 640, 250
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 8, 14, 34
#: Of lying bars: narrower, for they fit a phone.
_ROW, _LABEL, _LYING = 30, 118, 440
_GRID_LINES = 4
#: Fewer labels than this along the bottom stay readable on a phone.
_MOST_LABELS = 12

Write = Callable[[int], str]


@dataclass(frozen=True)
class Point:
    """One bar or point: its name, its figure, and the figure in words."""

    label: str
    value: int
    text: str


@dataclass(frozen=True)
class Chart:
    """`title` says what is shown, `summary` the most important of it in a sentence."""

    title: str
    summary: str
    points: Sequence[Point]


def nice_top(highest: int) -> int:
    """The end of an axis: the next 1, 2, 2.5 or 5 times a power of ten at or above the highest figure."""
    if highest <= 0:
        return 1
    power = int(10 ** (len(str(highest)) - 1))
    return next(step * power // 2 for step in (2, 4, 5, 10, 20) if step * power // 2 >= highest)


def columns(chart: Chart, axis: Write) -> Markup:
    """Upright bars, one a day, hour or store; `axis` writes the figures at the left. A figure below 0 hangs down."""
    top = nice_top(max((point.value for point in chart.points), default=0))
    low = -nice_top(max((-point.value for point in chart.points), default=0)) if _any_below(chart) else 0
    plot_w, plot_h = WIDTH - _LEFT - _RIGHT, HEIGHT - _TOP - _BOTTOM
    step = plot_w / max(1, len(chart.points))
    bar_w = max(1.0, min(46.0, step * 0.68))

    def y_of(value: int) -> float:
        return _TOP + plot_h * (top - value) / (top - low)

    parts = [_grid(top, low, y_of, axis)]
    every = -(-len(chart.points) // _MOST_LABELS) or 1
    for at, point in enumerate(chart.points):
        x = _LEFT + step * at + (step - bar_w) / 2
        upper, lower = sorted((y_of(point.value), y_of(0)))
        parts.append(
            Markup(
                '<g class="bar-of"><title>{}: {}</title>'
                '<rect class="bar-fill" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" rx="2"/></g>'
            ).format(point.label, point.text, x, upper, bar_w, max(lower - upper, 1 if point.value else 0))
        )
        if at % every == 0:
            parts.append(_label(x + bar_w / 2, HEIGHT - 12, point.label))
    return _svg(chart, (WIDTH, HEIGHT), "chart", parts)


def rows(chart: Chart) -> Markup:
    """Lying bars with their name at the left and their figure at the right: rankings and shares."""
    highest = max((point.value for point in chart.points), default=0)
    top = max(highest, 1)
    room = _LYING - _LABEL - 96
    parts = []
    for at, point in enumerate(chart.points):
        y = 6 + at * _ROW
        width = max(2.0, room * max(0, point.value) / top)
        parts.append(
            Markup(
                '<g class="bar-of"><title>{}: {}</title>'
                '<text class="chart-name" x="{}" y="{}" text-anchor="end">{}</text>'
                '<rect class="bar-fill" x="{}" y="{}" width="{:.1f}" height="18" rx="3"/>'
                '<text class="chart-figure" x="{:.1f}" y="{}">{}</text></g>'
            ).format(
                point.label, point.text, _LABEL - 10, y + 14, _short(point.label, 9), _LABEL, y, width,
                _LABEL + width + 8, y + 14, point.text,
            )
        )  # fmt: skip
    return _svg(chart, (_LYING, 12 + _ROW * len(chart.points)), "chart lying", parts)


def _any_below(chart: Chart) -> bool:
    return any(point.value < 0 for point in chart.points)


def _grid(top: int, low: int, y_of: Callable[[int], float], axis: Write) -> Markup:
    lines = []
    for at in range(_GRID_LINES + 1):
        value = low + (top - low) * at // _GRID_LINES
        y = y_of(value)
        lines.append(
            Markup(
                '<line class="chart-line" x1="{}" y1="{:.1f}" x2="{}" y2="{:.1f}"/>'
                '<text class="chart-axis" x="{}" y="{:.1f}" text-anchor="end">{}</text>'
            ).format(_LEFT, y, WIDTH - _RIGHT, y, _LEFT - 8, y + 4, axis(value))
        )
    return Markup("").join(lines)


def _label(x: float, y: float, text: str) -> Markup:
    return Markup('<text class="chart-axis" x="{:.1f}" y="{}" text-anchor="middle">{}</text>').format(
        x, y, _short(text, 10)
    )


def _short(text: str, most: int) -> str:
    """Chinese signs are twice as wide."""
    room = most * 2 if text.isascii() else most
    return text if len(text) <= room else f"{text[: room - 1]}…"


def _svg(chart: Chart, size: tuple[int, int], look: str, parts: Sequence[Markup]) -> Markup:
    head = Markup('<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(
        look, *size, f"{chart.title}. {chart.summary}"
    )
    told = Markup("<title>{}</title><desc>{}</desc>").format(escape(chart.title), escape(chart.summary))
    return head + told + Markup("").join(parts) + Markup("</svg>")
