"""Putting a misread character right, but only where a check or a vocabulary proves the result.

>>> repair("9111OIO8690017781B", check="uscc").note
'第5位 O→0、第6位 I→1、第7位 O→0：校验位相符'
>>> repair("重型自缷货车", vocabulary="vehicle_type").value
'重型自卸货车'
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product
from math import prod
from pathlib import Path

from extractors.checks import CHECKS
from extractors.checks.printed import compact
from extractors.judging.regions import mend_region
from extractors.judging.vocabularies import VOCABULARIES
from models.specs import Spec, read_spec

DOUBTFUL = 0.9
"""A character the engine was less sure of than this may be wrong although it is possible."""
MOST_DOUBTFUL = 3
"""More doubtful characters than this leave so many candidates that one passes by chance."""
MOST_CANDIDATES = 64
PLACED = frozenset({"address", "authority"})
"""Checks of texts that begin with the names of places."""
SHORTEST_WORD = 3
"""Shorter words differ from each other in a single character."""


@dataclass(frozen=True)
class Repaired:
    """A repaired value and, in Chinese, what was changed and what proved it."""

    value: str
    note: str


class Places(Spec):
    """A run of places of a code and the characters they can hold; 0 times is any number."""

    of: str
    times: int = 0


class Code(Spec):
    """How a checked code is built, and what its check proves."""

    proof: str
    places: tuple[Places, ...]
    longer: tuple[Places, ...] = ()
    """The places of a longer form of the same code, where there is one."""

    def alphabets(self, length: int) -> list[str]:
        """Return what each place can hold; empty when a code never has that length."""
        for places in (self.places, self.longer):
            run = [part.of for part in places for _ in range(part.times or length)]
            if len(run) == length:
                return run
        return []


class RepairFile(Spec):
    """The declaration file."""

    look_alikes: dict[str, str]
    variants: dict[str, str]
    code: dict[str, Code]


REPAIRS = read_spec(Path(__file__).with_name("repairs.toml"), RepairFile)


def repair(
    text: str, check: str = "", vocabulary: str = "", scores: Sequence[float] = ()
) -> Repaired | None:
    """Return ``text`` put right, or None where nothing, or more than one thing, is proven.

    ``check`` and ``vocabulary`` are names in ``CHECKS`` and ``VOCABULARIES``. Characters that
    cannot stand at their place are replaced by what they look like. A possible character is
    questioned only where ``scores`` (one for each character of ``text``) say the engine doubted
    it, and then a single one: a check digit lets one wrong guess in ten or thirty pass.
    """
    words = VOCABULARIES.get(vocabulary or check)
    if words and check not in REPAIRS.code:
        return _repair_word(text, words)
    if check in REPAIRS.code:
        return _repair_code(text, check, scores)
    return None


def repair_place(text: str, check: str, scores: Sequence[float] = ()) -> Repaired | None:
    """Return a text with the place it begins with put right so that it passes its check, or None.

    A text that passes its check as it stands may still name a place that does not exist.
    """
    mended = mend_region(text, scores) if check in PLACED else text
    if mended == text or not _passes(check, mended):
        return None
    changes = _changes(text, mended) if len(mended) == len(text) else f"补{mended[0]}"
    confirmed = mend_region(text) == mended
    return Repaired(mended, f"{changes}：{'行政区划名称' if confirmed else '行政区划名称相近'}")


# --- codes ----------------------------------------------------------------------------------------


def _repair_code(text: str, check: str, scores: Sequence[float]) -> Repaired | None:
    code, printed = REPAIRS.code[check], compact(text)
    alphabets = code.alphabets(len(printed))
    doubts = scores if len(scores) == len(printed) else ()
    passed = {
        candidate
        for candidate in _candidates(printed, alphabets, doubts)
        if candidate != printed and _passes(check, candidate)
    }
    if len(passed) != 1:
        return None
    found = passed.pop()
    return Repaired(CHECKS[check](found), f"{_changes(printed, found)}：{code.proof}")


def _candidates(printed: str, alphabets: Sequence[str], scores: Sequence[float]) -> Iterator[str]:
    choices = [_choices(*place) for place in zip(printed, alphabets, strict=False)]
    if not choices or not all(choices) or prod(map(len, choices)) > MOST_CANDIDATES:
        return
    yield from map("".join, product(*choices))
    doubtful = [place for place, score in enumerate(scores) if score < DOUBTFUL]
    if len(doubtful) > MOST_DOUBTFUL:
        return
    for place in doubtful:
        others = _look_alikes(printed[place], alphabets[place])
        widened = [*choices[:place], others, *choices[place + 1 :]]
        yield from islice(map("".join, product(*widened)), MOST_CANDIDATES)


def _choices(character: str, alphabet: str) -> list[str]:
    """Return what may stand at a place: the character itself where it is possible there."""
    return [character] if character in alphabet else _look_alikes(character, alphabet)


def _look_alikes(
    character: str, alphabet: str, table: Mapping[str, str] = REPAIRS.look_alikes
) -> list[str]:
    upper = character.upper()
    alike = dict.fromkeys(upper + table.get(character, "") + table.get(upper, ""))
    return [other for other in alike if other in alphabet and other != character]


def _passes(check: str, candidate: str) -> bool:
    try:
        CHECKS[check](candidate)
    except ValueError:
        return False
    return True


def _changes(before: str, after: str) -> str:
    return "、".join(
        f"第{place}位 {old}→{new}"
        for place, (old, new) in enumerate(zip(before, after, strict=True), 1)
        if old != new
    )


# --- words ----------------------------------------------------------------------------------------


def _repair_word(text: str, words: Collection[str]) -> Repaired | None:
    known = {compact(word): word for word in words}
    printed = compact(text)
    plain = "".join(REPAIRS.variants.get(character, character) for character in printed)
    near = [plain] if plain in known else _near(plain, known)
    if len(near) != 1:
        return None
    word = known[near[0]]
    return None if word == text else Repaired(word, f"{printed}→{word}：规范用语")


def _near(text: str, words: Collection[str]) -> list[str]:
    """Return the words one character away, if the text is long enough for that to mean much."""
    if len(text) < SHORTEST_WORD:
        return []
    return [word for word in words if len(word) >= SHORTEST_WORD and _one_apart(text, word)]


def _one_apart(left: str, right: str) -> bool:
    """Tell whether one character changed, lost or added makes the two texts equal."""
    short, long = sorted((left, right), key=len)
    if len(long) - len(short) > 1 or short == long:
        return False
    same = next(
        (at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]
