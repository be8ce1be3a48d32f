"""The building blocks of screens; look at `tests/ui/gallery.py` for each in use."""

from __future__ import annotations

from memberpos.ui.widgets.bars import Chip, KeyBar, Logo, Omnibox, RailButton
from memberpos.ui.widgets.buttons import Button, ChoiceChip, PrimaryButton, TenderButton, TileButton
from memberpos.ui.widgets.calls import CallFacts, CallLayer, CallPopup
from memberpos.ui.widgets.card import Card, EmptyState, FactRow, FormRow, Rule, StatTile, column, row, scrolled
from memberpos.ui.widgets.charts import BarChart, LineChart
from memberpos.ui.widgets.inputs import Field, MoneyEdit, NumberPad, PinPad
from memberpos.ui.widgets.overlay import Dialog, Drawer, Toast, ToastLayer
from memberpos.ui.widgets.painted import Avatar, Dot, Icon, Painted, ProgressBar, Toggle, repolish, set_tone
from memberpos.ui.widgets.table import Cell, Column, Line, Lines, Table
from memberpos.ui.widgets.text import Badge, ElidedText, KeyCap, MoneyLabel, Text

__all__ = [
    "Avatar",
    "Badge",
    "BarChart",
    "Button",
    "CallFacts",
    "CallLayer",
    "CallPopup",
    "Card",
    "Cell",
    "Chip",
    "ChoiceChip",
    "Column",
    "Dialog",
    "Dot",
    "Drawer",
    "ElidedText",
    "EmptyState",
    "FactRow",
    "Field",
    "FormRow",
    "Icon",
    "KeyBar",
    "KeyCap",
    "Line",
    "LineChart",
    "Lines",
    "Logo",
    "MoneyEdit",
    "MoneyLabel",
    "NumberPad",
    "Omnibox",
    "Painted",
    "PinPad",
    "PrimaryButton",
    "ProgressBar",
    "RailButton",
    "Rule",
    "StatTile",
    "Table",
    "TenderButton",
    "Text",
    "TileButton",
    "Toast",
    "ToastLayer",
    "Toggle",
    "column",
    "repolish",
    "row",
    "scrolled",
    "set_tone",
]
