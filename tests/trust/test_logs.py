"""The log holds events, keys and counts, and no person's data."""

import json
import logging
import os
from collections.abc import Iterator
from typing import Any

import pytest

from jikwon.trust import logs, redaction
from jikwon.trust.errors import CredentialMissing
from jikwon.trust.home import Home


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    logs.close_log()


def lines(home: Home) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (home.logs / "jikwon.log").read_text("utf-8").splitlines()]


def test_events_are_lines_of_json_in_a_private_file(home: Home) -> None:
    logs.open_log(home)
    logs.open_log(home)

    logs.get("jikwon.engine").info("batch-done", run="demo-1", items=50, seconds=0.4)

    (line,) = lines(home)
    assert (line["event"], line["run"], line["items"], line["level"]) == ("batch-done", "demo-1", 50, "info")
    assert (home.logs / "jikwon.log").stat().st_mode & 0o777 == 0o600


def test_a_failure_is_told_by_code_and_place_only(home: Home) -> None:
    logs.open_log(home)
    log = logs.get("jikwon.engine")

    log.failure("step-failed", CredentialMissing(name="portal"))
    log.failure("step-failed", ValueError("김하용 010-0123-4567"), run="demo-1")

    text = (home.logs / "jikwon.log").read_text("utf-8")
    assert "김하용" not in text
    assert [line["code"] for line in lines(home)] == ["credential-missing", "unknown"]
    assert lines(home)[1]["kind"] == "ValueError"


@pytest.mark.parametrize("secret_in_use", [False, True])
def test_other_libraries_are_written_without_arguments_and_only_warnings(home: Home, secret_in_use: bool) -> None:
    logs.open_log(home)
    if secret_in_use:
        redaction.remember("geheim-1234")

    logging.getLogger("somebody").info("nothing")
    logging.getLogger("somebody").warning("row %s of 010-0123-4567", "김하용")
    logging.getLogger("somebody").error("failed", exc_info=ValueError("김하용"))

    assert [line["event"] for line in lines(home)] == ["row %s of 010-0123-****", "failed"]
    assert lines(home)[1]["kind"] == "ValueError"
    assert "김하용" not in (home.logs / "jikwon.log").read_text("utf-8")


def test_an_event_with_values_in_its_name_is_refused() -> None:
    with pytest.raises(ValueError, match="kebab"):
        logs.get("jikwon.x").info("done for 김하용")


def test_secrets_and_numbers_in_fields_are_hidden(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    redaction.remember("geheim-1234")
    logs.open_log(home, verbose=True)

    logs.get("jikwon.x").warning("odd", told="geheim-1234", phone="010-0123-4567")

    assert (lines(home)[0]["told"], lines(home)[0]["phone"]) == ("•••", "010-0123-****")
    assert capsys.readouterr().err == "warning odd told=••• phone=010-0123-****\n"


def test_nothing_goes_to_stderr_unless_asked(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    logs.open_log(home)

    logs.get("jikwon.x").warning("odd")

    assert capsys.readouterr().err == ""


def test_lines_go_on_after_another_process_has_rotated(home: Home) -> None:
    logs.open_log(home)
    log = logs.get("jikwon.x")
    log.info("before")
    os.rename(home.logs / "jikwon.log", home.logs / "jikwon.log.1")  # noqa: PTH104

    log.info("after")

    assert [line["event"] for line in lines(home)] == ["after"]


def test_a_full_log_is_rotated(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MAX_BYTES", 300)
    logs.open_log(home)

    for number in range(6):
        logs.get("jikwon.x").info("event", number=number)

    kept = sorted(home.logs.glob("jikwon.log*"))
    assert len(kept) > 1
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
