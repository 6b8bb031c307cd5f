"""Whether a notice has been told everything its kind needs, in the right form."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from docgen.notices.kind import Column, Deadline, Fact, Items, NoticeKind
from docgen.notices.limits import Limits
from docgen.notices.names import Told, condition, tell, total
from docgen.notices.notice import Item, Notice
from models.clean import clean
from models.errors import UnfitNoticeError
from models.expressions import typed
from precheck.formats import FORMAT_OF_TYPE, FORMATS, DoubtfulError

SPELT = frozenset({"date", "datetime", "decimal", "int"})
"""Types that are written in one way, however they were typed."""
MOST_AMOUNT = 10**12
"""Yuan; amounts below it can be written in words."""
MOST_WORKDAYS = 500
"""Two years: a longer period is a slip of the pen."""
Fault = dict[str, str]


def check_notice(notice: Notice, kind: NoticeKind, limits: Limits) -> Notice:
    """Return the notice with its dates, amounts and numbers in their one spelling.

    Raises ``UnfitNoticeError`` that names everything missing or wrong, all at once.
    """
    faults = [*_facts(notice, kind), *_items(notice, kind), *_rows(notice, kind)]
    _refuse(kind, faults)
    spelt = notice.model_copy(
        update={
            "facts": _spelt(kind.facts, notice.facts),
            "rows": tuple(_spelt(kind.table.columns, row) for row in notice.rows)
            if kind.table
            else (),
        }
    )
    _refuse(kind, [*_sums(spelt, kind)])
    _refuse(kind, [*_own_limits(spelt, kind, limits), *_needed(spelt, kind)])
    return spelt


def check_agreement(kind: NoticeKind, told: Told) -> tuple[str, ...]:
    """Return the doubts of a notice that its declared checks raise, in their words.

    Raises ``UnfitNoticeError`` when a check that must hold does not.
    """
    broken = [
        check for check in kind.checks if condition(check.holds).evaluate(told.values) is False
    ]
    wrong = [told.fill(check.message) for check in broken if check.level == "refuse"]
    _refuse(kind, [_fault("/facts", "wrong", message) for message in wrong])
    return tuple(told.fill(check.message) for check in broken)


def _refuse(kind: NoticeKind, faults: Sequence[Fault]) -> None:
    if faults:
        said = "；".join(fault["message"].rstrip("。") for fault in faults)
        raise UnfitNoticeError(f"《{kind.name}》还不能出具：{said}。", faults)


def _spelt(specs: Sequence[Fact | Column], told: Mapping[str, str]) -> dict[str, str]:
    """Return what was told in the order of the declaration, what was not as empty texts."""
    return {spec.key: _spell(spec, told.get(spec.key, "")) for spec in specs}


def _spell(spec: Fact | Column, text: str) -> str:
    line = clean(text)
    if line and spec.type in SPELT:
        return str(FORMATS[FORMAT_OF_TYPE[spec.type]](line))
    return line


def _facts(notice: Notice, kind: NoticeKind) -> Iterator[Fault]:
    named = {
        "/number": (notice.number, "文号"),
        "/recipient/name": (notice.recipient.name, "收件人"),
    }
    for pointer, (text, label) in named.items():
        if not clean(text):
            yield _missing(pointer, label)
    for fact in kind.facts:
        yield from _value(f"/facts/{fact.key}", fact, notice.facts.get(fact.key, ""))
    known = {fact.key for fact in kind.facts}
    for key in notice.facts.keys() - known:
        yield _fault(f"/facts/{key}", "unknown", f"《{kind.name}》没有“{clean(key)}”这一项。")


def _items(notice: Notice, kind: NoticeKind) -> Iterator[Fault]:
    declared = kind.items
    if declared is None:
        if notice.items:
            yield _fault("/items", "unknown", f"《{kind.name}》不列逐项内容。")
        return
    if len(notice.items) < declared.least:
        yield _fault("/items", "missing", f"“{declared.label}”至少应有{declared.least}项。")
    for place, item in enumerate(notice.items):
        yield from _item(
            f"/items/{place}", f"{declared.label}第{place + 1}项", item, notice, declared
        )


def _item(pointer: str, label: str, item: Item, notice: Notice, declared: Items) -> Iterator[Fault]:
    if not clean(item.text):
        yield _missing(f"{pointer}/text", label)
    if declared.based and not clean(item.basis):
        yield _missing(f"{pointer}/basis", f"{label}的依据")
    if declared.dated and item.until is None:
        yield _missing(f"{pointer}/until", f"{label}的期限")
    if item.until is not None and item.until < notice.issued_on:
        yield _fault(f"{pointer}/until", "wrong", f"“{label}”的期限早于出具日期。")


def _rows(notice: Notice, kind: NoticeKind) -> Iterator[Fault]:
    table = kind.table
    if table is None:
        if notice.rows:
            yield _fault("/rows", "unknown", f"《{kind.name}》没有表格。")
        return
    if len(notice.rows) < table.least:
        yield _fault("/rows", "missing", f"“{table.label}”至少应有{table.least}行。")
    known = {column.key for column in table.columns}
    for place, row in enumerate(notice.rows):
        for column in table.columns:
            yield from _value(f"/rows/{place}/{column.key}", column, row.get(column.key, ""), place)
        for key in row.keys() - known:
            yield _fault(f"/rows/{place}/{key}", "unknown", f"表格没有“{clean(key)}”这一列。")


def _value(pointer: str, spec: Fact | Column, text: str, row: int | None = None) -> Iterator[Fault]:
    label = spec.label if row is None else f"第{row + 1}行的{spec.label}"
    if not clean(text):
        if spec.required:
            yield _missing(pointer, label)
        return
    wrong = _wrong(spec, text)
    if wrong:
        yield _fault(pointer, "wrong", f"“{label}”不对：{wrong}。")


def _wrong(spec: Fact | Column, text: str) -> str:
    """Return what is wrong with a value, empty when nothing is."""
    if spec.options and text not in spec.options:
        return f"应为{'、'.join(spec.options)}之一"
    name = (spec.format if isinstance(spec, Fact) else "") or FORMAT_OF_TYPE.get(spec.type, "")
    if spec.type == "bool" and typed("bool", text) is None:
        return "应为是或否"
    try:
        told = FORMATS[name](clean(text)) if name else text
    except DoubtfulError:
        return ""
    except ValueError as error:
        return str(error).rstrip("。")
    return _out_of_range(str(told)) if spec.type == "decimal" else ""


def _out_of_range(amount: str) -> str:
    number = Decimal(amount)
    if not 0 <= number < MOST_AMOUNT:
        return "金额应不小于零，且不超过一万亿元"
    return "" if number == round(number, 2) else "金额最多两位小数"


def _sums(notice: Notice, kind: NoticeKind) -> Iterator[Fault]:
    for key in kind.table.sums if kind.table else ():
        if total(notice, key) >= MOST_AMOUNT:
            yield _fault("/rows", "wrong", "各行金额合计超过一万亿元，请核对。")


def _needed(notice: Notice, kind: NoticeKind) -> Iterator[Fault]:
    values = tell(notice, kind, ()).values
    for fact in kind.facts:
        needed = fact.needed_when and condition(fact.needed_when).evaluate(values) is True
        if needed and not notice.facts[fact.key]:
            yield _missing(f"/facts/{fact.key}", fact.label)


def _own_limits(notice: Notice, kind: NoticeKind, limits: Limits) -> Iterator[Fault]:
    for each in kind.deadlines:
        own = own_limit(notice, each)
        limit = limits.on(notice.issued_on, each.limit)
        most = int(str(limit.value)) if each.ceiling else MOST_WORKDAYS
        if own is not None and not 1 <= own <= most:
            message = f"“{each.label}”不对：应在1至{most}{limit.unit}之间。"
            yield _fault(f"/facts/{each.given_by}", "wrong", message)


def own_limit(notice: Notice, deadline: Deadline) -> int | None:
    """Return the number of days the office itself set for a deadline, None when it set none."""
    text = notice.facts.get(deadline.given_by, "") if deadline.given_by else ""
    return int(text) if text else None


def _missing(pointer: str, label: str) -> Fault:
    return _fault(pointer, "missing", f"缺少“{label}”。")


def _fault(pointer: str, code: str, message: str) -> Fault:
    return {"pointer": pointer, "code": code, "message": message}
