"""The report of refusal: its ceiling, and its curve as a picture."""

from xml.etree import ElementTree as ET

import pytest

from eval.answers.curve import draw_curve
from eval.answers.judging import ANSWERABLE, Asked, ceiling, report


def asked(kind: str, rank: int = 0, measure: float = 0.0) -> Asked:
    return Asked(kind=kind, answered=measure > 0, rank=rank, foreign=False, measure=measure)


def test_the_ceiling_rises_with_what_is_looked_at_and_counts_only_what_is_not_found() -> None:
    questions = [asked(ANSWERABLE, rank) for rank in (1, 1, 1, 1, 2, 2, 2, 4, 4, 0)]
    assert ceiling(questions, 1) == pytest.approx(0.05 * 10 / 6, abs=1e-4)
    assert ceiling(questions, 3) == pytest.approx(0.05 * 10 / 3, abs=1e-4)
    assert ceiling(questions, 5) == pytest.approx(0.05 * 10 / 1, abs=1e-4)


def test_the_ceiling_is_whole_where_everything_is_found() -> None:
    assert ceiling([asked(ANSWERABLE, 1)] * 20, 1) == 1.0


def test_the_curve_has_a_line_and_a_dot_for_each_kind_that_is_declined() -> None:
    told = [asked(ANSWERABLE, 1, at / 10) for at in range(-3, 17)]
    told += [asked(kind, 0, at / 10) for kind in ("near", "<chat>") for at in range(-10, 5)]
    drawn = ET.fromstring(draw_curve(report(told, 3, 0, 0.0)))
    assert len(drawn.findall("{*}polyline")) == 2
    assert len(drawn.findall("{*}circle")) == 2
    assert "<chat>" in {each.text for each in drawn.findall("{*}text")}
