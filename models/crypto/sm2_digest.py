"""What an SM2 signature is made over: a digest of the signer's identity and of the data.

A signature server is sent this digest alone (GB/T 32918.2, 5.5 and 6.1): whoever holds the key
need not see what is signed.
"""

from asn1crypto.keys import PublicKeyInfo

from models.crypto.algorithms import register
from models.crypto.sm3 import digest

IDENTITY = b"1234567812345678"
"""The distinguishing identifier GM/T 0009 sets when the parties agree on no other."""

CURVE = bytes.fromhex(
    "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc"
    "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93"
    "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7"
    "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0"
)
"""Of the curve of GB/T 32918.5: its two coefficients and the base point, 32 bytes each."""


def digest_to_sign(public_key: bytes, data: bytes) -> bytes:
    """Return the 32 bytes that are signed for ``data`` with the key of a DER SM2 public key."""
    register()
    point = PublicKeyInfo.load(public_key)["public_key"].native
    bits = (len(IDENTITY) * 8).to_bytes(2, "big")
    return digest(digest(bits + IDENTITY + CURVE + point[1:]) + data)
