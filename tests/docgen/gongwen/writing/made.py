"""What tests of writing share: every use of every kind."""

from collections.abc import Iterator

from docgen.gongwen.writing.declared import examples, read_written

TURNS = ("use", "direction", "answer", "effective")
"""Facts whose choice changes what is written."""


def cases() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each use of each kind with its declared examples."""
    for kind, written in read_written().items():
        turns = [name for name in TURNS if name in written.facts]
        for choice in written.facts[turns[0]].choices if turns else ("",):
            yield kind, examples(written, **({turns[0]: choice} if turns else {}))


CASES = list(cases())
NAMES = [
    "-".join((kind, *(facts[name] for name in TURNS if name in facts))) for kind, facts in CASES
]
