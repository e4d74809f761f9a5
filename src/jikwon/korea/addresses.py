"""Road-name addresses: what people type, read into one canonical address and checked against the building table.

The form is `시도 시군구 도로명 건물번호[-부번][, 동·층·호] [(법정동[, 공동주택명])]` (도로명주소법 시행령 제6조).
"""

from typing import TypeAlias

from jikwon.korea import style
from jikwon.korea.readings import Reading, Unclear
from jikwon.model import Personal, fact

AddressReading: TypeAlias = "Reading[Address] | Unclear | OtherDistrict"


@fact
class District:
    """The office's own district."""

    city: str = "서울특별시"
    name: str = "송파구"


@fact
class OtherDistrict:
    """The address names another city or district; the centre hands the person over (이관)."""

    name: Personal[str]


@fact
class Address:
    """One canonical address.

    `main` and `sub` are the building's number (`sub` 0 where there is none). `admin_dongs` are the
    행정동 that are possible for `legal_dong`. `detail_dong` and `detail_ho` have neither 동 nor 호;
    `detail_text` is the detail where no 호 was said: a floor, or words. `building` is a building's
    name as typed; `rest` are words beside a 호 (`안방`) that the canonical detail leaves out.
    """

    road: Personal[str]
    main: Personal[int]
    sub: Personal[int] = 0
    underground: Personal[bool] = False
    zip: Personal[str]
    legal_dong: Personal[str]
    admin_dongs: tuple[str, ...] = ()
    detail_dong: Personal[str] = ""
    detail_ho: Personal[str] = ""
    detail_text: Personal[str] = ""
    building: Personal[str] = ""
    rest: Personal[str] = ""
    district: District = District()

    @property
    def road_address(self) -> str:
        """`서울특별시 송파구 올림픽로 326`; with 부번 `326-1`, underground `지하 12`."""
        return f"{self.district.city} {self.district.name} {self._place}"

    @property
    def detail(self) -> str:
        """`101동 1203호`, or what else was said of the place in the building."""
        raise NotImplementedError

    @property
    def household_key(self) -> str:
        """`올림픽로 326/101-1203`: equal exactly for the same building and detail; `…326/` without a detail."""
        raise NotImplementedError

    @property
    def sort_key(self) -> tuple[style.NaturalKey, int, int, bool, style.NaturalKey, style.NaturalKey]:
        """Road, 본번, 부번 and detail in natural order (가락로5길 before 가락로11길)."""
        raise NotImplementedError

    @property
    def _place(self) -> str:
        raise NotImplementedError


class Reader:
    """Reads the addresses of one district; make one and use it for every row.

    `table` and `dongs` default to Songpa's. `flats` are the words that tell a building of flats.
    """

    def read(self, raw: str, detail: str = "") -> AddressReading:
        """Read an address cell and, where the register has one, its 상세주소 cell.

        Unclear: `address-blank`; `address-unclear` (why: `lot-number`, `number-missing`, `two-readings`,
        `contradicts`, `unreadable`); `road-unknown`; `number-unknown`; `detail-missing`;
        `detail-unclear`; `detail-contradicts`.
        """
        raise NotImplementedError
