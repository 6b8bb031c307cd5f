"""The prefill ratio counts a box when a source filled it and the applicant left it so."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import FormValue, Suggestion
from models.specs import FormField
from prefill import tally
from prefill.edit import APPLICANT, edit
from prefill.take import take
from prefill.tally import Tally, count_boxes, tally_of
from tests.demo_filing import filing

WORDS = st.sampled_from(["", "甲", "乙", "丙"])
AT = datetime(2026, 11, 20, tzinfo=UTC)


@st.composite
def boxes(draw: st.DrawFn) -> tuple[FormValue, str]:
    """A box as a source or nobody filled it, then edited; with what the source had put there."""
    put = draw(WORDS)
    box = FormValue(key="k")
    if put:
        offer = Suggestion(key="k", value=put, source="db.corp", fetched_at=AT)
        box = take(offer, (offer,))
    for text in draw(st.lists(WORDS, max_size=4)):
        box = edit(box, text, APPLICANT)
    return box, put


@given(st.lists(boxes(), max_size=12))
def test_the_tally_counts_exactly_what_stands_as_its_source_put_it(
    drawn: list[tuple[FormValue, str]],
) -> None:
    counted = count_boxes(box for box, _ in drawn)
    assert counted.shown == len(drawn)
    assert counted.filled == sum(bool(put) and box.value == put for box, put in drawn)
    assert counted.changed == sum(bool(put) and box.value != put for box, put in drawn)
    assert counted.filled + counted.changed <= counted.shown
    assert counted.ratio is None if not drawn else 0 <= (counted.ratio or 0) <= 1


@given(st.lists(boxes(), max_size=6), st.lists(boxes(), max_size=6))
def test_two_forms_together_count_what_each_counts(
    first: list[tuple[FormValue, str]], second: list[tuple[FormValue, str]]
) -> None:
    one, other = ([box for box, _ in drawn] for drawn in (first, second))
    assert count_boxes(one) + count_boxes(other) == count_boxes([*one, *other])


def test_confirming_what_a_source_put_there_keeps_it_prefilled() -> None:
    offer = Suggestion(key="k", value="甲", source="db.corp", fetched_at=AT)
    box = edit(take(offer, (offer,)), "甲", APPLICANT)
    assert box.confirmed_by == APPLICANT
    assert count_boxes([box]).filled == 1


def test_choosing_another_sources_offer_is_a_change() -> None:
    first = Suggestion(key="k", value="甲", source="db.corp", fetched_at=AT)
    second = Suggestion(key="k", value="乙", source="cert.business_license", fetched_at=AT)
    box = edit(take(first, (first, second)), "乙", APPLICANT)
    assert count_boxes([box]) == Tally(shown=1, filled=0, changed=1)


def test_no_box_shown_has_no_ratio() -> None:
    assert Tally().ratio is None


def test_a_box_that_is_not_on_the_form_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    boxes = (
        FormField(key="way", label="方式", type="enum", options=("快递", "自取")),
        FormField(key="address", label="地址", type="string", shown_when="way == '快递'"),
    )
    monkeypatch.setattr(tally, "form_of", lambda _: boxes)
    for way, shown in (("快递", 2), ("自取", 1)):
        form = (
            FormValue(key="way", value=way, source="applicant"),
            FormValue(key="address", value="某路 1 号", source="db.corp"),
        )
        assert tally_of(filing(form=form)).shown == shown
