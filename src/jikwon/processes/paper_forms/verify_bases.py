"""근거: every value by what it rests on: its rule, readings that agree, or a person's answer."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from jikwon.model import Check
from jikwon.processes.paper_forms.verify_pages import read_again, recorded
from jikwon.processes.paper_forms.verify_words import (
    BLANK,
    BY_PERSON,
    BY_RULE,
    FREE,
    OUTPUT,
    Located,
    Wanted,
    fields,
    page_of,
    page_of_fate,
    same_value,
)  # fmt: skip
from jikwon.proof import (
    FateState,
    Proof,
    Row,
    Told,
    date_of,
    each,
    no_repeat,
    number_of,
    phone_digits,
    plain,
    same_cells,
    same_keys,
)  # fmt: skip
from jikwon.proof.buildings import Buildings, buildings

_SHIPPED: Final = Path(__file__).with_name("thresholds.toml")
_HOME: Final = re.compile(r"(?:서울특별시 )?송파구 (\S+ (?:지하 )?[\d-]+),?(?: (?:\w+동 )?[\w-]+호)?")


def bases(proof: Proof) -> Iterator[Check]:
    """Hold every row of 근거 against its scan, the records, or the answer."""
    rows = proof.sheet(OUTPUT, "근거").rows
    names = [field.name for field in proof.once(fields)]
    done = {page_of_fate(fate): fate for fate in proof.fates_in(FateState.DONE) if not fate.delivered}
    wanted = {(*at, name): Located(at=fate.at[0]) for at, fate in done.items() for name in names}
    yield same_keys("bases", wanted, {_key(row): row for row in rows})
    yield no_repeat("bases", rows, _key)
    yield each("bases", rows, lambda row: row["확인방법"] == _basis(proof, row))
    by_rule = [row for row in rows if row["확인방법"] == BY_RULE]
    yield _read_again(proof, by_rule)
    yield from _rests(proof, by_rule)
    yield _confidence(proof, rows)
    yield _answers(proof, [row for row in rows if row["확인방법"] == BY_PERSON])


def _key(row: Row) -> tuple[str, int, str]:
    return (*page_of(row), plain(row["항목"]))


def _basis(proof: Proof, row: Row) -> str:
    """Say what a row must rest on: a person, exactly where one has answered about its field."""
    return BY_PERSON if _answer(proof, row) is not None else BY_RULE


def _answer(proof: Proof, row: Row) -> str | None:
    """Give what a person answered about a field, as a value; "" for a blank one, None where nobody did."""
    name = plain(row["항목"])
    for fate in proof.fates_in(FateState.DONE):
        if page_of_fate(fate) != page_of(row):
            continue
        for code, answer in fate.answers.items():
            if code.partition("/")[2] == name:
                return answer.value or _chosen(proof, row, answer.choice)
    return None


def _chosen(proof: Proof, row: Row, choice: str) -> str:
    """Give the reading that a person's choice names by its number."""
    if choice == BLANK:
        return ""
    ways = proof.once(recorded).get(page_of(row), {}).get(plain(row["항목"])) or ()
    number = int(choice.removeprefix("read-"))
    return ways[number - 1][0]


def _fields(proof: Proof) -> Mapping[str, Wanted]:
    return {field.name: field for field in proof.once(fields)}


def _read_again(proof: Proof, rows: list[Row]) -> Check:
    """Read each cell that no person typed once more from its scan; blank must be blank there."""
    again = proof.once(read_again)
    known = _fields(proof)

    def holds(row: Row) -> bool:
        field, texts = known.get(plain(row["항목"])), again.get(page_of(row), {})
        return field is not None and field.name in texts and same_value(field.type)(row["값"], texts[field.name])

    return each("read-again", rows, holds)


def _rests(proof: Proof, rows: list[Row]) -> Iterator[Check]:
    """Count what rests on a rule of its own (a day that exists, …) and what on two readings that agree."""
    known, seen = _fields(proof), proof.once(recorded)
    kinds = {name: field.type for name, field in known.items()}
    free = {name for name, field in known.items() if field.limited_by == FREE}
    ruled = [row for row in rows if plain(row["항목"]) not in free and row["값"] is not None]
    homes = proof.once(buildings)
    yield each("rests-on-rule", ruled, lambda row: _can_be(known.get(plain(row["항목"])), row["값"], homes))

    def agree(row: Row) -> bool:
        ways = seen.get(page_of(row), {}).get(plain(row["항목"])) or ()
        same = same_value(kinds.get(plain(row["항목"]), "text"))
        return len(ways) > 1 and all(same(row["값"], text) for text, _ in ways[:2])

    yield each("rests-on-two-readings", rows, agree)


def _can_be(field: Wanted | None, value: object, homes: Buildings) -> bool:
    """Tell whether a value can be at all, by its type; an address, whether the table has its building."""
    match field.limited_by if field else "":
        case "date":
            return date_of(value) is not None
        case "phone":
            return phone_digits(value).startswith("0") and 9 <= len(phone_digits(value)) <= 12
        case "number":
            return number_of(value) is not None
        case "address":
            home = _HOME.fullmatch(plain(value))
            return home is not None and homes.get(home[1]) is not None
        case "choice":
            return field is not None and plain(value) in field.values
    return False


def _confidence(proof: Proof, rows: list[Row]) -> Check:
    """Hold 신뢰도 against the worst of the recorded readings, and against the measured threshold."""
    given = proof.sources.get("thresholds") or ()
    data = given[0].read() if given else _SHIPPED.read_bytes()
    limits = {kind: each.get("threshold") for kind, each in tomllib.loads(data.decode("utf-8-sig"))["kinds"].items()}
    kinds = {name: field.limited_by for name, field in _fields(proof).items()}
    seen = proof.once(recorded)

    def holds(row: Row) -> bool:
        if row["확인방법"] != BY_RULE:
            return row["신뢰도"] is None
        ways = seen.get(page_of(row), {}).get(plain(row["항목"])) or ()
        limit = limits.get(kinds.get(plain(row["항목"]), "") if row["값"] is not None else BLANK)
        worst = min((sure for _, sure in ways), default=-1.0)
        return limit is not None and number_of(row["신뢰도"]) == number_of(worst) and worst >= limit

    return each("confidence", rows, holds)


def _answers(proof: Proof, rows: list[Row]) -> Check:
    """Hold the cells that people decided against their answers."""
    known = _fields(proof)
    by_kind: dict[str, list[Row]] = {}
    for row in rows:
        field = known.get(plain(row["항목"]))
        by_kind.setdefault(field.type if field else "text", []).append(row)
    compared = [
        same_cells(
            "rests-on-people", of_kind, columns={"값": same_value(kind)},
            expected=lambda row: {"값": Told(value=_answer(proof, row) or None)},
        )
        for kind, of_kind in by_kind.items()
    ]  # fmt: skip
    return Check(
        name="rests-on-people", compared=sum(check.compared for check in compared),
        mismatches=sum(check.mismatches for check in compared), at=tuple(at for check in compared for at in check.at),
        rests_on_people=sum(check.rests_on_people for check in compared),
    )  # fmt: skip
