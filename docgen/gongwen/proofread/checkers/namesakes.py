"""Names of one text that differ in one character: persons, documents, authorities."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from docgen.gongwen.proofread.fault import Fault
from docgen.gongwen.proofread.laws.shelf import COUNTRY, read_replaced, read_shelf
from docgen.gongwen.proofread.near import NearWords, first_difference, is_near, sound_alike
from docgen.gongwen.proofread.rule import tell
from docgen.gongwen.proofread.text import Text
from models.specs import Spec, read_spec

DECLARED: Final = Path(__file__).parents[1] / "organs.toml"
FAMILY: Final = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗"
    "方俞任袁柳唐罗薛汤邓黄穆萧尹姚邵汪毛戴宋庞熊纪舒屈项祝董梁杜阮蓝季贾路娄江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡"
    "凌霍虞万管卢莫房裘缪丁洪包诸左石崔吉龚程邢裴陆翁荀甄封储靳松段焦谷车侯全班仰秋仲伊宫宁仇栾甘祖武符刘景詹龙叶"
    "司黎薄白蒲邰从赖卓屠池乔胥苍双闻翟谭劳姬申扶冉桑桂牛寿边燕冀浦尚农温庄晏柴瞿阎慕连茹习艾鱼容向古易慎戈廖庾终顾孟平和殷毕郝邬安常乐于时傅皮卞齐康伍余元卜鲍史岑薄段"
)
OFFICES: Final = (
    "同志|局长|副局长|主任|副主任|书记|副书记|区长|副区长|镇长|处长|科长|院长|校长|经理|董事长"
    "|主席|委员"
)
DOES: Final = "主持|出席|同志|讲话|指出|强调|带队|任组长|表示"
NAME: Final = rf"[{FAMILY}][\u3400-\u9fff]{{1,2}}"
PERSON: Final = re.compile(
    rf"(?P<o>{OFFICES})(?P<n>{NAME}?)(?={DOES}|[，。；、（）]|$)"
    rf"|(?<![\u3400-\u9fff])(?P<m>{NAME})(?P<p>{OFFICES})"
)
TITLE: Final = re.compile(r"《(?P<n>[^《》\n]{6,60})》")
BODIES: Final = (
    "管理局|事务局|保障局|委员会|办公室|有限公司|研究院|管理中心|服务中心|管理所|街道办事处"
    "|人民政府|医院|学校"
)
ORGAN: Final = re.compile(
    r"(?<![\u3400-\u9fff])(?:由|向|与|经|报|请|会同|联合|委托)?"
    rf"(?P<n>[\u3400-\u9fff]{{2,6}}?[省市区县][\u3400-\u9fff]{{2,14}}?(?:{BODIES}))"
)
PLACE: Final = re.compile("[^省市区县]+[省市区县]")
APART: Final = "一二三四五六七八九十东西南北中上下前后左右新老大小高低甲乙丙丁男女非0123456789"
"""Characters that tell two names apart on purpose."""


class _Organs(Spec):
    same: tuple[tuple[str, ...], ...]


@cache
def read_organs(path: Path = DECLARED) -> tuple[tuple[str, ...], ...]:
    """Return, for each authority, the names it goes by, the full one first."""
    return read_spec(path, _Organs).same


def check_namesakes(text: Text) -> Iterator[Fault]:
    """Yield names that are nearly another name of the text, at the rarer of the two."""
    yield from _check(text.text, PERSON, "values.person", _same_person)
    yield from _check(text.text, TITLE, "values.title", _same_title)
    yield from _check(text.text, ORGAN, "values.organ", _same_organ)
    yield from _check_two_names(text.text)


def _check(
    words: str, pattern: re.Pattern[str], name: str, same: Callable[[str, str], bool]
) -> Iterator[Fault]:
    places: dict[str, list[tuple[int, str]]] = {}
    for found in pattern.finditer(words):
        group = next(each for each in "nm" if each in found.re.groupindex and found[each])
        office = next(
            (found[each] for each in "op" if each in found.re.groupindex and found[each]), ""
        )
        places.setdefault(found[group], []).append((found.start(group), office))
    usual = NearWords()
    for rarer in sorted(places, key=lambda each: (-len(places[each]), places[each][0])):
        first = next((other for other in usual.near(rarer) if same(rarer, other)), None)
        for start, office in places[rarer] if first else ():
            yield tell(name, start, rarer, [first or ""], first=first, office=office)
        usual.put(rarer)


def _same_person(one: str, other: str) -> bool:
    alike = len(one) == len(other) > 2 and one[0] == other[0]
    return alike and is_near(one, other) and sound_alike(one, other)


def _same_title(one: str, other: str) -> bool:
    """Return whether names are one but for a slip: neither is known, no mark tells them apart.

    Another character must sound the same: 动物检疫证 and 植物检疫证 are two papers.
    """
    if not is_near(one, other) or any(map(_is_law, (one, other))):
        return False
    at = first_difference(one, other)
    longer = max(one, other, key=len)
    marks = one[at] + other[at] if len(one) == len(other) else longer[at]
    if any(mark in APART for mark in marks):
        return False
    return len(one) != len(other) or sorted(one) == sorted(other) or sound_alike(one, other)


def _same_organ(one: str, other: str) -> bool:
    """Return whether names are one but for a slip behind the place: it tells bodies apart."""
    places = [PLACE.match(each) for each in (one, other)]
    alike = all(places) and len({place[0] for place in places if place}) == 1
    return alike and _same_title(one, other)


def _is_law(title: str) -> bool:
    return bool(read_shelf().find(title)) or title.removeprefix(COUNTRY) in read_replaced()


def _check_two_names(words: str) -> Iterator[Fault]:
    """Yield the second name of an authority that a text calls by two, unless it says so."""
    for names in read_organs():
        seen = sorted((words.find(name), name) for name in names if name in words)
        for start, name in seen[1:]:
            first = seen[0][1]
            inside = first in name or name in first
            told = re.search(rf"简称[“‘]?{re.escape(name)}", words)
            if not inside and not told:
                yield tell("values.two_names", start, name, [first], first=first)
