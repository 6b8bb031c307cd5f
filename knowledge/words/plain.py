"""Text as it is compared: width and case do not count."""

import unicodedata


def plain(text: str) -> str:
    """Return the text in one width and in small letters."""
    return unicodedata.normalize("NFKC", text).lower()
