"""Faults left alone over real HTTP: not told, not counted, and the report says how many."""

from io import BytesIO
from urllib.parse import quote

import pytest
from docx import Document

from docgen.gongwen.proofread.fault import COST, Severity
from tests.intake.conftest import Service

PATH = "/api/v1/gongwen/proofread"
ME = {"X-Officer": quote("周样张")}
TEXT = "　　会议强调,各单位要贯策落实有关要求，加强布署。"


def check(service: Service, **asked: object) -> dict[str, object]:
    answer = service.client.post(PATH, json={"text": TEXT} | asked, headers=ME)
    return dict(answer.raise_for_status().json())


def place(fault: dict[str, object]) -> dict[str, object]:
    return {name: fault[name] for name in ("start", "end", "wrong")}


def test_what_was_left_alone_is_neither_told_nor_does_it_cost(service: Service) -> None:
    told = check(service)
    faults = told["faults"]
    assert isinstance(faults, list)
    assert [each["wrong"] for each in faults] == [",", "贯策", "布署"]
    assert told["score"] == 100 - 5 - 5 - 1
    assert (told["costs"], told["least_length"]) == (
        {severity.value: cost for severity, cost in COST.items()},
        1000,
    )
    assert told["costs"] == {"必错": 5.0, "疑似": 1.0, "提示": 0.2}
    assert list(told["costs"]) == list(Severity)
    left = check(service, left=[place(faults[1])])
    assert isinstance(left["faults"], list)
    assert [each["wrong"] for each in left["faults"]] == [",", "布署"]
    assert (left["score"], left["left"]) == (94.0, 1)


def test_a_place_whose_words_are_others_now_is_told(service: Service) -> None:
    faults = check(service)["faults"]
    assert isinstance(faults, list)
    moved = place(faults[1]) | {"start": 0, "end": 2}
    other = place(faults[1]) | {"wrong": "贯彻"}
    told = check(service, left=[moved, other])
    assert (told["faults"], told["left"]) == (faults, 0)


def test_the_report_lists_the_others_and_says_how_many_were_left_alone(service: Service) -> None:
    faults = check(service)["faults"]
    assert isinstance(faults, list)
    asked = {"text": TEXT, "left": [place(each) for each in faults[:2]]}
    made = service.client.post(f"{PATH}/report", json=asked, headers=ME).raise_for_status()
    report = Document(BytesIO(made.content))
    words = "\n".join(each.text for each in report.paragraphs)
    assert "质量分：95.0" in words
    assert "认为无误的 2 处没有列入" in words
    assert len(report.tables[0].rows) == 2


@pytest.mark.parametrize("left", [[{"start": -1, "end": 2, "wrong": "。"}], [{"start": 0}], "全部"])
def test_places_that_are_none_are_refused_in_words(service: Service, left: object) -> None:
    refused = service.client.post(PATH, json={"text": TEXT, "left": left}, headers=ME)
    assert refused.status_code == 422
    assert "请求内容不符合要求" in refused.json()["detail"]
