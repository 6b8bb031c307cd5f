"""The signature every call through the city's gateway carries.

``base64(HMAC-SM3(secret, appid + apiname + timestamp + nonce + hex(SM3(body))))``: our own design
in the shape the gateway's public clients show (headers name the application, the interface and
the signature); the real rule takes this module's place when the platform hands it over.
"""

import base64
import time
from collections.abc import Mapping
from secrets import token_hex

from cryptography.hazmat.primitives.hashes import SM3, Hash
from cryptography.hazmat.primitives.hmac import HMAC


def sign(secret: bytes, headers: Mapping[str, str], body: bytes) -> str:
    """Return the signature of a body under the headers appid, apiname, timestamp and nonce."""
    digest = Hash(SM3())
    digest.update(body)
    named = "".join(headers[name] for name in ("appid", "apiname", "timestamp", "nonce"))
    mac = HMAC(secret, SM3())
    mac.update((named + digest.finalize().hex()).encode())
    return base64.b64encode(mac.finalize()).decode()


def signed_headers(appid: str, secret: bytes, apiname: str, body: bytes) -> dict[str, str]:
    """Return the headers of one call: each attempt is signed anew, with its time and a nonce."""
    headers = {
        "appid": appid,
        "apiname": apiname,
        "timestamp": str(int(time.time() * 1000)),
        "nonce": token_hex(16),
    }
    return headers | {"signature": sign(secret, headers, body)}
