"""Read papers of no declared type by the fields somebody names at call time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from extractors.extract import extract, open_form, read_field
from extractors.judging.verify import verify
from extractors.llm.picture import to_jpeg
from extractors.llm.second_reader import UNMEASURED, SecondReader
from extractors.quality import judge
from extractors.read import ReadUpload, read_with
from models.crypto.trust import NO_TRUST, Trust
from models.engines import Engine, Image
from models.records import Document, FieldValue, Page, State, Support
from models.specs import Classify, DocumentType, FieldSpec

ASKED = "asked"
TITLE = "未登记类型的材料"
REASON = "按给定的栏目名称读取"
_STATES = (State.SURE, State.CONFIRM, State.UNREAD)


@dataclass(frozen=True)
class Asking:
    """Reads pages by the fields of one list."""

    fields: Sequence[FieldSpec]
    engine: Engine
    today: date
    second: SecondReader | None = None

    def read_page(self, page: Page, picture: Image) -> list[Document]:
        """Return the page as one paper; each field is looked for beside and below its name."""
        kind = asked_type(self.fields)
        document = judge(asked_document(page), page, picture)
        document = extract(document, page, picture, self.engine, {ASKED: kind})
        document = beside_or_below(document, page, kind)
        if self.second:
            document = self.second.complete(document, page, kind, partial(to_jpeg, picture))
        return [verify(document, page, {ASKED: kind}, self.today)]


def read_asked(data: bytes, name: str, asking: Asking, trust: Trust = NO_TRUST) -> ReadUpload:
    """Return an upload with one document of type ``asked`` that has these fields and no others.

    What is missed, the language model may point at where there is one. A file that cannot be opened
    keeps its problem.
    """
    read = read_with(data, name, asking.engine, asking.read_page, trust)
    documents = (in_one(read.paper.documents),) if read.paper.documents else ()
    return ReadUpload(read.paper.model_copy(update={"documents": documents}), read.pictures)


def asked_type(fields: Sequence[FieldSpec]) -> DocumentType:
    """Return the fields as a type of paper that no page is ever classified as."""
    return DocumentType(id=ASKED, title=TITLE, classify=Classify(), fields=tuple(fields))


def asked_document(page: Page) -> Document:
    """Return a whole page as a paper that is read by the fields asked for."""
    return Document(type=ASKED, reason=REASON, page=page.number, quality=page.quality)


def beside_or_below(document: Document, page: Page, kind: DocumentType) -> Document:
    """Return a document read beside its labels with what stands below them where that fits better.

    What has only its place to speak for it is a suggestion: where a value ends is known from the
    whole form, and here the form is unknown.
    """
    form = open_form(document, page, kind)
    under = {field.key: field.model_copy(update={"where": "below"}) for field in kind.fields}
    fields = [
        _unproven(_better(field, read_field(form, under[field.key], page.number)))
        for field in document.fields
    ]
    return document.model_copy(update={"fields": tuple(fields)})


def _better(beside: FieldValue, below: FieldValue) -> FieldValue:
    if beside.value is None:
        return below
    failed = beside.check is not None and not beside.check.passed
    return below if failed and below.check and below.check.passed else beside


def _unproven(field: FieldValue) -> FieldValue:
    if field.support not in {Support.PLAIN, Support.LOOSE} or field.state is State.UNREAD:
        return field
    return field.model_copy(update={"support": Support.SUGGESTED, "confidence": UNMEASURED})


def in_one(documents: Sequence[Document]) -> Document:
    """Return what the pages of one upload say together: of each field the surest."""
    first = documents[0]
    by_key = [
        [document.field(field.key) or field for document in documents] for field in first.fields
    ]
    fields = tuple(min(values, key=_doubt) for values in by_key)
    warnings = tuple(dict.fromkeys(told for each in documents for told in each.warnings))
    return first.model_copy(update={"fields": fields, "warnings": warnings})


def _doubt(field: FieldValue) -> int:
    return _STATES.index(field.state)
