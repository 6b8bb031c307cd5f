"""A document as plain text, as it stands in the editor."""

from collections.abc import Iterator

from docgen.gongwen.document.official import Official, Part
from models.days import day_words

INDENT = "　　"


def text_of(official: Official) -> str:
    """Return the words of a document, a paragraph a line, indented as on paper.

    What belongs to the head and the imprint alone (份号, 密级, 抄送 …) is left to the layout. A
    text that is passed on follows behind an empty line, with its number.
    """
    return "\n".join(_lines(official))


def _lines(official: Official) -> Iterator[str]:
    if official.title:
        yield official.title
    yield from _below(official)


def _below(official: Official) -> Iterator[str]:
    if official.addressees:
        yield f"{official.addressees}："
    for part in official.body:
        yield from _part(part)
    yield from _attached(official)
    yield from _signed(official)
    if official.note:
        yield f"{INDENT}（{official.note}）"
    for each in official.present:
        yield f"{INDENT}{each.role}：{each.names}"
    if official.passed:
        yield ""
        yield from _passed(official.passed)


def _passed(official: Official) -> Iterator[str]:
    """Yield a text that is passed on; its attachments are bound in behind it."""
    yield official.heading
    if official.number:
        yield official.number
    yield from _below(official)
    for place, each in enumerate(official.attachments, start=1):
        if each.parts:
            yield f"附件{place if len(official.attachments) > 1 else ''}"
            yield each.title
            yield from (line for part in each.parts for line in _part(part))


def _part(part: Part) -> Iterator[str]:
    if part.rows:
        yield from ("\t".join(row) for row in part.rows)
    else:
        yield f"{INDENT}{part.text}{part.run_in}"


def _signed(official: Official) -> Iterator[str]:
    yield from official.signed
    by_hand = f"{official.office}　{official.signer}".strip("　")
    if by_hand:
        yield by_hand
    if official.day:
        yield day_words(official.day)


def _attached(official: Official) -> Iterator[str]:
    titles = [each.title for each in official.attachments]
    for place, title in enumerate(titles, start=1):
        number = f"{place}." if len(titles) > 1 else ""
        yield f"{INDENT}{'附件：' if place == 1 else INDENT + '　'}{number}{title}"
