"""Invented people: what they ask, in everyday words and with typos, and how they are answered."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from knowledge.corpus.read import Draft
from models.records import Record

TOPICS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "既有住宅加装电梯": (
        "既有住宅加装电梯的补贴，由业主代表在竣工后凭验收材料申请。本条为测试内容。",
        ("老房子加装电梯怎么申请补贴", "加装电梯补贴多少钱", "既有住宅加装电梯的补贴怎么领"),
    ),
    "养犬登记": (
        "养犬登记到户籍所在派出所办理，凭免疫证明领取狗证，每年检一次。本条为测试内容。",
        ("宠物狗证去哪里办", "养狗要办狗证吗", "狗证年检怎么弄"),
    ),
    "公租房轮候": (
        "申请公租房到居住地街道受理窗口登记，按轮候顺序配租。本条为测试内容。",
        ("公租房怎么排队", "公租房轮候要多久", "申请公租房要什么材料"),
    ),
    "电动自行车上牌": (
        "电动自行车上牌带发票和合格证到登记点办理，当场发牌。本条为测试内容。",
        ("电瓶车上牌去哪里", "电动自行车上牌要什么材料", "电动自行车牌照怎么办"),
    ),
}
"""Gaps seeded on purpose: title, the entry that will fill it, and how people ask."""
IDLE = ("今天天气怎么样", "你叫什么名字", "讲个笑话吧", "哪只股票会涨", "晚饭吃什么好")
BEFORE = ("", "", "请问", "你好，", "麻烦问下")
AFTER = ("", "", "？", "啊", "，谢谢")
IDLE_SHARE, GAP_SHARE, TYPO_SHARE = 0.05, 0.15, 0.15


class Put(Record):
    """A question somebody puts."""

    text: str
    expected: str = ""
    """Id of the entry that answers it."""
    topic: str = ""
    """Of a seeded gap."""


def questions(number: int, drafts: Sequence[Draft], chance: Random) -> Iterator[Put]:
    """Yield what people ask on a day."""
    asked = [each for each in drafts if each.questions]
    for _ in range(number):
        draw = chance.random()
        if draw < IDLE_SHARE:
            yield Put(text=_said(chance.choice(IDLE), chance))
        elif draw < IDLE_SHARE + GAP_SHARE:
            topic = chance.choice([*TOPICS])
            yield Put(text=_said(chance.choice(TOPICS[topic][1]), chance), topic=topic)
        else:
            draft = chance.choice(asked)
            words = _said(chance.choice(draft.questions), chance)
            yield Put(text=words, expected=draft.id)


def _said(words: str, chance: Random) -> str:
    if chance.random() < TYPO_SHARE and len(words) > 6:
        at = chance.randrange(len(words) - 1)
        words = words[:at] + words[at + 1] + words[at] + words[at + 2 :]
    return chance.choice(BEFORE) + words + chance.choice(AFTER)
