"""A notice as PDF ready to be sealed, and as Word file when that is asked for."""

from dataclasses import dataclass
from functools import cached_property

from docgen.notices.arrange import arrange
from docgen.notices.check import check_agreement, check_notice
from docgen.notices.deadlines import run_periods
from docgen.notices.declared import Declared, read_declared
from docgen.notices.names import tell
from docgen.notices.notice import Notice
from docgen.notices.sheet import NoticeSheet
from docgen.notices.word import write_docx
from docgen.printing.installation import DEFAULT, Printing
from docgen.printing.qr import qr_svg
from docgen.printing.typeset import typesetter

LAYOUT = "notice"


@dataclass(frozen=True)
class ComposedNotice:
    """One notice; the same check code stands on its PDF and its Word file."""

    title: str
    number: str
    pdf: bytes
    """PDF/A-2b with the empty signature fields its kind declares."""
    check_code: str
    """See ``docgen.check_code``; the same notice always has the same one."""
    doubts: tuple[str, ...]
    """What an officer should check before it leaves, in Chinese sentences; not printed."""
    sheet: NoticeSheet
    """Every word of it."""
    record: str
    """What its QR code says."""

    @cached_property
    def docx(self) -> bytes:
        """Return the Word file an officer may edit; made when it is first asked for."""
        return write_docx(self.sheet, self.record)


@dataclass(frozen=True)
class Draft:
    """The words of a notice, before any page is made."""

    sheet: NoticeSheet
    doubts: tuple[str, ...]


def compose_notice(
    notice: Notice, declared: Declared | None = None, printing: Printing = DEFAULT
) -> ComposedNotice:
    """Return a notice as it is printed.

    Values are data: nothing in them is run, and what cannot be printed is shown by its code point.
    Raises what ``draft_notice`` raises.
    """
    draft = draft_notice(notice, declared)
    sheet = draft.sheet
    record = printing.record(sheet.title, sheet.number, sheet.check_code)
    content = sheet.model_dump(mode="json")
    return ComposedNotice(
        title=sheet.title,
        number=sheet.number,
        pdf=typesetter(printing.fonts).print(LAYOUT, content, qr_svg(record), notice.issued_on),
        check_code=sheet.check_code,
        doubts=draft.doubts,
        sheet=sheet,
        record=record,
    )


def draft_notice(notice: Notice, declared: Declared | None = None) -> Draft:
    """Return the words of a notice.

    Raises:
        NotFoundError: no kind has this id.
        UnfitNoticeError: facts are missing or wrong; it names each of them.
    """
    declared = declared or read_declared()
    kind = declared.kind(notice.kind)
    spelt = check_notice(notice, kind, declared.limits)
    periods = run_periods(spelt, kind, declared.limits)
    told = tell(spelt, kind, periods)
    doubts = check_agreement(kind, told)
    return Draft(
        sheet=arrange(spelt, kind, told, declared),
        doubts=(*(doubt for period in periods for doubt in period.doubts), *doubts),
    )
