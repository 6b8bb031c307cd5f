"""A paper's three panels show the upload, its lines and its fields."""

from pathlib import Path

import numpy as np

from eval.illustrate import COLOURS, HEIGHT, illustrate
from models.records import State

SAMPLE = Path(__file__).parents[2] / "eval/samples/papers/clean/id_card_back_100_clean.jpg"


def test_sure_fields_are_framed_in_green_on_the_last_panel_only() -> None:
    drawn = illustrate(SAMPLE.read_bytes(), SAMPLE.name)
    assert drawn.height == HEIGHT
    green = tuple(int(COLOURS[State.SURE][at : at + 2], 16) for at in (1, 3, 5))
    near = np.abs(np.asarray(drawn, int) - green).sum(axis=2) < 30
    assert not near[:, : drawn.width // 2].any()
    assert near[:, drawn.width * 2 // 3 :].any()
