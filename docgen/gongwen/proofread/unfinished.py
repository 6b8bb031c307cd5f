"""What was left of a proofreading when its time was up, in words for the reader."""

from collections.abc import Mapping, Sequence
from typing import Final

from docgen.gongwen.proofread.fault import Unfinished

OWN: Final = "lexicons"
"""The own lexicons, which are no checker."""
TITLES: Final[Mapping[str, str]] = {
    OWN: "自有词库",
    "spelling": "错别字",
    "lengths": "多字少字",
    "patterns": "标点、数字、计量单位等写法",
    "pairs": "成对标点",
    "widths": "半角标点",
    "dates": "日期和星期",
    "money": "大写金额",
    "levels": "序号",
    "laws": "法规引用",
    "glyphs": "繁体字",
    "sensitive": "个人信息",
    "counts": "列举的数目",
    "sums": "合计和比例",
    "genre": "行文规则",
    "words": "词语和成语",
    "phrases": "固定表述",
    "repeats": "重复的字词",
    "enumerations": "固定次序的列举",
    "persons": "人名职务",
    "values": "前后不一的数值",
    "namesakes": "前后不一的名称",
    "layout": "格式",
}
"""What staff call what a checker checks, by its name."""
TOLD: Final = (
    "校对用满了 {seconds:g} 秒，没有做完：{left}。质量分只计已经查出的问题。"
    "请把文稿分成几部分分别校对，或者请管理员调大校对的时限后再校对一次。"
)


def tell_unfinished(left: Sequence[Unfinished], seconds: float) -> str:
    """Return what was not finished within some seconds, and what to do about it."""
    titles = {each.checker: TITLES.get(each.checker, each.checker) for each in left}
    partly = [f"{titles[each.checker]}只查了前 {each.reached} 字" for each in left if each.reached]
    not_at_all = "、".join(titles[each.checker] for each in left if not each.reached)
    said = [*partly, *([f"没有查{not_at_all}"] if not_at_all else [])]
    return TOLD.format(seconds=seconds, left="；".join(said))
