"""The demonstration's papers and filing as the extractors would leave them."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from models.records import Document, Evidence, FieldValue, Filing, Paper, State, Subject

Fields = dict[str, str]
CASE = tomllib.loads((Path(__file__).parents[1] / "models" / "demo_case.toml").read_text("utf-8"))


def paper(kind: str, fields: Fields, *, number: int = 1, state: State = State.SURE) -> Paper:
    """Return an upload with one document; each field stands in a box of its own."""
    values = tuple(
        FieldValue(
            key=key,
            value=text,
            raw=text,
            confidence=0.97,
            state=state,
            evidence=Evidence(page=1, box=(10, 20 * place, 200, 20 * place + 18)),
        )
        for place, (key, text) in enumerate(fields.items(), 1)
    )
    document = Document(type=kind, reason="样张", fields=values)
    name = f"{kind}_{number}"
    return Paper(id=name, name=f"{name}.jpg", sha256="0" * 64, size=1, documents=(document,))


def licence_main(**changes: str) -> Paper:
    vehicle = CASE["vehicle"]
    names = ("plate_no", "vehicle_type", "brand_model", "vin", "engine_no", "use_character")
    fields = {name: vehicle[name] for name in names}
    fields |= {"owner": CASE["firm"]["name"], "register_date": str(vehicle["register_date"])}
    return paper("vehicle_licence_main", fields | changes)


def licence_sub(**changes: str) -> Paper:
    vehicle = CASE["vehicle"]
    fields = {
        "plate_no": vehicle["plate_no"],
        "gross_mass": f"{vehicle['gross_mass']}kg",
        "curb_mass": f"{vehicle['curb_mass']}kg",
        "approved_load": f"{vehicle['approved_load']}kg",
        "overall_dimension": "×".join(map(str, vehicle["overall_dimension"])) + "mm",
        "inspection_record": vehicle["inspection_record"],
    }
    return paper("vehicle_licence_sub", fields | changes)


def inspection_report(**changes: str) -> Paper:
    fields = {
        "plate_no": CASE["vehicle"]["plate_no"],
        "valid_to": str(CASE["inspection"]["valid_to"]),
        "technical_level": CASE["inspection"]["technical_level"],
    }
    return paper("vehicle_inspection_report", fields | changes)


def filing(*papers: Paper, **changes: Any) -> Filing:
    firm = CASE["firm"]
    known: dict[str, Any] = {
        "id": "f1",
        "case_no": "YZ20261120000001",
        "scenario": "S5B",
        "subject": Subject(name=firm["name"], id_no=firm["uscc"]),
        "opened_at": datetime(2026, 11, 20, tzinfo=UTC),
        "filed_on": date(2026, 11, 20),
        "papers": papers,
    }
    return Filing(**(known | changes))
