"""Files of a signer: a certificate, and beside it a key that its owner alone can read."""

import os
import shutil
import tempfile
from pathlib import Path

from asn1crypto import pem

from docgen.signing.signer import SoftwareSigner
from models.crypto.sm2 import PrivateKey

KEY, CERTIFICATE = ".key", ".crt"
"""Endings of the two files."""


def load_signer(folder: Path, name: str, chain: tuple[bytes, ...] = ()) -> SoftwareSigner:
    """Return a stored signer; raises ``OSError``, ``ValueError`` or ``SigningError``."""
    _, _, certificate = pem.unarmor((folder / f"{name}{CERTIFICATE}").read_bytes())
    key = PrivateKey((folder / f"{name}{KEY}").read_bytes())
    return SoftwareSigner(key, certificate, chain)


def store_signer(folder: Path, name: str, signer: SoftwareSigner) -> bool:
    """Make a folder with the two files of a signer; False where another process was first.

    It appears whole, in one step. Raises ``OSError`` when it cannot be written.
    """
    return store_pair(folder, name, signer.key.pem, signer.certificate)


def store_pair(folder: Path, name: str, key: bytes, certificate: bytes) -> bool:
    """Make a folder of a key, PEM, and a certificate, DER, as ``store_signer`` does."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    handle = os.open(draft / f"{name}{KEY}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
    (draft / f"{name}{CERTIFICATE}").write_bytes(pem.armor("CERTIFICATE", certificate))
    return _placed(draft, folder)


def _placed(draft: Path, folder: Path) -> bool:
    try:
        draft.replace(folder)
    except OSError:
        shutil.rmtree(draft)
        if not folder.is_dir():
            raise
        return False
    return True
