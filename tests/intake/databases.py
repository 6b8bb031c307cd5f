"""Real databases for the store's tests: SQLite in a folder, PostgreSQL in a cluster of its own."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

DEBIAN = Path("/usr/lib/postgresql/15/bin")
USER = "postgres"


def program(name: str) -> str:
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:{DEBIAN}") or ""


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Yield the URL of a fresh cluster that listens on a socket in the folder alone."""
    if not (program("initdb") and program("pg_ctl")):
        pytest.skip("PostgreSQL's initdb and pg_ctl are not installed")
    data = folder / "data"
    data.mkdir(parents=True)
    who = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        if not shutil.which("runuser"):
            pytest.skip("running as root without runuser")
        who = ["runuser", "-u", USER, "--"]
        for place in (folder, data):
            shutil.chown(place, USER)
    start = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off"
    _run([*who, program("initdb"), "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8"])
    control = [*who, program("pg_ctl"), "-D", str(data), "-w"]
    _run([*control, "-l", str(folder / "log"), "-o", start, "start"])
    try:
        yield f"postgresql://{USER}@/postgres?host={folder}"
    finally:
        _run([*control, "-m", "immediate", "stop"])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd="/")
