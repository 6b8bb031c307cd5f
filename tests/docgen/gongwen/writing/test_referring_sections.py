"""Sections whose headings name no fact go on with what a text of the kind tells there."""

from docgen.gongwen.opening.typed import open_text
from docgen.gongwen.writing.given import Value
from docgen.gongwen.writing.referring.refer import refer

HEAD = """样张区水务局关于做好样张防汛工作的通知
各镇人民政府：
近年来，样张路多次积水。现将有关事项通知如下：
"""


def told(text: str) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for each in refer("notice", open_text(text)).offers:
        found.setdefault(each.fact, each.value)
    return found


def test_several_sections_tell_the_tasks_and_the_one_that_names_them_the_demands() -> None:
    text = f"""{HEAD}一、管好样张设施
各镇要在五月底前完成样张雨水口的清淤，清淤情况记入样张台账。
二、守好样张泵站
各泵站要二十四小时有人，样张设备每日试车一次。
三、工作要求
（一）压实管理责任。各镇要明确样张责任人。
（二）加强督导检查。各镇要查看样张台账。
样张区水务局
2026年3月2日
"""
    found = told(text)
    assert [each[:4] for each in found["tasks"]] == ["各镇要在", "各泵站要"]
    assert [each[:4] for each in found["demands"]] == ["压实管理", "加强督导"]


def test_who_can_be_called_is_no_task_and_a_late_word_makes_no_demand() -> None:
    long = "完善样张台账，写明地点、时间、办法、人员、设备和结果，" * 4
    text = f"""{HEAD}一、建立样张台账。{long}并按月报送、督导考核。
二、开展样张演练。组织一次样张演练。
联系人：周样张，联系电话：021-00000000
样张区水务局
2026年3月2日
"""
    found = told(text)
    assert [each[:6] for each in found["tasks"]] == ["建立样张台账", "开展样张演练"]
    assert "demands" not in found
