"""What is left of a printer's toner, ink and drums, as PWG 5100.13 and CUPS's marker attributes tell it."""

from collections.abc import Iterator, Sequence

from jikwon.tools.printer.asking import numbers, texts
from jikwon.tools.printer.facts import Supply
from jikwon.tools.printer.wire import Attributes

LOW_PERCENT = 10
"""Below this a supply is low where the printer names no bound of its own."""
_WASTE = "waste"
_COLOURS = {"#000000": "black", "#00ffff": "cyan", "#ff00ff": "magenta", "#ffff00": "yellow", "none": ""}


def supplies_from(given: Attributes) -> Sequence[Supply]:
    """Read the supplies: `printer-supply` where there is one, else the markers; empty where neither is."""
    return tuple(_from_supplies(given)) or tuple(_from_markers(given))


def _from_supplies(given: Attributes) -> Iterator[Supply]:
    names = texts(given.get("printer-supply-description"))
    for at, text in enumerate(texts(given.get("printer-supply"))):
        said = dict(part.split("=", 1) for part in text.strip(";").split(";") if "=" in part)
        kind, colour = _hyphened(said.get("type", "")), said.get("colorantname", "")
        level = _percent(_number(said.get("level")), _number(said.get("maxcapacity")))
        yield Supply(
            name=names[at] if at < len(names) else kind,
            kind=kind,
            colour="" if colour in ("unknown", "none") else colour,
            level_percent=level,
            state=_state(level, LOW_PERCENT),
        )


def _from_markers(given: Attributes) -> Iterator[Supply]:
    names, levels = texts(given.get("marker-names")), numbers(given.get("marker-levels"))
    kinds, colours = texts(given.get("marker-types")), texts(given.get("marker-colors"))
    lows = numbers(given.get("marker-low-levels"))
    for at, name in enumerate(names):
        kind = _hyphened(kinds[at]) if at < len(kinds) else ""
        level = _percent(levels[at], 100) if at < len(levels) else None
        if level is not None and kind.startswith(_WASTE):
            level = 100 - level  # a marker tells how full the box is
        low = lows[at] if at < len(lows) and not kind.startswith(_WASTE) else LOW_PERCENT
        colour = colours[at].lower() if at < len(colours) else ""
        yield Supply(
            name=name,
            kind=kind,
            colour=_COLOURS.get(colour, colour),
            level_percent=level,
            state=_state(level, max(low, 0)),
        )


def _percent(level: int | None, most: int | None) -> int | None:
    """Reckon what is left; a negative number is a printer's way not to say (RFC 3805, prtMarkerSuppliesLevel)."""
    if level is None or most is None or level < 0 or most <= 0:
        return None
    return min(100, round(100 * level / most))


def _state(level: int | None, low: int) -> str:
    if level is None:
        return "unknown"
    return "empty" if level == 0 else "low" if level <= low else "ok"


def _hyphened(kind: str) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in kind).lstrip("-")


def _number(text: str | None) -> int | None:
    try:
        return int(text or "")
    except ValueError:
        return None
