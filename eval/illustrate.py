"""Draw how a paper is read: as uploaded, its lines once it stands upright, and its fields.

    python -m eval.illustrate FILE --out PICTURE

A field's frame is green where its value is sure, orange where it is to be confirmed.
"""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from extractors.opening import open_upload
from extractors.read import read_upload
from extractors.types import document_types
from models.engines.registry import make_engine
from models.fonts import SHIPPED
from models.records import Box, Paper, State

COLOURS = {State.SURE: "#2b8a3e", State.CONFIRM: "#e8590c"}
LINE = "#1971c2"
HEIGHT = 620
"""Of each of the three panels, in pixels."""
GAP = 16
LETTERING = 0.02
"""Height of a field's name against the height of the page."""


def illustrate(data: bytes, name: str) -> Image.Image:
    """Return the three panels side by side; raises ``UnreadablePaperError`` for a broken file."""
    uploaded = Image.fromarray(open_upload(data, name)[0].image)
    read = read_upload(data, name, make_engine("rapid"), document_types(), date(2026, 11, 20))
    upright = Image.fromarray(np.asarray(read.pictures[0]))
    panels = [uploaded, with_lines(upright, read.paper), with_fields(upright, read.paper)]
    return beside([scaled(panel) for panel in panels])


def with_lines(picture: Image.Image, paper: Paper) -> Image.Image:
    """Return the page with a frame around each line that was recognised."""
    drawn = picture.copy()
    for line in paper.pages[0].lines:
        frame(drawn, line.box, LINE)
    return drawn


def with_fields(picture: Image.Image, paper: Paper) -> Image.Image:
    """Return the page with a frame and the name at each field that has a value and a place."""
    drawn = picture.copy()
    font = ImageFont.truetype(
        str(SHIPPED / "NotoSansCJKsc-Regular.otf"), max(int(picture.height * LETTERING), 9)
    )
    titles = {
        (kind.id, field.key): field.title
        for kind in document_types().values()
        for field in kind.fields
    }
    for document in paper.documents:
        for field in document.fields:
            if field.state in COLOURS and field.evidence.box:
                frame(drawn, field.evidence.box, COLOURS[field.state])
                place = field.evidence.box[0], field.evidence.box[1] - font.size - 2
                title = titles.get((document.type, field.key), field.key)
                ImageDraw.Draw(drawn).text(place, title, COLOURS[field.state], font)
    return drawn


def frame(picture: Image.Image, box: Box, colour: str) -> None:
    """Draw a box on a picture."""
    ImageDraw.Draw(picture).rectangle(box, outline=colour, width=max(picture.height // 400, 1))


def scaled(picture: Image.Image) -> Image.Image:
    """Return a picture at the height of a panel."""
    return picture.resize((round(picture.width * HEIGHT / picture.height), HEIGHT))


def beside(panels: Sequence[Image.Image]) -> Image.Image:
    """Return panels of one height in a row on white."""
    width = sum(panel.width for panel in panels) + GAP * (len(panels) - 1)
    row = Image.new("RGB", (width, HEIGHT), "white")
    left = 0
    for panel in panels:
        row.paste(panel, (left, 0))
        left += panel.width + GAP
    return row


def main(arguments: Sequence[str] | None = None) -> None:
    """Draw one paper."""
    parser = argparse.ArgumentParser(description="Draw how a paper is read.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    drawn = illustrate(options.file.read_bytes(), options.file.name)
    drawn.save(options.out, quality=80, optimize=True)


if __name__ == "__main__":
    main()
