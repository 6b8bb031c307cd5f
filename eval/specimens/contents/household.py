"""What the pages of a household register say."""

from datetime import date, timedelta

from eval.specimens.contents.content import Content, Fields, chance
from eval.specimens.facts import Facts
from eval.specimens.facts.people import invent_address
from intake.feeds.population.numbers import digits
from intake.feeds.population.words import words

KINDS = ("家庭户", "家庭户", "非农业家庭户", "农业家庭户", "非农业集体户", "集体户")
RELATIONS = {
    "男": ("户主", "户主", "夫", "长子", "次子", "子", "独生子", "父亲", "孙子", "女婿"),
    "女": ("户主", "妻", "妻", "长女", "次女", "女", "独生女", "母亲", "孙女", "儿媳"),
}
EDUCATION = (
    "大学本科",
    "大学专科",
    "高中",
    "初中",
    "小学",
    "硕士研究生",
    "中等专科",
    "大学本科毕业",
)
WORK = (
    "样张长风货物运输有限公司",
    "样张通衢物流有限公司",
    "青澜远航汽车销售服务有限公司",
    None,
    "个体",
)
OCCUPATIONS = ("驾驶员", "职员", "工程技术人员", "教师", None, "个体劳动者", "工人", "学生")


def of_home(facts: Facts) -> Fields:
    """The first page: the household, its head and where it lives."""
    rng = chance(facts, "household")
    street = rng.choice(("望月路", "晨曦街道", "松岚", "临溪镇"))
    return {
        "household_type": rng.choice(KINDS),
        "householder_name": facts.person.name,
        "household_no": digits(rng, rng.choice((6, 8, 9))),
        "address": facts.person.address,
        "issue_date": _day(rng.randrange(6000)),
        "community": f"{rng.choice(('望月', '晨曦', '青澜'))}居委会",
        "police_station": f"样张市公安局{street}派出所",
        "home_page_no": digits(rng, 8),
    }


def of_member(facts: Facts) -> Fields:
    """The page of one person."""
    rng, person = chance(facts, "household_member"), facts.person
    region = rng.choice(words().region)
    place = region.province + region.city
    moved = f"{_written(_day(rng.randrange(5000)))}由{invent_address(rng, region)}迁来"
    single = rng.random() < 0.3
    return {
        "name": person.name,
        "relationship": rng.choice(RELATIONS[person.sex]),
        "former_name": rng.choice((None, None, "张小样")),
        "sex": person.sex,
        "birth_place": place + rng.choice(words().place.districts),
        "ethnicity": person.ethnicity,
        "native_place": place,
        "birth_date": person.birth_date,
        "other_address": None,
        "religion": rng.choice((None, None, "无", "佛教")),
        "id_number": person.id_number,
        "height": rng.choice((None, str(rng.randint(150, 188)))),
        "blood_type": rng.choice((None, "A型", "B型", "AB型", "O型", "不明")),
        "education": rng.choice(EDUCATION),
        "marital_status": "未婚"
        if single
        else rng.choice(("已婚", "已婚", "有配偶", "离婚", "初婚")),
        "military_service": rng.choice((None, "未服兵役", "退出现役", "无")),
        "work_unit": rng.choice(WORK),
        "occupation": rng.choice(OCCUPATIONS),
        "moved_to_city": rng.choice((None, moved, "久居")),
        "moved_to_address": rng.choice((None, "久居", moved)),
        "registration_date": _day(rng.randrange(5000)),
    }


def _day(after: int) -> str:
    return (date(2008, 1, 5) + timedelta(days=after)).isoformat()


def _written(day: str) -> str:
    year, month, number = day.split("-")
    return f"{year}年{int(month)}月{int(number)}日"


CONTENTS: dict[str, Content] = {
    "household_register_home": of_home,
    "household_register_member": of_member,
}
