"""Every box of a form: filled in where it must be, and written as its kind demands."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from pydantic import TypeAdapter

from extractors.checks import CHECKS, CheckDigitError
from models.records import Finding, FormValue, Severity, SourceState
from models.specs import FormField, Spec
from precheck.case import Case, Statement
from precheck.normal import as_number, plain_text

Format = Callable[[str], object]
LONGEST = {"string": 200, "text": 4000}
TICKED = frozenset({"TRUE", "1", "ON", "YES", "是", "已承诺", "同意"})
VERBS = {"enum": "请选择", "bool": "请勾选", "image": "请上传"}
RULE = "格式"
EMPTY = "必填"


class Range(Spec):
    """Between which numbers a box can be true, both included."""

    least: int
    most: int
    unit: str


RANGES: dict[str, Range] = TypeAdapter(dict[str, Range]).validate_python(
    tomllib.loads(Path(__file__).with_name("ranges.toml").read_text(encoding="utf-8"))
)
"""By form key."""

PERMIT_OF_ONE_CITY = re.compile(r"(?:交运管许可)?[\u4e00-\u9fa5]字[0-9]{12}号?")


def road_permit_no(text: str) -> str:
    """Accept both ways Shanghai writes a permit number: 沪交运管许可市字… and 交运管许可沪字…."""
    if PERMIT_OF_ONE_CITY.fullmatch(plain_text(text)):
        return plain_text(text)
    return CHECKS["road_permit_no"](text)


def whole_number(text: str) -> int:
    """Accept a whole number, with or without its unit."""
    number = as_number(text)
    if number is None:
        raise ValueError("应为整数，只填数字")
    return number


FORMATS: dict[str, Format] = {
    "GA36": CHECKS["plate"],
    "GB11643": CHECKS["id18"],
    "GB16735": CHECKS["vin"],
    "GB32100": CHECKS["uscc"],
    "date": CHECKS["date"],
    "int": whole_number,
    "outline_size": CHECKS["dimension"],
    "phone": CHECKS["phone"],
    "road_permit_no": road_permit_no,
}
"""By the name a box declares; each raises ``ValueError`` with what is wrong, in Chinese."""

FORMAT_OF_TYPE = {
    "uscc": "GB32100",
    "plate": "GA36",
    "vin": "GB16735",
    "date": "date",
    "int": "int",
}
"""The format of a box that declares none."""

WARNS_ONLY = frozenset({"GB16735"})
"""Formats whose check digit fails on true values: imported vehicles and trailers."""


def check_formats(case: Case, formats: Mapping[str, Format] = FORMATS) -> Iterator[Finding]:
    """Yield at most one finding for each box, in the order of the form."""
    for field in case.boxes.values():
        box = case.filing.value(field.key) or FormValue(key=field.key)
        if not box.value.strip() or _unticked(field, box):
            if field.required:
                yield _empty(case, field)
            continue
        found = _first_fault(field, box.value, formats)
        if found:
            yield _faulty(case, field, *found)


def _unticked(field: FormField, box: FormValue) -> bool:
    return field.type == "bool" and plain_text(box.value) not in TICKED


def _first_fault(
    field: FormField, text: str, formats: Mapping[str, Format]
) -> tuple[Severity, str] | None:
    name = field.format or FORMAT_OF_TYPE.get(field.type, "")
    try:
        _shape(field, text)
        if name:
            formats[name](text)
        _choice(field, text)
        _in_range(field.key, text)
    except CheckDigitError as error:
        return (Severity.OFFICER if name in WARNS_ONLY else Severity.CORRECT), str(error)
    except ValueError as error:
        return Severity.CORRECT, str(error)
    return None


def _shape(field: FormField, text: str) -> None:
    longest = LONGEST.get(field.type, LONGEST["string"])
    if len(text) > longest:
        raise ValueError(f"内容过长，不得超过{longest}个字")
    if any(unicodedata.category(mark) in {"Cc", "Cs", "Co"} for mark in text.replace("\n", " ")):
        raise ValueError("含有无法打印的字符，请重新填写")


def _choice(field: FormField, text: str) -> None:
    if field.options and text.strip() not in field.options:
        raise ValueError(f"应为以下之一：{'、'.join(field.options)}")


def _in_range(key: str, text: str) -> None:
    number, limits = as_number(text), RANGES.get(key)
    if limits and number is not None and not limits.least <= number <= limits.most:
        raise ValueError(f"应在{limits.least}至{limits.most}{limits.unit}之间")


def _empty(case: Case, field: FormField) -> Finding:
    down = [
        report.title
        for report in case.filing.sources
        if report.source in field.sources and report.state is SourceState.DOWN
    ]
    why = f"（{'、'.join(down)}暂时无法访问，未能自动带出）" if down else ""
    message = f"{VERBS.get(field.type, '请填写')}“{field.label}”{why}。"
    return Finding(rule=EMPTY, severity=Severity.CORRECT, message=message, keys=(field.key,))


def _faulty(case: Case, field: FormField, severity: Severity, fault: str) -> Finding:
    [stated] = case.ask(field.key)
    end = "请对照证件改正。" if severity is Severity.CORRECT else "请对照证件核对，由工作人员确认。"
    return Finding(
        rule=RULE,
        severity=severity,
        message=f"“{field.label}”填写为“{stated.shown}”：{fault}。{end}",
        keys=(field.key,),
        cites=field.format,
        evidence=stated.evidence,
        facts=_facts(stated),
    )


def _facts(stated: Statement) -> dict[str, str]:
    return {stated.name: stated.shown}
