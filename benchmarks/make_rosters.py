"""Make a day's assignment for B8: PEOPLE people, OFFICIALS officials, NEW of the people without one, always the same.

Usage: make_rosters.py PEOPLE OFFICIALS NEW FILE. Households are as large as a city's; who was placed on earlier
days went to an official of the own dong with room, else to anybody; some officials are on leave today, some
households have a member among the officials.
"""

import json
import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

DONGS = [f"{n}동" for n in range(1, 28)]
ADJACENT = [(DONGS[n], DONGS[m]) for n in range(27) for m in range(n + 1, 27) if m - n in (1, 2, 9)]
SIZES = {1: 40, 2: 30, 3: 17, 4: 9, 5: 3}
CAPS = (3, 3, 3, 3, 2, 4)
SOFT_CAP = 5
ON_LEAVE, FAMILY, NO_DONG, MIXED = 0.03, 0.01, 0.04, 0.03


def make(people: int, officials: int, new: int) -> dict[str, Any]:
    """Give the units and seats of one day."""
    chance = random.Random(people * 31 + officials)
    seats = [
        {"key": f"A{n:05}", "zone": _dong(chance), "cap": chance.choice(CAPS), "kept": 0} for n in range(officials)
    ]
    chance.shuffle(seats)
    homes = _homes(chance, people)
    barred: dict[int, list[str]] = {}
    for seat in seats:
        if chance.random() < FAMILY:
            barred.setdefault(chance.randrange(len(homes)), []).append(str(seat["key"]))
    placed = _placed(chance, homes, seats, people - new, barred)
    away = {str(seat["key"]) for seat in seats if chance.random() < ON_LEAVE}
    units = [
        _unit(n, home, placed[n] if placed[n] not in away else "", sorted(set(barred.get(n, ())) - away))
        for n, home in enumerate(homes)
    ]
    here = [seat for seat in seats if seat["key"] not in away]
    return {"units": units, "seats": here, "adjacent": ADJACENT, "soft_cap": SOFT_CAP}


def _dong(chance: random.Random) -> str:
    return "" if chance.random() < NO_DONG else chance.choice(DONGS)


def _homes(chance: random.Random, people: int) -> list[list[str]]:
    homes, left = list[list[str]](), people
    while left:
        size = min(left, chance.choices([*SIZES], [*SIZES.values()])[0])
        home = [_dong(chance)] * size
        if chance.random() < MIXED:
            home[0] = _dong(chance)
        homes.append(home)
        left -= size
    return homes


def _placed(
    chance: random.Random,
    homes: list[list[str]],
    seats: list[dict[str, Any]],
    people: int,
    barred: dict[int, list[str]],
) -> list[str]:
    loads = Counter[str]()
    here: dict[str, list[dict[str, Any]]] = {}
    for seat in seats:
        here.setdefault(seat["zone"], []).append(seat)
    placed = [""] * len(homes)
    for number, home in enumerate(homes):
        if people <= 0:
            break
        people -= len(home)
        near = chance.sample(here.get(home[0], []), k=min(20, len(here.get(home[0], []))))
        for seat in [*near, *chance.sample(seats, k=min(40, len(seats)))]:
            key = seat["key"]
            if loads[key] + len(home) <= max(seat["cap"], len(home)) and key not in barred.get(number, ()):
                placed[number] = key
                loads[key] += len(home)
                break
    return placed


def _unit(number: int, home: list[str], present: str, barred: list[str]) -> dict[str, Any]:
    weight = len(home) if present else 0
    return {"key": f"P{number:06}", "zones": home, "present": present, "weight": weight, "barred": barred}


if __name__ == "__main__":
    target = Path(sys.argv[4])
    target.write_text(json.dumps(make(*map(int, sys.argv[1:4]))), encoding="utf-8")
