"""Read the blank of a sentence: certificates and letters say things in prose, not beside labels.

A field declares ``sentences``, phrases as the form prints them, the most usual first::

    options = { sentences = ["在(我|本)校{}专业", "专业：{}"], shape = '[\u4e00-\u9fff]{2,20}' }

- ``{}`` is the wanted blank; ``shape`` is a regular expression it must fit, by default anything up
  to a sign that ends a clause;
- ``…`` is other text, as the blanks of other fields, at most ``GAP`` characters;
- ``(a|b)`` are alternatives, ``(a|)`` may be missing;
- a sign of punctuation may be misread or missing; spaces and line ends are ignored;
- of four and more words in a row one may be misread, if nothing fits without that.

Rows are joined from top to bottom; where that yields nothing, each column of the paper is tried
alone, for a photograph's caption or a facing page may stand between two halves of a sentence.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, product

from extractors.form import Form, Found
from extractors.layout import Glyph
from models.specs import FieldSpec

GAP = 60
"""The most characters that ``…`` stands for."""
LONGEST = 40
"""The most characters of a blank without a shape."""
SAFE = 4
"""In a phrase of at least this many characters one may be misread."""
GUTTER = 2.0
"""A stripe this many character heights wide without any print parts two columns."""
SIGNS = "，,。.、；;：:（）()“”\"'《》_-"
CLAUSE = r"[^，,。；;：:]"
TOKEN = re.compile(r"\{\}|…|[(|)]|[^{…(|)]+")


def read_sentence(form: Form, field: FieldSpec) -> Found | None:
    """Return what stands in the blank of the first declared sentence that is on the paper."""
    shape = str(field.options.get("shape", ""))
    ways = product((False, True), field.words("sentences"))
    patterns = [compiled(sentence, shape, forgiving=near) for near, sentence in ways]
    for glyphs in _texts(form):
        chars = [(char, glyph) for glyph in glyphs for char in _folded(glyph.char)]
        text = "".join(char for char, _ in chars)
        for pattern in patterns:
            match = pattern.search(text)
            if match:
                blank = [glyph for _, glyph in chars[slice(*match.span("blank"))]]
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
    pieces = re.split(f"([{signs}]+)", "".join(_folded(char) for char in text if char.strip()))
    return "".join(
        f"[{signs}]*" if piece[0] in SIGNS else _words(piece, forgiving=forgiving)
        for piece in pieces
        if piece
    )


def _words(words: str, *, forgiving: bool) -> str:
    """Return an expression that a run of words fits; ``forgiving``, with one character misread."""
    whole = re.escape(words)
    if not forgiving or len(words) < SAFE:
        return whole
    near = (f"{re.escape(words[:i])}.{re.escape(words[i + 1 :])}" for i in range(len(words)))
    return f"(?:{'|'.join([whole, *near])})"


def _texts(form: Form) -> Iterator[list[Glyph]]:
    """Yield the characters of the whole paper row by row, then those of each column."""
    rows = [list(row.glyphs) for row in form.layout.rows]
    yield [glyph for row in rows for glyph in row]
    edges = _gutters([glyph for row in rows for glyph in row], GUTTER * form.layout.height)
    for left, right in pairwise([float("-inf"), *edges, float("inf")]) if edges else ():
        yield [glyph for row in rows for glyph in row if left < glyph.centre < right]


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
    return "".join(unicodedata.normalize("NFKC", char) for char in text if not char.isspace())
