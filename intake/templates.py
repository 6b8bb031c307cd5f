"""Keep customers' templates: uploaded and linted, made active with a reason, rolled back."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.forms.own import CustomerTemplate
from docgen.forms.vocabulary import FAMILY, form_vocabulary, target_of
from docgen.forms.word import TEMPLATE
from docgen.word.anchors import find_places
from docgen.word.fields import Vocabulary
from docgen.word.lint import lint
from docgen.word.office import State
from docgen.word.package import MOST_BYTES
from docgen.word.render import render_docx
from docgen.word.report import Report
from intake.office import Office
from intake.store import templates as kept
from intake.store.database import Session
from intake.store.files import template_key
from intake.store.templates import KeptTemplate, TemplateDeed, TemplateState, Told, Why
from models.errors import (
    ConflictError,
    NotFoundError,
    StaleRecordError,
    TooLargeRequestError,
    UnfitTemplateError,
)

STANDARD = 0
"""Number that stands for the layout that ships with the product."""


@dataclass(frozen=True)
class Upload:
    """A file that was linted, and is to be kept."""

    target: str
    name: str
    size: int
    sha256: str
    report: Report


def list_vocabularies(office: Office) -> Iterator[Vocabulary]:
    """Yield what can have a template: the application form of every scenario."""
    for service in office.registry.services.values():
        for scenario in service.scenarios:
            yield form_vocabulary(service, scenario.id)


def find_vocabulary(office: Office, target: str) -> Vocabulary:
    """Return what templates of a kind of document may use; raises ``NotFoundError``."""
    family, _, scenario = target.partition(".")
    if family != FAMILY:
        raise NotFoundError("没有这一种文书。")
    return form_vocabulary(office.registry.service_of(scenario), scenario)


def take_upload(office: Office, target: str, name: str, data: bytes) -> Upload:
    """Lint an uploaded template and keep its file.

    Raises ``UnfitTemplateError`` for what is no Word file at all or may harm its reader: that is
    not kept. Other faults are kept with the report, and the version cannot become active.
    """
    if len(data) > MOST_BYTES:
        most = MOST_BYTES // 1_000_000
        raise TooLargeRequestError(f"模板超过 {most} MB，请压缩其中的图片后再上传。")
    report = _lint(office, target, data)
    if any(not each.place and each.code not in KEPT for each in report.errors):
        raise unfit("文件没有保存", report)
    sha256 = hashlib.sha256(data).hexdigest()
    office.files.write(template_key(target, sha256), data)
    return Upload(target, name, len(data), sha256, report)


KEPT = frozenset({"no_anchor", "trial", "syntax"})
"""Faults of a whole file that are the author's to mend, and harm nobody."""


def keep_upload(session: Session, upload: Upload, why: Why) -> KeptTemplate:
    """Record an upload as the newest version, a draft."""
    kept.lock_templates(session)
    told = Told(name=upload.name, report=upload.report)
    version = kept.add_version(session, upload.target, (upload.size, upload.sha256), told)
    kept.add_act(session, upload.target, version, TemplateDeed.UPLOAD, why)
    return kept.read_version(session, upload.target, version)


def prove_version(office: Office, target: str, version: int) -> None:
    """Lint a version against what is declared today; raises ``UnfitTemplateError``."""
    report = _lint(office, target, read_file(office, target, version))
    if not report.fit:
        raise unfit(f"第 {version} 版模板不能启用", report)


def activate(session: Session, target: str, version: int, seen: int, why: Why) -> None:
    """Make a version the one that is used; one that was used before is rolled back to.

    Raises ``StaleRecordError`` when the templates have changed since the caller looked.
    """
    _prove_seen(session, target, seen)
    one = kept.read_version(session, target, version)
    if one.state is TemplateState.ACTIVE:
        raise ConflictError(f"第 {version} 版正在使用。")
    back = one.state is TemplateState.RETIRED
    kept.move(session, target, version, TemplateState.ACTIVE)
    deed = TemplateDeed.ROLL_BACK if back else TemplateDeed.ACTIVATE
    kept.add_act(session, target, version, deed, why)


def retire(session: Session, target: str, version: int, seen: int, why: Why) -> None:
    """Stop using a version; the standard layout serves again. Raises like ``activate``."""
    _prove_seen(session, target, seen)
    one = kept.read_version(session, target, version)
    if one.state is not TemplateState.ACTIVE:
        raise ConflictError(f"第 {version} 版没有在使用。")
    kept.move(session, target, version, TemplateState.RETIRED)
    kept.add_act(session, target, version, TemplateDeed.RETIRE, why)


def read_file(office: Office, target: str, version: int) -> bytes:
    """Return the Word file of a version, or of the standard layout; raises ``NotFoundError``."""
    if version == STANDARD:
        return TEMPLATE.read_bytes()
    with office.store.read() as session:
        one = kept.read_version(session, target, version)
    return office.files.read(template_key(target, one.sha256))


def preview(office: Office, target: str, version: int, *, as_pdf: bool) -> bytes:
    """Return a version filled with sample content, as Word file or as PDF.

    Raises ``UnfitTemplateError`` when its lint found errors: LibreOffice must not meet a field that
    fetches; ``OfficeUnavailableError`` when there is no LibreOffice for the PDF.
    """
    if version != STANDARD:
        with office.store.read() as session:
            report = kept.read_version(session, target, version).report
        if not report.fit:
            raise unfit(f"第 {version} 版模板不能预览", report)
    vocabulary = find_vocabulary(office, target)
    sample = vocabulary.sample()
    docx = render_docx(read_file(office, target, version), sample.words, sample.pictures)
    if not as_pdf:
        return docx
    pdf = office.word.convert(docx)
    find_places(pdf, vocabulary.seals)
    return pdf


def active_layout(office: Office, scenario_id: str) -> CustomerTemplate | None:
    """Return the customer's layout in use for a scenario's form, None for the standard one."""
    target = target_of(scenario_id)
    with office.store.read() as session:
        one = kept.active_version(session, target)
    if one is None:
        return None
    data = office.files.read(template_key(target, one.sha256))
    return CustomerTemplate(data, f"自有模板第 {one.version} 版", office.word.convert)


def unfit(head: str, report: Report) -> UnfitTemplateError:
    """Return the error that lists what is wrong with a template."""
    first, more = report.errors[0], len(report.errors)
    told = f"{head}：{first.place}{'：' if first.place else ''}{first.message}"
    whole = f"{told}共 {more} 处问题。" if more > 1 else told
    return UnfitTemplateError(
        whole,
        [
            {"pointer": each.place, "code": each.code, "message": each.message}
            for each in report.errors
        ],
    )


def _lint(office: Office, target: str, data: bytes) -> Report:
    usable = office.word.state not in {State.OFF, State.ABSENT}
    convert = office.word.convert if usable else None
    return lint(data, find_vocabulary(office, target), convert)


def _prove_seen(session: Session, target: str, seen: int) -> None:
    kept.lock_templates(session)
    if kept.count_acts(session, target) != seen:
        raise StaleRecordError("模板已有更新的操作，本次操作没有保存。")
