"""Filings as the population would hand them in, written without asking any source over HTTP.

Every box holds what is true and names the source that is asked for it first, so a form shows its
marks; the same day gives the same filing, so its print can be compared.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from io import BytesIO

from PIL import Image, ImageDraw

from eval.population.enact import ANYTHING, upload_missing
from intake.feeds.population import Applicant, Population
from intake.registry import Registry
from models.forms import shown
from models.records import (
    Document,
    Filing,
    FilingState,
    FormValue,
    Paper,
    SourceReport,
    SourceState,
)
from models.specs import FormField
from prefill.edit import APPLICANT
from prefill.normalise import normalise

DAY = date(2026, 11, 20)
UPLOADS = frozenset({"image", "file"})


def written_filings(registry: Registry, day: date = DAY) -> Iterator[Filing]:
    """Yield one confirmed filing of every scenario, in the order of the population."""
    for those in Population(today=day).by_scenario.values():
        yield write_filing(those[0], registry, day)


def write_filing(applicant: Applicant, registry: Registry, day: date = DAY) -> Filing:
    """Return the confirmed filing of an applicant, every box of it written."""
    scenario = applicant.scenario
    form = registry.service_of(scenario).form(scenario)
    papers = [_paper(kind, number) for number, kind in enumerate(applicant.papers, 1)]
    filing = Filing(
        id=scenario,
        case_no=f"YZ{day:%Y%m%d}{sum(scenario.encode()):08}",
        scenario=scenario,
        subject=applicant.subject,
        opened_at=datetime.combine(day, time(), UTC),
        filed_on=day,
        state=FilingState.CONFIRMED,
    )
    boxes: dict[str, FormValue] = {}
    for field in form:
        standing = filing.model_copy(update={"form": tuple(boxes.values())})
        if field not in shown(form, standing):
            continue
        if field.type in UPLOADS and field.required:
            papers.append(_paper(field.key, len(papers) + 1))
            boxes[field.key] = FormValue(key=field.key, value=papers[-1].id, source=APPLICANT)
        elif text := _text(field, applicant.truth | applicant.typed):
            source = (
                APPLICANT if field.key in applicant.typed or not field.sources else field.sources[0]
            )
            boxes[field.key] = FormValue(key=field.key, value=text, source=source, authentic=True)
    known = {"form": tuple(boxes.values()), "papers": tuple(papers), "sources": _answered(form)}
    return _digested(upload_missing(filing.model_copy(update=known), registry))


def _answered(form: Iterable[FormField]) -> tuple[SourceReport, ...]:
    """Return that every source asked first has answered, so that it spares the papers it can."""
    asked = dict.fromkeys(field.sources[0] for field in form if field.sources)
    return tuple(
        SourceReport(source=each, title=each, state=SourceState.ANSWERED) for each in asked
    )


def _digested(filing: Filing) -> Filing:
    """Return the filing with a digest of its own for each paper."""
    papers = tuple(
        paper.model_copy(update={"sha256": f"{number:08x}" * 8})
        for number, paper in enumerate(filing.papers, 1)
    )
    return filing.model_copy(update={"papers": papers})


def draw_portrait() -> bytes:
    """Return a photograph of nobody, of the size of an identity photograph, as PNG."""
    picture = Image.new("RGB", (295, 413), "#d9e6f2")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((88, 80, 207, 235), fill="#c9b7a4")
    pen.pieslice((30, 250, 265, 590), 180, 360, fill="#4a5a6a")
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def pictures_of(filing: Filing, form: tuple[FormField, ...]) -> Mapping[str, bytes]:
    """Return a picture for every box of a filing that names one."""
    return {
        field.key: draw_portrait()
        for field in form
        if field.type == "image" and filing.text(field.key)
    }


def _paper(kind: str, number: int) -> Paper:
    name = f"{number}-{kind}"
    found = Document(type=kind, reason="样张")
    return Paper(id=name, name=f"{name}.jpg", sha256="", size=1, documents=(found,))


def _text(field: FormField, known: Mapping[str, str]) -> str:
    """Return what stands in a box, in the form's spelling; a box that may be blank stays so."""
    text = known.get(field.key, "")
    if text:
        try:
            return normalise(field, text).text or text
        except ValueError:
            return text
    if not field.required or field.type == "seal":
        return ""
    if field.options:
        return field.options[0]
    return ANYTHING.get(field.format) or ANYTHING.get(field.type, "样张文字")
