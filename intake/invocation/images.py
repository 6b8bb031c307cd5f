"""The files of a call: sent along in base64, or named where they lie already."""

import binascii
from base64 import b64decode
from collections.abc import Sequence

from intake.filings.uploads import Upload, take_files
from intake.invocation.envelope import Image
from intake.settings import Limits
from intake.store.audit import log_action
from intake.store.database import Store
from intake.store.files import Files, upload_key
from intake.store.papers import locate_paper
from models.errors import InvalidRequestError, NotFoundError


class FileRoom:
    """Where the files of filings lie, for calls that name one instead of sending it."""

    def __init__(self, store: Store, files: Files, limits: Limits) -> None:
        self._store, self._files, self._limits = store, files, limits

    def take(self, images: Sequence[Image], apply_no: str) -> tuple[Upload, ...]:
        """Return the files of a call; raises ``InvalidRequestError`` for one that cannot be had."""
        named = [
            (f"image-{number}", self._content(number, image, apply_no))
            for number, image in enumerate(images, start=1)
        ]
        return take_files(named, self._limits)

    def _content(self, number: int, image: Image, apply_no: str) -> bytes:
        if image.type == "fileId":
            return self._kept(number, image.content, apply_no)
        try:
            return b64decode(image.content, validate=True)
        except (binascii.Error, ValueError) as error:
            raise InvalidRequestError(
                f"第 {number} 个文件的 content 不是完整的 base64。"
            ) from error

    def _kept(self, number: int, file_id: str, apply_no: str) -> bytes:
        """Return a file of the filing that ``apply_no`` names, and of no other."""
        with self._store.write() as session:
            filing_id = locate_paper(session, file_id, apply_no)
            if filing_id:
                log_action(session, "paper.given_to_model", filing_id, {"paper": file_id})
        if not filing_id:
            raise InvalidRequestError(
                f"第 {number} 个文件的 fileId 不属于 applyNo 所指的办件，请核对两者。"
            )
        try:
            return self._files.read(upload_key(filing_id, file_id))
        except NotFoundError as error:
            raise InvalidRequestError(f"第 {number} 个文件没有保存下来，请随请求发送。") from error
