"""What a page's texts become before they are photographed: decided here, where it can be tested without a page."""

import re
from collections.abc import Iterable, Sequence
from unicodedata import normalize

from jikwon.model import Evidence, Personal, fact

SHORTEST = 2
"""A personal value of one letter is masked in its own place only: elsewhere that letter is any letter."""
HIDDEN = "••••"
_NAMED = re.compile(  # `성명: 홍길동`, up to a separator or the next label
    r"([^\s:：,;|/][^:：,;|/\n]{0,39}?)\s*[:：]\s*([^\s,;|][^,;|\n]*?)(?=\s+[^\s\d:：][^\s:：]*\s*[:：]|[,;|\n]|\s*$)"
)


@fact
class Unit:
    """The texts of one line, cell or field, and the labels that it may stand under.

    The texts of a form field are its one value.
    """

    labels: Sequence[str]
    texts: Personal[Sequence[str]]

    @property
    def whole(self) -> str:
        """All of the unit's text, as it is read."""
        return normalize("NFC", "".join(self.texts)).strip()


class Masks:
    """The personal values found under personal labels, and what stands for each everywhere else."""

    def __init__(self, evidence: Evidence, *, secrets: Iterable[str] = ()) -> None:
        self._evidence = evidence
        self._known: dict[str, str] = {normalize("NFC", each): HIDDEN for each in secrets if len(each) >= SHORTEST}
        self._pattern: tuple[int, re.Pattern[str]] | None = None

    def apply(self, units: Sequence[Unit]) -> list[list[str]]:
        """Mask the units: values under personal labels by their field, what repeats them, and all by pattern."""
        own = [self._own(unit) for unit in units]
        return [self._settled(unit, masked) for unit, masked in zip(units, own, strict=True)]

    def text(self, text: str) -> str:
        """Mask what is personal in a text that stands under no label."""
        said = normalize("NFC", text)
        if self._known:
            said = self._repeats().sub(lambda found: self._known[found[0]], said)
        return self._evidence.scrub(said)

    def _repeats(self) -> re.Pattern[str]:
        """Give the pattern of all known values, the longest first; compiled again when there are more of them."""
        if self._pattern is None or self._pattern[0] != len(self._known):
            longest_first = sorted(self._known, key=len, reverse=True)
            self._pattern = (len(self._known), re.compile("|".join(map(re.escape, longest_first))))
        return self._pattern[1]

    def _own(self, unit: Unit) -> str | None:
        """Mask a unit that is a personal value itself, and remember the value; None leaves it for later."""
        if not unit.whole or self._evidence.is_personal(unit.whole):
            return None
        personal = [label for label in unit.labels if self._evidence.is_personal(label)]
        return self._value(personal[0], unit.whole) if personal else self._inline(unit)

    def _inline(self, unit: Unit) -> str | None:
        """Mask `성명: 홍길동`, or a label and its value side by side in one line."""
        parts = [normalize("NFC", text) for text in unit.texts]
        after = ""
        for at, part in enumerate(parts):
            if after and part.strip(" :：\n\t"):
                parts[at], after = self._value(after, part.strip(" :：\n\t")), ""
            elif self._is_label(part):
                after = part.strip(" :：\n\t")
        joined = _NAMED.sub(self._after_colon, "".join(parts))
        return joined if joined != normalize("NFC", "".join(unit.texts)) else None

    def _after_colon(self, found: re.Match[str]) -> str:
        label, value = found[1], found[2]
        words = [label, label.split()[-1]]
        personal = next((each for each in words if self._evidence.is_personal(each)), "")
        return (
            found[0][: found.start(2) - found.start()] + self._value(personal, value.strip()) if personal else found[0]
        )

    def _is_label(self, text: str) -> bool:
        bare = text.strip(" :：\n\t")
        return bool(bare) and self._evidence.is_personal(bare)

    def _value(self, label: str, value: str) -> str:
        masked = self._evidence.mask(label, value)
        if len(value) >= SHORTEST:
            self._known.setdefault(value, masked)
        return masked

    def _settled(self, unit: Unit, own: str | None) -> list[str]:
        if own is None:
            alone = [self.text(text) for text in unit.texts]
            whole = self.text("".join(unit.texts))
            if whole == "".join(alone):
                return alone
            own = whole
        else:
            own = self.text(own)
        return [own, *("" for _ in unit.texts[1:])]
