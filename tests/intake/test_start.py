"""The service starts only on cryptographic libraries that give the answers of the standards."""

import subprocess
import sys
from pathlib import Path

import pytest

from intake.office import open_office
from intake.settings import Settings
from models.crypto import known_answers, sm2
from models.errors import SigningError

FAULTY = """
import sys
from models.crypto import libcrypto, sm2

class Accepting:
    '''A library that accepts every signature.'''
    def __init__(self, library):
        self.library = library
    def __getattr__(self, name):
        return (lambda *_: 1) if name == "EVP_DigestVerify" else getattr(self.library, name)

library = Accepting(libcrypto.load())
sm2.load = lambda: library
sys.argv = ["zhiban", "serve", "--no-simulator", "--port", "9"]
from intake.cli import main
main()
"""


def test_a_faulty_library_stops_the_service_with_a_sentence(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", FAULTY],
        cwd=Path(__file__).parents[2],
        env={"ZHIBAN_DATA": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert "密码算法自检未通过：SM2。请更换或更新系统的密码库。" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_opened_on_a_wrong_cipher(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_answers, "GCM_ENCRYPTED", "00")
    sm2._proven.cache_clear()
    with pytest.raises(SigningError, match="SM4-GCM"):
        open_office(Settings(data=tmp_path))
    assert list(tmp_path.iterdir()) == []
