"""The vault hands a secret to a step and shows it nowhere else."""

import base64
import io
import json
import logging
import traceback
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jikwon.trust import redaction
from jikwon.trust.errors import (
    CredentialEmpty,
    CredentialExpired,
    CredentialMissing,
    CredentialName,
    SealBroken,
)
from jikwon.trust.home import Home
from jikwon.trust.keys import Keys
from jikwon.trust.redaction import RedactingFilter
from jikwon.trust.vault import Vault

SECRET = 'p@ss wörd/"한글"+7'


@pytest.fixture
def vault(home: Home, keys: Keys, now: datetime) -> Vault:
    return Vault(home, keys, now=lambda: now)


def test_a_secret_comes_back_by_name(vault: Vault, now: datetime) -> None:
    vault.set("epidemic.login", SECRET, "kim", expires=now + timedelta(days=90))
    before = vault.list()

    secret = vault.use("epidemic.login")

    assert secret == SECRET
    assert before[0].last_used is None
    (after,) = vault.list()
    assert (after.name, after.owner, after.created, after.last_used) == ("epidemic.login", "kim", now, now)
    assert after.expires == now + timedelta(days=90)


def test_files_are_private_and_hold_no_secret(home: Home, vault: Vault) -> None:
    vault.set("portal", "Sommer-2021-geheim", "kim")

    vault.use("portal")

    paths = sorted(home.vault.iterdir())
    assert [path.name for path in paths] == ["portal.sealed", "portal.used"]
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o600}
    assert not any(b"Sommer" in path.read_bytes() for path in paths)


@pytest.mark.parametrize("name", ["", "../x", "A", "a/b", "a b", ".a", "-a", "a.", "한글", "a" * 65, "a\n"])
def test_other_names_are_refused(vault: Vault, name: str) -> None:
    with pytest.raises(CredentialName):
        vault.set(name, "secret", "kim")
    with pytest.raises(CredentialName):
        vault.use(name)


def test_an_expired_credential_is_not_handed_out(vault: Vault, now: datetime) -> None:
    vault.set("portal", "secret", "kim", expires=now - timedelta(seconds=1))

    with pytest.raises(CredentialExpired):
        vault.use("portal")


def test_empty_missing_and_removed_credentials_are_told(vault: Vault) -> None:
    vault.set("portal", "secret", "kim")
    vault.remove("portal")

    with pytest.raises(CredentialEmpty):
        vault.set("portal", "", "kim")
    with pytest.raises(CredentialMissing):
        vault.use("portal")
    with pytest.raises(CredentialMissing):
        vault.remove("portal")
    assert vault.list() == ()


def test_a_file_that_another_hand_changed_does_not_open(home: Home, vault: Vault, now: datetime) -> None:
    vault.set("portal", "secret", "kim", expires=now)
    path = home.vault / "portal.sealed"
    (home.vault / "other.sealed").write_bytes(path.read_bytes())
    stored = json.loads(path.read_text())
    path.write_text(json.dumps({**stored, "expires": "2099-01-01T00:00:00+09:00"}))
    (home.vault / "torn.sealed").write_text("{")

    for name in ("portal", "other", "torn"):
        with pytest.raises(SealBroken):
            vault.use(name)


def test_use_does_not_bring_back_a_replaced_secret(vault: Vault) -> None:
    vault.set("portal", "old-secret", "kim")
    vault.use("portal")
    vault.set("portal", "new-secret", "lee")

    assert vault.use("portal") == "new-secret"
    assert vault.list()[0].owner == "lee"


def test_no_representation_or_error_holds_a_secret(home: Home, keys: Keys, vault: Vault, now: datetime) -> None:
    vault.set("portal", SECRET, "kim", expires=now - timedelta(days=1))

    shown = f"{vault!r} {vault} {vault.list()!r} {keys!r} {vars(type(vault))}"
    with pytest.raises(CredentialExpired) as caught:
        vault.use("portal")

    shown += f"{caught.value!r} {caught.value} {caught.value.dumps()}"
    shown += "".join(traceback.format_exception(caught.value))
    assert SECRET not in shown


@pytest.mark.parametrize(
    "spoken",
    [
        SECRET,
        quote(SECRET),
        quote(SECRET, safe="").lower(),
        json.dumps(SECRET),
        json.dumps(SECRET, ensure_ascii=False),
        repr(SECRET),
        repr(SECRET.encode()),
        SECRET.encode().hex(),
        base64.b64encode(SECRET.encode()).decode(),
        base64.urlsafe_b64encode(SECRET.encode()).decode(),
        base64.b64encode(b"robot:" + SECRET.encode()).decode(),
        base64.b64encode(b"robot1:" + SECRET.encode() + b"\n").decode(),
        base64.b64encode(b"robot12:" + SECRET.encode()).decode(),
    ],
)
def test_a_used_secret_is_redacted_in_its_common_encodings(vault: Vault, spoken: str) -> None:
    vault.set("portal", SECRET, "kim")

    text = vault.redact(f"<{spoken}>")

    assert "•••" in text
    assert SECRET not in text
    assert spoken.strip("\"'") not in text
    assert len(text) < 40


@given(st.text(min_size=1, max_size=12), st.text(max_size=10), st.text(max_size=10))
def test_a_used_secret_never_survives(secret: str, before: str, after: str) -> None:
    redaction._forms, redaction._pattern = set(), None
    redaction.remember(secret)

    redacted = redaction.redact(before + secret + after)

    assert secret not in redacted.replace("•••", "\0") or secret in ("\0", "•")


def test_log_lines_and_tracebacks_hold_no_secret(vault: Vault) -> None:
    vault.set("portal", SECRET, "kim")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(RedactingFilter())
    logger = logging.getLogger("somebody.elses")
    logger.addHandler(handler)

    logger.warning("login with %s as %s", vault.use("portal"), "robot")
    logger.error("failed", exc_info=ValueError(f"bad password {SECRET}"))
    logger.warning("broken %d", SECRET)
    logger.removeHandler(handler)

    assert "login with ••• as robot" in stream.getvalue()
    assert "bad password •••" in stream.getvalue()
    assert SECRET not in stream.getvalue()
