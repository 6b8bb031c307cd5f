"""What a certificate says in prose is found by the phrases around it."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.placing.form import prepare
from extractors.placing.layout import lay_out
from extractors.readers import READERS
from extractors.readers.sentence import compiled
from models.specs import Classify, DocumentType, FieldSpec
from tests.printed import printed

FRAME = (0, 0, 1000, 800)


def read(*lines, sentences, shape=""):
    options = {"sentences": sentences, "shape": shape}
    field = FieldSpec(key="k", title="k", reader="sentence", options=options)
    kind = DocumentType(id="t", title="t", classify=Classify(), field=[field])
    found = READERS["sentence"](prepare(kind, lay_out(lines, FRAME)), field)
    return found and found.text


def test_a_sentence_goes_on_in_the_next_line() -> None:
    lines = (
        printed("学生张样张，性别男，在本校机械设计制", 50, 100),
        printed("造专业学习", 50, 140),
    )
    assert read(*lines, sentences=["在(我|本)校{}专业"]) == "机械设计制造"


def test_the_first_sentence_that_is_printed_counts() -> None:
    line = printed("专业：会计学　学制四年", 50, 100)
    assert read(line, sentences=["在本校{}专业", "专业：{}学制"]) == "会计学"
    assert read(line, sentences=["委托{}办理"]) is None


def test_one_word_of_a_phrase_and_any_sign_may_be_misread() -> None:
    line = printed("修完四年制木科教学计划规定的全部课程.成绩合格", 50, 100)
    assert read(line, sentences=["制{}教学计划规走的全部课程，成绩"]) == "木科"


def test_a_blank_at_the_end_reaches_to_the_end_of_its_clause() -> None:
    line = printed("兹委托张样张，性别女", 50, 100)
    assert read(line, sentences=["兹委托{}"]) == "张样张"


def test_a_shape_says_what_the_blank_can_hold() -> None:
    line = printed("于二〇一〇年九月至二〇一四年七月在我校", 50, 100)
    month = "[〇一二三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月"
    assert read(line, sentences=["至{}在我校"], shape=month) == "二〇一四年七月"


def test_a_column_beside_the_sentence_does_not_part_it() -> None:
    lines = (
        printed("证书编号", 50, 100),
        printed("学生张样张在本校机械设计制", 400, 100),
        printed("9911", 50, 140),
        printed("造专业学习", 400, 140),
    )
    assert read(*lines, sentences=["在本校{}专业"], shape="[\u4e00-\u9fff]{1,8}") == "机械设计制造"


@given(
    before=st.text("甲乙丙丁戊己", min_size=4, max_size=8), blank=st.text("子丑寅卯", min_size=1)
)
def test_the_blank_between_two_phrases_comes_back_whole(before: str, blank: str) -> None:
    found = compiled(before + "{}完毕").search(f"文{before}{blank}完毕了")
    assert found
    assert found["blank"] == blank


@given(st.text("样张证书2024（，：)甲", max_size=12))
def test_any_phrase_fits_its_own_print(phrase: str) -> None:
    plain = re.sub(r"[(|)]", "", phrase)
    assert compiled(plain + "{}").search(unicodedata.normalize("NFKC", plain) + "样张")


@pytest.mark.parametrize("text", ["", "样"])
def test_nothing_is_found_where_nothing_stands(text: str) -> None:
    assert read(*([printed(text, 50, 100)] if text else []), sentences=["样{}"]) is None
