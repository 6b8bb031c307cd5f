"""Plain text as paragraphs, one a line."""

from docgen.gongwen.document.opened import Opened, Paragraph, Run, Source
from models.errors import UnreadableTableError, WrongDocumentTypeError
from models.files.texts import decode


def read_text(data: bytes, name: str) -> Opened:
    """Return a text in UTF-8, GB18030 or UTF-16 with its mark; raises ``WrongDocumentTypeError``.

    Every character is kept, so that places in the record are places in the file.
    """
    try:
        text = decode(data, name)
    except UnreadableTableError as error:
        raise WrongDocumentTypeError("文件不是文字，或编码不是 UTF-8、GB18030、UTF-16。") from error
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    paragraphs = tuple(Paragraph(runs=(Run(text=line),) if line else ()) for line in lines)
    return Opened(name=name, source=Source.TEXT, paragraphs=paragraphs)
