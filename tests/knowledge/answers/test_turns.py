import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.turns import Earlier, reread

LAST = Earlier(question="个人怎么申请网约车证", topic="网络预约出租汽车驾驶员证申领")


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("那需要什么材料？", "网络预约出租汽车驾驶员证申领需要什么材料？"),
        ("要多久", "网络预约出租汽车驾驶员证申领要多久"),
        ("这个收费吗", "网络预约出租汽车驾驶员证申领收费吗"),
        ("企业呢？", "企业怎么申请网约车证"),
        ("那么崇明区呢", "崇明区个人怎么申请网约车证"),
    ],
)
def test_a_follow_up_carries_over_what_was_spoken_of(question, understood):
    """The matter stays, and what is new takes the place of what it replaces."""
    again = reread(question, [LAST])
    assert again.text == understood
    assert again.changed


def test_a_question_with_its_own_matter_stays_as_it_is():
    """A new matter is not mixed with the old one."""
    for question in ("大货车报废能拿多少补贴", "老旧车报废需要什么材料"):
        assert not reread(question, [LAST]).changed


def test_a_follow_up_tells_audience_and_district():
    """They narrow what is searched from then on."""
    assert reread("企业呢", [LAST]).audience == "企业"
    assert reread("黄浦区呢", [LAST]).district == "黄浦区"


def test_a_chosen_button_fills_what_was_open():
    """A district narrows the search; a matter is named in the question."""
    choices = (("district", "黄浦区", "黄浦区"), ("matter", "车辆年审", "S5"))
    last = Earlier(question="停车怎么收费", choices=choices)
    assert reread("黄浦区", [last]).district == "黄浦区"
    assert reread("车辆年审", [last]).text == "车辆年审，停车怎么收费"
    assert reread("S5", [last]).text == "车辆年审，停车怎么收费"


@given(st.text(max_size=60))
def test_a_first_question_is_never_changed(question):
    """There is nothing to carry over."""
    assert reread(question, []).text == question
    reread(question, [LAST])
