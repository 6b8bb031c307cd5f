"""What the platform may ask of us: a form prefilled, a form checked. Nothing of it is kept.

The same filling and checking as behind our own pages; shapes of interfaces §2.8 (DESIGN).
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from secrets import token_hex
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from intake.clock import now, today
from intake.feeds.case_library.declaration import Call, Declaration
from intake.feeds.case_library.items import item_of
from intake.filings.judging import fill_form, judge
from intake.office import Office
from intake.store import deliveries
from intake.store.audit import log_action
from intake.store.filings import read_filing
from models.errors import InvalidRequestError, NotFoundError
from models.forms import shown
from models.records import Document, Filing, FormValue, Outcome, Paper, Severity, Subject
from models.specs import FormField
from prefill.edit import APPLICANT, enter
from prefill.tally import tally_of

UNREAD: Final = "平台登记的材料，内容未读取"
STRANGE: Final = "unknown"


class _Asked(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Who(_Asked):
    """Whom the form is about."""

    type: Literal["企业", "个人"] = "企业"
    idType: str = Field(default="", max_length=64)  # noqa: N815 - the platform's words
    idNo: str = Field(default="", max_length=64)  # noqa: N815
    name: str = Field(default="", max_length=200)

    @property
    def subject(self) -> Subject:
        """Who files, in our words."""
        usual = "居民身份证" if self.type == "个人" else "统一社会信用代码"
        return Subject(
            kind=self.type, name=self.name, id_type=self.idType or usual, id_no=self.idNo
        )


class Matter(_Asked):
    """Which case, or else which matter, is meant."""

    applyNo: str = Field(default="", max_length=64)  # noqa: N815
    itemCode: str = Field(default="", max_length=64)  # noqa: N815
    taskHandleItem: str = Field(default="", max_length=64)  # noqa: N815
    scenario: str = Field(default="", max_length=64)
    subject: Who = Who()


class PrefillAsked(Matter):
    """The platform's question for a prefilled form."""

    keys: tuple[str, ...] = Field(default=(), max_length=300)
    """The boxes wanted; empty means all."""


class Stuff(_Asked):
    """A paper the platform has."""

    stuffCode: str = Field(max_length=64)  # noqa: N815
    fileId: str = Field(default="", max_length=200)  # noqa: N815


class PrecheckAsked(Matter):
    """The platform's question for a checked form."""

    stage: Literal["预检", "预审"] = "预检"
    form: dict[str, str] = Field(max_length=300)
    stuffs: tuple[Stuff, ...] = Field(default=(), max_length=100)


@dataclass(frozen=True)
class _Case:
    filing: Filing
    fields: tuple[FormField, ...]


def answer_prefill(office: Office, asked: PrefillAsked) -> dict[str, Any]:
    """Return every filled box with where its value came from, and how each source took part.

    Raises ``InvalidRequestError`` and ``NotFoundError`` for what the platform asked wrongly.
    """
    case = _case(office, asked)
    _refuse_strangers(asked.keys, case.fields)
    filing = fill_form(office.registry, office.connectors, case.filing)
    tally = tally_of(filing)
    wanted = set(asked.keys) or {field.key for field in case.fields}
    boxes = [filing.value(field.key) for field in shown(case.fields, filing)]
    return {
        "fields": [_told(box) for box in boxes if box and box.value and box.key in wanted],
        "ratio": {"shown": tally.shown, "filled": tally.filled},
        "sources": [each.model_dump(mode="json") for each in filing.sources],
    }


def answer_precheck(office: Office, asked: PrecheckAsked) -> dict[str, Any]:
    """Return what the checks find on a form, with the papers the platform says it has.

    Raises ``InvalidRequestError`` and ``NotFoundError`` for what the platform asked wrongly.
    """
    began = time.monotonic()
    case = _case(office, asked)
    _refuse_strangers(asked.form, case.fields)
    papers = case.filing.papers + _papers(office, case.filing.scenario, asked.stuffs)
    given = {"papers": papers, "form": _entered(case, asked.form)}
    filled = fill_form(office.registry, office.connectors, case.filing.model_copy(update=given))
    checked = judge(office.registry, filled)
    outcome = checked.decision.outcome if checked.decision else Outcome.OFFICER
    report = office.declaration.report
    return {
        "passed": outcome is Outcome.PASS,
        "result": report.results[outcome],
        "score": _score(office, checked),
        "items": [item_of(finding) for finding in checked.findings],
        "reportNo": f"YJ{today():%Y%m%d}{token_hex(5).upper()}",
        "modelCode": report.modelCode,
        "modelVersion": report.modelVersion,
        "costMs": round((time.monotonic() - began) * 1000),
    }


def _case(office: Office, asked: Matter) -> _Case:
    """Return the filing behind a number we reported, or else a new one of the matter."""
    known = _known(office, asked.applyNo) if asked.applyNo else None
    scenario = _scenario(office.declaration, asked, known.scenario if known else "")
    fields = office.registry.service_of(scenario).form(scenario)
    if known:
        return _Case(known, fields)
    moment = now()
    filing = Filing(
        id="",
        case_no=asked.applyNo,
        scenario=scenario,
        subject=asked.subject.subject,
        opened_at=moment,
        filed_on=moment.date(),
    )
    return _Case(filing, fields)


def _known(office: Office, apply_no: str) -> Filing | None:
    with office.store.write() as session:
        found = deliveries.filing_answered(session, Call.NUMBER, "applyNo", apply_no)
        log_action(session, "platform.asked", found or "", {"applyNo": apply_no})
        return read_filing(session, found) if found else None


def _scenario(declared: Declaration, asked: Matter, known: str) -> str:
    """Return the scenario that is meant; everything that is said of it must agree."""
    scenario = known or asked.scenario or declared.scenario_of(asked.taskHandleItem) or ""
    item = declared.items.get(scenario)
    if item is None:
        raise NotFoundError("没有这个事项：请核对 taskHandleItem 或 scenario。")
    agree = (
        asked.scenario in {"", scenario}
        and asked.itemCode in {"", item.itemCode}
        and asked.taskHandleItem in {"", item.taskHandleItem}
    )
    if not agree:
        raise InvalidRequestError("统一审批编码、事项编码、业务办理项编码与情形不是同一事项。")
    return scenario


def _refuse_strangers(keys: Sequence[str] | dict[str, str], fields: Sequence[FormField]) -> None:
    strange = sorted(set(keys) - {field.key for field in fields})
    if strange:
        raise InvalidRequestError(f"表单中没有这些栏目：{'、'.join(strange)[:200]}。")


def _entered(case: _Case, form: dict[str, str]) -> tuple[FormValue, ...]:
    """Return the boxes as the platform's form fills them over what stands already."""
    standing = {field.key: case.filing.value(field.key) for field in case.fields}
    return tuple(
        enter(field, standing[field.key] or FormValue(key=field.key), form[field.key], APPLICANT)
        if field.key in form
        else standing[field.key] or FormValue(key=field.key)
        for field in case.fields
    )


def _papers(office: Office, scenario: str, stuffs: Sequence[Stuff]) -> tuple[Paper, ...]:
    """Return papers of the named materials: they are there, and nobody here has read them."""
    codes = {code: key for key, code in office.declaration.stuff.codes.items()}
    materials = {each.key: each for each in office.registry.scenario(scenario).materials}
    papers = []
    for number, stuff in enumerate(stuffs, 1):
        material = materials.get(codes.get(stuff.stuffCode, ""))
        types = (material.types if material else ()) or (STRANGE,)
        papers.append(
            Paper(
                id=stuff.fileId or f"stuff-{number}",
                name=material.title if material else stuff.stuffCode,
                sha256="",
                size=0,
                documents=tuple(Document(type=each, reason=UNREAD) for each in types),
            )
        )
    return tuple(papers)


def _score(office: Office, filing: Filing) -> int:
    """Return the share of rules that nobody has to act on, 0 to 100."""
    checks = office.registry.service_of(filing.scenario).checks(filing.scenario)
    rules = {check.id for check in checks} | {finding.rule for finding in filing.findings}
    acting = {each.rule for each in filing.findings if each.severity is not Severity.ADVICE}
    return round(100 * (1 - len(acting) / len(rules))) if rules else 100


def _told(box: FormValue) -> dict[str, Any]:
    return {
        "key": box.key,
        "value": box.value,
        "source": box.source,
        "sourceTime": box.fetched_at and box.fetched_at.isoformat(),
        "confidence": box.confidence,
        "editable": not box.authentic,
    }
