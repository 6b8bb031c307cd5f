"""A filing as the rules ask it: who states what about a fact, and how far that is proven."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.records import Evidence, Filing, FormValue, State, Suggestion
from models.specs import DocumentType, FormField
from precheck.normal import same, says_nothing

APPLICANT = "applicant"
"""The source of a box that a person typed."""
LONGEST_SHOWN = 60
"""Characters of a value that a sentence shows; the rest is cut."""


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
        """The text on one line without unseen marks, cut where it is too long to show."""
        printable = (mark if mark.isprintable() else " " for mark in self.text)
        line = " ".join("".join(printable).split())
        return line if len(line) <= LONGEST_SHOWN else line[:LONGEST_SHOWN] + "…"


@dataclass(frozen=True)
class Case:
    """A filing with the declarations needed to name what it says."""

    filing: Filing
    boxes: Mapping[str, FormField]
    types: Mapping[str, DocumentType]

    def ask(self, place: str) -> tuple[Statement, ...]:
        """Return what is stated at a place: a form key, or ``type.field`` of a paper.

        An empty or struck-out box and an unread field state nothing; several papers of one type
        may each speak.
        """
        if "." in place:
            return tuple(self._papers_say(place))
        return tuple(self._form_says(place))

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
        box = self.filing.value(key)
        return tuple(
            self._offered(key, offer)
            for offer in (box.offers if box else ())
            if offer.evidence is None
            and (offer.authentic or not offer.to_confirm)
            and not says_nothing(offer.value)
        )

    def spellings(self, key: str) -> dict[str, str]:
        """Return the form's spelling of each word that a source wrote differently."""
        box = self.filing.value(key)
        offers = box.offers if box else ()
        return {offer.original: offer.value for offer in offers if offer.original}

    def paper_title(self, type_id: str) -> str:
        """Return what people call a document type."""
        return self.types[type_id].title if type_id in self.types else type_id

    def source_title(self, code: str) -> str:
        """Return what people call a source."""
        reports = (report.title for report in self.filing.sources if report.source == code)
        return next(reports, code)

    def _form_says(self, key: str) -> Iterator[Statement]:
        box = self.filing.value(key)
        if box is None or says_nothing(box.value):
            return
        typed = box.source in {"", APPLICANT}
        yield Statement(
            name=self.label(key),
            who="申请人填写" if typed else self.source_title(box.source),
            text=box.value,
            trust=self._trust(box),
            key=key,
            evidence=(box.evidence,) if box.evidence else (),
            typed=typed,
        )

    def _papers_say(self, place: str) -> Iterator[Statement]:
        type_id, _, key = place.partition(".")
        for paper, document in self.filing.documents(type_id):
            field = document.field(key)
            if field and field.state is not State.UNREAD and not says_nothing(field.text):
                trust = Trust.READ if field.state is State.SURE else Trust.UNPROVEN
                evidence = field.evidence.model_copy(update={"paper": paper.id})
                who = self.paper_title(type_id)
                yield Statement(self.label(place), who, field.text, trust, evidence=(evidence,))

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
