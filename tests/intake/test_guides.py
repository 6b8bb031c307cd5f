"""Guided questions over HTTP: the law's numbers stand in the texts, nothing is kept."""

from tests.intake.conftest import Service


def test_guides_are_listed_and_begin_with_a_question(service: Service) -> None:
    listed = service.client.get("/api/guides").raise_for_status().json()
    assert {"id": "drivers", "title": "驾驶员从业资格"} in listed

    answer = service.client.post("/api/guides/drivers/answer", json={"answers": {}})
    first = answer.raise_for_status().json()
    assert first["question"]["id"] == "kind"
    assert len(first["question"]["choices"]) == 3
    assert (first["scenario"], first["stop"], first["asked"]) == (None, None, [])


def test_a_stop_names_the_number_of_the_law(service: Service) -> None:
    answers = {"kind": "passenger", "passenger_matter": "first", "passenger_age": "yes"}
    answer = service.client.post("/api/guides/drivers/answer", json={"answers": answers})
    reached = answer.raise_for_status().json()
    assert "年龄不得超过 63 周岁" in reached["stop"]
    assert [each["choice"] for each in reached["asked"]] == ["passenger", "first", "yes"]


def test_a_scenario_is_named_for_people(service: Service) -> None:
    answers = {"matter": "firm", "firm": "renew"}
    answer = service.client.post("/api/guides/road_transport/answer", json={"answers": answers})
    scenario = answer.raise_for_status().json()["scenario"]
    assert scenario == {"id": "S4B", "service": "道路货物运输经营许可", "name": "延续(到期换证)"}


def test_an_unknown_guide_and_an_unknown_answer_are_refused_in_chinese(service: Service) -> None:
    unknown = service.client.post("/api/guides/moon/answer", json={"answers": {}})
    assert (unknown.status_code, "没有编号" in unknown.json()["detail"]) == (404, True)
    wrong = service.client.post("/api/guides/drivers/answer", json={"answers": {"kind": "moon"}})
    assert (wrong.status_code // 100, "请从所列选项" in wrong.json()["detail"]) == (4, True)
