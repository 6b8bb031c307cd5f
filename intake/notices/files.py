"""The files of a notice: its sealed PDF, and as Word and OFD what is made when first asked for."""

from collections.abc import Callable, Mapping
from functools import partial

from docgen.notices.compose import ComposedNotice, compose_notice
from docgen.notices.notice import Notice
from docgen.ofd.seal import seal_ofd
from docgen.ofd.write import write_ofd
from docgen.printing.field import OFFICE
from intake.clock import now
from intake.notices.draft import read_record
from intake.notices.issue import keep_once
from intake.office import Office
from intake.store.files import notice_key
from intake.store.notices import KeptNotice, NoticeState
from models.errors import ConflictError


def notice_file(office: Office, kept: KeptNotice, ending: str) -> bytes:
    """Return a file of a notice: ``pdf``, ``docx`` or ``ofd``.

    Raises:
        ConflictError: it is not made, and the notice does not hold.
        NotFoundError: there is no PDF yet.
        SigningError: the OFD cannot be sealed now.
    """
    key = notice_key(kept.id, f"notice.{ending}")
    if ending in LATER and not office.files.has(key):
        if kept.state is not NoticeState.ISSUED:
            raise ConflictError("只有有效的文书可以另存为其他格式。")
        keep_once(office, key, partial(_make, office, kept, LATER[ending]))
    return office.files.read(key)


def endings_of(kept: KeptNotice) -> tuple[str, ...]:
    """Return the endings of the files a notice can be had as."""
    if kept.check_code is None:
        return ()
    return ("pdf", *LATER) if kept.state is NoticeState.ISSUED else ("pdf",)


Maker = Callable[[Office, Notice, ComposedNotice], bytes]


def _make(office: Office, kept: KeptNotice, maker: Maker) -> bytes:
    with office.store.read() as session:
        notice = read_record(session, kept.id)
    return maker(office, notice, compose_notice(notice, printing=office.printing))


def _as_ofd(office: Office, notice: Notice, composed: ComposedNotice) -> bytes:
    facts = {"文号": composed.number, "校验码": composed.check_code}
    bare = write_ofd(composed.pdf, composed.title, facts, notice.issued_on)
    if not composed.sheet.signed_by_office:
        return bare
    sealed = office.seals.of_office(notice.office.id, notice.office.name)
    return seal_ofd(bare, sealed, OFFICE, now())


LATER: Mapping[str, Maker] = {"docx": lambda _, __, composed: composed.docx, "ofd": _as_ofd}
"""By ending, what is made when first asked for: most notices are never wanted so."""
