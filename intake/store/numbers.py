"""Case numbers: readable, counted per year, never given twice."""

from datetime import date

from sqlalchemy import text

from intake.store.database import Session

NEXT = text(
    "INSERT INTO numbers (year, last) VALUES (:year, 1) "
    "ON CONFLICT (year) DO UPDATE SET last = numbers.last + 1 RETURNING last"
)


def next_case_no(session: Session, day: date) -> str:
    """Return the next number of the year; it counts only if the transaction is kept."""
    serial = session.connection.execute(NEXT, {"year": day.year}).scalar_one()
    return f"ZB-{day.year}-{serial:06d}-{check_digit(f'{day.year}{serial:06d}')}"


def check_digit(digits: str) -> int:
    """Return the check digit of ISO/IEC 7064 MOD 11,10: a slip of one digit shows.

    >>> check_digit("0794")
    5
    """
    product = 10
    for digit in digits:
        total = (product + int(digit)) % 10 or 10
        product = total * 2 % 11
    return (11 - product) % 10
