from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import CalledProcessError

import pytest
from asn1crypto.pem import armor
from asn1crypto.x509 import Certificate

from docgen.signing.authority import (
    CERTIFICATE_FILE,
    ISSUING,
    KEY_FILE,
    TestAuthority,
    open_authority,
)
from models.crypto.trust import Trust, read_trust
from models.errors import SigningError
from tests.docgen.openssl import IDENTITY, needs_openssl, openssl


@pytest.mark.parametrize("name", [KEY_FILE, f"{ISSUING}/{ISSUING}.key"])
def test_the_keys_are_readable_by_their_owner_alone(name: str, tmp_path: Path) -> None:
    open_authority(tmp_path / "authority")
    assert (tmp_path / "authority" / name).stat().st_mode & 0o777 == 0o600


def test_it_is_made_once_however_many_ask(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(open_authority, [tmp_path / "authority"] * 16))
    assert len({each.certificate for each in opened}) == 1
    assert len({each.issuing.certificate for each in opened}) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["authority"]
    inside = sorted(each.name for each in (tmp_path / "authority").iterdir())
    assert inside == [CERTIFICATE_FILE, KEY_FILE, ISSUING]


@pytest.mark.parametrize("name", [KEY_FILE, CERTIFICATE_FILE, f"{ISSUING}/{ISSUING}.crt"])
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
    signer = authority.issue("甲公司")
    (between,) = signer.chain
    parts = {"root": authority.certificate, "between": between, "own": signer.certificate}
    for name, der in parts.items():
        (tmp_path / name).write_bytes(armor("CERTIFICATE", der))
    # openssl knows the SM2 identity of the certificate it is asked about alone, so link by link.
    check = ("verify", "-x509_strict", "-partial_chain", "-vfyopt", IDENTITY, "-CAfile")
    for issuer, subject in (("root", "between"), ("between", "own")):
        assert openssl(*check, tmp_path / issuer, tmp_path / subject).strip().endswith("OK")
    with pytest.raises(CalledProcessError):
        openssl(*check, tmp_path / "root", tmp_path / "own")


def test_trust_reads_pem_and_der_and_skips_other_files(
    authority: TestAuthority, tmp_path: Path
) -> None:
    (tmp_path / "a.crt").write_bytes(armor("CERTIFICATE", authority.certificate))
    (tmp_path / "b.der").write_bytes(authority.certificate)
    (tmp_path / "readme.txt").write_text("no certificate")
    assert read_trust([tmp_path, tmp_path / "missing"]) == Trust((authority.certificate,) * 2)


def test_trust_tells_roots_from_those_below_them(authority: TestAuthority) -> None:
    folder = authority.folder
    assert read_trust([folder, folder / ISSUING]) == authority.trust
    assert Trust.from_json(authority.trust.to_json()) == authority.trust


def test_a_bad_certificate_in_the_trust_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.crt").write_bytes(b"no certificate")
    with pytest.raises(SigningError, match=r"bad\.crt"):
        read_trust([tmp_path])
