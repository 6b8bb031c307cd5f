from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries.entry import Entry, Kind, Source, State
from knowledge.entries.life import ALLOWED, Step, revise, take
from models.errors import ConflictError, InvalidRequestError

NOW = datetime(2026, 11, 28, tzinfo=UTC)
TODAY = NOW.date()
DRAFT = Entry(
    id="e1",
    version=1,
    kind=Kind.FAQ,
    title="怎么换证",
    body="到窗口办理。",
    department="样张科",
    source=Source(title="样张办事指南"),
    author="周样",
    changed_at=NOW,
)


def published() -> Entry:
    return take(Step.PUBLISH, take(Step.SUBMIT, DRAFT, "周样", NOW), "吴样", NOW)


def test_an_entry_is_reviewed_by_somebody_else_before_it_is_published() -> None:
    waiting = take(Step.SUBMIT, DRAFT, "周样", NOW)
    with pytest.raises(InvalidRequestError, match="作者本人"):
        take(Step.PUBLISH, waiting, "周样", NOW)
    assert published().reviewer == "吴样"


def test_what_lacks_a_department_is_not_published() -> None:
    bare = take(Step.SUBMIT, DRAFT.model_copy(update={"department": " "}), "周样", NOW)
    with pytest.raises(InvalidRequestError, match="责任部门"):
        take(Step.PUBLISH, bare, "吴样", NOW)


@given(st.lists(st.sampled_from(list(Step)), max_size=8))
def test_no_order_of_steps_leads_to_publishing_without_review(steps: list[Step]) -> None:
    entry, seen = DRAFT, [DRAFT.state]
    for step in steps:
        try:
            entry = take(step, entry, "吴样", NOW)
        except ConflictError:
            assert entry.state is not ALLOWED[step][0]
        else:
            seen.append(entry.state)
    if State.PUBLISHED in seen:
        assert seen[seen.index(State.PUBLISHED) - 1] is State.REVIEW


def test_an_edit_is_a_new_draft_and_leaves_the_published_version_alone() -> None:
    entry = published()
    edited = revise(entry, {"body": "网上办理。"}, "郑样", NOW)
    assert (edited.version, edited.state, edited.author) == (2, State.DRAFT, "郑样")
    assert entry.state is State.PUBLISHED


def test_an_edit_that_makes_no_valid_entry_is_refused() -> None:
    with pytest.raises(InvalidRequestError):
        revise(published(), {"effective_from": TODAY, "expires": TODAY}, "郑样", NOW)


@pytest.mark.parametrize(
    ("change", "holds"),
    [
        ({}, True),
        ({"effective_from": TODAY}, True),
        ({"effective_from": TODAY + timedelta(days=1)}, False),
        ({"expires": TODAY + timedelta(days=1)}, True),
        ({"expires": TODAY}, False),
        ({"superseded_by": "e2"}, False),
        ({"state": State.WITHDRAWN}, False),
    ],
)
def test_an_entry_holds_from_its_first_day_to_the_day_before_it_expires(
    change: dict[str, date | str], holds: bool
) -> None:
    assert published().model_copy(update=change).holds_on(TODAY) is holds
