"""A picture may be as thin as it likes: every look at it ends with an answer."""

import datetime as dt

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.raw import RawPage
from extractors.read import read_page
from extractors.scaling import scaled
from extractors.seeing.look import look
from extractors.types import document_types
from models.engines.null import NullEngine

THIN, LONG = st.integers(1, 3), st.integers(1, 20_000)
BLUE, WHITE, BLACK = (20, 60, 200), (255, 255, 255), (0, 0, 0)


@given(THIN, LONG, st.sampled_from([BLUE, WHITE, BLACK]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_a_strip_of_any_colour_holds_no_paper_and_breaks_nothing(
    thin: int, long: int, colour: tuple[int, int, int], lying: bool
) -> None:
    shape = (thin, long, 3) if lying else (long, thin, 3)
    picture = np.full(shape, colour, np.uint8)
    engine = NullEngine()
    seen = look(RawPage(1, picture, "image/png"), engine)
    assert read_page(*seen, engine, document_types(), dt.date(2026, 5, 1)) == []


@given(st.integers(1, 300), st.integers(1, 300), st.floats(0.0001, 2))
def test_a_scaled_picture_keeps_a_pixel_each_way(height: int, width: int, share: float) -> None:
    small = scaled(np.zeros((height, width), np.uint8), share)
    assert small.shape == (max(1, round(height * share)), max(1, round(width * share)))
    assert small.dtype == np.uint8
