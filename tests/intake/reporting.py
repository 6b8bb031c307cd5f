"""Filings to report, and the parts that report them, against a simulated library over real HTTP."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from fastapi import FastAPI
from sqlalchemy.dialects.sqlite import insert

from eval.serving import serving
from intake.clock import today
from intake.feeds.case_library.declaration import Declaration, read_declaration
from intake.feeds.case_library.deliver import Deliverer, Desk
from intake.feeds.simulator import DEMO_APPID, DEMO_SECRET, create_simulator
from intake.registry import Registry, read_registry
from intake.security.sealing import Sealer
from intake.settings import PlatformSettings
from intake.store import outbox, tables
from intake.store.acts import ActKind, Deed, add_act
from intake.store.database import Store
from intake.store.documents import add_document, new_document
from intake.store.files import Files, document_key, upload_key
from intake.store.filings import open_filing, save_filing
from intake.store.papers import add_paper
from models.records import (
    Decision,
    Document,
    Filing,
    FilingState,
    Finding,
    FormValue,
    Outcome,
    Paper,
    Severity,
    Subject,
)

KEY = b"k" * 32
HUNDREDS = count(0, 100)
PDF = "application/pdf"
EVENTS = ("opened", "checked", "confirmed", "signed")
FIRM = Subject(name="上海样张运输有限公司", id_no="91310230MA1JX0A18F", agent_name="样张经办")
FORM = (
    FormValue(key="corp_name", value="上海样张运输有限公司", source="db.corp"),
    FormValue(key="uscc", value="91310230MA1JX0A18F", source="account.corp"),
    FormValue(key="plate_no", value="沪DY8276", source="applicant", changed_from="沪DY8270"),
    FormValue(key="rtc_no"),
)
FLAG = Finding(
    rule="S5-W3",
    severity=Severity.OFFICER,
    message="沪DY8276 的日期不一致。请核定。",
    keys=("plate_no",),
)
TOLD = ["number", "report", "save", "stuff", "stuff", "submit", "node", "report", "stuff"]
"""What the library hears of one filing with two papers, in order."""


@cache
def registry() -> Registry:
    return read_registry()


@cache
def declaration() -> Declaration:
    return read_declaration(registry())


@dataclass(frozen=True)
class Library:
    """The simulated library, as a test sees it."""

    url: str

    def order(self, **order: Any) -> None:
        httpx.put(f"{self.url}/control", json=order).raise_for_status()

    def received(self, case_no: str = "") -> list[dict[str, Any]]:
        every = httpx.get(f"{self.url}/control/received").json()
        return [each for each in every if not case_no or each["case_no"] == case_no]

    def effects(self, case_no: str) -> list[str]:
        """Return the calls of a case that had an effect, in order."""
        return [each["call"] for each in self.received(case_no) if each["code"] == "200"]

    def cases(self, case_no: str) -> list[dict[str, Any]]:
        every = httpx.get(f"{self.url}/control/cases").json()
        return [each for each in every if each["case_no"] == case_no]


@contextmanager
def library(app: FastAPI | None = None) -> Iterator[Library]:
    with serving(app or create_simulator()) as url:
        yield Library(f"{url}/platform")


@dataclass(frozen=True)
class Bureau:
    """A store with filings, and who reports them."""

    folder: Path
    url: str
    changes: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "store", Store(f"sqlite:///{self.folder / 'z.db'}", Sealer(KEY)))
        with self.store.write() as session:  # a library of several tests tells their cases apart
            first = insert(tables.numbers).values(year=today().year, last=next(HUNDREDS))
            session.connection.execute(first.on_conflict_do_nothing())
        object.__setattr__(self, "files", Files(str(self.folder / "files"), Sealer(KEY)))

    store: Store = field(init=False)
    files: Files = field(init=False)

    def deliverer(self, **changes: Any) -> Deliverer:
        return Deliverer(self.desk(**changes))

    def desk(self, declared: Declaration | None = None, **changes: Any) -> Desk:
        known = {"url": self.url, "appid": DEMO_APPID, "secret": DEMO_SECRET.decode()}
        quick = {"first_wait": 0, "rest_seconds": 0, "look_seconds": 0.01, "seconds": 5}
        settings = PlatformSettings(**(known | quick | self.changes | changes))
        parts = (declared or declaration(), registry(), self.store, self.files)
        return Desk(settings, *parts, holder="test")

    def report(self, **changes: Any) -> Deliverer:
        """Work until there is nothing left to do now."""
        deliverer = self.deliverer(**changes)
        while deliverer.work():
            pass
        return deliverer

    def filing(
        self, events: Sequence[str] = EVENTS, scenario: str = "S5B", subject: Subject = FIRM
    ) -> Filing:
        """Keep a filing with two papers and a document that went through some events."""
        with self.store.write() as session:
            filing = open_filing(session, scenario, subject)
            outbox.announce(session, "filing.opened", filing)
        for name, kind in (("检测.png", "vehicle_inspection_report"), ("其他.png", "unknown")):
            self.add_paper(filing.id, name, kind)
        decision = Decision(outcome=Outcome.OFFICER)
        known = {"form": FORM, "findings": (FLAG,), "decision": decision}
        filing = filing.model_copy(update=known)
        steps = {"checked": FilingState.OPEN, "confirmed": FilingState.CONFIRMED}
        for happened in events[1:]:
            with self.store.write() as session:
                state = steps.get(happened, FilingState.SIGNED)
                filing = save_filing(session, filing.model_copy(update={"state": state}))
                if happened == "signed":
                    form = new_document("form.pdf", "申请表", PDF, b"%PDF", "code")
                    self.files.write(document_key(filing.id, form.name), b"%PDF")
                    add_document(session, filing.id, form)
                outbox.announce(session, f"filing.{happened}", filing)
        return filing

    def decide(self, filing: Filing, verdict: str) -> None:
        """Have an officer decide; the filing is as it was."""
        deed = Deed(officer="陈样张", kind=ActKind.DECISION, version=1, verdict=verdict)
        with self.store.write() as session:
            act = add_act(session, filing.id, deed.model_copy(update={"text": f"告知{verdict}"}))
            outbox.announce(session, "filing.decided", filing, verdict=verdict, act=act.id)

    def confirm(self, filing: Filing) -> None:
        with self.store.write() as session:
            outbox.announce(session, "filing.confirmed", filing)

    def add_paper(self, filing_id: str, name: str, kind: str) -> None:
        found = (Document(type=kind, reason="样张"),)
        paper = Paper(id=uuid4().hex, name=name, sha256="0" * 64, size=3, documents=found)
        self.files.write(upload_key(filing_id, paper.id), name.encode())
        with self.store.write() as session:
            add_paper(session, filing_id, paper.model_copy(update={"media_type": "image/png"}))
