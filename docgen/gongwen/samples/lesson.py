"""What was learnt from a sample, and what was not, in words; and as the template it makes."""

import json
from collections.abc import Iterator, Mapping

from docgen.gongwen.document.official import Form
from docgen.gongwen.layout.style import Style, Value, standard
from models.clean import shorten
from models.records import Record

ROLES: Mapping[str, str] = {
    "title": "标题字体",
    "body": "正文字体",
    "kai": "二级标题等的字体（楷体类）",
    "black": "一级标题等的字体（黑体类）",
    "page": "页码字体",
}


class Learnt(Record):
    """One value of the sample that is not the standard style's."""

    name: str
    """In the template: of a font the role."""
    what: str
    """In Chinese."""
    found: str
    usual: str
    """What the standard style has."""

    @property
    def told(self) -> str:
        """A sentence in Chinese."""
        return f"{self.what}：{self.found}（标准样式为{self.usual}）"


class Lesson(Record):
    """All of it."""

    form: Form
    learnt: tuple[Learnt, ...]
    contradicting: tuple[str, ...]
    """Of what was learnt: what a clause of the standard that binds asks otherwise."""
    unexpressed: tuple[str, ...]
    """What the sample does and no value of a template says, each with its place."""
    unmeasured: tuple[str, ...]
    """What could not be measured, and why."""
    toml: str
    """The template."""


def learnt_fonts(style: Style) -> Iterator[Learnt]:
    """Yield the fonts of a style that are not the standard's."""
    for role, names in style.fonts.items():
        usual = standard().font(role)
        if names[0] != usual:
            yield Learnt(name=role, what=ROLES[role], found=names[0], usual=usual)


def learnt_values(named: Mapping[str, float]) -> Iterator[Learnt]:
    """Yield the values that were learnt."""
    for name, value in named.items():
        known = standard().values[name]
        yield Learnt(
            name=name, what=known.what, found=shown(known, value), usual=shown(known, known.value)
        )


def shown(value: Value, number: float) -> str:
    """Return a number with its unit as people write it: pitches in points."""
    if value.unit == "缇":
        return f"{number / 20:g}磅"
    if not value.unit:
        return "是" if number else "否"
    return f"{number:g}{value.unit}"


def write_template(name: str, style: Style, named: Mapping[str, float]) -> str:
    """Return what was learnt as the TOML that ``adapt`` takes, each line with what it means."""
    told = json.dumps(shorten(name, 80), ensure_ascii=False)
    lines = ["# 从样例学到的排版模板；没有写出的按 GB/T 9704—2012。", f"name = {told}"]
    fonts = {each.name: each for each in learnt_fonts(style)}
    if fonts:
        lines += ["", "[fonts]"]
    for role, each in fonts.items():
        lines.append(f"{role} = [{json.dumps(each.found, ensure_ascii=False)}]  # {each.what}")
    if named:
        lines += ["", "[values]"]
    for known, value in named.items():
        declared = standard().values[known]
        lines.append(f"{known} = {value:g}  # {declared.what}，{declared.unit or '1 为是，0 为否'}")
    return "\n".join(lines) + "\n"
