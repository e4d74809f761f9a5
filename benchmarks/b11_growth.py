"""B11: how our own cost grows with the work: × 1, 4 and 16."""

from dataclasses import replace
from pathlib import Path

import b1_work_items
import b2_several_workers
import b6_hygiene_kits
import b7_monitoring
import b8_assignment
import b9_petitions
from measuring import Contest

OF = ("B1", "B2", "B6", "B7", "B8", "B9")
ITEMS = (1_000, 4_000, 16_000)
PEOPLE = (250, 1_000, 4_000)
ROWS = (6_250, 25_000, 100_000)
REGISTERS = (625, 2_500, 10_000)
PETITIONS = (6_250, 25_000, 100_000)


def contests(data: Path, divide: int = 1, *, of: str) -> list[Contest]:
    """Give our side of a contest alone, at three sizes."""
    if of == "B1":
        made = [b1_work_items.contest(data, size=size // divide) for size in ITEMS]
    elif of == "B2":
        made = [b2_several_workers.contest(data, 2, size=size // divide) for size in ITEMS]
    elif of == "B8":
        days = [(size // divide, size // (2 * divide), size // (10 * divide)) for size in REGISTERS]
        made = [b8_assignment.contest(data, *day) for day in days]
    elif of == "B7":
        made = [b7_monitoring.contest(data, people=people // divide) for people in PEOPLE]
    elif of == "B9":
        made = [b9_petitions.contest(data, petitions=size // divide) for size in PETITIONS]
    else:
        made = [b6_hygiene_kits.contest(data, rows=size // divide) for size in ROWS]
    return [replace(each, contenders=each.contenders[:1], rounds=3, is_warmed_up=False) for each in made]
