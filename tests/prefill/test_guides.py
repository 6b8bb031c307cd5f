"""Guided questions: every way through ends, and declarations are proven before the first one."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InvalidRequestError, SpecError
from prefill.guides import Guide, next_step, prove_guides, read_guides
from prefill.services import read_services

GUIDES = read_guides()
APPLIED_FOR = [service for service in read_services().values() if not service.by_office]
SCENARIOS = [each.id for service in APPLIED_FOR for each in service.scenarios]


@given(st.sampled_from(sorted(GUIDES)), st.data())
def test_whoever_goes_on_answering_comes_to_an_end(name: str, data: st.DataObject) -> None:
    guide, answers = GUIDES[name], {}
    for _ in guide.steps:
        reached = next_step(guide, answers)
        if reached.question is None:
            break
        choice = data.draw(st.sampled_from(reached.question.choices))
        answers[reached.question.id] = choice.id
    ended = next_step(guide, answers)
    assert ended.question is None
    assert ended.scenario in SCENARIOS or ended.stop.endswith("。")


@given(st.sampled_from(sorted(GUIDES)), st.dictionaries(st.text(), st.text()))
def test_answers_to_questions_never_asked_change_nothing(name: str, stray: dict[str, str]) -> None:
    guide = GUIDES[name]
    kept = {key: text for key, text in stray.items() if key not in guide.by_id}
    assert next_step(guide, kept) == next_step(guide, {})


def test_an_answer_the_question_does_not_offer_is_refused() -> None:
    with pytest.raises(InvalidRequestError, match="请从所列选项中选择"):
        next_step(GUIDES["drivers"], {"kind": "pilot"})


@pytest.mark.parametrize(
    ("guide", "answers", "scenario", "stop"),
    [
        (
            "drivers",
            {"kind": "passenger", "passenger_matter": "renew", "passenger_late": "late"},
            "S1B",
            "",
        ),
        (
            "drivers",
            {"kind": "passenger", "passenger_matter": "first", "passenger_age": "yes"},
            "",
            "年龄",
        ),
        ("road_transport", {"matter": "heavy", "divisible": "yes"}, "", "不予许可"),
        ("road_transport", {"matter": "heavy", "divisible": "no", "over": "no"}, "", "不需要办理"),
        ("old_vehicles", {"matter": "lorry", "lorry": "both", "lorry_old_new": "yes"}, "T04", ""),
        ("old_vehicles", {"matter": "ebike", "ebike": "other"}, "", "上海"),
        (
            "old_vehicles",
            {"matter": "car", "car": "scrap", "car_same": "yes", "car_power": "yes"},
            "",
            "不予补贴",
        ),
        ("water", {"matter": "subsidy", "subsidy": "fuel", "paired": "yes"}, "T07", ""),
    ],
)
def test_answers_lead_where_they_should(
    guide: str, answers: dict[str, str], scenario: str, stop: str
) -> None:
    reached = next_step(GUIDES[guide], answers)
    assert (reached.scenario, reached.question) == (scenario, None)
    assert stop in reached.stop


def test_the_shipped_guides_are_sound() -> None:
    prove_guides(GUIDES, SCENARIOS)


def made(*steps: dict[str, Any]) -> dict[str, Guide]:
    return {"g": Guide.model_validate({"id": "g", "title": "引导", "question": steps})}


def asking(name: str, *ends: dict[str, str]) -> dict[str, Any]:
    choices = [{"id": str(number), "text": "选项"} | end for number, end in enumerate(ends)]
    return {"id": name, "text": "问题？", "choice": choices}


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([asking("a", {"scenario": "S1A"}, {})], "needs next, scenario or stop"),
        ([asking("a", {"scenario": "S1A"}, {"next": "b"})], "no question called 'b'"),
        ([asking("a", {"scenario": "S1A"}, {"next": "a"})], "leads back to itself"),
        ([asking("a", {"scenario": "S1B"}, {"stop": "不能办。"})], "did you mean 'S1A'"),
        ([asking("a", {"stop": "不能办。"}, {"stop": "不能办。"})], "leads to the scenario 'S1A'"),
        (
            [
                asking("a", {"scenario": "S1A"}, {"stop": "停。"}),
                asking("b", {"stop": "停。"}, {"stop": "停。"}),
            ],
            "nothing leads to the question 'b'",
        ),
    ],
)
def test_an_unsound_guide_stops_the_start(steps: list[dict[str, Any]], said: str) -> None:
    with pytest.raises(SpecError, match=said):
        prove_guides(made(*steps), ["S1A"])
