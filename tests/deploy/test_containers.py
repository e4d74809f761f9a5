"""The container files could not be run where they were written; what can be known of them without an engine holds."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.deploy.units import DEPLOY

from jikwon.cli import arguments

CONTAINER = DEPLOY / "container"
DOCUMENTS = sorted(path for path in DEPLOY.rglob("*") if path.suffix in {".yaml", ".yml"})


def compose() -> dict[str, Any]:
    found = yaml.safe_load((CONTAINER / "compose.yaml").read_text("utf-8"))
    assert isinstance(found, dict)
    return found


def lines() -> dict[str, list[str]]:
    """Give the Containerfile's instructions, continued lines put together."""
    text = (CONTAINER / "Containerfile").read_text("utf-8").replace("\\\n", " ")
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if word.isupper():
            found.setdefault(word, []).append(rest)
    return found


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_every_document_is_yaml(path: Path) -> None:
    assert yaml.safe_load(path.read_text("utf-8"))


def test_every_command_is_one_of_ours() -> None:
    given = [each["command"] for each in compose()["services"].values() if "command" in each]
    given += [json.loads(each) for each in lines()["CMD"]]
    given += [json.loads(each.partition("CMD ")[2]) for each in lines()["HEALTHCHECK"]]

    assert len(given) == 4
    for program, *words in given:
        assert program == "jikwon"
        assert arguments.parse(words).name == words[0]


def test_what_a_service_names_is_declared() -> None:
    told = compose()
    for service in told["services"].values():
        secrets = service.get("secrets", [])  # names alone: of a file compose ignores another owner and mode
        volumes = [each.partition(":")[0] for each in service.get("volumes", [])]
        assert set(secrets) <= set(told["secrets"])
        assert {each for each in volumes if not each.startswith(".")} <= set(told["volumes"])
        assert set(service.get("depends_on", [])) <= set(told["services"])
        for near in (each for each in volumes if each.startswith("../")):
            assert (CONTAINER / near).resolve().is_file(), near


def test_ours_run_as_nobody_in_particular_with_nothing_to_gain() -> None:
    for name in ("console", "worker"):
        service = compose()["services"][name]
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
    assert lines()["USER"] == ["jikwon"]


def test_it_is_said_to_whom_the_files_of_secrets_have_to_belong() -> None:
    told = compose()
    said = re.findall(r"^# +chown (\d+) (.+)$", (CONTAINER / "compose.yaml").read_text("utf-8"), re.MULTILINE)
    owners = {file: owner for owner, files in said for file in files.split()}

    ours = {told["secrets"][each]["file"].removeprefix("./") for each in told["services"]["worker"]["secrets"]}
    assert {owners[each] for each in ours} == {user()}
    assert set(owners) >= {each["file"].removeprefix("./") for each in told["secrets"].values()}
    assert re.search(r"^# +chmod 0?400 secrets/\*$", (CONTAINER / "compose.yaml").read_text("utf-8"), re.MULTILINE)


def test_a_volume_begins_as_a_folder_of_the_image_that_is_ours_alone() -> None:
    made = [part for each in lines()["RUN"] for part in each.split("&&") if part.split()[:2] == ["install", "-d"]]
    (words,) = (shlex.split(each) for each in made)
    folders = {each for each in words if each.startswith("/")}
    assert (words[words.index("-o") + 1], words[words.index("-m") + 1]) == ("jikwon", "0700")

    for name in ("console", "worker"):
        for each in compose()["services"][name]["volumes"]:
            volume, target = each.split(":")[:2]
            assert volume.startswith(".") or target in folders, each


def user() -> str:
    """Give the number of the account that the image runs as."""
    (said,) = re.findall(r"useradd .*--uid (\d+) jikwon", " ".join(lines()["RUN"]))
    return str(said)


def test_images_are_plain_names_and_nothing_is_fetched() -> None:
    images = [each["image"] for each in compose()["services"].values() if "image" in each]
    for image in (*images, *(each.split()[0] for each in lines()["FROM"])):
        assert re.fullmatch(r"[a-z]+:[a-z0-9.-]+", image), image
    installs = [part for each in lines()["RUN"] for part in each.split("&&") if "pip install" in part]
    assert len(installs) == 2
    assert all("--no-index" in each for each in installs)
    assert "--require-hashes" in installs[0]


def test_it_is_said_that_they_were_not_run() -> None:
    for name in ("compose.yaml", "Containerfile"):
        assert "Untested" in (CONTAINER / name).read_text("utf-8").splitlines()[0]
