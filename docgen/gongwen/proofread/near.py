"""Whether two words are nearly the same."""


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
    start = next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None
    )
    if start is None:
        return True
    one, other = one[start:], other[start:]
    if len(one) != len(other):
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        return longer[1:] == shorter
    return one[1:] == other[1:] or (one[:2] == other[1::-1] and one[2:] == other[2:])
