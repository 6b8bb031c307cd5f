"""Whatever is said: what is taken stands in print, up to what a recogniser takes for another."""

import unicodedata
from collections.abc import Iterable

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from extractors.asked_fields import parse_fields
from extractors.checks import CHECKS
from extractors.extract import open_form
from extractors.judging.repair import REPAIRS
from extractors.llm.support import Claim, Support, find_supports
from extractors.llm.witnesses import witnesses
from models.records import Document
from models.specs import Classify, DocumentType, FieldSpec
from tests.printed import page_of, printed

KIND = DocumentType(id="x", title="x", classify=Classify(), fields=())
FIELD = FieldSpec(key="x", title="x")
PRINT = st.text(
    "沪浙张三李四有限公司年月日至0123456789OIlBSZABCX.-/（）· ", min_size=1, max_size=24
)
PAGES = st.lists(PRINT.filter(str.strip), min_size=1, max_size=6)


@st.composite
def pages_and_claims(draw: st.DrawFn) -> tuple[list[str], str]:
    """A page and what a model says of it: a stretch of a row, with up to two characters changed."""
    rows = draw(PAGES)
    row = draw(st.sampled_from(rows))
    start = draw(st.integers(0, len(row) - 1))
    said = list(row[start : draw(st.integers(start + 1, len(row)))])
    for _ in range(draw(st.integers(0, 2))):
        said[draw(st.integers(0, len(said) - 1))] = draw(PRINT)[0]
    return rows, "".join(said)


NUMBERS = st.text("0123456789", min_size=4, max_size=20)


def supports(rows: Iterable[str], said: str, check: str = "", score: float = 0.99) -> list[Support]:
    lines = [printed(row, 40, 40 + 60 * i, confidence=score) for i, row in enumerate(rows)]
    page = page_of(*lines)
    form = open_form(Document(type="x", reason=""), page, KIND)
    field = FIELD.model_copy(update={"check": check})
    return list(find_supports(Claim(said, field), witnesses(form)))


def bare(text: str) -> str:
    """Letters and digits alone, with look-alikes as one: an oracle that knows nothing of places."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(alike(char) for char in folded if char.isalnum())


def alike(char: str) -> str:
    """The first of the characters that can be taken for each other, at any remove."""
    group, grown = {char}, True
    while grown:
        more = {b for a, told in REPAIRS.look_alikes.items() for b in told if a in group}
        more |= {a for a, told in REPAIRS.look_alikes.items() if group & set(told)}
        more |= {b for a, b in REPAIRS.variants.items() if a in group}
        more |= {a for a, b in REPAIRS.variants.items() if b in group}
        grown = not more <= group
        group |= more
    return min(group)


@given(case=pages_and_claims(), check=st.sampled_from(["", *CHECKS]))
@example(case=(["金额3.5元"], "35"), check="")
@example(case=(["沪A12345"], "A1234"), check="")
def test_what_is_taken_stands_in_print(case: tuple[list[str], str], check: str) -> None:
    rows, said = case
    there = [bare(row) for row in rows]
    for support in supports(rows, said, check):
        assert any(bare(support.text) in row for row in there)
        assert any(bare(support.raw) in row for row in there)


@given(case=pages_and_claims())
def test_what_is_taken_says_what_was_said(case: tuple[list[str], str]) -> None:
    rows, said = case
    for support in supports(rows, said):
        same = bare(support.text) == bare(said)
        assert same or any(equal(check, support.text, said) for check in ("date", "money"))


def equal(check: str, left: str, right: str) -> bool:
    try:
        return CHECKS[check](left) == CHECKS[check](right)
    except ValueError:
        return False


@given(number=NUMBERS, place=st.integers(0, 19), digit=st.sampled_from("0123456789"))
def test_a_number_with_another_digit_is_never_taken(number: str, place: int, digit: str) -> None:
    place %= len(number)
    assume(number[place] != digit)
    said = number[:place] + digit + number[place + 1 :]
    assert supports([f"编号{number}号"], said) == []


@given(number=NUMBERS, cut=st.integers(1, 19))
def test_a_part_of_a_number_is_never_taken(number: str, cut: int) -> None:
    cut %= len(number)
    assume(cut)
    for part in (number[:cut], number[cut:]):
        assume(part.strip("0") or part == "0")
        assert all(bare(s.raw) == bare(number) for s in supports([f"编号{number}号"], part))


@given(text=PRINT)
def test_a_line_that_is_said_as_it_is_printed_is_always_borne_out(text: str) -> None:
    assume(bare(text))
    assume(not text.startswith("至"))
    assert supports([text], text)


@pytest.mark.parametrize(
    ("row", "said", "check"),
    [
        ("有效期限 2015.11.05-2025.11.05", "2015-11-05 至 2025-11-05", "date_range"),
        ("签发于２０２４年５月８日", "2024-05-08", "date"),
        ("总额￥1,234.50元", "1234.5", "money"),
        ("总质量 4490kg", "4490", "mass_kg"),
        ("外廓 5995×2100×2850mm", "5995*2100*2850", "dimension"),
        ("号牌 沪 A·12345", "沪A12345", "plate"),
    ],
)
def test_a_value_is_found_however_it_is_printed(row: str, said: str, check: str) -> None:
    assert supports([row], said, check)


@pytest.mark.parametrize(
    ("row", "said", "score", "taken"),
    [
        ("重型自缷货车", "重型自卸货车", 0.99, None),
        ("重型自缷货车", "重型自卸货车", 0.7, "重型自卸货车"),
        ("松岚样张物流有限公司", "松风样张物流有限公司", 0.7, "松风样张物流有限公司"),
        ("松岚样张物流有限公司", "长风样本物流有限公司", 0.7, None),
        ("发动机A0B8812", "发动机AOB8812", 0.99, "发动机A0B8812"),
        ("发动机A0B8812", "发动机AOB8812", 0.7, "发动机AOB8812"),
        ("发动机A0B8812", "发动机A0B8872", 0.7, None),
        ("张珊珊", "张姗姗", 0.5, None),
    ],
)
def test_only_what_a_recogniser_takes_for_another_is_put_right(
    row: str, said: str, score: float, taken: str | None
) -> None:
    texts = [support.text for support in supports([row], said, score=score)]
    assert texts[:1] == ([taken] if taken else [])


@given(text=st.text(max_size=80))
def test_any_list_of_fields_is_understood_or_refused_in_chinese(text: str) -> None:
    from models.errors import InvalidRequestError  # noqa: PLC0415

    try:
        fields = parse_fields(text)
    except InvalidRequestError as error:
        assert "栏目" in str(error) or "检验" in str(error)  # noqa: PT017
        return
    assert all(field.key == field.labels[0] for field in fields)
    assert len({field.key for field in fields}) == len(fields)


@pytest.mark.parametrize(
    ("row", "said", "check"),
    [
        ("金额3.5元", "35", "money"),
        ("金额1,234.50元", "1234", ""),
        ("金额1,234.50元", "123450", ""),
        ("2015.11.05-2025.11.05", "2015-11-25", "date"),
        ("2024年15月8日", "2024-05-08", "date"),
        ("长期股权投资", "", ""),
        ("", "张三", ""),
    ],
)
def test_what_only_looks_like_it_is_refused(row: str, said: str, check: str) -> None:
    assert supports([row], said, check) == []
