"""``learn``: an organ's own template from one of its documents."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from docgen.gongwen.elements.found import Element
from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.layout.style import Style, follow, overfull, standard, with_values
from docgen.gongwen.measuring import indents, looks
from docgen.gongwen.measuring.deviation import Deviation
from docgen.gongwen.measuring.measure import Convert, print_by
from docgen.gongwen.measuring.package import measure_package
from docgen.gongwen.measuring.places import tests_of
from docgen.gongwen.measuring.printed import measure_printed
from docgen.gongwen.measuring.requirement import Requirement
from docgen.gongwen.measuring.setup import measure_pages
from docgen.gongwen.measuring.words import Words
from docgen.gongwen.samples.beyond import beyond
from docgen.gongwen.samples.gauge import Gauge
from docgen.gongwen.samples.in_file import FONTS, IN_FILE, font_of
from docgen.gongwen.samples.in_print import IN_PRINT
from docgen.gongwen.samples.lesson import (
    Lesson,
    learnt_fonts,
    learnt_values,
    shown,
    write_template,
)
from docgen.gongwen.samples.sample import Sample

GAUGES: Final[Mapping[str, Gauge]] = {**IN_FILE, **IN_PRINT}


def learn(docx: bytes, name: str, convert: Convert | None = None) -> Lesson:
    """Return what a sample's layout has otherwise than the standard style, as a template.

    ``convert`` makes a PDF of a docx (``WordOffice.convert``); without one, or when it fails, only
    what the file itself says is learnt, and the result says so. Only values of ``style.toml`` are
    learnt. What the sample does besides is told with its place: that is what the layout with the
    template does not do when it sets the same document. What is learnt and contradicts the standard
    where it binds is told too. Raises an ``UnreadablePaperError`` for what is no Word file.
    """
    pdf, problem = print_by(docx, convert)
    sample = Sample.of(docx, pdf)
    style, named, refused = _values(sample, _fonts(sample))
    again = _set_again(sample, style, convert)
    done = {(each.what, each.found) for each in _deviations(again, style)}
    rest = [each for each in _deviations(sample, style) if (each.what, each.found) not in done]
    left = {(each.what, each.where) for each in rest}
    before = (each for each in _deviations(sample, standard()) if each.is_fault)
    absorbed = [each for each in before if (each.what, each.where) not in left]
    return Lesson(
        form=sample.form,
        learnt=(*learnt_fonts(style), *learnt_values(named)),
        contradicting=tuple(dict.fromkeys(each.told for each in absorbed)),
        unexpressed=tuple(dict.fromkeys((*refused, *beyond(sample), *map(_told, rest)))),
        unmeasured=(problem,) if problem else (),
        toml=write_template(name, style, named),
    )


def _set_again(sample: Sample, style: Style, convert: Convert | None) -> Sample:
    """Return the document of a sample as the layout sets it in a style."""
    docx = lay_out(sample.official.model_copy(update={"form": sample.form}), style)
    return Sample.of(docx, print_by(docx, convert)[0] if sample.printed else b"")


def _fonts(sample: Sample) -> Style:
    known = standard()
    found = {role: font for role in FONTS if (font := font_of(sample, role))}
    own = {role: (font,) for role, font in found.items() if font != known.font(role)}
    return known.model_copy(update={"fonts": {**known.fonts, **own}})


def _values(sample: Sample, style: Style) -> tuple[Style, dict[str, float], list[str]]:
    """Return the style, the values that were learnt, and what no page can be set to."""
    named: dict[str, float] = {}
    refused: list[str] = []
    for name, gauge in GAUGES.items():
        found = gauge.read(sample, style)
        if found is None or not gauge.differs(gauge.rounded(found), style[name]):
            continue
        value, declared = gauge.rounded(found), style.values[name]
        if declared.least <= value <= declared.most:
            named[name] = value
            style = follow(with_values(style, {name: value}), named)
        else:
            refused.append(f"{declared.what}：{shown(declared, value)}，超出模板可以设定的范围")
    for names in overfull(style):  # one of them was refused: the others alone fit no page
        dropped = [name for name in names if named.pop(name, None) is not None]
        told = "、".join(style.values[name].what for name in dropped)
        refused.append(f"{told}：与没有学到的页面尺寸配合不上")
        style = follow(with_values(style, {x: standard()[x] for x in names}), named)
    return style, named, refused


def _deviations(sample: Sample, style: Style) -> list[Deviation]:
    """Return how the sample's layout deviates from a style; what it says is another matter."""
    taken = replace(sample.taken, style=style)
    told = [*measure_package(sample.file), *measure_pages(taken.opened, style)]
    told += taken.judge({**looks.TESTS, "match": _written})
    if sample.printed is None:
        return [*told, *taken.judge(indents.TESTS)]
    printed = replace(sample.printed, style=style)
    return [*told, *taken.judge(tests_of(printed)), *measure_printed(printed, taken.form)]


def _written(words: Words, asked: Requirement, style: Style) -> str:
    """Judge the writing of page numbers, which the layout sets; all other words are given."""
    return looks.TESTS["match"](words, asked, style) if words.of == Element.PAGE_NUMBER else ""


def _told(each: Deviation) -> str:
    return f"{each.where}：{each.what}，样例为“{each.found.strip('“”')}”"
