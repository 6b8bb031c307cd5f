"""SM2 signatures over SM3 digests (GB/T 32918.2, GM/T 0009): make keys, sign, verify.

Before the first use the library must give the published answers of the standards; if it does not,
every function raises ``SigningError``.
"""

import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import CDLL, byref, c_char_p, c_size_t, c_void_p, cast, create_string_buffer, string_at
from functools import cache

from models.crypto import known_answers
from models.crypto.libcrypto import clean_errors, load
from models.crypto.sm2_digest import IDENTITY
from models.errors import SigningError

LONGEST = 80
"""No DER encoded SM2 signature is longer, in bytes (two integers of at most 33)."""

BIO_CTRL_INFO = 3


class PrivateKey:
    """An SM2 private key held by libcrypto; usable from any thread."""

    def __init__(self, pem: bytes) -> None:
        """Load a key from unencrypted PEM; raises ``SigningError`` if it is no SM2 key."""
        self._library = _proven()
        with clean_errors(self._library):
            key = _read_key(self._library, _private_reader(self._library), pem)
        if key is None:
            raise SigningError("私钥无法使用：不是未加密的 SM2 私钥文件。")
        self._key = key
        weakref.finalize(self, self._library.EVP_PKEY_free, self._key)

    @classmethod
    def generate(cls) -> "PrivateKey":
        """Return a new random key."""
        return cls(_generate(_proven()))

    @property
    def pem(self) -> bytes:
        """The key as unencrypted PKCS #8 PEM."""
        return _private_pem(self._library, self._key)

    @property
    def public_key(self) -> bytes:
        """The public key as DER SubjectPublicKeyInfo."""
        with clean_errors(self._library), _memory(self._library) as target:
            if self._library.i2d_PUBKEY_bio(target, self._key) != 1:
                raise SigningError("无法导出 SM2 公钥。")
            return _content(self._library, target)

    def sign(self, data: bytes) -> bytes:
        """Return the DER signature of ``data`` (the data itself, not its digest)."""
        library = self._library
        signature, length = create_string_buffer(LONGEST), c_size_t(LONGEST)
        with clean_errors(library), _digesting(library, self._key) as (context, start):
            start(library.EVP_DigestSignInit)
            size = len(data)
            if library.EVP_DigestSign(context, signature, byref(length), data, size) != 1:
                raise SigningError("SM2 签名失败。")
        return signature.raw[: length.value]

    def sign_digest(self, digest: bytes) -> bytes:
        """Return the DER signature made over a digest of ``sm2_digest.digest_to_sign``."""
        library = self._library
        signature, length = create_string_buffer(LONGEST), c_size_t(LONGEST)
        with clean_errors(library):
            context = library.EVP_PKEY_CTX_new(self._key, None)
            try:
                ready = library.EVP_PKEY_sign_init(context) == 1
                parts = signature, byref(length), digest, len(digest)
                if not ready or library.EVP_PKEY_sign(context, *parts) != 1:
                    raise SigningError("SM2 签名失败。")
            finally:
                library.EVP_PKEY_CTX_free(context)
        return signature.raw[: length.value]


def verify(public_key: bytes, signature: bytes, data: bytes) -> bool:
    """Tell whether a DER signature of ``data`` fits a DER public key; never, if that is not SM2."""
    return _verify(_proven(), public_key, signature, data)


def prove_libraries() -> None:
    """Raise ``SigningError`` unless every cryptographic library gives the standards' answers."""
    _proven()


@cache
def _proven() -> CDLL:
    """Return the library once it has given the standards' own answers."""
    library = load()
    known_answers.prove(lambda *parts: _verify(library, *parts))
    return library


def _verify(library: CDLL, public_key: bytes, signature: bytes, data: bytes) -> bool:
    with clean_errors(library):
        key = _read_key(library, lambda source: library.d2i_PUBKEY_bio(source, None), public_key)
        if key is None:
            return False
        try:
            with _digesting(library, key) as (context, start):
                start(library.EVP_DigestVerifyInit)
                sizes = len(signature), len(data)
                answer = library.EVP_DigestVerify(context, signature, sizes[0], data, sizes[1])
        finally:
            library.EVP_PKEY_free(key)
    return bool(answer == 1)


@contextmanager
def _digesting(
    library: CDLL, key: int
) -> Iterator[tuple[int, Callable[[Callable[..., int]], None]]]:
    """Give a digest context with the identity set, and the function that starts it."""
    context, parameters = library.EVP_MD_CTX_new(), library.EVP_PKEY_CTX_new(key, None)

    def start(initialise: Callable[..., int]) -> None:
        library.EVP_MD_CTX_set_pkey_ctx(context, parameters)
        if initialise(context, None, library.EVP_sm3(), None, key) != 1:
            raise SigningError("系统的 OpenSSL 不支持 SM2 与 SM3 签名。")

    try:
        if library.EVP_PKEY_CTX_set1_id(parameters, IDENTITY, len(IDENTITY)) != 1:
            raise SigningError("系统的 OpenSSL 不支持 SM2 用户标识。")
        yield context, start
    finally:
        library.EVP_MD_CTX_free(context)
        library.EVP_PKEY_CTX_free(parameters)


def _read_key(library: CDLL, read: Callable[[int], int | None], data: bytes) -> int | None:
    """Return the SM2 key that ``read`` finds in ``data``, None if there is none."""
    source = library.BIO_new_mem_buf(data, len(data))
    try:
        key = read(source)
    finally:
        library.BIO_free(source)
    if key and library.EVP_PKEY_is_a(key, b"SM2") != 1:
        library.EVP_PKEY_free(key)
        return None
    return key or None


def _private_reader(library: CDLL) -> Callable[[int], int | None]:
    # An empty passphrase is given, or OpenSSL would ask for one on the terminal.
    passphrase = cast(c_char_p(b""), c_void_p)
    return lambda source: library.PEM_read_bio_PrivateKey(source, None, None, passphrase)


def _generate(library: CDLL) -> bytes:
    with clean_errors(library):
        context, key = library.EVP_PKEY_CTX_new_from_name(None, b"SM2", None), c_void_p()
        try:
            made = context and library.EVP_PKEY_keygen_init(context) == 1
            if not made or library.EVP_PKEY_generate(context, byref(key)) != 1:
                raise SigningError("系统的 OpenSSL 不支持生成 SM2 密钥。")
            return _private_pem(library, key)
        finally:
            library.EVP_PKEY_CTX_free(context)
            library.EVP_PKEY_free(key)


def _private_pem(library: CDLL, key: int | c_void_p) -> bytes:
    with clean_errors(library), _memory(library) as target:
        if library.PEM_write_bio_PKCS8PrivateKey(target, key, None, None, 0, None, None) != 1:
            raise SigningError("无法导出 SM2 私钥。")
        return _content(library, target)


@contextmanager
def _memory(library: CDLL) -> Iterator[int]:
    target = library.BIO_new(library.BIO_s_mem())
    try:
        yield target
    finally:
        library.BIO_free(target)


def _content(library: CDLL, target: int) -> bytes:
    start = c_void_p()
    length = library.BIO_ctrl(target, BIO_CTRL_INFO, 0, byref(start))
    return string_at(start, length)
