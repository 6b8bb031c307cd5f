"""What a citizen's number tells (GB 11643-1999)."""

from extractors.checks import CHECKS


def read_identity(number: str) -> dict[str, str]:
    """Return number, birth_date, gender and region of a valid number; nothing of another.

    >>> read_identity("310120199204263289")["gender"], read_identity("310120199204263280")
    ('女', {})
    """
    try:
        valid = CHECKS["id18"](number)
    except ValueError:
        return {}
    day = valid[6:14]
    return {
        "number": valid,
        "birth_date": f"{day[:4]}-{day[4:6]}-{day[6:]}",
        "gender": "男" if int(valid[16]) % 2 else "女",
        "region": valid[:6],
    }
