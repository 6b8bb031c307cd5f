"""Golden papers: what the lines of a page must become, kept as files and reviewed as diffs."""

import json
from pathlib import Path
from typing import Any

from models.records import Document, Page

FOLDER = Path(__file__).parent / "golden" / "papers"


def kept(path: Path) -> tuple[Page, list[dict[str, Any]]]:
    """Return the page and the documents that must be found on it."""
    golden = json.loads(path.read_text(encoding="utf-8"))
    return Page.model_validate(golden["page"]), golden["documents"]


def keep(path: Path, page: Page, documents: tuple[Document, ...]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    golden = {
        "documents": [summary(document) for document in documents],
        "page": page.model_dump(mode="json", exclude_defaults=True),
    }
    path.write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def summary(document: Document) -> dict[str, Any]:
    """Return what a reviewer wants to see of a document: value, support and box of each field."""
    return {
        "type": document.type,
        "fields": {
            field.key: [
                field.value,
                str(field.support) if field.value else "unread",
                field.evidence.box,
            ]
            for field in document.fields
        },
        "warnings": [warning.code for warning in document.warnings],
    }
