"""A second reader for what the first one missed: asked once for a paper, believed only in print."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import structlog

from extractors.extract import open_form
from extractors.judging.understand import PROOFS, understand
from extractors.llm.instructions import speaks_to_machines
from extractors.llm.prompt import answer_schema, messages, rows_of, values_in
from extractors.llm.support import Claim, Support, find_supports
from extractors.llm.witnesses import Witness, fold, witnesses
from extractors.placing.boxes import overlap
from extractors.placing.form import Form, Found
from extractors.placing.labels import plain
from models import records
from models.errors import ModelNonsenseError, ModelUnavailableError
from models.llm import LanguageModel
from models.records import Box, Document, FieldValue, Page, State, Warning
from models.specs import DocumentType, FieldSpec

log = structlog.get_logger(__name__)

NOTE: Final = "由语言模型补读，已与图上文字核对"
SPOKEN: Final = Warning(
    code="text_for_machines",
    message="材料上有写给识别程序的指令性文字，已不予理会，请工作人员核对这份材料。",
)
TABLES = frozenset({"columns"})
"""Readers whose values are rows; the model is asked for single values only."""
TAKEN = 0.5
"""A place that shares more of itself with another field's is that field's."""
UNMEASURED = 0.5
"""Nobody has measured how often a value of somebody else's model is right."""
BESIDE = 0.5
"""A value stands beside its label when their rows share more than this of the lower one."""

Picture = Callable[[Box | None], bytes]
"""Makes the picture of the paper at a place of its page, as JPEG, when it is really sent."""


def by_model(field: FieldValue) -> bool:
    """Tell whether a value was found with the help of the language model."""
    return field.repair.startswith(NOTE)


@dataclass(frozen=True)
class SecondReader:
    """A language model, and what of a paper it may be told."""

    model: LanguageModel
    send_text: bool = True
    send_picture: bool = False

    def complete(
        self, document: Document, page: Page, kind: DocumentType | None, picture: Picture
    ) -> Document:
        """Return the document with what the model could add to it.

        Only fields that were missed or fail their check are asked for, all at once; nothing is
        sent when there is none. A model that is down or talks nonsense leaves a warning, and
        everything else as it was. ``kind`` is None for a paper of unknown type, of which nothing
        is asked.
        """
        asked = [field for field in kind.fields if _worth_asking(document, field)] if kind else []
        if not kind or not asked or not (self.send_text or self.send_picture):
            return document
        form = open_form(document, page, kind)
        spoken = any(speaks_to_machines(line.text) for line in form.layout.lines)
        warnings = (*document.warnings, *([SPOKEN] if spoken else []))
        document = document.model_copy(update={"warnings": warnings})
        try:
            said = self._ask(form, asked, lambda: picture(document.box))
        except (ModelUnavailableError, ModelNonsenseError) as error:
            return _warned(document, error)
        return _merged(document, form, said)

    def _ask(
        self, form: Form, fields: list[FieldSpec], picture: Callable[[], bytes]
    ) -> dict[str, str]:
        rows = rows_of(form) if self.send_text else []
        jpeg = picture() if self.send_picture else b""
        question = messages(form.kind.title, fields, rows, jpeg)
        return values_in(self.model.chat(question, answer_schema(fields)))


def _worth_asking(document: Document, field: FieldSpec) -> bool:
    """Tell whether a field that should be there was not read, or what was read fails its check."""
    value = document.field(field.key)
    if value is None or field.reader in TABLES:
        return False
    if value.state is State.UNREAD:
        return field.required
    return value.check is not None and not value.check.passed


def _warned(document: Document, error: ModelUnavailableError | ModelNonsenseError) -> Document:
    told = Warning(code=error.code, message=f"{error}本件按文字识别的结果处理。")
    return document.model_copy(update={"warnings": (*document.warnings, told)})


def _merged(document: Document, form: Form, said: Mapping[str, str]) -> Document:
    """Return the document with every value that print bears out; the others are logged unnamed."""
    judge = _Judge(form, document.page, witnesses(form))
    specs = {field.key: field for field in form.kind.fields}
    for key, text in said.items():
        others = [f for f in document.fields if f.key != key and f.state is not State.UNREAD]
        value, reason = judge.value(Claim(text, specs[key]), others)
        log.info("model value judged", type=document.type, field=key, refused=reason)
        if value:
            fields = tuple(value if f.key == key else f for f in document.fields)
            document = document.model_copy(update={"fields": fields})
    return document


@dataclass(frozen=True)
class _Judge:
    """What decides over the model's values: the print of one paper."""

    form: Form
    page: int
    found: tuple[Witness, ...]

    def value(self, claim: Claim, others: list[FieldValue]) -> tuple[FieldValue | None, str]:
        """Return the value that print bears out, or why there is none."""
        if self._is_label(claim):
            return None, "label"
        reason = "not_printed"
        for support in self._free(claim, others):
            value = self._understood(claim, support)
            if value:
                return value, ""
            reason = "check_fails"
        return None, reason

    def _is_label(self, claim: Claim) -> bool:
        """Tell whether the model repeats a printed name instead of the value."""
        kind = self.form.kind
        names = {label for field in kind.fields for label in (field.title, *field.labels)}
        return plain(claim.said) in {plain(name) for name in (*names, *kind.furniture)}

    def _free(self, claim: Claim, others: list[FieldValue]) -> Iterator[Support]:
        """Yield the places that bear the claim out and no other field was read from."""
        taken = [field.evidence.box for field in others if field.evidence.box]
        supports = list(find_supports(claim, self.found))
        for support in sorted(supports, key=lambda s: not self._beside(claim.field, s.box)):
            if all(overlap(support.box, box) < TAKEN for box in taken):
                yield support

    def _understood(self, claim: Claim, support: Support) -> FieldValue | None:
        """Return the value, if it passes its check and is more than a chance character."""
        field, beside = claim.field, self._beside(claim.field, support.box)
        if len(fold(support.text).text) < 2 and not beside:
            return None
        found = Found(support.text, support.scores, support.box, sound=beside)
        value = understand(found, field, self.page)
        if value.value is None or (value.check and not value.check.passed):
            return None
        proven = beside and value.check is not None and value.check.rule in PROOFS
        update = {
            "raw": support.raw,
            "support": records.Support.PROVEN if proven else records.Support.SUGGESTED,
            "repair": f"{NOTE}；{value.repair}" if value.repair else NOTE,
            "confidence": UNMEASURED,
        }
        return value.model_copy(update=update)

    def _beside(self, field: FieldSpec, box: Box) -> bool:
        """Tell whether a place is right of one of the field's own labels, in its row."""
        labels = [self.form.layout.box(hit.glyphs) for hit in self.form.labels(*field.labels)]
        return any(_same_row(label, box) and box[0] > label[0] for label in labels)


def _same_row(label: Box, box: Box) -> bool:
    shared = min(label[3], box[3]) - max(label[1], box[1])
    return shared > BESIDE * min(label[3] - label[1], box[3] - box[1])
