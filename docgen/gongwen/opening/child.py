"""The limited child process that parses files of unknown origin: see docs/decisions/005.

Started as ``python -m docgen.gongwen.opening.child '{"memory": …}'``.
"""

from collections.abc import Iterator
from typing import Any, Final

from docgen.gongwen.opening.docx import read_docx
from docgen.gongwen.opening.pdf import read_pdf
from extractors.decoding.child import Frame, serve
from extractors.decoding.limits import Limits

DOCX: Final = "docx"
PDF: Final = "pdf"


def _docx(request: dict[str, Any], data: bytes, _: Limits) -> Iterator[Frame]:
    yield {}, read_docx(data, request["name"]).model_dump_json().encode()


def _pdf(_: dict[str, Any], data: bytes, limits: Limits) -> Iterator[Frame]:
    for page in read_pdf(data, limits):
        yield {}, page.model_dump_json().encode()


if __name__ == "__main__":
    serve({DOCX: _docx, PDF: _pdf})
