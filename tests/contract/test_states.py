"""Exit codes and the object on standard output, for every state."""

import re
from pathlib import Path

import pytest
from tests import looking
from tests.contract.conftest import Said, Shell

KEYS = {
    "run", "process", "state", "partial", "items", "rows", "acts", "outputs", "proof", "questions", "hours", "seconds",
}  # fmt: skip


def assert_is_object(said: Said, state: str, code: int) -> None:
    assert (said.exit, said.json["state"]) == (code, state), said.err
    assert set(said.json) >= KEYS
    counted = said.json["items"]
    assert counted["total"] == sum(counted[name] for name in ("done", "excluded", "waiting", "failed"))
    rows = said.json["rows"]
    assert rows["read"] == rows["used"] + rows["merged"] + rows["skipped"]


def test_released_is_0(shell: Shell) -> None:
    said = shell.run("L1,김하나", "L2,이두리,제외", "L1,김하나", words=("--approve",))

    assert_is_object(said, "released", 0)
    assert said.json["items"] == {"total": 2, "done": 1, "excluded": 1, "waiting": 0, "failed": 0}
    assert said.json["rows"] == {"read": 3, "used": 2, "merged": 1, "skipped": 0}
    assert said.json["acts"] == {"planned": 1, "done": 1, "waiting": 0}
    assert said.json["partial"] is False
    assert said.err == ""


def test_awaiting_approval_is_3_and_approve_releases(shell: Shell) -> None:
    said = shell.run("L1,김하나")
    assert_is_object(said, "awaiting-approval", 3)
    assert said.json["outputs"] == []

    said = shell("approve", said.json["run"], "--json")

    assert_is_object(said, "released", 0)


def test_needs_people_is_3_and_goes_on_after_the_answer(shell: Shell) -> None:
    said = shell.run("L1,김하나,질문", words=("--approve",))
    assert_is_object(said, "needs-people", 3)
    question = said.json["questions"][0]
    assert set(question) == {"id", "code", "about", "key"}
    assert (question["code"], question["about"], question["key"]) == ("letter-unclear", "item", "L1")

    said = shell("answer", said.json["run"], question["id"], "--value", "보낸다", "--json")
    assert_is_object(said, "needs-people", 3)
    said = shell("resume", said.json["run"], "--approve", "--json")

    assert_is_object(said, "released", 0)


def test_partial_is_3_and_then_a_supplement(shell: Shell) -> None:
    said = shell.run("L1,김하나", "L2,이두리,질문", words=("--approve", "--partial"))
    assert_is_object(said, "needs-people", 3)
    assert said.json["partial"] is True
    run = said.json["run"]

    said = shell("answer", run, said.json["questions"][0]["id"], "--exclude", "거절", "--resume", "--approve", "--json")

    assert_is_object(said, "released", 0)
    assert (shell.home / "outputs" / f"{run}-2").is_dir()


def test_refuted_is_4_and_says_why_on_one_line(shell: Shell) -> None:
    said = shell.run("L1,김하나", words=("--approve",))
    folder = Path(said.json["outputs"][0]["path"]).parent
    assert shell("proof", "verify", str(folder)).exit == 0
    with (folder / "letters.xlsx").open("ab") as file:
        file.write(b"\0")

    assert shell("proof", "verify", str(folder)).exit == 4
    assert shell("proof", "verify", str(folder / "proof.json")).exit == 4


def test_failed_is_1_with_one_line_on_standard_error(shell: Shell) -> None:
    said = shell.run("L1,김하나,고장", words=("--approve",))

    assert_is_object(said, "failed", 1)
    assert said.err.count("\n") == 1
    assert said.json["error"] == said.err.strip()
    assert "2행" in said.err


def test_cancelled_is_5(shell: Shell) -> None:
    run = shell.run("L1,김하나").json["run"]

    assert_is_object(shell("cancel", run, "--json"), "cancelled", 5)

    assert shell("resume", run, "--json").exit in (1, 2)


def test_a_plan_releases_nothing_even_where_it_could(shell: Shell) -> None:
    said = shell.run("L1,김하나", command="plan")

    assert_is_object(said, "awaiting-approval", 3)
    assert said.json["acts"]["planned"] == 1
    assert [path for path in (shell.home / "outputs").iterdir() if not path.name.startswith(".")] == []


def test_a_run_id_has_its_form_and_outputs_lie_under_it(shell: Shell) -> None:
    said = shell.run("L1,김하나", words=("--approve", "--as-of", "2021-10-06T09:00"))

    run = said.json["run"]
    assert re.fullmatch(r"test-letters-20211006-[a-z0-9]{6}", run)
    for output in said.json["outputs"]:
        assert Path(output["path"]).parent == shell.home / "outputs" / run
        assert run.encode() not in Path(output["path"]).read_bytes()


def test_out_names_another_folder(shell: Shell) -> None:
    out = shell.folder / "결과"

    said = shell.run("L1,김하나", words=("--approve", "--out", str(out)))

    assert [path.name for path in out.iterdir()] == [said.json["run"]]


def test_runs_are_listed_newest_first(shell: Shell) -> None:
    started = [shell.run(f"L{number},김하나").json["run"] for number in range(3)]

    said = shell("runs", "--json")

    assert said.exit == 0
    assert [each["run"] for each in said.json] == started[::-1]
    assert all(set(each) >= KEYS for each in said.json)


def test_show_tells_the_same_object(shell: Shell) -> None:
    said = shell.run("L1,김하나", words=("--approve",))

    shown = shell("show", said.json["run"], "--json")

    assert shown.exit == 0
    assert shown.json == said.json


def test_a_state_of_hands_is_no_failure(shell: Shell) -> None:
    run = shell.run("L1,김하나").json["run"]

    assert shell("pause", run, "--json").json["state"] == "paused"
    assert shell("pause", run, "--json").exit == 3
    assert_is_object(shell("resume", run, "--approve", "--json"), "released", 0)


def test_a_proof_is_verified_0_4_or_2(shell: Shell) -> None:
    said = shell.run("L1,김하나", words=("--approve",))
    folder = Path(said.json["outputs"][0]["path"]).parent

    assert shell("proof", "verify", str(folder)).exit == 0
    assert shell("proof", "verify", said.json["proof"]["path"]).exit == 0
    assert shell("proof", "show", str(folder)).exit == 0
    assert shell("proof", "verify", str(shell.folder)).exit == 2
    assert shell("proof", "verify", str(shell.folder / "nothing")).exit == 2
    (folder / "letters.xlsx").unlink()
    assert shell("proof", "verify", str(folder)).exit == 4


@pytest.mark.parametrize("broken", ["", "{", "[]", "null", '{"outputs": 3}'])
def test_a_broken_proof_is_not_a_traceback(shell: Shell, broken: str) -> None:
    said = shell.run("L1,김하나", words=("--approve",))
    proof = Path(said.json["proof"]["path"])
    proof.write_text(broken)

    said = shell("proof", "verify", str(proof.parent))

    assert said.exit in (2, 4)
    assert "Traceback" not in said.err


def test_running_the_same_again_sends_nothing_twice(shell: Shell) -> None:
    before = len(shell.receiver.sent_to())
    shell.run("L1,김하나", "L2,이두리", words=("--approve",))

    said = shell.run("L1,김하나", "L2,이두리", words=("--approve",))

    assert_is_object(said, "released", 0)
    assert len(shell.receiver.sent_to()) == before + 2


def test_the_audit_trail_is_verified(shell: Shell) -> None:
    shell.run("L1,김하나", words=("--approve",))
    assert shell("audit", "verify").exit == 0
    looking.change(shell.home, "DELETE FROM audit WHERE seq = 2")

    said = shell("audit", "verify")

    assert said.exit == 4
    assert said.out.count("\n") == 1
