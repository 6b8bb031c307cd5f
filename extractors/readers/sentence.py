"""Read the blank of a sentence: certificates and letters say things in prose, not beside labels.

A field declares ``sentences``, phrases as the form prints them, the most usual first::

    options = { sentences = ["在(我|本)校{}专业", "专业：{}"], shape = '[\u4e00-\u9fff]{2,20}' }

- ``{}`` is the wanted blank; ``shape`` is a name in ``SHAPES`` or a regular expression it must
  fit, by default anything up to a sign that ends a clause;
- ``…`` is other text, as the blanks of other fields, at most ``GAP`` characters;
- ``(a|b)`` are alternatives, ``(a|)`` may be missing;
- a sign of punctuation may be misread or missing, a wide gap stands for one too;
- of four and more words in a row one may be misread, if nothing fits without that.

No sentence goes on in print of another size or farther below. A blank is first looked for within
one row, then over the rows of a paragraph, then with wide gaps closed, as blanks filled in later
leave them; then all that in each column of the paper alone, for a photograph's caption or a facing
page may stand between two halves of a sentence. ``last`` takes the last place that fits.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, product
from statistics import median

from extractors.placing.form import Form, Found
from extractors.placing.layout import Glyph
from models.specs import FieldSpec

GAP = 60
"""The most characters that ``…`` stands for."""
LONGEST = 40
"""The most characters of a blank without a shape."""
SAFE = 4
"""In a phrase of at least this many characters one may be misread."""
GUTTER = 2.0
"""A stripe this many character heights wide without any print parts two columns."""
SIGNS = "，,。.、；;：:（）()“”\"'《》_- \r"
ROW, END = "\r", "\n"
"""Stand between two rows, and between two paragraphs, in a text."""
NEAR = 2.6
"""Rows of one paragraph are not farther apart than this many of their heights."""
BESIDE = 0.85
"""Rows nearer than this many of their heights stand beside each other."""
EVEN = 1.35
"""Nor this many times as far apart as the rows before or after them."""
ALIKE = 1.35
"""Print of one paragraph is not larger than this against the print of the row before."""
GAPS = "[ \r]?"
"""What may stand between two characters of a phrase."""
CLAUSE = r"[^，,。；;：:\n]"
_YEAR = "(?:(?<![0-9])[12][0-9]{3}|[〇○零Oo0一—二三四五六七八九]{4})年"
_COUNT = "(?:[0-9]{1,2}|[元一—二三四五六七八九十]{1,3})"
SHAPES = {
    "day": f"{_YEAR}{_COUNT}月{_COUNT}日",
    "closing_day": f"{_YEAR}{_COUNT}月{_COUNT}日(?!.{{0,2}}[生至到起在])",
    "month": f"{_YEAR}{_COUNT}月",
    "name": r"[\u3400-\u9fff]{1,8}(?:·[\u3400-\u9fff]{1,12}){1,3}|[\u3400-\u9fff]{2,4}",
}
"""Blanks of every certificate: dates in figures or numerals, the name of a person."""
TOKEN = re.compile(r"\{\}|…|[(|)]|[^{…(|)]+")


def read_sentence(form: Form, field: FieldSpec) -> Found | None:
    """Return what stands in the blank of the first declared sentence that is on the paper."""
    shape = str(field.options.get("shape", ""))
    shape = SHAPES.get(shape, shape)
    ways = product((False, True), field.words("sentences"))
    patterns = [compiled(sentence, shape, forgiving=near) for near, sentence in ways]
    texts = list(_texts(form))
    for pattern, (text, glyphs) in product(patterns, texts):
        matches = list(pattern.finditer(text))
        if matches:
            match = matches[-1] if field.options.get("last") else matches[0]
            blank = [glyph for glyph in glyphs[slice(*match.span("blank"))] if glyph]
            return form.found(list(dict.fromkeys(blank)))
    return None


@cache
def compiled(sentence: str, shape: str = "", *, forgiving: bool = False) -> re.Pattern[str]:
    """Return the regular expression of a sentence; its blank is the group ``blank``.

    ``forgiving`` lets it match although a word is misread.

    >>> compiled("学生{}，性别").search("学生张样张性别男")["blank"]
    '张样张'
    """
    tokens = TOKEN.findall(sentence)
    last = tokens[-1:] == ["{}"]
    blank = shape or f"{CLAUSE}{{1,{LONGEST}}}" + ("" if last else "?")
    meant = {"{}": f"(?P<blank>{blank})", "…": f".{{0,{GAP}}}?", "(": "(?:", "|": "|", ")": ")"}
    return re.compile(
        "".join(meant.get(token) or _phrase(token, forgiving=forgiving) for token in tokens)
    )


def _phrase(text: str, *, forgiving: bool) -> str:
    """Return the expression of a printed phrase; runs of signs in it may be misread or missing."""
    signs = re.escape(SIGNS)
    pieces = re.split(f"([{signs}]+)", _folded(text))
    return "".join(
        f"[{signs}]*" if piece[0] in SIGNS else _words(piece, forgiving=forgiving)
        for piece in pieces
        if piece
    )


def _words(words: str, *, forgiving: bool) -> str:
    """Return an expression that a run of words fits; ``forgiving``, with one character misread."""
    whole = GAPS.join(map(re.escape, words))
    if not forgiving or len(words) < SAFE:
        return whole
    near = (
        GAPS.join([*map(re.escape, words[:i]), ".", *map(re.escape, words[i + 1 :])])
        for i in range(len(words))
    )
    return f"(?:{'|'.join([whole, *near])})"


def _texts(form: Form) -> Iterator[tuple[str, list[Glyph | None]]]:
    """Yield the text of the whole paper and of its columns, with and without its rows and gaps.

    Beside each character stands the glyph it came from, None for what was put between them.
    """
    rows = [list(row.glyphs) for row in form.layout.rows]
    edges = _gutters([glyph for row in rows for glyph in row], GUTTER * form.layout.height)
    columns = pairwise([float("-inf"), *edges, float("inf")]) if edges else ()
    parts = [[g for g in row if left < g.centre < right] for left, right in columns for row in rows]
    papers = [rows, [part for part in parts if part]] if edges else [rows]
    ways = ((ROW, GUTTER), ("", GUTTER), ("", float("inf")))
    for paper, (between, gap) in product(papers, ways):
        pairs = list(_pairs(paper, between, gap))
        yield "".join(char for char, _ in pairs), [glyph for _, glyph in pairs]


def _pairs(rows: list[list[Glyph]], between: str, gap: float) -> Iterator[tuple[str, Glyph | None]]:
    """Yield each character with its glyph, and what stands in gaps and at the ends of rows."""
    ends = _ends(rows)
    for index, row in enumerate(rows):
        for glyph, left in zip(row, [None, *row], strict=False):
            if left and glyph.left - left.right > gap * glyph.height:
                yield " ", None
            for char in _folded(glyph.char):
                yield char, glyph
        end = END if index in ends else between * (index + 1 < len(rows))
        if end:
            yield end, None


def _ends(rows: list[list[Glyph]]) -> set[int]:
    """Return the rows after which another paragraph begins."""
    heights = [median(glyph.height for glyph in row) for row in rows]
    middles = [median(glyph.middle for glyph in row) for row in rows]
    gaps = [b - a for a, b in pairwise(middles)]
    ends: set[int] = set()
    for i, gap in enumerate(gaps):
        high, low = max(heights[i : i + 2]), min(heights[i : i + 2])
        around = [g for g in gaps[max(i - 1, 0) : i + 2] if g > BESIDE * low]
        uneven = gap > EVEN * min(around, default=gap)
        if high > ALIKE * low or uneven or not BESIDE * low < gap < NEAR * low:
            ends.add(i)
    return ends


def _gutters(glyphs: list[Glyph], wide: float) -> list[float]:
    """Return the middles of the stripes from top to bottom in which nothing is printed."""
    edges: list[float] = []
    reach = min((glyph.left for glyph in glyphs), default=0.0)
    for glyph in sorted(glyphs, key=lambda glyph: glyph.left):
        if glyph.left - reach > wide:
            edges.append((glyph.left + reach) / 2)
        reach = max(glyph.right, reach)
    return edges


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
