"""What is written twice is told; what one word ends and the next begins is not."""

import pytest

from docgen.gongwen.proofread.engine import proofread

TWICE = [
    ("各镇要对隐患进行进行排查。", "进行进行", "进行", "必错"),
    ("及时报送的的材料要齐全。", "的的", "的", "必错"),
    ("由各镇由由专人负责。", "由由", "由", "必错"),
    ("村民们们积极参加。", "们们", "们", "必错"),
    ("落实网格网格责任。", "网格网格", "网格", "疑似"),
    ("关于加强绿化关于加强绿化养护的意见。", "关于加强绿化关于加强绿化", "关于加强绿化", "疑似"),
]
RIGHT = [
    "常常检查，天天清扫，人人参与，件件有回音。",
    "请先研究研究，再讨论讨论。",
    "按照规定的目的的要求使用。",
    "即到即办，每人每年补贴一次，一件一件落实。",
    "网格网格员分工明确，凭学生学生证入场。",
    "由市政府召开委员会委员会议。",
    "高高兴兴、踏踏实实、明明白白。",
    "有的村的村民委员会已经换届。",
    "除了了解情况，还要核对证件。",
]


@pytest.mark.parametrize(("text", "wrong", "right", "severity"), TWICE)
def test_what_is_written_twice_is_told_with_what_stays(
    text: str, wrong: str, right: str, severity: str
) -> None:
    told = [f for f in proofread(text).faults if f.rule.startswith("repeats.")]
    (fault,) = told
    assert (fault.wrong, fault.suggestions, fault.severity.value) == (wrong, (right,), severity)


@pytest.mark.parametrize("text", RIGHT)
def test_what_may_stand_twice_is_left_alone(text: str) -> None:
    assert [f for f in proofread(text).faults if f.rule.startswith("repeats.")] == []
