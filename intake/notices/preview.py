"""What a draft would look like: no number, no seal, and words across every page that say so."""

from docgen.notices.compose import compose_notice
from docgen.printing.watermark import mark_pages
from intake.clock import today
from intake.notices.draft import Draft, as_notice
from intake.office import Office

WORDS = "预览　样稿"


def preview(office: Office, draft: Draft) -> bytes:
    """Return the PDF of a draft; raises ``UnfitNoticeError`` like issuing it would."""
    return mark_pages(compose_notice(as_notice(draft, office.issuers, today())).pdf, WORDS)
