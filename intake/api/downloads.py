"""Files that are made for one request, as answers to be saved."""

from typing import Final

from fastapi import Response

from intake.filings.signing import DOCX, PDF
from intake.security.names import attachment

KINDS: Final = {"docx": DOCX, "pdf": PDF, "html": "text/html"}


def made_file(data: bytes, name: str) -> Response:
    """Return a file to be saved under a name; its ending tells the type: docx, pdf or html."""
    kind = KINDS[name.rpartition(".")[2]]
    return Response(data, media_type=kind, headers={"Content-Disposition": attachment(name)})
