"""Recognition measured on invented documents: in layouts it was fitted on, and in others."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal, cast, get_args

from docgen.gongwen.document.official import Form, Official
from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.opening.file import Means, open_file
from eval.elements.families import TUNING, UNSEEN
from eval.elements.invention import Words, invent, read_vocabulary, statutory
from eval.elements.judging import READ, SURE, Verdict, judge
from eval.elements.laying import lay_out, visible
from eval.elements.making import make_docx, make_scan, make_text
from eval.elements.sheet import Block
from models.errors import InvalidRequestError
from models.records import Record

Source = Literal["docx", "pdf", "txt", "scan"]
Part = Literal["tuning", "unseen"]
SEEDS = {"tuning": 1000, "unseen": 9000}


class Row(Record):
    """How many of one element, family or kind of file were right."""

    name: str
    right: int
    all: int

    @property
    def share(self) -> float:
        """Of right ones, in per cent."""
        return round(100 * self.right / self.all, 2) if self.all else 0.0


class Fault(Record):
    """An element that was read wrongly."""

    document: str
    verdict: Verdict


class Report(Record):
    """The figures of one run."""

    part: str
    documents: int
    whole: Row
    by_element: tuple[Row, ...]
    by_family: tuple[Row, ...]
    by_kind: tuple[Row, ...]
    by_source: tuple[Row, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class Sample:
    """A made file and what it says."""

    family: str
    kind: str
    source: str
    name: str
    official: Official
    data: bytes


@dataclass(frozen=True)
class Judged:
    """A sample and its verdicts."""

    sample: Sample
    verdicts: tuple[Verdict, ...]


def read_part(name: str) -> Part:
    """Return a part by name; raises ``InvalidRequestError`` when there is no such part."""
    if name not in SEEDS:
        raise InvalidRequestError(f"没有“{name}”这一部分，请填 {'、'.join(SEEDS)}。")
    return cast("Part", name)


def read_sources(names: str) -> tuple[Source, ...]:
    """Return the kinds of file named, separated by commas; raises ``InvalidRequestError``."""
    told = tuple(name.strip() for name in names.split(",") if name.strip())
    if not told or set(told) - set(get_args(Source)):
        raise InvalidRequestError(f"来源请从 {'、'.join(get_args(Source))} 中选。")
    return cast("tuple[Source, ...]", told)


def make_samples(
    part: Part,
    each: int,
    sources: Sequence[Source],
    to_pdf: Callable[[bytes], bytes],
    seed: int | None = None,
) -> Iterator[Sample]:
    """Yield documents of all fifteen kinds in all families of a part, ``each`` of every pair.

    ``seed`` draws other ones than the usual.
    """
    words: Words = getattr(read_vocabulary(), part)
    drawn = SEEDS[part] if seed is None else seed
    for family in TUNING if part == "tuning" else UNSEEN:
        for kind in statutory():
            for at in range(each):
                chance = Random(f"{drawn}{family.name}{kind}{at}")  # noqa: S311 - samples
                official = invent(kind, words, chance)
                blocks = lay_out(official, family, chance)
                truth = visible(official, family)
                for source in sources:
                    made = _make(source, blocks, to_pdf, chance)
                    name = f"{family.name}-{kind}-{at}.{source}"
                    yield Sample(family.name, kind, source, name, truth, made)


def _make(
    source: Source, blocks: Sequence[Block], to_pdf: Callable[[bytes], bytes], chance: Random
) -> bytes:
    if source == "txt":
        return make_text(blocks)
    docx = make_docx(blocks)
    if source == "docx":
        return docx
    pdf = to_pdf(docx)
    return pdf if source == "pdf" else make_scan(pdf, chance)


def measure(samples: Iterable[Sample], part: str, means: Means) -> Report:
    """Return how well the samples were read."""
    return report_on([_judged(sample, means) for sample in samples], part)


def report_on(judged: Sequence[Judged], part: str) -> Report:
    """Return the figures of judged documents."""
    return Report(
        part=part,
        documents=len(judged),
        whole=_row("全部", (verdict for each in judged for verdict in each.verdicts)),
        by_element=_rows(judged, lambda _, verdict: verdict.element),
        by_family=_rows(judged, lambda sample, _: sample.family),
        by_kind=_rows(judged, lambda sample, _: sample.kind),
        by_source=_rows(judged, lambda sample, _: sample.source),
        faults=tuple(_faults(judged)),
    )


def _judged(sample: Sample, means: Means) -> Judged:
    name = sample.name.replace(".scan", ".pdf")
    got = recognise(open_file(sample.data, name, means)).official
    wanted = _told(sample.official)
    return Judged(sample, tuple(judge(wanted, got, READ if sample.source == "scan" else SURE)))


def _told(official: Official) -> Official:
    """Return a document with the form that its print tells: without head and number, its kind's."""
    bare = not official.mark and "函〔" not in official.number
    if bare and official.form is Form.LETTER and official.kind != "letter":
        return official.model_copy(update={"form": Form.DOCUMENT})
    if bare and official.kind == "letter":
        return official.model_copy(update={"form": Form.LETTER})
    return official


def _rows(judged: Iterable[Judged], name: Callable[[Sample, Verdict], str]) -> tuple[Row, ...]:
    groups: defaultdict[str, list[Verdict]] = defaultdict(list)
    for each in judged:
        for verdict in each.verdicts:
            groups[name(each.sample, verdict)].append(verdict)
    return tuple(_row(title, verdicts) for title, verdicts in groups.items())


def _row(name: str, verdicts: Iterable[Verdict]) -> Row:
    told = list(verdicts)
    return Row(name=name, right=sum(each.right for each in told), all=len(told))


def _faults(judged: Iterable[Judged]) -> Iterator[Fault]:
    for each in judged:
        for verdict in each.verdicts:
            if not verdict.right:
                yield Fault(document=each.sample.name, verdict=verdict)
