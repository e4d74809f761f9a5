"""The tables by which a run reads addresses: the shipped district's, or those that an office brings."""

from typing import Final, NamedTuple

from jikwon.korea import buildings, dongs
from jikwon.korea.addresses import District, Reader
from jikwon.korea.register.addresses import Readers
from jikwon.model import Run, SettingInvalid, Source

TABLES_OF: Final = "송파구"
"""The district whose tables are shipped."""


class Tables(NamedTuple):
    """What addresses are read with, and the district's dongs."""

    readers: Readers
    dongs: dongs.DongTable


def of(run: Run) -> Tables:
    """Make the tables of a run's settings `city`, `district`, `flats` and inputs `buildings`, `dongs`.

    Raises `SettingInvalid` for another district without tables of its own.
    """
    district = District(city=run.setting("city"), name=run.setting("district"))
    own_buildings, own_dongs = _only(run, "buildings"), _only(run, "dongs")
    if district.name != TABLES_OF and (own_buildings is None or own_dongs is None):
        raise SettingInvalid(setting="district", expected=f"{TABLES_OF} | --input buildings=CSV --input dongs=CSV")
    table = buildings.from_csv(own_buildings.read()) if own_buildings else buildings.songpa()
    dong_table = dongs.from_csv(own_dongs.read()) if own_dongs else dongs.songpa()
    flats = tuple(word.strip() for word in run.setting("flats").split(",") if word.strip())
    readers = Readers(
        reader=Reader(table=table, dong_table=dong_table, district=district, flats=flats),
        loose=Reader(table=table, dong_table=dong_table, district=district, flats=()),
    )
    return Tables(readers, dong_table)


def _only(run: Run, name: str) -> Source | None:
    given = run.sources(name)
    if len(given) > 1:
        raise SettingInvalid(setting=name, expected=f"--input {name}=CSV")
    return given[0] if given else None
