"""What a draft would look like: no number, no seal, and words across every page that say so."""

from dataclasses import dataclass

from docgen.notices.compose import compose_notice
from docgen.printing.watermark import mark_pages
from intake.clock import today
from intake.notices.draft import Draft, as_notice
from intake.office import Office

WORDS = "预览　样稿"


@dataclass(frozen=True)
class Preview:
    """A draft as it would be printed."""

    pdf: bytes
    doubts: tuple[str, ...]
    """What an officer should look at before it leaves, in Chinese sentences."""


def preview(office: Office, draft: Draft) -> Preview:
    """Return a draft as a PDF; raises ``UnfitNoticeError`` like issuing it would."""
    notice = as_notice(draft, office.issuers, today())
    composed = compose_notice(notice, printing=office.printing)
    return Preview(mark_pages(composed.pdf, WORDS), composed.doubts)
