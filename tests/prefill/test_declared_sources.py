"""Every source the buyer's design names is declared, and can be asked in every form naming it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extractors.types import document_types
from knowledge.policies import read_keys
from models.specs import FormField, SourceSpec
from prefill.services import read_services
from prefill.sources import read_sources
from prefill.wanted import ASKED_BY, wanted_of

SHARED = Path(os.environ.get("ZHIBAN_SHARED", Path(__file__).parents[3] / "shared"))
DESIGNS = ("services.yaml", "services_extra.yaml")
UNANSWERED = {
    ("cert.driving_licence", "photo"),  # a picture, not a word of the licence
    ("derived.project_address", "zone"),  # needs the list of key areas
    ("derived.store_address", "coord"),  # needs a map service
    ("ocr.invoice", "new_frame_no"),  # stands in free text, if at all
    ("ocr.invoice", "new_brand_model"),  # the same, for electric bicycles
    ("ocr.inspection_report", "rtc_no"),  # printed on no report that is read
}
"""Sources a design names for what they cannot tell."""

Form = list[FormField]


def box_of(designed: dict[str, Any]) -> FormField:
    return FormField(
        key=designed["key"],
        label=designed["label"],
        type="string",
        sources=tuple(designed.get("sources") or ()),
    )


def forms() -> Iterator[tuple[str, Form]]:
    yaml = pytest.importorskip("yaml")
    for name in DESIGNS:
        path = SHARED / "specs" / name
        if not path.exists():
            pytest.skip("the buyer's design of the services is not at hand")
        for service in yaml.safe_load(path.read_text(encoding="utf-8"))["services"]:
            common = service.get("common_fields") or service.get("fields") or []
            for scenario in service.get("scenarios") or [{"id": service["id"], "fields": []}]:
                yield scenario["id"], [box_of(each) for each in (*common, *scenario["fields"])]


def facts_of_checks() -> set[str]:
    """Return the keys that no box shows and only checks ask for."""
    services = read_services().values()
    shared = {fact.key for service in services for fact in service.facts}
    own = (scenario for service in services for scenario in service.scenarios)
    return shared | {fact.key for scenario in own for fact in scenario.facts}


@pytest.fixture(scope="module")
def designs() -> dict[str, Form]:
    return dict(forms())


@pytest.fixture(scope="module")
def declared() -> dict[str, SourceSpec]:
    return read_sources()


def test_every_source_of_a_form_can_be_asked_for_every_box_naming_it(
    designs: dict[str, Form], declared: dict[str, SourceSpec]
) -> None:
    for scenario, form in designs.items():
        wanted = wanted_of(form, declared, ())
        told = {(each.source.id, key) for each in wanted for key in each.keys}
        for box in form:
            for name in box.sources:
                silent = declared[name].kind == "unconnected" or (name, box.key) in UNANSWERED
                assert silent or (name, box.key) in told, (scenario, name, box.key)


def test_what_a_source_is_asked_by_stands_on_the_form(
    designs: dict[str, Form], declared: dict[str, SourceSpec]
) -> None:
    for scenario, form in designs.items():
        boxes = {box.key for box in form}
        for each in wanted_of(form, declared, ()):
            if each.source.kind in ASKED_BY:
                assert boxes & set(each.query.by), (scenario, each.source.id)


def test_sources_map_only_what_a_form_has(
    designs: dict[str, Form], declared: dict[str, SourceSpec]
) -> None:
    keys = {box.key for form in designs.values() for box in form} | facts_of_checks()
    keys |= set(read_keys())
    for source in declared.values():
        for query in source.queries:
            named = {*query.map, *query.compares, *query.needs}
            named |= {*query.picks.values(), *query.avoids.values()}
            if source.kind != "account":
                named |= set(query.by)
            assert named <= keys, (source.id, named - keys)


def test_sources_read_from_papers_only_what_their_types_hold(
    declared: dict[str, SourceSpec],
) -> None:
    types = document_types()
    for source in declared.values():
        for query in source.queries if source.kind == "papers" else ():
            printed = {field.key for name in query.types for field in types[name].fields}
            words = {*query.map.values(), *query.picks, *query.avoids}
            words |= {query.name(key) for key in query.compares}
            assert words <= printed, (source.id, words - printed)


def test_every_connected_source_says_what_it_answers(declared: dict[str, SourceSpec]) -> None:
    for source in declared.values():
        if source.kind in ASKED_BY - {"calculated"}:
            assert all(query.by for query in source.queries), source.id
            assert any(query.map for query in source.queries), source.id
