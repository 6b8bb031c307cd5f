"""Reads what a model is to be learnt from: sources, how often each counts, and what stays aside."""

import gzip
import json
import re
import tomllib
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TextIO, cast

from pydantic import Field, JsonValue, ValidationError

from docgen.gongwen.spelling.sheet import sentences_of
from models.errors import SpecError
from models.records.record import Record

SHORTEST: Final = 4
"""A sentence of fewer characters teaches nothing."""
HAN: Final = re.compile(r"[\u4e00-\u9fff]")


class Source(Record):
    """Files of one kind: lines of JSON (with fields), or plain text (without)."""

    what: str
    files: str
    """Below the folder of data; ``{a,b}`` stands for either, ``*`` for anything."""
    fields: tuple[str, ...] = ()
    written: str | None = None
    """The field that holds the first of these fields with mistakes, as somebody wrote it."""
    times: int = Field(default=1, ge=1)
    only: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    leave_out: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    parts: int = Field(default=1, ge=1)
    aside: tuple[int, ...] = ()


class Recipe(Record):
    """The sources of a model."""

    same: int = Field(default=15, ge=5)
    sources: tuple[Source, ...] = Field(min_length=1)


def read_recipe(path: Path) -> Recipe:
    """Read a recipe; raises ``SpecError`` saying which line is wrong."""
    try:
        return Recipe.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise SpecError(
            f"训练配方 {path.name} 读取失败，请按模型卡中的格式修改：{error}"
        ) from error


def part_of(text: str, parts: int) -> int:
    """Return which of so many parts a text falls in, by its checksum."""
    return zlib.crc32(text.encode()) % parts


def texts_of(source: Source, data: Path) -> Iterator[tuple[str, bool]]:
    """Yield each different text of a source once, and whether it stays aside."""
    seen: set[str] = set()
    for path in _files(source.files, data):
        for text in _texts(path, source):
            if text not in seen:
                seen.add(text)
                yield text, part_of(text, source.parts) in source.aside


def lessons(recipe: Recipe, data: Path) -> list[str]:
    """Return the sentences to learn, each as often as its source counts."""
    learnt: list[str] = []
    aside: list[str] = []
    for source in recipe.sources:
        for text, kept_aside in texts_of(source, data):
            if kept_aside:
                aside.append(text)
            else:
                learnt += list(sentences(text)) * source.times
    held = set(_runs(aside, recipe.same))
    return [each for each in learnt if held.isdisjoint(_runs([each], recipe.same))]


def mistaken(recipe: Recipe, data: Path) -> Iterator[tuple[str, str]]:
    """Yield the texts written with mistakes that are to be learnt, beside what was meant."""
    for source in recipe.sources:
        if source.written is None:
            continue
        for path in _files(source.files, data):
            for row in _rows(path, source):
                meant = str(row[source.fields[0]])
                if part_of(meant, source.parts) not in source.aside:
                    yield str(row[source.written]), meant


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text that are mostly Chinese."""
    for _, sentence in sentences_of(text.replace("\u3000", " ")):
        if len(sentence) >= SHORTEST and len(HAN.findall(sentence)) * 2 > len(sentence):
            yield sentence


def _runs(texts: Iterable[str], length: int) -> Iterator[str]:
    for text in texts:
        for at in range(len(text) - length + 1):
            yield text[at : at + length]


def _files(pattern: str, data: Path) -> list[Path]:
    choice = re.search(r"\{(.*?)\}", pattern)
    several = choice.group(1).split(",") if choice else [""]
    patterns = [re.sub(r"\{.*?\}", each, pattern) for each in several]
    found = [path for each in patterns for path in sorted(data.glob(each))]
    if not found:
        raise SpecError(
            f"训练配方中的文件 {pattern} 在 {data} 下找不到，请核对文件夹或删去该来源。"
        )
    return found


def _texts(path: Path, source: Source) -> Iterator[str]:
    if source.fields:
        for row in _rows(path, source):
            yield from (str(row[field]) for field in source.fields if row.get(field))
        return
    with _opened(path) as lines:
        yield from filter(None, (line.strip() for line in lines))


def _rows(path: Path, source: Source) -> Iterator[dict[str, JsonValue]]:
    with _opened(path) as lines:
        for number, line in enumerate(lines, start=1):
            row = _row(path, number, line)
            if _wanted(row, source):
                yield row


def _opened(path: Path) -> TextIO:
    opened = gzip.open if path.suffix == ".gz" else open
    return cast(TextIO, opened(path, "rt", encoding="utf-8"))


def _row(path: Path, number: int, line: str) -> dict[str, JsonValue]:
    try:
        row: Any = json.loads(line)
    except ValueError:
        row = None
    if not isinstance(row, dict):
        raise SpecError(f"{path.name} 第 {number} 行不是 JSON 对象，请修正后重新训练。")
    return row


def _wanted(row: dict[str, JsonValue], source: Source) -> bool:
    left_out = any(row.get(field) in values for field, values in source.leave_out.items())
    return not left_out and all(row.get(field) in values for field, values in source.only.items())
