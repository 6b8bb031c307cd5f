"""Numbers with valid check digits, as their standards compute them."""

from random import Random

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
VIN_VALUES = dict(zip(VIN_LETTERS, map(int, "12345678123457923456789"), strict=True))
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def digits(rng: Random, count: int) -> str:
    """Return ``count`` random digits, the first of them not zero."""
    return str(rng.randint(1, 9)) + "".join(rng.choices("0123456789", k=count - 1))


def identity_number(region: str, birth: str, order: int) -> str:
    """Close a citizen's number (GB 11643) from region, ``YYYYMMDD`` and order (odd for men)."""
    body = f"{region}{birth}{order:03d}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, ID_WEIGHTS, strict=True)) % 11]


def credit_code(rng: Random, region: str, kind: str = "91") -> str:
    """Return a social credit code (GB 32100) of a firm (``91``) or a trader (``92``)."""
    subject = "MA" + "".join(rng.choices(USCC_ALPHABET, k=6))
    body = kind + region + subject + organisation_digit(subject)
    total = sum(USCC_ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(body))
    return body + USCC_ALPHABET[-total % 31]


def organisation_digit(subject: str) -> str:
    """Return the check character of an organisation code (GB 11714)."""
    weighted = zip(subject, ORGANISATION_WEIGHTS, strict=True)
    rest = sum(ORGANISATION_ALPHABET.index(c) * weight for c, weight in weighted) % 11
    return {0: "0", 1: "X"}.get(rest, str(11 - rest))


def vehicle_number(rng: Random, maker: str, year: int) -> str:
    """Return a vehicle identification number (GB 16735) of a maker's code and a model year."""
    letters = "ABCDEFGHJKLMNPRSTVWXY"
    section = "".join(rng.choices(letters + "0123456789", k=5))
    model_year = "ABCDEFGHJKLMNPRSTVWXY123456789"[(year - 2010) % 30]
    body = f"{maker}{section}0{model_year}{rng.choice(letters)}{rng.randrange(10**6):06d}"
    values = (VIN_VALUES.get(c) or int(c) for c in body)
    rest = sum(v * w for v, w in zip(values, VIN_WEIGHTS, strict=True)) % 11
    return f"{body[:8]}{'X' if rest == 10 else rest}{body[9:]}"


def plate(rng: Random, abbreviation: str, *, kind: str = "blue") -> str:
    """Return a number plate (GA 36): ``blue``, ``yellow``, ``trailer`` or ``green``."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    region = "D" if abbreviation == "沪" and kind != "blue" else rng.choice("ABCDEF")
    if kind == "green":
        return f"{abbreviation}{region}{rng.choice('DF')}{rng.choice(letters)}{digits(rng, 4)}"
    if kind == "trailer":
        return f"{abbreviation}{region}{digits(rng, 4)}挂"
    body = rng.choices("0123456789", k=3) + rng.choices(letters, k=2)
    rng.shuffle(body)
    return abbreviation + region + "".join(body)
