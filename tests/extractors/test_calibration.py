"""Confidence is measured, and what is refuted is never sure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.judging.calibration import CALIBRATION, calibrated, features, probability
from models.records import Check, FieldValue, Quality, State, Support

GRADES = ("good", "fair", "poor")


def value(score: float, support: Support, text: str = "青澜路") -> FieldValue:
    failed = Check(rule="date", passed=False) if support is Support.REFUTED else None
    return FieldValue(
        key="name",
        value=text,
        raw=text,
        score=score,
        support=support,
        check=failed,
        state=State.CONFIRM,
    )


def seen(grade: str) -> Quality:
    return Quality(sharpness=300, brightness=150, contrast=40, glare=0, grade=grade)


@given(
    st.floats(0, 1), st.sampled_from(list(Support)), st.sampled_from(GRADES), st.text(max_size=300)
)
def test_every_value_gets_a_confidence_and_refuted_ones_are_never_sure(
    score: float, support: Support, grade: str, text: str
) -> None:
    told = calibrated(value(score, support, text or "无"), "id_card_front", seen(grade))
    assert 0 <= told.confidence <= 1
    assert (told.state is State.SURE) <= (support is not Support.REFUTED)


@pytest.mark.parametrize("support", [Support.SHAPED, Support.PLAIN, Support.LOOSE])
@pytest.mark.parametrize("grade", GRADES)
def test_a_clearer_value_is_never_less_likely(support: Support, grade: str) -> None:
    rising = [
        probability(
            features(value(score / 100, support), "id_card_front", seen(grade)), CALIBRATION
        )
        for score in range(1, 101)
    ]
    assert rising == sorted(rising)


def test_a_value_found_away_from_its_label_counts_less_than_one_beside_it() -> None:
    beside, away = (
        calibrated(value(0.95, support), "id_card_front", seen("good")).confidence
        for support in (Support.PLAIN, Support.LOOSE)
    )
    assert away < beside


def test_what_was_not_read_stays_unread() -> None:
    unread = FieldValue(key="name")
    assert calibrated(unread, "id_card_front", seen("good")) == unread
