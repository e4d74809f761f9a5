"""Password-protected workbooks are read with the vault's password, and only with it."""

import io
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
from msoffcrypto.format.ooxml import OOXMLFile


def locked_register(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["격리자관리번호", "성명", "휴대전화", "주소", "상세주소"])
    book.active.append(["Q-1", "가나다", "010-0123-4567", "송파구 올림픽로 300", "101동 1203호"])
    plain, locked = io.BytesIO(), io.BytesIO()
    book.save(plain)
    OOXMLFile(plain).encrypt("비밀0406", locked)
    path.write_bytes(locked.getvalue())
    return path


def jikwon(home: Path, *words: str, said: str = "") -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "jikwon", *words], input=said, capture_output=True, text=True, check=False,
        env={**os.environ, "JIKWON_HOME": str(home)}, encoding="utf-8",
    )  # fmt: skip


def test_a_locked_workbook_is_refused_until_the_vault_has_its_password(tmp_path: Path) -> None:
    home, register = tmp_path / "home", locked_register(tmp_path / "명부.xlsx")
    words = ("run", "hygiene-kits", "--input", f"register={register}", "--approve", "--as-of", "2021-10-06T09:00")

    refused = jikwon(home, *words)
    jikwon(home, "vault", "set", "table-password", said="비밀0406\n")
    released = jikwon(home, *words)

    assert (refused.returncode, "명부.xlsx" in refused.stderr) == (2, True)
    assert released.returncode == 0, released.stderr
    assert "비밀0406" not in released.stdout + released.stderr
