"""What the uploaded papers say."""

from collections.abc import Iterator

from models.records import FieldValue, State
from prefill.sources.connector import Answer, Offer, Question


class PapersConnector:
    """Answers from the fields read on papers of the source's types."""

    def ask(self, question: Question) -> Answer:
        """Return every different value read, the surest first; what is unread is not offered."""
        types = question.source.types
        if not any(question.filing.documents(*types)):
            return Answer(note="没有上传相应材料")
        offers = [offer for key in question.keys for offer in _offers(question, key)]
        return Answer(tuple(offers), note="" if offers else "材料上没有读出可用的内容")


def _offers(question: Question, key: str) -> Iterator[Offer]:
    found = sorted(_readings(question, question.name(key)), key=_surest_first)
    seen: set[str] = set()
    for field in found:
        if field.text not in seen:
            seen.add(field.text)
            to_confirm = field.state is State.CONFIRM
            yield Offer(key, field.text, field.confidence, field.evidence, to_confirm)


def _readings(question: Question, name: str) -> Iterator[FieldValue]:
    for paper, document in question.filing.documents(*question.source.types):
        field = document.field(name)
        if field and field.text and field.state is not State.UNREAD:
            evidence = field.evidence.model_copy(update={"paper": paper.id})
            yield field.model_copy(update={"evidence": evidence})


def _surest_first(field: FieldValue) -> tuple[bool, float]:
    return field.state is not State.SURE, -field.confidence
