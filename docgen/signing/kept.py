"""Test keys that last: an office seals with the same key and certificate every time."""

import re
import tempfile
from pathlib import Path

import structlog
from asn1crypto import pem

from docgen.signing.authority import TestAuthority
from docgen.signing.files import place_folder, write_private
from docgen.signing.signer import SoftwareSigner
from models.crypto.sm2 import PrivateKey
from models.errors import SigningError

FOLDER = "seals"
"""Of the authority's folder; holds a folder for each owner."""
KEY_FILE = "seal.key"
"""Readable by its owner alone."""
CERTIFICATE_FILE = "seal.crt"
"""The signer's certificate."""
OWNER = re.compile(r"[A-Za-z0-9_-]{1,64}")

log = structlog.get_logger(__name__)


def kept_signer(authority: TestAuthority, owner: str, name: str) -> SoftwareSigner:
    """Return the signer of an owner, made when it is asked for the first time.

    Several processes may ask at once: one makes it, all get the same. Raises ``SigningError`` when
    its files cannot be read or written.

    Args:
        authority: issues the certificate; its folder holds the key.
        owner: identifier: letters, digits, ``-`` and ``_``.
        name: for the certificate, when it is made.
    """
    if not OWNER.fullmatch(owner):
        raise SigningError(f"印章单位的标识“{owner[:70]}”不合规范，须为字母、数字、- 或 _。")
    folder = authority.folder / FOLDER / owner
    try:
        if not (folder / KEY_FILE).exists():
            _make(folder, authority.issue(name))
        return _read(folder)
    except (OSError, ValueError) as error:
        raise SigningError(f"印章的密钥无法读取或生成：{folder}（{error}）") from error


def _read(folder: Path) -> SoftwareSigner:
    key = PrivateKey((folder / KEY_FILE).read_bytes())
    _, _, certificate = pem.unarmor((folder / CERTIFICATE_FILE).read_bytes())
    return SoftwareSigner(key, certificate)


def _make(folder: Path, signer: SoftwareSigner) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    write_private(draft / KEY_FILE, signer.key.pem)
    (draft / CERTIFICATE_FILE).write_bytes(pem.armor("CERTIFICATE", signer.certificate))
    if place_folder(draft, folder):
        log.info("seal_key_made", owner=folder.name)
