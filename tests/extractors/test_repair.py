"""Repairs: made where a check or vocabulary proves them, recorded, and never by guessing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.checks import CHECKS
from extractors.judging.repair import REPAIRS, repair
from extractors.judging.vocabularies import VOCABULARIES


@pytest.mark.parametrize(
    ("check", "read", "value", "note"),
    [
        ("uscc", "9111O108690017781B", "91110108690017781B", "第5位 O→0：校验位相符"),
        ("id18", "l1010519491231OO2X", "11010519491231002X", "第1位 l→1、第15位 O→0、第16位 O→0"),
        ("vin", "LHGCM45296200256Z", "LHGCM452962002562", "第17位 Z→2：校验位相符"),
        ("vin", "LHGCM4529620O2562", "LHGCM452962002562", "第13位 O→0"),
        ("tax_id", "9l110108690017781B", "91110108690017781B", "第2位 l→1"),
        ("invoice_number", "O595O6O4", "05950604", "号码只含数字"),
        ("date", "2O24年05月l8日", "2024-05-18", "日期只含数字"),
        ("mass_kg", "217Okg", "2170kg", "O→0"),
        ("dimension", "5OOO×1858×1493mm", "5000×1858×1493mm", "O→0"),
        ("licence_class", "Al", "A1", "l→1"),
    ],
)
def test_an_impossible_character_is_replaced_by_what_the_check_proves(
    check: str, read: str, value: str, note: str
) -> None:
    mended = repair(read, check=check)

    assert mended is not None
    assert mended.value == value
    assert note in mended.note


@pytest.mark.parametrize(
    ("check", "read"),
    [
        ("uscc", "91500106MA2CE71F65"),  # every character possible, no doubt known
        ("id18", "11010519491231O021"),  # the check digit still fails
        ("plate", "粤E1234O"),  # 0 or D: no check digit tells
        ("invoice_number", "X5950604"),  # X looks like no digit
        ("uscc", "OOOOOOOOOOOOOOOOOO"),
        ("money", "1O.00"),
        ("", "甲O"),
    ],
)
def test_nothing_is_guessed(check: str, read: str) -> None:
    assert repair(read, check=check) is None


def test_a_possible_character_is_questioned_only_where_the_engine_doubted_it() -> None:
    read = "9111010869001778" + "18"
    sure, doubted = [0.99] * 18, [0.99] * 17 + [0.5]

    assert repair(read, check="uscc") is None
    assert repair(read, check="uscc", scores=sure) is None
    mended = repair(read, check="uscc", scores=doubted)
    assert mended is not None
    assert (mended.value, mended.note) == ("91110108690017781B", "第18位 8→B：校验位相符")


@pytest.mark.parametrize(
    ("vocabulary", "read", "word"),
    [
        ("use_character", "非营運", "非营运"),
        ("vehicle_type", "小型桥车", "小型轿车"),
        ("vehicle_type", "重型半挂牵引", "重型半挂牵引车"),
        ("energy_type", "汽泊", "汽油"),
        ("ethnicity", "漢", "汉"),
        ("vat_digital_title", "电子发票(普通发票)", "电子发票（普通发票）"),
    ],
)
def test_a_near_word_becomes_the_one_word_it_can_be(vocabulary: str, read: str, word: str) -> None:
    mended = repair(read, vocabulary=vocabulary)

    assert mended is not None
    assert mended.value == word
    assert mended.note == f"{read}→{word}：规范用语"


@pytest.mark.parametrize(
    ("vocabulary", "read"),
    [
        ("vehicle_type", "型普通货车"),  # 重型, 中型, 轻型 or 微型
        ("use_character", "营运"),  # a lost 非 would turn its meaning round
        ("sex", "勇"),
        ("vehicle_type", "拖拉机"),
    ],
)
def test_a_word_that_could_be_several_or_none_is_left_alone(vocabulary: str, read: str) -> None:
    assert repair(read, vocabulary=vocabulary) is None


def test_every_declared_code_has_its_check() -> None:
    assert set(REPAIRS.code) <= set(CHECKS)


@pytest.mark.parametrize("check", REPAIRS.code)
@given(text=st.text(max_size=24) | st.text(alphabet="0123456789OIlZSBDQX", max_size=20))
def test_a_repaired_code_passes_its_check_and_keeps_its_length(check: str, text: str) -> None:
    mended = repair(text, check=check)
    if mended:
        assert CHECKS[check](mended.value) == mended.value
        assert "→" in mended.note


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@given(data=st.data())
def test_a_repaired_word_is_in_the_vocabulary_and_a_good_one_is_left(
    vocabulary: str, data: st.DataObject
) -> None:
    words = VOCABULARIES[vocabulary]
    word = data.draw(st.sampled_from(words))
    mended = repair(data.draw(st.text(alphabet=word, max_size=8)), vocabulary=vocabulary)

    assert mended is None or mended.value in words
    assert repair(word, vocabulary=vocabulary) is None


def test_a_new_energy_plate_is_put_right_by_its_own_longer_form() -> None:
    mended = repair("滬AF01O17", "plate")

    assert mended is not None
    assert mended.value == "沪AF01017"
