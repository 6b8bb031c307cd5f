"""Numbers of headings and points in Chinese."""

DIGITS = "〇一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"))


def numeral(number: int) -> str:
    """Return a number from 1 to 9999 in Chinese, as headings are numbered.

    >>> [numeral(each) for each in (3, 10, 12, 20, 31, 105, 110, 2003)]
    ['三', '十', '十二', '二十', '三十一', '一百零五', '一百一十', '二千零三']
    """
    words, rest = "", number
    for worth, sign in _PLACES:
        count, rest = divmod(rest, worth)
        if count:
            words += DIGITS[count] + sign + ("零" if 0 < rest < worth // 10 else "")
    words += DIGITS[rest] if rest or not words else ""
    return words.removeprefix("一") if 10 <= number < 20 else words
