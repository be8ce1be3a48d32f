"""Settings of tasks, goods with points, and badges: read, refused, written back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memberpos.domain import earn_rules
from memberpos.domain.earn_rules import BADGE_CRITERIA, BADGE_WINDOWS, Badge, ItemPoints, Task
from memberpos.domain.limits import PERIODS, Limit

codes = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,10}", fullmatch=True)
names = st.text("茶杯 abc", min_size=1).filter(lambda text: text.strip())
tasks = st.builds(
    Task, codes, names, st.integers(1, 999), st.none() | st.builds(Limit, st.integers(0, 9), st.sampled_from(PERIODS))
)
badges = st.sampled_from(BADGE_CRITERIA).flatmap(
    lambda criterion: st.builds(
        Badge, codes, names, st.just(criterion), st.integers(1, 999), st.sampled_from(BADGE_WINDOWS),
        names if criterion == "item" else st.just(""), st.integers(0, 99),
    )
)  # fmt: skip


@given(
    st.lists(tasks, max_size=4, unique_by=lambda task: task.code),
    st.lists(badges, max_size=4, unique_by=lambda badge: badge.code),
    st.dictionaries(names, st.integers(1, 99), max_size=4),
)
def test_written_is_read_the_same(some_tasks, some_badges, some_items):
    write = earn_rules.WRITERS
    assert earn_rules.tasks(write["points.tasks"](some_tasks)) == tuple(some_tasks)
    assert earn_rules.badges(write["badges"](some_badges)) == tuple(some_badges)
    items = earn_rules.items(some_items)
    assert items == tuple(ItemPoints(sku, points) for sku, points in some_items.items())
    assert write["points.items"](items) == some_items


@pytest.mark.parametrize("value", ["a", ["a", ""], ["x" * 201], [1], None])
def test_words_are_a_list_of_texts(value):
    with pytest.raises(ValueError, match=r"^$"):
        earn_rules.words(value)
