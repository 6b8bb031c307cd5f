"""Seeded sentences that must be reckoned: weekdays, sums, check digits, phrases spoilt."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from docgen.gongwen.proofread.checkers.phrases import FREE, read_phrases
from extractors.checks.amounts import in_words
from extractors.checks.identity import with_check_character
from models.days import day_words

NAMES: Final = "一二三四五六日"
Pair = tuple[str, str]
"""The right and the wrong sentence; ⟦ ⟧ stand around what is wrong."""


def weekday(random: Random) -> Pair:
    """Return a day with its weekday, and with the next one."""
    day = date(2024, 1, 1) + timedelta(days=random.randrange(1500))
    right, wrong = NAMES[day.weekday()], NAMES[(day.weekday() + random.randint(1, 6)) % 7]
    said = f"{day_words(day)}（星期"
    return f"会议定于{said}{right}）召开。", f"会议定于{said}⟦{wrong}⟧）召开。"


def total(random: Random) -> Pair:
    """Return parts with their total, and with another."""
    one, other = random.randint(11, 80), random.randint(11, 80)
    said = f"市级资金{one}万元、区级资金{other}万元，合计"
    wrong = one + other + random.choice([-10, -1, 1, 10])
    return f"{said}{one + other}万元。", f"{said}⟦{wrong}万元⟧。"


def money(random: Random) -> Pair:
    """Return an amount in words and figures, and with other words."""
    amount = Decimal(random.randint(100_000, 99_999_999)) / 100
    other = amount + random.choice([10, 100, 1000, -50])
    figures = f"（￥{amount:,.2f}）"
    right, wrong = (in_words(each).replace("圆", "元") for each in (amount, other))
    return f"支付人民币{right}{figures}。", f"支付人民币⟦{wrong}⟧{figures}。"


def money_small(random: Random) -> Pair:
    """Return an amount in capitals, and with one digit written small."""
    words = in_words(Decimal(random.randint(1001, 999_999))).replace("圆", "元")
    places = [at for at, mark in enumerate(words) if mark in "壹贰叁肆伍陆柒捌玖"]
    at = random.choice(places)
    small = "一二三四五六七八九"["壹贰叁肆伍陆柒捌玖".index(words[at])]
    return f"大写：{words}。", f"大写：{words[:at]}⟦{small}⟧{words[at + 1 :]}。"


def identity(random: Random) -> Pair:
    """Return a person without and with a number; the number belongs to nobody we know."""
    born = date(1950, 1, 1) + timedelta(days=random.randrange(18_000))
    body = f"310151{born:%Y%m%d}{random.randint(1, 999):03d}"
    return "申请人王某某符合条件。", f"申请人王某某（⟦{with_check_character(body)}⟧）符合条件。"


def bank_card(random: Random) -> Pair:
    """Return a payment without and with a card number that has a right check digit."""
    body = "622202" + "".join(random.choices("0123456789", k=12))
    digits = [int(mark) * (2 - at % 2) for at, mark in enumerate(reversed(body))]
    check = -sum(each - 9 * (each > 9) for each in digits) % 10
    return "补贴资金已经发放到账。", f"补贴资金已经发放到⟦{body}{check}⟧账户。"


def phrase_missing(random: Random) -> Pair:
    """Return a fixed phrase, and the same without one of its characters."""
    phrase, at = _phrase(random)
    return _said(phrase, f"⟦{phrase[:at]}{phrase[at + 1 :]}⟧")


def phrase_doubled(random: Random) -> Pair:
    """Return a fixed phrase, and the same with one of its characters twice."""
    phrase, at = _phrase(random)
    return _said(phrase, f"⟦{phrase[:at]}{phrase[at]}{phrase[at:]}⟧")


def _phrase(random: Random) -> tuple[str, int]:
    """Return a phrase and a place within it whose character may not be left out at will."""
    phrase = random.choice(read_phrases().terms)
    within = range(1, len(phrase) - 1)
    right = read_phrases().right
    places = (at for at in within if phrase[at] not in FREE)
    return phrase, random.choice(
        [at for at in places if phrase[:at] + phrase[at + 1 :] not in right]
    )


def _said(right: str, wrong: str) -> Pair:
    return f"要正确理解“{right}”的含义。", f"要正确理解“{wrong}”的含义。"


MADE: Final[Mapping[str, Callable[[Random], Pair]]] = {
    "weekday": weekday,
    "total": total,
    "money": money,
    "money_small": money_small,
    "identity": identity,
    "bank_card": bank_card,
    "phrase_missing": phrase_missing,
    "phrase_doubled": phrase_doubled,
}
"""By the name that a kind declares."""
