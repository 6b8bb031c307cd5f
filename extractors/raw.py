"""One page of an upload as it comes out of the file, before anyone has looked at it."""

from dataclasses import dataclass, field

from models.engines import Image
from models.records import Datum, Line


@dataclass(frozen=True)
class RawPage:
    """A decoded page: the picture, and the text when the file itself carries it."""

    number: int
    """From 1."""
    image: Image
    media_type: str
    """Of the upload, found from its content: ``image/jpeg``, ``application/pdf`` …"""
    lines: tuple[Line, ...] = field(default=())
    """Lines of a PDF's or an OFD's own text, boxes in pixels of ``image``; empty for pictures and
    scans."""
    data: tuple[Datum, ...] = field(default=())
    """Structured data of the document that begins on this page."""
