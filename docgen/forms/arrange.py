"""Turns a filing into a sheet: which words stand where on its application form."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import count

from pydantic import JsonValue

from docgen.check_code import check_code
from docgen.forms.declared import Declared
from docgen.forms.entries import (
    Box,
    boxes,
    entry,
    is_portrait,
    portrait,
    printed,
)
from docgen.forms.grids import grid
from docgen.forms.marks import legend
from docgen.forms.materials import material_rows
from docgen.forms.sections import Item, set_sections
from docgen.forms.sheet import Entry, Note, Section, Sheet, size_of
from docgen.printing.numerals import numeral
from models.clean import clean
from models.days import day_words
from models.errors import NotFoundError
from models.forms import shown
from models.records import Filing, FilingState, Subject
from models.specs import Scenario, Service, SourceSpec
from precheck.normal import same
from precheck.run import materials_of

UNGROUPED = "申请信息"
AGENT, CONTACT = "经办人", "联系方式"


def arrange(
    filing: Filing,
    service: Service,
    scenario_id: str,
    declared: Declared,
    pictures: Collection[str] = (),
) -> Sheet:
    """Return the sheet of a filing; raises ``NotFoundError`` when the service lacks the scenario.

    The service declares the boxes with their order and groups; keys that no box declares are not
    printed. ``pictures`` are the keys of the boxes whose pictures are printed.
    """
    scenario = _scenario(service, scenario_id)
    kind = declared.kind_of(service)
    title = kind.title(service, scenario_id)
    filled = boxes(filing, shown(service.form(scenario_id), filing), declared.sources)
    notes = tuple(_notes(filled, declared.sources))
    reports = materials_of(filing, service, scenario_id, declared.parameters)
    groups = _groups(filing, service, scenario, _items(filled, pictures))
    heading = _headings()
    return Sheet(
        title=title,
        case_no=clean(filing.case_no),
        filed_on=filing.filed_on,
        filed_on_words=day_words(filing.filed_on),
        draft=filing.state is FilingState.OPEN,
        agent=tuple(_agent(filing.subject)),
        sections=tuple(_sections(groups, heading)),
        notes_title=heading("需要核对的内容") if notes else "",
        notes=notes,
        materials_title=heading("申请材料") if reports else "",
        materials=material_rows(reports, scenario.materials, filing),
        statement_title=heading("申请人承诺"),
        statement=tuple(_statement(kind.statement)),
        legend=legend(box.marks for box in filled),
        check_code=check_code(_content(filing, title, filled)),
    )


def _headings() -> Callable[[str], str]:
    """Return a function that puts the next number before a title: 一、, 二、 and so on."""
    numbers = map(numeral, count(1))
    return lambda title: f"{next(numbers)}、{title}"


def _scenario(service: Service, scenario_id: str) -> Scenario:
    for scenario in service.scenarios:
        if scenario.id == scenario_id:
            return scenario
    raise NotFoundError(f"事项“{service.name}”没有办理情形 {scenario_id}。")


def _content(filing: Filing, title: str, filled: Iterable[Box]) -> dict[str, JsonValue]:
    """What the check code stands for: the words of the applicant and the papers behind them."""
    return {
        "title": title,
        "case_no": clean(filing.case_no),
        "filed_on": filing.filed_on.isoformat(),
        "form": {box.field.key: clean(box.value.value) for box in filled},
        "papers": [paper.sha256 for paper in filing.papers],
    }


def _groups(
    filing: Filing, service: Service, scenario: Scenario, items: Iterable[tuple[str, Item]]
) -> dict[str, list[Item]]:
    """Return what is printed under its headings, in the order of print."""
    groups: dict[str, list[Item]] = {
        "申请事项": list(_matter(service, scenario)),
        AGENT if filing.subject.agent_name else CONTACT: _agent_alone(filing),
    }
    for group, item in items:
        groups.setdefault(group or UNGROUPED, []).append(item)
    return {title: those for title, those in groups.items() if those}


def _items(filled: Iterable[Box], pictures: Collection[str]) -> Iterator[tuple[str, Item]]:
    """Yield each box as it is printed, with the heading it stands under."""
    for box in filled:
        if is_portrait(box.field):
            yield box.field.group, portrait(box, pictures)
        else:
            table = grid(box) if box.field.type == "table" else None
            yield box.field.group, table or entry(box, pictures)


def _sections(
    groups: Mapping[str, Sequence[Item]], heading: Callable[[str], str]
) -> Iterator[Section]:
    for title, items in groups.items():
        yield from set_sections(heading(clean(title)), items)


def _statement(paragraphs: Iterable[str]) -> Iterator[str]:
    """Yield the opening as it stands, then its points with （一）, （二） and so on before them."""
    for place, paragraph in enumerate(paragraphs):
        yield f"（{numeral(place)}）{paragraph}" if place else paragraph


def _matter(service: Service, scenario: Scenario) -> Iterator[Entry]:
    yield _plain("事项名称", service.name)
    yield _plain("办理情形", scenario.name)
    yield _plain("受理机构", service.dept)
    if scenario.result:
        yield _plain("办理结果", scenario.result)


def _agent_alone(filing: Filing) -> list[Item]:
    """Return of the agent what the account alone says."""
    said = {clean(box.value) for box in filing.form}
    return [each for each in _agent(filing.subject) if each.value not in said]


def _agent(subject: Subject) -> Iterator[Entry]:
    """Who acts for the applicant and how to reach them: known from the account, in no box."""
    known = {
        "经办人姓名": subject.agent_name,
        "联系电话": subject.phone,
        "经办人身份证号": subject.agent_id_no,
    }
    yield from (_plain(label, text) for label, text in known.items() if text)


def _plain(label: str, text: str) -> Entry:
    return Entry(label=label, value=clean(text), size=size_of(clean(text)))


def _notes(filled: Iterable[Box], sources: Mapping[str, SourceSpec]) -> Iterator[Note]:
    for box in filled:
        said = tuple(_others(box, sources))
        if box.marks.warnings and said:
            text = "；".join((f"本表填写“{printed(box.field.type, box.value.value)}”", *said))
            yield Note(label=box.field.label, text=text)


def _others(box: Box, sources: Mapping[str, SourceSpec]) -> Iterator[str]:
    """Yield what sources say, and what stood here before the applicant, where it differs."""
    kind, stands, before = box.field.type, box.value.value, box.value.changed_from
    if before and not any(same(kind, offer.value, before) for offer in box.value.offers):
        yield f"原自动填充“{printed(box.field.type, before)}”"
    said: dict[str, list[str]] = {}
    for offer in box.value.offers:
        if not same(kind, offer.value, stands):
            title = sources[offer.source].title if offer.source in sources else offer.source
            said.setdefault(printed(box.field.type, offer.value), []).append(title)
    for text, titles in said.items():
        yield f"{'、'.join(dict.fromkeys(titles))}为“{text}”"
