"""A release as files: a folder or a ZIP with a manifest and its table (更新包)."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

from docgen.gongwen.proofread.lexicon.release import (
    LARGEST,
    LARGEST_MANIFEST,
    MANIFEST,
    Manifest,
    ReleaseError,
    read_manifest,
)
from models.errors import InvalidRequestError

NONE: Final = "{name} 不是词库更新包：应含 {manifest} 和词库表，请向维护方重新索取。"


def read_package(path: Path, public_key: bytes | None) -> tuple[Manifest, bytes]:
    """Return the manifest and the table of a package; raises ``InvalidRequestError``."""
    try:
        if path.is_dir():
            manifest = read_manifest((path / MANIFEST).read_bytes(), public_key)
            return manifest, (path / manifest.file).read_bytes()
        with zipfile.ZipFile(path) as archive:
            manifest = read_manifest(_within(archive, MANIFEST, LARGEST_MANIFEST), public_key)
            return manifest, _within(archive, manifest.file, LARGEST)
    except ReleaseError as error:
        raise InvalidRequestError(str(error)) from error
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, NotImplementedError) as error:
        told = NONE.format(name=path.name, manifest=MANIFEST)
        raise InvalidRequestError(told) from error


def write_package(path: Path, manifest: Manifest, table: bytes) -> None:
    """Write a package as ZIP; its files may as well lie on a web server as they are."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, manifest.model_dump_json(indent=2))
        archive.writestr(manifest.file, table)
    path.write_bytes(made.getvalue())


def _within(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError(name)
    return data
