"""A check code survives being read off paper and typed in by a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.check_code import ALPHABET, LENGTH, check_code, codes_within, read_code

CODES = st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH)
MISREAD = {"0": "0Oo０", "1": "1IiLl１"}


@given(st.dictionaries(st.text(max_size=4), st.text(max_size=4)))
def test_every_code_reads_back_as_itself_and_is_found_in_what_is_printed(
    content: dict[str, str],
) -> None:
    code = check_code(content)
    assert read_code(code) == code
    assert list(codes_within(f"校验码：{code}　第 1 页")) == [code]
    assert list(codes_within(f"https://banshi.example.cn/c/{code}")) == [code]


@given(CODES, st.data())
def test_widths_case_blanks_dashes_and_the_usual_misreadings_make_no_difference(
    plain: str, data: st.DataObject
) -> None:
    typed = [data.draw(st.sampled_from(MISREAD.get(each, each + each.lower()))) for each in plain]
    between = st.sampled_from(["", "-", " ", "－", "—", "　"])
    spread = "".join(each + data.draw(between) for each in typed)
    once = read_code(spread)
    assert once.replace("-", "") == plain
    assert read_code(once) == once


@given(st.text(max_size=40))
def test_any_text_is_a_code_or_refused(text: str) -> None:
    try:
        code = read_code(text)
    except ValueError:
        return
    assert read_code(code) == code
    assert list(codes_within(code)) == [code]


@pytest.mark.parametrize(
    "text", ["", "7K3F-0QTN-9XAB", "7K3F-0QTN-9XAB-52MCX", "UUUU-0QTN-9XAB-52MC"]
)
def test_what_is_too_short_too_long_or_has_a_u_is_no_code(text: str) -> None:
    with pytest.raises(ValueError, match="16 characters"):
        read_code(text)


def test_part_of_a_longer_number_is_no_code() -> None:
    assert list(codes_within("A7K3F-0QTN-9XAB-52MC 7K3F-0QTN-9XAB-52MC-0000")) == []
