"""From facts to a draft: the top of it all."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from docgen.gongwen.document.kinds import read_kinds
from docgen.gongwen.document.official import Attachment, Form, Official, Part, Present
from docgen.gongwen.writing import declared
from docgen.gongwen.writing.agreeing import faults_of, faults_of_title
from docgen.gongwen.writing.conditions import USUAL, Conditions
from docgen.gongwen.writing.declared import (
    ITEM,
    Written,
    need_written,
)
from docgen.gongwen.writing.extent import Extent, extent_of
from docgen.gongwen.writing.filling import filled
from docgen.gongwen.writing.given import Given, Value, take
from docgen.gongwen.writing.order import Order
from docgen.gongwen.writing.passing_on import PassedOn
from docgen.gongwen.writing.words import text_of
from models.records import Record

ENGINE: Final = "rules"
ENDS: Final = "。！？；：…"
OUTER: Final = str.maketrans("〈〉", "《》")
TWICE: Final = re.compile(r"(通知)的通知$")
"""A notice that passes on a notice says so once (usage)."""
CLOSERS: Final = "”）》"
ROLES: Final = {"attended": "出席", "excused": "请假", "listened": "列席"}


class Drafted(Record):
    """A draft, and what it still lacks."""

    official: Official
    missing: tuple[str, ...]
    """Questions that were not answered; the draft shows where."""
    faults: tuple[str, ...]
    """What breaks the rules of its kind, in Chinese."""
    left_out: tuple[str, ...]
    """Questions that were answered and do not stand in a text of this use and length."""
    unset: tuple[str, ...]
    """Lines of the document that is passed on that are not printed again: its red head, record."""
    unsaid: tuple[str, ...]
    """Keywords that do not stand in the draft: nothing is invented to bring them in."""
    extent: Extent
    engine: str = ENGINE

    @property
    def complete(self) -> bool:
        """Whether nothing is missing and no rule of the kind is broken."""
        return not self.missing and not self.faults


def draft(kind: str, told: Mapping[str, Value], conditions: Conditions = USUAL) -> Drafted:
    """Return a text of a kind made from facts, as the conditions ask.

    Nothing is invented: where a fact is missing the draft says so in 〔待补：…〕. Raises
    ``NotFoundError`` for an unknown kind, ``InvalidRequestError`` for a fact that cannot be.
    """
    written = need_written(kind)
    given = take(written, told)
    length = conditions.length
    parts = [part for part in written.part if length.holds(part) and _applies(part, given)]
    made = _official(kind, written, given, parts)
    official = made.model_copy(update={"title": conditions.title.strip() or made.title})
    return Drafted(
        official=official,
        missing=_missing(written, given),
        faults=(*faults_of(written, given, official), *faults_of_title(official)),
        left_out=tuple(_left_out(written, given, official)),
        unset=tuple(line for each in _passed(given) for line in each.unset),
        unsaid=tuple(each for each in conditions.keywords if each not in text_of(official)),
        extent=extent_of(official),
    )


def _official(
    kind: str, written: Written, given: Given, parts: Sequence[declared.Part]
) -> Official:
    form = read_kinds()[kind].forms[0]
    plain = form is Form.PLAIN
    issuers = given.values.get("issuer", ())
    return Official(
        form=form,
        kind=kind,
        urgency=given.values.get("urgency", ("",))[0],
        issuers=() if plain else issuers,
        number="、".join(given.values.get("number", ())),
        signatories=given.values.get("signatory", ()),
        title=_title(written, given),
        addressees=_addressees(written, given),
        present=tuple(_present(given)),
        body=tuple(_body(parts, given)),
        attachments=tuple(Attachment(title=each) for each in given.values.get("attachments", ())),
        signed=_signed(form, written, given),
        office="".join(given.values.get("office", ())),
        signer="".join(given.values.get("signer", ())),
        sealed=written.sealed and not plain,
        day=given.day("day"),
        note="".join(given.values.get("note", ())),
        copies_to="，".join(given.values.get("copies_to", ())),
        printer="".join(given.values.get("printer", ())),
        printed=given.day("printed") or (given.day("day") if given.has("printer") else None),
        passed=next((each.official for each in _passed(given)), None),
    )


def _passed(given: Given) -> Iterator[PassedOn]:
    """Yield the documents that are passed on, if that is what the text is for."""
    return (each for name, each in given.documents.items() if given.fits(given.facts[name].only))


def _title(written: Written, given: Given) -> str:
    fitting = (title for title in written.title if given.fits(title.only))
    title = filled(next(fitting, written.title[-1]).text, given)
    return TWICE.sub(r"\1", title)


def _addressees(written: Written, given: Given) -> str:
    """Return to whom a text goes; how a speech or an open letter greets stands in that place."""
    if "greeting" in written.facts:
        return given.one("greeting")
    asked = "addressee" in written.common
    if not asked or not (given.has("addressee") or "addressee" in written.needs):
        return ""
    return given.one("addressee")


def _signed(form: Form, written: Written, given: Given) -> tuple[str, ...]:
    if form is Form.MINUTES or "office" in written.facts:
        return ()
    name = "author" if "author" in written.facts else "issuer"
    return given.values.get(name, ())


def _present(given: Given) -> Iterator[Present]:
    for name, role in ROLES.items():
        if given.has(name):
            yield Present(role=role, names="、".join(given.values[name]))


def _body(parts: Sequence[declared.Part], given: Given) -> Iterator[Part]:
    order = Order()
    for part in parts:
        if part.table:
            yield _table(part.table, given)
        elif part.level:
            text = filled(part.text, given)
            yield Part(text=f"{order.heading(part.level)}{text}", level=part.level)
        else:
            items = given.items(part.each) if part.each else ("",)
            for item in items:
                number = order.item() if part.numbered and len(items) > 1 else ""
                yield Part(text=_ended(f"{number}{filled(part.text, given, item)}"))


def _applies(part: declared.Part, given: Given) -> bool:
    return (
        all(given.has(name) for name in part.when)
        and given.fits(part.only)
        and all(_told(given, name) for name in (part.each, part.table) if name)
    )


def _told(given: Given, name: str) -> bool:
    """Return whether a fact that is asked was told, or must be."""
    fact = given.facts[name]
    return given.fits(fact.only) and (given.has(name) or fact.required)


def _table(name: str, given: Given) -> Part:
    """Return a table as it stands in the text; of one that is missing its place."""
    table = given.tables.get(name)
    if table is None:
        return Part(text=given.gap(name))
    for each in table.missing:
        given.lack(each)
    return Part(rows=table.rows)


def _ended(text: str) -> str:
    """Return a sentence with its mark; one inside brackets or quotes at the end does as well."""
    return text if text.rstrip(CLOSERS).endswith(tuple(ENDS)) else f"{text}。"


def _left_out(written: Written, given: Given, official: Official) -> Iterator[str]:
    """Yield what was told for a sentence that is not written: too long, or of another use."""
    told = {name for part in written.part for name in part.facts if name != ITEM}
    text = text_of(official).translate(OUTER)
    for name in given.facts:
        words = given.words(name)
        if name in given.documents and not given.fits(given.facts[name].only):
            yield given.facts[name].question
        if name in told and words and not all(each.translate(OUTER) in text for each in words):
            yield given.facts[name].question


def _missing(written: Written, given: Given) -> tuple[str, ...]:
    """Return the questions a draft still waits for: those it met, and others that are needed."""
    asked = [
        fact.question
        for name, fact in written.facts.items()
        if fact.required and given.fits(fact.only) and not given.has(name)
    ]
    return tuple(dict.fromkeys((*given.missing, *asked)))
