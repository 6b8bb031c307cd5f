"""Every box of a form: filled in where it must be, and written as its kind demands."""

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import TypeAdapter

from extractors.judging.vocabularies import VOCABULARIES
from models.records import Finding, FormValue, Severity, SourceState
from models.specs import FormField, Spec
from models.tables import read_rows
from precheck.case import Case
from precheck.formats import FORMAT_OF_TYPE, FORMATS, TICKED, DoubtfulError, Format
from precheck.normal import as_number, plain_text, says_nothing
from precheck.pictures import PICTURES

EMPTY, WRONG = "必填", "格式"
LONGEST = {"text": 4000, "list": 4000, "table": 200_000}
LONGEST_LINE = 200
VERBS = {"enum": "请选择", "bool": "请勾选", "image": "请上传", "file": "请上传"}
UPLOADS = {"image": "图片", "file": "文件"}
JOIN = "、"
"""What stands between the words of a box that holds several."""
UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co"})
"""Unicode categories of control and direction marks, stray surrogates and private characters."""


class Range(Spec):
    """Between which numbers a box can be true, both included."""

    least: int
    most: int
    unit: str


RANGES: dict[str, Range] = TypeAdapter(dict[str, Range]).validate_python(
    tomllib.loads(Path(__file__).with_name("ranges.toml").read_text(encoding="utf-8"))
)
"""By form key."""


def check_boxes(case: Case, formats: Mapping[str, Format] = FORMATS) -> Iterator[Finding]:
    """Yield at most one finding for each box, in the order of the form."""
    for field in _on_form(case):
        box = case.filled.get(field.key) or FormValue(key=field.key)
        if _blank(field, box.value):
            if field.required:
                yield _empty(case, field)
            continue
        try:
            _prove(case, field, box.value, formats)
        except DoubtfulError as error:
            yield _wrong(
                case, field, Severity.OFFICER, f"{error}。请对照证件核对，由工作人员确认。"
            )
        except ValueError as error:
            yield _wrong(case, field, Severity.CORRECT, f"{error}。请对照证件改正。")


def _on_form(case: Case) -> list[FormField]:
    absent = case.hidden | case.unseen
    return [field for field in case.boxes.values() if field.key not in absent]


def _blank(field: FormField, text: str) -> bool:
    """Tell whether a box still waits for an answer; a promise is one only when it is made."""
    promise = field.type == "bool" and not field.is_question
    return says_nothing(text) or (promise and plain_text(text) not in TICKED)


def _prove(case: Case, field: FormField, text: str, formats: Mapping[str, Format]) -> None:
    """Raise ``ValueError`` with the first thing wrong with a text, ``DoubtfulError`` if unsure."""
    _printable(field, text)
    if field.type in UPLOADS:
        _an_upload(case, field, text.strip())
        return
    if field.type == "table":
        read_rows(field.columns, text)
    name = field.format or FORMAT_OF_TYPE.get(field.type, "")
    if name:
        formats[name](text)
    for word in text.split(JOIN) if field.multiple else [text]:
        _a_choice(field, word.strip())
    _in_range(field.key, text)


def _printable(field: FormField, text: str) -> None:
    longest = LONGEST.get(field.type, LONGEST_LINE)
    if len(text) > longest:
        raise ValueError(f"内容过长，不得超过{longest}个字")
    if any(unicodedata.category(mark) in UNPRINTABLE for mark in text.replace("\n", " ")):
        raise ValueError("含有无法打印的字符，请重新填写")


def _a_choice(field: FormField, text: str) -> None:
    if field.options and text not in field.options:
        raise ValueError(f"应为以下之一：{'、'.join(field.options)}")
    words = VOCABULARIES.get(field.vocabulary, ())
    if words and not field.options and text not in words:
        raise DoubtfulError(f"不是标准的{field.label}")


def _in_range(key: str, text: str) -> None:
    number, limits = as_number(text), RANGES.get(key)
    if limits and number is not None and not limits.least <= number <= limits.most:
        raise ValueError(f"应在{limits.least}至{limits.most}{limits.unit}之间")


def _an_upload(case: Case, field: FormField, paper_id: str) -> None:
    paper = next((paper for paper in case.filing.papers if paper.id == paper_id), None)
    if paper is None or paper.problem:
        raise ValueError(f"所选的{UPLOADS[field.type]}已经不在，请重新上传")
    if field.format in PICTURES and paper.pages:
        PICTURES[field.format].prove(paper.pages[0])


def _empty(case: Case, field: FormField) -> Finding:
    down = [
        report.title
        for report in case.filing.sources
        if report.source in field.sources and report.state is SourceState.DOWN
    ]
    why = f"（{'、'.join(down)}暂时无法访问，未能自动带出）" if down else ""
    message = f"{VERBS.get(field.type, '请填写')}“{field.label}”{why}。"
    return Finding(rule=EMPTY, severity=Severity.CORRECT, message=message, keys=(field.key,))


def _wrong(case: Case, field: FormField, severity: Severity, fault: str) -> Finding:
    [stated] = case.ask(field.key)
    return Finding(
        rule=WRONG,
        severity=severity,
        message=f"“{field.label}”填写为“{stated.shown}”：{fault}",
        keys=(field.key,),
        cites=field.format,
        evidence=stated.evidence,
        facts={stated.name: stated.shown},
    )
