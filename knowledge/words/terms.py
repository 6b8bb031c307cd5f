"""Cut text into the terms that both the word index and the embedding count."""

import re
from collections.abc import Iterator
from itertools import pairwise

from knowledge.words.plain import plain

# A run of Latin letters and digits is one term (a code, a document number); any other letter is
# a term of its own, so no dictionary of Chinese words is needed.
RUN = re.compile(r"[0-9a-z]+|[^\W_]")


def terms(text: str) -> list[str]:
    """Return the characters of the text and the pairs of neighbours, in the order they stand.

    Width and case do not count; punctuation and spaces separate.

    >>> terms("网约车证 A1")
    ['网', '约', '车', '证', 'a1', '网约', '约车', '车证']
    """
    found = list(RUN.finditer(plain(text)))
    return [match[0] for match in found] + list(_neighbours(found))


def _neighbours(found: list[re.Match[str]]) -> Iterator[str]:
    for left, right in pairwise(found):
        if left.end() == right.start():
            yield left[0] + right[0]
