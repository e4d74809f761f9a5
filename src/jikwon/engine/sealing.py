"""Facts in and out of the records, sealed under the run's key and bound to their place."""

from collections.abc import Hashable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

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

    def pack(self, value: object, table: str, *place: str | int) -> bytes:
        """Seal a fact for a place in a table."""
        return self.sealer.seal(_encode(value), about(self.run, table, *place))

    def unpack(self, sealed: bytes, kind: type[T], table: str, *place: str | int) -> T:
        """Open a fact of type `kind` that was sealed for this place."""
        opened = self.sealer.open(bytes(sealed), about(self.run, table, *place))
        return cast("T", _decoder(cast("Hashable", kind)).decode(opened))
