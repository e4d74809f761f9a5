"""Where a run's files are: made, released, kept as evidence, spooled."""

import secrets
import shutil
from functools import cached_property
from pathlib import Path

from jikwon.engine.office import Office
from jikwon.engine.runs.options import Options
from jikwon.engine.sealing import Seal
from jikwon.records.runs import RunRow
from jikwon.trust.seal import about

AGAIN = "again"
"""A file among the working copies of an act that is done again after the run had ended; it holds the number of the
part that released the act's files. The sources were destroyed before what lies beside it was read."""

MAKING = "~"
"""Between the name of a part's folder and what tells apart those who make its files."""


def part_folder(run: str, part: int) -> str:
    """Give the name of the folder of a part's outputs: the run's id, then `-2`, `-3`, …"""
    return run if part == 1 else f"{run}-{part}"


class Folders:
    """The folders of one run; `Active` is one."""

    office: Office
    id: str
    row: RunRow
    options: Options
    seal: Seal

    @property
    def folder_name(self) -> str:
        """The name under which this part's outputs appear: the run's id, then `-2`, `-3`, …"""
        return part_folder(self.id, self.row.part)

    @property
    def out(self) -> Path:
        """The folder that the outputs of this run appear in."""
        return Path(self.options.out)

    @property
    def staging(self) -> Path:
        """The private folder of the outputs that were made and wait for their proof and release."""
        return self.out / f".{self.folder_name}"

    @cached_property
    def _token(self) -> str:
        return secrets.token_hex(4)

    @property
    def making(self) -> Path:
        """The private folder in which this performer makes outputs, and no other.

        Whoever was given up and comes back may go on making files for a moment, before it meets its fence: it must
        not meet those of the one who has its work now.
        """
        return self.out / f".{self.folder_name}{MAKING}{self._token}"

    @property
    def released_folder(self) -> Path:
        """Where this part's outputs appear in one move."""
        return self.out / self.folder_name

    @property
    def is_again(self) -> bool:
        """Whether this part holds nothing but an act done again after the run had ended, without its sources."""
        return not self.spool.exists() or (self.spool / AGAIN).exists()

    @property
    def acted_folder(self) -> Path:
        """Where the files lie that the acts go by: this part's, or those of the part whose act is done again."""
        again = self.spool / AGAIN
        part = int(again.read_text("ascii")) if again.exists() else self.row.part
        return self.out / part_folder(self.id, part)

    @property
    def evidence_folder(self) -> Path:
        """Where the run's proofs stay, refuted ones too."""
        return self.office.home.evidence / self.id

    @property
    def spool(self) -> Path:
        """Where the sealed copies of the inputs are, while the run needs them."""
        return self.office.home.spool / self.id

    def read_spooled(self, name: str) -> bytes:
        """Open a sealed working copy."""
        return self.seal.sealer.read_file(self.spool / name, about(self.id, "spool", name))

    def fresh_making(self) -> Path:
        """Empty the private folder of this performer."""
        self.drop_making()
        self.making.mkdir(mode=0o700, parents=True)
        return self.making

    def stage_made(self) -> None:
        """Let what was made be what waits for its proof. Inside the transaction that says so: there the fence holds."""
        self.drop_staging()
        self.making.rename(self.staging)

    def drop_making(self) -> None:
        """Remove the private folder of this performer."""
        shutil.rmtree(self.making, ignore_errors=True)

    def drop_staging(self) -> None:
        """Remove what waits for its proof."""
        shutil.rmtree(self.staging, ignore_errors=True)

    def drop_all_making(self) -> None:
        """Remove what performers of this run had begun to make when they were killed or given up."""
        for folder in self.out.glob(f".{self.id}*{MAKING}*"):
            shutil.rmtree(folder, ignore_errors=True)
