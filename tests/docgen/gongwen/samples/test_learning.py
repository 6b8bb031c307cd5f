"""A template is learnt from a sample as it was put in, and what none can say is told."""

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from docgen.gongwen.document.official import Official
from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.layout.style import FOLLOWING, Style, adapt, standard
from docgen.gongwen.measuring.measure import NO_PRINT
from docgen.gongwen.samples.learning import learn
from docgen.gongwen.samples.lesson import Lesson
from docgen.word.office import WordOffice
from tests.docgen.gongwen.layout.samples import SAMPLES, changed
from tests.docgen.gongwen.measuring import seeding

SHORT: dict[str, Official] = {
    "document": changed(mark="样张局文件"),
    "up": changed(mark="样张局文件", signatories=("张某某",), sealed=False),
    "letter": SAMPLES["letter"].model_copy(update={"mark": "样张局"}),
    "order": SAMPLES["order"].model_copy(update={"mark": "样张令"}),
    "minutes": SAMPLES["minutes"],
    "passing": SAMPLES["passing"].model_copy(update={"mark": "样张局文件"}),
    "plain": SAMPLES["plain"],
}
"""Marks that show how large a mark may be."""
FONTS = ("华文中宋", "隶书", "仿宋", "楷体", "微软雅黑")
EVERYWHERE = {
    "top": (25, 45, 0.5),
    "left": (20, 32, 0.5),
    "area_width": (145, 160, 0.5),
    "area_height": (200, 230, 0.5),
    "body_size": (14, 18, 0.5),
    "pitch": (520, 640, 1),
    "narrowing": (-8, 10, 1),
    "indent": (0, 4, 0.5),
    "page_size": (10, 16, 0.5),
    "page_gap": (4, 10, 0.5),
    "page_centred": (0, 1, 1),
}
RECORD = {
    "mark_size": (30, 44, 0.5),
    "record_size": (11, 15, 0.5),
    "record_thick": (0.2, 1, 0.05),
    "record_thin": (0.1, 0.6, 0.05),
    "number_gap": (0, 4, 1),
}
TITLE = {"title_size": (18, 26, 0.5), "title_pitch": (560, 800, 1)}
RULED = (
    RECORD
    | TITLE
    | {
        "rule_gap": (3, 10, 0.5),
        "rule_thickness": (0.2, 1.5, 0.05),
        "title_gap": (0, 4, 1),
    }
)
SEALED = RULED | {"mark_top": (20, 45, 0.5), "seal_gap": (0, 4, 1)}
SEEN: dict[str, dict[str, tuple[float, float, float]]] = {
    "document": SEALED,
    "up": RULED | {"mark_top": (20, 45, 0.5)},
    "passing": SEALED | {"passed_gap": (1, 4, 1)},
    "minutes": RULED | {"mark_top_minutes": (20, 45, 0.5), "present_gap": (0, 3, 1)},
    "order": RECORD | {"mark_top_order": (15, 40, 0.5)},
    "letter": TITLE
    | {
        "mark_top_letter": (25, 45, 0.5),
        "letter_rule_width": (150, 180, 0.5),
        "letter_rule_gap": (2, 6, 0.5),
        "letter_rule_bottom": (12, 30, 0.5),
        "title_gap": (0, 4, 1),
        "seal_gap": (0, 4, 1),
    },
    "plain": TITLE,
}
"""By sample: the values that it shows, from, to and in which steps they are tried."""
HALF = 0.51
"""A size in points that the file holds in halves."""


@st.composite
def templates(draw: st.DrawFn) -> tuple[str, str]:
    """A sample by name, and a template that changes some of what it shows."""
    name = draw(st.sampled_from(list(SHORT)))
    ranges = EVERYWHERE | SEEN[name]
    values = {
        key: round(draw(st.integers(round(a / step), round(b / step))) * step, 2)
        for key in draw(st.sets(st.sampled_from(list(ranges)), max_size=8))
        for a, b, step in [ranges[key]]
    }
    fonts = draw(st.dictionaries(st.sampled_from(["title", "body"]), st.sampled_from(FONTS)))
    lines = [f'{role} = ["{font}"]' for role, font in fonts.items()]
    changes = [f"{key} = {value}" for key, value in values.items()]
    return name, "\n".join(["[fonts]", *lines, "[values]", *changes])


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_of_the_standard_teaches_nothing(name: str, office: WordOffice) -> None:
    lesson = learn(lay_out(SAMPLES[name]), name, office.convert)
    assert lesson.form == SAMPLES[name].form
    assert (lesson.learnt, lesson.contradicting, lesson.unexpressed) == ((), (), ())
    assert adapt(lesson.toml).values == standard().values


@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # every try prints two documents: no shrinking
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(told=("letter", "[values]\nseal_gap = 0\ntop = 25.0\nbody_size = 14.0"))
@given(told=templates())
def test_what_a_template_set_is_learnt_and_set_again_alike(
    told: tuple[str, str], office: WordOffice
) -> None:
    name, template = told
    wanted = adapt(template)
    first = learn(lay_out(SHORT[name], wanted), name, office.convert)
    style = adapt(first.toml)
    assert alike(style, wanted) == []
    again = learn(lay_out(SHORT[name], style), name, office.convert)
    assert alike(adapt(again.toml), style) == []


def alike(found: Style, wanted: Style) -> list[str]:
    """What of a style is another, further than measuring tolerates."""
    values = [
        f"{name}: {found[name]:g} {wanted[name]:g}"
        for name, value in wanted.values.items()
        if name not in FOLLOWING
        if abs(found[name] - wanted[name]) > max(value.tolerance, HALF * (value.unit == "磅"))
    ]
    roles = ("title", "body")
    return values + [role for role in roles if found.font(role) != wanted.font(role)]


def learnt(lesson: Lesson) -> dict[str, str]:
    return {each.name: each.found for each in lesson.learnt}


def test_what_binds_is_kept_and_told_with_its_clause(office: WordOffice) -> None:
    docx = lay_out(SAMPLES["document"], adapt("[values]\nleft = 20\nbody_size = 15"))
    lesson = learn(docx, "样张", office.convert)
    assert adapt(lesson.toml)["left"] == 20
    assert any("订口" in each and "5.2.1" in each for each in lesson.contradicting)
    assert not any("字号" in each for each in lesson.contradicting)  # 一般 leaves room


BEYOND: dict[str, tuple[Any, str]] = {
    "colour": (seeding.set_looks("为加强道路旅客运输", colour="0000FF"), "0000FF"),
    "bold title": (seeding.set_looks("上海市样张交通委员会关于", bold=True), "加粗"),
    "one paragraph": (seeding.set_looks("（1）逐项核对", font="隶书"), "隶书"),
    "address": (seeding.set_place("各区样张交通委员会", first=640), "主送机关"),
}


@pytest.mark.parametrize("name", BEYOND)
def test_what_no_value_says_is_told_with_its_place(name: str, office: WordOffice) -> None:
    change, told = BEYOND[name]
    lesson = learn(change(lay_out(SAMPLES["document"])), "样张", office.convert)
    assert lesson.learnt == ()
    assert any(told in each and "：" in each for each in lesson.unexpressed), lesson.unexpressed


def test_without_a_print_the_file_alone_is_learnt_and_the_rest_said_to_be_unmeasured() -> None:
    lesson = learn(lay_out(SAMPLES["plain"], adapt("[values]\ntop = 30\npitch = 560")), "样张")
    assert learnt(lesson) == {"top": "30毫米", "pitch": "28磅"}
    assert lesson.unmeasured == (NO_PRINT,)
