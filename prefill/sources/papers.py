"""What the uploaded papers say."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.checks.printed import compact
from models.records import Document, FieldValue, State
from prefill.sources.connector import Answer, Offer, Question


class PapersConnector:
    """Answers from the fields read on papers of the source's types."""

    def ask(self, question: Question) -> Answer:
        """Return every different value read; what is unread is not offered.

        The values of papers that speak of the same thing as the first come first, the surest of
        them leading: a form is never put together from the papers of two vehicles or firms.
        """
        if not any(question.filing.documents(*question.query.types)):
            return Answer(note="没有上传相应材料")
        offers = [offer for key in question.keys for offer in _offers(question, key)]
        return Answer(tuple(offers), note="" if offers else "材料上没有读出可用的内容")


@dataclass(frozen=True)
class _Reading:
    field: FieldValue
    of_another: bool
    """Whether it stands on a paper that speaks of something else than the first."""

    @property
    def rank(self) -> tuple[bool, bool, float]:
        unsure = self.field.state is not State.SURE
        return self.of_another, unsure, -self.field.confidence


def _offers(question: Question, key: str) -> Iterator[Offer]:
    found = sorted(_readings(question, question.name(key)), key=lambda reading: reading.rank)
    seen: set[str] = set()
    for field in (reading.field for reading in found):
        if field.text not in seen:
            seen.add(field.text)
            to_confirm = field.state is State.CONFIRM
            yield Offer(key, field.text, field.confidence, field.evidence, to_confirm)


def _readings(question: Question, name: str) -> Iterator[_Reading]:
    found = [
        each
        for each in question.filing.documents(*question.query.types)
        if _meant(question, each[1])
    ]
    for paper, document in found:
        field = document.field(name)
        if field and field.text and field.state is not State.UNREAD:
            evidence = field.evidence.model_copy(update={"paper": paper.id})
            placed = field.model_copy(update={"evidence": evidence})
            yield _Reading(placed, _contradict(found[0][1], document))


def _meant(question: Question, document: Document) -> bool:
    """Return whether a paper is the one the query speaks of, as far as its words tell."""
    said = {field.key: compact(field.text) for field in document.fields if field.text}
    return all(
        said.get(word, compact(text)) == compact(text) for word, text in question.picked().items()
    ) and not any(said.get(word) == compact(text) for word, text in question.avoided().items())


def _contradict(one: Document, other: Document) -> bool:
    """Return whether two papers surely say different things under the same name."""
    said = {field.key: field.text for field in one.fields if field.state is State.SURE}
    return any(
        field.state is State.SURE and said.get(field.key, field.text) != field.text
        for field in other.fields
    )
