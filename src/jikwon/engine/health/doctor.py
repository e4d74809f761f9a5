"""Examining an installation: what is there, what is missing, and the command that mends it."""

import importlib.metadata
import importlib.util
import platform
import re
import sqlite3
import sys
from collections.abc import Iterator

from jikwon.engine.health import needs
from jikwon.model import JikwonError, strings
from jikwon.model.catalog import Process, every
from jikwon.model.doctor import Finding

_SAYS = strings.of(__name__)
_NAME = re.compile(r"[\w.-]+")
OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 35, 0)


def examine() -> Iterator[Finding]:
    """Look at everything that the installed processes need."""
    version = platform.python_version()
    yield Finding(name="Python", ok=sys.version_info >= OLDEST_PYTHON, found=version, mend="apt-get install python3.11")
    yield Finding(
        name="SQLite",
        ok=sqlite3.sqlite_version_info >= OLDEST_SQLITE,
        found=sqlite3.sqlite_version,
        mend="apt-get install python3",
    )
    yield from (_package(name) for name in _needed())
    yield _records()
    yield _home()
    yield from _shared()
    processes = list(every())
    for process in processes:
        yield _process(process)
    yield from needs.examine(processes)


def _needed() -> list[str]:
    """List the libraries that Jikwon declares, without those that only its own tests need."""
    declared = importlib.metadata.requires("jikwon") or ()
    return sorted(_NAME.match(each)[0] for each in declared if "extra ==" not in each)  # type: ignore[index]


def _package(name: str) -> Finding:
    try:
        return Finding(name=name, ok=True, found=importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        return Finding(name=name, ok=False, found=_SAYS.text("doctor", "missing"), mend=_SAYS.text("doctor", "set-up"))


def _records() -> Finding:
    from jikwon.engine.office import Office
    from jikwon.records import database, postgres

    name = _SAYS.text("doctor", "records")
    try:
        Office.open()
        return Finding(name=name, ok=True, found=database.described(), mend="")
    except JikwonError as error:
        return Finding(name=name, ok=False, found=error.text(), mend=f"{postgres.VARIABLE}=…")


def _home() -> Finding:
    from jikwon.engine import auditing
    from jikwon.engine.office import Office

    name = _SAYS.text("doctor", "home")
    try:
        office = Office.open()
        _ = office.settings
        found = auditing.verify(office.chain, office.anchors)
    except JikwonError as error:
        return Finding(name=name, ok=False, found=error.text(), mend="JIKWON_HOME=…")
    told = _SAYS.text("doctor", "home-found", path=office.home.root, entries=found.entries)
    return Finding(name=name, ok=found.holds, found=told, mend="jikwon audit verify")


def _shared() -> Iterator[Finding]:
    """Try the folder that the office's machines share, where its settings name one."""
    from jikwon.trust import sharing
    from jikwon.trust.home import Home

    name = _SAYS.text("doctor", "shared")
    try:
        folder = Home.open().shared
        if folder is None:
            return
        sharing.assert_fit(folder)
    except JikwonError as error:
        yield Finding(name=name, ok=False, found=error.text(), mend="settings.toml: [shared] folder")
        return
    yield Finding(name=name, ok=True, found=str(folder))


def _process(process: Process) -> Finding:
    folder = process.folder.name
    try:
        manifest = process.manifest
    except JikwonError as error:
        return Finding(name=folder, ok=False, found=error.text(), mend=f"jikwon check {folder}")
    return Finding(name=manifest.slug, ok=True, found=manifest.version)
