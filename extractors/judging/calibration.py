"""How often a value read like this one is right, as measured on specimens made for it.

The figures in ``calibration.toml`` are written by ``python -m eval.calibrate`` from specimens whose
truth is known; the model is a logistic regression over what speaks for a value: its support, how
clear its weakest character was, its length, the grade of its picture, its check and its field.
``docs/cards/calibration.md`` says from what it was made and how well it holds.
"""

from collections.abc import Iterator
from math import exp, log
from pathlib import Path

from models.records import FieldValue, Quality, State, Support
from models.specs import Spec, read_spec

CLEAREST = 0.9995
"""Scores above this differ by rounding only."""
FAINTEST = 0.01


class Calibration(Spec):
    """The figures: what each feature adds to the logarithm of the odds of being right."""

    threshold: float
    """A value is sure from this probability on."""
    weights: dict[str, float]


CALIBRATION = read_spec(Path(__file__).with_name("calibration.toml"), Calibration)


def calibrated(
    field: FieldValue, kind: str, quality: Quality | None, figures: Calibration = CALIBRATION
) -> FieldValue:
    """Return a value with its confidence and state; ``kind`` is the type of its paper.

    What is refuted is never sure, however clear it is, nor is anything on a picture that is not
    readable; what was not read stays so.
    """
    if field.state is State.UNREAD or field.support is Support.SUGGESTED:
        return field
    if field.support is Support.GIVEN:
        return field.model_copy(update={"confidence": 1.0, "state": State.SURE})
    confidence = probability(features(field, kind, quality), figures)
    doubted = field.support is Support.REFUTED or (quality is not None and quality.grade == "poor")
    sure = confidence >= figures.threshold and not doubted
    state = State.SURE if sure else State.CONFIRM
    return field.model_copy(update={"confidence": round(confidence, 4), "state": state})


def probability(found: dict[str, float], figures: Calibration) -> float:
    """Return the probability that a value with these features is right, 0 to 1."""
    odds = sum(figures.weights.get(name, 0.0) * size for name, size in found.items())
    return 1 / (1 + exp(-odds))


def features(field: FieldValue, kind: str, quality: Quality | None) -> dict[str, float]:
    """Return what speaks for and against a value, by the name of its weight."""
    return dict(_features(field, kind, quality))


def _features(field: FieldValue, kind: str, quality: Quality | None) -> Iterator[tuple[str, float]]:
    score = min(max(field.score, FAINTEST), CLEAREST)
    clarity = log(score / (1 - score))
    yield f"support.{field.support}", 1.0
    yield f"clarity.{field.support}", clarity
    yield "length", log(1 + len(field.text or field.raw))
    yield f"grade.{quality.grade if quality else 'given'}", 1.0
    yield f"check.{field.check.rule if field.check else 'none'}", 1.0
    yield f"repaired.{field.repair.rpartition('：')[2] or 'never'}", 1.0
    yield f"field.{kind}.{field.key}", 1.0
