"""Whether this machine belongs to the office: its key is the office's, and so is the folder that it keeps files in."""

import os
from typing import TYPE_CHECKING

from jikwon.engine import belonging
from jikwon.engine.belonging import KEY
from jikwon.records import database, marks
from jikwon.records.database import together
from jikwon.trust import sharing
from jikwon.trust.errors import (
    OfficeKeyDiffers,
    SharedFilesLeft,
    SharedFolderElsewhere,
    SharedFolderNeeded,
    SharedFolderUnset,
)
from jikwon.trust.home import SHARED

if TYPE_CHECKING:
    from jikwon.engine.office import Office

FOLDER, HOME = "shared", "home"
"""Marks: the shared folder; without one, the home whose files belong to the records, and then those of before."""


def check(office: "Office") -> None:
    """Hold this machine's key and shared folder against the records'; the first machine of an office writes them.

    Raises `OfficeKeyDiffers`, `SharedFolderNeeded`, `SharedFolderUnset`, `SharedFolderElsewhere`,
    `SharedFilesLeft`, and what `jikwon.trust.sharing` raises of a folder that is not there, or not this office's.
    """
    _check_key(office)
    known = belonging.remember(office)
    _check_folder(office, known.home)


def _check_key(office: "Office") -> None:
    """Compare a one-way value of the key: two machines with different keys would seal what the other cannot open."""
    mine = belonging.key_mark(office.keys)
    mark = marks.get(KEY)
    if mark is None:
        marks.put(KEY, mine, account=office.account)
        mark = marks.get(KEY)
    if mark is not None and mark.value != mine:
        raise OfficeKeyDiffers(path=str(office.home.root))


def _check_folder(office: "Office", mine: str) -> None:
    folder, mark = office.home.shared, marks.get(FOLDER)
    if folder is None:
        if mark is not None:
            _leave(office, mine)
        elif database.server() is not None:
            _check_home(office, mine)
        return
    sign = office.hasher.full("shared folder")
    _refuse_left_files(office)
    if mark is None:
        _begin(office, sign)
    elif mark.value != str(folder):
        raise SharedFolderElsewhere(path=str(folder), expected=mark.value)
    else:
        sharing.assert_signed(folder, sign)


def _begin(office: "Office", sign: str) -> None:
    folder = office.home.shared
    assert folder is not None
    sharing.assert_fit(folder)
    sharing.sign_as(folder, sign)
    with together():
        if marks.put(FOLDER, str(folder), account=office.account):
            marks.remove(HOME)
            office.note("shared folder begun")


def _check_home(office: "Office", mine: str) -> None:
    """Let one home alone hold the files where none are shared: another one's runs, backups and answers lack them.

    A home whose settings say that no folder is shared takes the place of one that is lost, which never takes it back.
    """
    mark = marks.get(HOME)
    if mark is None:
        marks.put(HOME, mine, account=office.account)
        mark = marks.get(HOME)
    first, *before = mark.value.split() if mark else [mine]
    if first == mine:
        return
    if mine in before or not office.home.given_up:
        raise SharedFolderNeeded(path=str(office.home.root), file=str(office.home.settings))
    with together():
        marks.remove(HOME)
        marks.put(HOME, " ".join((mine, first, *before)), account=office.account)
        office.note("home replaced")


def _leave(office: "Office", mine: str) -> None:
    """Let the office give its folder up, where the settings say so in so many words."""
    if not office.home.given_up:
        raise SharedFolderUnset(file=str(office.home.settings))
    with together():
        if marks.remove(FOLDER):
            marks.put(HOME, mine, account=office.account)
            office.note("shared folder given up")


def _refuse_left_files(office: "Office") -> None:
    """Raise where files lie in the home that everybody will look for in the shared folder."""
    for name in SHARED:
        own = office.home.root / name
        try:
            with os.scandir(own) as found:
                if any(True for _ in found):
                    raise SharedFilesLeft(path=str(own), folder=str(office.home.files / name))
        except FileNotFoundError:
            continue
