"""A file made ready for LibreOffice to print it as Word does: exact lines keep off the grid.

LibreOffice sets lines of an exact height on the lines of a document grid too, where the paragraph
does not say otherwise; in Word an exact height wins over the grid.
"""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from docgen.gongwen.opening.looks import Styles
from docgen.gongwen.opening.package import WordFile
from docgen.gongwen.tracking.parts import Parts
from models.errors import InvalidRequestError

GRIDS = frozenset({"lines", "linesAndChars", "snapToChars"})


def unsnapped(docx: bytes) -> bytes:
    """Return the same file, its exact lines off the grid; the file itself where it has no grid.

    It is for printing alone. Raises one of the ``UnreadablePaperError`` family.
    """
    file = WordFile(docx)
    if not any(each.get("type") in GRIDS for each in file.part(file.main).iter("docGrid")):
        return docx
    try:
        parts = Parts(docx)
    except InvalidRequestError:
        return docx  # of the strict kind: printed as it is
    styles = Styles(file)
    for name, root in parts.texts.items():
        plain, written = list(file.part(name).iter()), list(root.iter("*"))
        if len(plain) != len(written):
            continue
        for element, each in zip(plain, written, strict=True):
            if each.tag == qn("w:p") and is_exact(styles, element):
                _keep_off(each)
    return parts.save()


def is_exact(styles: Styles, paragraph: Any) -> bool:  # noqa: ANN401 - an element of ElementTree
    """Tell whether the lines of a ``w:p`` have an exact height, whatever is on them."""
    rule = "auto"
    for layer in styles.paragraph_layers(paragraph.find("pPr")):
        spacing = layer.find("spacing")
        if spacing is not None and spacing.get("line"):
            rule = spacing.get("lineRule", "auto")
    return rule == "exact"


def _keep_off(paragraph: Any) -> None:  # noqa: ANN401 - an element of lxml
    own = paragraph.find(qn("w:pPr"))
    if own is None:
        own = OxmlElement("w:pPr")
        paragraph.insert(0, own)
    if own.find(qn("w:snapToGrid")) is None:
        said = OxmlElement("w:snapToGrid")
        said.set(qn("w:val"), "0")
        own.append(said)
