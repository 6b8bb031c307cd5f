"""Build a filing from a situation that a lawyer can read: what differs from a filing in order."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from models.records import (
    Document,
    Evidence,
    FieldValue,
    Filing,
    FormValue,
    Paper,
    Problem,
    SourceReport,
    SourceState,
    State,
    Subject,
    Suggestion,
    Warning,
)
from models.specs import Service
from prefill.services import read_services
from tests.demo_filing import CASE

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = date(2026, 11, 20)
GOLDEN = Path(__file__).parents[1] / "golden" / "precheck"
S5: Service = read_services()["S5"]
TITLES = {
    "account.corp": "法人账号",
    "db.corp": "法人库",
    "db.police_vehicle": "机动车库",
    "db.transport_owner": "业户库",
    "db.transport_vehicle": "营运车辆库",
    "db.gps_platform": "联网联控平台",
    "db.inspection": "检验检测联网系统",
    "db.std_model": "达标车型库",
}
FIRM, PERMIT, VEHICLE, CERT = (CASE[n] for n in ("firm", "permit", "vehicle", "transport_cert"))
IN_ORDER: Mapping[str, tuple[str, str]] = {
    "corp_name": (FIRM["name"], "account.corp"),
    "uscc": (FIRM["uscc"], "account.corp"),
    "permit_no": (PERMIT["permit_no"], "db.transport_owner"),
    "permit_valid_to": (str(PERMIT["valid_to"]), "db.transport_owner"),
    "plate_no": (VEHICLE["plate_no"], "db.transport_vehicle"),
    "plate_color": (VEHICLE["plate_color"], "db.transport_vehicle"),
    "vehicle_type": (VEHICLE["vehicle_type"], "db.police_vehicle"),
    "brand_model": (VEHICLE["brand_model"], "db.police_vehicle"),
    "vin": (VEHICLE["vin"], "db.police_vehicle"),
    "engine_no": (VEHICLE["engine_no"], "db.police_vehicle"),
    "register_date": (str(VEHICLE["register_date"]), "db.police_vehicle"),
    "use_nature": (VEHICLE["use_character"], "db.police_vehicle"),
    "fuel_type": (VEHICLE["energy_type"], "db.police_vehicle"),
    "total_mass": (str(VEHICLE["gross_mass"]), "db.police_vehicle"),
    "approved_load": (str(VEHICLE["approved_load"]), "db.police_vehicle"),
    "outline_size": ("×".join(map(str, VEHICLE["overall_dimension"])), "db.police_vehicle"),
    "inspection_valid_to": (str(VEHICLE["inspection_valid_to"]), "db.police_vehicle"),
    "owner_name": (FIRM["name"], "db.police_vehicle"),
    "curb_mass": (str(VEHICLE["curb_mass"]), "db.police_vehicle"),
    "axle_count": (str(VEHICLE["axle_count"]), "db.std_model"),
    "std_model_no": (CERT["std_model_no"], "db.std_model"),
    "rtc_no": (CERT["rtc_no"], "db.transport_vehicle"),
    "last_annual_review_date": (str(CERT["last_annual_review_date"]), "db.transport_vehicle"),
    "gps_online_status": (CERT["gps_online_status"], "db.gps_platform"),
    "tech_grade": (CASE["inspection"]["technical_level"], "db.inspection"),
}
"""What authoritative sources say of the demonstration's lorry, by form key."""
LIGHTER = {
    key: (mass, "db.police_vehicle")
    for key, mass in (("total_mass", "11995"), ("curb_mass", "5500"), ("approved_load", "6300"))
}
"""A new lorry just too light to need a positioning device, for S5A."""
BY_HAND = {"commitment": "是", "delivery_method": "电子证照", "vehicle_photo": "photo"}
LICENCE = {"vehicle_licence_main.plate_no": VEHICLE["plate_no"]} | {
    "vehicle_licence_sub.plate_no": VEHICLE["plate_no"]
}
REPORT = {"vehicle_inspection_report.conclusion": "合格"} | {
    "vehicle_inspection_report.technical_level": "一级"
}


class Situation(BaseModel):
    """One row of a golden table: the changes, and what the checks must say to them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    scenario: str = "S5B"
    filed_on: date = TODAY
    registered: dict[str, str] = {}
    """Form keys the authoritative source answers otherwise."""
    typed: dict[str, str] = {}
    """Form keys the applicant changes by hand; what the source said stays beside it."""
    unbacked: dict[str, str] = {}
    """Form keys only the applicant states: no source knows them."""
    read: dict[str, str] = {}
    """Fields of papers, as ``type.field``, read with certainty."""
    second: dict[str, str] = {}
    """Fields of another upload of each type, read with certainty."""
    doubtful: dict[str, str] = {}
    """Fields of papers read without certainty."""
    unread: tuple[str, ...] = ()
    """Fields of papers that could not be read."""
    without: tuple[str, ...] = ()
    """Document types, of the papers a scenario in order has, that are not handed in."""
    sources: dict[str, SourceState] = {}
    problem: str = ""
    """An upload that could not be opened, with this problem."""
    strange: int = 0
    """How many uploads show no known paper."""
    warnings: dict[str, str] = {}
    """Document type → code of a warning its paper carries."""
    finds: tuple[str, ...] = ()
    """Rules that must speak, and no other that stops the filing."""
    advises: tuple[str, ...] = ()
    outcome: str = "pass"
    says: str = ""
    """Words the sentences must contain."""


class Table(BaseModel):
    """One golden file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    situation: tuple[Situation, ...]


def read_tables() -> list[tuple[str, Situation]]:
    """Return every situation of every golden file with a readable id."""
    return [
        (f"{path.stem}: {row.name}", row)
        for path in sorted(GOLDEN.glob("*.toml"))
        for row in Table.model_validate(tomllib.loads(path.read_text("utf-8"))).situation
    ]


def make(situation: Situation) -> Filing:
    """Return the filing of a situation."""
    return Filing(
        id="f1",
        case_no="YZ20261120000001",
        scenario=situation.scenario,
        subject=Subject(name=FIRM["name"], id_no=FIRM["uscc"]),
        opened_at=NOW,
        filed_on=situation.filed_on,
        papers=_papers(situation),
        form=tuple(_box(field.key, situation) for field in S5.form(situation.scenario)),
        sources=_sources(situation),
    )


def _box(key: str, situation: Situation) -> FormValue:
    if key in BY_HAND or key in situation.unbacked:
        text = (BY_HAND | situation.unbacked)[key]
        return FormValue(key=key, value=text, source="applicant", confidence=1)
    value, source = (IN_ORDER | LIGHTER if situation.scenario == "S5A" else IN_ORDER)[key]
    value = situation.registered.get(key, value)
    offer = Suggestion(key=key, value=value, source=source, fetched_at=NOW, authentic=True)
    offers = (offer,) if value else ()
    if key in situation.typed:
        typed = situation.typed[key]
        return FormValue(
            key=key, value=typed, source="applicant", changed_from=value, offers=offers
        )
    authentic = bool(value)
    return FormValue(key=key, value=value, source=source, authentic=authentic, offers=offers)


def _sources(situation: Situation) -> tuple[SourceReport, ...]:
    states = dict.fromkeys(TITLES, SourceState.ANSWERED) | situation.sources
    if situation.scenario == "S5A":  # its form has no box that names them, so nobody asks
        states = {k: v for k, v in states.items() if k not in {"db.gps_platform", "db.inspection"}}
    return tuple(
        SourceReport(source=code, title=TITLES[code], state=state) for code, state in states.items()
    )


def _papers(situation: Situation) -> tuple[Paper, ...]:
    known = _known("", list(_readings(situation)), situation)
    second = ((place, text, State.SURE) for place, text in situation.second.items())
    strange = (
        _upload(f"strange{number}", Document(type="unknown", reason="无"))
        for number in range(situation.strange)
    )
    photo = [_upload("photo")] if situation.scenario == "S5A" else []
    others = _known("2", list(second), situation)
    return (*known, *others, *photo, *strange, *_broken(situation))


def _known(
    number: str, readings: list[tuple[str, str, State]], situation: Situation
) -> Iterator[Paper]:
    fields: dict[str, list[FieldValue]] = {}
    for line, (place, text, state) in enumerate(readings, 1):
        kind, _, key = place.partition(".")
        evidence = Evidence(paper=kind + number, box=(10, 20 * line, 200, 20 * line + 18))
        value = FieldValue(key=key, value=text or None, state=state, evidence=evidence)
        fields.setdefault(kind, []).append(value)
    for kind, values in fields.items():
        yield _paper(kind + number, kind, tuple(values), situation)


def _readings(situation: Situation) -> Iterator[tuple[str, str, State]]:
    standing = LICENCE | REPORT if situation.scenario == "S5A" else {}
    for place, text in (standing | situation.read).items():
        kind = place.partition(".")[0]
        if kind not in situation.without and place not in situation.doubtful:
            yield place, text, State.SURE
    for place, text in situation.doubtful.items():
        yield place, text, State.CONFIRM
    for place in situation.unread:
        yield place, "", State.UNREAD


def _broken(situation: Situation) -> Iterator[Paper]:
    if situation.problem:
        problem = Problem(code="damaged", message=situation.problem, remedy="请重新上传。")
        yield _upload("broken").model_copy(update={"problem": problem})


def _paper(name: str, kind: str, fields: tuple[FieldValue, ...], situation: Situation) -> Paper:
    code = situation.warnings.get(kind)
    warnings = (Warning(code=code, message="（提示）请核对。"),) if code else ()
    return _upload(name, Document(type=kind, reason="样张", fields=fields, warnings=warnings))


def _upload(name: str, *documents: Document) -> Paper:
    return Paper(id=name, name=f"{name}.jpg", sha256="0" * 64, size=1, documents=documents)


def in_order(scenario: str, **changes: Any) -> Filing:
    """Return a filing that nothing is wrong with, save for the changes of a situation."""
    return make(Situation(name="", scenario=scenario, **changes))
