"""Evidence that the tests keep in memory, masked by the office's one standard."""

from dataclasses import dataclass, field

from jikwon.model import Evidence
from jikwon.trust import mask

PERSONAL = frozenset({"성명", "휴대전화", "주민등록번호", "거주지 주소", "생년월일", "보호자 연락처", "직업"})


@dataclass
class Kept:
    """The files that were written, by name."""

    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def evidence(self) -> Evidence:
        return Evidence(write=self.files.__setitem__, is_personal=is_personal, mask=mask.mask, scrub=mask.scrub)

    def tree(self) -> str:
        """Give the one tree that was kept."""
        (tree,) = [data.decode() for name, data in self.files.items() if name.endswith(".yaml")]
        return tree

    def picture(self) -> bytes:
        """Give the one picture that was kept."""
        (picture,) = [data for name, data in self.files.items() if name.endswith(".png")]
        return picture


def is_personal(label: str) -> bool:
    return label.strip(" *:") in PERSONAL
