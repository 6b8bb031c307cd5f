"""Measures from the parts of a Word file that its words do not show: page numbers, theme fonts."""

from collections.abc import Iterator

from docgen.gongwen.measuring.deviation import Deviation, miss
from docgen.gongwen.opening.package import WordFile


def measure_package(file: WordFile) -> list[Deviation]:
    """Return the deviations that only the parts of a file show."""
    return [*_page_numbers(file), *_themes(file)]


def _page_numbers(file: WordFile) -> Iterator[Deviation]:
    names = [*file.related("footer").values(), *file.related("header").values()]
    feet = [file.part(name) for name in names]
    told = ["".join(each.text or "" for each in part.iter("instrText")) for part in feet]
    simple = [each.get("instr", "") for part in feet for each in part.iter("fldSimple")]
    if not any("PAGE" in each.upper() for each in (*told, *simple)):
        yield miss("page_number", "没有页码域", "页脚")


def _themes(file: WordFile) -> Iterator[Deviation]:
    """A theme's font wins over the one that is named beside it."""
    for fonts in file.part(file.main).iter("rFonts"):
        if fonts.get("eastAsiaTheme") and fonts.get("eastAsia"):
            yield miss("theme_font", "主题字体会盖过它", "字体")
            return
