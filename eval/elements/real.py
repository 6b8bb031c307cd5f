"""Recognition measured on real documents: ``real.toml`` says what each of them says."""

import gzip
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from docgen.gongwen.document.official import Attachment, Official
from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.opening.text import read_text
from eval.elements.judging import Verdict, judge
from eval.elements.run import Judged, Report, Sample, report_on
from models.errors import NotFoundError
from models.specs import Spec, read_spec

FILE = Path(__file__).with_name("real.toml")
PAGE = re.compile(r"VALUES \((\d+),.*?id=\"UCAP-CONTENT\">(.*?)</td>", re.DOTALL)
NUMBERED = re.compile(r"\s*(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．、])")
INDENT = "　　"
HEAD = re.compile(r"^(.{4,80}?)(国办?[发函]〔\d{4}〕\d+号)")
BREAK, TAG = re.compile(r"(?i)</p>|<br/?>"), re.compile(r"<[^>]+>")


class Paper(Spec):
    """What one document says; what is not named is not judged."""

    source: str
    id: str
    title: str | None = None
    number: str | None = None
    addressees: str | None = None
    attachments: tuple[str, ...] | None = None
    signed: tuple[str, ...] | None = None
    day: date | None = None
    note: str | None = None
    printer: str | None = None
    printed: date | None = None


NAMES = {
    "title": "标题",
    "number": "发文字号",
    "addressees": "主送机关",
    "attachments": "附件说明",
    "signed": "发文机关署名",
    "day": "成文日期",
    "note": "附注",
    "printer": "印发机关",
    "printed": "印发日期",
}


class RealPapers(Spec):
    """All of them."""

    paper: tuple[Paper, ...]


@dataclass(frozen=True)
class Data:
    """Where the given data lie."""

    folder: Path

    def govcn(self) -> dict[str, str]:
        """Return the pages of www.gov.cn as text, by row."""
        path = self.folder / "corpora" / "gongwen" / "govcn_policy_2019.sql.gz"
        script = gzip.decompress(path.read_bytes()).decode()
        return {found[1]: _plain(found[2]) for found in PAGE.finditer(script)}

    def policy(self) -> dict[str, str]:
        """Return the texts of a collection with one a line, by line; indents part paragraphs."""
        path = self.folder / "corpora" / "gongwen" / "policy_texts.txt.gz"
        lines = gzip.decompress(path.read_bytes()).decode().splitlines()
        return {str(at): _paragraphs(line) for at, line in enumerate(lines, 1) if INDENT in line}

    def notices(self) -> dict[str, str]:
        """Return the texts of a collection that was cut into passages, put together again."""
        path = self.folder / "retrieval" / "policy" / "corpus.jsonl"
        texts: dict[str, str] = {}
        for line in path.read_text(encoding="utf-8").splitlines():
            told = json.loads(line)
            name, _, _ = str(told["_id"]).rpartition("-")
            before = texts.get(name, "")
            gap = "\n" if not before or NUMBERED.match(told["text"]) else ""
            texts[name] = f"{before}{gap}{told['text']}"
        return {name: "\n".join(text.split()) for name, text in texts.items()}

    def district(self) -> dict[str, str]:
        """Return the texts of the district's documents, by id."""
        path = self.folder / "corpora" / "district_kb" / "data" / "documents.json"
        documents = json.loads(path.read_text(encoding="utf-8"))
        return {str(each["id"]): str(each["original_text"]) for each in documents}

    def sample(self) -> dict[str, str]:
        """Return the texts that came with a tool for laying out, by name."""
        folder = self.folder / "gongwen" / "hongxing_examples" / "examples"
        return {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.txt")}


SOURCES: Mapping[str, Callable[[Data], dict[str, str]]] = MappingProxyType(
    {
        "govcn": Data.govcn,
        "policy": Data.policy,
        "notices": Data.notices,
        "district": Data.district,
        "sample": Data.sample,
    }
)


def read_texts(folder: Path) -> dict[str, dict[str, str]]:
    """Return the real documents below a folder of given data, by source and id.

    Raises ``NotFoundError`` when the data are not there.
    """
    try:
        return {name: read(Data(folder)) for name, read in SOURCES.items()}
    except OSError as error:
        raise NotFoundError(f"{folder} 中没有所需的公文数据。") from error


def measure_papers(folder: Path) -> Report:
    """Return how well the real documents below a folder of given data are read.

    Raises ``NotFoundError`` when the data are not there.
    """
    texts = read_texts(folder)
    papers = read_spec(FILE, RealPapers).paper
    return report_on([_judged(paper, texts[paper.source][paper.id]) for paper in papers], "real")


def _judged(paper: Paper, text: str) -> Judged:
    data = text.encode()
    official = recognise(read_text(data, f"{paper.id}.txt")).official
    verdicts = tuple(_verdicts(paper, official))
    sample = Sample(
        paper.source, official.kind, "txt", f"{paper.source}-{paper.id}", official, data
    )
    return Judged(sample, verdicts)


def _verdicts(paper: Paper, got: Official) -> Iterator[Verdict]:
    told = {name: value for name in NAMES if (value := getattr(paper, name)) is not None}
    if "attachments" in told:
        told["attachments"] = tuple(Attachment(title=title) for title in told["attachments"])
    wanted = Official.model_validate({**_blank(got), **told})
    judged = {NAMES[name] for name in told}
    yield from (each for each in judge(wanted, got) if each.element in judged)


def _blank(official: Official) -> dict[str, object]:
    return official.model_dump(exclude=set(NAMES))


def _paragraphs(line: str) -> str:
    """Return a text that was put on one line: its head ends with its number."""
    head, *rest = (part.strip() for part in line.split(INDENT))
    return "\n".join(each for each in (*HEAD.sub(r"\1\n\2\n", head).split("\n"), *rest) if each)


def _plain(page: str) -> str:
    lines = (html.unescape(TAG.sub("", line)) for line in BREAK.split(page))
    return "\n".join(line for line in lines if line.strip())
