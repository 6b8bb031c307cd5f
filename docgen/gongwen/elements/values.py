"""What the words of an element say: names, days, secrecy, lists of attachments."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from docgen.gongwen.document.official import Present
from docgen.gongwen.elements.rules import Ready
from extractors.checks.dates import date_of_day

LEAD = re.compile(r"^[^：:]{1,10}[：:]")
BRACKETS = "（）()"
SEAL = re.compile(r"[（(](?:代章|盖章|公章|印章|章|签名章|签章|签字|印|签名)[）)]")
INNER = re.compile(r"(?<=[^\x21-\x7e])\s+|\s+(?=[^\x21-\x7e])")
SECRECY = re.compile(r"(绝密|机密|秘密)[★☆＊*·]?(.*)")
KINDS_OF_MARK = re.compile(r"(?:文件|命令|令|[\u4e00-\u9fff]*纪要)$")
ENTRY = re.compile(r"(?:^|(?<=[\s；;]))[（(]?\d{1,2}(?:[.．、]|[）)])\s*")
NOTE_LEAD = re.compile(r"^附\s*(?:件|表|图)?\s*(?:[：:]|(?=\d{1,2}[.．、：:])|)\s*")
NUMBER_LEAD = re.compile(r"^(?:发文字号|发文文号|文号|编号)[：:]")
NAMED_MARK = re.compile(r"^附(?:件|表|图|录)[（(]?([\d一二三四五六七八九十]{0,3})[）)]?[：:.．、]?")
FIGURES = "一二三四五六七八九十"


class Signer(NamedTuple):
    """Who signs in person."""

    office: str
    name: str


def tidy(text: str) -> str:
    """Return words on one line, without the blanks that stand beside Chinese characters."""
    return INNER.sub("", " ".join(text.split()))


def after_colon(text: str) -> str:
    """Return what follows the name of an element: 抄送：, 密级：; the words when none is named."""
    return LEAD.sub("", tidy(text), count=1)


def read_secrecy(text: str) -> tuple[str, str]:
    """Return the degree and the term: ``机密★1年``."""
    found = SECRECY.search("".join(text.split()))
    return (found[1], found[2]) if found else ("", "")


def read_day(text: str) -> date | None:
    """Return the day the words hold, in figures or numerals; nothing when it is not complete."""
    words = "".join(text.split()).strip(BRACKETS).removesuffix("印发").removesuffix("印")
    words = after_colon(words)
    try:
        return date.fromisoformat(date_of_day(words.replace("正月", "一月")))
    except ValueError:
        return None


def read_names(text: str, ready: Ready) -> tuple[str, ...]:
    """Return the names of people on a line; a blank inside a name is dropped.

    >>> from docgen.gongwen.elements.rules import read_rules
    >>> read_names("签发人：张　三  李思明", read_rules())
    ('张三', '李思明')
    """
    words = LEAD.sub("", text.strip(), count=1)
    return tuple("".join(name.split()) for name in re.findall(ready.terms["name"], words))


def read_signed(lines: Iterable[str], ready: Ready) -> tuple[str, ...]:
    """Return the bodies that sign."""
    return _names_of_bodies((tidy(SEAL.sub("", line)) for line in lines), ready)


def _names_of_bodies(lines: Iterable[str], ready: Ready) -> tuple[str, ...]:
    """Return names of bodies, one a line; a line that ends no body's name goes on with the next."""
    names: list[str] = []
    whole = re.compile(f".*(?:{ready.terms['organ_end']}|文件|令|纪要)")
    for line in lines:
        if names and not whole.fullmatch(names[-1]):
            names[-1] += line
        else:
            names.append(line)
    return tuple(names)


def read_signer(text: str, ready: Ready) -> Signer:
    """Return the office and the name: ``区　长　　李四`` or ``区长李四``."""
    words = SEAL.sub("", text).strip()
    office = re.match(rf"(?:[\u4e00-\u9fff]{{0,16}}?{_grouped(ready, 'office')})(?=[\s：:])", words)
    office = office or re.match(rf"[\u4e00-\u9fff]{{0,6}}{_grouped(ready, 'office')}", words)
    if not office:
        return Signer("", "".join(words.split()))
    rest = words[office.end() :].strip(" \u3000\t：:")
    return Signer(office[0], "".join(rest.split()))


def _grouped(ready: Ready, term: str) -> str:
    return f"(?:{ready.terms[term]})"


def read_present(lines: Iterable[str]) -> tuple[Present, ...]:
    """Return who was there by role; a line without a role goes on with the one above."""
    told: list[Present] = []
    for line in lines:
        role, colon, names = line.replace(":", "：", 1).partition("：")
        if colon:
            told.append(Present(role=_role(role), names=names.strip()))
        elif told:
            told[-1] = Present(role=told[-1].role, names=f"{told[-1].names} {line.strip()}")
    return tuple(told)


def _role(words: str) -> str:
    bare = "".join(words.split())
    return next((role for role in ("出席", "请假", "列席") if role in bare), bare)


def read_mark(lines: Iterable[str], ready: Ready) -> tuple[str, tuple[str, ...]]:
    """Return the mark as one string, and the bodies it names, the leading one first."""
    bare = _names_of_bodies(("".join(line.split()) for line in lines), ready)
    ends = [line for line in bare if line == "文件"]
    rest = [line for line in bare if line != "文件"]
    issuers = [KINDS_OF_MARK.sub("", line) for line in rest]
    mark = "\n".join(rest) + "".join(ends[:1])
    return mark, tuple(each for each in issuers if each)


def read_note(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the names of attachments of a note; a line without a number goes on with the last.

    >>> read_note(["附件：1.检查清单", "2.字体核对表，其中标点用", "全角"])
    ('检查清单', '字体核对表，其中标点用全角')
    >>> read_note(["附件：1.检查清单2.字体核对表2.0版"])  # recognition leaves blanks out
    ('检查清单', '字体核对表2.0版')
    """
    names: list[str] = []
    for at, line in enumerate(lines):
        words = NOTE_LEAD.sub("", line.strip(), count=1) if at == 0 else line.strip()
        pieces = ENTRY.split(words)
        if pieces[0].strip():
            _go_on(names, pieces[0], new=at == 0)
        for piece in filter(str.strip, pieces[1:]):
            names.extend(map(tidy, _run_on(piece, len(names) + 2)))
    return tuple(each.rstrip("；;。.") for each in names)


def _run_on(words: str, number: int) -> list[str]:
    """Return names that only the next numbers part, counted from ``number``."""
    found = re.split(rf"(?<=[^\d\s.．、]){number}[.．、](?!\d)", words, maxsplit=1)
    return [found[0], *_run_on(found[1], number + 1)] if len(found) > 1 else found


def _go_on(names: list[str], words: str, *, new: bool) -> None:
    if names and not new:
        names[-1] += tidy(words)
    else:
        names.append(tidy(words))


def read_mark_of_attachment(text: str) -> tuple[int, str]:
    """Return the number of an attachment's mark, 0 when it has none, and a name behind it."""
    words = tidy(text)
    found = NAMED_MARK.match(words)
    if not found:
        return 0, words
    number = found[1]
    figure = int(number) if number.isdecimal() else FIGURES.find(number) + 1 if number else 0
    return figure, words[found.end() :]


def read_number(text: str) -> str:
    """Return a document number without its label, brackets around it, and blanks."""
    bare = NUMBER_LEAD.sub("", "".join(text.split()))
    whole = bare[:1] in "（(" and bare[-1:] in "）)"
    return bare[1:-1] if whole else bare
