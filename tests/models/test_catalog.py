"""The catalogue of the models, and what was measured of each."""

from datetime import date
from pathlib import Path

import pytest

from models.catalog import ModelSpec, read_catalog
from models.catalog.measured import Figures, Measurement, keep_measurement, read_measurement
from models.errors import SpecError


def model(**changes: object) -> ModelSpec:
    one = next(iter(read_catalog().values()))
    return one.model_copy(update=changes)


def measurement(version: str = "1.0.0", right: int = 8) -> Measurement:
    clean = Figures(samples=2, refused=0, fields=10, given=9, right=right)
    spoilt = Figures(samples=2, refused=1, fields=10, given=5, right=5)
    return Measurement(
        model=model().id,
        version=version,
        measured_on=date(2026, 11, 28),
        command="zhiban eval models",
        samples="seeds 1-2",
        groups={"clean": clean, "degraded": spoilt},
    )


def test_there_are_four_recognition_and_eleven_prefill_models() -> None:
    models = read_catalog()
    assert list(models) == [f"M{number:02}" for number in range(1, 16)]
    kinds = [each.kind for each in models.values()]
    assert (kinds.count("recognition"), kinds.count("prefill")) == (4, 11)


def test_every_model_says_what_it_is_for() -> None:
    for each in read_catalog().values():
        assert each.major == 1
        assert all((each.name, each.description, each.input, each.output, each.matter))


def test_figures_add_up_over_the_groups(tmp_path: Path) -> None:
    keep_measurement(measurement(), tmp_path)
    kept = read_measurement(model(version="1.0.0"), tmp_path)
    assert kept == measurement()
    assert (kept.all.fields, kept.all.right, kept.all.wrong) == (20, 13, 1)
    assert kept.all.accuracy == 0.65


def test_what_nobody_measured_has_no_figure(tmp_path: Path) -> None:
    assert read_measurement(model(), tmp_path) is None
    keep_measurement(measurement("0.9.0"), tmp_path)
    assert read_measurement(model(version="1.0.0"), tmp_path) is None
    keep_measurement(measurement().model_copy(update={"groups": {}}), tmp_path)
    assert read_measurement(model(version="1.0.0"), tmp_path) is None


def test_a_file_that_is_no_measurement_stops_the_catalogue(tmp_path: Path) -> None:
    (tmp_path / f"{model().id}.json").write_text("{}")
    with pytest.raises(SpecError):
        read_measurement(model(), tmp_path)
