"""An application form in a customer's own layout: its Word file, and the PDF that equals it."""

from dataclasses import dataclass

import structlog

from docgen.forms.sheet import Sheet
from docgen.forms.vocabulary import form_content
from docgen.printing.field import APPLICANT, add_signature_fields
from docgen.word.anchors import find_places
from docgen.word.render import render_docx
from docgen.word.trial import Convert
from models.errors import OfficeUnavailableError, UnfitTemplateError
from models.specs import Service

log = structlog.get_logger(__name__)

BY_TYPST = "本页由 Typst 按标准版式生成（{reason}，未用{name}）"


@dataclass(frozen=True)
class CustomerTemplate:
    """The active template of a scenario's form."""

    docx: bytes
    name: str
    """E.g. ``自有模板第 3 版``."""
    convert: Convert


@dataclass(frozen=True)
class OwnForm:
    """What came of a customer's template; what could not be made is empty, ``note`` says why."""

    docx: bytes = b""
    pdf: bytes = b""
    note: str = ""


def compose_own(
    sheet: Sheet, service: Service, scenario_id: str, qr: bytes, template: CustomerTemplate
) -> OwnForm:
    """Return the form in a customer's layout, with an empty signature field at its anchor.

    A template that no longer fits, or a LibreOffice that is away, keeps nobody from an application
    form: the standard layout takes its place, and its foot says so.
    """
    content = form_content(sheet, service, scenario_id, qr)
    try:
        docx = render_docx(template.docx, content.words, content.pictures)
    except UnfitTemplateError as problem:
        return _without(b"", "模板与申请表不符", template, problem)
    try:
        pdf = template.convert(docx)
        return OwnForm(docx, add_signature_fields(pdf, find_places(pdf, (APPLICANT,))))
    except OfficeUnavailableError as problem:
        return _without(docx, "LibreOffice 不可用", template, problem)
    except UnfitTemplateError as problem:
        return _without(docx, "找不到签章位置", template, problem)


def _without(docx: bytes, reason: str, template: CustomerTemplate, problem: Exception) -> OwnForm:
    log.warning("customer's layout not printed", template=template.name, reason=str(problem))
    return OwnForm(docx, note=BY_TYPST.format(reason=reason, name=template.name))
