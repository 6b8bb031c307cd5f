"""What bank cards and social security cards say; every bank is invented."""

from random import Random

from eval.specimens.contents.content import Content, Fields, chance
from eval.specimens.facts import Facts
from intake.feeds.population.numbers import digits

BANKS = ("样张银行", "青澜银行", "云湖商业银行", "样张农村商业银行", "松岚银行", "中国样张银行")
ISSUER = "6299"
"""First digits that no bank of the product's table has: the banks here are invented."""
CARD_NAMES = ("青澜旅行卡", "金穗样张卡", "丰穗卡", "松岚通卡", "晨曦联名卡", "云湖白金卡")
SURNAMES = ("ZHANG", "WANG", "LI", "CHEN", "YANG", "WU", "ZHENG", "XU", "OUYANG", "LV")
GIVEN = ("WEI", "XIAO MING", "JIAN GUO", "LIHUA", "YU XUAN", "ZI HAN", "QIANG", "SHU YI", "ER")
AUTHORITIES = (
    "样张省人力资源和社会保障厅",
    "样张市人力资源和社会保障局",
    "青湖市人力资源和社会保障局",
)


def of_bank_card(facts: Facts) -> Fields:
    """A debit or credit card."""
    rng = chance(facts, "bank_card")
    credit = rng.random() < 0.5
    kinds = ("信用卡", "贷记卡", "CREDIT") if credit else ("借记卡", "储蓄卡", "DEBIT")
    return {
        "bank_name": rng.choice(BANKS),
        "card_number": card_number(rng, 16 if credit else rng.choice((16, 19, 19))),
        "valid_thru": f"{rng.randint(1, 12):02d}/{rng.randint(24, 36)}",
        "holder_name": holder(rng),
        "card_type": rng.choice(kinds),
        "card_name": rng.choice(CARD_NAMES),
    }


def of_social_security(facts: Facts) -> Fields:
    """A social security card with its bank account."""
    rng, person = chance(facts, "social_security_card"), facts.person
    return {
        "name": person.name,
        "social_security_number": person.id_number,
        "card_number": rng.choice("ABCDEFGHK") + digits(rng, rng.choice((7, 8))),
        "issue_date": f"{rng.randint(2012, 2026)}-{rng.randint(1, 12):02d}",
        "valid_term": rng.choice(("10年", "20年", "长期")),
        "bank_card_number": card_number(rng, rng.choice((16, 19))),
        "bank_name": rng.choice(BANKS),
        "issuing_authority": rng.choice(AUTHORITIES),
    }


def card_number(rng: Random, length: int) -> str:
    """Return a number of an issuer that does not exist, closed by its Luhn digit."""
    body = ISSUER + "".join(rng.choices("0123456789", k=length - len(ISSUER) - 1))
    doubled = (str(int(d) * (1 + place % 2)) for place, d in enumerate(reversed(body), 1))
    return body + str(-sum(map(int, "".join(doubled))) % 10)


def holder(rng: Random) -> str:
    """Return a name in pinyin, as cards print it."""
    name = f"{rng.choice(SURNAMES)} {rng.choice(GIVEN)}"
    return rng.choice((name, name, f"MR.{name.replace(' ', '')}", name.replace(" ", "/", 1)))


CONTENTS: dict[str, Content] = {
    "bank_card": of_bank_card,
    "social_security_card": of_social_security,
}
