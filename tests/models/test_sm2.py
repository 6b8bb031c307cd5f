import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.crypto import known_answers, libcrypto, sm2
from models.crypto.known_answers import SM2_MESSAGE, SM2_PUBLIC_KEY, SM2_SIGNATURE, prove
from models.crypto.sm2 import PrivateKey
from models.crypto.sm2_digest import digest_to_sign
from models.errors import SigningError
from tests.docgen.openssl import IDENTITY, accepts, needs_openssl, openssl

KEY = PrivateKey.generate()


def test_the_signature_printed_in_the_standard_is_accepted() -> None:
    assert sm2.verify(SM2_PUBLIC_KEY, SM2_SIGNATURE, SM2_MESSAGE)
    assert not sm2.verify(SM2_PUBLIC_KEY, SM2_SIGNATURE, SM2_MESSAGE + b".")


@settings(deadline=None)
@given(data=st.binary(max_size=300), other=st.binary(max_size=300))
def test_a_signature_fits_its_data_alone(data: bytes, other: bytes) -> None:
    signature = KEY.sign(data)
    assert len(signature) <= sm2.LONGEST
    assert sm2.verify(KEY.public_key, signature, data)
    assert sm2.verify(KEY.public_key, signature, other) is (other == data)


@settings(deadline=None)
@given(place=st.integers(0, 69), bit=st.integers(0, 7))
def test_a_signature_with_one_bit_changed_is_refused(place: int, bit: int) -> None:
    signature = bytearray(KEY.sign(b"data"))
    signature[place] ^= 1 << bit
    assert not sm2.verify(KEY.public_key, bytes(signature), b"data")


@given(key=st.binary(max_size=120), signature=st.binary(max_size=120))
def test_nonsense_is_refused_and_never_raises(key: bytes, signature: bytes) -> None:
    assert not sm2.verify(key, signature, b"data")
    assert not sm2.verify(KEY.public_key, signature, b"data")


def test_a_signature_of_another_key_is_refused() -> None:
    assert not sm2.verify(PrivateKey.generate().public_key, KEY.sign(b"data"), b"data")


def test_a_key_survives_being_written_and_read() -> None:
    again = PrivateKey(KEY.pem)
    assert again.public_key == KEY.public_key
    assert sm2.verify(KEY.public_key, again.sign(b"data"), b"data")


@pytest.mark.parametrize("pem", [b"", b"junk", b"-----BEGIN PRIVATE KEY-----\nAA==\n"])
def test_what_is_no_key_is_told(pem: bytes) -> None:
    with pytest.raises(SigningError, match="SM2"):
        PrivateKey(pem)


@needs_openssl
def test_a_key_of_another_curve_is_told(tmp_path: Path) -> None:
    key = tmp_path / "key"
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key)
    with pytest.raises(SigningError, match="SM2"):
        PrivateKey(key.read_bytes())


@needs_openssl
def test_a_locked_key_is_told_and_asks_nobody(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(KEY.pem)
    locked = tmp_path / "locked"
    openssl("pkcs8", "-topk8", "-in", tmp_path / "key", "-passout", "pass:x1y2", "-out", locked)
    with pytest.raises(SigningError, match="未加密"):
        PrivateKey(locked.read_bytes())


@needs_openssl
def test_openssl_accepts_what_we_sign_and_we_what_it_signs(tmp_path: Path) -> None:
    data = "测试 data".encode()
    assert accepts(tmp_path, KEY.public_key, KEY.sign(data), data)
    assert not accepts(tmp_path, KEY.public_key, KEY.sign(data), data + b".")
    (tmp_path / "private").write_bytes(KEY.pem)
    (tmp_path / "data").write_bytes(data)
    openssl(
        *("pkeyutl", "-sign", "-inkey", tmp_path / "private", "-rawin", "-digest", "sm3"),
        *("-pkeyopt", IDENTITY, "-in", tmp_path / "data", "-out", tmp_path / "theirs"),
    )
    assert sm2.verify(KEY.public_key, (tmp_path / "theirs").read_bytes(), data)


def test_one_key_signs_in_many_threads() -> None:
    with ThreadPoolExecutor(8) as pool:
        signatures = list(pool.map(KEY.sign, [bytes([each]) for each in range(64)]))
    for each, signature in enumerate(signatures):
        assert sm2.verify(KEY.public_key, signature, bytes([each]))


def test_nothing_is_left_in_the_error_queue_that_tls_shares() -> None:
    library = libcrypto.load()
    sm2.verify(b"junk", b"junk", b"junk")
    sm2.verify(KEY.public_key, b"junk", b"junk")
    assert library.ERR_peek_error() == 0


@pytest.mark.parametrize(
    "verify", [lambda *_: True, lambda *_: False], ids=["accepts all", "refuses all"]
)
def test_a_library_that_answers_wrongly_is_not_used(verify: Callable[..., bool]) -> None:
    with pytest.raises(SigningError, match="SM2"):
        prove(verify)


@pytest.mark.parametrize(
    ("answer", "name"),
    [("SM3_ABC", "SM3"), ("SM4_ENCRYPTED", "SM4"), ("GCM_ENCRYPTED", "SM4-GCM")],
)
def test_a_wrong_digest_or_cipher_stops_signing(
    answer: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_answers, answer, "00")
    with pytest.raises(SigningError, match=f"自检未通过：{name}。"):
        prove(sm2.verify)


def test_a_missing_library_names_the_package() -> None:
    script = (
        "from models.crypto import libcrypto, sm2\n"
        "libcrypto.NAMES = ('libnone.so.3',)\n"
        "try: sm2.PrivateKey.generate()\n"
        "except Exception as error: print(type(error).__name__, error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert done.stdout.startswith("SigningError")
    assert "libssl3" in done.stdout


def test_the_digest_to_sign_is_that_of_the_standard() -> None:
    """GB/T 32918.5-2017, annex A.2."""
    told = "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640"
    assert digest_to_sign(SM2_PUBLIC_KEY, SM2_MESSAGE).hex() == told


@given(data=st.binary(max_size=300))
def test_a_signed_digest_is_a_signature_of_the_data(data: bytes) -> None:
    signature = KEY.sign_digest(digest_to_sign(KEY.public_key, data))
    assert sm2.verify(KEY.public_key, signature, data)
    assert not sm2.verify(KEY.public_key, signature, data + b".")


@pytest.mark.parametrize("length", [0, 31, 33])
def test_only_a_whole_digest_is_signed(length: int) -> None:
    with pytest.raises(SigningError):
        KEY.sign_digest(bytes(length))
