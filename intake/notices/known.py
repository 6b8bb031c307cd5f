"""What a case knows of itself for a notice: each fact by name, and the points of a list."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from docgen.notices.declared import read_declared
from docgen.notices.notice import Item
from intake.clock import SHANGHAI
from intake.desk.view import View
from intake.notices.draft import RECEIPT
from intake.store.acts import Act, ActKind
from intake.store.notices import KeptNotice, NoticeState
from models.records import Paper

HEADING = re.compile(r"[一二三四五六七八九十]+、(?P<title>.+?)(?:（\d+项）)?")
POINT = re.compile(r"\d+[.．、]\s*(?P<text>.+)")

MOST_PAPERS = 30
"""Papers named in one fact; a notice is no list of files."""


def last_decision(view: View) -> Act | None:
    """Return the act that decided the case last, None when none did."""
    return next((act for act in reversed(view.acts) if act.kind is ActKind.DECISION), None)


def reasons(view: View) -> tuple[Item, ...]:
    """Return the reasons of the last decision, a point for each line."""
    lines = _reason(view).splitlines()
    return tuple(Item(text=line.strip()) for line in lines if line.strip())


def points(view: View) -> tuple[Item, ...]:
    """Return the points of the notice the case was sent back with, as the officer worded them."""
    decision = last_decision(view)
    return items_of(decision.text) if decision else ()


def items_of(text: str) -> tuple[Item, ...]:
    """Return the points of a notice that is plain text, each under its heading.

    Lines that are no heading go on with the point above them; before the first point stands the
    address, which a notice has of its own. A text without numbers has a point for each line.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not any(POINT.fullmatch(line) for line in lines):
        return tuple(Item(text=line) for line in lines)
    return tuple(_items(lines))


def _items(lines: list[str]) -> Iterator[Item]:
    group, said = "", ""
    for line in lines:
        heading, point = HEADING.fullmatch(line), POINT.fullmatch(line)
        if (heading or point) and said:
            yield Item(text=said, group=group)
            said = ""
        if heading:
            group = heading["title"]
        elif point:
            said = point["text"]
        elif said:
            said += line
    if said:
        yield Item(text=said, group=group)


def _matter(view: View) -> str:
    """Return service and scenario, once where they are called the same."""
    service = view.registry.service_of(view.filing.scenario)
    scenario = view.registry.scenario(view.filing.scenario)
    names = dict.fromkeys((service.name, scenario.name))
    return "·".join(names)


def _decided_on(view: View) -> str:
    decision = last_decision(view)
    return decision.at.astimezone(SHANGHAI).date().isoformat() if decision else ""


def _reason(view: View) -> str:
    decision = last_decision(view)
    return decision.reason if decision else ""


def _papers(view: View) -> str:
    titles = dict.fromkeys(_title(view, paper) for paper in view.filing.papers)
    return "、".join(list(titles)[:MOST_PAPERS])


def _title(view: View, paper: Paper) -> str:
    """Return what a paper was recognised as, or the name it came under."""
    known = view.registry.types
    titles = [known[each.type].title for each in paper.documents if each.type in known]
    return "、".join(dict.fromkeys(titles)) or paper.name


KNOWN: Mapping[str, Callable[[View], str]] = {
    "matter": _matter,
    "case_no": lambda view: view.filing.case_no,
    "applied_on": lambda view: view.filing.filed_on.isoformat(),
    "received_on": lambda view: view.filing.filed_on.isoformat(),
    "accepted_on": _decided_on,
    "decided_on": _decided_on,
    "by_promise": lambda _: "",
    "reason": _reason,
    "papers": _papers,
}
"""By name, what a case says; kinds of notices name their facts alike."""

LISTS: Mapping[str, Callable[[View], tuple[Item, ...]]] = {"points": points, "reasons": reasons}
"""What fills the list of a notice."""


def issued_rows(issued: Iterable[KeptNotice]) -> tuple[dict[str, str], ...]:
    """Return a row for each notice that holds, but for the receipts of delivery themselves."""
    return tuple(
        {"title": read_declared().kind(each.kind).name, "number": each.number, "copies": "1"}
        for each in issued
        if each.state is NoticeState.ISSUED and each.kind != RECEIPT
    )


TABLES: Mapping[str, Callable[[Iterable[KeptNotice]], tuple[dict[str, str], ...]]] = {
    "issued": issued_rows
}
"""What fills the table of a notice."""
