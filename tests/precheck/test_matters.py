"""The further matters: a check speaks on one side of its boundary and not on the other."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from models.records import (
    Document,
    Evidence,
    FieldValue,
    Filing,
    Finding,
    FormValue,
    Paper,
    State,
    Suggestion,
)
from precheck.parameters import Parameters
from precheck.run import run
from prefill.services import read_services

GOLDEN = Path(__file__).parents[1] / "golden" / "matters"
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
SERVICES = read_services()
PARAMETERS = Parameters.read()


class Situation(BaseModel):
    """What differs from a filing in order, and which checks must speak."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    filed_on: date = NOW.date()
    changes: dict[str, str] = {}
    """Keys of boxes and of what only checks ask; an empty text is what nobody knows."""
    read: dict[str, str] = {}
    """Fields of papers, as ``type.field``."""
    finds: tuple[str, ...] = ()
    says: str = ""
    severity: str = ""


class Table(BaseModel):
    """One golden file: a matter, a filing in order, and the situations."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    matter: str
    in_order: dict[str, str]
    situation: tuple[Situation, ...]


TABLES = [
    Table.model_validate(tomllib.loads(path.read_text("utf-8")))
    for path in sorted(GOLDEN.glob("*.toml"))
]
ROWS = [(table, row) for table in TABLES for row in table.situation]


def make(table: Table, situation: Situation) -> Filing:
    texts = table.in_order | situation.changes
    return Filing(
        id="f1",
        case_no="YZ20261120000002",
        scenario=table.matter,
        opened_at=NOW,
        filed_on=situation.filed_on,
        form=tuple(_box(key, text) for key, text in texts.items() if text),
        papers=tuple(_papers(situation.read)),
    )


def _box(key: str, text: str) -> FormValue:
    offer = Suggestion(key=key, value=text, source="db.x", fetched_at=NOW, authentic=True)
    return FormValue(key=key, value=text, source="db.x", authentic=True, offers=(offer,))


def _papers(read: dict[str, str]) -> list[Paper]:
    return [
        Paper(
            id=place,
            name=f"{place}.jpg",
            sha256="0" * 64,
            size=1,
            documents=(
                Document(
                    type=place.partition(".")[0],
                    reason="样张",
                    fields=(
                        FieldValue(
                            key=place.partition(".")[2],
                            value=text,
                            state=State.SURE,
                            evidence=Evidence(paper=place, box=(0, 0, 9, 9)),
                        ),
                    ),
                ),
            ),
        )
        for place, text in read.items()
    ]


def judge(table: Table, situation: Situation) -> list[Finding]:
    service = SERVICES[table.matter]
    declared = {spec.id for spec in service.checks(table.matter)}
    found = run(make(table, situation), service, table.matter, PARAMETERS)
    return [finding for finding in found if finding.rule in declared]


@pytest.mark.parametrize("table", TABLES, ids=[table.matter for table in TABLES])
def test_a_filing_in_order_breaks_no_rule(table: Table) -> None:
    assert not [each.message for each in judge(table, Situation(name="材料齐全"))]


@pytest.mark.parametrize(
    ("table", "situation"), ROWS, ids=[f"{table.matter}: {row.name}" for table, row in ROWS]
)
def test_checks_say_what_the_situation_demands(table: Table, situation: Situation) -> None:
    findings = judge(table, situation)
    told = "\n".join(finding.message for finding in findings)
    assert {finding.rule for finding in findings} == set(situation.finds), told
    assert situation.says in told
    assert "未填写" not in told
    if situation.severity:
        assert {finding.severity for finding in findings} == {situation.severity}


@pytest.mark.parametrize("table", TABLES, ids=[table.matter for table in TABLES])
def test_every_declared_check_is_shown_to_speak(table: Table) -> None:
    declared = {spec.id for spec in SERVICES[table.matter].checks(table.matter)}
    assert {rule for row in table.situation for rule in row.finds} == declared


def test_every_further_matter_has_a_table() -> None:
    further = {name for name, service in SERVICES.items() if service.group != "page"}
    assert {table.matter for table in TABLES} == further
