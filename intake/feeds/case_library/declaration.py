"""What the platform has to be told in its own words: codes, departments, matters, calls."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, model_validator

from intake.registry import Registry
from models.errors import SpecError
from models.records import Outcome, Subject
from models.specs import Spec, need, read_spec

DECLARATION: Final = Path(__file__).with_name("case_library.toml")
OWNER: Final = "case_library.toml"

ItemCode = Annotated[str, Field(pattern=r"^([0-9]{12}|[0-9]{10})$")]
TaskHandleItem = Annotated[str, Field(pattern=r"^[0-9A-Z]{18}[0-9][0-9]{12}[0-9]{2}$")]
"""33 characters: the department's 18, one, the matter's 12, two."""
StuffCode = Annotated[str, Field(pattern=r"^MATERIAL[0-9A-Z]{9,}$")]
Place = Annotated[str, Field(pattern=r"^(form:\w+|paper:\w+\.\w+|subject:\w+)$")]


class Call(StrEnum):
    """One kind of message to the platform."""

    NUMBER = "number"
    """取号: the platform's number of the case."""
    SAVE = "save"
    STUFF = "stuff"
    """One per paper of the filing."""
    DOCUMENT = "document"
    """One per document made for the filing."""
    SUBMIT = "submit"
    NODE = "node"
    REPORT = "report"


class Caller(Spec):
    """Who reports: written into every case as it stands here."""

    systemCode: str = Field(min_length=1)  # noqa: N815 - the platform's own words, here and below
    systemName: str = Field(min_length=1)  # noqa: N815
    departCode: str = Field(min_length=1)  # noqa: N815
    departName: str = Field(min_length=1)  # noqa: N815
    districtCode: str = Field(pattern=r"^SH00[A-Z]{2}$")  # noqa: N815
    source: str = Field(min_length=1)
    username: str = Field(min_length=1)
    """Who operates a step that no person did."""


class Node(Spec):
    """A step of the case's way, with its result."""

    op: str
    result: str


class EventSpec(Spec):
    """The calls an event of a filing makes, in order."""

    calls: tuple[Call, ...]
    node: Node | None = None
    submitted: bool = False
    """True for what is told only of cases that were submitted to the platform."""

    @model_validator(mode="after")
    def _node_where_called(self) -> "EventSpec":
        if (Call.NODE in self.calls) != (self.node is not None):
            raise ValueError("'node' among the calls needs a node, and a node needs the call")
        return self


class Codes(Spec):
    """How the platform's refusals are taken; any other one is tried again."""

    doubles: tuple[str, ...]
    """The message came before: its effect stands and its first answer is repeated."""
    lasting: tuple[str, ...]
    """Sending the same again cannot help."""


class Stuff(Spec):
    """The platform's code of each material."""

    other: StuffCode
    form: StuffCode
    """Of the documents we make."""
    codes: Mapping[str, StuffCode]


class ReportSpec(Spec):
    """How the pre-check is told."""

    modelCode: str  # noqa: N815
    modelVersion: str  # noqa: N815
    results: Mapping[Outcome, str]


class Serves(Spec):
    """Ids of our own interfaces, which the platform calls."""

    prefill: str
    precheck: str


class Item(Spec):
    """One matter as the platform numbers it."""

    itemCode: ItemCode  # noqa: N815
    taskHandleItem: TaskHandleItem  # noqa: N815
    itemName: str = ""  # noqa: N815
    """Empty where our own name of the service is the platform's."""

    @model_validator(mode="after")
    def _codes_agree(self) -> "Item":
        if len(self.itemCode) == 12 and self.taskHandleItem[19:31] != self.itemCode:
            raise ValueError("characters 20 to 31 of taskHandleItem repeat itemCode")
        return self


class Declaration(Spec):
    """The whole of ``case_library.toml``."""

    caller: Caller
    apinames: Mapping[Call, str]
    """By call; documents go in by the door of the papers."""
    serves: Serves
    codes: Codes
    events: Mapping[str, EventSpec] = Field(alias="event")
    """By what happened, e.g. ``filing.decided.pass``; ``….again`` for a case submitted before."""
    facts: Mapping[str, Mapping[str, tuple[Place, ...]]]
    """Facts of a case by kind of who applies, 企业 or 个人."""
    stuff: Stuff
    report: ReportSpec
    items: Mapping[str, Item] = Field(alias="item")
    """By scenario."""

    def apiname(self, call: Call) -> str:
        """Return the interface id of a call."""
        return self.apinames[Call.STUFF if call is Call.DOCUMENT else call]

    def event(self, happened: str, verdict: str, submitted: bool) -> tuple[str, EventSpec] | None:
        """Return what is told of an event, with its name here; None when nothing is."""
        if submitted and f"{happened}.again" in self.events:
            name = f"{happened}.again"
        else:
            name = f"{happened}.{verdict}" if verdict else happened
        spec = self.events.get(name)
        return (name, spec) if spec and (submitted or not spec.submitted) else None

    def scenario_of(self, task_handle_item: str) -> str | None:
        """Return the scenario a 业务办理项编码 stands for, or None."""
        for scenario, item in self.items.items():
            if item.taskHandleItem == task_handle_item:
                return scenario
        return None


FIRM, PERSON = "企业", "个人"
KINDS: Final = frozenset({FIRM, PERSON})
FACTS: Final = frozenset(
    {"targetName", "targetNo", "legalRepresentative", "username", "licenseNo", "mobile"}
)


def read_declaration(registry: Registry, path: Path | None = None) -> Declaration:
    """Read the declaration and prove every name in it; raises ``SpecError`` naming a wrong one."""
    declared = read_spec(path or DECLARATION, Declaration)
    services = registry.services.values()
    scenarios = {scenario.id for service in services for scenario in service.scenarios}
    need(OWNER, "scenario", declared.items, scenarios)
    _prove_facts(declared, registry)
    _need_all("interface", set(Call) - {Call.DOCUMENT} - set(declared.apinames))
    _need_all("result", set(Outcome) - set(declared.report.results))
    materials = {
        material.key
        for service in services
        for scenario in service.scenarios
        for material in scenario.materials
    }
    need(OWNER, "material", declared.stuff.codes, materials)
    _prove_items_once(declared.items)
    return declared


def _need_all(what: str, missing: Collection[str]) -> None:
    for name in sorted(missing):
        raise SpecError(f"{OWNER}: the {what} {str(name)!r} is not declared")


def _prove_facts(declared: Declaration, registry: Registry) -> None:
    need(OWNER, "kind of applicant", declared.facts, KINDS)
    _need_all("facts of", KINDS - set(declared.facts))
    for facts in declared.facts.values():
        need(OWNER, "fact", facts, FACTS)
        _need_all("fact", FACTS - set(facts))
        for name, places in facts.items():
            for place in places:
                _prove_place(name, place, registry)


def _prove_place(name: str, place: str, registry: Registry) -> None:
    kind, _, where = place.partition(":")
    owner = f"{OWNER}, fact {name}"
    if kind == "form":
        forms = registry.services.values()
        boxes = {
            box.key
            for service in forms
            for each in service.scenarios
            for box in service.form(each.id)
        }
        need(owner, "box", [where], boxes)
    elif kind == "subject":
        need(owner, "fact of the account", [where], set(Subject.model_fields))
    else:
        document, _, field = where.partition(".")
        need(owner, "document type", [document], registry.types)
        need(owner, "field", [field], {each.key for each in registry.types[document].fields})


def _prove_items_once(items: Mapping[str, Item]) -> None:
    codes = [item.taskHandleItem for item in items.values()]
    for code in codes:
        if codes.count(code) > 1:
            raise SpecError(f"{OWNER}: two scenarios have the taskHandleItem {code}")
