"""Time the comparison of two long documents, beside difflib on their plain texts.

    python -m eval.bench.compare --pages 100

The documents are made as ``zhiban eval compare`` makes them, with an edit in every eighth block. It
prints seconds for opening both files, for comparing them, and for difflib on the plain texts, lines
and then characters of replaced ones, all in one run.
"""

import argparse
import difflib
import random
import time
from collections.abc import Callable
from typing import TypeVar

from rich.console import Console

from docgen.gongwen.compare.compare import compare
from docgen.gongwen.compare.page import make_page
from docgen.gongwen.opening.file import open_file
from eval.compare.drafts import make_docx
from eval.compare.measure import edited
from eval.compare.seeds import ALL, ONCE, ZONE

CHARACTERS = 28 * 22
"""On a full page of an official document (GB/T 9704-2012)."""
PER_BLOCK = 110
"""Characters of a block, about."""

T = TypeVar("T")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=100)
    pages = parser.parse_args().pages
    zones = pages * CHARACTERS // PER_BLOCK // ZONE
    often = [name for name in ALL if name not in ONCE]
    chance = random.Random(7)  # noqa: S311 - edits, not secrets
    drafts = edited(chance, [often[each % len(often)] for each in range(zones)])
    files = [make_docx(each) for each in drafts[:2]]
    open_file(files[0], "样张")  # the child process is warm in a service
    opening, opened = _timed(lambda: [open_file(each, "样张") for each in files])
    comparing, found = _timed(lambda: compare(*opened))
    showing, _ = _timed(lambda: make_page(found, *opened))
    older, newer = (each.text.splitlines() for each in opened)
    peer, told = _timed(lambda: _by_difflib(older, newer))
    length = len(opened[0].text)
    console = Console()
    console.print(
        f"{length} characters, {length / CHARACTERS:.0f} pages, {len(opened[0].paragraphs)} "
        f"paragraphs, {zones} edits, {len(found.differences)} differences"
    )
    console.print(f"open both {opening:.2f} s, compare {comparing:.2f} s, page {showing:.2f} s")
    console.print(f"difflib on plain text: {peer:.2f} s, {told} changes")


def _by_difflib(older: list[str], newer: list[str]) -> int:
    """Return how many changes difflib tells: of lines, and of characters in replaced ones."""
    count = 0
    lines = difflib.SequenceMatcher(a=older, b=newer, autojunk=False)
    for kind, a, b, c, d in lines.get_opcodes():
        if kind == "replace":
            inner = difflib.SequenceMatcher(a="".join(older[a:b]), b="".join(newer[c:d]))
            count += sum(opcode[0] != "equal" for opcode in inner.get_opcodes())
        else:
            count += kind != "equal"
    return count


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


if __name__ == "__main__":
    main()
