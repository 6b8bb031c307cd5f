"""The four recognition models over real HTTP, with the engine that ships."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from intake.filings.uploads import keep_uploads, take_files
from intake.registry import read_registry
from intake.settings import Settings
from intake.store.audit import verify_chain
from intake.store.filings import open_filing
from intake.store.papers import add_paper
from models.records import Subject
from tests.intake.calling import Platform, calls, image, models_alone

SAMPLES = Path(__file__).parents[2] / "eval" / "samples" / "papers" / "clean"
PAPERS = {
    "M01": ("vehicle_inspection_report",),
    "M02": ("id_card_front", "id_card_back"),
    "M03": ("business_licence",),
    "M04": ("road_transport_operation_licence",),
}


def sample(type_id: str) -> bytes:
    return (SAMPLES / f"{type_id}_100_clean.jpg").read_bytes()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Platform, Any]]:
    data = tmp_path_factory.mktemp("recognition")
    with models_alone(Settings(data=data, calls=calls(seconds=120))) as served:
        yield served


@pytest.fixture(scope="module")
def platform(served: tuple[Platform, Any]) -> Platform:
    return served[0]


@pytest.mark.parametrize("code", PAPERS)
def test_a_paper_comes_back_field_by_field_with_its_place(platform: Platform, code: str) -> None:
    images = [image(sample(kind), kind) for kind in PAPERS[code]]
    answer = platform.invoke(code, images=images)
    assert (answer["code"], answer["msg"]) == ("200", "成功"), answer["msg"]
    data = answer["data"]
    assert (data["modelCode"], data["modelVersion"]) == (code, "1.0.0")
    declared = read_registry().types
    labels = {field.key: field.title for kind in PAPERS[code] for field in declared[kind].fields}
    assert {field["key"]: field["label"] for field in data["fields"]} == labels
    read = [field for field in data["fields"] if field["value"] is not None]
    assert len(read) >= len(data["fields"]) / 2
    for field in read:
        assert 0 < field["confidence"] <= 1
        assert field["source"] in PAPERS[code]
        assert field["normalized"]
    placed = [field["box"] for field in read if field["box"]]
    assert {box["image"] for box in placed} == set(range(1, len(images) + 1))
    assert all(box["page"] == 1 and box["rect"][0] < box["rect"][2] for box in placed)


def test_values_are_as_printed_and_normalised(platform: Platform) -> None:
    answer = platform.invoke("M02", images=[image(sample("id_card_front"))])
    fields = {field["key"]: field for field in answer["data"]["fields"]}
    assert date.fromisoformat(fields["birth_date"]["normalized"])
    assert "年" in fields["birth_date"]["value"]


def test_places_are_left_out_on_demand(platform: Platform) -> None:
    asked = {"images": [image(sample("id_card_front"))], "options": {"returnBox": False}}
    fields = platform.invoke("M02", **asked)["data"]["fields"]
    assert {field["box"] for field in fields} == {None}


@pytest.mark.parametrize("code", PAPERS)
def test_another_paper_is_refused_by_its_name(platform: Platform, code: str) -> None:
    answer = platform.invoke(code, images=[image(sample("bank_card"))])
    assert answer["code"] == "400002"
    types = read_registry().types
    assert types["bank_card"].title in answer["msg"]
    assert all(types[kind].title in answer["msg"] for kind in PAPERS[code])


def test_the_other_side_of_the_expected_one_is_refused(platform: Platform) -> None:
    answer = platform.invoke("M02", images=[image(sample("id_card_back"), "id_card_front")])
    assert answer["code"] == "400002"


def test_one_unfit_image_among_fit_ones_is_only_told(platform: Platform) -> None:
    images = [image(sample("bank_card")), image(sample("id_card_back"))]
    data = platform.invoke("M02", images=images)["data"]
    assert next(warning["code"] for warning in data["warnings"]) == "unfit_paper"
    assert {field["box"]["image"] for field in data["fields"] if field["box"]} == {2}


def test_a_file_of_a_filing_is_read_where_it_lies(served: tuple[Platform, Any]) -> None:
    platform, office = served
    with office.store.write() as session:
        filing = open_filing(session, "S5B", Subject())
        other = open_filing(session, "S5B", Subject())
        uploads = take_files([("card.jpg", sample("id_card_front"))], office.settings.limits)
        add_paper(session, filing.id, uploads[0].paper)
    keep_uploads(office.files, filing.id, uploads)
    named = {"images": [{"type": "fileId", "content": uploads[0].paper.id}]}
    own = platform.request(**named) | {"applyNo": filing.case_no}
    strange = platform.request(**named) | {"applyNo": other.case_no}
    assert platform.post("M02.v1.invoke", own)["code"] == "200"
    assert platform.post("M02.v1.invoke", strange)["code"] == "400001"
    with office.store.read() as session:
        assert verify_chain(session).length == 1
