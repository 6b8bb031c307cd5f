"""Whom we trust: the root certificates under which a signer's identity counts as proven."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from asn1crypto import pem
from asn1crypto.x509 import Certificate

from models.crypto.algorithms import register
from models.errors import SigningError

TEST_MARK = "测试"
"""Stands in the name of whoever issues certificates for tests only."""
SUFFIXES = frozenset({".crt", ".cer", ".pem", ".der"})


@dataclass(frozen=True)
class Trust:
    """The roots we trust; without any, a signature can be intact but its signer stays unknown."""

    roots: tuple[bytes, ...] = ()
    """Certificates, DER."""


NO_TRUST = Trust()


def read_trust(folders: Iterable[Path]) -> Trust:
    """Return the certificates (PEM or DER) of every folder that exists.

    Raises ``SigningError`` naming the file that is no certificate: a trust list read by halves
    would be worse than none.
    """
    files = (file for folder in folders if folder.is_dir() for file in sorted(folder.iterdir()))
    return Trust(tuple(_read(file) for file in files if file.suffix.lower() in SUFFIXES))


def _read(file: Path) -> bytes:
    register()
    try:
        content = file.read_bytes()
        der = pem.unarmor(content)[2] if pem.detect(content) else content
        return bytes(Certificate.load(der, strict=True).dump())
    except (OSError, ValueError) as error:
        raise SigningError(f"{file.name} 不是有效的证书文件：{error}") from error
