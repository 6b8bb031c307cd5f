"""The application form of a filing: an editable Word file, and a PDF ready to be signed."""

from dataclasses import dataclass
from pathlib import Path

from docgen.forms.arrange import arrange
from docgen.forms.declared import read_declared
from docgen.forms.sheet import Sheet
from docgen.forms.word import write_docx
from docgen.printing.qr import qr_png, qr_svg
from docgen.printing.typeset import typesetter
from models.records import Filing
from models.specs import Service


@dataclass(frozen=True)
class Printing:
    """How an installation prints its forms."""

    fonts: tuple[Path, ...] = ()
    """Folders of further fonts; a licensed 小标宋, 仿宋 or 黑体 found there is preferred."""
    address: str = ""
    """Web address the QR code leads to, with ``{case_no}`` and ``{check_code}`` to be filled in;
    empty for a code that holds both in words."""


@dataclass(frozen=True)
class ComposedForm:
    """One application form in both formats; the same check code stands on both."""

    title: str
    docx: bytes
    pdf: bytes
    """PDF/A-2b with an empty signature field, see ``docgen.printing.field``."""
    check_code: str
    """See ``docgen.check_code``."""


DEFAULT = Printing()


def compose(
    filing: Filing, service: Service, scenario_id: str, printing: Printing = DEFAULT
) -> ComposedForm:
    """Return the application form of a filing.

    Values are data: nothing in them is run, and what cannot be printed is shown by its code point.
    The same filing gives the same pages and the same check code. Raises ``NotFoundError`` when the
    service lacks the scenario, ``SpecError`` when a declaration does not fit.
    """
    sheet = arrange(filing, service, scenario_id, read_declared())
    record = _record(sheet, printing.address)
    return ComposedForm(
        title=sheet.title,
        docx=write_docx(sheet, qr_png(record)),
        pdf=_print(sheet, record, printing),
        check_code=sheet.check_code,
    )


def _print(sheet: Sheet, record: str, printing: Printing) -> bytes:
    content = sheet.model_dump(mode="json")
    return typesetter(printing.fonts).print("form", content, qr_svg(record), sheet.filed_on)


def _record(sheet: Sheet, address: str) -> str:
    """Return what the QR code says."""
    if address:
        return address.format(case_no=sheet.case_no, check_code=sheet.check_code)
    return f"{sheet.title}\n办件编号：{sheet.case_no}\n校验码：{sheet.check_code}"
