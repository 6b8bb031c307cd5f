"""Whom we trust: the root certificates under which a signer's identity counts as proven."""

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asn1crypto import pem
from asn1crypto.x509 import Certificate

from models.crypto.algorithms import register
from models.crypto.revoked import NONE_REVOKED, Revoked, read_revoked
from models.errors import SigningError

TEST_MARK = "测试"
"""Stands in the name of whoever issues certificates for tests only."""
SUFFIXES = frozenset({".crt", ".cer", ".pem", ".der"})


@dataclass(frozen=True)
class Trust:
    """The roots we trust; without any, a signature can be intact but its signer stays unknown."""

    roots: tuple[bytes, ...] = ()
    """Certificates, DER."""
    between: tuple[bytes, ...] = ()
    """Certificates of authorities that stand under a root, DER: a file need not carry them, and
    they prove nothing without their root."""
    revoked: Revoked = NONE_REVOKED

    def to_json(self) -> dict[str, Any]:
        """Return it for another process."""
        return {
            "roots": [base64.b64encode(each).decode() for each in self.roots],
            "between": [base64.b64encode(each).decode() for each in self.between],
            "revoked": self.revoked.model_dump(mode="json"),
        }

    @classmethod
    def from_json(cls, packed: Mapping[str, Any]) -> "Trust":
        """Return what ``to_json`` packed."""
        roots, between = (tuple(map(base64.b64decode, packed[key])) for key in ("roots", "between"))
        return cls(roots, between, Revoked.model_validate(packed["revoked"]))


NO_TRUST = Trust()


def read_trust(folders: Iterable[Path]) -> Trust:
    """Return the certificates (PEM or DER) and the revocations of every folder that exists.

    A certificate that names itself as its issuer is a root. Raises ``SigningError`` naming the file
    that cannot be used: a trust list read by halves would be worse than none.
    """
    folders = tuple(folders)
    files = (file for folder in folders if folder.is_dir() for file in sorted(folder.iterdir()))
    found = [_read(file) for file in files if file.suffix.lower() in SUFFIXES]
    roots = tuple(each.dump() for each in found if each.issuer == each.subject)
    between = tuple(each.dump() for each in found if each.issuer != each.subject)
    return Trust(roots, between, read_revoked(folders))


def _read(file: Path) -> Certificate:
    register()
    try:
        content = file.read_bytes()
        der = pem.unarmor(content)[2] if pem.detect(content) else content
        certificate = Certificate.load(der, strict=True)
        certificate.native  # noqa: B018 - parses every part now, not while something is judged by it
    except (OSError, ValueError) as error:
        raise SigningError(f"{file.name} 不是有效的证书文件：{error}") from error
    return certificate
