"""An official document put together from labelled pieces."""

import re
from collections.abc import Iterable
from datetime import date

from docgen.gongwen.document.kinds import kind_of_title, read_kinds
from docgen.gongwen.document.official import Attachment, Form, Official, Part
from docgen.gongwen.elements.labelled import Labelled, Labels
from docgen.gongwen.elements.parts import read_parts
from docgen.gongwen.elements.rules import Ready
from docgen.gongwen.elements.values import (
    BRACKETS,
    SEAL,
    after_colon,
    read_day,
    read_mark,
    read_mark_of_attachment,
    read_names,
    read_note,
    read_number,
    read_present,
    read_secrecy,
    read_signed,
    read_signer,
    tidy,
)

LETTER_NUMBER = re.compile(r"函[〔\[【［（(]")
ATTACHED = ("attachment", "attachment_title", "attachment_body")
DAYS = ("day", "head_day", "title_day", "caption")
"""Where the day of the document is taken from, the first that has one."""
INSIDE = re.compile(r"[（(]?((?:19|20)\d\d年\d{1,2}月\d{1,2}日)")


def assemble(labels: Labels, ready: Ready) -> Official:
    """Return the document that the pieces make; what none of them says is empty."""
    title = tidy("\n".join(labels.lines("title")))
    mark, issuers = read_mark(labels.lines("mark"), ready)
    signed = read_signed(labels.lines("signed", "head_signed"), ready)
    number = read_number(labels.words("number"))
    secrecy, term = read_secrecy(labels.words("secrecy"))
    signer = read_signer(labels.words("signer"), ready)
    kind = kind_of_title(title) or kind_of_title(mark)
    return Official(
        form=_form(kind, mark, number),
        kind=kind,
        copy_number="".join(filter(str.isdigit, labels.words("copy_number"))),
        secrecy=secrecy,
        secrecy_term=term,
        urgency=_bare(after_colon(labels.words("urgency"))),
        mark=mark,
        issuers=issuers or signed,
        number=number,
        signatories=_names(labels, ready),
        title=title,
        addressees=_addressees(labels),
        present=read_present(labels.lines("present")),
        body=read_parts(each.piece for each in labels.of("body", "caption")),
        attachments=_attachments(labels),
        signed=signed,
        office=signer.office,
        signer=signer.name,
        sealed=any(SEAL.search(each) for each in labels.lines("signed")),
        day=_day(labels),
        note=tidy(labels.words("note").replace("\n", "；")).strip(BRACKETS),
        copies_to=_copies(labels),
        printer=after_colon(labels.words("printer")),
        printed=read_day(labels.words("printed")),
    )


def _bare(text: str) -> str:
    return "".join(text.split())


def _form(kind: str, mark: str, number: str) -> Form:
    """Return how the document is laid out, as its head and kind tell."""
    by_mark = {"令": Form.ORDER, "纪要": Form.MINUTES, "文件": Form.DOCUMENT}
    told = next((form for end, form in by_mark.items() if mark.endswith(end)), None)
    if told:
        return told
    if mark or LETTER_NUMBER.search(number):
        return Form.LETTER
    return read_kinds()[kind].forms[0] if kind else Form.PLAIN


def _names(labels: Labels, ready: Ready) -> tuple[str, ...]:
    return tuple(name for line in labels.lines("signatory") for name in read_names(line, ready))


def _addressees(labels: Labels) -> str:
    lines = [tidy(each) for each in labels.lines("addressees", "foot_addressees")]
    words = "".join(lines).rstrip("：:。")
    return re.sub(r"^主送(?:机关)?[：:]", "", words)


def _copies(labels: Labels) -> str:
    lines = [re.sub(r"^抄\s*送\s*[：:]?\s*", "", each) for each in labels.lines("copies_to")]
    return "".join(tidy(each) for each in lines).rstrip("。")


def _day(labels: Labels) -> date | None:
    for state in DAYS:
        for line in labels.lines(state):
            inside = INSIDE.search(_bare(line))
            day = read_day(inside[1] if inside else line)
            if day:
                return day
    return None


def _attachments(labels: Labels) -> tuple[Attachment, ...]:
    """Return those of the note, each with what is bound in under its number; then the others."""
    names = list(read_note(labels.lines("attachment_note")))
    bound: dict[int, Attachment] = {}
    for at, group in enumerate(_grouped(labels.of(*ATTACHED)), 1):
        number, attachment = _attachment(group)
        place = number or at
        while place in bound:
            place += 1
        bound[place] = attachment
    noted = [_noted(name, bound.pop(at, None)) for at, name in enumerate(names, 1)]
    return (*noted, *(bound[at] for at in sorted(bound)))


def _noted(name: str, bound: Attachment | None) -> Attachment:
    """Return what is bound in under the name of the note; a title of its own is kept below it."""
    if bound is None:
        return Attachment(title=name)
    own = (Part(text=bound.title),) if bound.title not in {"", name} else ()
    return Attachment(title=name, parts=(*own, *bound.parts))


def _grouped(labelled: Iterable[Labelled]) -> list[list[Labelled]]:
    """Return the pieces of each attachment: a mark, or a title behind text, begins a new one."""
    groups: list[list[Labelled]] = []
    before = "attachment_body"
    for each in labelled:
        starts = each.state == "attachment" or (each.state, before) == TITLE_BEHIND_TEXT
        if starts or not groups:
            groups.append([])
        groups[-1].append(each)
        before = each.state
    return groups


TITLE_BEHIND_TEXT = ("attachment_title", "attachment_body")


def _attachment(group: list[Labelled]) -> tuple[int, Attachment]:
    marks = [each.piece.text for each in group if each.state == "attachment"]
    number, name = read_mark_of_attachment(marks[0]) if marks else (0, "")
    titles = [each.piece.text for each in group if each.state == "attachment_title"]
    parts = read_parts(each.piece for each in group if each.state == "attachment_body")
    return number, Attachment(title=tidy("\n".join([name, *titles])), parts=parts)
