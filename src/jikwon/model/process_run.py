"""What a run has from its process alone, whoever keeps the run: its acts' keys and its sentences."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from jikwon.model.acts import Act
from jikwon.model.catalog import Process
from jikwon.model.planning import make_act
from jikwon.model.runs import NOTHING


class ProcessRun(ABC):
    """A run of `process_`; a kind of run adds `hash` and all that it keeps itself."""

    process_: Process

    @property
    def process(self) -> str:
        """The process's slug."""
        return self.process_.slug

    @abstractmethod
    def hash(self, *parts: str) -> str:
        """Give a short keyed hash."""

    def act(
        self,
        kind: str,
        item: str,
        *,
        version: str = "1",
        lane: str = "",
        files: Sequence[str] = (),
        marks: Mapping[str, str] = NOTHING,
    ) -> Act:
        """Make an act with a permanent key that names nobody."""
        return make_act(
            self.process, kind, item, version=version, lane=lane, files=files, marks=marks, hash=self.hash
        )  # fmt: skip

    def text(self, table: str, code: str, **fields: object) -> str:
        """Give a sentence of the process's strings in Korean, the office's language."""
        return self.process_.strings.text(table, code, language="ko", **fields)
