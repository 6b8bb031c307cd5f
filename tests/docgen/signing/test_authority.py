from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from asn1crypto.pem import armor
from asn1crypto.x509 import Certificate

from docgen.signing.authority import CERTIFICATE_FILE, KEY_FILE, TestAuthority, open_authority
from models.crypto.trust import Trust, read_trust
from models.errors import SigningError
from tests.docgen.openssl import IDENTITY, needs_openssl, openssl


def test_the_key_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    open_authority(tmp_path / "authority")
    assert (tmp_path / "authority" / KEY_FILE).stat().st_mode & 0o777 == 0o600


def test_it_is_made_once_however_many_ask(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(open_authority, [tmp_path / "authority"] * 16))
    assert len({each.certificate for each in opened}) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["authority"]


@pytest.mark.parametrize("name", [KEY_FILE, CERTIFICATE_FILE])
def test_spoilt_files_are_told(name: str, tmp_path: Path) -> None:
    open_authority(tmp_path / "authority")
    (tmp_path / "authority" / name).write_bytes(b"spoilt")
    with pytest.raises(SigningError):
        open_authority(tmp_path / "authority")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SigningError, match="file"):
        open_authority(tmp_path / "file" / "authority")


@pytest.mark.parametrize("name", ["上海样张长风货物运输有限公司", "甲" * 5000, "", "a\u202eb\x00"])
def test_every_certificate_says_that_it_is_a_test(name: str, authority: TestAuthority) -> None:
    certificate = Certificate.load(authority.issue(name).certificate)
    assert "测试" in certificate.subject.native["common_name"]
    assert "测试" in certificate.issuer.native["common_name"]
    assert len(certificate.subject.native["common_name"]) <= 64


def test_no_two_certificates_share_a_key_or_a_number(authority: TestAuthority) -> None:
    issued = [Certificate.load(authority.issue("同名").certificate) for _ in range(5)]
    assert len({each.serial_number for each in issued}) == 5
    assert len({each.public_key.dump() for each in issued}) == 5


@needs_openssl
def test_openssl_accepts_the_chain(authority: TestAuthority, tmp_path: Path) -> None:
    parts = {"root": authority.certificate, "own": authority.issue("甲公司").certificate}
    for name, der in parts.items():
        (tmp_path / name).write_bytes(armor("CERTIFICATE", der))
    said = openssl(
        *("verify", "-x509_strict", "-vfyopt", IDENTITY, "-CAfile", tmp_path / "root"),
        tmp_path / "own",
    )
    assert said.strip().endswith("OK")


def test_trust_reads_pem_and_der_and_skips_other_files(
    authority: TestAuthority, tmp_path: Path
) -> None:
    (tmp_path / "a.crt").write_bytes(armor("CERTIFICATE", authority.certificate))
    (tmp_path / "b.der").write_bytes(authority.certificate)
    (tmp_path / "readme.txt").write_text("no certificate")
    assert read_trust([tmp_path, tmp_path / "missing"]) == Trust((authority.certificate,) * 2)


def test_a_bad_certificate_in_the_trust_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.crt").write_bytes(b"no certificate")
    with pytest.raises(SigningError, match=r"bad\.crt"):
        read_trust([tmp_path])
