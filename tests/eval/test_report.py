"""The accuracy page says what was measured, type by type, and draws it."""

from xml.etree import ElementTree as ET

from eval.diagram import draw_reliability
from eval.metrics.fields import by, rates
from eval.metrics.reliability import reliability
from eval.papers import Report
from eval.report import compose
from eval.scores import Score
from models.records import State


def score(right: bool, grade: str = "good") -> Score:
    state = State.SURE if right else State.CONFIRM
    return Score(
        sample="a.jpg", type="id_card_front", key="name", wanted="甲", got="甲" if right else "乙",
        state=state, confidence=0.97 if right else 0.4, grade=grade, right=right,
    )  # fmt: skip


def report(scores: list[Score]) -> Report:
    bins = reliability([(each.confidence, each.right) for each in scores])
    return Report(
        pictures=1, seconds=1, all=rates(scores), types=by(lambda s: s.type, scores),
        grades=by(lambda s: s.grade, scores), reliability=bins, calibration_error=0.1,
        unsupported=(), crashed=(), wrong=(),
    )  # fmt: skip


def test_every_type_and_grade_has_its_row() -> None:
    page = compose({"real": report([score(True), score(True), score(False, "poor")])}, "cmd")
    assert "| id_card_front | 居民身份证（人像面） | 3 | 66.7% | 66.7% | 100.0% |" in page
    assert "*pictures graded poor*" in page
    assert "Written by `cmd`" in page


def test_the_diagram_is_a_picture_with_a_dot_for_each_bin() -> None:
    bins = reliability([(0.97, True), (0.4, False), (0.97, True)])
    drawn = ET.fromstring(draw_reliability({"a <b>": bins}))
    assert len(drawn.findall(".//{http://www.w3.org/2000/svg}circle")) == len(bins) == 2
