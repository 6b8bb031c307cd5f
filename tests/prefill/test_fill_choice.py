"""Which papers a form is filled from, and which sources are asked beside those its boxes name."""

from collections.abc import Callable

import pytest

from models.records import Filing, SourceState
from models.specs import Service, SourceSpec
from prefill.fill import Filled, fill
from prefill.sources import Connector
from tests.demo_filing import CASE, filing, licence_main


def test_a_form_is_never_put_together_from_the_papers_of_two_vehicles(
    filled: Callable[[Filing], Filled],
) -> None:
    first = licence_main(plate_no="沪A12345", vin="LSVNV2182E2100001", engine_no="E1")
    other = licence_main(plate_no="沪B54321", vin="LFV2A21K8G4000002", engine_no="E2")
    surer = other.documents[0].fields
    surer = tuple(field.model_copy(update={"confidence": 1.0}) for field in surer)
    documents = (other.documents[0].model_copy(update={"fields": surer}),)
    other = other.model_copy(update={"id": "other", "documents": documents})
    boxes = {box.key: box for box in filled(filing(first, other)).form}
    assert [boxes[key].value for key in ("plate_no", "vin", "engine_no")] == [
        *("沪A12345", "LSVNV2182E2100001", "E1")
    ]
    assert [offer.value for offer in boxes["engine_no"].offers] == ["E1", "E2"]


@pytest.mark.parametrize(
    ("plate", "told"),
    [
        (CASE["vehicle"]["plate_no"], (SourceState.ANSWERED, "查到记录")),
        ("沪A00000", (SourceState.EMPTY, "未查到记录")),
    ],
)
def test_a_source_no_box_names_can_be_asked_whether_it_knows_the_vehicle(
    service: Service,
    sources: dict[str, SourceSpec],
    connectors: dict[str, Connector],
    plate: str,
    told: tuple[SourceState, str],
) -> None:
    form, opened = service.form("S5A"), filing(licence_main(plate_no=plate))
    result = fill(opened, form, sources, connectors, also=("db.gps_platform",))
    (asked,) = (each for each in result.sources if each.source == "db.gps_platform")
    assert (asked.state, asked.message) == told
