"""A model as one file: numbers and text alone, no code; named by its hash, so that a proof can name it for good.

The file is a ZIP without compression: `card.json` and four arrays in NumPy's own format, read without pickle.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import msgspec

from jikwon.learn import features
from jikwon.learn.classifier import Classifier, Weights
from jikwon.learn.errors import ModelDamaged
from jikwon.learn.training import Record, Trained
from jikwon.model import fact
from jikwon.model.learned import Certificate

if TYPE_CHECKING:
    from numpy.typing import NDArray

FORMAT: Final = "jikwon-model/1"
MOST_BYTES: Final = 512 * 2**20
_ARRAYS: Final = ("columns", "idf", "slopes", "starts")
_MOST_HEADER: Final = 10_000
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


@fact
class Card:
    """What people are told of a model: for what it is, how it came to be, and what was measured of it.

    `inputs` are the names and hashes of the files of its history; `trained_by` is the account.
    """

    process: str
    kind: str
    trained_at: datetime
    trained_by: str
    inputs: tuple[tuple[str, str], ...]
    record: Record
    certificate: Certificate
    format: str = FORMAT
    features: str = features.NAME


@fact
class Stored:
    """An opened model's file."""

    sha256: str
    card: Card
    classifier: Classifier


def pack(trained: Trained, *, process: str, kind: str, at: datetime, by: str, inputs: Mapping[str, str]) -> bytes:
    """Give a model's file: the same history, moment and account give the same bytes."""
    card = Card(
        process=process, kind=kind, trained_at=at, trained_by=by, inputs=tuple(sorted(inputs.items())),
        record=trained.record, certificate=trained.classifier.certificate,
    )  # fmt: skip
    weights = trained.classifier.weights
    said = {"card": msgspec.to_builtins(card), "labels": weights.labels, "temperature": weights.temperature,
            "familiar": weights.familiar}  # fmt: skip
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        _put(archive, "card.json", json.dumps(said, ensure_ascii=False, sort_keys=True, indent=1).encode("utf-8"))
        for name in _ARRAYS:
            _put(archive, f"{name}.npy", _array_bytes(getattr(weights, name)))
    return made.getvalue()


def unpack(data: bytes, *, file: str, sha256: str) -> Stored:
    """Open a model's file; raise `ModelDamaged` if it is not the one with this hash, or not one at all."""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ModelDamaged(file=file, reason="SHA-256")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            said: dict[str, Any] = json.loads(_member(archive, "card.json"))
            arrays = {name: _array(_member(archive, f"{name}.npy")) for name in _ARRAYS}
        card = msgspec.convert(said["card"], Card)
        weights = Weights(
            labels=tuple(map(str, said["labels"])), temperature=float(said["temperature"]),
            familiar=float(said["familiar"]), **arrays,
        )  # fmt: skip
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, msgspec.ValidationError) as error:
        raise ModelDamaged(file=file, reason=type(error).__name__) from error
    if card.format != FORMAT or card.features != features.NAME or not _fits(weights):
        raise ModelDamaged(file=file, reason=f"{card.format}, {card.features}")
    return Stored(sha256=sha256, card=card, classifier=Classifier(weights, card.certificate))


def _fits(weights: Weights) -> bool:
    columns, labels = len(weights.columns), len(weights.labels)
    shapes = (weights.idf.shape, weights.slopes.shape, weights.starts.shape)
    return shapes == ((columns,), (columns, labels), (labels,))


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _EPOCH), data)


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).file_size > MOST_BYTES:
        raise ValueError(name)
    return archive.read(name)


def _array_bytes(array: "NDArray[Any]") -> bytes:
    import numpy as np

    made = io.BytesIO()
    np.lib.format.write_array(made, np.ascontiguousarray(array), allow_pickle=False)
    return made.getvalue()


def _array(data: bytes) -> Any:  # noqa: ANN401 - each array has its own type
    import numpy as np

    return np.lib.format.read_array(io.BytesIO(data), allow_pickle=False, max_header_size=_MOST_HEADER)
