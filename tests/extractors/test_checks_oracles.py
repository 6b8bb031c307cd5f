"""Check digits and amounts against independent sources, so that a wrong weight is caught."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric
from stdnum.cn import uscc as stdnum_uscc
from stdnum.iso7064 import mod_11_10

from extractors.checks import CHECKS
from extractors.checks.amounts import amount_of, in_words
from extractors.checks.identity import birth_date_of, sex_of
from extractors.judging.vocabularies import VOCABULARIES

DIGITS = "0123456789"
VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
CREDIT_CODE_MARKS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def accepts(name: str, text: str) -> bool:
    try:
        CHECKS[name](text)
    except ValueError:
        return False
    return True


@given(
    birth=st.dates(min_value=date(1000, 1, 1)),
    sequence=st.text(alphabet=DIGITS, min_size=3, max_size=3),
    last=st.sampled_from(DIGITS + "X"),
)
def test_id18_agrees_with_python_stdnum(birth: date, sequence: str, last: str) -> None:
    body = f"110105{birth:%Y%m%d}{sequence}"
    right = body + ric.calc_check_digit(f"{body}0")

    assert accepts("id18", right)
    assert accepts("id18", body + last) == (body + last == right)
    assert birth_date_of(right) == ric.get_birth_date(right).isoformat()
    assert sex_of(right) == ("男" if int(sequence[2]) % 2 else "女")


@given(
    body=st.text(alphabet=CREDIT_CODE_MARKS, min_size=9, max_size=9),
    last=st.sampled_from(CREDIT_CODE_MARKS),
)
def test_uscc_agrees_with_python_stdnum(body: str, last: str) -> None:
    right = f"91110000{body}"
    right += stdnum_uscc.calc_check_digit(right)

    assert CHECKS["uscc"](right) == stdnum_uscc.validate(right)
    assert accepts("uscc", right[:17] + last) == (last == right[17])


@given(body=st.text(alphabet=DIGITS, min_size=12, max_size=18))
def test_card_number_agrees_with_python_stdnum(body: str) -> None:
    for last in DIGITS:
        assert accepts("card_number", body + last) == luhn.is_valid(body + last)


@given(body=st.text(alphabet=DIGITS, min_size=14, max_size=14))
def test_registration_no_agrees_with_python_stdnum(body: str) -> None:
    for last in DIGITS:
        assert accepts("registration_no", body + last) == mod_11_10.is_valid(body + last)


def ebcdic_remainder(code: str) -> int:
    """The standard took its letter values from the low half of EBCDIC codes: A=1 … Z=9."""
    weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
    low_halves = [byte & 0x0F for byte in code.encode("cp037")]
    return sum(low * weight for low, weight in zip(low_halves, weights, strict=True)) % 11


@given(code=st.text(alphabet=DIGITS + VIN_LETTERS, min_size=17, max_size=17))
def test_vin_agrees_with_the_ebcdic_origin_of_its_letter_values(code: str) -> None:
    right = "0123456789X"[ebcdic_remainder(code)]

    assert accepts("vin", code) == (code[8] == right)
    assert accepts("vin", code[:8] + right + code[9:])


@pytest.mark.parametrize("code", ["1M8GDM9AXKP042788", "11111111111111111", "5GZCZ43D13S812715"])
def test_vin_accepts_codes_published_as_examples(code: str) -> None:
    assert CHECKS["vin"](code) == code


@given(cents=st.integers(min_value=0, max_value=10**14 - 1))
def test_amount_in_words_reads_back_as_the_same_amount(cents: int) -> None:
    amount = Decimal(cents) / 100

    assert amount_of(in_words(amount)) == amount


@given(cents=st.integers(min_value=1, max_value=10**9), place=st.integers(min_value=0))
def test_a_lost_character_never_reads_as_another_amount_by_rewriting(
    cents: int, place: int
) -> None:
    words = in_words(Decimal(cents) / 100)
    place %= len(words)
    shortened = words[:place] + words[place + 1 :]
    try:
        amount = amount_of(shortened)
    except ValueError:
        return
    kept = in_words(amount).replace("零", "").rstrip("整")
    assert kept == shortened.replace("零", "").rstrip("整") or shortened.startswith("拾")


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("柒仟零壹拾捌圆捌角叁分", "7018.83"),
        ("壹万零叁佰伍拾肆元伍角", "10354.50"),
        ("伍拾贰圆柒角", "52.70"),
        ("拾元整", "10.00"),
        ("壹亿零伍万元正", "100050000.00"),
        ("伍元零叁分", "5.03"),
    ],
)
def test_amount_of_reads_printed_amounts(words: str, amount: str) -> None:
    assert amount_of(words) == Decimal(amount)


def test_vocabularies_hold_what_their_standards_list() -> None:
    assert len(VOCABULARIES["ethnicity"]) == len(set(VOCABULARIES["ethnicity"])) == 56 + 1
    assert len(VOCABULARIES["plate_province"]) == 31
    assert {"小型轿车", "重型半挂牵引车", "重型自卸货车"} <= set(VOCABULARIES["vehicle_type"])
