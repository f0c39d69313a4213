"""An app that makes codes and a device that keeps passkeys, in software: the other ends of the real protocols."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import struct

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256

PRESENT, VERIFIED, NEW_KEY = 0x01, 0x04, 0x40


def code(secret: str, at: float) -> str:
    """What the app shows at a moment."""
    return format_hotp_value(hotp_value(secret.replace(" ", ""), int(at) // 30))


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


class Device:
    """Keeps one passkey; asks nobody for a finger."""

    def __init__(self, origin: str = "http://testserver", host: str = "testserver") -> None:
        self.origin, self.host = origin, host
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.user = ""
        self.used = 0

    def create(self, options: dict) -> str:
        """The answer to navigator.credentials.create, as the page sends it."""
        self.user = options["publicKey"]["user"]["id"]
        public = cbor.encode(ES256.from_cryptography_key(self.key.public_key()))
        data = self._data(PRESENT | VERIFIED | NEW_KEY) + bytes(16) + struct.pack(">H", len(self.id)) + self.id + public
        made = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options)
        return self._answer({"clientDataJSON": text(client), "attestationObject": text(made)})

    def get(self, options: dict) -> str:
        """The answer to navigator.credentials.get."""
        self.used += 1
        data, client = self._data(PRESENT | VERIFIED), self._client("webauthn.get", options)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer({
            "clientDataJSON": text(client), "authenticatorData": text(data), "signature": text(signature),
            "userHandle": self.user,
        })

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + struct.pack(">I", self.used)

    def _client(self, kind: str, options: dict) -> bytes:
        return json.dumps({"type": kind, "challenge": options["publicKey"]["challenge"], "origin": self.origin}).encode()

    def _answer(self, response: dict[str, str]) -> str:
        return json.dumps({
            "id": text(self.id), "rawId": text(self.id), "type": "public-key", "response": response, "clientExtensionResults": {},
        })


def plain(options) -> dict:
    """The options as the page's script reads them."""
    return json.loads(json.dumps(options, default=dict))
