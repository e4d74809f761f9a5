"""B5: investigation forms of two pages: data → PDF → read back, beside the ways an office would take."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import ours
from measuring import Contender, Contest, Start
from venvs import PEERS, PeerMissing, program

FORMS = 1000
SLOW = 250
"""So many that the start, which is scaled too, is little of it."""
FONTS = ours.ROOT / "src" / "jikwon" / "tools" / "pdf" / "fonts"


def contest(data: Path, *, forms: int = FORMS) -> Contest:
    """Put ours, proved label by label, beside three that look for each value anywhere in the text."""
    fewer, few = max(forms // 5, 1), min(forms, SLOW)
    slow = f"measured with {few} forms, once, and scaled"
    named = f"measured with {fewer} forms and scaled; its font is not embedded"
    return Contest(
        code="B5",
        title=f"{forms:,} investigation forms of two pages: data → PDF → read back",
        unit="form",
        size=forms,
        contenders=(
            _jikwon(data, forms),
            replace(_peer(data, "libreoffice", few, "python-docx + LibreOffice", note=slow), is_slow=True),
            replace(_peer(data, "weasyprint", few, "weasyprint", note=slow), is_slow=True),
            _peer(data, "reportlab", fewer, "reportlab", note=named),
        ),
    )


def _jikwon(data: Path, forms: int) -> Contender:
    def prepare(folder: Path) -> Start:
        script = Path(__file__).with_name("forms_ours.py")
        argv = (sys.executable, script, cases(data, forms), _out(folder))
        return Start(argv=argv, env={"PYTHONPATH": str(ours.ROOT / "src")})

    return Contender(
        name="jikwon, proved", size=forms, prepare=prepare, check=_checked(forms),
        note="one file of all and a file each; every label's own value and every table compared where it is drawn",
    )  # fmt: skip


def _peer(data: Path, peer: str, forms: int, name: str, *, note: str) -> Contender:
    def prepare(folder: Path) -> Start:
        if peer == "libreoffice" and shutil.which("soffice") is None:
            raise PeerMissing("soffice is not installed: apt-get install libreoffice-writer-nogui")
        fonts = folder / ".fonts"
        shutil.copytree(FONTS, fonts)
        argv = (program(peer), PEERS / peer / "forms.py", cases(data, forms), _out(folder), fonts)
        return Start(argv=argv, env={"HOME": str(folder)})

    return Contender(name=name, size=forms, prepare=prepare, check=_checked(forms), note=note)


def _out(folder: Path) -> Path:
    out = folder / "out"
    out.mkdir()
    return out


def _checked(forms: int) -> Callable[[Path], None]:
    def check(folder: Path) -> None:
        said = json.loads((folder / "output.txt").read_text(encoding="utf-8").splitlines()[-1])
        if said["wrong"] or said["pages"] < 2 * forms:
            raise ValueError(f"{said['wrong']} values not read back, {said['pages']} pages of {forms} forms")

    return check


def cases(data: Path, forms: int) -> Path:
    """Make the cases, the same for everyone."""
    path = data / f"cases-{forms}.json"
    if not path.exists():
        script = Path(__file__).with_name("make_cases.py")
        subprocess.run([sys.executable, str(script), str(forms), str(path)], check=True)
    return path
