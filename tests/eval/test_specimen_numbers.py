"""Numbers and amounts on specimens are valid by judges that did not make them."""

from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from eval.specimens.facts.money import in_words
from extractors.checks import CHECKS
from intake.feeds.population.numbers import credit_code, identity_number, plate, vehicle_number


@given(order=st.integers(0, 999), seed=st.integers())
def test_made_numbers_are_valid_by_an_independent_judge(order: int, seed: int) -> None:
    rng = Random(seed)
    ric.validate(identity_number("110105", "19900131", order))
    uscc.validate(credit_code(rng, "310115"))
    assert CHECKS["vin"](vehicle_number(rng, "LYZ", 2020))
    for kind in ("blue", "yellow", "green", "trailer"):
        assert CHECKS["plate"](plate(rng, "沪", kind=kind))


@given(amount=st.decimals(0, 99_999_999, places=2))
def test_amounts_in_words_are_read_back_as_the_same_amount(amount: Decimal) -> None:
    assert read_words(in_words(amount)) == amount


def read_words(words: str) -> Decimal:
    """Read an amount in capital characters, written independently of the writer under test."""
    whole, _, rest = words.partition("圆")
    total = section = digit = 0
    for each in whole:
        if each in "零壹贰叁肆伍陆柒捌玖":
            digit = "零壹贰叁肆伍陆柒捌玖".index(each)
        elif each in "拾佰仟":
            section += digit * 10 ** ("拾佰仟".index(each) + 1)
            digit = 0
        else:
            total += (section + digit) * 10_000
            section = digit = 0
    value = Decimal(total + section + digit)
    for unit, share in (("角", Decimal("0.1")), ("分", Decimal("0.01"))):
        if unit in rest:
            value += "零壹贰叁肆伍陆柒捌玖".index(rest[rest.index(unit) - 1]) * share
    return value
