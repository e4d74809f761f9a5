"""Where a run's files are: made, released, kept as evidence, spooled."""

import shutil
from pathlib import Path

from jikwon.engine.office import Office
from jikwon.engine.options import Options
from jikwon.engine.sealing import Seal
from jikwon.records.runs import RunRow
from jikwon.trust.seal import about


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
    def staging(self) -> Path:
        """The private folder in which outputs are made."""
        return Path(self.options.out) / f".{self.folder_name}"

    @property
    def released_folder(self) -> Path:
        """Where this part's outputs appear in one move."""
        return Path(self.options.out) / self.folder_name

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

    def fresh_staging(self) -> Path:
        """Empty the private folder."""
        self.drop_staging()
        self.staging.mkdir(mode=0o700, parents=True)
        return self.staging

    def drop_staging(self) -> None:
        """Remove the private folder with all that is in it."""
        shutil.rmtree(self.staging, ignore_errors=True)
