"""Measures the spelling checker on sentences whose correct form is known."""

import json
import time
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from docgen.gongwen.spelling.asking import Opinion, State
from docgen.gongwen.spelling.corrector import Corrector, Misspelling
from docgen.gongwen.spelling.judging import Judge
from docgen.gongwen.spelling.recipe import part_of
from docgen.gongwen.spelling.settings import Level
from models.errors import InvalidRequestError
from models.records.record import Record

PUBLISHED: Final = Path(__file__).with_name("proofread_published.toml")
PARTS: Final = 4
"""Into how many parts the sets are split, as in the recipe of the model."""


class Line(Record):
    """A sentence as written and as it should read."""

    source: str
    target: str


class Rates(Record):
    """Percent of sentences; a sentence counts when all its wrong places, and no other, are told."""

    precision: float
    recall: float
    f1: float


class Published(Record):
    """What another system reaches on a set of the same family."""

    system: str
    correction_f1: float
    clean_changed: float | None = None
    note: str


class SetReport(Record):
    """What was measured on one set."""

    name: str
    level: Level
    sentences: int
    wrong: int
    detection: Rates
    correction: Rates
    clean_changed: float
    """Percent of the correct sentences that were changed."""
    alarms_per_1000: float
    """Places told in correct sentences, for each 1000 of their characters."""
    characters_per_second: float
    """Of processor time."""
    unjudged: int = 0
    """Sentences for which a language model that was asked to judge did not answer to the end."""
    published: tuple[Published, ...]


def read_set(path: Path, part: int | None = None) -> list[Line]:
    """Read lines of ``source`` and ``target``; only one of the four parts where that is named.

    Raises ``InvalidRequestError`` naming the line that is none.
    """
    lines: list[Line] = []
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            line = Line.model_validate({name: json.loads(text)[name] for name in Line.model_fields})
        except (ValueError, KeyError, TypeError, ValidationError) as error:
            raise InvalidRequestError(
                f"{path.name} 第 {number} 行应为含 source 与 target 的 JSON 对象，请修正。"
            ) from error
        if part is None or part_of(line.target, PARTS) == part:
            lines.append(line)
    return lines


def measure_set(
    name: str,
    tried: Sequence[tuple[Corrector | Judge, Sequence[Line]]],
    level: Level = Level.SUSPECTED,
) -> SetReport:
    """Check every sentence by itself and count those that come out right.

    Args:
        name: of the set.
        tried: lines of it with the corrector that checks them, with a language model or without.
        level: how sure what is told must be.
    """
    lines = [line for _, part in tried for line in part]
    begun = time.process_time()
    answers = [each.correct(line.source, level) for each, part in tried for line in part]
    seconds = time.process_time() - begun
    opinions = [each for each in answers if isinstance(each, Opinion)]
    told = [each.found if isinstance(each, Opinion) else each for each in answers]
    counted = _counted(lines, told)
    wrong = sum(line.source != line.target for line in lines)
    clean = sum(len(line.source) for line in lines if line.source == line.target)
    return SetReport(
        name=name,
        level=level,
        sentences=len(lines),
        wrong=wrong,
        detection=_rates(counted["detected"], counted["flagged"], wrong),
        correction=_rates(counted["corrected"], counted["flagged"], wrong),
        clean_changed=_percent(counted["changed"], len(lines) - wrong),
        alarms_per_1000=round(1000 * counted["alarms"] / max(clean, 1), 2),
        characters_per_second=round(sum(len(line.source) for line in lines) / max(seconds, 1e-9)),
        unjudged=sum(each.state is not State.JUDGED for each in opinions),
        published=_published(name),
    )


def _counted(lines: Sequence[Line], told: Sequence[Sequence[Misspelling]]) -> Counter[str]:
    """Return how many sentences were flagged, found and put right; and how many clean changed."""
    counted: Counter[str] = Counter()
    for line, found in zip(lines, told, strict=True):
        mended = list(line.source)
        for each in found:
            mended[each.start : each.end] = each.suggestions[0]
        places = {at for at, one in enumerate(line.source) if one != mended[at]}
        counted["flagged"] += bool(found)
        if line.source == line.target:
            counted["changed"] += bool(found)
            counted["alarms"] += len(found)
        else:
            counted["detected"] += places == _places(line)
            counted["corrected"] += "".join(mended) == line.target
    return counted


def _places(line: Line) -> set[int] | None:
    """Return the wrong places; none where characters are missing or too many."""
    if len(line.source) != len(line.target):
        return None
    pairs = zip(line.source, line.target, strict=True)
    return {at for at, (one, other) in enumerate(pairs) if one != other}


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _rates(right: int, told: int, wrong: int) -> Rates:
    return Rates(
        precision=_percent(right, told),
        recall=_percent(right, wrong),
        f1=_percent(2 * right, told + wrong),
    )


def _published(name: str) -> tuple[Published, ...]:
    declared = tomllib.loads(PUBLISHED.read_text(encoding="utf-8"))
    found = [rows for family, rows in declared.items() if name.startswith(family)]
    return TypeAdapter(tuple[Published, ...]).validate_python(found[0] if found else ())
