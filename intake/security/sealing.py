"""Seal what is stored with SM4-GCM, so that a stolen disk or dump shows nothing.

The place a secret is stored (table/row/field) is bound to it: a sealed value that is moved to
another row does not open there. All use of the key is in this file, so that a certified module
can take its place.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from models.errors import ServiceError

MARK = b"ZB1"
"""First bytes of what is sealed, with the edition of the layout: mark, nonce, tag, secret."""
NONCE = 12
TAG = 16
KEY_BYTES = 32


class SealBrokenError(ServiceError):
    """Stored data does not open: another key, another place, or changed since it was sealed."""

    code = "seal_broken"
    remedy = "存储的数据无法解密，请联系系统管理员核对密钥文件。"


class Sealer:
    """Seals and opens bytes for one place each, and signs the audit chain, with one master key."""

    def __init__(self, master: bytes) -> None:
        self._cipher = algorithms.SM4(_derive(master, b"stored data", 16))
        self._audit = _derive(master, b"audit chain", 32)

    def seal(self, data: bytes, place: str) -> bytes:
        """Return ``data`` sealed for ``place``, e.g. ``filings/1f3a/record``."""
        nonce = os.urandom(NONCE)
        encryptor = Cipher(self._cipher, modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(place.encode())
        secret = encryptor.update(data) + encryptor.finalize()
        return MARK + nonce + encryptor.tag + secret

    def open(self, sealed: bytes, place: str) -> bytes:
        """Return what was sealed for ``place``; raises ``SealBrokenError``."""
        head = len(MARK) + NONCE + TAG
        if len(sealed) < head or not sealed.startswith(MARK):
            raise SealBrokenError(f"{place}：存储的数据格式不符。")
        nonce, tag = sealed[len(MARK) : len(MARK) + NONCE], sealed[head - TAG : head]
        decryptor = Cipher(self._cipher, modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(place.encode())
        try:
            return decryptor.update(sealed[head:]) + decryptor.finalize()
        except InvalidTag as error:
            raise SealBrokenError(f"{place}：存储的数据无法解密。") from error

    def sign(self, data: bytes) -> bytes:
        """Return the HMAC-SM3 of ``data``, 32 bytes: without the key it cannot be recomputed."""
        signature = hmac.HMAC(self._audit, hashes.SM3())
        signature.update(data)
        return signature.finalize()


def read_key(path: Path) -> bytes:
    """Return the master key of an installation; make it, readable by its owner only, if missing."""
    if not path.exists():
        _make_key(path)
    return _parse(path)


def _make_key(path: Path) -> None:
    """Write a new key under a passing name and link it, so that no one reads half a key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    passing = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_hex(KEY_BYTES))
    try:
        with suppress(FileExistsError):
            path.hardlink_to(passing)
    finally:
        passing.unlink()


def _parse(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError as error:
        raise SealBrokenError(f"密钥文件 {path.name} 的内容不是十六进制数。") from error
    if len(key) != KEY_BYTES:
        raise SealBrokenError(f"密钥文件 {path.name} 须为 {KEY_BYTES} 字节。")
    return key


def _derive(master: bytes, purpose: bytes, length: int) -> bytes:
    """A key of its own for each purpose, so that one leak does not open the other."""
    return HKDF(algorithm=hashes.SM3(), length=length, salt=None, info=purpose).derive(master)
