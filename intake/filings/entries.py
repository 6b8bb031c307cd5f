"""What is said of an upload that was read: an entry for each paper on it, as JSON."""

from typing import Any

from extractors.quality import advise
from models.records import Document, FieldValue, Paper, Warning

NO_PAPER = "画面上没有找到证件或文字，请拍摄材料的正面，让它占满画面后重新上传。"
SAID = {"value", "raw", "confidence", "state", "check", "repair"}
"""What an entry tells of a field, beside its place."""


def entries_of(file: str, paper: Paper) -> list[dict[str, Any]]:
    """Return an entry for each paper found on an upload, or one that says why there is none."""
    if paper.problem:
        return [{"file": file, "error": paper.problem.model_dump()}]
    signatures = [each.model_dump(mode="json") for each in paper.signatures]
    documents = paper.documents or (_nothing_on(paper),)
    return [_entry(file, each) | {"signatures": signatures} for each in documents]


def _nothing_on(paper: Paper) -> Document:
    """Stand for a file on which there is no paper to be seen."""
    told = Warning(code="no_paper", message=NO_PAPER)
    blank = Document(type="unknown", reason=NO_PAPER, warnings=(told,))
    if not paper.pages or paper.pages[0].quality is None:
        return blank
    quality = paper.pages[0].quality
    return blank.model_copy(update={"quality": quality, "warnings": (told, *advise(quality))})


def _entry(file: str, document: Document) -> dict[str, Any]:
    quality = document.quality and document.quality.model_dump()
    return {
        "file": file,
        "page": document.page,
        "type": document.type,
        "quality": quality,
        "warnings": [warning.model_dump() for warning in document.warnings],
        "fields": {field.key: _field(field) for field in document.fields},
    }


def _field(field: FieldValue) -> dict[str, Any]:
    said = field.model_dump(mode="json", include=SAID)
    return said | {"page": field.evidence.page, "box": field.evidence.box}
