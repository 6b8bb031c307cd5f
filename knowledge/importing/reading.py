"""What a reader of one kind of file hands on: the parts of each text, and what it knows of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.entries.entry import Kind, Tags
from knowledge.importing.blocks import Block
from knowledge.importing.draft import Fact, LeftOut


@dataclass(frozen=True)
class Reading:
    """One text of a file."""

    blocks: tuple[Block, ...]
    title: str = ""
    known: Mapping[str, Fact] = field(default_factory=dict)
    """What fields of the file say outright, by the name of the fact."""
    kind: Kind | None = None
    """None where it must be told from the text."""
    url: str = ""
    questions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    tags: Tags = field(default_factory=Tags)
    place: str = ""
    remarks: tuple[str, ...] = ()
    ready: bool = False
    """The parts are what they are meant to be: no headings are looked for."""


@dataclass(frozen=True)
class Found:
    """Every text of a file, and what of the file is in none."""

    readings: tuple[Reading, ...]
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[str, ...] = ()
