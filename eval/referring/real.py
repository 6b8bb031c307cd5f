"""Facts taken from real documents, held against the lines that tell them: ``real.toml``."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from docgen.gongwen.opening.typed import open_text
from docgen.gongwen.writing.referring.offer import Offer
from docgen.gongwen.writing.referring.refer import refer
from eval.elements.real import read_texts
from eval.referring.measure import Report, Taken, report_on
from eval.referring.papers import Where
from models.specs import Spec, read_spec

FILE: Final = Path(__file__).with_name("real.toml")


class RealPaper(Spec):
    """Which lines of one document tell which fact."""

    part: str
    """As of the invented documents: looked at for tuning, or unseen."""
    source: str
    id: str
    kind: str
    facts: Mapping[str, tuple[int, ...]]


class RealPapers(Spec):
    """All of them."""

    paper: tuple[RealPaper, ...]


def measure_real(folder: Path, part: str) -> Report:
    """Return which lines of the real documents of a part below a folder are taken rightly.

    Raises ``NotFoundError`` when the data are not there.
    """
    texts = read_texts(folder)
    papers = [each for each in read_spec(FILE, RealPapers).paper if each.part == part]
    taken = [
        each
        for at, paper in enumerate(papers)
        for each in _judged(at, paper, texts[paper.source][paper.id])
    ]
    return report_on(part, len(papers), taken)


def _judged(at: int, paper: RealPaper, text: str) -> Iterator[Taken]:
    first: dict[str, Offer] = {}
    for each in refer(paper.kind, open_text(text)).offers:
        first.setdefault(each.fact, each)
    for name, lines in paper.facts.items():
        offer = first.get(name)
        yield Taken(
            document=at,
            kind=paper.kind,
            layout=paper.source,
            where=Where.PARAGRAPHS,
            fact=name,
            told=tuple(map(str, lines)),
            taken=tuple(str(place.paragraph + 1) for place in offer.places) if offer else (),
            sure=bool(offer and offer.sure),
        )
