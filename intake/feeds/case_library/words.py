"""What each message says, in the platform's shapes (interfaces §2)."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from intake.clock import SHANGHAI
from intake.feeds.case_library.declaration import (
    FIRM,
    KINDS,
    PERSON,
    Call,
    Declaration,
    Item,
    Node,
)
from intake.feeds.case_library.facts import facts_of
from intake.feeds.case_library.items import item_of
from intake.registry import Registry
from intake.store.acts import Act
from intake.store.documents import MadeDocument
from intake.store.files import document_key, upload_key
from models.errors import NotFoundError
from models.records import Filing, FilingState, Paper, Record
from models.specs import Material, Service
from prefill.tally import tally_of

MOMENT: Final = "%Y-%m-%d %H:%M:%S"
IDENTITY: Final = "身份证"
UPLOADED, DECLARED = "0", "4"
"""stuffType 电子文件, 网上申报信息."""
FIRST, ADDED = "0", "2"
"""stuffStatus 首次提交, 补充材料."""
SOURCE: Final = "上传电子文件"


class Upload(Record):
    """A file that goes with a message: where it lies, and how it is called."""

    key: str
    name: str
    media_type: str


class Words(Record):
    """What a message says; kept as it is for every time the message is sent."""

    fields: dict[str, Any]
    file: Upload | None = None


@dataclass(frozen=True)
class Telling:
    """What a message is made from."""

    filing: Filing
    about: str
    documents: tuple[MadeDocument, ...]
    apply_no: str
    node: Node | None
    act: Act | None
    """What an officer did, where that is told."""
    again: bool
    """True for what comes after the case was submitted."""
    declaration: Declaration
    registry: Registry
    moment: datetime

    @property
    def item(self) -> Item:
        """The matter as the platform numbers it."""
        return self.declaration.items[self.filing.scenario]

    @property
    def told_at(self) -> dict[str, str]:
        """The case, and the moment of what is told."""
        moment = self.moment.astimezone(SHANGHAI).strftime(MOMENT)
        return {"applyNo": self.apply_no, "opTime": moment}


def word(call: Call, telling: Telling) -> Words:
    """Return what a call says; raises ``NotFoundError`` when what it is about has gone."""
    return WORDINGS[call](telling)


def _number(telling: Telling) -> Words:
    return Words(fields={"itemCode": telling.item.itemCode})


def _save(telling: Telling) -> Words:
    filing, item, caller = telling.filing, telling.item, telling.declaration.caller
    service = telling.registry.service_of(filing.scenario)
    kind = kind_of(filing, service)
    facts = facts_of(filing, telling.declaration.facts[kind])
    fields = {
        **telling.told_at,
        **facts,
        **caller.model_dump(exclude={"username"}),
        "itemCode": item.itemCode,
        "taskHandleItem": item.taskHandleItem,
        "itemName": item.itemName or service.name,
        "targetType": kind,
        "userId": "",
        "licenseType": IDENTITY if facts["licenseNo"] else "",
        "content": f"{service.name} {filing.case_no}",
        "gcApplyNo": "",
        "info": _info(telling),
    }
    return Words(fields=fields)


def kind_of(filing: Filing, service: Service) -> str:
    """Return who applies: the only kind the service is for, else what the account says."""
    if service.object in KINDS:
        return service.object
    return PERSON if filing.subject.kind == PERSON else FIRM


def _info(telling: Telling) -> str:
    """Return the form under our own keys, as the text the platform keeps it in."""
    boxes = {box.key: box.value for box in telling.filing.form if box.value}
    day = telling.filing.filed_on.isoformat()
    case = {"booking_id": telling.apply_no, "applydate": day, "case_no": telling.filing.case_no}
    return json.dumps(case | boxes, ensure_ascii=False)


def _stuff(telling: Telling) -> Words:
    paper = next((each for each in telling.filing.papers if each.id == telling.about), None)
    if paper is None:
        raise NotFoundError("办件中没有这份材料。")
    material, stuff = _material_of(telling, paper), telling.declaration.stuff
    code = stuff.codes.get(material.key, stuff.other) if material else stuff.other
    named = material.title if material else paper.name
    upload = Upload(
        key=upload_key(telling.filing.id, paper.id), name=paper.name, media_type=paper.media_type
    )
    status = {"stuffStatus": ADDED if telling.again else FIRST}
    return Words(fields=_stuff_fields(telling, code, named, UPLOADED) | status, file=upload)


def _document(telling: Telling) -> Words:
    document = next((each for each in telling.documents if each.name == telling.about), None)
    if document is None:
        raise NotFoundError("办件中没有这份文书。")
    upload = Upload(
        key=document_key(telling.filing.id, document.name),
        name=document.name,
        media_type=document.media_type,
    )
    code = telling.declaration.stuff.form
    return Words(fields=_stuff_fields(telling, code, document.title, DECLARED), file=upload)


def _stuff_fields(telling: Telling, code: str, name: str, kind: str) -> dict[str, Any]:
    return {
        "applyNo": telling.apply_no,
        "stuffCode": code,
        "stuffName": name,
        "stuffType": kind,
        "stuffStatus": FIRST,
        "stuffSource": SOURCE,
    }


def _material_of(telling: Telling, paper: Paper) -> Material | None:
    """Return the material of the scenario that a paper shows, if any."""
    shown = {document.type for document in paper.documents}
    materials = telling.registry.scenario(telling.filing.scenario).materials
    return next((each for each in materials if shown & set(each.types)), None)


def _submit(telling: Telling) -> Words:
    part = {
        "itemCode": telling.item.itemCode,
        "departCode": telling.declaration.caller.departCode,
    }
    return Words(fields=telling.told_at | {"uapplyNo": "", "subItemInfo": [part]})


def _node(telling: Telling) -> Words:
    caller, act = telling.declaration.caller, telling.act
    blank = ("method", "Finishtime", "ResultStuffNo", "ResultCertNo")
    elsewhere = ("st_ybld", "realDepartCode", "realDepartName")
    fields = {
        **telling.told_at,
        **(telling.node.model_dump() if telling.node else {}),
        "opDepartName": caller.departName,
        "opUsername": act.officer if act else caller.username,
        "suggestion": (act.text or act.reason) if act else "",
        **dict.fromkeys((*blank, *elsewhere), ""),
    }
    return Words(fields=fields)


def _report(telling: Telling) -> Words:
    filing, report = telling.filing, telling.declaration.report
    tally = tally_of(filing)
    decision = filing.decision
    fields = {
        **telling.told_at,
        "preFillTotal": tally.shown,
        "preFillCount": tally.filled,
        "preFillRatio": tally.ratio,
        "preCheckResult": report.results[decision.outcome] if decision else "",
        "preCheckItems": _items(filing),
        "modelCode": report.modelCode,
    }
    return Words(fields=fields)


def _items(filing: Filing) -> list[dict[str, Any]]:
    """Return the findings; while the form is the applicant's alone, without what they quote."""
    items = [item_of(finding) for finding in filing.findings]
    if filing.state is not FilingState.OPEN:
        return items
    return [item | {"message": "", "suggestion": "", "evidence": []} for item in items]


WORDINGS: Final[Mapping[Call, Callable[[Telling], Words]]] = {
    Call.NUMBER: _number,
    Call.SAVE: _save,
    Call.STUFF: _stuff,
    Call.DOCUMENT: _document,
    Call.SUBMIT: _submit,
    Call.NODE: _node,
    Call.REPORT: _report,
}
