"""Labels are found as they are printed, spread or misread, and nowhere else."""

import pytest

from extractors.placing.labels import find_labels
from extractors.placing.layout import lay_out
from tests.printed import printed

FRAME = (0, 0, 1000, 800)


def labels(*lines, names=("名称", "车辆识别代号", "纳税人识别号", "识别号", "密")):
    return [hit.label for hit in find_labels(lay_out(lines, FRAME), names)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("车辆识别代号", ["车辆识别代号"]),
        ("车辆识别代号：LSVAA", ["车辆识别代号"]),
        ("车辆识別代号", ["车辆识别代号"]),
        ("车輛识別代号", []),
        ("名称", ["名称"]),
        ("各称", []),
        ("纳税人识别号", ["纳税人识别号"]),
    ],
)
def test_long_labels_may_be_misread_by_one_character_short_ones_not(text, found) -> None:
    assert labels(printed(text, 100, 100)) == found


def test_a_label_spread_over_its_box_is_found() -> None:
    assert labels(printed("名", 100, 100), printed("称：某公司", 200, 100)) == ["名称"]


def test_characters_far_apart_are_no_label() -> None:
    assert labels(printed("名", 100, 100), printed("称", 500, 100)) == []


def test_a_label_of_one_character_must_stand_alone() -> None:
    assert labels(printed("密", 100, 100)) == ["密"]
    assert labels(printed("保密局", 100, 100)) == []


def test_a_long_label_misread_a_little_wins_over_a_short_one_inside_it() -> None:
    names = ("货物或应税劳务、服务名称", "名称")
    assert labels(printed("货物或应稅劳务、服务名称", 100, 100), names=names) == [names[0]]


def test_the_longer_of_two_overlapping_labels_wins() -> None:
    assert labels(printed("纳税人识别号：91310000", 100, 100)) == ["纳税人识别号"]
