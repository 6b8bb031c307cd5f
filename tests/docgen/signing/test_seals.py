"""Seals of offices last, those of applicants do not; every one says that it is a test."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from asn1crypto.x509 import Certificate

from docgen.signing.kept import FOLDER
from docgen.signing.seal import draw_seal
from docgen.signing.seals import TestSeals
from models.crypto.sm2 import verify
from models.errors import SigningError

KEY_FILE = "seal.key"
NAME = "样张市交通运输管理局（测试）"


def common_name(certificate: bytes) -> str:
    return str(Certificate.load(certificate).subject.native["common_name"])


def test_an_office_seals_with_one_key_and_certificate(tmp_path: Path) -> None:
    first, again = (TestSeals(tmp_path).of_office("jtj", NAME) for _ in range(2))
    assert first.signer.certificate == again.signer.certificate
    own = Certificate.load(first.signer.certificate).public_key.dump()
    assert verify(own, again.signer.sign(b"data"), b"data")
    assert first.seal == draw_seal(NAME)
    assert first.since < first.until


def test_offices_do_not_share_a_key(tmp_path: Path) -> None:
    seals = TestSeals(tmp_path)
    keys = {
        Certificate.load(seals.of_office(each, NAME).signer.certificate).public_key.dump()
        for each in ("a", "b")
    }
    assert len(keys) == 2


def test_the_key_of_an_office_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    TestSeals(tmp_path).of_office("jtj", NAME)
    assert (tmp_path / FOLDER / "jtj" / KEY_FILE).stat().st_mode & 0o777 == 0o600


def test_the_key_of_an_office_is_made_once_however_many_ask(tmp_path: Path) -> None:
    seals = TestSeals(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: seals.of_office("jtj", NAME), range(16)))
    assert len({each.signer.certificate for each in found}) == 1
    assert [each.name for each in (tmp_path / FOLDER).iterdir()] == ["jtj"]


def test_an_applicant_has_a_new_key_each_time(tmp_path: Path) -> None:
    first, again = (TestSeals(tmp_path).of_applicant("林书祎", "样张公司") for _ in range(2))
    assert first.signer.certificate != again.signer.certificate
    assert common_name(first.signer.certificate) == "林书祎（测试）"
    assert not (tmp_path / FOLDER).exists()


def test_a_name_says_once_that_it_is_a_test(tmp_path: Path) -> None:
    assert common_name(TestSeals(tmp_path).of_office("jtj", NAME).signer.certificate) == NAME


@pytest.mark.parametrize("office", ["", "..", "a/b", "交通局", "a" * 65, "a\n"])
def test_an_office_needs_a_plain_identifier(office: str, tmp_path: Path) -> None:
    with pytest.raises(SigningError, match="标识"):
        TestSeals(tmp_path).of_office(office, NAME)


def test_a_spoilt_key_is_told(tmp_path: Path) -> None:
    TestSeals(tmp_path).of_office("jtj", NAME)
    (tmp_path / FOLDER / "jtj" / KEY_FILE).write_bytes(b"spoilt")
    with pytest.raises(SigningError):
        TestSeals(tmp_path).of_office("jtj", NAME)
