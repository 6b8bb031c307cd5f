"""Invented firms with their business licences and transport permits."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from eval.specimens.facts.money import whole_in_words
from eval.specimens.facts.people import (
    LONG_TERM,
    add_years,
    invent_address,
    invent_name,
)
from intake.feeds.population.numbers import credit_code, digits
from intake.feeds.population.words import Region, words


@dataclass(frozen=True)
class Firm:
    """A firm; attribute names are the field keys of its business licence."""

    serial_no: str
    copy_no: str
    uscc: str
    name: str
    type: str
    legal_representative: str
    legal_representative_label: str
    business_scope: str
    registered_capital: str | None
    established_date: str
    term_from: str
    term_to: str
    address: str
    composition_form: str
    registration_authority: str
    registration_date: str
    phone: str
    bank: str
    account: str


@dataclass(frozen=True)
class Permit:
    """A road transport permit; attribute names are the field keys of the paper."""

    licence_no: str
    owner_name: str
    address: str
    economic_type: str
    business_scope: str
    valid_from: str
    valid_to: str
    issuing_authority: str
    issue_date: str


KINDS = {
    "company": ("有限公司", "法定代表人", "有限责任公司（自然人投资或控股）"),
    "sole": ("有限公司", "法定代表人", "有限责任公司(自然人独资)"),
    "joint": ("股份有限公司", "法定代表人", "其他股份有限公司（非上市）"),
    "branch": ("有限公司样张分公司", "负责人", "有限责任公司分公司"),
    "partners": ("合伙企业（有限合伙）", "执行事务合伙人", "有限合伙企业"),
    "trader": ("经营部", "经营者", "个体工商户"),
}
"""Kind of firm: how its name ends, what its head is called, and its printed type."""

PERMIT_SCOPES = (
    "道路普通货物运输",
    "道路普通货物运输,货物专用运输(集装箱)",
    "普通货运；货物专用运输（冷藏保鲜）",
    "道路货物专用运输（罐式容器），大型物件运输（一类）",
)


def invent_firm(rng: Random, region: Region, kind: str = "company") -> Firm:
    """Return a firm of one of ``KINDS`` in a region."""
    ending, head, printed_type = KINDS[kind]
    founded = date(2008, 1, 2) + timedelta(days=rng.randrange(16 * 365))
    renewed = add_years(founded, rng.choice((0, 0, 1, 2)))
    place = region.city[:2] or region.province[:2]
    return Firm(
        serial_no=digits(rng, 20),
        copy_no=f"{rng.randint(1, 3)}-{rng.randint(1, 3)}",
        uscc=credit_code(rng, region.code, "92" if kind == "trader" else "91"),
        name=f"{place}{rng.choice(words().firm.stems)}{rng.choice(words().firm.trades)}{ending}",
        type=printed_type,
        legal_representative=invent_name(rng, woman=rng.random() < 0.3)[0],
        legal_representative_label=head,
        business_scope=invent_scope(rng),
        registered_capital=None if kind == "trader" else invent_capital(rng),
        established_date=founded.isoformat(),
        term_from=founded.isoformat(),
        term_to=rng.choice((LONG_TERM, (add_years(founded, 30) - timedelta(days=1)).isoformat())),
        address=invent_address(rng, region),
        composition_form="个人经营",
        registration_authority=rng.choice(("样张市市场监督管理局", "样张区市场监督管理局")),
        registration_date=renewed.isoformat(),
        phone=f"{rng.choice(('021', '0510', '0755'))}-{digits(rng, 8)}",
        bank=rng.choice(words().firm.banks),
        account=digits(rng, rng.choice((16, 19))),
    )


def invent_scope(rng: Random) -> str:
    """Return one to six lines of business, with or without the usual closing bracket."""
    lines = rng.sample(words().firm.scopes, rng.randint(1, 6))
    closing = rng.choice(("", "【依法须经批准的项目，经相关部门批准后方可开展经营活动】"))
    return "；".join(lines) + "。" + closing


def invent_capital(rng: Random) -> str:
    """Return a registered capital in one of the usual ways of writing."""
    ten_thousands = rng.choice((50, 100, 200, 500, 1000, 1680, 3000, 5800))
    return rng.choice(
        (
            f"人民币{ten_thousands}.0000万元整",
            f"{whole_in_words(ten_thousands)}万元整",
            f"{whole_in_words(ten_thousands)}万元（人民币）",
            f"{ten_thousands}万元人民币",
        )
    )


def invent_permit(rng: Random, region: Region, firm: Firm) -> Permit:
    """Return the permit of a firm, for four years."""
    start = date(2023, 1, 3) + timedelta(days=rng.randrange(3 * 365))
    number = region.code + digits(rng, 6)
    return Permit(
        licence_no=rng.choice(
            (f"交运管许可{region.plate}字{number}号", f"{region.plate}交运管许可货字{number}号")
        ),
        owner_name=firm.name,
        address=firm.address,
        economic_type=rng.choice(("有限责任公司", "私营有限责任公司", "股份有限公司")),
        business_scope=rng.choice(PERMIT_SCOPES),
        valid_from=start.isoformat(),
        valid_to=(add_years(start, 4) - timedelta(days=1)).isoformat(),
        issuing_authority=rng.choice(("样张市道路运输管理局", "样张区交通运输管理所")),
        issue_date=start.isoformat(),
    )
