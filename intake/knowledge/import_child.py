"""The limited child process that opens files to be imported: see docs/decisions/005.

Started as ``python -m intake.knowledge.import_child '{"memory": …}'``.
"""

from collections.abc import Iterator
from typing import Any, Final

from extractors.decoding.child import Frame, serve
from extractors.decoding.frames import Decoded
from extractors.decoding.limits import Limits
from extractors.decoding.media import PDF
from extractors.decoding.pdf import decode_pdf
from knowledge.importing.given import Given
from knowledge.importing.lines import LinedPage, PlacedLine
from knowledge.importing.read import read_file

UNDERSTAND: Final = "understand"
LINES: Final = "lines"


def _understand(request: dict[str, Any], data: bytes, _: Limits) -> Iterator[Frame]:
    understood = read_file(Given(request["name"], data, request["url"]))
    yield {}, understood.model_dump_json().encode()


def _lines(_: dict[str, Any], data: bytes, limits: Limits) -> Iterator[Frame]:
    """Answer with the text layer of each page of a PDF; a scan has no lines."""
    for number, page in enumerate(decode_pdf(data, PDF, limits), start=1):
        yield {}, _lined(number, page).model_dump_json().encode()


def _lined(number: int, page: Decoded) -> LinedPage:
    lines = (
        PlacedLine(
            text=line.text,
            left=line.box[0] / page.width,
            top=line.box[1] / page.height,
            right=line.box[2] / page.width,
            bottom=line.box[3] / page.height,
        )
        for line in page.lines
    )
    return LinedPage(number=number, lines=tuple(lines))


if __name__ == "__main__":
    serve({UNDERSTAND: _understand, LINES: _lines})
