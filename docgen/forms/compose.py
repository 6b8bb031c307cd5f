"""The application form of a filing: an editable Word file, and a PDF ready to be signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from docgen.forms.arrange import arrange
from docgen.forms.declared import read_declared
from docgen.forms.own import CustomerTemplate, OwnForm, compose_own
from docgen.forms.pictures import Picture, fit_pictures
from docgen.forms.sheet import Sheet
from docgen.forms.word import write_docx
from docgen.printing.barcode import barcode_svg
from docgen.printing.installation import DEFAULT, Printing
from docgen.printing.qr import qr_png, qr_svg
from docgen.printing.typeset import typesetter
from models.records import Filing
from models.specs import Service


@dataclass(frozen=True)
class ComposedForm:
    """One application form in both formats; the same check code stands on both."""

    title: str
    docx: bytes
    pdf: bytes
    """PDF/A-2b with an empty signature field, see ``docgen.printing.field``."""
    check_code: str
    """See ``docgen.check_code``."""
    note: str = ""
    """Why the PDF has the standard layout although there is a customer's, as its foot says."""


NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})


def compose(
    filing: Filing,
    service: Service,
    scenario_id: str,
    printing: Printing = DEFAULT,
    template: CustomerTemplate | None = None,
    pictures: Mapping[str, bytes] = NO_PICTURES,
) -> ComposedForm:
    """Return the application form of a filing, in a customer's layout where there is one.

    Values are data: nothing in them is run, and what cannot be printed is shown by its code point.
    The same filing gives the same pages and the same check code. Raises ``NotFoundError`` when the
    service lacks the scenario, ``SpecError`` when a declaration does not fit.

    ``pictures`` are PNG or JPEG files by the key of the box that names them; a photograph that is
    not there, or cannot be opened, leaves an empty frame.
    """
    fitted = fit_pictures(pictures)
    sheet = arrange(filing, service, scenario_id, read_declared(), fitted)
    record = printing.record(sheet.title, sheet.case_no, sheet.check_code)
    qr, own = qr_png(record), OwnForm()
    if template:
        own = compose_own(sheet, service, scenario_id, qr, template)
    return ComposedForm(
        title=sheet.title,
        docx=own.docx or write_docx(sheet, qr, pictures=fitted),
        pdf=own.pdf or _print(sheet, record, fitted, printing, own.note),
        check_code=sheet.check_code,
        note=own.note,
    )


def _print(
    sheet: Sheet, record: str, pictures: Mapping[str, Picture], printing: Printing, note: str
) -> bytes:
    drawings = {f"picture-{key}": picture.svg for key, picture in pictures.items()}
    return typesetter(printing.fonts).print(
        "form",
        sheet.model_dump(mode="json") | {"made_by": note},
        qr_svg(record),
        sheet.filed_on,
        drawings | {"barcode": barcode_svg(sheet.case_no)},
    )
