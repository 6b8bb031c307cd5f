"""What tests of writing share: every use of every kind, each with two sets of facts."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from docgen.gongwen.writing.declared import Written, examples, read_written
from docgen.gongwen.writing.given import Value

TURNS = ("use", "direction", "answer", "effective")
"""Facts whose choice changes what is written."""
SETS = Path(__file__).with_name("sets")
Facts = dict[str, Value]


def turn_of(facts: Mapping[str, Value]) -> str:
    """Return the choice that a set of facts makes."""
    return next((str(facts[name]) for name in TURNS if name in facts), "")


def declared() -> Iterator[tuple[str, Facts]]:
    """Yield each use of each kind with its declared examples, as far as they are asked."""
    for kind, written in read_written().items():
        turns = [name for name in TURNS if name in written.facts]
        for choice in written.facts[turns[0]].choices if turns else ("",):
            facts = examples(written, **({turns[0]: choice} if turns else {}))
            yield kind, {name: facts[name] for name in facts if asked(written, name, facts)}


def written_out() -> Iterator[tuple[str, Facts]]:
    """Yield the sets of facts that lie beside the tests."""
    for kind in read_written():
        told = tomllib.loads((SETS / f"{kind}.toml").read_text(encoding="utf-8"))
        yield from ((kind, told.get("all", {}) | each) for each in told["set"])


def asked(written: Written, name: str, facts: Mapping[str, Value]) -> bool:
    """Return whether a fact is asked at all with these choices."""
    return all(facts.get(turn) in values for turn, values in written.facts[name].only.items())


DECLARED = list(declared())
CASES = [*DECLARED, *written_out()]
NAMES = [
    "-".join(filter(None, (kind, turn_of(facts), "" if at < len(DECLARED) else "2")))
    for at, (kind, facts) in enumerate(CASES)
]
