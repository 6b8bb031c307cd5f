"""What a calculator is told: typed inputs, declared once, from which page, API and CLI are made."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from types import NoneType
from typing import Annotated, Any, Final, TypeVar, get_args, get_origin

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from models.errors import UndecidedError
from models.records import Record
from precheck.normal import as_date

EARLIEST, LATEST = date(1950, 1, 1), date(2099, 12, 31)
"""Days outside are slips of the pen; they also keep every calculation short."""
YES_NO = {"是": True, "否": False}
MOST_TOLD = 5
"""Faults named in the sentence; all of them are listed beside it."""


def _yes_or_no(value: object) -> object:
    return YES_NO.get(value, value) if isinstance(value, str) else value


def _split(value: object) -> object:
    return value.replace("，", ",").split(",") if isinstance(value, str) else value


def _day(value: object) -> object:
    """Read a day as papers print it; a bare number is none, though pydantic takes it for one."""
    day = as_date(value) if isinstance(value, str) else value
    if not isinstance(day, date):
        raise PydanticCustomError("date_parsing", "no day")
    return day


def _local(moment: datetime) -> datetime:
    """Return a moment of the local clock in a year that can be meant."""
    if moment.tzinfo or not EARLIEST <= moment.date() <= LATEST:
        raise PydanticCustomError("datetime_parsing", "no local time")
    return moment


Day = Annotated[date, BeforeValidator(_day), Field(ge=EARLIEST, le=LATEST)]
Moment = Annotated[datetime, AfterValidator(_local)]
Flag = Annotated[bool, BeforeValidator(_yes_or_no)]
Yuan = Annotated[Decimal, Field(gt=0, le=10**9, decimal_places=2)]
Tons = Annotated[Decimal, Field(gt=0, le=10**6, decimal_places=3)]
Metres = Annotated[Decimal, Field(gt=0, le=200, decimal_places=3)]
Kilograms = Annotated[int, Field(gt=0, le=10**7)]
KilogramList = Annotated[
    tuple[Kilograms, ...], BeforeValidator(_split), Field(min_length=1, max_length=200)
]

WORDS: Final[Mapping[str, str]] = {
    "missing": "没有填写",
    "extra_forbidden": "不是这个计算器的内容",
    "date_parsing": "应为日期，如 2026-11-20",
    "datetime_from_date_parsing": "应为日期和时间，如 2026-11-20T22:00",
    "datetime_parsing": "应为日期和时间，如 2026-11-20T22:00",
    "datetime_type": "应为日期和时间，如 2026-11-20T22:00",
    "decimal_parsing": "应为数",
    "decimal_type": "应为数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "int_type": "应为整数",
    "bool_parsing": "应为“是”或“否”",
    "bool_type": "应为“是”或“否”",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "不得小于 {ge}",
    "less_than_equal": "不得大于 {le}",
    "decimal_max_places": "小数不得多于 {decimal_places} 位",
    "too_short": "不得少于 {min_length} 个",
    "too_long": "不得多于 {max_length} 个",
}
"""By pydantic's name of the fault."""
OTHERWISE = "内容不符合要求"
KINDS: Mapping[Any, str] = {
    bool: "bool",
    int: "int",
    Decimal: "decimal",
    date: "date",
    datetime: "datetime",
    tuple: "int_list",
    str: "choice",
}


class Facts(Record):
    """What is told about a case; every field has its Chinese name as ``title``."""

    def need(self, *keys: str) -> None:
        """Raise ``UndecidedError`` that names every fact of ``keys`` nobody stated."""
        absent = [key for key in keys if getattr(self, key) is None]
        if absent:
            raise told([(key, "missing", WORDS["missing"]) for key in absent], type(self))


class Input(Record):
    """One input of a calculator, as a page shows it."""

    key: str
    label: str
    type: str
    """``choice``, ``bool``, ``int``, ``decimal``, ``date``, ``datetime`` or ``int_list``."""
    options: tuple[str, ...] = ()
    required: bool
    note: str = ""


F = TypeVar("F", bound=Facts)


def describe_inputs(facts: type[Facts]) -> tuple[Input, ...]:
    """Return the inputs a kind of facts declares, in order."""
    return tuple(_describe(key, declared) for key, declared in facts.model_fields.items())


def take_facts(facts: type[F], values: Mapping[str, object]) -> F:
    """Return the facts that were told; a blank counts as not told.

    Texts are read as what they should be. Raises ``UndecidedError`` that names every input that is
    missing, unknown or absurd.
    """
    stated = {key: value for key, value in values.items() if value not in ("", None)}
    try:
        return facts.model_validate(stated)
    except ValidationError as error:
        faults = [(str(each["loc"][0]), each["type"], each) for each in error.errors()]
        raise told(
            [(key, code, _words(facts, key, each)) for key, code, each in faults], facts
        ) from None


def told(faults: Iterable[tuple[str, str, str]], facts: type[Facts]) -> UndecidedError:
    """Return the error that names faults, each a key, a code and what is wrong in Chinese."""
    listed = [(_label(facts, key), key, code, words) for key, code, words in faults]
    sentence = "；".join(f"{label}{words}" for label, _, _, words in listed[:MOST_TOLD])
    return UndecidedError(
        f"无法计算：{sentence}。",
        [
            {"pointer": f"/{key}", "code": code, "message": f"{label}{words}。"}
            for label, key, code, words in listed
        ],
    )


def _words(facts: type[Facts], key: str, fault: Mapping[str, Any]) -> str:
    if fault["type"] == "literal_error":
        return f"只能是：{'、'.join(_options(facts.model_fields[key].annotation))}"
    words = WORDS.get(fault["type"], OTHERWISE).format_map(fault.get("ctx", {}))
    near = get_close_matches(key, list(facts.model_fields), n=1)
    return (
        f"{words}（是不是 {near[0]}？）" if fault["type"] == "extra_forbidden" and near else words
    )


def _label(facts: type[Facts], key: str) -> str:
    declared = facts.model_fields.get(key)
    return f"“{(declared and declared.title) or key[:40]}”"


def _describe(key: str, declared: FieldInfo) -> Input:
    kind = _bare(declared.annotation)
    return Input(
        key=key,
        label=declared.title or key,
        type=KINDS.get(get_origin(kind) or kind, "choice"),
        options=_options(kind),
        required=declared.is_required(),
        note=declared.description or "",
    )


def _bare(kind: Any) -> Any:  # noqa: ANN401 - a type annotation
    """Return the type an optional or constrained annotation is about."""
    parts = [part for part in get_args(kind) if part is not NoneType]
    if get_origin(kind) is Annotated or NoneType in get_args(kind):
        return _bare(parts[0])
    return kind


def _options(kind: Any) -> tuple[str, ...]:  # noqa: ANN401 - a type annotation
    bare = _bare(kind)
    return tuple(part for part in get_args(bare) if isinstance(part, str))
