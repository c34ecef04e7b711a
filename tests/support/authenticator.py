# SPDX-License-Identifier: GPL-3.0-or-later
"""An authenticator in software (WebAuthn Level 3, §6): makes passkeys with ES256 keys and signs with them, and, where it is told to, wrongly."""
import base64
import hashlib
import json
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def cbor(value):
    """Of integers, bytes, texts and maps: all that is needed here."""
    def head(major, number):
        if number < 24:
            return bytes([major << 5 | number])
        size = 0 if number < 1 << 8 else 1 if number < 1 << 16 else 2
        return bytes([major << 5 | 24 + size]) + number.to_bytes(1 << size, "big")
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    return head(5, len(value)) + b"".join(cbor(key) + cbor(each) for key, each in value.items())


class Authenticator:
    """One device with at most one passkey of one site."""

    def __init__(self, origin, rp_id, count=0):
        self.origin, self.rp_id, self.count = origin, rp_id, count
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(32)
        self.user_handle = None

    def client_data(self, kind, challenge, **changes):
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False, **changes}).encode()

    def head(self, flags=PRESENT | VERIFIED, rp_id=None, count=None):
        return hashlib.sha256((rp_id or self.rp_id).encode()).digest() + bytes([flags]) + (self.count if count is None else count).to_bytes(4, "big")

    def create(self, options, flags=PRESENT | VERIFIED, data=None, kind="webauthn.create", **changes):
        """RegistrationResponseJSON."""
        options = options["publicKey"]
        self.user_handle = options["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        key = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        authenticator_data = self.head(flags | ATTESTED) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id + cbor(key)
        attestation = cbor({"fmt": "none", "attStmt": {}, "authData": authenticator_data}) if data is None else data
        return {"id": base64url(self.id), "rawId": base64url(self.id), "type": "public-key", "authenticatorAttachment": "platform", "clientExtensionResults": {},
                "response": {"clientDataJSON": base64url(self.client_data(kind, **{"challenge": options["challenge"], **changes})),
                             "attestationObject": base64url(attestation), "transports": ["internal"]}}

    def get(self, options, flags=PRESENT | VERIFIED, rp_id=None, user_handle=None, kind="webauthn.get", count=True, **changes):
        """AuthenticationResponseJSON."""
        if count and self.count:
            self.count += 1
        client_data = self.client_data(kind, **{"challenge": options["publicKey"]["challenge"], **changes})
        data = self.head(flags, rp_id)
        signature = self.key.sign(data + hashlib.sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return {"id": base64url(self.id), "rawId": base64url(self.id), "type": "public-key", "authenticatorAttachment": "platform", "clientExtensionResults": {},
                "response": {"clientDataJSON": base64url(client_data), "authenticatorData": base64url(data), "signature": base64url(signature),
                             "userHandle": user_handle or self.user_handle}}
