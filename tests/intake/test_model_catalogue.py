"""What anybody may ask of the models: the list, schemas, health, reports and figures."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from intake.clock import now
from intake.office import Office
from intake.registry import read_registry
from intake.settings import Settings
from intake.store import tables
from intake.store.model_calls import ModelCall, note_call, percentile
from models.catalog import read_catalog
from models.errors import NotFoundError
from models.records import SourceState
from tests.intake.calling import Platform, calls, image, models_alone
from tests.intake.pictures import png

CODES = tuple(read_catalog())


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Platform, Office]]:
    data = tmp_path_factory.mktemp("catalogue")
    settings = Settings(data=data, engine="null", gateway_url="http://127.0.0.1:9", calls=calls())
    with models_alone(settings) as served:
        yield served


def get(served: tuple[Platform, Office], path: str) -> Any:
    return served[0].client.get(f"/models{path}").raise_for_status().json()


def test_the_list_shows_fifteen_with_version_health_and_accuracy(
    served: tuple[Platform, Office],
) -> None:
    listed = get(served, "")
    assert [each["code"] for each in listed] == list(CODES)
    for each in listed:
        assert each["version"] == "1.0.0"
        assert each["health"] in {"up", "degraded"}
        assert each["matter_name"]
        measured = each["measured"]
        assert (each["accuracy"] is None) is (measured is None) is (each["accuracy_text"] == "未测")
        assert each == get(served, f"/{each['code']}")


@pytest.mark.parametrize("code", CODES)
def test_the_schema_names_every_field_and_paper_of_the_model(
    served: tuple[Platform, Office], code: str
) -> None:
    shape, model, registry = get(served, f"/{code}/schema"), read_catalog()[code], read_registry()
    assert set(shape["input"]["required"]) == {"requestId", "appId", "timestamp", "data"}
    assert set(shape["output"]["required"]) >= {"code", "msg", "isSuccess", "requestId", "data"}
    assert shape["result"]["$defs"]["FieldSaid"]["properties"]["key"]["enum"] == sorted(
        shape["labels"]
    )
    papers = shape["input"]["$defs"]["Image"]["properties"]["docType"]["enum"]
    assert set(papers) - {""} <= set(registry.types)
    assert set(model.types) <= set(papers)


def test_health_names_the_part_that_is_down(served: tuple[Platform, Office]) -> None:
    _, office = served
    name = next(name for name in get(served, "/M05/health")["sources"] if name.startswith("db."))
    office.source_states[name] = SourceState.DOWN
    health = get(served, "/M05/health")
    assert (health["state"], health["sources"][name]) == ("degraded", "down")
    assert (health["database"], get(served, "/M01/health")["sources"]) == ("up", {})


def test_an_unknown_model_is_not_found(served: tuple[Platform, Office]) -> None:
    _, office = served
    with pytest.raises(NotFoundError, match="M99"):
        office.registry.model("M99")


def test_calls_are_counted_by_model_and_day_without_what_was_in_them(
    served: tuple[Platform, Office],
) -> None:
    platform, office = served
    name = "林书祎"
    for _ in range(2):
        assert platform.invoke("M06", subject={"type": "个人", "name": name})["isSuccess"]
    platform.invoke("M06", images=[image(png(1))])
    (today,) = (each for each in get(served, "/statistics") if each["model"] == "M06")
    assert (today["count"], today["success"]) == (3, pytest.approx(2 / 3, abs=1e-3))
    assert today["day"] == now().date().isoformat()
    assert 0 < today["p50_ms"] <= today["p95_ms"]
    with office.store.read() as session:
        rows = session.connection.execute(tables.model_calls.select()).all()
    assert {row.app for row in rows} == {platform.app}
    assert name not in str(rows)


def test_statistics_look_back_as_far_as_they_are_asked_to(
    served: tuple[Platform, Office],
) -> None:
    _, office = served
    with office.store.write() as session:
        note_call(session, ModelCall("app", "M15", "1.0.0", "200", 7))
        old = update(tables.model_calls).where(tables.model_calls.c.model == "M15")
        session.connection.execute(old.values(day=now().date() - timedelta(days=7)))
    assert "M15" not in [each["model"] for each in get(served, "/statistics?days=7")]
    assert "M15" in [each["model"] for each in get(served, "/statistics?days=8")]


@given(st.lists(st.integers(0, 50), min_size=1), st.sampled_from([0.5, 0.95, 1.0]))
def test_a_percentile_is_a_value_that_the_share_does_not_exceed(
    values: list[int], share: float
) -> None:
    found = percentile([(each, values.count(each)) for each in sorted(set(values))], share)
    assert found in values
    assert sum(each <= found for each in values) >= share * len(values) - 1e-9
    assert sum(each < found for each in values) <= share * len(values) + 1e-9
