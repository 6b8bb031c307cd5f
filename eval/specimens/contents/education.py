"""What diplomas and degree certificates say."""

from datetime import date, timedelta

from eval.specimens.contents.content import Content, Fields, chance
from eval.specimens.facts import Facts
from eval.specimens.facts.people import invent_name
from intake.feeds.population.numbers import digits

SCHOOLS = ("样张大学", "青澜理工大学", "云湖职业技术学院", "松岚交通大学", "样张工程技术学院")
MAJORS = {
    "交通运输": "工学",
    "机械设计制造及其自动化": "工学",
    "物流管理": "管理学",
    "会计学": "管理学",
    "汉语言文学": "文学",
    "计算机科学与技术": "工学",
    "国际经济与贸易": "经济学",
    "汽车检测与维修技术": "工学",
    "法学": "法学",
    "车辆工程(新能源方向)": "工学",
}
YEARS = "零一二三四五"
LATEST = 2026
"""No certificate is of a later year."""
DEGREES = ("学士", "学士", "硕士", "博士")


def of_diploma(facts: Facts) -> Fields:
    """A diploma of a school for the person."""
    rng, person = chance(facts, "diploma"), facts.person
    years = rng.choice((2, 3, 4, 4, 5))
    start = min(int(person.birth_date[:4]) + rng.randint(18, 25), LATEST - years)
    issued = date(start + years, 6, 1) + timedelta(days=rng.randrange(40))
    school = f"{rng.randint(10001, 14999)}"
    return {
        "name": person.name,
        "sex": person.sex,
        "birth_date": person.birth_date,
        "start_date": f"{start}-09",
        "graduation_date": f"{issued:%Y-%m}",
        "major": rng.choice(tuple(MAJORS)),
        "duration": f"{YEARS[years]}年",
        "level": "专科" if years < 4 else "本科",
        "study_form": rng.choice(("函授", "业余", "脱产", "夜大学")),
        "result": rng.choice(("毕业", "毕业", "毕业", "结业")),
        "school": rng.choice(SCHOOLS),
        "principal": invent_name(rng, woman=rng.random() < 0.5)[0],
        "certificate_no": f"{school}1{issued.year}0{5 if years > 3 else 6}{digits(rng, 6)}",
        "issue_date": issued.isoformat(),
    }


def of_degree(facts: Facts) -> Fields:
    """A degree certificate of the same person."""
    rng, person = chance(facts, "degree"), facts.person
    major = rng.choice(tuple(MAJORS))
    degree = rng.choice(DEGREES)
    year = min(int(person.birth_date[:4]) + {"学士": 22, "硕士": 25, "博士": 29}[degree], LATEST)
    issued = date(year, 6, 1) + timedelta(days=rng.randrange(60))
    level = {"学士": 4, "硕士": 3, "博士": 2}[degree]
    return {
        "name": person.name,
        "sex": person.sex,
        "birth_date": person.birth_date,
        "school": rng.choice(SCHOOLS),
        "major": major,
        "degree": MAJORS[major] + degree,
        "principal": invent_name(rng, woman=rng.random() < 0.5)[0],
        "certificate_no": f"{rng.randint(10001, 14999)}{level}{issued.year}{digits(rng, 6)}",
        "issue_date": issued.isoformat(),
    }


CONTENTS: dict[str, Content] = {"diploma": of_diploma, "degree_certificate": of_degree}
