"""Facts in and out of the records, sealed under the run's key and bound to their place."""

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from jikwon.trust.hashes import joined
from jikwon.trust.seal import NONCE, VALUE, Sealer, about

T = TypeVar("T")
_encode = msgspec.json.Encoder().encode


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401 - types made at run time
    return msgspec.json.Decoder(kind)


_NAME = len(VALUE) + NONCE
"""So many bytes of a sealed fact tell it from all others: its nonce is never used again."""


class Seal:
    """Seals facts for one run: what is sealed for one place opens at no other.

    With `remember` it gives a fact that it has sealed itself without opening it, until `forget`.
    """

    def __init__(self, run: str, key: bytes) -> None:
        self.run = run
        self.sealer = Sealer(key)
        self._tables: dict[str, bytes] = {}
        self._sealed_here: dict[tuple[object, ...], object] | None = None

    def remember(self) -> None:
        """Keep what is packed from now on: who drives a run alone opens an item and its outcome again and again."""
        self._sealed_here = {}

    def forget(self) -> None:
        """Keep nothing any more."""
        self._sealed_here = None

    def pack(self, value: object, table: str, *place: str | int) -> bytes:
        """Seal a fact for a place in a table."""
        sealed = self.sealer.seal(_encode(value), self._about(table, place))
        if self._sealed_here is not None:
            self._sealed_here[table, place, sealed[:_NAME]] = value
        return sealed

    def unpack(self, sealed: bytes, kind: type[T], table: str, *place: str | int) -> T:
        """Open a fact of type `kind` that was sealed for this place."""
        if self._sealed_here and (known := self._sealed_here.get((table, place, bytes(sealed[:_NAME])))):
            return cast("T", known)
        opened = self.sealer.open(bytes(sealed), self._about(table, place))
        return cast("T", _decoder(cast("Hashable", kind)).decode(opened))

    def _about(self, table: str, place: tuple[str | int, ...]) -> bytes:
        """Give `about(run, table, *place)`; what is the same for all places of a table is made once."""
        if (begun := self._tables.get(table)) is None:
            begun = self._tables[table] = about(self.run, table)
        return begun + joined(*place)
