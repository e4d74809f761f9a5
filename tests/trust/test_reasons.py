"""What the system says of a file is shown in the reader's language, and stored as a code."""

import errno
import os
from pathlib import Path

import pytest

from jikwon.model import errors, strings
from jikwon.model.failures import reason_of
from jikwon.trust.errors import HomeUnusable
from jikwon.trust.home import Home


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS, errno.ENOENT, errno.EIO, errno.ESTALE])
def test_a_reason_of_the_system_s_is_said_in_the_language_of_whoever_reads(number: int) -> None:
    error = HomeUnusable(path="/srv/jikwon", reason=reason_of(OSError(number, os.strerror(number))))

    said = {language: error.text(language) for language in strings.LANGUAGES}

    assert os.strerror(number) not in said["ko"]
    assert errno.errorcode[number] not in said["ko"] + said["en"]
    assert errors.loads(error.dumps()).text("ko") == said["ko"]


def test_a_reason_without_words_stays_a_code() -> None:
    assert "EOWNERDEAD" in HomeUnusable(path="/", reason=reason_of(OSError(errno.EOWNERDEAD, ""))).text("ko")
    assert "OSError" in HomeUnusable(path="/", reason=reason_of(OSError("no number"))).text("ko")


def test_a_file_where_the_home_should_be_is_named_as_one(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")

    with pytest.raises(HomeUnusable) as told:
        Home.open(tmp_path / "home")

    assert "폴더가 아님" in told.value.text("ko")
