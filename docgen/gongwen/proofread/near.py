"""Whether two words are nearly the same."""

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
