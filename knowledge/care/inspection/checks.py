"""What a machine looks at in an entry. Each check yields a finding for what a person should see."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from knowledge.care.inspection.links import LinkState, links_of
from knowledge.care.inspection.outdated import Outdated, named_in
from knowledge.care.inspection.slots import Slots, filled_by
from knowledge.care.inspection.task import Finding
from knowledge.care.rules import InspectionRules
from knowledge.entries.entry import Entry
from knowledge.entries.passages import ROW

CELL = re.compile(r"(?<!\\)\|")
MARKS = re.compile(r"[#*|\-:\s>`]")
LINK_WORDS: Final[Mapping[LinkState, str]] = {
    LinkState.GONE: "链接已打不开（网页不存在），请换成新的地址或删去。",
    LinkState.FAILING: "链接的网站报错，请核对地址；仍打不开时请更换。",
    LinkState.UNREACHABLE: "链接的网站没有回应，请核对地址；仍打不开时请更换。",
    LinkState.NOT_ALLOWED: "链接指向内部地址，公众打不开，请换成公开的地址。",
}


@dataclass(frozen=True)
class Asked:
    """How a matter's questions ended."""

    questions: int
    declined: int


@dataclass(frozen=True)
class Surroundings:
    """What an entry is compared with."""

    day: date
    rules: InspectionRules
    hide: Callable[[str], str]
    """Returns a text with personal numbers hidden."""
    slots: Slots = field(default_factory=dict)
    outdated: Mapping[str, Outdated] = field(default_factory=dict)
    links: Mapping[str, LinkState] = field(default_factory=dict)
    asked: Mapping[str, Asked] = field(default_factory=dict)
    """By matter."""


Check = Callable[[Entry, Surroundings], Iterator[Finding]]


def check_links(entry: Entry, around: Surroundings) -> Iterator[Finding]:
    """Find links that are dead or lead inside."""
    for link in links_of(entry):
        words = LINK_WORDS.get(around.links.get(link, LinkState.ALIVE))
        if words:
            yield Finding(check="links", message=words, place=link)


def check_validity(entry: Entry, around: Surroundings) -> Iterator[Finding]:
    """Find entries that are over or soon will be."""
    if entry.superseded_by:
        told = "条目已被新条目取代，请下架。"
        yield Finding(check="validity", message=told, place=entry.superseded_by)
    if entry.expires is None:
        return
    shown = entry.expires.isoformat()
    if entry.expires <= around.day:
        told = f"条目自 {shown} 起已失效，请下架，或核实依据后延长有效期。"
        yield Finding(check="validity", message=told, place=shown)
    elif entry.expires <= around.day + timedelta(days=around.rules.soon_days):
        told = f"条目将于 {shown} 失效，请核实依据是否延续，提前准备新版本。"
        yield Finding(check="validity", message=told, place=shown)


def check_basis(entry: Entry, around: Surroundings) -> Iterator[Finding]:
    """Find laws and documents that are named although they no longer hold."""
    source = f"《{entry.source.title}》；{entry.source.number}"
    for name, why in named_in(f"{entry.body}\n{source}", around.outdated, around.day):
        instead = f"，现为《{why.by}》" if why.by else ""
        basis = f"（{why.reference}）" if why.reference else ""
        told = f"“{name}”自 {why.since.isoformat()} 起不再有效{instead}{basis}，请核对并修改。"
        yield Finding(check="basis", message=told, place=name)


def check_contradictions(entry: Entry, around: Surroundings) -> Iterator[Finding]:
    """Find facts another entry of the same matter tells differently."""
    told = set[tuple[str, str]]()
    for own in filled_by(entry):
        for other in around.slots.get((own.matter, own.label), ()):
            differs = other.entry != entry.id and other.value != own.value
            if differs and (other.entry, own.label) not in told:
                told.add((other.entry, own.label))
                yield Finding(
                    check="contradictions",
                    message=f"“{own.label}”本条写的是{own.value}，"
                    f"《{other.title}》写的是{other.value}，请核实后统一。",
                    place=other.entry,
                )


def check_asked(entry: Entry, around: Surroundings) -> Iterator[Finding]:
    """Find matters of which many questions stay without an answer."""
    for matter in entry.tags.matters:
        asked = around.asked.get(matter)
        if asked is None or asked.questions < around.rules.unanswered_least:
            continue
        if asked.declined >= around.rules.unanswered_share * asked.questions:
            told = (
                f"这个事项的 {asked.questions} 个问题中有 {asked.declined} 个没有答上，"
                "请看缺口工单，补充内容或常见问法。"
            )
            yield Finding(check="asked", message=told, place=matter)


def check_length(entry: Entry, around: Surroundings) -> Iterator[Finding]:
    """Find bodies that tell nothing."""
    length = len(MARKS.sub("", entry.body))
    if length < around.rules.shortest:
        told = f"正文只有 {length} 个字，请补充内容。" if length else "正文是空的，请补充内容。"
        yield Finding(check="length", message=told)


def check_tables(entry: Entry, _around: Surroundings) -> Iterator[Finding]:
    """Find tables whose rows have not the cells their head has."""
    columns, row = 0, 0
    for line in entry.body.splitlines():
        if not ROW.match(line):
            columns, row = 0, 0
            continue
        cells, row = len(CELL.findall(line.strip())) - 1, row + 1
        columns = columns or cells
        lacks_rule = row == 2 and not set(line.strip()) <= set("|-: ")
        if cells != columns or lacks_rule:
            told = "表格有残缺：各行的列数不一致，或缺少表头下的分隔行，请重新整理。"
            yield Finding(check="tables", message=told, place=line.strip()[:40])
            return


def check_personal(entry: Entry, around: Surroundings) -> Iterator[Finding]:
    """Find numbers of people in the text."""
    for line in (entry.title, *entry.body.splitlines()):
        hidden = around.hide(line)
        if hidden != line:
            told = "正文疑似含有个人的证件号码、手机号码或卡号，请删去或改为公开的办公电话。"
            yield Finding(check="personal", message=told, place=hidden.strip()[:60])


CHECKS: Final[Mapping[str, Check]] = {
    "links": check_links,
    "validity": check_validity,
    "basis": check_basis,
    "contradictions": check_contradictions,
    "asked": check_asked,
    "length": check_length,
    "tables": check_tables,
    "personal": check_personal,
}
NAMES: Final[Mapping[str, str]] = {
    "links": "失效链接",
    "validity": "有效期",
    "basis": "依据已废止",
    "contradictions": "内容矛盾",
    "asked": "未答上的问题多",
    "length": "内容过短",
    "tables": "表格残缺",
    "personal": "个人信息",
}


def inspect(entry: Entry, around: Surroundings) -> tuple[Finding, ...]:
    """Return everything the checks find in an entry."""
    return tuple(finding for check in CHECKS.values() for finding in check(entry, around))
