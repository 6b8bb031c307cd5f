"""Rules that are drawn otherwise are named with their clause and their strength."""

import pytest

from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.layout.style import Strength
from docgen.gongwen.measuring.measure import measure
from docgen.word.office import WordOffice
from tests.docgen.gongwen.layout.samples import SAMPLES
from tests.docgen.gongwen.measuring.seeding import (
    Change,
    move_frames,
    set_borders,
    set_frames,
    set_place,
)

ADVISED, BINDING = Strength.ADVISED, Strength.BINDING
BLACK, RED = "000000", "FF0000"


@pytest.mark.parametrize(
    ("name", "change", "clause", "strength", "what"),
    [
        ("document", set_borders(RED, color=BLACK), "7.2.7", BINDING, "发文字号之下"),
        ("document", set_borders(RED, val="none"), "7.2.7", BINDING, "发文字号之下"),
        ("document", set_borders(BLACK, val="none"), "7.4.1", BINDING, "版记分隔线"),
        ("document", set_borders(BLACK, sz="16"), "7.4.1", ADVISED, "版记首末线粗细"),
        ("document", set_borders(BLACK, sz="16"), "7.4.1", ADVISED, "版记中线粗细"),
        ("document", set_place("2026〕12号", left=1134), "7.2.7", BINDING, "红色分隔线长度"),
        ("document", set_frames(w="8000"), "7.4.1", BINDING, "版记分隔线长度"),
        ("document", move_frames(-600), "7.4.1", BINDING, "版记末线（版心下边缘）"),
        ("letter", set_borders(RED, "bottom", val="none"), "10.1", BINDING, "上红色双线"),
        ("letter", set_borders(RED, sz="12"), "10.1", BINDING, "下红色双线"),
        ("letter", set_borders(RED, "top", sz="2"), "10.1", BINDING, "上红色双线"),
        ("letter", set_borders(RED, "top", sz="36"), "10.1", BINDING, "下红色双线"),
        ("letter", set_borders(RED, color=BLACK), "10.1", BINDING, "信函首页"),
    ],
)
def test_a_rule_drawn_otherwise_is_named(
    name: str, change: Change, clause: str, strength: Strength, what: str, office: WordOffice
) -> None:
    found = measure(change(lay_out(SAMPLES[name])), office.convert).deviations
    told = {(each.clause, each.strength, each.what) for each in found}
    assert (clause, strength, what) in told, [each.told for each in found]
