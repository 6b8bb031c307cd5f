"""Reads one file to drafts: its form by content, its reader by form, its texts understood."""

import hashlib
from collections.abc import Callable, Mapping
from typing import Final

from knowledge.importing.content import form_of
from knowledge.importing.docx import read_docx
from knowledge.importing.draft import Form, Understood
from knowledge.importing.given import Given
from knowledge.importing.html import read_html
from knowledge.importing.lines import read_lines
from knowledge.importing.reading import Found
from knowledge.importing.tables import read_csv_list, read_json_list, read_xlsx
from knowledge.importing.texts import read_markdown, read_text
from knowledge.importing.understand import draft_of
from models.clean import shorten
from models.errors import ServiceError, WrongTypeError

Reader = Callable[[Given], Found]
LINED: Final = frozenset({Form.PDF, Form.PICTURE})
"""Forms that others read to lines."""


def _read_old_word(_: Given) -> Found:
    raise WrongTypeError(
        "这是旧版 Word 文件（.doc），需要 LibreOffice 转换，"
        "请安装 LibreOffice，或用 Word、WPS 另存为 DOCX。"
    )


READERS: Final[Mapping[Form, Reader]] = {
    Form.DOCX: read_docx,
    Form.DOC: _read_old_word,
    Form.PDF: lambda given: read_lines(given.pages),
    Form.PICTURE: lambda given: read_lines(given.pages),
    Form.HTML: read_html,
    Form.MARKDOWN: read_markdown,
    Form.TEXT: read_text,
    Form.XLSX: read_xlsx,
    Form.CSV: read_csv_list,
    Form.JSON: read_json_list,
}


def read_file(given: Given, readers: Mapping[Form, Reader] = READERS) -> Understood:
    """Return what a file holds, or the reason why nothing could be read of it; never raises ours.

    A DOC must have been converted to DOCX, and a PDF or picture must come with its lines.
    """
    digest = hashlib.sha256(given.data).hexdigest()
    name = shorten(given.name, 120)
    try:
        form = form_of(given.data, given.name)
        found = readers[form](given)
    except ServiceError as error:
        told = str(error).rstrip("。")
        return Understood(file=name, digest=digest, problem=f"{told}。")
    drafts = tuple(draft_of(reading, given.name, digest) for reading in found.readings)
    told = "" if drafts else "没有可以作为条目的正文，原因见“未导入的内容”。"
    return Understood(
        file=name,
        digest=digest,
        form=form,
        drafts=drafts,
        left_out=found.left_out,
        remarks=found.remarks,
        problem=told,
    )
