"""Turns a filing into a sheet: which words stand where on its application form."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count

from pydantic import JsonValue

from docgen.check_code import check_code
from docgen.forms.declared import Declared
from docgen.forms.entries import Box, boxes, entry, in_words, printed
from docgen.forms.marks import legend
from docgen.forms.materials import material_rows
from docgen.forms.sheet import Entry, Note, Section, Sheet, in_rows, is_long
from docgen.printing.numerals import numeral
from models.clean import clean
from models.errors import NotFoundError
from models.forms import shown
from models.records import Filing, FilingState, Subject
from models.specs import Scenario, Service, SourceSpec
from precheck.normal import same
from precheck.run import materials_of

UNGROUPED = "申请信息"


def arrange(filing: Filing, service: Service, scenario_id: str, declared: Declared) -> Sheet:
    """Return the sheet of a filing; raises ``NotFoundError`` when the service lacks the scenario.

    The service declares the boxes with their order and groups; keys that no box declares are not
    printed.
    """
    scenario = _scenario(service, scenario_id)
    kind = declared.kind_of(service)
    title = kind.title(service, scenario_id)
    filled = boxes(filing, shown(service.form(scenario_id), filing), declared.sources)
    notes = tuple(_notes(filled, declared.sources))
    reports = materials_of(filing, service, scenario_id, declared.parameters)
    heading = _headings()
    return Sheet(
        title=title,
        case_no=clean(filing.case_no),
        filed_on=filing.filed_on,
        filed_on_words=in_words(filing.filed_on),
        draft=filing.state is FilingState.OPEN,
        sections=tuple(_sections(_groups(filing, service, scenario, filled), heading)),
        notes_title=heading("需要核对的内容") if notes else "",
        notes=notes,
        materials_title=heading("申请材料") if reports else "",
        materials=material_rows(reports, scenario.materials, filing.papers),
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
    filing: Filing, service: Service, scenario: Scenario, filled: Iterable[Box]
) -> dict[str, list[Entry]]:
    """Return the entries under their headings, in the order of print."""
    groups = {"申请事项": list(_matter(service, scenario)), "经办人": list(_agent(filing.subject))}
    for box in filled:
        groups.setdefault(box.field.group or UNGROUPED, []).append(entry(box))
    return {title: entries for title, entries in groups.items() if entries}


def _sections(
    groups: Mapping[str, Iterable[Entry]], heading: Callable[[str], str]
) -> Iterator[Section]:
    for title, entries in groups.items():
        yield Section(title=heading(clean(title)), rows=in_rows(entries))


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


def _agent(subject: Subject) -> Iterator[Entry]:
    """Who acts for the applicant and how to reach them: known from the account, in no box."""
    known = {
        "经办人姓名": subject.agent_name,
        "联系电话": subject.phone,
        "经办人身份证号": subject.agent_id_no,
    }
    yield from (_plain(label, text) for label, text in known.items() if text)


def _plain(label: str, text: str) -> Entry:
    return Entry(label=label, value=clean(text), wide=is_long(clean(text)))


def _notes(filled: Iterable[Box], sources: Mapping[str, SourceSpec]) -> Iterator[Note]:
    for box in filled:
        said = tuple(_others(box, sources))
        if box.marks.warnings and said:
            text = "；".join((f"本表填写“{printed(box.field, box.value.value)}”", *said))
            yield Note(label=box.field.label, text=text)


def _others(box: Box, sources: Mapping[str, SourceSpec]) -> Iterator[str]:
    """Yield what sources say, and what stood here before the applicant, where it differs."""
    kind, stands, before = box.field.type, box.value.value, box.value.changed_from
    if before and not any(same(kind, offer.value, before) for offer in box.value.offers):
        yield f"原自动填充“{printed(box.field, before)}”"
    said: dict[str, list[str]] = {}
    for offer in box.value.offers:
        if not same(kind, offer.value, stands):
            title = sources[offer.source].title if offer.source in sources else offer.source
            said.setdefault(printed(box.field, offer.value), []).append(title)
    for text, titles in said.items():
        yield f"{'、'.join(dict.fromkeys(titles))}为“{text}”"
