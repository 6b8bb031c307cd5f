"""What calibration learns is what the samples show."""

from random import Random

from eval.calibrate import TARGET, Sample, confidences, learn, threshold
from eval.metrics.reliability import calibration_error, reliability
from extractors.judging.calibration import Calibration, probability


def samples(count: int = 3000) -> list[Sample]:
    """Values of two supports whose chance of being right grows with their clarity."""
    dice = Random(7)
    made = []
    for number in range(count):
        clarity, weak = dice.uniform(-3, 5), dice.random() < 0.3
        told = {"support.loose" if weak else "support.plain": 1.0, "clarity": clarity}
        odds = clarity + (-2 if weak else 1)
        right = dice.random() < 1 / (1 + 2.718281828**-odds)
        made.append(Sample(told, right, refuted=False, picture=number // 10))
    return made


def test_the_weights_that_made_the_samples_are_found_again() -> None:
    weights = learn(samples())
    assert abs(weights["clarity"] - 1) < 0.15
    assert abs(weights["support.plain"] - 1) < 0.3
    assert abs(weights["support.loose"] + 2) < 0.3


def test_confidence_on_pictures_not_learnt_from_means_what_it_says() -> None:
    made = samples()
    outcomes = list(zip(confidences(made), (each.right for each in made), strict=True))
    assert (calibration_error(reliability(outcomes)) or 0) < 0.03


def test_from_the_threshold_on_as_many_values_are_right_as_was_aimed_at() -> None:
    made = samples()
    confident = confidences(made)
    limit = threshold(made, confident)
    sure = [each.right for each, c in zip(made, confident, strict=True) if c >= limit]
    assert sure
    assert sum(sure) / len(sure) >= TARGET


def test_a_feature_never_seen_says_nothing() -> None:
    figures = Calibration(threshold=0.9, weights={"support.plain": 1.0})
    known = {"support.plain": 1.0}
    assert probability(known | {"field.new.key": 1.0}, figures) == probability(known, figures)


def test_reliability_of_nothing_is_nothing() -> None:
    assert reliability([]) == ()
    assert calibration_error(()) is None
