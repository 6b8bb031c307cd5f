"""A filing as the rules ask it: who states what about a fact, and how far that is proven."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from models.forms import hidden_keys, value_kinds
from models.records import Document, Evidence, Filing, FormValue, Paper, State, Suggestion
from models.specs import DocumentType, FormField
from precheck.naming import shown_name, shown_text
from precheck.normal import same, says_nothing

APPLICANT = "applicant"
"""The source of a box that a person typed."""


class Trust(StrEnum):
    """What stands behind a statement."""

    AUTHENTIC = "authentic"
    """An authoritative source."""
    READ = "read"
    """A paper, read with certainty."""
    UNPROVEN = "unproven"
    """A person's own entry, a memory, or a reading that has to be looked at."""


@dataclass(frozen=True)
class Statement:
    """What one voice says about one fact."""

    name: str
    """The fact's name for people, e.g. 检验有效期止."""
    who: str
    """The voice's name for people, e.g. 行驶证正页."""
    text: str
    trust: Trust
    key: str = ""
    """The form key; empty for what only a paper says."""
    evidence: tuple[Evidence, ...] = ()
    typed: bool = False
    """True for a person's own entry."""

    @property
    def shown(self) -> str:
        """The text as a sentence shows it."""
        return shown_text(self.text)


@dataclass(frozen=True)
class Case:
    """A filing with the declarations needed to name what it says."""

    filing: Filing
    boxes: Mapping[str, FormField]
    """What the form asks, and what is asked of sources alone."""
    types: Mapping[str, DocumentType]
    conditions: Mapping[str, str] = field(default_factory=dict)
    """The service's conditions by name."""
    unseen: frozenset[str] = frozenset()
    """Keys of what is asked of sources alone."""

    @cached_property
    def kinds(self) -> dict[str, str]:
        """What each box holds, in the words of ``models.expressions.typed``."""
        return value_kinds(tuple(self.boxes.values()))

    @cached_property
    def hidden(self) -> frozenset[str]:
        """Keys of the boxes that are not on the form as the others stand."""
        texts = {box.key: box.value for box in self.filing.form}
        return hidden_keys(tuple(self.boxes.values()), texts)

    @cached_property
    def filled(self) -> dict[str, FormValue]:
        """The boxes of the filing by key."""
        return {box.key: box for box in self.filing.form}

    @cached_property
    def _told(self) -> dict[str, tuple[Statement, ...]]:
        """What was asked already: many checks ask for the same places."""
        return {}

    def ask(self, place: str) -> tuple[Statement, ...]:
        """Return what is stated at a place: a form key, or ``type.field`` of a paper.

        An empty or struck-out box and an unread field state nothing; several papers of one type
        may each speak.
        """
        if place not in self._told:
            says = self._papers_say if "." in place else self._form_says
            self._told[place] = tuple(says(place))
        return self._told[place]

    def label(self, place: str) -> str:
        """Return the name of the fact at a place, the place itself when nothing declares it."""
        if place in self.boxes:
            return self.boxes[place].label
        type_id, _, key = place.partition(".")
        fields = self.types[type_id].fields if type_id in self.types else ()
        return next((field.title for field in fields if field.key == key), place)

    def offers(self, key: str) -> tuple[Statement, ...]:
        """Return what sources other than papers offered for a box.

        Papers speak for themselves, and a guess or a memory is no voice.
        """
        box = self.filled.get(key)
        return tuple(
            self._offered(key, offer)
            for offer in (box.offers if box else ())
            if offer.evidence is None
            and (offer.authentic or not offer.to_confirm)
            and not says_nothing(offer.value)
        )

    def spellings(self, key: str) -> dict[str, str]:
        """Return the form's spelling of each word that a source wrote differently."""
        box = self.filled.get(key)
        offers = box.offers if box else ()
        return {offer.original: offer.value for offer in offers if offer.original}

    def read_on(self, paper: Paper, document: Document, key: str) -> Statement | None:
        """Return what one paper states in a field, None when it does not."""
        field = document.field(key)
        if field is None or field.state is State.UNREAD or says_nothing(field.text):
            return None
        return Statement(
            name=self.label(f"{document.type}.{key}"),
            who=self._voice(paper, document),
            text=field.text,
            trust=Trust.READ if field.state is State.SURE else Trust.UNPROVEN,
            evidence=(field.evidence.model_copy(update={"paper": paper.id}),),
        )

    def paper_title(self, type_id: str) -> str:
        """Return what people call a document type."""
        return self.types[type_id].title if type_id in self.types else type_id

    def source_title(self, code: str) -> str:
        """Return what people call a source."""
        reports = (report.title for report in self.filing.sources if report.source == code)
        return next(reports, code)

    def _form_says(self, key: str) -> Iterator[Statement]:
        box = self.filled.get(key)
        if box is None or says_nothing(box.value) or key in self.hidden:
            return
        typed = box.source in {"", APPLICANT}
        yield Statement(
            name=self.label(key),
            who="申请人填写" if typed else self._read_from(box) or self.source_title(box.source),
            text=box.value,
            trust=self._trust(box),
            key=key,
            evidence=(box.evidence,) if box.evidence else (),
            typed=typed,
        )

    def _papers_say(self, place: str) -> Iterator[Statement]:
        type_id, _, key = place.partition(".")
        for paper, document in self.filing.documents(type_id):
            stated = self.read_on(paper, document, key)
            if stated:
                yield stated

    def _voice(self, paper: Paper, document: Document) -> str:
        """Return a paper's name for people: its title, and its file where that is not enough."""
        title = self.paper_title(document.type)
        alone = len(list(self.filing.documents(document.type))) == 1
        return title if alone else f"{title}{shown_name(paper)}"

    def _read_from(self, box: FormValue) -> str:
        """Return the name of the paper a box was read on, so that it speaks under one name only."""
        if box.evidence is None:
            return ""
        read_on = (
            self._voice(paper, document)
            for paper, document in self.filing.documents()
            if paper.id == box.evidence.paper and box.evidence in places_on(paper, document)
        )
        return next(read_on, "")

    def _offered(self, key: str, offer: Suggestion) -> Statement:
        trust = Trust.AUTHENTIC if offer.authentic and not offer.to_confirm else Trust.UNPROVEN
        return Statement(self.label(key), self.source_title(offer.source), offer.value, trust, key)

    def _trust(self, box: FormValue) -> Trust:
        """An entry is as good as the best source that says the same.

        That a person has confirmed a doubtful reading, or data out of date, does not prove it.
        """
        if not box.offers:
            return _trust_alone(box)
        kind = self.boxes[box.key].type if box.key in self.boxes else "text"
        certain = [offer for offer in box.offers if not offer.to_confirm]
        agreeing = [offer for offer in certain if same(kind, offer.value, box.value)]
        if any(offer.authentic for offer in agreeing):
            return Trust.AUTHENTIC
        return Trust.READ if any(offer.evidence for offer in agreeing) else Trust.UNPROVEN


def _trust_alone(box: FormValue) -> Trust:
    """Return what a box proves that does not tell who offered its value."""
    if box.to_confirm or not (box.authentic or box.evidence):
        return Trust.UNPROVEN
    return Trust.AUTHENTIC if box.authentic else Trust.READ


def places_on(paper: Paper, document: Document) -> Iterator[Evidence]:
    """Yield where each field of a paper was read."""
    for read in document.fields:
        yield read.evidence.model_copy(update={"paper": paper.id})
