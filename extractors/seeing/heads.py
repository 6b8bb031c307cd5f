"""Lines that stand on their heads on an upright page: one of several cards lies the wrong way."""

from collections.abc import Sequence

import numpy as np

from models.engines import Engine, Image, Quad, Reading

CLEAR = 0.85
"""Mean confidence from which a line needs no second way up."""
GAIN = 0.12
"""How much surer the turned reading must be to believe that a line stands on its head."""
NEIGHBOURS = 3
"""A line lies as most of this many lines next to it do, where its own two readings are alike."""


def on_their_heads(
    crops: Sequence[Image], quads: Sequence[Quad], readings: Sequence[Reading], engine: Engine
) -> dict[int, Reading]:
    """Return the turned readings of the lines that stand on their heads, by their place.

    A line that makes no sense as it stands is tried turned. Figures often make sense both ways: a
    line among turned ones is tried as well, and turned unless that makes clearly less sense.
    """
    doubtful = [i for i, reading in enumerate(readings) if reading.confidence < CLEAR]
    turned = {
        i: again
        for i, again in _turned(crops, doubtful, engine).items()
        if again.confidence > max(readings[i].confidence + GAIN, CLEAR)
    }
    among = [i for i in range(len(quads)) if i not in turned and _among(i, quads, turned)]
    return turned | {
        i: again
        for i, again in _turned(crops, among, engine).items()
        if again.confidence > readings[i].confidence - GAIN
    }


def _turned(crops: Sequence[Image], places: list[int], engine: Engine) -> dict[int, Reading]:
    again = engine.recognise([np.rot90(crops[i], 2) for i in places])
    return dict(zip(places, again, strict=True))


def _among(place: int, quads: Sequence[Quad], turned: dict[int, Reading]) -> bool:
    """Tell whether most of the lines next to a line stand on their heads."""
    if not turned:
        return False
    middles = np.array([quad.mean(axis=0) for quad in quads])
    apart = np.linalg.norm(middles - middles[place], axis=1)
    nearest = np.argsort(apart)[1 : 1 + NEIGHBOURS]
    return sum(int(i) in turned for i in nearest) > NEIGHBOURS / 2
