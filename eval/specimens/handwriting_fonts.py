"""Fetch fonts that look handwritten, for specimens filled in by hand.

    python -m eval.specimens.handwriting_fonts

They are four free fonts (SIL Open Font License) in packages of npm, which must be installed. They
go where ``eval.specimens.fonts`` looks for them; without them such specimens are drawn in print.
"""

import subprocess
import tarfile
import tempfile
from pathlib import Path

from eval.specimens.fonts import HANDS, HANDWRITING


def fetch(name: str, folder: Path) -> Path:
    """Download one font into a folder and return its file."""
    with tempfile.TemporaryDirectory() as place:
        command = ["npm", "pack", "--silent", f"@fontsource/{name}"]
        subprocess.run(command, cwd=place, check=True, capture_output=True)  # noqa: S603 - fixed words
        archive = next(Path(place).glob("*.tgz"))
        with tarfile.open(archive) as packed:
            member = packed.extractfile(f"package/files/{name}-chinese-simplified-400-normal.woff")
            if member is None:
                raise FileNotFoundError(name)
            file = folder / f"{name}.woff"
            file.write_bytes(member.read())
    return file


def main() -> None:
    """Fetch every font."""
    HANDWRITING.mkdir(parents=True, exist_ok=True)
    for name in HANDS:
        fetch(name, HANDWRITING)


if __name__ == "__main__":
    main()
