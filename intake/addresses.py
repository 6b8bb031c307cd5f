"""Addresses as an installation may set them."""

from urllib.parse import urlsplit


def http_address(url: str) -> str:
    """Return an address, or nothing, as it is; raises ``ValueError`` for what is neither."""
    parts = urlsplit(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.username):
        raise ValueError("an http(s) address without a user, such as http://127.0.0.1:8000/v1")
    return url
