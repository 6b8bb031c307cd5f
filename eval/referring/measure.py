"""Which facts of known documents are taken rightly, in each layout."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from docgen.gongwen.opening.typed import open_text
from docgen.gongwen.writing.declared import Type, read_written
from docgen.gongwen.writing.referring.offer import Offer
from docgen.gongwen.writing.referring.refer import refer
from eval.referring.papers import LAYOUTS, Known, Where, known, read_papers
from models.records import Record

ENDS: Final = "。；;，,、：: 　"


class Row(Record):
    """Facts told and taken: items of lists count one each."""

    name: str
    told: int
    taken: int
    """Of the offers that come first for their fact."""
    right: int
    sure: int
    """Of those taken, those that are ticked from the start."""
    sure_right: int

    @property
    def recall(self) -> float:
        """Of what is told, how much is taken rightly, in percent."""
        return 100 * self.right / self.told if self.told else 100.0

    @property
    def precision(self) -> float:
        """Of what is taken, how much is right, in percent."""
        return 100 * self.right / self.taken if self.taken else 100.0

    @property
    def sure_precision(self) -> float:
        """Of what is ticked from the start, how much is right, in percent."""
        return 100 * self.sure_right / self.sure if self.sure else 100.0


class Fault(Record):
    """A fact that was taken otherwise than it is told."""

    kind: str
    layout: str
    fact: str
    told: tuple[str, ...]
    taken: tuple[str, ...]


class Report(Record):
    """The whole measurement."""

    part: str
    documents: int
    whole: Row
    by_where: tuple[Row, ...]
    by_layout: tuple[Row, ...]
    by_kind: tuple[Row, ...]
    by_fact: tuple[Row, ...]
    """Of the facts that paragraphs tell."""
    faults: tuple[Fault, ...]


class Taken(Record):
    """One fact of one document."""

    document: int
    kind: str
    layout: str
    where: Where
    fact: str
    told: tuple[str, ...]
    taken: tuple[str, ...]
    sure: bool

    @property
    def right(self) -> int:
        """How many items are among those told."""
        both = Counter(map(_bare, self.told)) & Counter(map(_bare, self.taken))
        return both.total()


def measure(part: str) -> Report:
    """Return what is taken from every document of a part in every layout."""
    documents = [known(paper, layout) for paper in read_papers(part) for layout in LAYOUTS]
    taken = [each for at, document in enumerate(documents) for each in _judged(at, document)]
    return report_on(part, len(documents), taken)


def report_on(part: str, documents: int, taken: Sequence[Taken]) -> Report:
    """Return the figures of what was taken from so many documents."""
    return Report(
        part=part,
        documents=documents,
        whole=_row("全部", taken),
        by_where=tuple(_rows(taken, "where")),
        by_layout=tuple(_rows(taken, "layout")),
        by_kind=tuple(_rows(taken, "kind")),
        by_fact=tuple(_rows((each for each in taken if each.where is Where.PARAGRAPHS), "fact")),
        faults=tuple(
            Fault.model_validate(each.model_dump(include={*Fault.model_fields}))
            for each in taken
            if not len(each.told) == len(each.taken) == each.right
        ),
    )


def _judged(at: int, document: Known) -> Iterator[Taken]:
    """Yield every fact that is told, and every one told in paragraphs that is taken."""
    first: dict[str, Offer] = {}
    for each in refer(document.kind, open_text(document.text)).offers:
        first.setdefault(each.fact, each)
    facts = read_written()[document.kind].facts
    told = {name for name in facts if facts[name].type in {Type.LIST, Type.LONG}} & first.keys()
    for name in (*document.facts, *sorted(told - document.facts.keys())):
        offer = first.get(name)
        yield Taken(
            document=at,
            kind=document.kind,
            layout=document.layout,
            where=document.where.get(name, Where.PARAGRAPHS),
            fact=name,
            told=_items(document.facts.get(name, ()), facts[name].type),
            taken=_items(_words(offer), facts[name].type) if offer else (),
            sure=bool(offer and offer.sure),
        )


def _items(words: Iterable[str], of: Type) -> tuple[str, ...]:
    """Return items one by one; bodies are told together."""
    return ("、".join(words),) if of is Type.ORGANS and words else tuple(words)


def _words(offer: Offer) -> tuple[str, ...]:
    if isinstance(offer.value, str):
        return (offer.value,)
    return tuple(each if isinstance(each, str) else " ".join(each.values()) for each in offer.value)


def _bare(words: str) -> str:
    return "".join(words.split()).rstrip(ENDS).strip("《》")


def _rows(taken: Iterable[Taken], by: str) -> Iterator[Row]:
    groups: dict[str, list[Taken]] = {}
    for each in taken:
        groups.setdefault(str(getattr(each, by)), []).append(each)
    yield from (_row(name, group) for name, group in groups.items())


def _row(name: str, taken: Iterable[Taken]) -> Row:
    counts: Mapping[str, int] = sum(
        (
            Counter(
                told=len(each.told),
                taken=len(each.taken),
                right=each.right,
                sure=len(each.taken) * each.sure,
                sure_right=each.right * each.sure,
            )
            for each in taken
        ),
        Counter(),
    )
    return Row(name=name, **{each: counts[each] for each in Row.model_fields if each != "name"})
