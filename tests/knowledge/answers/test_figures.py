import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.answers.figures import figures, unsupported
from tests.knowledge.answers.making import GUIDE, SCRAP

SAME = [
    ("一千二百元", "1200元"), ("１，２００元", "1200元"), ("1.2万元", "12000元"),
    ("三十日内", "30日内"), ("30天内", "30日内"), ("百分之十五", "15%"), ("15％", "15%"),
    ("2024年3月1日", "2024-03-01"), ("二〇二四年三月一日", "2024年3月1日"),
    ("沪府规〔2024〕3号", "沪府规[2024]3号"), ("021-12345678", "02112345678"),
    ("二十个工作日", "20工作日"), ("两份", "2份"), ("9：30", "9:30"), ("三万五千元", "3.5万元"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_figure_written_otherwise_is_vouched_for(one, other):
    """Width, separators, numerals and signs do not count."""
    assert unsupported(one, other) == ()
    assert unsupported(other, one) == ()


OTHER = [
    ("补贴1300元", "补贴1200元"), ("15日内", "15元"), ("2024年4月1日", "2024年3月1日"),
    ("沪府规〔2024〕4号", "沪府规〔2024〕3号"), ("021-12345679", "021-12345678"),
    ("30个工作日", "30日"), ("十五日", "五日"), ("16%", "15%"), ("A2证", "A1证"),
]  # fmt: skip


@pytest.mark.parametrize(("answer", "cited"), OTHER)
def test_another_figure_or_unit_is_caught(answer, cited):
    """What the cited text does not say is named."""
    assert unsupported(answer, cited)


def test_a_month_is_vouched_for_by_a_day_in_it():
    """Saying less than the source is no invention."""
    assert unsupported("自2024年3月起", "自2024年3月15日起") == ()


TEXTS = [
    GUIDE, SCRAP.body,
    "根据沪府规〔2024〕3号，自2024年3月1日起至2026年12月31日，每辆补贴15000元，最高百分之三十。",
    "办理时间周一至周五9:00至17:00，电话021-23111111，五个工作日内办结，需材料3份。",
    "驾驶证C1以上，3年以上驾龄，年龄不超过60周岁；车辆轴距2675毫米，购置价不低于12万元。",
]  # fmt: skip


def test_every_altered_figure_is_caught():
    """Seeded: each number of each text is altered many times, and never passes."""
    chance = random.Random(20261128)
    altered = 0
    for text in TEXTS:
        for match in re.finditer(r"\d+", text):
            for _ in range(40):
                new = str(chance.randrange(1, 10 ** len(match[0])))
                wrong = text[: match.start()] + new + text[match.end() :]
                if figures(wrong) == figures(text):
                    continue
                altered += 1
                assert unsupported(wrong, text), (match[0], new, text)
    assert altered > 800


@given(st.text(max_size=80))
def test_every_text_vouches_for_itself(text):
    """Whatever is quoted to the letter passes."""
    assert unsupported(text, text) == ()
