"""Whether two words are nearly the same."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache


@cache
def sounds(mark: str) -> frozenset[str]:
    """Return how a character may be read, without tones."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 - its dictionary takes a while to load

    return frozenset(pinyin(mark, style=Style.NORMAL, heteronym=True)[0])


def sound_alike(one: str, other: str) -> bool:
    """Return whether two words of one length sound the same, character by character.

    >>> sound_alike("确力", "确立"), sound_alike("力量", "重量")
    (True, False)
    """
    return all(a == b or sounds(a) & sounds(b) for a, b in zip(one, other, strict=True))


def first_difference(one: str, other: str) -> int:
    """Return where two words part; the length of the shorter where one begins the other."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def is_near(one: str, other: str) -> bool:
    """Return whether words differ in one character: another, one missing, one too many.

    Two that changed places count too.

    >>> is_near("行政许可法", "行政许司法"), is_near("许可法", "许法"), is_near("许可", "许可")
    (True, True, False)
    >>> is_near("行政许可", "行许政可"), is_near("行政许可法", "政许可行法")
    (True, False)
    """
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = first_difference(one, other)
    one, other = one[start:], other[start:]
    if len(one) != len(other):
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        return longer[1:] == shorter
    return one[1:] == other[1:] or (one[:2] == other[1::-1] and one[2:] == other[2:])


class NearWords:
    """Words in the order they were put in; finds those that one may be a slip for.

    That is, those that lack a character, have one more, two changed in place, or one other that
    sounds the same. Nothing is compared with each: time goes with the length of the words.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._longer: defaultdict[str, list[str]] = defaultdict(list)
        """By what is left of them without one character."""
        self._sounding: defaultdict[tuple[int, str, str], list[str]] = defaultdict(list)
        """By place and sound of one character, and by what is left without it."""

    def put(self, word: str) -> None:
        """Put a new one in."""
        self._numbers[word] = len(self._numbers)
        for rest in set(_shorter(word)):
            self._longer[rest].append(word)
        for key in _heard(word):
            self._sounding[key].append(word)

    def near(self, word: str) -> Iterator[str]:
        """Yield those that are near a word, the earliest first."""
        swapped = (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)
        )
        found = {each for each in (*_shorter(word), *swapped) if each in self._numbers}
        found.update(self._longer.get(word, ()))
        for key in _heard(word):
            found.update(self._sounding.get(key, ()))
        yield from sorted(found - {word}, key=self._numbers.__getitem__)


def _shorter(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _heard(word: str) -> Iterator[tuple[int, str, str]]:
    for at, rest in enumerate(_shorter(word)):
        for sound in sounds(word[at]):
            yield at, rest, sound
