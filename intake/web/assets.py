"""Static files under a path that changes with their content, so browsers may keep them for good."""

import hashlib
import os
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"


def fingerprint(folder: Path) -> str:
    """Return a short hash over the names and bytes of every file in the folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


VERSION = fingerprint(STATIC)


def asset_url(path: str) -> str:
    """Return the address of a static file in the version now served."""
    return f"/static/{VERSION}/{path}"


class VersionedFiles(StaticFiles):
    """Serve ``/<version>/<path>``.

    The version is a folder, so a script's relative imports carry it along without a build step. An
    older version gets the current file with no leave to keep it.
    """

    def get_path(self, scope: Scope) -> str:
        """Return the file's path below the folder, without the version."""
        version, _, rest = super().get_path(scope).partition(os.sep)
        scope["current_version"] = version == VERSION
        return rest

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with the file, and say how long it may be kept."""
        response = await super().get_response(path, scope)
        keep = "public, max-age=31536000, immutable" if scope["current_version"] else "no-cache"
        response.headers["Cache-Control"] = keep
        return response


def static_files() -> VersionedFiles:
    """Return the application to mount at ``/static``."""
    return VersionedFiles(directory=STATIC)
