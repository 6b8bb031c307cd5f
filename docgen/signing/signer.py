"""Who signs: the interface every signing key stands behind, and the software key."""

from dataclasses import dataclass
from typing import Protocol

from models.crypto.sm2 import PrivateKey


class Signer(Protocol):
    """An SM2 key with its certificate.

    A software key, a hardware module and a certified seal server look the same from here.
    """

    @property
    def certificate(self) -> bytes:
        """The signer's X.509 certificate, DER."""
        ...

    @property
    def chain(self) -> tuple[bytes, ...]:
        """Certificates between the signer's and the root, DER; the root itself is left out."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Return the DER SM2-with-SM3 signature of ``data``.

        Raises ``SigningError`` when the key cannot be used.
        """
        ...


@dataclass(frozen=True)
class SoftwareSigner:
    """A signer whose key lies in this process: for development and tests."""

    key: PrivateKey
    certificate: bytes
    chain: tuple[bytes, ...] = ()

    def sign(self, data: bytes) -> bytes:
        """Return the DER SM2-with-SM3 signature of ``data``."""
        return self.key.sign(data)
