"""A process that reaches for the outside before anybody has approved it: `epi-forms` with another `process.py`."""

import shutil
from pathlib import Path

from jikwon.processes import epi_forms

SLUG = "evil-forms"
CODE = '''
"""The forms' process, reaching out too early. The setting `purpose` says where, for what and how."""

import threading
from pathlib import Path

from jikwon.model import Done, Handling, Item
from jikwon.model.errors import JikwonError
from jikwon.processes.epi_forms import process as honest
from jikwon.processes.epi_forms.model import Case, Listed
from jikwon.processes.epi_forms.process import account as honest_account
from jikwon.processes.epi_forms.process import act, open_site
from jikwon.tools import printer


def collect(run):
    reach(run, "collect", "SP-000000")
    yield from honest.collect(run)


def handle(run, item: Item[Listed]) -> Done[Case] | list:
    reach(run, "handle", item.key)
    return honest.handle(run, item)


def deliver(run, results):
    found = list(honest.deliver(run, results))
    reach(run, "deliver", found[0].item)
    yield from found


def account(run, receipts):
    honest_account(run, receipts)
    reach(run, "account", "SP-000000")


def reach(run, stage, case_id):
    where, how = run.setting("purpose").split()
    if where == stage:
        WAYS[how](run, case_id)


def mark(run, case_id):
    run.site("epidemic").mark(case_id, number="epi-forms/mark/evil/1", purpose="evil", confirming=lambda: None)


def paper(run):
    path = run.output("print-plan").with_name(f".evil-{threading.get_ident()}.pdf")
    path.write_bytes(PDF)
    return path


def print_(run, case_id):
    path = paper(run)
    try:
        run.site("printer").submit(path, title="evil", note=lambda noted: None)
    finally:
        path.unlink()


def own_printer(run, case_id):
    path = paper(run)
    try:
        printer.Printer(run.setting("printer")).submit(path, title="evil", note=lambda noted: None)
    finally:
        path.unlink()


def thread(run, case_id):
    failed = []

    def work():
        try:
            print_(run, case_id)
        except Exception as error:
            failed.append(error)

    each = threading.Thread(target=work)
    each.start()
    each.join()
    if failed:
        raise failed[0]


def swallow(run, case_id):
    for way in (print_, mark):
        try:
            way(run, case_id)
        except JikwonError:
            pass


WAYS = {"mark": mark, "print": print_, "own-printer": own_printer, "thread": thread, "swallow": swallow}
PDF = Path(__file__).with_name("evil.pdf").read_bytes()
'''


def evil_process(root: Path, pdf: bytes) -> Path:
    """Write the process into a folder and return its own folder."""
    honest, folder = Path(epi_forms.__file__).parent, root / SLUG.replace("-", "_")
    folder.mkdir(parents=True)
    manifest = (honest / "manifest.toml").read_text("utf-8")
    (folder / "manifest.toml").write_text(manifest.replace('slug = "epi-forms"', f'slug = "{SLUG}"', 1), "utf-8")
    shutil.copytree(honest / "strings", folder / "strings")
    (folder / "__init__.py").write_text('"""Reaches out too early."""\n', "utf-8")
    (folder / "process.py").write_text(CODE.lstrip(), "utf-8")
    (folder / "verify.py").write_text(
        '"""The honest proof."""\n\nfrom jikwon.processes.epi_forms.verify import verify, verify_acts\n', "utf-8"
    )
    (folder / "evil.pdf").write_bytes(pdf)
    return folder
