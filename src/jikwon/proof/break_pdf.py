"""The faults that are planted in a PDF: in the order of its pages, and in the texts on them."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any

from jikwon.model import strings

if TYPE_CHECKING:
    import pikepdf

_PAGES = 3
_TEXTS = 4
_BLOCK = 4
_CHARACTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f]+)>")


def break_pdf(data: bytes, chance: Random) -> Iterator[tuple[str, bytes]]:
    """Yield every planted fault with its description; a file that already shows the same is not yielded."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as whole:
        contents = [_content(page) for page in whole.pages]
    yield from _of_order(data, contents, chance)
    for number in sorted(chance.sample(range(len(contents)), min(_PAGES, len(contents)))):
        yield from _of_texts(data, number, chance)


def _of_order(data: bytes, contents: list[bytes], chance: Random) -> Iterator[tuple[str, bytes]]:
    count = len(contents)
    order = list(range(count))
    pairs = [(one, other) for one in order for other in order[one + 1 :] if contents[one] != contents[other]]
    if pairs:
        one, other = chance.choice(pairs)
        exchanged = [other if each == one else one if each == other else each for each in order]
        yield _say("pdf-exchanged", page=one + 1, other=other + 1), _ordered(data, exchanged)
    page = chance.randrange(count)
    yield _say("pdf-doubled", page=page + 1), _ordered(data, sorted([*order, page]))
    if count > 1:
        yield _say("pdf-dropped", page=page + 1), _ordered(data, [each for each in order if each != page])
    moved = [each for each in order[:-1] if contents[each] != contents[-1]]
    if moved:
        page = chance.choice(moved)
        at_end = [*(each for each in order if each != page), page]
        yield _say("pdf-moved", page=page + 1), _ordered(data, at_end)


def _ordered(data: bytes, order: list[int]) -> bytes:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as source, pikepdf.new() as made:
        for number in order:
            made.pages.append(source.pages[number])
        return _saved(made)


def _of_texts(data: bytes, number: int, chance: Random) -> Iterator[tuple[str, bytes]]:
    import pikepdf

    for _ in range(_TEXTS):
        for code in ("pdf-altered", "pdf-texts-exchanged", "pdf-block-slid"):
            with pikepdf.open(io.BytesIO(data)) as document:
                page = _Page.of(document.pages[number])
                done = {"pdf-altered": page.alter, "pdf-texts-exchanged": page.exchange, "pdf-block-slid": page.slide}
                if done[code](chance):
                    document.pages[number].Contents = document.make_stream(
                        pikepdf.unparse_content_stream(page.instructions)
                    )
                    yield _say(code, page=number + 1), _saved(document)


@dataclass(slots=True)
class _Page:
    """A page's instructions; `texts` are the places of those that show a text, with the name of their font."""

    instructions: list[Any]
    letters: dict[str, dict[bytes, str]]
    texts: list[tuple[int, str]] = field(default_factory=list)

    @classmethod
    def of(cls, page: "pikepdf.Page") -> "_Page":
        import pikepdf

        resources: Any = page.obj.get("/Resources", pikepdf.Dictionary())
        fonts: Any = resources.get("/Font", pikepdf.Dictionary())
        letters = {name: _letters_of(fonts[name]) for name in fonts.keys()}  # noqa: SIM118 - it has no iterator
        found = cls(list(pikepdf.parse_content_stream(page)), letters)
        font = ""
        for place, instruction in enumerate(found.instructions):
            if str(instruction.operator) == "Tf":
                font = str(instruction.operands[0])
            elif str(instruction.operator) in ("Tj", "TJ") and found.shown(place, font).strip():
                found.texts.append((place, font))
        return found

    def codes(self, place: int) -> list[bytes]:
        """Give the two-byte codes that an instruction shows."""
        whole = b"".join(bytes(each) for each in _strings(self.instructions[place].operands[0]))
        return [whole[start : start + 2] for start in range(0, len(whole), 2)]

    def shown(self, place: int, font: str) -> str:
        """Give the text that an instruction shows, as far as the font says it."""
        letters = self.letters.get(font, {})
        return "".join(letters.get(code, "") for code in self.codes(place))

    def alter(self, chance: Random) -> bool:
        """Change one character, a digit where there is one, to another that the font has."""
        places = chance.sample(self.texts, len(self.texts))
        for place, font in sorted(places, key=lambda each: not any(map(str.isdigit, self.shown(*each)))):
            letters, codes = self.letters[font], self.codes(place)
            for at in reversed(range(len(codes))):
                old = letters.get(codes[at], "")
                kind = str.isdigit if old.isdigit() else str.isalpha
                others = [code for code, letter in letters.items() if kind(letter) and letter != old]
                if old and kind(old) and others:
                    codes[at] = chance.choice(others)
                    self._show(place, codes)
                    return True
        return False

    def exchange(self, chance: Random) -> bool:
        """Exchange two texts that differ."""
        said = [(place, font, self._letters(place, font)) for place, font in self.texts]
        pairs = [
            (one, other)
            for number, (one, font, text) in enumerate(said)
            for other, its, others in said[number + 1 :]
            if font == its and text != others
        ]
        if not pairs:
            return False
        one, other = chance.choice(pairs)
        first, second = self.codes(one), self.codes(other)
        self._show(one, second)
        self._show(other, first)
        return True

    def slide(self, chance: Random) -> bool:
        """Slide a block of texts by one, the last to the first place."""
        font = chance.choice([font for _, font in self.texts]) if self.texts else ""
        same = [place for place, its in self.texts if its == font]
        said = [self._letters(place, font) for place in same]
        starts = [n for n in range(len(same) - 1) if said[n] != said[n + 1]]
        if not starts:
            return False
        start = chance.choice(starts)
        block = same[start : start + _BLOCK]
        codes = [self.codes(place) for place in block]
        for place, moved in zip(block, [codes[-1], *codes[:-1]], strict=True):
            self._show(place, moved)
        return True

    def _letters(self, place: int, font: str) -> str:
        """Give what a text shows without its blanks."""
        return "".join(self.shown(place, font).split())

    def _show(self, place: int, codes: list[bytes]) -> None:
        import pikepdf

        shown = pikepdf.Array([pikepdf.String(b"".join(codes))])
        self.instructions[place] = pikepdf.ContentStreamInstruction([shown], pikepdf.Operator("TJ"))


def _strings(operand: Any) -> list[Any]:  # noqa: ANN401 - pikepdf's objects are of one class
    import pikepdf

    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    return [each for each in parts if isinstance(each, pikepdf.String)]


def _letters_of(font: Any) -> dict[bytes, str]:  # noqa: ANN401
    """Give what a font's two-byte codes mean, by its own table; a font without one is left alone."""
    if "/ToUnicode" not in font or str(font.get("/Subtype")) != "/Type0":
        return {}
    table = font.ToUnicode.read_bytes()
    found: dict[bytes, str] = {}
    for part in _CHARACTERS.findall(table):
        codes = [bytes.fromhex(each.decode()) for each in _HEX.findall(part)]
        found |= {code: text.decode("utf-16-be") for code, text in zip(codes[::2], codes[1::2], strict=True)}
    for part in _RANGES.findall(table):
        codes = [bytes.fromhex(each.decode()) for each in _HEX.findall(part)]
        for first, last, text in zip(codes[::3], codes[1::3], codes[2::3], strict=False):
            start, meant = int.from_bytes(first), int.from_bytes(text)
            for step in range(int.from_bytes(last) - start + 1):
                found[(start + step).to_bytes(2)] = (meant + step).to_bytes(len(text)).decode("utf-16-be")
    return found


def _content(page: "pikepdf.Page") -> bytes:
    import pikepdf

    return pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page))


def _saved(document: "pikepdf.Pdf") -> bytes:
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def _say(code: str, **fields: object) -> str:
    return strings.of(__name__).text("breaks", code, language=None, **fields)
