"""Opening an upload: bytes in, decoded pages out, or a reason a person can act on."""

from extractors.decoding.media import media_type
from extractors.decoding.sandbox import Sandbox
from extractors.raw import RawPage
from models.errors import EmptyPaperError, TooLargePaperError

SANDBOX = Sandbox()
"""Shared by the whole process so that its children stay warm; it starts none before it is used."""


def open_upload(data: bytes, name: str, sandbox: Sandbox = SANDBOX) -> tuple[RawPage, ...]:
    """Return the pages of an upload as RGB pictures, upright as the file itself says.

    The type is told from the content (JPEG, PNG, WebP, BMP, TIFF, GIF, PDF, OFD), never from the
    name. Decoding happens in a limited child process; this one survives whatever the file does to
    it. Pictures longer than ``Limits.max_side`` come back scaled down. Raises
    ``UnreadablePaperError`` or one below it, with a Chinese message.
    """
    if not data:
        raise EmptyPaperError("上传的文件是空的（0 字节）。")
    limit = sandbox.limits.max_bytes
    if len(data) > limit:
        raise TooLargePaperError(
            f"文件大小为 {len(data) / 1e6:.1f} MB，超过 {limit // 1_000_000} MB 的上限。"
        )
    return sandbox.decode(data, media_type(data, name))
