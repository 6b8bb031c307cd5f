"""Ten thousand codes of each kind, right and wrong: our checks and independent ones agree on all.

The independent ones are python-stdnum and, for the VIN that it lacks, a second implementation that
starts from where the standard took its letter values.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from stdnum import imo, luhn
from stdnum.cn import ric, uscc
from stdnum.exceptions import InvalidChecksum, InvalidComponent
from stdnum.iso7064 import mod_11_10

from extractors.checks import CHECKS, CheckDigitError

COUNT = 10_000
CREDIT_CODE_MARKS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VIN_MARKS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ"
DIGITS = "0123456789"
KNOWN_PLACES = ("310101", "310230", "320623", "110105", "440305", "650102")
Codes = Iterator[tuple[str, bool]]


def spoilt(rng: random.Random, code: str, alphabet: str, place: int) -> str:
    """Return a code with another character at one place, which every check here must notice."""
    others = [mark for mark in alphabet if mark != code[place]]
    return code[:place] + rng.choice(others) + code[place + 1 :]


def either(rng: random.Random, right: str, alphabet: str, place: int) -> str:
    return right if rng.random() < 0.5 else spoilt(rng, right, alphabet, place)


def text_of(rng: random.Random, alphabet: str, length: int) -> str:
    return "".join(rng.choices(alphabet, k=length))


def identity_numbers(rng: random.Random) -> Codes:
    for _ in range(COUNT):
        birth = date(1900, 1, 1) + timedelta(days=rng.randrange(45_000))
        body = f"{rng.choice(KNOWN_PLACES)}{birth:%Y%m%d}{rng.randrange(1000):03}"
        right = body + ric.calc_check_digit(f"{body}0")
        code = either(rng, right, DIGITS, rng.choice([14, 15, 16, 17]))
        yield code, closes(ric.validate, code)


def credit_codes(rng: random.Random) -> Codes:
    for _ in range(COUNT):
        body = rng.choice(["91", "92", "12", "51"]) + "310115" + text_of(rng, CREDIT_CODE_MARKS, 9)
        right = body + uscc.calc_check_digit(f"{body}0")
        code = either(rng, right, CREDIT_CODE_MARKS, rng.randrange(8, 18))
        yield code, closes(uscc.validate, code)


def closes(validate: Callable[[str], str], code: str) -> bool:
    """Tell what python-stdnum says of the closing character.

    It goes on to refuse numbers whose place did not exist in the year of birth; cards with such
    numbers are in use.
    """
    try:
        validate(code)
    except InvalidComponent:
        return True
    except InvalidChecksum:
        return False
    return True


def card_numbers(rng: random.Random) -> Codes:
    for _ in range(COUNT):
        body = "62" + text_of(rng, DIGITS, rng.randrange(13, 17))
        right = body + luhn.calc_check_digit(body)
        code = either(rng, right, DIGITS, rng.randrange(2, len(right)))
        yield code, luhn.is_valid(code)


def registration_numbers(rng: random.Random) -> Codes:
    for _ in range(COUNT):
        body = text_of(rng, DIGITS, 14)
        code = either(rng, body + mod_11_10.calc_check_digit(body), DIGITS, rng.randrange(15))
        yield code, mod_11_10.is_valid(code)


def ship_numbers(rng: random.Random) -> Codes:
    for _ in range(COUNT):
        body = text_of(rng, DIGITS, 6)
        code = either(rng, body + imo.calc_check_digit(body), DIGITS, 6)
        yield code, imo.is_valid(code)


def vehicle_numbers(rng: random.Random) -> Codes:
    for _ in range(COUNT):
        code = text_of(rng, VIN_MARKS, 17)
        right = code[:8] + "0123456789X"[ebcdic_remainder(code)] + code[9:]
        code = either(rng, right, "0123456789X", 8)
        yield code, code == right


def ebcdic_remainder(code: str) -> int:
    weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
    low_halves = [byte & 0x0F for byte in code.encode("cp037")]
    return sum(low * weight for low, weight in zip(low_halves, weights, strict=True)) % 11


@pytest.mark.parametrize(
    ("check", "codes"),
    [
        ("id18", identity_numbers),
        ("uscc", credit_codes),
        ("card_number", card_numbers),
        ("registration_no", registration_numbers),
        ("imo_no", ship_numbers),
        ("vin", vehicle_numbers),
    ],
)
def test_ten_thousand_codes_agree_with_an_independent_check(
    check: str, codes: Callable[[random.Random], Codes]
) -> None:
    verdicts = list(codes(random.Random(20261128)))
    valid = sum(right for _, right in verdicts)

    assert len(verdicts) == COUNT
    assert COUNT // 3 < valid < COUNT * 2 // 3
    assert [(code, right) for code, right in verdicts if holds(check, code) != right] == []


def holds(check: str, code: str) -> bool:
    try:
        return CHECKS[check](code) == code
    except CheckDigitError:
        return False


VECTORS = {
    "uscc": [
        "91110000600037341L",
        "91310230MA1JX0A18F",
        "91310115MA1H7Q2B6T",
        "92310151MA1M000170",
        "123101514252999921",
    ],
    "id18": [
        "310151199003072018",
        "310230197808151033",
        "320623196511010024",
        "310101201709010050",
    ],
    "vin": ["1M8GDM9AXKP042788", "LSVAA49J9G2123456", "LFWSRXSJ5M1A00001", "LVBV3JBB8RE000123"],
    "card_number": ["6228480030123456789", "6217001210001234564"],
}
"""The vectors of the rules' register, public samples and made-up ones."""


@pytest.mark.parametrize(
    ("check", "code"), [(check, code) for check, codes in VECTORS.items() for code in codes]
)
def test_vectors_hold_and_no_other_closing_character_does(check: str, code: str) -> None:
    place = 8 if check == "vin" else len(code) - 1
    alphabet = CREDIT_CODE_MARKS if check == "uscc" else DIGITS
    assert CHECKS[check](code) == code
    for mark in set(alphabet) - {code[place]}:
        with pytest.raises(CheckDigitError):
            CHECKS[check](code[:place] + mark + code[place + 1 :])
