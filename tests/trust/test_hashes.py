"""Keyed hashes tell different things apart and need the key."""

import hmac

from hypothesis import given
from hypothesis import strategies as st

from jikwon.trust.hashes import Hasher, derive, joined

HASHER = Hasher(b"k" * 32)
PARTS = st.lists(st.text(max_size=5), max_size=4)


@given(PARTS, PARTS)
def test_different_parts_never_join_to_the_same_bytes(one: list[str], other: list[str]) -> None:
    assert (joined(*one) == joined(*other)) == (one == other)


def test_the_short_form_begins_the_full_one() -> None:
    assert HASHER.keyed("격리자", "A-1") == HASHER.full("격리자", "A-1")[:16]
    assert len(HASHER.full("x")) == 64


@given(st.binary(max_size=100), PARTS)
def test_a_keyed_hash_is_the_standard_one(key: bytes, parts: list[str]) -> None:
    assert Hasher(key).full(*parts) == hmac.digest(key, joined(*parts), "sha256").hex()


def test_another_key_gives_another_hash() -> None:
    assert HASHER.keyed("x") != Hasher(b"l" * 32).keyed("x")


def test_a_name_that_is_not_valid_unicode_has_a_hash() -> None:
    assert HASHER.keyed("\udcff")


def test_derivation_is_the_standard_one() -> None:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    for salt in (b"", b"s" * 32):
        assert derive(b"k" * 32, b"label", salt=salt) == HKDF(SHA256(), 32, salt or None, b"label").derive(b"k" * 32)
