"""Numbers of people on papers that others see: enough to recognise one's own, no more."""

HEAD, TAIL = 6, 4
STAR = "*"


def mask_middle(number: str) -> str:
    """Return a number with stars but for its first six and last four characters.

    >>> mask_middle("310101199003071234"), mask_middle("12345678")
    ('310101********1234', '****5678')
    """
    if len(number) <= HEAD + TAIL:
        return mask_end(number)
    return number[:HEAD] + STAR * (len(number) - HEAD - TAIL) + number[-TAIL:]


def mask_end(number: str) -> str:
    """Return a number of which only the last four characters are shown.

    >>> mask_end("6222021234567890123"), mask_end("123")
    ('***************0123', '***')
    """
    shown = TAIL if len(number) > TAIL else 0
    return STAR * (len(number) - shown) + number[len(number) - shown :]
