"""The words of 처리상태 and 처리유형, and what they mean."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from unicodedata import normalize

from jikwon.processes.petitions.model import Status

_WORDS: Final[Mapping[Status, str]] = {
    Status.RECEIVED: "접수 접수완료 접수됨",
    Status.UNDER_WAY: "처리중 진행중 처리진행중",
    Status.EXTENDED: "연장 기간연장 처리기간연장 연장처리 기한연장",
    Status.SUPPLEMENT: "보완요청 보완요청중 내용보완요청",
    Status.ANSWERED: "완료 처리완료 답변완료",
    Status.TRANSFERRED: "이송 이송완료 타기관이송 이첩 타기관이첩",
    Status.WITHDRAWN: "취하 취하완료 민원취하",
    Status.MERGED: "병합 병합처리 병합완료",
    Status.CLOSED: "종결 종결처리 반복종결 종결(반복)",
}
MEANINGS: Final = {word: status for status, words in _WORDS.items() for word in words.split()}


@lru_cache(maxsize=4096)
def folded(word: str) -> str:
    """Give a status word as it is compared: NFKC, without blanks."""
    return "".join(normalize("NFKC", word).split())


def read(word: str) -> Status | None:
    """Give what a word means, None for one that nobody knows."""
    return MEANINGS.get(folded(word))
