"""The declared service is the buyer's, and every name in it resolves."""

import os
from pathlib import Path
from typing import Any

import pytest

from models.errors import SpecError
from models.specs import FormField, Service, SourceSpec
from prefill.sources import read_sources
from prefill.vocabularies import read_form_vocabularies

SHARED = Path(os.environ.get("ZHIBAN_SHARED", Path(__file__).parents[3] / "shared"))
DESIGN = SHARED / "specs" / "services.yaml"


def all_boxes(service: Service) -> list[FormField]:
    return [*service.fields, *(box for each in service.scenarios for box in each.fields)]


@pytest.fixture(scope="module")
def design() -> dict[str, Any]:
    if not DESIGN.exists():
        pytest.skip("the buyer's design of the services is not at hand")
    yaml = pytest.importorskip("yaml")
    services = yaml.safe_load(DESIGN.read_text(encoding="utf-8"))["services"]
    return next(each for each in services if each["id"] == "S5")


def test_25_of_28_boxes_are_filled_from_sources(service: Service) -> None:
    boxes = all_boxes(service)
    assert (len(boxes), sum(bool(box.sources) for box in boxes)) == (28, 25)


def test_boxes_are_those_of_the_design(service: Service, design: dict[str, Any]) -> None:
    designed = [*design["common_fields"], *(f for s in design["scenarios"] for f in s["fields"])]
    expected = [
        (each["key"], each["label"], each["type"], each["required"], tuple(each["sources"]))
        for each in designed
    ]
    declared = [
        (box.key, box.label, box.type, box.required, box.sources) for box in all_boxes(service)
    ]
    assert declared == expected
    assert [box.format for box in all_boxes(service)] == [f.get("format", "") for f in designed]


def test_scenarios_ask_for_the_papers_of_the_design(
    service: Service, design: dict[str, Any]
) -> None:
    for scenario, designed in zip(service.scenarios, design["scenarios"], strict=True):
        assert (scenario.id, scenario.name, scenario.result) == (
            designed["id"],
            designed["name"],
            designed["result"],
        )
        titles = [material.title for material in scenario.materials]
        assert len(titles) == len(designed["materials"])
        for title, printed in zip(titles, designed["materials"], strict=True):
            assert printed.startswith(title)


def test_every_source_a_box_or_paper_names_is_declared(
    service: Service, sources: dict[str, SourceSpec]
) -> None:
    named = {code for box in all_boxes(service) for code in box.sources}
    named |= {
        code for each in service.scenarios for paper in each.materials for code in paper.waived_by
    }
    assert named <= set(sources)


def test_every_box_stands_under_a_heading(service: Service) -> None:
    assert all(box.group for box in all_boxes(service))


@pytest.mark.parametrize(
    "wrong",
    [
        '[[source]]\nid = "a"\ntitle = "a"\nkind = "derived"',
        '[[source]]\nid = "a"\ntitle = "a"\nkind = "telepathy"',
        '[[source]]\nid = "a"\ntitle = "a"\nkind = "papers"\n' * 2,
    ],
)
def test_a_wrong_declaration_of_sources_stops_the_start(wrong: str, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(SpecError):
        read_sources(tmp_path)


def test_a_synonym_of_no_word_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text('[vocabulary.x]\nwords = ["柴油"]\nsynonyms = { B = "柴" }', encoding="utf-8")
    with pytest.raises(SpecError, match="柴"):
        read_form_vocabularies(tmp_path)
