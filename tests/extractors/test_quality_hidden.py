"""No value is sure of which a part may be hidden: by a reflection, a finger, the picture's edge."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.specimens import spoil
from extractors.quality import doubt_hidden
from extractors.quality.covering import covered_share
from models.engines import Image
from models.records import Box, Document, Evidence, FieldValue, Page, Quality, State, Support

WIDTH, HEIGHT = 1000, 700
PAGE = Page(number=1, width=WIDTH, height=HEIGHT)
WELL = Quality(sharpness=300, brightness=180, contrast=40, glare=0, grade="good")
GREY = np.full((HEIGHT, WIDTH, 3), 190, np.uint8)


def value(box: Box | None, support: Support = Support.PLAIN) -> FieldValue:
    evidence = Evidence(page=1, box=box)
    return FieldValue(
        key="name", value="张三", state=State.SURE, support=support, evidence=evidence
    )


def state(field: FieldValue, picture: Image, **faults: object) -> State:
    quality = WELL.model_copy(update=faults)
    paper = Document(type="unknown", reason="", quality=quality, fields=(field,))
    (seen,) = doubt_hidden(paper, PAGE, picture).fields
    return seen.state


def shining() -> Image:
    return spoil.shine(GREY, 0.12)


def test_a_value_under_a_reflection_is_to_be_confirmed() -> None:
    assert state(value((420, 330, 580, 370)), shining(), glare=0.04) is State.CONFIRM


def test_a_value_away_from_the_reflection_stays_sure() -> None:
    assert state(value((40, 40, 200, 80)), shining(), glare=0.04) is State.SURE


@pytest.mark.parametrize("support", [Support.PROVEN, Support.GIVEN])
def test_what_is_proven_is_whole_under_a_reflection_too(support: Support) -> None:
    assert state(value((420, 330, 580, 370), support), shining(), glare=0.04) is State.SURE


def test_a_value_that_reaches_the_edge_at_which_the_paper_is_cut_is_to_be_confirmed() -> None:
    at_the_edge = value((800, 100, WIDTH - 3, 140))

    assert state(at_the_edge, GREY, cut=("right",)) is State.CONFIRM
    assert state(at_the_edge, GREY, cut=("left",)) is State.SURE
    assert state(value((800, 100, 900, 140)), GREY, cut=("right",)) is State.SURE


def test_a_value_beside_a_finger_is_to_be_confirmed() -> None:
    held = spoil.cover(GREY, 0.3)
    share = covered_share(held, (100, 100, 900, 600))
    beside = value((480, 400, 690, 440))

    assert share > 0.01
    assert state(beside, held, covered=share) is State.CONFIRM
    assert state(value((100, 100, 300, 140)), held, covered=share) is State.SURE


def test_a_table_of_the_colour_of_skin_is_no_finger() -> None:
    wood = np.full((HEIGHT, WIDTH, 3), spoil.SKIN, np.uint8)
    wood[80:620, 100:900] = 190

    assert covered_share(wood, (150, 120, 850, 580)) == 0
    assert covered_share(np.full_like(wood, spoil.SKIN), (150, 120, 850, 580)) == 0


@given(
    left=st.integers(-5, WIDTH),
    top=st.integers(-5, HEIGHT),
    width=st.integers(0, WIDTH),
    height=st.integers(0, HEIGHT),
)
def test_no_place_of_a_value_is_too_odd(left: int, top: int, width: int, height: int) -> None:
    box = (left, top, left + width, top + height)
    told = state(value(box), GREY, glare=0.02, cut=("left", "bottom"))
    assert told in {State.SURE, State.CONFIRM}
    assert state(value(None), GREY, glare=0.02) is State.SURE
