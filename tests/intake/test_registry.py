"""A declaration that names what does not exist stops the service, with a near name."""

from pathlib import Path

import pytest

from intake.registry import prove_model, read_registry, read_types
from models.errors import NotFoundError, SpecError
from models.specs import DocumentType


def test_the_shipped_declarations_fit_together() -> None:
    registry = read_registry()
    assert {"S5A", "S5B"} <= {
        scenario.id for service in registry.services.values() for scenario in service.scenarios
    }
    assert registry.service_of("S5B").id == "S5"
    assert registry.scenario("S5B").id == "S5B"


def test_an_unknown_scenario_is_not_found() -> None:
    with pytest.raises(NotFoundError, match="S99"):
        read_registry().scenario("S99")


TYPE = """
id = "licence"
title = "执照"

[classify]
any = ["执照"]
least = 3

[[field]]
key = "code"
title = "代码"
reader = "labelled"
check = "uscc"
"""


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('"uscc"', '"usc"', "licence: no check called 'usc'; did you mean 'uscc'?"),
        (
            '"labelled"',
            '"labeled"',
            "licence: no reader called 'labeled'; did you mean 'labelled'?",
        ),
        ("least", "leest", "classify.leest"),
    ],
)
def test_a_misspelt_name_is_told_with_a_near_one(
    tmp_path: Path, right: str, wrong: str, said: str
) -> None:
    assert set(_types(tmp_path, TYPE)) == {"licence"}
    with pytest.raises(SpecError) as stopped:
        _types(tmp_path, TYPE.replace(right, wrong))
    assert said in str(stopped.value)


def _types(folder: Path, text: str) -> dict[str, DocumentType]:
    (folder / "licence.toml").write_text(text, encoding="utf-8")
    return read_types(folder)


def test_a_model_that_names_no_paper_of_ours_is_told() -> None:
    registry = read_registry()
    wrong = registry.models["M03"].model_copy(update={"types": ("business_license",)})
    with pytest.raises(SpecError, match="did you mean 'business_licence'"):
        prove_model(wrong, registry)
    aimless = registry.models["M03"].model_copy(update={"types": ()})
    with pytest.raises(SpecError, match="names document types"):
        prove_model(aimless, registry)
