"""The test that every value of a language model must pass: does print bear it out?

The model only says what to look for. What is taken is the print itself, at the place where it
stands; a character the recogniser doubted, or takes for another one, is the only thing the model
may put right, and a digit or a letter only as a check digit proves it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.checks import CHECKS
from extractors.judging.repair import DOUBTFUL, REPAIRS
from extractors.llm.witnesses import Folded, Witness, fold
from extractors.placing.boxes import around
from models.records import Box
from models.specs import FieldSpec

CHECK_DIGITS = frozenset({"id18", "uscc", "vin", "registration_no", "card_number"})
"""Checks by which a misread character is known to be misread."""
SHORTEST = 4
"""A shorter text must stand in print exactly."""
MISREAD = 4
"""At most one character of so many may be misread."""

_DAY = (
    r"(?<!\d)\d{4}\s?[-年./]\s?\d{1,2}\s?[-月./]\s?\d{1,2}\s?日?(?!\d)|(?<!\d)\d{8}(?!\d)"
    r"|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_TERM = rf"(?:{_DAY})\s*[-—–~～一至到]+\s*(?:{_DAY}|长期|永久)"
_MONTH = r"(?<!\d)\d{4}\s?[-年./]\s?\d{1,2}\s?月?(?!\d)"
_SIZE = r"\d+\s?[×xX*]\s?\d+(?:\s?[×xX*]\s?\d+)?\s?(?:mm|毫米)?"
_FIGURE = (
    r"(?<![\d.,])[¥￥]?\s?-?\d[\d,，]*(?:\.\d+)?\s?(?:[元人%％]|kg|KG|千克|公斤)?(?![\d.,]*\d)"
)
WRITTEN = tuple(re.compile(form) for form in (_TERM, _DAY, _MONTH, _SIZE, _FIGURE))
"""How dates, terms, sizes and amounts are printed; the longest first."""
GUESSED = ("date", "money")
"""As what a value is compared when its field declares no check."""
OPENING, CLOSING = "（(【[《", "）)】]》"
NOTHING: Mapping[int, str] = {}


@dataclass(frozen=True)
class Support:
    """The place that bears a value out, and what is printed there."""

    text: str
    """As printed, with misread characters put right."""
    raw: str
    scores: tuple[float, ...]
    """Of the characters that were taken as they were read."""
    box: Box


@dataclass(frozen=True)
class Claim:
    """What was said about a field."""

    said: str
    field: FieldSpec

    @property
    def wanted(self) -> str:
        """What was said, as texts are compared."""
        return fold(self.said).text


def find_supports(claim: Claim, found: Sequence[Witness]) -> Iterator[Support]:
    """Yield every place that bears a claim out, the best kind first."""
    if not claim.wanted:
        return
    for way in (_literal, _normalised, _alike):
        for witness in found:
            yield from way(claim, witness)


def _literal(claim: Claim, witness: Witness) -> Iterator[Support]:
    """The very characters stand there, and are no part of a longer number or code."""
    there, wanted = fold(witness.text), claim.wanted
    at = there.text.find(wanted)
    while at >= 0:
        if not _cuts(there.text, at, at + len(wanted)):
            yield _support(witness, *_span(there, at, at + len(wanted)))
        at = there.text.find(wanted, at + 1)


def _normalised(claim: Claim, witness: Witness) -> Iterator[Support]:
    """A date, a term, a size or an amount stands there that says the same in another form."""
    for check in (claim.field.check,) if claim.field.check else GUESSED:
        canonical = _canonical(claim.said, check)
        if not canonical:
            continue
        for start, end in _written(witness.text):
            if _canonical(witness.text[start:end], check) == canonical:
                yield _support(witness, start, end)


def _alike(claim: Claim, witness: Witness) -> Iterator[Support]:
    """As long a text stands there, but for characters that are easily misread."""
    there, wanted = fold(witness.text), claim.wanted
    size = len(wanted)
    if size < SHORTEST:
        return
    for start in range(len(there.text) - size + 1):
        end = start + size
        wrong = {
            at: wanted[at - start]
            for at in range(start, end)
            if there.text[at] != wanted[at - start]
        }
        if len(wrong) > size // MISREAD or _cuts(there.text, start, end):
            continue
        change = _put_right(witness, there, wrong, proven=claim.field.check in CHECK_DIGITS)
        if change is not None:
            yield _support(witness, *_span(there, start, end), change)


def _put_right(
    witness: Witness, there: Folded, wrong: Mapping[int, str], *, proven: bool
) -> dict[int, str] | None:
    """Return how to read each misread mark, by its place; None when one cannot be a misreading."""
    change: dict[int, str] = {}
    for at, said in wrong.items():
        place, read = there.places[at], there.text[at]
        score = witness.marks[place].score
        if there.places.count(place) > 1 or not _can_be(read, said, score, proven=proven):
            return None
        if _believes(read, said, score, proven=proven):
            change[place] = said
    return change


def _can_be(read: str, said: str, score: float, *, proven: bool) -> bool:
    """Tell whether what was read as one character can be another in print."""
    if _look_alike(read, said):
        return True
    written = not (read.isascii() or said.isascii())
    return score < DOUBTFUL and (proven or written)


def _believes(read: str, said: str, score: float, *, proven: bool) -> bool:
    """Tell whether the other character is taken: proven by a check digit, or the print doubtful."""
    return proven or score < DOUBTFUL or REPAIRS.variants.get(read) == said


def _look_alike(read: str, said: str) -> bool:
    pairs = ((read, said), (said, read))
    return any(
        b in REPAIRS.look_alikes.get(a, "") or REPAIRS.variants.get(a) == b for a, b in pairs
    )


def _cuts(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch ends within a number or a code of Latin letters and digits."""
    return _one_word(text[:start], text[start:]) or _one_word(text[:end], text[end:])


def _one_word(left: str, right: str) -> bool:
    """Tell whether two parts of a folded text are one word; its signs all stand between digits."""
    return bool(left and right and left[-1].isascii() and right[0].isascii())


def _span(there: Folded, start: int, end: int) -> tuple[int, int]:
    """Return which marks of a witness a stretch of its folded text is made of."""
    return there.places[start], there.places[end - 1] + 1


def _written(text: str) -> Iterator[tuple[int, int]]:
    for form in WRITTEN:
        for match in form.finditer(text):
            yield match.span()


def _canonical(text: str, check: str) -> str:
    try:
        return CHECKS[check](text)
    except ValueError:
        return ""


def _support(
    witness: Witness, start: int, end: int, change: Mapping[int, str] = NOTHING
) -> Support:
    start, end = _with_brackets(witness.text, start, end)
    marks = witness.marks[start:end]
    return Support(
        text="".join(change.get(i, mark.char) for i, mark in enumerate(marks, start)),
        raw="".join(mark.char for mark in marks),
        scores=tuple(mark.score for i, mark in enumerate(marks, start) if i not in change),
        box=around(mark.box for mark in marks),
    )


def _with_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch by the bracket that closes one inside it: 有限公司（上海 wants its ）."""
    opened = [char in OPENING for char in text[start:end]].count(True)
    closed = [char in CLOSING for char in text[start:end]].count(True)
    before = opened < closed and start > 0 and text[start - 1] in OPENING
    after = opened > closed and end < len(text) and text[end] in CLOSING
    return start - before, end + after
