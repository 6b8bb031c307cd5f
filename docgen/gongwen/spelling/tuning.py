"""Learns what each piece of evidence weighs, from sentences whose mistakes are known.

    python -m docgen.gongwen.spelling.tuning MODEL.npz SET.jsonl=4 OTHER.jsonl=0.25 ...

The number behind a set says how much each place in it counts. Prints the weights as TOML. The
model must not have learnt the part it is tuned on.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from docgen.gongwen.language.model import LanguageModel
from docgen.gongwen.spelling.candidates import Finder
from docgen.gongwen.spelling.evidence import NAMES, choose, evidence
from docgen.gongwen.spelling.kept import fetch
from docgen.gongwen.spelling.recipe import part_of
from docgen.gongwen.spelling.sheet import Sheet, sentences_of

PARTS: Final = 4
HOPELESS: Final = 0.3
"""A candidate that gains less (``log10``) teaches nothing, unless it was meant."""

STEPS: Final = 400
RATE: Final = 0.05
RIDGE: Final = 1e-4
"""Of the square of each weight, so that few examples do not make a large one."""


@dataclass(frozen=True)
class Lesson:
    """The candidates of some text, as the evidence shows them."""

    place: NDArray[np.int64]
    rows: NDArray[np.float32]
    right: NDArray[np.bool_]
    """Which of them were meant; where none is at a place, what is written stands."""
    counts: float
    """How much a place of this text counts."""


def weigh(lessons: Sequence[Lesson]) -> NDArray[np.float64]:
    """Return the weights under which what was meant is most probable (one place, one choice)."""
    rows = np.concatenate([each.rows for each in lessons]).astype(np.float64)
    right = np.concatenate([each.right for each in lessons])
    groups, counts = _groups(lessons)
    spread = rows.std(axis=0)
    scale = np.where(spread > 0, spread, 1.0)
    rows = rows / scale
    some = np.zeros(len(counts), bool)
    some[groups[right]] = True
    weights = np.zeros(rows.shape[1])
    slope, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        chance = choose(rows @ weights, groups, len(counts))
        meant = np.bincount(groups[right], chance[right], len(counts))
        wanted = np.where(right, chance / np.maximum(meant, 1e-12)[groups], 0.0)
        pull = rows.T @ ((wanted - chance) * counts[groups]) / counts.sum() - RIDGE * weights
        slope = 0.9 * slope + 0.1 * pull
        square = 0.99 * square + 0.01 * pull**2
        pace = np.sqrt(square / (1 - 0.99**step)) + 1e-9
        weights += RATE * slope / (1 - 0.9**step) / pace * min(1.0, 2 * (1 - step / (STEPS + 1)))
    return weights / scale


def _groups(lessons: Sequence[Lesson]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    groups, counts, behind = [], [], 0
    for each in lessons:
        found, group = np.unique(each.place, return_inverse=True)
        groups.append(group + behind)
        counts.append(np.full(len(found), each.counts))
        behind += len(found)
    return np.concatenate(groups), np.concatenate(counts)


def lesson(
    model: LanguageModel, finder: Finder, pairs: Sequence[tuple[str, str]], counts: float
) -> Lesson:
    """Return the candidates of sentences as written, beside the same as they should read."""
    written: list[str] = []
    meant: list[str] = []
    for source, target in pairs:
        for start, sentence in sentences_of(source):
            written.append(sentence)
            meant.append(target[start : start + len(sentence)])
    sheet, right = Sheet(model, written), Sheet(model, meant)
    found = finder.find(sheet, sheet.places)
    rows = evidence(model, sheet, found)
    wrong = sheet.codes != right.codes
    is_right = wrong[found.place] & (found.meant[:, 0] == right.ids[found.place])
    double = found.meant[:, 1] >= 0
    last = found.place + double
    is_right &= ~double | (wrong[last] & (found.meant[:, 1] == right.ids[last]))
    kept = is_right | (rows[:, NAMES.index("gain")] > HOPELESS)
    return Lesson(found.place[kept], rows[kept], is_right[kept], counts)


def _pairs(path: Path, part: int) -> Iterator[tuple[str, str]]:
    """Yield the sentences of one part of a set of which only characters were taken for others."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        same = len(row["source"]) == len(row["target"])
        if same and part_of(row["target"], PARTS) == part:
            yield row["source"], row["target"]


def main() -> None:
    """Read the command line, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("sets", nargs="+", metavar="SET=COUNTS")
    parser.add_argument("--part", type=int, default=1)
    given = parser.parse_args()
    model, alike = fetch(given.model)
    finder, learnt = Finder(model, alike), []
    for each in given.sets:
        path, _, counts = each.rpartition("=")
        learnt.append(lesson(model, finder, list(_pairs(Path(path), given.part)), float(counts)))
    for name, weight in zip(NAMES, weigh(learnt), strict=True):
        sys.stdout.write(f"{name} = {weight:.3f}\n")


if __name__ == "__main__":
    main()
