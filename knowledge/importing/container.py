"""Where the text of a page stands: a container of a known name, or where most text is."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from lxml import html

from knowledge.importing.declared import PAGE_WORDS

FEWEST: Final = 60
"""Characters a container of a known name must have to be believed."""
PARAGRAPH: Final = 20
"""Characters from which a text counts as one where no container is known."""
SHARE: Final = 0.3
"""What holds more of the text than this is no ornament, whatever its name."""
UNSEEN: Final = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "button"}
    | {"select", "input", "textarea", "form", "nav", "footer", "head", "audio", "video", "canvas"}
)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORDS: Final = re.compile(r"[A-Za-z]+")


def find_container(root: html.HtmlElement) -> html.HtmlElement:
    """Return the element that holds the text."""
    by_name: dict[str, list[html.HtmlElement]] = defaultdict(list)
    for each in root.iter():
        for name in _names(each):
            by_name[name].append(each)
    for name in PAGE_WORDS.containers:
        for each in by_name.get(name.lower(), ()):
            if text_length(each) >= FEWEST:
                return each
    return _densest(root)


def is_ornament(element: html.HtmlElement, whole: int) -> bool:
    """Tell whether an element is hidden, or around the text: shares, paths, menus."""
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return True
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    words = {word.lower() for name in _names(element) for word in _WORDS.findall(name)}
    return bool(words & set(PAGE_WORDS.dropped)) and text_length(element) < SHARE * whole


def text_length(element: html.HtmlElement) -> int:
    """Return how many characters are shown below an element, blanks not counted."""
    return sum(len("".join(text.split())) for text in _shown(element))


def link_share(element: html.HtmlElement) -> float:
    """Return how much of a text stands in links, from 0 to 1."""
    whole = text_length(element)
    linked = sum(text_length(each) for each in element.iter("a"))
    return min(1.0, linked / whole) if whole else 0.0


def _shown(element: html.HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return
    yield element.text or ""
    for child in element:
        yield from _shown(child)
        yield child.tail or ""


def _names(element: html.HtmlElement) -> list[str]:
    if not isinstance(element.tag, str):
        return []
    return [
        each.lower() for each in (element.get("id") or "", *(element.get("class") or "").split())
    ]


def _densest(root: html.HtmlElement) -> html.HtmlElement:
    """Return the element whose paragraphs, and theirs one level down, hold the most text."""
    scores: dict[html.HtmlElement, float] = defaultdict(float)
    body = root.find("body")
    for each in (body if body is not None else root).iter(
        "p", "td", "li", "div", "span", "section"
    ):
        own = len(
            "".join("".join([each.text or "", *(child.tail or "" for child in each)]).split())
        )
        if own < PARAGRAPH or any(above.tag == "a" for above in each.iterancestors()):
            continue
        above = each.getparent() if each.tag in {"p", "span", "li"} else each
        if above is not None:
            scores[above] += own
            further = above.getparent()
            if further is not None:
                scores[further] += own / 2
    best = max(scores, key=lambda each: scores[each], default=None)
    return best if best is not None else (body if body is not None else root)
