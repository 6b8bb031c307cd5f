"""What letters say: powers of attorney and notices."""

from datetime import timedelta

from eval.specimens.contents.content import Content, Fields, chance
from eval.specimens.facts import Facts
from eval.specimens.facts.people import TODAY, invent_person
from intake.feeds.population.words import words

MATTERS = (
    "道路运输证年度审验",
    "车辆转移登记",
    "道路运输经营许可证换证申请",
    "老旧营运货车报废更新补贴申请",
    "船舶营业运输证配发",
)
POWERS = (
    "代为提交申请材料、补正材料、领取办理结果",
    "代为办理登记手续，领取证件",
    "提交材料、签收文书",
)
BODIES = ("样张市交通运输局", "样张区行政服务中心", "样张市云溪道路运输管理所")
NOTICES = (
    "因系统升级，{day}起暂停办理道路运输证年审业务，恢复时间另行通知。",
    "根据工作安排，自{day}起，货运车辆综合性能检测窗口迁至样张路18号办公，请相互转告。",
    "为方便群众办事，{day}起本中心周六上午延时服务，请携带有效身份证件办理。特此通知。",
)
CLOSED = "关于暂停办理部分业务的{kind}"


def of_power(facts: Facts) -> Fields:
    """A power of attorney from one person to another."""
    rng = chance(facts, "power of attorney")
    agent = invent_person(rng, rng.choice(words().region))
    signed = TODAY - timedelta(days=rng.randint(1, 60))
    return {
        "principal_name": facts.person.name,
        "principal_id": facts.person.id_number,
        "agent_name": agent.name,
        "agent_id": agent.id_number,
        "matters": rng.choice(MATTERS),
        "powers": rng.choice(POWERS),
        "valid_from": signed.isoformat(),
        "valid_to": (signed + timedelta(days=rng.randint(30, 180))).isoformat(),
        "date": signed.isoformat(),
    }


def of_notice(facts: Facts) -> Fields:
    """A notice with the seal of the body that issued it."""
    rng = chance(facts, "notice")
    day = TODAY - timedelta(days=rng.randint(1, 700))
    start = day + timedelta(days=rng.randint(1, 20))
    kind = rng.choice(("通知", "公告", "通告"))
    body = rng.choice(BODIES)
    return {
        "title": rng.choice((kind, CLOSED.format(kind=kind))),
        "body": rng.choice(NOTICES).format(day=f"{start.year}年{start.month}月{start.day}日"),
        "issuer": body,
        "date": day.isoformat(),
        "seal_text": body,
    }


CONTENTS: dict[str, Content] = {
    "power_of_attorney": of_power,
    "notice": of_notice,
}
