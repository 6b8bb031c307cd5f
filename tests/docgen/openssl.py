"""The openssl command as a second opinion on SM2 and SM3."""

import shutil
import subprocess
from pathlib import Path

import pytest

IDENTITY = "distid:1234567812345678"

needs_openssl = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="the openssl command is not installed"
)


def openssl(*arguments: str | Path) -> str:
    """Run a command and return what it says; raises ``CalledProcessError`` when it refuses."""
    command = ["openssl", *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout + done.stderr


def accepts(folder: Path, public_key: bytes, signature: bytes, data: bytes) -> bool:
    """Tell whether openssl accepts an SM2 signature of ``data``; the key is DER."""
    parts = {"key": public_key, "signature": signature, "data": data}
    for name, content in parts.items():
        (folder / name).write_bytes(content)
    key = folder / "key"
    openssl("pkey", "-pubin", "-inform", "DER", "-in", key, "-out", folder / "pem")
    try:
        said = openssl(
            *("pkeyutl", "-verify", "-pubin", "-inkey", folder / "pem", "-rawin"),
            *("-digest", "sm3", "-pkeyopt", IDENTITY),
            *("-in", folder / "data", "-sigfile", folder / "signature"),
        )
    except subprocess.CalledProcessError:
        return False
    return "Signature Verified Successfully" in said
