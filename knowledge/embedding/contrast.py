"""The lesson of one batch: each anchor must find its own passage among all of the batch."""

from typing import Any, NamedTuple

# The arrays are NumPy's, or those of a library with the same functions on a GPU.
Array = Any


class Lesson(NamedTuple):
    """How wrong the batch was, and in which direction each unscaled vector should move."""

    loss: float
    anchors: Array
    candidates: Array


def learn_from(
    xp: Any,  # noqa: ANN401 - the array library itself
    anchors: Array,
    candidates: Array,
    allowed: Array,
    temperature: float,
) -> Lesson:
    """Compare every anchor with every candidate; row i of both belongs together.

    ``allowed`` is false where a candidate that stands elsewhere would be right as well. Both
    directions count alike; candidates beyond the anchors are hard negatives, asked one way only.
    """
    near, near_length = _unit(xp, anchors)
    far, far_length = _unit(xp, candidates)
    size = len(anchors)
    logits = xp.where(allowed, near @ far.T / temperature, -1e9)
    forward, pull = _cross_entropy(xp, logits)
    backward, pull_back = _cross_entropy(xp, logits[:, :size].T)
    pull[:, :size] += pull_back.T
    pull /= 2 * temperature
    return Lesson(
        float(forward + backward) / 2,
        _through_unit(pull @ far, near, near_length),
        _through_unit(pull.T @ near, far, far_length),
    )


def _unit(xp: Any, vectors: Array) -> tuple[Array, Array]:  # noqa: ANN401 - the array library
    lengths = xp.sqrt((vectors * vectors).sum(axis=1, keepdims=True)) + 1e-9
    return vectors / lengths, lengths


def _through_unit(gradient: Array, unit: Array, lengths: Array) -> Array:
    return (gradient - unit * (unit * gradient).sum(axis=1, keepdims=True)) / lengths


def _cross_entropy(xp: Any, logits: Array) -> tuple[Array, Array]:  # noqa: ANN401 - the array library
    """Return the mean loss when the diagonal is right, and its gradient."""
    size = len(logits)
    diagonal = xp.arange(size)
    shifted = logits - logits.max(axis=1, keepdims=True)
    odds = xp.exp(shifted)
    total = odds.sum(axis=1, keepdims=True)
    loss = (xp.log(total[:, 0]) - shifted[diagonal, diagonal]).mean()
    gradient = odds / total
    gradient[diagonal, diagonal] -= 1
    return loss, gradient / size
