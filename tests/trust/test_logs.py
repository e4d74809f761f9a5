"""The log holds events, keys and counts, and no person's data."""

import json
import logging
import os
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from jikwon.trust import logfiles, logs, redaction
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
    assert line["machine"] == socket.gethostname()
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


def test_secrets_and_what_does_not_fit_its_field_are_hidden(home: Home) -> None:
    redaction.remember("geheim-1234")
    logs.open_log(home)

    logs.get("jikwon.x").warning("odd", code="geheim-1234", run="010-0123-4567", items="3", told="portal")

    (line,) = lines(home)
    assert [line[name] for name in ("code", "run", "items", "field")] == ["•••"] * 4


@pytest.mark.parametrize("form", ["json", "text"])
def test_standard_output_has_the_lines_that_are_wanted_there(
    home: Home, capsys: pytest.CaptureFixture[str], form: logs.Stdout
) -> None:
    logs.open_log(home, stdout=form)
    logs.always(worker="worker-0:ab12")

    with logs.during(run="demo-1", stage="handle"):
        logs.get("jikwon.x").warning("odd", seconds=0.25)
    logs.get("jikwon.x").info("even")

    shown = capsys.readouterr()
    machine = socket.gethostname()
    if form == "json":
        assert [json.loads(line) for line in shown.out.splitlines()] == lines(home)
    else:
        assert shown.out == (
            f"warning odd machine={machine} worker=worker-0:ab12 run=demo-1 stage=handle seconds=0.25\n"
            f"info even machine={machine} worker=worker-0:ab12\n"
        )
    assert shown.err == ""


def test_nothing_is_shown_unless_asked(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    logs.open_log(home)

    logs.get("jikwon.x").warning("odd")

    assert capsys.readouterr() == ("", "")


def test_what_is_done_in_another_thread_has_not_our_run(home: Home) -> None:
    logs.open_log(home)
    with logs.during(run="demo-1"):
        other = threading.Thread(target=logs.get("jikwon.x").info, args=("there",))
        other.start()
        other.join()
        logs.get("jikwon.x").info("here")

    assert [(line["event"], line.get("run")) for line in lines(home)] == [("there", None), ("here", "demo-1")]


def test_a_line_that_cannot_be_written_ends_no_work_and_is_told_nowhere(
    home: Home, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    logs.open_log(home)
    monkeypatch.setattr(logfiles.LogFile, "_open", full)

    logging.getLogger("somebody").warning("row of %s", "김하용")

    assert capsys.readouterr() == ("", "")


def test_lines_go_on_after_another_process_has_rotated(home: Home) -> None:
    logs.open_log(home)
    log = logs.get("jikwon.x")
    log.info("before")
    os.rename(home.logs / "jikwon.log", home.logs / "jikwon.log.1")  # noqa: PTH104

    log.info("after")

    assert [line["event"] for line in lines(home)] == ["after"]


def test_a_full_log_is_rotated(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logfiles, "MAX_BYTES", 300)
    logs.open_log(home)

    for number in range(6):
        logs.get("jikwon.x").info("event", number=number)

    kept = sorted(home.logs.glob("jikwon.log*"))
    assert len(kept) > 1
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
