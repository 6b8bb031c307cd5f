"""The declared cases, and the demonstration's own, as facts the simulated registers tell of."""

from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from pydantic import Field

from intake.clock import today
from intake.feeds.population.business import invent_business
from intake.feeds.population.maker import Facts
from models.specs import Spec, read_spec

DECLARATION: Final = Path(__file__).with_name("cases.toml")

Fact = str | int | date | list[int]


class Case(Spec):
    """One invented firm with its permit, its vehicle and what is known of both."""

    firm: dict[str, Fact]
    permit: dict[str, Fact]
    vehicle: dict[str, Fact]
    inspection: dict[str, Fact]
    transport_cert: dict[str, Fact]
    marks: dict[str, str] = Field(default_factory=dict)
    """Special marks registers carry for ``firm``, ``owner`` (its permit), ``vehicle`` and
    ``transport_vehicle`` (its certificate), several parted by 、."""
    register_says: dict[str, dict[str, Any]] = Field(default_factory=dict)
    """Resource → fields in which its register contradicts the papers."""


class _File(Spec):
    cases: tuple[Case, ...] = Field(alias="case")


def read_cases(path: Path = DECLARATION) -> dict[str, list[Facts]]:
    """Return firms and vehicles of every case; raises ``SpecError`` when one is wrong."""
    demo = read_spec(Path(str(files("models") / "demo_case.toml")), Case)
    cases = (demo, *read_spec(path, _File).cases)
    return {"firm": [_firm(case) for case in cases], "vehicle": [_vehicle(case) for case in cases]}


def _firm(case: Case) -> Facts:
    permit = case.permit | {"marks": case.marks.get("owner", "")}
    known = {"permit": permit, "permit_holder": case.firm["uscc"], "says": case.register_says}
    business = invent_business(str(case.firm["uscc"]), today())
    return case.firm | known | {"marks": case.marks.get("firm", ""), "business": business}


def _vehicle(case: Case) -> Facts:
    vehicle, marks = case.vehicle, case.marks
    plate = {"plate_no": vehicle["plate_no"]}
    model = {"brand_model": vehicle["brand_model"], "marks": marks.get("transport_vehicle", "")}
    return vehicle | {
        "owner": case.firm,
        "inspection": case.inspection | plate,
        "cert": case.transport_cert | plate | model,
        "marks": marks.get("vehicle", ""),
        "says": case.register_says,
    }
