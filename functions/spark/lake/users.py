"""Users' ids as the tables have them."""

from __future__ import annotations

import hashlib
import hmac

FORMS = ("hashed", "plain", "none")
"""The forms of users' ids; the first one is the default."""

_KEY_DIGITS = 64
_HASH_DIGITS = 32


class Users:
    """The form of users' ids. A hash is the same for the same user in all tables of a stack."""

    def __init__(self, form: str = "plain", key: str = "") -> None:
        """The key is that of a stack, in hexadecimal digits; only hashes need one."""
        self.form = form
        self._key = bytes.fromhex(key)
        if form == "hashed" and len(key) != _KEY_DIGITS:
            raise ValueError(f"the key for the ids of users is not {_KEY_DIGITS} hexadecimal digits")
        self._known: dict[str, str] = {}

    def of(self, user: str | None) -> str | None:
        """The id in a table. An unknown one stays so, and an empty one too."""
        if self.form == "plain" or not user:
            return user
        if self.form == "none":
            return ""
        if user not in self._known:
            self._known[user] = hmac.new(self._key, user.encode(), hashlib.sha256).hexdigest()[:_HASH_DIGITS]
        return self._known[user]

    def rejected(self, raw: bytes) -> bytes:
        """A record that cannot be read, as it is kept: an object or an array may have users' ids anywhere."""
        return raw if self.form == "plain" or raw[:1] not in (b"{", b"[") else b""


def twins_key(stack: str) -> str:
    """The key that the local twin has for a stack, by its name."""
    return hashlib.sha256(f"users-key of {stack}".encode()).hexdigest()
