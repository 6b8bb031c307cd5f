"""The notices of a batch in one archive, written as it is sent: thousands need no room at once."""

import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, cast

from intake.notices.issue import PDF
from intake.office import Office
from intake.security.names import display_name
from intake.store.files import notice_key
from intake.store.notices import KeptNotice, NoticeState


class _Outbox:
    """Where the archive writes, forwards only; it can be emptied on the way."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def empty(self) -> bytes:
        """Return what was written since this was asked last."""
        content = b"".join(self._pieces)
        self._pieces.clear()
        return content


def zipped(office: Office, notices: Iterable[KeptNotice]) -> Iterator[bytes]:
    """Yield the archive of the issued notices piece by piece; others are left out."""
    out = _Outbox()
    with zipfile.ZipFile(
        cast("IO[bytes]", out), "w", zipfile.ZIP_STORED
    ) as archive:  # PDFs are packed already
        for notice in notices:
            if notice.state is NoticeState.ISSUED:
                data = office.files.read(notice_key(notice.id, PDF))
                archive.writestr(display_name(f"{notice.number}.pdf"), data)
                yield out.empty()
    yield out.empty()
