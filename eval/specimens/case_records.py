"""Invented case records without a fault, as the platform's rules would have them."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from io import StringIO
from random import Random
from typing import Any

from intake.feeds.population.numbers import credit_code, identity_number
from precheck.caseqc.dictionaries import DICTIONARIES
from precheck.caseqc.guide import Guide, GuideItem
from precheck.caseqc.steps import STEPS, Chain

MATTERS = 20
REUSED = {
    "证照库引用": "通过电子证照库调取证照",
    "数据共享": "通过数据共享和网络核验",
    "通过电子材料库调用材料": "通过电子材料库调用材料",
    "行政协助": "通过行政协助获取材料",
}
CROSSED = {
    "crossPoint": "是",
    "st_ybld": "SH00CM001",
    "realDepartCode": "SH00HP001",
    "realDepartName": "测试办理点",
}
"""Of a case received at another place than the one that decides."""


def make_guide(rng: Random) -> Guide:
    """Return a standard list of invented matters of one department."""
    department = credit_code(rng, "310151", "11")
    codes = [f"3120009{number:05d}" for number in range(MATTERS)]
    return Guide(item=tuple(_item(rng, department, code) for code in codes))


def make_records(rng: Random, guide: Guide, now: datetime, count: int) -> Iterator[dict[str, Any]]:
    """Yield faultless records whose last moment lies before ``now``."""
    for number in range(count):
        yield _record(rng, rng.choice(guide.item), now, number)


def as_csv(records: Sequence[Mapping[str, Any]]) -> bytes:
    """Return records as one table, with the inner ones as JSON in their columns."""
    columns = list(dict.fromkeys(key for record in records for key in record))
    file = StringIO(newline="")
    writer = csv.DictWriter(file, columns)
    writer.writeheader()
    for record in records:
        writer.writerow({key: _cell(value) for key, value in record.items()})
    return file.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _item(rng: Random, department: str, code: str) -> GuideItem:
    return GuideItem(
        itemCode=code,
        taskHandleItem=f"{department}5{code}01",
        objects=rng.choice((("个人",), ("企业",), ("个人", "企业"))),
        requires_stuff=rng.random() < 0.7,
        power_item=rng.random() < 0.7,
        national_vertical=rng.random() < 0.2,
    )


def _record(rng: Random, item: GuideItem, now: datetime, number: int) -> dict[str, Any]:
    nodes = _nodes(rng, now - timedelta(days=rng.randint(15, 900)))
    chosen = rng.choice(item.objects)
    person = identity_number(
        "310101", f"19{rng.randint(50, 99)}0{rng.randint(1, 9)}15", number % 999
    )
    window = any(node["op"] == "窗口受理" for node in nodes)
    return {
        "applyNo": f"CSTEST{number:012d}",
        "itemCode": item.itemCode,
        "itemName": "样张事项",
        "taskHandleItem": item.taskHandleItem,
        "deptUscc": item.taskHandleItem[:18],
        "targetType": chosen,
        "targetName": "张测试" if chosen == "个人" else "上海样张测试有限公司",
        "targetNo": person if chosen == "个人" else credit_code(rng, "310115"),
        "licenseType": rng.choice(("身份证", "111", "居民身份证")),
        "licenseNo": person,
        "legalRepresentative": "" if chosen == "个人" else "李测试",
        "source": "线下收件" if window else rng.choice(("网上申请", "移动端申报", "免申即享")),
        "opTime": nodes[-1]["opTime"],
        "systemCode": "TEST",
        "systemName": "测试系统",
        "gcApplyNo": f"GC{number}" if item.national_vertical else "",
        "stuffs": _stuffs(rng) if item.requires_stuff else [],
        "nodes": nodes,
        "payouts": _payouts(rng) if rng.random() < 0.2 else [],
    }


def _nodes(rng: Random, since: datetime) -> list[dict[str, str]]:
    """Return steps along one of the orders, some of them not yet at its end."""
    walked = _walk(rng, rng.choice(STEPS.chains))
    if rng.random() < 0.3:
        walked = walked[: rng.randint(1, len(walked))]
    if rng.random() < 0.2:
        walked.insert(rng.randint(1, len(walked)), "补正")
    return [_node(rng, op, since + timedelta(days=day)) for day, op in enumerate(walked)]


def _walk(rng: Random, chain: Chain) -> list[str]:
    steps = [step for step in chain.steps if not step.startswith("(") or rng.random() < 0.5]
    return [rng.choice(step.strip("()").split("|")) for step in steps]


def _node(rng: Random, op: str, at: datetime) -> dict[str, str]:
    results = STEPS.results_on(op, at.date())
    moment = at.strftime("%Y-%m-%d %H:%M:%S")
    ended = op == STEPS.finish
    return {
        "op": op,
        "result": rng.choice(results) if results else "",
        "opDepartName": "测试部门",
        "opUsername": "王测试",
        "opTime": moment,
        "method": "窗口受理" if op.startswith("窗口") else "",
        "Finishtime": moment if ended else "",
        "deliver": "快递" if ended and rng.random() < 0.5 else "",
        "ResultStuffNo": "TESTSF1" if ended else "",
        "resultCertType": "电子版" if ended and rng.random() < 0.5 else "",
        "ResultCertNo": "测试1" if ended else "",
        **(CROSSED if op == "窗口收件" and rng.random() < 0.3 else {}),
    }


def _stuffs(rng: Random) -> list[dict[str, str]]:
    ways = rng.choices(DICTIONARIES["stuff_get_type"].words, k=rng.randint(1, 4))
    return [
        {
            "stuffCode": f"MATERIAL00TEST{number}",
            "stuffGetType": way,
            "stuffSource": REUSED.get(way, ""),
            "sourceId": "TEST-1" if way in REUSED else "",
            "otherGetTypeinfo": "测试说明" if way == "其他" else "",
        }
        for number, way in enumerate(ways)
    ]


def _payouts(rng: Random) -> list[dict[str, object]]:
    kind = rng.choice(("减免", "发放", "其他"))
    return [
        {
            "mode": "直接兑付" if kind == "减免" else "申请兑付",
            "payType": kind,
            "payAmount": rng.randint(0, 10_000_000),
            "bank": "测试银行",
            "bankAccount": "6222000000000000",
            "subsidyAmount": 10000,
            "payRemark": "测试说明",
        }
    ]
