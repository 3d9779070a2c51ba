"""Secrets that people carry: join codes for a day, links for once, the ballot secret of a browser.

The database holds hashes. A join code must be shown again on the wall, so it isn't drawn but derived: from
the installation's secret and the invitation's number.
"""

import hashlib
import hmac
import secrets

from django.conf import settings

# Short, easy to say and to spell in Dutch and English alike; no two that sound the same.
WORDS = (
    "anker atlas baken balk berg beuk boei boot bries brug delta dijk dorp duin eiland els esdoorn "
    "fakkel fjord fluit golf haven heide helm hout iep kaap kade kaart kamer kano klif koers kompas "
    "kreek kust lamp lente linde loods luik mast meer molen mos noord olm oever parel pijl plank polder "
    "reling rif rivier roer rots schelp sloep ster stroom tafel terp touw valk veer vlag vuur wad wal "
    "water wiel wilg wind wolk zand zee zeil zomer zon"
).split()


def hashed(secret: str) -> str:
    """How a secret is kept. Plain SHA-256 suffices: what is hashed is long and random, or lives a day."""
    return hashlib.sha256(secret.encode()).hexdigest()


def fresh() -> str:
    """A secret nobody can guess: 32 random bytes, for an address or a cookie."""
    return secrets.token_urlsafe(32)


def public_key() -> str:
    """A short name for an address: 40 random bits, without letters that are mistaken for one another."""
    return "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(8))


def join_code(nonce: str) -> str:
    """The code of an invitation: a word and four digits."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"join:{nonce}".encode(), hashlib.sha256).digest()
    word = WORDS[int.from_bytes(digest[:4]) % len(WORDS)]
    return f"{word} {int.from_bytes(digest[4:8]) % 9000 + 1000}"


def tidy_code(typed: str) -> str:
    """A code as somebody typed it: "Linde4721", " linde  4721"."""
    letters = "".join(c for c in typed.lower() if c.isalpha())
    digits = "".join(c for c in typed if c.isdigit())
    return f"{letters} {digits}"
