"""The published answers that the cryptographic libraries must give before they are used."""

from collections.abc import Callable

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.ciphers.modes import ECB, GCM

from models.crypto.sm3 import digest
from models.errors import SigningError

SM2_PUBLIC_KEY = bytes.fromhex(
    "3059301306072a8648ce3d020106082a811ccf5501822d03420004"  # id-ecPublicKey, the SM2 curve, point
    "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
    "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
)
SM2_MESSAGE = b"message digest"
SM2_SIGNATURE = bytes.fromhex(
    "3046"
    "022100f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
    "022100b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
)
"""GB/T 32918.5-2017, annex A.2: the signature on the recommended curve."""

SM3_ABC = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
"""GB/T 32905-2016, annex A.1: the digest of ``abc``."""

SM4_BLOCK = bytes.fromhex("0123456789abcdeffedcba9876543210")
SM4_ENCRYPTED = "681edf34d206965e86b3e94f536e4246"
"""GB/T 32907-2016, annex A.1: a block encrypted with itself as the key."""

GCM_NONCE = bytes.fromhex("00001234567800000000abcd")
GCM_BESIDE = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
GCM_PLAIN = bytes.fromhex("".join(digit * 16 for digit in "abcdefea"))
GCM_ENCRYPTED = (
    "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
    "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
    "83de3541e4c2b58177e065a9bf7b62ec"
)
"""RFC 8998, appendix A.1: SM4-GCM with the key above, and its tag; stored data is sealed so."""


def prove(verify_sm2: Callable[[bytes, bytes, bytes], bool]) -> None:
    """Raise ``SigningError`` naming the algorithm that gives a wrong answer.

    Args:
        verify_sm2: called with a public key, a signature and the data; a right signature must be
            accepted and a wrong one refused.
    """
    wrong = SM2_SIGNATURE[:-1] + bytes([SM2_SIGNATURE[-1] ^ 1])
    answers = {
        "SM2": verify_sm2(SM2_PUBLIC_KEY, SM2_SIGNATURE, SM2_MESSAGE)
        and not verify_sm2(SM2_PUBLIC_KEY, wrong, SM2_MESSAGE),
        "SM3": _answers(_sm3, SM3_ABC),
        "SM4": _answers(_sm4, SM4_ENCRYPTED),
        "SM4-GCM": _answers(_sm4_gcm, GCM_ENCRYPTED),
    }
    failed = "、".join(name for name, right in answers.items() if not right)
    if failed:
        raise SigningError(f"密码算法自检未通过：{failed}。请更换或更新系统的密码库。")


def _answers(compute: Callable[[], bytes], expected: str) -> bool:
    try:
        return compute().hex() == expected
    except UnsupportedAlgorithm:
        return False


def _sm3() -> bytes:
    return digest(b"abc")


def _sm4() -> bytes:
    # One block alone is what the standard publishes, and ECB on one block is the bare cipher.
    encryptor = Cipher(algorithms.SM4(SM4_BLOCK), ECB()).encryptor()  # noqa: S305
    return encryptor.update(SM4_BLOCK) + encryptor.finalize()


def _sm4_gcm() -> bytes:
    encryptor = Cipher(algorithms.SM4(SM4_BLOCK), GCM(GCM_NONCE)).encryptor()
    encryptor.authenticate_additional_data(GCM_BESIDE)
    return encryptor.update(GCM_PLAIN) + encryptor.finalize() + encryptor.tag
