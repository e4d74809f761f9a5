"""What must hold for every file of the repository, whoever wrote it."""

import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "setup").glob("*.lock"))
MAX_LINES = 500
WRITTEN_BY_HAND = {".py", ".sh", ".toml", ".css", ".html", ".js"}
MACHINE_PATH = re.compile(r"(?<![\w.~$}/-])/(?:root|work|Users|home/[a-z]\w*)/[\w.]")
HOST = re.compile(r"https?://")
REQUIREMENT = re.compile(r"^[a-z0-9][a-z0-9.-]*==\S+( ;[^\\]*)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


@cache
def tracked() -> tuple[Path, ...]:
    """Return every file that git keeps; where there is no git or no checkout, these tests have nothing to say."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this folder is not a git checkout, or git is not installed")
    paths = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def texts() -> list[tuple[str, str]]:
    """Return name and text of every tracked file that is text."""
    found = []
    for path in tracked():
        content = path.read_bytes()
        if b"\0" not in content[:8192]:
            found.append((path.relative_to(ROOT).as_posix(), content.decode(errors="replace")))
    return found


def requirements(lock: Path) -> dict[str, str]:
    """Return name and version of every package of a lock."""
    lines = (line for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line and line[0] != "#")
    return dict(line.split()[0].split("==") for line in lines)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")

    assert not HOST.search(text)
    assert "index-url" not in text
    assert "find-links" not in text


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_of_a_lock_has_an_exact_version_and_hashes(lock: Path) -> None:
    lines = [line for line in lock.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")]

    assert lines
    assert [line for line in lines if not (REQUIREMENT.match(line) or HASH.match(line))] == []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if REQUIREMENT.match(line):
            assert HASH.match(following), line


def test_testing_uses_the_versions_that_run() -> None:
    runtime, dev = (requirements(ROOT / "setup" / name) for name in ("runtime.lock", "dev.lock"))

    assert runtime.items() <= dev.items()


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        "runtime.lock": [*project["project"]["dependencies"], *project["dependency-groups"]["build"]],
        "dev.lock": project["project"]["optional-dependencies"]["dev"],
        "maintain.lock": project["dependency-groups"]["lock"],
    }

    for lock, asked in wanted.items():
        locked = requirements(ROOT / "setup" / lock)
        for requirement in map(Requirement, asked):
            assert requirement.specifier.contains(locked.get(requirement.name, "0")), f"make lock: {requirement}"


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    found = [f"{name}: {hit.group()}" for name, text in texts() for hit in MACHINE_PATH.finditer(text)]

    assert found == []


def test_no_file_written_by_hand_passes_five_hundred_lines() -> None:
    written = [(name, text) for name, text in texts() if Path(name).suffix in WRITTEN_BY_HAND]

    assert [name for name, text in written if text.count("\n") > MAX_LINES] == []


def test_every_version_has_a_line_in_the_changelog() -> None:
    version = re.search(
        r'^__version__ = "(.+)"$', (ROOT / "src/jikwon/__init__.py").read_text(encoding="utf-8"), re.MULTILINE
    )
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert version
    section = changelog.partition(f"## {version[1]}")[2].partition("\n## ")[0]
    assert re.search(r"^- \S", section, re.MULTILINE)


def test_every_make_target_of_the_readme_exists() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    readmes = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("README*.md"))]

    named = {target for text in readmes for target in re.findall(r"\bmake ([a-z-]+)`?$", text, re.MULTILINE)}
    assert named <= set(targets)
