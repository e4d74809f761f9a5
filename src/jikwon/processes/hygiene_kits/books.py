"""What every judgement looks things up in: the district's tables, the run's moment, the office's memory."""

import weakref
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from jikwon.korea import Reading, buildings, dongs
from jikwon.korea.addresses import District, Reader
from jikwon.korea.register.addresses import Readers
from jikwon.model import Answer, Run, SettingInvalid, Source, fact
from jikwon.processes.hygiene_kits.settings import HEALTH_WORDS

TABLES_OF: Final = "송파구"
"""The district whose tables are shipped."""


@fact
class Books:
    """The tables and the moment that all judgements of a run share."""

    readers: Readers
    decide_dong: Callable[[str, str], Reading[str]]
    """`DongTable.decide` with a memory: a district has few dongs and many rows."""
    clock: datetime
    today: date
    remembered: Callable[[str], Answer | None]
    """What the office once said of a status word."""


_LAST: list[tuple[weakref.ref[Run], Books]] = []  # one run is worked on at a time; a handful of rows a millisecond


def of(run: Run) -> Books:
    """Give the run's books; they are made when they are first asked for."""
    if _LAST and _LAST[0][0]() is run:
        return _LAST[0][1]
    made = _make(run)
    _LAST[:] = [(weakref.ref(run), made)]
    return made


def _make(run: Run) -> Books:
    district = District(city=run.setting("city"), name=run.setting("district"))
    own_buildings, own_dongs = _only(run, "buildings"), _only(run, "dongs")
    if district.name != TABLES_OF and (own_buildings is None or own_dongs is None):
        raise SettingInvalid(setting="district", expected=f"{TABLES_OF} | --input buildings=CSV --input dongs=CSV")
    table = buildings.from_csv(own_buildings.read()) if own_buildings else buildings.songpa()
    dong_table = dongs.from_csv(own_dongs.read()) if own_dongs else dongs.songpa()
    flats = tuple(word.strip() for word in run.setting("flats").split(",") if word.strip())
    return Books(
        readers=Readers(
            reader=Reader(table=table, dong_table=dong_table, district=district, flats=flats),
            loose=Reader(table=table, dong_table=dong_table, district=district, flats=()),
            refused=HEALTH_WORDS,  # a courier reads the detail
        ),
        decide_dong=lru_cache(maxsize=4096)(dong_table.decide),
        today=run.clock.date(),
        clock=run.clock,
        remembered=lambda word: run.remembered("status-unknown", f"상태:{word}"),
    )


def _only(run: Run, name: str) -> Source | None:
    given = run.sources(name)
    if len(given) > 1:
        raise SettingInvalid(setting=name, expected=f"--input {name}=CSV")
    return given[0] if given else None
