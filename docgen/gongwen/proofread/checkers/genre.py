"""Rules of the kinds of document: 党政机关公文处理工作条例, and the closings in use."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

from docgen.gongwen.document.kinds import Direction, read_kinds
from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Line, Text
from models.specs import Spec, read_spec

DECLARED: Final = Path(__file__).parents[1] / "genre.toml"
CLOSING: Final = re.compile(r"^[ \t　]*(?P<x>[^\n]{2,24}?)[。！]?\s*$")
LONGEST: Final = 25
"""Characters of a closing with its mark."""
COPIES: Final = re.compile(r"^[ \t　]*抄\s*送[：:](?P<names>.*\S)\s*$")
ATTACHMENT: Final = re.compile(r"^[ \t　]*附\s*件\s*[：:]\s*(?P<first>1[.．、])?")
NEXT: Final = re.compile(r"^[ \t　]*(?P<n>\d{1,2})[.．、]\s*\S")
QUOTED: Final = re.compile(
    r"(?:见|详见|按|填写|填报|（)(?P<x>附件(?P<n>\d{1,2})?)(?=[，。；）、)的])"
)
LOWER: Final = re.compile(r"各(?:街道|镇|乡|科室|直属单位|下属单位|所|站)[^，、。；]{0,12}")
ASKING: Final = {"report": ("request",)}
"""Kinds whose closings are told by a rule of their own."""
SEVERAL: Final = re.compile(r"[、，]")
OWN_NAME: Final = ("的", "》", "）", "会议", "办公")
"""What may stand right before the kind in a title."""


class Genres(Spec):
    """What the kinds of document say and must not say."""

    requests: tuple[str, ...]
    closings: dict[str, tuple[str, ...]]
    forbidden: dict[str, tuple[str, ...]]


@cache
def read_genres(path: Path = DECLARED) -> Genres:
    """Return the declaration ``genre.toml``."""
    return read_spec(path, Genres)


def check_genre(text: Text) -> Iterator[Fault]:
    """Yield what does not become the kind of document; nothing where the kind is not known."""
    yield from _check_attachments(list(text.body))
    yield from _check_copies(text)
    if text.title:
        yield from _check_title(text.title, text.kind)
        yield from _check_addressees(text)
    if text.kind:
        yield from _check_words(text)
        yield from _check_closing(text)


def _check_title(title: Line, kind: str) -> Iterator[Fault]:
    words = title.text.rstrip()
    if words.count("关于关于"):
        yield tell("genre.title_about", title.start + words.index("关于关于"), "关于关于", ["关于"])
    names = read_kinds()[kind].words if kind else ()
    name = next((each for each in names if words.endswith(each)), "")
    before = words.removesuffix(name)
    if name and words.lstrip().startswith("关于") and not before.endswith(OWN_NAME):
        yield tell("genre.title_of", title.end - len(title.text) + len(before), name, [f"的{name}"])


def _check_addressees(text: Text) -> Iterator[Fault]:
    line = _addressees(text)
    if line is None:
        return
    words = line.text.strip()
    at = line.start + line.text.index(words)
    if text.kind == "request" and SEVERAL.search(words):
        yield tell("genre.several_addressees", at, words.rstrip("：:"))


def _addressees(text: Text) -> Line | None:
    """Return the line below the title that ends with a colon and is short."""
    lines = [line for line in text.body if text.title and line.start > text.title.start]
    first = next((line for line in lines[:3] if line.text.strip()), None)
    return first if first and first.text.rstrip().endswith(("：", ":")) else None


def _check_words(text: Text) -> Iterator[Fault]:
    genres = read_genres()
    if text.kind == "report":
        yield from _told(text.text, genres.requests, "genre.request_in_report")
    yield from _told(text.text, genres.forbidden.get(text.kind, ()), "genre.forbidden")


def _told(words: str, phrases: tuple[str, ...], name: str) -> Iterator[Fault]:
    if phrases:
        for found in re.finditer("|".join(map(re.escape, phrases)), words):
            yield tell(name, found.start(), found[0])


def _check_closing(text: Text) -> Iterator[Fault]:
    """Yield a closing that belongs to another kind, and a request without one."""
    closings = read_genres().closings
    own = closings.get(text.kind, ())
    owner = {words: kind for kind, each in closings.items() for words in each}
    seen = any(words in text.text for words in own)
    for line in text.body:
        # A longer line is none, and with blanks before it would be read from each of them.
        found = CLOSING.match(line.text) if len(line.text.strip()) <= LONGEST else None
        other = owner.get(found["x"]) if found else None
        if found and other and own and other not in {text.kind, *ASKING.get(text.kind, ())}:
            names = {"other": read_kinds()[other].title, "kind": read_kinds()[text.kind].title}
            at = line.start + found.start("x")
            yield tell("genre.wrong_closing", at, found["x"], own[:1], **names)
            seen = True
    if text.kind == "request" and text.title and not seen and "批" not in text.text[-200:]:
        yield tell("genre.no_closing", text.title.start, text.title.text.strip() or "请示")


def _check_copies(text: Text) -> Iterator[Fault]:
    upward = text.kind and read_kinds()[text.kind].directions == (Direction.UP,)
    for line in text.lines:
        found = COPIES.match(line.text)
        if found is None:
            continue
        names, at = found["names"], line.start + found.start("names")
        if not names.endswith("。"):
            right = f"{names[-1].rstrip('，、；.')}。"
            yield tell("genre.copies_stop", at + len(names) - 1, names[-1], [right])
        lower = LOWER.search(names) if upward else None
        if lower:
            yield tell("genre.copies_down", at + lower.start(), lower[0])


def _check_attachments(lines: list[Line]) -> Iterator[Fault]:
    """Yield references to attachments that the note below the body does not name."""
    at = next((at for at, line in enumerate(lines) if ATTACHMENT.match(line.text)), None)
    count = _count_attachments(lines[at:]) if at is not None else 0
    for line in lines[:at]:
        for found in QUOTED.finditer(line.text):
            number = int(found["n"] or 1)
            if at is not None and number > count:
                yield tell(
                    "genre.attachments", line.start + found.start("x"), found["x"], count=count
                )


def _count_attachments(lines: list[Line]) -> int:
    first = ATTACHMENT.match(lines[0].text)
    count = 1
    if first and first["first"]:
        for line in lines[1:]:
            found = NEXT.match(line.text)
            if not found or int(found["n"]) != count + 1:
                break
            count += 1
    return count
