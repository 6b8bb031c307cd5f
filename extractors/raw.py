"""One page of an upload as it comes out of the file, before anyone has looked at it."""

from dataclasses import dataclass, field

from models.engines import Image
from models.records import Line


@dataclass(frozen=True)
class RawPage:
    """A decoded page: the picture, and the text when the file itself carries it."""

    number: int
    """From 1."""
    image: Image
    media_type: str
    """Of the upload, found from its content: ``image/jpeg``, ``application/pdf`` …"""
    lines: tuple[Line, ...] = field(default=())
    """Lines of the PDF's text layer, boxes in pixels of ``image``; empty for pictures and scans."""
