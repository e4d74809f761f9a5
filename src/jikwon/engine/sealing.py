"""Facts in and out of the records, sealed under the run's key and bound to their place."""

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from jikwon.trust.hashes import joined
from jikwon.trust.seal import Sealer, about

T = TypeVar("T")
_encode = msgspec.json.Encoder().encode


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401 - types made at run time
    return msgspec.json.Decoder(kind)


class Seal:
    """Seals facts for one run: what is sealed for one place opens at no other."""

    def __init__(self, run: str, key: bytes) -> None:
        self.run = run
        self.sealer = Sealer(key)
        self._tables: dict[str, bytes] = {}

    def pack(self, value: object, table: str, *place: str | int) -> bytes:
        """Seal a fact for a place in a table."""
        return self.sealer.seal(_encode(value), self._about(table, place))

    def unpack(self, sealed: bytes, kind: type[T], table: str, *place: str | int) -> T:
        """Open a fact of type `kind` that was sealed for this place."""
        opened = self.sealer.open(bytes(sealed), self._about(table, place))
        return cast("T", _decoder(cast("Hashable", kind)).decode(opened))

    def _about(self, table: str, place: tuple[str | int, ...]) -> bytes:
        """Give `about(run, table, *place)`; what is the same for all places of a table is made once."""
        if (begun := self._tables.get(table)) is None:
            begun = self._tables[table] = about(self.run, table)
        return begun + joined(*place)
