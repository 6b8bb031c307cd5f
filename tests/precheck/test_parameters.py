"""Dated parameters: which value holds on which day."""

import re
from datetime import date
from pathlib import Path

import pytest

from models.errors import SpecError
from models.specs.dated import DatedValue
from precheck.parameters import Parameters

TWO_LAWS = Parameters(
    {
        "limit": [
            DatedValue(since=date(2020, 1, 1), until=date(2023, 12, 31), value=15, reference="旧"),
            DatedValue(since=date(2025, 1, 1), value=30, reference="新"),
        ]
    }
)


@pytest.mark.parametrize(
    ("day", "reference"),
    [("2020-01-01", "旧"), ("2023-12-31", "旧"), ("2025-01-01", "新"), ("2099-01-01", "新")],
)
def test_the_law_in_force_on_the_day_holds(day: str, reference: str) -> None:
    assert TWO_LAWS.on(date.fromisoformat(day), "limit").reference == reference


@pytest.mark.parametrize("day", ["2019-12-31", "2024-01-01", "2024-12-31"])
def test_a_day_without_law_is_a_fault_of_the_declaration(day: str) -> None:
    with pytest.raises(SpecError, match="limit"):
        TWO_LAWS.on(date.fromisoformat(day), "limit")


def test_a_number_is_asked_for_as_a_number_and_words_as_words() -> None:
    parameters, day = Parameters.read(), date(2026, 11, 20)

    assert parameters.number(day, "positioning_mass_kg") == 12000
    assert "重型半挂牵引车" in parameters.words(day, "positioning_vehicle_types")
    with pytest.raises(SpecError, match="not a whole number"):
        parameters.number(day, "positioning_vehicle_types")
    with pytest.raises(SpecError, match="not a list"):
        parameters.words(day, "positioning_mass_kg")


def test_every_shipped_parameter_says_where_it_comes_from_and_how_sure_it_is() -> None:
    parameters = Parameters.read()
    for name in parameters.names:
        value = parameters.on(date(2026, 11, 20), name)
        assert value.reference
        assert re.split("[^A-Z]", value.basis)[0] in {
            "SOURCED",
            "KNOWN",
            "DERIVED",
            "UNVERIFIED",
        }


@pytest.mark.parametrize("content", ["[[x]]\nvalue = 1", "x = 1", "[[x]"])
def test_a_wrong_file_is_named(tmp_path: Path, content: str) -> None:
    path = tmp_path / "parameters.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SpecError, match=r"parameters\.toml"):
        Parameters.read(path)


TABLE = """
[[amount]]
title = "标准"
since = 2024-01-01
axes = ["车型", "档次"]
value = { "中型" = { "一档" = 1, "二档" = 2 } }
reference = "甲"
[[amount]]
title = "标准"
since = 2024-01-01
axes = ["车型", "档次"]
value = { "重型" = { "一档" = 3 } }
reference = "乙"
basis = "UNVERIFIED"
"""


def test_a_cell_of_a_table_keeps_the_source_of_its_table(tmp_path: Path) -> None:
    path = tmp_path / "tables.toml"
    path.write_text(TABLE, encoding="utf-8")
    tables, day = Parameters.read(path, ["amount"]), date(2024, 1, 1)

    sure, unsure = (
        tables.cell(day, "amount", "中型", "二档"),
        tables.cell(day, "amount", "重型", "一档"),
    )

    assert sure
    assert unsure
    assert (sure.value, sure.reference, sure.unverified) == (2, "甲", False)
    assert (unsure.value, unsure.reference, unsure.unverified) == (3, "乙", True)
    assert tables.cell(day, "amount", "重型", "二档") is None
    assert tables.cell(day, "amount", "重型") is None
    assert tables.cell(date(2023, 12, 31), "amount", "中型", "一档") is None


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('{ "一档" = 1, "二档" = 2 }', "1", "one for each axis"),
        ('title = "标准"', "", "needs a title"),
        ("since = 2024-01-01", "since = 2024-01-01\nuntil = 2023-12-31", "lies before"),
        ("[[amount]]", "[[amuont]]", "no parameter called 'amount'; did you mean 'amuont'"),
    ],
)
def test_a_wrong_table_stops_the_service(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    path = tmp_path / "tables.toml"
    path.write_text(TABLE.replace(right, wrong), encoding="utf-8")
    with pytest.raises(SpecError, match=said):
        Parameters.read(path, ["amount"])


BORROWER = """
[[years]]
file = "life.toml"
name = "life"
cell = ["{row}"]
"""
LENDER = """
[[life]]
title = "年限"
since = 2013-05-01
axes = ["类别"]
reference = "第五条"
[life.value]
"货车" = 15

[[life]]
title = "年限"
since = 2027-01-01
axes = ["类别"]
reference = "新第五条"
[life.value]
"货车" = 12
"""


def test_a_cell_of_another_files_table_is_a_parameter_with_its_source(tmp_path: Path) -> None:
    (tmp_path / "life.toml").write_text(LENDER, encoding="utf-8")
    file = tmp_path / "own.toml"
    file.write_text(BORROWER.format(row="货车"), encoding="utf-8")
    parameters = Parameters.read(file)
    assert parameters.number(date(2026, 11, 20), "years") == 15
    assert parameters.on(date(2026, 11, 20), "years").reference == "第五条"
    assert parameters.number(date(2027, 11, 20), "years") == 12


@pytest.mark.parametrize(
    "told",
    [
        BORROWER.format(row="客车"),
        BORROWER.replace('name = "life"', 'name = "gone"'),
        BORROWER.replace("name", "nmae"),
        'years = [{ file = "life.toml" }]',
        "years = 1",
        "years = [1]",
    ],
)
def test_what_cannot_be_borrowed_is_a_fault_of_the_declaration(tmp_path: Path, told: str) -> None:
    (tmp_path / "life.toml").write_text(LENDER, encoding="utf-8")
    file = tmp_path / "own.toml"
    file.write_text(told, encoding="utf-8")
    with pytest.raises(SpecError):
        Parameters.read(file)
