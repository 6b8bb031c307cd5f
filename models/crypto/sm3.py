"""SM3 digests (GB/T 32905)."""

from cryptography.hazmat.primitives.hashes import SM3, Hash


def digest(data: bytes) -> bytes:
    """Return the 32 bytes of the SM3 digest of ``data``."""
    computed = Hash(SM3())
    computed.update(data)
    return computed.finalize()
