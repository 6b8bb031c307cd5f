"""The file store: uploads, page pictures and documents, sealed, under names made here."""

from contextlib import suppress
from uuid import uuid4

import fsspec

from intake.security.sealing import Sealer
from models.errors import NotFoundError


class Files:
    """Sealed files below one root: a local folder, or any store fsspec knows by its URL."""

    def __init__(self, root: str, sealer: Sealer) -> None:
        self._system, self._root = fsspec.url_to_fs(root)
        self._sealer = sealer

    def write(self, key: str, data: bytes) -> None:
        """Keep ``data`` under ``key``, whole or not at all; what stood there is replaced."""
        target = self._path(key)
        passing = f"{target}.{uuid4().hex}"
        self._system.makedirs(target.rpartition("/")[0], exist_ok=True)
        self._system.pipe_file(passing, self._sealer.seal(data, f"files/{key}"))
        self._system.mv(passing, target)

    def read(self, key: str) -> bytes:
        """Return what is kept under ``key``; raises ``NotFoundError``."""
        try:
            sealed = self._system.cat_file(self._path(key))
        except FileNotFoundError as error:
            raise NotFoundError("文件不存在或已移除。") from error
        return self._sealer.open(sealed, f"files/{key}")

    def has(self, key: str) -> bool:
        """Tell whether something is kept under ``key``."""
        return bool(self._system.exists(self._path(key)))

    def remove(self, key: str) -> None:
        """Remove a file, or everything below a folder; what is not there is no error."""
        with suppress(FileNotFoundError):
            self._system.rm(self._path(key), recursive=True)

    def _path(self, key: str) -> str:
        return f"{self._root}/{key}"


def upload_key(filing_id: str, paper_id: str) -> str:
    """Where an upload lies as it came."""
    return f"{filing_id}/{paper_id}/upload"


def decoded_key(filing_id: str, paper_id: str, page: int) -> str:
    """Where a page lies between opening and looking."""
    return f"{filing_id}/{paper_id}/decoded-{page}.png"


def picture_key(filing_id: str, paper_id: str, page: int) -> str:
    """Where the upright picture of a page lies."""
    return f"{filing_id}/{paper_id}/page-{page}.png"


def document_key(filing_id: str, name: str) -> str:
    """Where a document made for a filing lies."""
    return f"{filing_id}/documents/{name}"


def notice_key(notice_id: str, name: str) -> str:
    """Where a file of a notice lies: ``notice.pdf``, ``notice.docx`` or ``notice.ofd``."""
    return f"notices/{notice_id}/{name}"


def template_key(target: str, sha256: str) -> str:
    """Where an uploaded template lies: by its content, so that none replaces another."""
    return f"templates/{target}/{sha256}.docx"


def sample_folder(sample_id: str) -> str:
    """Where everything of a sample of the drafting desk lies."""
    return f"samples/{sample_id}"


def original_key(sha256: str) -> str:
    """Where a file that was imported lies: by its content, so that the same one lies there once."""
    return f"knowledge/originals/{sha256}"


def paper_folder(filing_id: str, paper_id: str) -> str:
    """Where everything of one upload lies."""
    return f"{filing_id}/{paper_id}"
