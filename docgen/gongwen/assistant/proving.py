"""Whether a sentence of a model may be shown, and what of it does not stand in the source."""

import re
from collections.abc import Iterator
from typing import Final

from knowledge.answers.figures import unsupported
from models.errors import ModelNonsenseError
from models.llm.answers import NONSENSE

ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s，。；）)]+|[\w.+-]+@[\w-]+\.[\w.]+", re.ASCII)
MACHINE: Final = re.compile(
    r"</?[a-z_|]{2,}[^>]*>|tool_call|function_call|system prompt|系统提示词|提示词"
    r"|ignore (?:all )?previous|忽略(?:以上|之前|前面)|作为(?:一个|一名)?(?:AI|人工智能|语言模型)"
    r"|我是(?:一个)?(?:AI|人工智能|语言模型)",
    re.IGNORECASE,
)
REFUSAL: Final = re.compile(
    r"^(?:非常|很|十分)?(?:抱歉|对不起)|^我(?:无法|不能|不可以)"
    r"|^(?:sorry|i can(?:no|\W)t|i am unable)",
    re.IGNORECASE,
)
TITLE: Final = re.compile(r"《([^《》]{2,60})》")
ORGAN: Final = re.compile(
    r"[\u4e00-\u9fff]{2}(?:委员会|人民政府|办公厅|公司|集团|(?<![格布大全结开破当])局|厅)"
)
"""The end of a name; what stands before it may be another word."""
SURNAMES: Final = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华魏陶姜谢邹苏潘葛范彭鲁马方俞"
    "任袁柳唐薛雷贺罗郝安于傅顾孟黄萧尹姚邵汪毛戴宋庞熊纪项祝董梁杜阮席季贾江郭梅林徐"
    "邱骆高夏蔡田胡万卢莫丁邓洪龚程段侯武刘龙叶黎白赖乔谭温庄翟曾"
)
PERSON: Final = re.compile(rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}(?=同志|先生|女士)")
MOST_TIMES: Final = 3
"""So often a sentence may come before it counts as a loop."""
SHARED: Final = 14
"""So many characters of our own rules in a row are no chance."""
HAN: Final = re.compile(r"[\u4e00-\u9fff]")
LETTER: Final = re.compile(r"[^\W\d_]")


def strange(sentence: str, source: str) -> list[str]:
    """Return what a sentence says that the source does not: figures, titles, bodies, persons.

    An address is strange even in the source: who put it there may have wanted it repeated.
    """
    plain = "".join(source.split())
    names = (*TITLE.findall(sentence), *ORGAN.findall(sentence), *PERSON.findall(sentence))
    return list(
        dict.fromkeys(
            [*unsupported(sentence, source), *_absent(names, plain), *ADDRESS.findall(sentence)]
        )
    )


def _absent(names: tuple[str, ...], plain: str) -> Iterator[str]:
    yield from (name for name in names if "".join(name.split()) not in plain)


def forbidden(sentence: str, source: str, rules: str) -> bool:
    """Return whether a sentence speaks to or of machines, leads elsewhere, or repeats our rules."""
    if MACHINE.search(sentence):  # even of the source's: it may have been put there to be repeated
        return True
    if any(found not in source for found in ADDRESS.findall(sentence)):
        return True
    ends = range(len(sentence) - SHARED + 1)
    return any(sentence[at : at + SHARED] in rules for at in ends)


def refuses(text: str) -> bool:
    """Return whether an answer begins by declining."""
    return bool(REFUSAL.search(text.strip()))


def prove_sane(text: str) -> None:
    """Raise ``ModelNonsenseError`` for nothing, JSON, another language."""
    bare = text.strip().removeprefix("```json").removeprefix("```").strip()
    letters = len(LETTER.findall(bare))
    if not bare or bare[0] in "{[<" or len(HAN.findall(bare)) * 2 < letters or not letters:
        raise ModelNonsenseError(NONSENSE)


def prove_no_loop(text: str, sentences: list[str]) -> None:
    """Raise ``ModelNonsenseError`` when the same is said again and again."""
    tail = text[-24:]
    looping = len(tail) == 24 and text[-2000:].count(tail) > MOST_TIMES
    if looping or (sentences and sentences.count(sentences[-1]) > MOST_TIMES):
        raise ModelNonsenseError(NONSENSE)
