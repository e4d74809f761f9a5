"""learn train, show, approve and retire as they are typed, and a run that decides some petitions and asks others."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from tests.acting.receiving import RunningReceiver
from tests.contract.conftest import Said, Shell
from tests.learn.made import BEGIN, export, written

from jikwon.proof.verdict import percent
from jikwon_practice.petitions import texts
from jikwon_practice.petitions.texts import Text

LIMIT = "max_error=8 %"
"""What a history of a few hundred can show; at 1 % it takes more, which the first test shows."""
ENGLISH = {"LANG": "en_US.UTF-8"}
NEVER_SEEN = ("세금", "반려동물")
KNOWN = tuple(each for each in texts.topics() if each not in NEVER_SEEN)

pytestmark = pytest.mark.slow


def past(shell: Shell, found: Sequence[Text], name: str = "past.csv") -> str:
    """Write settled petitions, and give the option that hands them over."""
    path = shell.folder / name
    path.write_bytes(export(found))
    return f"petitions={path}"


def train(shell: Shell, found: Sequence[Text], *words: str) -> Said:
    """Train a model of 유형 on settled petitions."""
    return shell("learn", "train", "petitions", "type", "--input", past(shell, found), *words)


def run(shell: Shell, found: Sequence[Text], *words: str) -> Said:
    """Run petitions whose export does not say 유형."""
    path = shell.folder / "new.csv"
    path.write_bytes(export(found, begin=BEGIN + timedelta(days=200), first=9_000_001, says=False))
    return shell("run", "petitions", "--input", f"petitions={path}", "--set", "fetch=no", "--json", *words)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, shared_receiver: RunningReceiver) -> Shell:
    """An office that has approved a model of most topics; training takes seconds, so these tests share it."""
    made = Shell(tmp_path_factory.mktemp("office"), shared_receiver)
    taught(made, written(900, seed=3, about=KNOWN, unclear=0.08), "--set", LIMIT)
    return made


def taught(shell: Shell, found: Sequence[Text], *words: str) -> dict[str, Any]:
    """Train and approve a model; give what was said of its training."""
    told: dict[str, Any] = train(shell, found, *words, "--json").json
    assert shell("learn", "approve", told["model"][:12]).exit == 0
    return told


def assert_refused(shell: Shell, said: Said, *names: str, exit: int = 2) -> None:  # noqa: A002 - the name in Said
    """Look for one line in words that names what is wrong, and for no trace of a model."""
    assert said.exit == exit, said.err or said.out
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    assert said.json == {"state": "failed", "error": said.err.strip()}
    for name in names:
        assert name in said.err


def test_too_little_history_certifies_nothing_and_says_how_much_more_is_needed(shell: Shell) -> None:
    said = train(shell, written(60, seed=1))

    assert said.exit == 0, said.err
    assert "모든 건을 사람에게 묻습니다" in said.out
    told = shell("learn", "show", "--json").json[0]["certificate"]
    assert (told["accepted"], told["thresholds"], told["threshold"]) == (0, {}, None)
    assert f"{told['lacking']}건 더 필요합니다" in said.out
    assert told["lacking"] + told["of"] >= 299  # fewer cases show no 1 % even if none is wrong


def test_an_approved_model_that_certifies_nothing_asks_everything_and_says_why(shell: Shell) -> None:
    taught(shell, written(60, seed=1))

    said = run(shell, written(9, seed=2), "--approve")

    assert said.exit == 3, said.err
    assert Counter(each["code"] for each in said.json["questions"]) == {"type-unsure": 9}
    shown = shell("show", said.json["run"]).out
    assert shown.count("받아들일 만큼 오류율이 보증되지 않았습니다") == 9
    in_english = shell("show", said.json["run"], **ENGLISH).out
    assert in_english.count("its error is not bounded well enough") == 9


def test_before_approval_nothing_is_decided_and_nothing_is_asked(shell: Shell) -> None:
    train(shell, written(60, seed=1))

    said = run(shell, written(6, seed=2), "--approve")

    assert said.exit == 0, said.err
    assert said.json["questions"] == []


def test_an_approved_model_decides_some_and_asks_others_and_the_proof_shows_its_bound(office: Shell) -> None:
    (model,) = office("learn", "show", "--json").json

    said = run(office, written(60, seed=2, about=KNOWN), "--set", LIMIT, "--partial", "--approve")

    items = said.json["items"]
    assert said.exit == 3, said.err
    assert (said.json["state"], said.json["proof"]["verdict"]) == ("needs-people", "proved")
    assert items["done"] > items["waiting"] > 0
    proof = office("proof", "show", said.json["proof"]["path"]).out
    assert f"모델 '민원 유형'({model['model'][:12]}, 승인 {model['approved']['by']})" in proof
    assert f"{percent(model['certificate']['bound'])} %, 기준 8.00 %" in proof


def test_a_run_with_a_stricter_limit_than_the_model_was_measured_for_asks_everything(office: Shell) -> None:
    said = run(office, written(10, seed=2, about=KNOWN), "--set", "max_error=1 %", "--partial", "--approve")

    assert said.json["items"]["waiting"] == len(said.json["questions"]) == 10


def test_a_class_never_seen_is_asked(office: Shell) -> None:
    found = written(40, seed=4, about=NEVER_SEEN, unclear=0.0)

    said = run(office, found, "--set", LIMIT, "--partial", "--approve")

    assert said.json["items"]["waiting"] >= 38


def test_a_model_is_shown_with_its_history_its_classes_and_who_approved_it(office: Shell) -> None:
    (model,) = office("learn", "show", "--json").json
    start = model["model"][:8]

    korean, english = office("learn", "show", start).out, office("learn", "show", start, **ENGLISH).out

    assert "승인됨" in korean
    assert "approved" in english
    assert [label for label in KNOWN if label not in korean] == []
    shown = office("learn", "show", start, "--json").json
    assert sum(shown["record"][part] for part in ("learnt", "chosen", "certified")) == 900
    assert (shown["state"], shown["approved"]["by"]) == ("approved", model["trained"]["by"])
    assert list(shown["inputs"]) == ["petitions/past.csv"]


def test_what_a_model_learnt_from_stands_in_no_file_of_the_home(shell: Shell) -> None:
    name = "독고하나별"
    found = [
        each._replace(body=f"{each.body} 문의: {name}님 010-0{number:03d}-1357")
        for number, each in enumerate(written(200, seed=5, unclear=0.0))
    ]

    assert train(shell, found, "--set", LIMIT).exit == 0

    for path in shell.home.rglob("*"):
        held = path.read_bytes() if path.is_file() else b""
        assert name.encode() not in held
        assert b"-1357" not in held


def test_approving_a_second_model_retires_the_first_and_retiring_it_ends_its_use(shell: Shell) -> None:
    first = taught(shell, written(60, seed=1))["model"]
    second = taught(shell, written(70, seed=1))["model"]

    states = {each["model"]: each["state"] for each in shell("learn", "show", "--json").json}
    retired = shell("learn", "retire", second[:12], "--reason", "조직 개편", "--json")

    assert states == {first: "retired", second: "approved"}
    assert (retired.json["state"], retired.json["retired"]["why"]) == ("retired", "조직 개편")
    assert "조직 개편" in shell("learn", "show", second[:12]).out
    assert run(shell, written(3, seed=2), "--approve").json["questions"] == []
    audit = shell("audit", "show").out
    assert [audit.count(f"model {each}") for each in ("trained", "approved", "retired")] == [2, 2, 2]
    assert shell("audit", "verify").exit == 0


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("petition", "type"), ("petition",)),
        (("hygiene-kits", "type"), ("hygiene-kits", "type")),
        (("petitions", "colour"), ("colour", "department, type")),
        (("petitions", "type"), ("--input petitions=",)),
        (("petitions", "type", "--input", "departments=x.csv"), ("departments",)),
        (("petitions", "type", "--input", "petitions=not-there.csv"), ("not-there.csv",)),
        (("petitions", "type", "--input", "petitions"), ("petitions",)),
        (("petitions",), ("KIND",)),
    ],
)
def test_what_cannot_be_trained_is_refused_in_one_line(
    shell: Shell, words: tuple[str, ...], names: tuple[str, ...]
) -> None:
    assert_refused(shell, shell("learn", "train", *words, "--json"), *names)
    assert shell("learn", "show", "--json").json == []


@pytest.mark.parametrize("limit", ["0", "60 %", "-1 %", "하나"])
def test_an_error_limit_that_is_none_is_refused(shell: Shell, limit: str) -> None:
    said = train(shell, written(5, seed=1), "--set", f"max_error={limit}", "--json")

    assert_refused(shell, said, limit)


def test_a_history_in_which_no_class_is_written_is_refused(shell: Shell) -> None:
    path = shell.folder / "past.csv"
    path.write_bytes(export(written(40, seed=1), says=False))

    said = shell("learn", "train", "petitions", "type", "--input", f"petitions={path}", "--json")

    assert_refused(shell, said, "답이 적힌 자료 0건")


def test_a_history_of_one_class_is_refused(shell: Shell) -> None:
    said = train(shell, [each._replace(type="가로등") for each in written(40, seed=1)], "--json")

    assert_refused(shell, said, "40건")


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"PK\x03\x04broken"])
def test_a_history_that_is_no_table_is_refused(shell: Shell, data: bytes) -> None:
    (shell.folder / "past.xlsx").write_bytes(data)

    said = shell("learn", "train", "petitions", "type", "--input", "petitions=past.xlsx", "--json")

    assert_refused(shell, said, "past.xlsx")


def test_a_column_that_nobody_has_explained_is_refused_by_name_of_its_file(shell: Shell) -> None:
    path = shell.folder / "past.csv"
    path.write_bytes(export(written(40, seed=1)).replace("처리결과\r\n".encode(), "수상한열\r\n".encode(), 1))

    said = shell("learn", "train", "petitions", "type", "--input", f"petitions={path}", "--json")

    assert_refused(shell, said, "past.csv")


@pytest.mark.parametrize("command", [("show",), ("approve",), ("retire", "--reason", "x")])
@pytest.mark.parametrize("model", ["abc", "ffffff", "없는모델"])
def test_an_unknown_model_is_refused(shell: Shell, command: tuple[str, ...], model: str) -> None:
    said = shell("learn", command[0], model, *command[1:], "--json")

    assert_refused(shell, said, model)
    in_english = shell("learn", command[0], model, *command[1:], **ENGLISH)
    assert "jikwon learn show" in in_english.err


def test_retiring_what_was_never_approved_or_without_a_reason_is_refused(shell: Shell) -> None:
    model = train(shell, written(60, seed=1), "--json").json["model"][:12]

    assert_refused(shell, shell("learn", "retire", model, "--reason", "x", "--json"), model)
    assert_refused(shell, shell("learn", "retire", model, "--json"), "--reason")
    assert shell("learn", "show", model, "--json").json["state"] == "trained"


def test_a_models_file_that_was_changed_is_neither_approved_nor_used(shell: Shell) -> None:
    model = train(shell, written(60, seed=1), "--json").json["model"]
    file = shell.home / "models" / f"{model}.model"
    whole = file.read_bytes()

    file.write_bytes(whole[:-1] + b"x")
    assert_refused(shell, shell("learn", "approve", model[:12], "--json"), file.name, exit=1)
    file.write_bytes(whole)
    assert shell("learn", "approve", model[:12]).exit == 0
    file.unlink()

    said = run(shell, written(3, seed=2), "--approve")

    assert said.exit in (1, 2)
    assert file.name in said.err
