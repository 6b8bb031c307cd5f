"""Test keys that last: an office seals with the same key and certificate every time."""

import re

import structlog

from docgen.signing.authority import TestAuthority
from docgen.signing.files import KEY, load_signer, store_signer
from docgen.signing.signer import SoftwareSigner
from models.errors import SigningError

FOLDER = "seals"
"""Of the authority's folder; holds a folder for each owner."""
NAME = "seal"
"""Of the files of a key and its certificate."""
OWNER = re.compile(r"[A-Za-z0-9_-]{1,64}")

log = structlog.get_logger(__name__)


def kept_signer(
    authority: TestAuthority, owner: str, name: str, kind: str = FOLDER
) -> SoftwareSigner:
    """Return the signer of an owner, made when it is asked for the first time.

    Several processes may ask at once: one makes it, all get the same. Raises ``SigningError`` when
    its files cannot be read or written.

    Args:
        authority: issues the certificate; its folder holds the key.
        owner: identifier: letters, digits, ``-`` and ``_``.
        name: for the certificate, when it is made.
        kind: folder of the authority's that keys of this kind lie in.
    """
    if not OWNER.fullmatch(owner):
        raise SigningError(f"印章单位的标识“{owner[:70]}”不合规范，须为字母、数字、- 或 _。")
    folder = authority.folder / kind / owner
    try:
        missing = not (folder / f"{NAME}{KEY}").exists()
        if missing and store_signer(folder, NAME, authority.issue(name)):
            log.info("seal_key_made", owner=owner)
        return load_signer(folder, NAME, (authority.issuing.certificate,))
    except (OSError, ValueError) as error:
        raise SigningError(f"印章的密钥无法读取或生成：{folder}（{error}）") from error
