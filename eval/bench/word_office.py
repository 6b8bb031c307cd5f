"""Time LibreOffice beside the typesetter: a new process each time, and kept warm by unoserver."""

import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

from docgen.word.office import Care, WordOffice
from docgen.word.unoserver import PROGRAM, find_missing

ROUNDS = 10
Timed = Callable[[str, Callable[[], bytes]], bytes]


def time_office(timed: Timed, files: list[bytes], folder: Path) -> None:
    """Convert the Word files cold and warm; say so in a line where there is no LibreOffice."""
    if missing := find_missing():
        print(f"LibreOffice: skipped, {missing}")
        return
    office = WordOffice(Care(folder / "office", start_seconds=120, wait_seconds=180))
    try:
        office.convert(files[0])
        for docx in files[:ROUNDS]:
            timed("LibreOffice cold", partial(convert_cold, docx, folder))
            timed("LibreOffice warm", partial(office.convert, docx))
    finally:
        office.close()


def convert_cold(docx: bytes, folder: Path) -> bytes:
    """Return the PDF of a Word file, made by a process of its own."""
    source = folder / "cold.docx"
    source.write_bytes(docx)
    profile = (folder / "profile").absolute().as_uri()
    options = ["--headless", f"-env:UserInstallation={profile}"]
    wanted = ["--convert-to", "pdf", "--outdir", str(folder)]  # in no other order
    command = [PROGRAM, *options, *wanted, str(source)]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - a fixed command
    return (folder / "cold.pdf").read_bytes()
