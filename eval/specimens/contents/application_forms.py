"""What application forms say; their own labels are the keys, as they are for any form."""

from datetime import timedelta

from eval.specimens.contents.content import Content, Fields, chance
from eval.specimens.facts import Facts
from eval.specimens.facts.people import TODAY
from intake.feeds.population.numbers import digits

MATTERS = ("首次申请", "变更申请", "补发申请")
DELIVERIES = ("窗口领取", "邮寄送达", "电子证照")
REASONS = ("证件遗失", "经营地址变更", "车辆更新", "证件到期换发", "新增运输车辆")
DUTIES = ("会计", "调度员", "安全员", "经理", "驾驶员")


def of_form(facts: Facts) -> Fields:
    """An application of a person or firm for a vehicle."""
    rng = chance(facts, "form")
    day = TODAY - timedelta(days=rng.randint(0, 300))
    vehicle, firm, person = facts.vehicle, facts.firm, facts.person
    return {
        "姓名": person.name,
        "性别": person.sex,
        "民族": person.ethnicity,
        "身份证号码": person.id_number,
        "联系电话": "139" + digits(rng, 8),
        "通讯地址": person.address,
        "电子邮箱": rng.choice((None, f"u{digits(rng, 6)}@example.invalid")),
        "职务": rng.choice((None, *DUTIES)),
        "单位名称": firm.name,
        "统一社会信用代码": firm.uscc,
        "法定代表人": firm.legal_representative,
        "单位地址": firm.address,
        "号牌号码": vehicle.plate_no,
        "品牌型号": vehicle.brand_model,
        "车辆识别代号": vehicle.vin,
        "使用性质": vehicle.use_character,
        "申请类型": rng.choice(MATTERS),
        "领取方式": rng.choice(DELIVERIES),
        "是否委托": rng.choice(("是", "否")),
        "申请理由": rng.choice(REASONS),
        "申请人签名": person.name,
        "申请日期": f"{day.year}年{day.month}月{day.day}日",
        "备注": None,
    }


CONTENTS: dict[str, Content] = {"form": of_form}
