"""The files of a run in the records: staged with their proof, released, and kept for a supplement."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from jikwon.engine.active import Active
from jikwon.engine.files.folders import part_folder
from jikwon.engine.office import Office
from jikwon.engine.runs.options import Options
from jikwon.engine.sealing import Seal
from jikwon.model import Personal, fact
from jikwon.model.outputs import OutputFile, part_of
from jikwon.proof.certificate import FileFact
from jikwon.records import items, outputs
from jikwon.records.outputs import OutputRow
from jikwon.records.runs import RunRow
from jikwon.trust.seal import about

TABLE = "outputs"


@fact
class Staged:
    """One file that was proved: its output, its path within the folder of outputs, and its hash."""

    position: int
    name: str
    file: Personal[str]
    sha256: str


def facts(files: Sequence[OutputFile]) -> list[FileFact]:
    """Hash the files."""
    return [FileFact.of(each.name, each.path, file=each.file) for each in files]


def facts_of(found: Sequence[FileFact], files: Sequence[OutputFile]) -> list[FileFact]:
    """Choose the facts of some of the files."""
    wanted = {(each.name, each.file) for each in files}
    return [each for each in found if (each.name, each.file) in wanted]


def stage(active: Active, found: Sequence[FileFact], *, after: bool = False) -> None:
    """Write down what was proved. Inside a transaction."""
    part = active.row.part
    rows = [
        OutputRow(
            part=part, after=after, position=position, name=each.name, sha256=each.sha256,
            file=active.seal.pack(each.file, TABLE, part, int(after), position),
        )
        for position, each in enumerate(found)
    ]  # fmt: skip
    outputs.stage(active.id, part, rows, after=after)


def staged(active: Active, *, part: int = 0) -> list[Staged]:
    """Open what was proved of a part before its acts; of the part at hand unless another is named."""
    found = outputs.of_part(active.id, part or active.row.part)
    return [
        Staged(position=each.position, name=each.name, file=_file(active.seal, each), sha256=each.sha256)
        for each in found
    ]


def released(office: Office, row: RunRow) -> list[dict[str, str]]:
    """List all released files as `--json` does: name, path, sha256; none once the run's key is destroyed."""
    found = outputs.released(row.id)
    if not found or not row.key:
        return []
    seal = Seal(row.id, office.keys.unwrap(row.key))
    out = Path(seal.unpack(row.options, Options, "runs", "options").out)
    return [
        {
            "name": each.name,
            "path": str(out / part_folder(row.id, each.part) / _file(seal, each)),
            "sha256": each.sha256,
        }
        for each in found
    ]


def keep(active: Active, folder: Path, found: Sequence[Staged]) -> None:
    """Keep sealed copies of a part's outputs for the proof of the next part, if there will be one."""
    if not items.counts(active.id).get("waiting"):
        return
    for each in found:
        spooled = _spooled(active.row.part, each.position)
        active.seal.sealer.seal_file(folder / each.file, active.spool / spooled, about(active.id, "spool", spooled))


def earlier(active: Active) -> dict[str, list[bytes]]:
    """Open the outputs of one file of this run's earlier parts, oldest first."""
    found: dict[str, list[bytes]] = {}
    for _, row, _ in _earlier(active):
        if not active.manifest.outputs[row.name].is_many:
            found.setdefault(row.name, []).append(active.read_spooled(_spooled(row.part, row.position)))
    return found


def earlier_many(active: Active) -> dict[str, list[Mapping[str, bytes]]]:
    """Give the outputs of many files of this run's earlier parts, oldest first; each is opened when it is read."""
    found: dict[str, dict[int, dict[str, str]]] = {}
    for part, row, file in _earlier(active):
        output = active.manifest.outputs[row.name]
        if output.is_many:
            parts = found.setdefault(row.name, {}).setdefault(part, {})
            parts[part_of(output, file)] = _spooled(part, row.position)
    return {
        name: [_Lazily(active.read_spooled, by_part.get(part, {})) for part in range(1, active.row.part)]
        for name, by_part in found.items()
    }


class _Lazily(Mapping[str, bytes]):
    def __init__(self, read: Callable[[str], bytes], files: Mapping[str, str]) -> None:
        self._read = read
        self._files = files

    def __getitem__(self, part: str) -> bytes:
        return self._read(self._files[part])

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def _earlier(active: Active) -> Iterator[tuple[int, OutputRow, str]]:
    for part in range(1, active.row.part):
        for row in outputs.of_part(active.id, part):
            if (active.spool / _spooled(part, row.position)).exists():
                yield part, row, _file(active.seal, row)


def _spooled(part: int, position: int) -> str:
    return f"part-{part}-{position:06}"


def _file(seal: Seal, row: OutputRow) -> str:
    return seal.unpack(row.file, str, TABLE, row.part, int(row.after), row.position)
