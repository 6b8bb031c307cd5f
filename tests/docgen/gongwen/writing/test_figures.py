"""Numbers, money and shares are read as people type them, and come back as the same amount."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.gongwen.writing.figures import (
    money_capitals,
    money_words,
    number_words,
    read_money,
    read_number,
    read_share,
    share_words,
)
from extractors.checks.amounts import amount_of

CENTS = st.integers(1, 10**14 - 1).map(lambda cents: Decimal(cents) / 100)


@given(CENTS)
def test_an_amount_reads_the_same_again_in_words_and_in_capitals(amount: Decimal) -> None:
    assert read_money(money_words(amount)) == amount
    assert amount_of(money_capitals(amount)) == amount


@given(st.decimals(-(10**12) + 1, 10**12 - 1, places=3))
def test_a_quantity_reads_the_same_again_with_its_unit(number: Decimal) -> None:
    assert read_number(number_words(number, "人次"), "人次") == number


@given(st.decimals(-999999, 999999, places=2))
def test_a_share_keeps_the_decimals_that_were_typed(share: Decimal) -> None:
    assert share_words(read_share(f"{share}％")) == f"{share}%"


@given(st.text() | st.from_regex(r"[¥￥]?[0-9.,]{1,20}[万亿]?元?"))
def test_whatever_is_typed_is_an_amount_or_refused(words: str) -> None:
    for read in (read_money, read_number, read_share):
        with suppress(ValueError):
            assert read(words).is_finite()


@pytest.mark.parametrize("words", ["0", "-5元", "0.001元", "1000000000000元", "12,34元", "12万人"])
def test_what_is_no_amount_to_be_paid_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="金额"):
        read_money(words)
