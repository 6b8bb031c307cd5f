"""The few functions of the system's OpenSSL 3 (libcrypto) that SM2 needs, called through ctypes.

The ``cryptography`` package has SM3 and SM4 but no SM2. The system library has all three, is
constant-time, and gets its security updates from the system.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import CDLL, POINTER, c_char_p, c_int, c_long, c_size_t, c_void_p
from functools import cache
from typing import Any

from models.errors import SigningError

NAMES = ("libcrypto.so.3", "libcrypto.3.dylib", "libcrypto-3-x64.dll")

PROTOTYPES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "BIO_free": (c_int, (c_void_p,)),
    "BIO_new": (c_void_p, (c_void_p,)),
    "BIO_new_mem_buf": (c_void_p, (c_char_p, c_int)),
    "BIO_ctrl": (c_long, (c_void_p, c_int, c_long, c_void_p)),
    "BIO_s_mem": (c_void_p, ()),
    "ERR_clear_error": (None, ()),
    "EVP_DigestSign": (c_int, (c_void_p, c_char_p, POINTER(c_size_t), c_char_p, c_size_t)),
    "EVP_DigestSignInit": (c_int, (c_void_p,) * 5),
    "EVP_DigestVerify": (c_int, (c_void_p, c_char_p, c_size_t, c_char_p, c_size_t)),
    "EVP_DigestVerifyInit": (c_int, (c_void_p,) * 5),
    "EVP_MD_CTX_free": (None, (c_void_p,)),
    "EVP_MD_CTX_new": (c_void_p, ()),
    "EVP_MD_CTX_set_pkey_ctx": (None, (c_void_p, c_void_p)),
    "EVP_PKEY_CTX_free": (None, (c_void_p,)),
    "EVP_PKEY_CTX_new": (c_void_p, (c_void_p, c_void_p)),
    "EVP_PKEY_CTX_new_from_name": (c_void_p, (c_void_p, c_char_p, c_char_p)),
    "EVP_PKEY_CTX_set1_id": (c_int, (c_void_p, c_char_p, c_int)),
    "EVP_PKEY_free": (None, (c_void_p,)),
    "EVP_PKEY_generate": (c_int, (c_void_p, POINTER(c_void_p))),
    "EVP_PKEY_is_a": (c_int, (c_void_p, c_char_p)),
    "EVP_PKEY_keygen_init": (c_int, (c_void_p,)),
    "EVP_PKEY_sign": (c_int, (c_void_p, c_char_p, POINTER(c_size_t), c_char_p, c_size_t)),
    "EVP_PKEY_sign_init": (c_int, (c_void_p,)),
    "EVP_sm3": (c_void_p, ()),
    "PEM_read_bio_PrivateKey": (c_void_p, (c_void_p,) * 4),
    "PEM_write_bio_PKCS8PrivateKey": (
        c_int,
        (c_void_p, c_void_p, c_void_p, c_char_p, c_int, c_void_p, c_void_p),
    ),
    "d2i_PUBKEY_bio": (c_void_p, (c_void_p, c_void_p)),
    "i2d_PUBKEY_bio": (c_int, (c_void_p, c_void_p)),
}
"""Result and argument types of every function called."""


@cache
def load() -> CDLL:
    """Return the library with its prototypes; raises ``SigningError`` when there is none."""
    for name in NAMES:
        try:
            library = CDLL(name)
        except OSError:
            continue
        try:
            return _declare(library)
        except AttributeError as error:
            raise SigningError(f"{name} 缺少 SM2 所需的函数：{error}") from error
    raise SigningError(
        "系统中没有 OpenSSL 3 的 libcrypto，无法使用 SM2 签名；"
        "请安装软件包 libssl3（Debian、Ubuntu）或 openssl-libs（openEuler、麒麟等）。"
    )


def _declare(library: CDLL) -> CDLL:
    for name, (result, arguments) in PROTOTYPES.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


@contextmanager
def clean_errors(library: CDLL) -> Iterator[None]:
    """Leave OpenSSL's error queue empty: Python's ``ssl`` shares it and misreads what stays."""
    try:
        yield
    finally:
        library.ERR_clear_error()
