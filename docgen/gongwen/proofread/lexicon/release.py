"""A release of a lexicon as it is passed on: a table, and beside it a manifest that vouches for it.

The table is any that can be brought in. The manifest (JSON) pins it by its hash, and may be signed
(SM2 with SM3) by whoever keeps the lexicon.
"""

import base64
import binascii
import hashlib
import json
from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field, ValidationError

from docgen.gongwen.proofread.lexicon.entry import TypedEntry
from docgen.gongwen.proofread.lexicon.table import read_lexicon
from models.crypto.sm2 import PrivateKey, verify
from models.errors import ServiceError
from models.records import Record

FORMAT: Final = "zhiban-lexicon/1"
MANIFEST: Final = "manifest.json"
"""What it is called beside its table."""
LARGEST: Final = 20_000_000
"""Bytes of a table: fifty thousand entries have a fifth."""
LARGEST_MANIFEST: Final = 16_384
MOST: Final = 50_000
"""Entries of one lexicon: ten quarters of five thousand."""


class State(StrEnum):
    """How it ended when a release was asked for, or given."""

    UPDATED = "updated"
    SAME = "same"
    OLDER = "older"
    CONFLICTING = "conflicting"
    OFF = "off"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    REDIRECTED = "redirected"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    CUT = "cut"
    WRONG_HASH = "wrong_hash"
    UNSIGNED = "unsigned"
    FAULTY = "faulty"


class ReleaseError(Exception):
    """A release cannot be taken; nothing was changed. Says why and what to do, in Chinese."""

    def __init__(self, state: State, words: str) -> None:
        super().__init__(words)
        self.state = state


class Manifest(Record):
    """What vouches for a table."""

    format: Literal["zhiban-lexicon/1"] = FORMAT
    version: int = Field(ge=1, le=999_999_999)
    """Rises from one release to the next."""
    day: date
    """When it was released."""
    file: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.(csv|xlsx|toml)$")]
    """The table, beside the manifest."""
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    size: int = Field(ge=1)
    """Bytes of the table."""
    entries: int = Field(ge=1)
    signature: Annotated[str, Field(max_length=200)] = ""
    """Over ``signed``, DER in base64; empty where it is not signed."""

    @property
    def signed(self) -> bytes:
        """What a signature is over: all else, a line each."""
        return "\n".join(map(str, self.model_dump(exclude={"signature"}).values())).encode()


def make_manifest(
    table: bytes, file: str, version: int, day: date, key: PrivateKey | None = None
) -> Manifest:
    """Return what vouches for a table; raises ``UnreadableTableError`` for one that is none."""
    made = Manifest(
        version=version,
        day=day,
        file=file,
        sha256=hashlib.sha256(table).hexdigest(),
        size=len(table),
        entries=len(read_lexicon(table, file).entries),
    )
    signature = base64.b64encode(key.sign(made.signed)).decode() if key else ""
    return made.model_copy(update={"signature": signature})


def read_manifest(data: bytes, public_key: bytes | None) -> Manifest:
    """Read a manifest, and prove who signed it where a key is known; raises ``ReleaseError``."""
    try:
        manifest = Manifest.model_validate(json.loads(data))
    except (ValueError, RecursionError, ValidationError) as error:
        told = "更新清单无法识别，不是审核词库的清单。请核对地址或文件，或者请维护方重新发布。"
        raise ReleaseError(State.UNREADABLE, told) from error
    if manifest.size > LARGEST or manifest.entries > MOST:
        told = f"这一版词库太大：最多 {MOST} 条、{LARGEST // 1_000_000} MB。请词库维护方分开发布。"
        raise ReleaseError(State.TOO_LARGE, told)
    if public_key and not _is_signed(manifest, public_key):
        told = "更新清单没有签名，或者签名不是词库维护方的。请与维护方核对后再更新。"
        raise ReleaseError(State.UNSIGNED, told)
    return manifest


def open_release(manifest: Manifest, table: bytes) -> tuple[TypedEntry, ...]:
    """Return the entries of a table that its manifest vouches for; raises ``ReleaseError``."""
    if len(table) < manifest.size:
        told = f"词库只收到 {len(table)} 字节，应有 {manifest.size} 字节。请重新检查更新。"
        raise ReleaseError(State.CUT, told)
    if hashlib.sha256(table).hexdigest() != manifest.sha256:
        told = "词库的校验值与清单不符，可能损坏或被改动。请重新检查更新，仍不符请联系维护方。"
        raise ReleaseError(State.WRONG_HASH, told)
    try:
        entries = read_lexicon(table, manifest.file).entries
    except ServiceError as error:
        raise ReleaseError(
            State.FAULTY, f"词库内容有误，请维护方更正后重新发布：{error}"
        ) from error
    if len(entries) != manifest.entries:
        told = (
            f"词库有 {len(entries)} 条，清单写的是 {manifest.entries} 条。请维护方更正后重新发布。"
        )
        raise ReleaseError(State.FAULTY, told)
    return entries


def _is_signed(manifest: Manifest, public_key: bytes) -> bool:
    try:
        signature = base64.b64decode(manifest.signature, validate=True)
    except binascii.Error:
        return False
    return bool(signature) and verify(public_key, signature, manifest.signed)
