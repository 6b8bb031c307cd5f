"""How an invented firm does: its figures, staff, rights and records, as registers tell of them.

Drawn from the firm's own code, apart from the population's chance, so that it is the same wherever
the firm is told of. Every figure is invented (样张).
"""

from datetime import date, timedelta
from random import Random

from intake.feeds.population.maker import Facts


def invent_business(uscc: str, today: date) -> Facts:
    """Return what registers know of a firm's business, by the keys of its profile."""
    rng = Random(f"business:{uscc}")  # noqa: S311 - no secret
    staff = rng.choice((rng.randint(3, 29), rng.randint(30, 299), rng.randint(300, 900)))
    revenue = staff * rng.randint(200_000, 900_000)
    return {
        "holder": uscc,
        **_staff(rng, staff),
        **_money(rng, staff, revenue),
        **_records(rng),
        **_inventions(rng, staff, revenue, today),
        **_projects(rng, today),
        **_trade(rng, revenue, today),
    }


def _yes(rng: Random, share: float) -> str:
    return "是" if rng.random() < share else "否"


def _some(rng: Random, share: float, most: int) -> int:
    """Return a number from 1 for so many of all firms, and 0 for the others."""
    return rng.randint(1, most) if rng.random() < share else 0


def _staff(rng: Random, staff: int) -> Facts:
    return {
        "staff_count": staff,
        "layoff_rate": round(rng.uniform(0, 9), 1),
        "unemployment_paid": staff * rng.randint(400, 1_200),
        "social_arrears": _yes(rng, 0.04),
        "disabled_count": _some(rng, 0.3, max(1, staff // 60)),
        "graduates_hired": _some(rng, 0.4, max(1, staff // 10)),
        "hard_hired": _some(rng, 0.3, max(1, staff // 8)),
        "skilled_staff": _some(rng, 0.4, max(1, staff // 5)),
        "interns": _some(rng, 0.15, max(1, staff // 10)),
        "intern_base": _yes(rng, 0.15),
        "insured_months": rng.randint(6, 160),
    }


def _money(rng: Random, staff: int, revenue: int) -> Facts:
    return {
        "revenue": revenue,
        "revenue_before": round(revenue / rng.uniform(0.85, 1.4)),
        "total_assets": round(revenue * rng.uniform(0.4, 1.6)),
        "taxable_income": max(0, round(revenue * rng.uniform(-0.03, 0.15))),
        "tax_credit": rng.choice("AABBBBMMCD"),
        "tax_arrears": _yes(rng, 0.04),
        "rd_expense": round(revenue * rng.choice((0, 0, rng.uniform(0.01, 0.1)))),
        "tax_by_accounts": _yes(rng, 0.9),
        "restricted_industry": _yes(rng, 0.02),
        "tax_paid": round(revenue * rng.uniform(0.01, 0.08)),
        "property_taxes": staff * rng.randint(100, 2_000),
        "average_wage": rng.randint(70_000, 180_000),
    }


def _records(rng: Random) -> Facts:
    return {
        "dishonest": _yes(rng, 0.02),
        "in_abnormal_list": _yes(rng, 0.05),
        "accidents_1y": _some(rng, 0.02, 1),
        "env_penalties_1y": _some(rng, 0.05, 2),
        "quality_penalties_3y": _some(rng, 0.05, 2),
    }


def _inventions(rng: Random, staff: int, revenue: int, today: date) -> Facts:
    level = rng.choice(("无", "无", "创新型中小企业", "专精特新中小企业", "专精特新“小巨人”企业"))
    return {
        "ip_core_owned": _yes(rng, 0.4),
        "invention_patents": _some(rng, 0.3, 12),
        "ip_class2": _some(rng, 0.5, 30),
        "standards_led": _some(rng, 0.1, 4),
        "trademark_known": _yes(rng, 0.5),
        "pledge_loan": _some(rng, 0.1, 50) * 100_000,
        "tech_field": _yes(rng, 0.3),
        "rd_staff_count": round(staff * rng.choice((0, rng.uniform(0.03, 0.3)))),
        "hightech_income": round(revenue * rng.choice((0, rng.uniform(0.3, 0.95)))),
        "innovation_score": rng.randint(30, 95),
        "hightech_valid_to": _until(rng, today) if rng.random() < 0.2 else "",
        "srdi_level": level,
        "srdi_valid_to": "" if level == "无" else _until(rng, today),
        "niche_years": rng.randint(0, 12),
        "main_income_ratio": rng.randint(40, 100),
    }


def _projects(rng: Random, today: date) -> Facts:
    energy = _some(rng, 0.4, 5_000)
    return {
        "project_invest": _some(rng, 0.3, 300) * 100_000,
        "project_record_done": _yes(rng, 0.5),
        "project_finished": _yes(rng, 0.4),
        "first_set_listed": _yes(rng, 0.03),
        "first_set_price": _some(rng, 0.03, 200) * 100_000,
        "energy_tce": energy,
        "energy_saved_tce": round(energy * rng.uniform(0, 0.2)),
        "green_factory": rng.choice(("无", "无", "无", "区级", "市级", "国家级")),
        "iso14001_valid_to": _until(rng, today) if rng.random() < 0.3 else "",
        "recycled_output": _some(rng, 0.05, 300) * 100_000,
    }


def _trade(rng: Random, revenue: int, today: date) -> Facts:
    online = round(revenue * rng.choice((0, 0, rng.uniform(0.05, 0.6))))
    farm = rng.random() < 0.15
    stays = rng.random() < 0.08
    return {
        "agri_income": round(revenue * rng.uniform(0.5, 1)) if farm else 0,
        "agri_level": rng.choice(("无", "区级", "市级")) if farm else "无",
        "farm_households": rng.randint(5, 600) if farm else 0,
        "farm_area": rng.randint(20, 900) if farm else 0,
        "farm_registered": _yes(rng, 0.5 if farm else 0),
        "farm_lease_years": rng.randint(1, 15) if farm else 0,
        "green_food_valid_to": _until(rng, today) if farm and rng.random() < 0.6 else "",
        "green_food_new": _some(rng, 0.4 if farm else 0, 4),
        "homestay_rooms": rng.randint(3, 20) if stays else 0,
        "homestay_filed": _yes(rng, 0.7 if stays else 0),
        "homestay_stars": rng.choice(("无", "丙级", "乙级", "甲级")) if stays else "无",
        "export_usd": _some(rng, 0.2, 90) * 100_000,
        "export_premium": _some(rng, 0.1, 30) * 10_000,
        "export_licence": _yes(rng, 0.25),
        "online_sales": online,
        "online_sales_before": round(online / rng.uniform(0.8, 1.6)),
    }


def _until(rng: Random, today: date) -> str:
    """Return the day a certificate of three years ends, a few of them past."""
    return (today + timedelta(days=rng.randint(-90, 1000))).isoformat()
