"""What one applicant of the population does, from opening the filing to handing it in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from intake.feeds.population import Applicant
from intake.filings.judging import fill_form, judge
from intake.registry import Registry
from models.forms import shown
from models.records import (
    Document,
    Evidence,
    FieldValue,
    Filing,
    FormValue,
    Paper,
    State,
    Support,
)
from models.specs import FormField, Material
from precheck.run import materials_of
from prefill.edit import APPLICANT, enter
from prefill.sources import Connector

UNKNOWN = "unknown"
UPLOADS = {"image", "file"}
ANYTHING = {
    "GB11643": "310151199003072018",
    "GB16735": "LSVAA49J9G2123456",
    "GB32100": "91310115MA1H7Q2B6T",
    "bool": "是",
    "date": "2026-01-05",
    "datetime": "2026-01-05 09:00",
    "decimal": "1",
    "id_or_uscc": "310151199003072018",
    "idcard": "310151199003072018",
    "int": "1",
    "lnglat": "121.473700,31.230400",
    "luhn": "6228480030123456789",
    "luhn_or_corp": "6228480030123456789",
    "phone": "13800138000",
    "plate": "沪A12345",
    "region": "上海市崇明区",
    "address": "上海市崇明区样张路1号",
}
"""What an applicant enters where nobody knows what is true, by the format or type of the box."""


@dataclass(frozen=True)
class Enacted:
    """One filing as it was filled, and as it was handed in."""

    applicant: Applicant
    filled: Filing
    """After the sources were asked, before the applicant added anything."""
    handed_in: Filing
    """Completed, checked and decided."""


def enact(
    applicant: Applicant, registry: Registry, connectors: Mapping[str, Connector], today: datetime
) -> Enacted:
    """Return what comes of one applicant's filing."""
    form = registry.service_of(applicant.scenario).form(applicant.scenario)
    opened = _typed(_open(applicant, today), form, applicant.typed)
    filled = fill_form(registry, connectors, opened)
    complete = upload_missing(_completed(filled, form, applicant.truth), registry)
    return Enacted(applicant, filled, judge(registry, complete))


def _open(applicant: Applicant, today: datetime) -> Filing:
    numbers = count(1)
    papers = tuple(_paper(kind, said, next(numbers)) for kind, said in applicant.papers.items())
    return Filing(
        id=f"{applicant.scenario}-{applicant.subject.id_no}",
        case_no="",
        scenario=applicant.scenario,
        subject=applicant.subject,
        opened_at=today.astimezone(UTC),
        filed_on=today.date(),
        papers=papers,
    )


def _paper(kind: str, said: Mapping[str, str], number: int) -> Paper:
    """Return an upload on which everything was read with certainty."""
    name = f"{number}-{kind}"
    fields = tuple(
        FieldValue(
            key=key,
            value=text,
            raw=text,
            score=0.99,
            support=Support.SHAPED,
            confidence=0.99,
            state=State.SURE,
            evidence=Evidence(paper=name, box=(0, 20 * place, 200, 20 * place + 18)),
        )
        for place, (key, text) in enumerate(said.items())
    )
    found = Document(type=kind, reason="样张", fields=fields)
    return Paper(id=name, name=f"{name}.jpg", sha256=name, size=1, documents=(found,))


def _typed(filing: Filing, form: tuple[FormField, ...], texts: Mapping[str, str]) -> Filing:
    """Return the filing with what only the applicant can say."""
    boxes = tuple(
        enter(field, FormValue(key=field.key), texts[field.key], APPLICANT)
        for field in form
        if field.key in texts
    )
    return filing.model_copy(update={"form": boxes})


def _completed(filing: Filing, form: tuple[FormField, ...], truth: Mapping[str, str]) -> Filing:
    """Return the filing as a careful applicant leaves it.

    Blank boxes that must be filled get the truth, a choice or an upload; what has to be confirmed
    is confirmed where it is true and put right where it is not.
    """
    papers = list(filing.papers)
    boxes = {box.key: box for box in filing.form}
    for field in shown(form, filing):
        box = boxes.get(field.key) or FormValue(key=field.key)
        text = _answer(field, box, truth)
        if text and field.type in UPLOADS and not box.value:
            papers.append(_paper(UNKNOWN, {}, len(papers) + 1))
            text = papers[-1].id
        if text:
            boxes[field.key] = enter(field, box, text, APPLICANT)
    return filing.model_copy(update={"form": tuple(boxes.values()), "papers": tuple(papers)})


def _answer(field: FormField, box: FormValue, truth: Mapping[str, str]) -> str:
    """Return what the applicant enters into a box; empty to leave it as it is."""
    told = _told(field, truth.get(field.key, ""))
    if box.value:
        return (told or box.value) if box.to_confirm else ""
    if told or not field.required:
        return told if field.required else ""
    if field.options:
        return field.options[0]
    return ANYTHING.get(field.format) or ANYTHING.get(field.type, "样张")


def _told(field: FormField, truth: str) -> str:
    """Return the truth as the applicant enters it: who knows the day of a moment adds the hour."""
    day_alone = field.type == "datetime" and len(truth) == len("2026-01-05")
    return f"{truth} 10:00" if day_alone else truth


def upload_missing(filing: Filing, registry: Registry) -> Filing:
    """Return the filing with a paper for every material it lacks."""
    service = registry.service_of(filing.scenario)
    declared = {each.key: each for each in registry.scenario(filing.scenario).materials}
    reports = materials_of(filing, service, filing.scenario, registry.parameters)
    lacking = [declared[report.key] for report in reports if report.state == "missing"]
    start = len(filing.papers) + 1
    kinds = [kind for material in lacking for kind in _kinds(material)]
    added = tuple(_paper(kind, {}, number) for number, kind in enumerate(kinds, start))
    return filing.model_copy(update={"papers": filing.papers + added})


def _kinds(material: Material) -> Iterator[str]:
    yield from (material.types[:1] if material.any_of else material.types) or (UNKNOWN,)
