"""Links an entry shows, and how they answered."""

import re
from collections.abc import Iterator
from enum import StrEnum
from urllib.parse import urlsplit

from knowledge.entries.entry import Entry

MARKDOWN = re.compile(r"\[[^\]\n]*\]\(\s*<?([^)\s>]+)")
BARE = re.compile(r"https?://[^\s<>\"'）)】」』，。；、\u4e00-\u9fff\]]+")


class LinkState(StrEnum):
    """How a link answered."""

    ALIVE = "alive"
    GONE = "gone"
    """The server answers that there is nothing there (404, 410)."""
    FAILING = "failing"
    """The server answers with another error."""
    UNREACHABLE = "unreachable"
    """No answer in time, or no such server."""
    NOT_ALLOWED = "not_allowed"
    """Not asked: an address inside the house, or no web address."""


def links_of(entry: Entry) -> tuple[str, ...]:
    """Return the web addresses of an entry and its source, each once, in order."""
    return tuple(dict.fromkeys(link for link in _links(entry) if _is_web(link)))


def _links(entry: Entry) -> Iterator[str]:
    yield from MARKDOWN.findall(entry.body)
    yield from (link.rstrip(".,;:") for link in BARE.findall(entry.body))
    if entry.source.url:
        yield entry.source.url


def _is_web(link: str) -> bool:
    try:
        return urlsplit(link).scheme in {"http", "https"}
    except ValueError:
        return False
