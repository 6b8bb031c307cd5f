"""Drafts edited by seed, compared as tracked changes, and whether these say what was done."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from docgen.gongwen.compare.compare import compare
from docgen.gongwen.compare.redline.redline import Original, redline
from docgen.gongwen.opening.file import open_file
from docgen.gongwen.tracking.settling import accepted, rejected
from eval.compare.drafts import make_docx
from eval.compare.measure import edited_drafts
from models.errors import OfficeUnavailableError
from models.records import Record

MOMENT: Final = datetime(2026, 1, 1, tzinfo=UTC)


class Tracked(Record):
    """Of how many files what was found to be true."""

    seed: int
    files: int = 0
    accepted: int = 0
    """All changes accepted give the newer file, by words and print."""
    rejected: int = 0
    """All rejected give the older one."""
    single: int = 0
    """Each edit is tracked where it is, not by whole paragraphs."""
    opened: int | None = None
    """LibreOffice has printed it; ``None`` where it is not installed."""


def measure_tracked(seed: int, edits: int, convert: Callable[[bytes], bytes]) -> Tracked:
    """Return what of all edits is tracked."""
    told = Tracked(seed=seed)
    for before, after, _ in edited_drafts(seed, edits):
        older, newer = make_docx(before), make_docx(after)
        files = [Original(data, open_file(data, "样张")) for data in (older, newer)]
        made = redline(files[0], files[1], MOMENT)
        told = told.model_copy(
            update={
                "files": told.files + 1,
                "accepted": told.accepted + _same(accepted(made.docx), newer),
                "rejected": told.rejected + _same(rejected(made.docx), older),
                "single": told.single + (not made.notes),
                "opened": _opened(made.docx, told.opened, convert),
            }
        )
    return told


def _same(settled: bytes, meant: bytes) -> bool:
    """Tell whether a comparison finds nothing between two files, in words or in print."""
    found = compare(*(open_file(each, "样张") for each in (settled, meant)))
    return not found.differences


def _opened(docx: bytes, before: int | None, convert: Callable[[bytes], bytes]) -> int | None:
    try:
        return (before or 0) + convert(docx).startswith(b"%PDF")
    except OfficeUnavailableError:
        return before
