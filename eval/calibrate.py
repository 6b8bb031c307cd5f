"""Learn how often values are right, from specimens made for it.

    python -m eval.specimens.generate --out DIR --seeds 1000-1009 --both
    python -m eval.calibrate DIR

Writes ``extractors/judging/calibration.toml`` and prints how well the figures hold on pictures
they were not learnt from. Specimens used here must not be used to measure accuracy.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.metrics.reliability import calibration_error, reliability
from eval.scores import equal
from eval.truth import Truth, read_truths
from extractors.judging import calibration
from extractors.judging.calibration import features
from extractors.read import read_upload
from extractors.types import document_types
from models.engines.registry import make_engine
from models.records import Document, FieldValue, Support

Numbers = NDArray[np.float64]

TARGET = 0.997
"""Share of sure values that must be right on pictures not learnt from."""
FOLDS = 5
STEPS = 30
"""Newton's method is at rest long before."""
DOUBT = {"field": 4.0, "check": 2.0, "": 0.5}
"""How strongly a weight is held at zero, by the first part of its name: what rests on few values
must not say much."""


@dataclass(frozen=True)
class Sample:
    """One value that was read."""

    features: dict[str, float]
    right: bool
    refuted: bool
    picture: int


def collect(folder: Path) -> list[Sample]:
    """Read every specimen of a folder and return each value with whether it was right."""
    engine, types = make_engine("rapid"), document_types()
    samples: list[Sample] = []
    for number, (path, truth) in enumerate(read_truths(folder)):
        read = read_upload(path.read_bytes(), path.name, engine, types, date(2026, 11, 20))
        samples += _samples(truth, read.paper.documents, number)
    return samples


def _samples(truth: Truth, found: Sequence[Document], picture: int) -> Iterator[Sample]:
    left = list(found)
    for paper in truth.documents:
        match = next((document for document in left if document.type == paper.doc_type), None)
        if match is None:
            continue
        left.remove(match)
        for key, wanted in paper.scored():
            field = match.field(key) or FieldValue(key=key)
            if field.value is not None:
                told = features(field, match.type, match.quality)
                right = equal(wanted, field.value)
                yield Sample(told, right, field.support is Support.REFUTED, picture)


def learn(samples: Sequence[Sample]) -> dict[str, float]:
    """Return the weights that make the samples likeliest, those of rare features held near zero."""
    names = sorted({name for sample in samples for name in sample.features})
    table = _table(samples, names)
    right = np.array([sample.right for sample in samples], float)
    doubt = np.array([DOUBT.get(name.partition(".")[0], DOUBT[""]) for name in names])
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (right - chance) - doubt * weights
        bend = (table.T * (chance * (1 - chance))) @ table + np.diag(doubt)
        weights += np.linalg.solve(bend, slope)
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def _table(samples: Sequence[Sample], names: Sequence[str]) -> Numbers:
    place = {name: column for column, name in enumerate(names)}
    table = np.zeros((len(samples), len(names)))
    for row, sample in enumerate(samples):
        for name, size in sample.features.items():
            table[row, place[name]] = size
    return table


def confidences(samples: Sequence[Sample]) -> list[float]:
    """Return the confidence each sample gets from weights learnt on other pictures."""
    known: dict[int, float] = {}
    for fold in range(FOLDS):
        weights = learn([each for each in samples if each.picture % FOLDS != fold])
        figures = calibration.Calibration(threshold=1, weights=weights)
        for place, each in enumerate(samples):
            if each.picture % FOLDS == fold:
                known[place] = calibration.probability(each.features, figures)
    return [known[place] for place in range(len(samples))]


def threshold(samples: Sequence[Sample], confident: Sequence[float]) -> float:
    """Return the lowest confidence from which ``TARGET`` of the values are right."""
    ranked = sorted(
        ((c, s.right) for c, s in zip(confident, samples, strict=True) if not s.refuted),
        reverse=True,
    )
    lowest, right = 1.0, 0
    for count, (confidence, good) in enumerate(ranked, start=1):
        right += good
        if right / count >= TARGET:
            lowest = confidence
    return lowest


def write(path: Path, limit: float, weights: dict[str, float]) -> None:
    """Write the figures as the declaration that ``extractors.judging.calibration`` reads."""
    lines = [f"{json.dumps(name)} = {weight}" for name, weight in weights.items() if weight]
    path.write_text(f"threshold = {limit:.6f}\n\n[weights]\n" + "\n".join(lines) + "\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn from the specimens of a folder."""
    parser = argparse.ArgumentParser(description="Learn how often values are right.")
    parser.add_argument("folder", type=Path, help="specimens with ground truth")
    samples = collect(parser.parse_args(arguments).folder)
    confident = confidences(samples)
    limit = threshold(samples, confident)
    write(Path(calibration.__file__).with_suffix(".toml"), limit, learn(samples))
    bins = reliability([(c, s.right) for c, s in zip(confident, samples, strict=True)])
    sure = [
        s.right for c, s in zip(confident, samples, strict=True) if c >= limit and not s.refuted
    ]
    report = {
        "values": len(samples),
        "right": sum(sample.right for sample in samples),
        "threshold": round(limit, 6),
        "sure": len(sure),
        "sure_right": sum(sure),
        "calibration_error": calibration_error(bins),
        "bins": [each.model_dump() for each in bins],
    }
    print(json.dumps(report, indent=1))  # noqa: T201 - the command's answer


if __name__ == "__main__":
    main()
