"""What a sample does that neither a value of a style nor a measure of a document knows."""

from collections.abc import Iterator
from typing import Final

from docgen.gongwen.document.official import Form
from docgen.gongwen.document.opened import Where
from docgen.gongwen.elements.found import Element
from docgen.gongwen.opening.package import value
from docgen.gongwen.samples.in_file import TEXT, runs_of
from docgen.gongwen.samples.sample import Sample
from models.clean import shorten

SHOWN: Final = 12
LATIN: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")


def beyond(sample: Sample) -> Iterator[str]:
    """Yield each such thing once, in Chinese, with its place."""
    yield from _columns(sample)
    yield from _headers(sample)
    yield from _latin(sample)
    yield from _scaled(sample)
    yield from _drawn(sample)


def _columns(sample: Sample) -> Iterator[str]:
    for at, each in enumerate(sample.taken.opened.sections, 1):
        if each.columns > 1:
            yield f"第{at}节：正文分{each.columns}栏"
        if each.width and each.height and each.width > each.height:
            yield f"第{at}节：横向版面"
    main = sample.file.part(sample.file.main)
    if next(main.iter("pgBorders"), None) is not None:
        yield "页面设置：有页面边框"


def _headers(sample: Sample) -> Iterator[str]:
    if sample.form is Form.LETTER:
        return
    for each in sample.taken.opened.paragraphs:
        if each.where is Where.HEADER and each.text.strip():
            yield f"页眉：有文字“{shorten(each.text, SHOWN)}”"
            return


def _latin(sample: Sample) -> Iterator[str]:
    """Figures and letters in a font of their own: a style has one for all characters."""
    for paragraph, run, text in runs_of(sample, TEXT):
        if LATIN.isdisjoint(text):
            continue
        layers = sample.styles.run_layers(paragraph.find("pPr"), run.find("rPr"))
        own, wide = (
            next(filter(None, (value(x, "rFonts", name) for x in reversed(layers))), "")
            for name in ("ascii", "eastAsia")
        )
        if own and wide and own != wide:
            yield f"正文“{shorten(text, SHOWN)}”：数字和字母另用字体“{shorten(own, 40)}”"
            return


def _scaled(sample: Sample) -> Iterator[str]:
    for paragraph, run, text in runs_of(sample, (Element.MARK, Element.TITLE, *TEXT)):
        layers = sample.styles.run_layers(paragraph.find("pPr"), run.find("rPr"))
        told = next(filter(None, (value(each, "w") for each in reversed(layers))), "100")
        if told.removesuffix("%") != "100":
            yield f"“{shorten(text, SHOWN)}”：字符缩放为{shorten(told.removesuffix('%'), 6)}%"
            return


def _drawn(sample: Sample) -> Iterator[str]:
    file = sample.file
    for kind, where in (("", "正文"), ("header", "页眉"), ("footer", "页脚")):
        names = file.related(kind).values() if kind else (file.main,)
        found = [tag for name in names for tag in ("drawing", "pict") if _has(sample, name, tag)]
        if found:
            yield f"{where}：有图片、图形或者水印"


def _has(sample: Sample, name: str, tag: str) -> bool:
    return next(sample.file.part(name).iter(tag), None) is not None
